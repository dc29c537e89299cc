"""Which numbers an edit of the list puts off, told by what the list was: no claim has to be weighed for it.

A sentence that cited 12 before, and still does, cites what was 12 then: if that stands elsewhere in the list now, the
number it has now is the right one. Whether a sentence was renumbered with the list is told by all its numbers together.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.alignment.model import ListEdit
from refcheck.folding import base_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from refcheck.article import Article, Citation, Reference, Scope
    from refcheck.source import Span

MOST_ALIKE = 50
"""Of so many references that are the same work the nearest is looked for; no list that is meant has more."""
_BETWEEN = re.compile(r"\W+")


@dataclass(frozen=True)
class Remembered:
    """What became of the numbers of one numbering.

    Attributes:
        edit: what the numbers should be, in the citations that were not renumbered; doubtful are those whose reference
            is no longer in the list.
        new: the numbers of references that are new in the list.
        alone: whether it is one sentence only, and others were renumbered.
    """

    edit: ListEdit
    new: frozenset[int]
    alone: bool


def remembered(scope: Scope, before: Scope) -> Remembered | None:
    """What became of the numbers of a numbering; None if nothing that is as it was leads elsewhere now.

    Args:
        scope: the numbering.
        before: the same as it was.
    """
    listed = dict(_same(before.references, scope.references))
    gone = {reference.number for reference in before.references} - listed.keys()
    new = {reference.number for reference in scope.references} - set(listed.values())
    mapping = {number: place for number, place in listed.items() if number != place}
    now, then = _by_sentence(scope.citations), _by_sentence(before.citations)
    stayed: dict[Span, frozenset[int]] = {}
    left: set[int] = set()
    sentences, followed = 0, 0
    for sentence in now.keys() & then.keys():
        cited, were = _counted(now[sentence]), _counted(then[sentence])
        known = {number for number in were if number in listed}
        # What was put into a sentence cites what is new in the list; what is gone from the list may be taken out.
        renumbered = {listed[number] for number in known}
        if known == renumbered:
            continue
        if not (known <= cited.keys() and cited.keys() - known <= new | gone.intersection(were)):
            followed += renumbered <= cited.keys()
            continue
        sentences += 1
        added = {number for number in known & new if cited[number] > were[number]}
        fresh = {number: _added(number, now[sentence], then[sentence]) for number in added}
        for citation in now[sentence]:
            numbers = known.intersection(citation.numbers) & mapping.keys()
            if own := frozenset(number for number in numbers if fresh.get(number) is not citation):
                stayed[citation.span] = own
        left |= cited.keys() & gone
    if not stayed:
        return None
    edit = ListEdit(mapping, 1.0, tuple(sorted(left)), within=stayed)
    return Remembered(edit, frozenset(new), alone=sentences == 1 and followed > 0)


def _by_sentence(citations: Iterable[Citation]) -> dict[str, list[Citation]]:
    found: dict[str, list[Citation]] = defaultdict(list)
    for citation in citations:
        if citation.keys:  # its numbers are made from the list, and follow it
            continue
        found[_words(citation.claim.sentence)].append(citation)
    return found


def _words(sentence: str) -> str:
    """What a sentence says, whatever was left of the marks and blanks around a citation."""
    return _BETWEEN.sub("", sentence)


def _counted(citations: Iterable[Citation]) -> Counter[int]:
    return Counter(number for citation in citations for number in dict.fromkeys(citation.numbers))


def _added(number: int, now: Sequence[Citation], then: Sequence[Citation]) -> Citation:
    """Of a sentence's citations of a number the one that was put in: one whose clause had none, else the first."""
    clauses = {each.claim.clause for each in then if number in each.numbers}
    citing = [each for each in now if number in each.numbers]
    return next((each for each in citing if each.claim.clause not in clauses), citing[0])


def numberings(now: Article, before: Article | None) -> list[tuple[Scope, Scope | None]]:
    """Each numbering of an article with what it was.

    Args:
        now: the article.
        before: what it was; None where that is not known. Nor is known which numbering was which where one is new or
            gone.
    """
    were = before.scopes if before and len(before.scopes) == len(now.scopes) else (None,) * len(now.scopes)
    return list(zip(now.scopes, were, strict=True))


def _same(before: Iterable[Reference], now: Iterable[Reference]) -> Iterator[tuple[int, int]]:
    """The number of each reference with the one that it has now: by its text, else by its DOI or title.

    Of references that are the same work twice each is the nearest one.
    """
    left, still = list(before), list(now)
    for key in (_text, _identifier, _title):
        places: dict[str, list[Reference]] = defaultdict(list)
        for reference in still:
            if name := key(reference):
                places[name].append(reference)
        unpaired: list[Reference] = []
        taken: set[int] = set()
        for reference in left:
            if found := places.get(key(reference)):
                apart = [abs(other.number - reference.number) for other in found[:MOST_ALIKE]]
                nearest = found.pop(apart.index(min(apart)))
                taken.add(id(nearest))
                yield reference.number, nearest.number
            else:
                unpaired.append(reference)
        left, still = unpaired, [other for other in still if id(other) not in taken]


def _text(reference: Reference) -> str:
    return " ".join(reference.raw.split())


def _identifier(reference: Reference) -> str:
    return reference.fields.doi


def _title(reference: Reference) -> str:
    return base_letters(reference.fields.title)
