"""Articles whose claims are in another language than their reference lists: their small words made unknown."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refcheck.article import Claim, Scope

_WORD = re.compile(r"\b[a-z]{3,}\b")


def foreign(scope: Scope) -> Scope:
    """The same numbering, all words of its claims in small letters spelt backwards; names and numbers stay."""
    citations = tuple(replace(citation, claim=_foreign(citation.claim)) for citation in scope.citations)
    return replace(scope, citations=citations)


def _foreign(claim: Claim) -> Claim:
    before, behind = _backwards(claim.sentence[: claim.anchor]), _backwards(claim.sentence[claim.anchor :])
    return replace(
        claim,
        sentence=before + behind,
        anchor=len(before),
        clause=_backwards(claim.clause),
        before=_backwards(claim.before),
        after=_backwards(claim.after),
    )


def _backwards(text: str) -> str:
    return _WORD.sub(lambda word: f"{word[0][::-1]}o", text)
