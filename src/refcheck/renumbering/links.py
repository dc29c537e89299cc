"""The links under the numbers of citations, so that they follow when a number changes."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from refcheck.finding import Edit
from refcheck.renumbering.tokens import tokens
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from refcheck.article import Scope
    from refcheck.renumbering.tokens import Token
    from refcheck.source import Source

_FAR = 600
"""How far before a number the tag that links it may begin, in code points."""
_OPENING = re.compile(
    r"""<(a|xref)\b[^<>]*?\s(?:href|rid)\s*=\s*(?P<quote>["'])#?(?P<id>[^"'<>#\s]{1,200})(?P=quote)[^<>]*>"""
)
_CLOSING = re.compile(r"</(?:a|xref)\s*>")
_MARKDOWN = re.compile(r"\\?\]?\]\(#(?P<id>[^()\s]{1,200})\)")
_ID = re.compile(r"""\s(?:xml:)?(?:id|name)\s*=\s*["']([^"'<>\s]{1,200})["']""")
_HEADING_ID = re.compile(r"\{#([^{}\s]{1,200})\}")


class Links:
    """What the citations of one numbering are linked to, and what the ids of its references are.

    Args:
        source: the article's source.
        scope: the numbering.
    """

    def __init__(self, source: Source, scope: Scope) -> None:
        self._text = source.text
        self._scope = scope

    def edit(self, token: Token, number: int) -> Edit | None:
        """The edit that lets the link under a printed number lead to another reference.

        Args:
            token: the printed number.
            number: the new one.

        Returns:
            The edit; None where there is no link, or it leads elsewhere than the number says, or where it is not known
            what the other reference is called.
        """
        place = self._target(token.span)
        if place is None:
            return None
        name = self._text[place.start : place.end]
        if self._names.get(token.number) != name:
            return None
        other = self._names.get(number)
        return None if other is None or other == name else Edit(place, other)

    def _target(self, number: Span) -> Span | None:
        """Where the id stands that a printed number is linked to."""
        after = _MARKDOWN.match(self._text, number.end)
        if after is not None:
            return Span(*after.span("id"))
        start = max(0, number.start - _FAR)
        before = self._text[start : number.start]
        tags = list(_OPENING.finditer(before))
        if not tags or _CLOSING.search(before, tags[-1].end()):
            return None
        return Span(start + tags[-1].start("id"), start + tags[-1].end("id"))

    @cached_property
    def _names(self) -> dict[int, str]:
        """The id of each reference that a link leads to or could lead to, by number."""
        linked: dict[int, Counter[str]] = {}
        led: dict[int, str] = {}
        for citation in self._scope.citations:
            targets = {link.span: link.target for link in citation.links}
            for token in (token for item in tokens(self._text, citation) or () for token in item):
                place = self._target(token.span)
                if place is not None:
                    name = self._text[place.start : place.end]
                    linked.setdefault(token.number, Counter())[name] += 1
                    if token.span in targets:
                        led[targets[token.span]] = name
        if not linked:
            return {}
        # What the reader followed is known; what nothing is known of is called as most links of its number have it.
        usual = {number: found.most_common(1)[0][0] for number, found in linked.items()}
        listed = {reference.number for reference in self._scope.references}
        dangling = {number: name for number, name in usual.items() if number not in listed}
        return {**(dangling if led else usual), **self._unlinked(led or usual), **led}

    def _unlinked(self, names: Mapping[int, str]) -> dict[int, str]:
        """The ids of references to which perhaps no link leads: formed as others are, or else their entries' own."""
        ids = set(_ID.findall(self._text)) | set(_HEADING_ID.findall(self._text))
        patterns = Counter(
            (name[: at.start()], name[at.end() :])
            for number, name in names.items()
            for at in re.finditer(r"\d+", name)
            if int(at[0]) == number
        )
        pattern = patterns.most_common(1)[0][0] if patterns else None
        found: dict[int, str] = {}
        for reference in self._scope.references:
            own = _ID.search(self._text[reference.span.start : reference.span.end][:_FAR])
            formed = "" if pattern is None else f"{pattern[0]}{reference.number}{pattern[1]}"
            if formed in ids:
                found[reference.number] = formed
            elif own is not None:
                found[reference.number] = own[1]
        return found
