"""Which numbers an edit of the list puts off, told by what the list was: no claim has to be weighed for it.

Whoever cites "12" in a sentence that cited 12 before cites what was 12 then. Where that stands elsewhere in the list
now, the number it has now is the right one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeAlias

from refcheck.folding import base_letters

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from refcheck.article import Article, Citation, Reference, Scope
    from refcheck.source import Span

Claimed: TypeAlias = tuple[str, ...]
"""What a citation is found again by."""
MOST_CITATIONS = 5_000
"""Of a document with more the citations are not compared one by one."""


@dataclass(frozen=True)
class Remembered:
    """What became of the numbers of one numbering.

    Attributes:
        mapping: number then to number now, for every reference that stands elsewhere in the list now.
        stayed: for each citation that was not renumbered, by where it stands, the numbers that it had then.
        left: numbers that such a citation still has whose reference is no longer in the list.
    """

    mapping: Mapping[int, int]
    stayed: Mapping[Span, frozenset[int]]
    left: tuple[int, ...] = ()

    def mapping_for(self, citation: Citation) -> Mapping[int, int]:
        """Printed number to right number in one citation."""
        then = self.stayed.get(citation.span, frozenset())
        return {number: right for number, right in self.mapping.items() if number in then}


def remembered(scope: Scope, before: Scope) -> Remembered | None:
    """What became of the numbers of a numbering; None if no citation that is as it was leads elsewhere now.

    Args:
        scope: the numbering.
        before: the same as it was.
    """
    if max(len(scope.citations), len(before.citations)) > MOST_CITATIONS:
        return None
    listed = dict(_same(before.references, scope.references))
    gone = {reference.number for reference in before.references} - listed.keys()
    new = {reference.number for reference in scope.references} - set(listed.values())
    stayed: dict[Span, frozenset[int]] = {}
    left: set[int] = set()
    for citation, then in _paired(scope.citations, before.citations):
        numbers = frozenset(citation.numbers)
        known = {number for number in then.numbers if number in listed}
        renumbered = {listed[number] for number in known}
        # What was put in cites what is new in the list; what is gone from the list may be taken out.
        if known != renumbered and known <= numbers and numbers - known <= new | gone.intersection(then.numbers):
            stayed[citation.span] = frozenset(known)
            left |= numbers & gone
    if not stayed:
        return None
    return Remembered(
        {number: place for number, place in listed.items() if number != place}, stayed, tuple(sorted(left))
    )


def numberings(now: Article, before: Article) -> Iterator[tuple[Scope, Scope]]:
    """Each numbering of an article with what it was, if it has as many as it had."""
    if len(now.scopes) == len(before.scopes):
        yield from zip(now.scopes, before.scopes, strict=True)


def _same(before: Iterable[Reference], now: Iterable[Reference]) -> Iterator[tuple[int, int]]:
    """The number of each reference with the one that it has now: by its text, else by its DOI or title."""
    left, still = list(before), list(now)
    for key in (_text, _identifier, _title):
        places: dict[str, list[int]] = defaultdict(list)
        for at, reference in enumerate(still):
            if name := key(reference):
                places[name].append(at)
        unpaired: list[Reference] = []
        taken: set[int] = set()
        for reference in left:
            found = places.get(key(reference))
            if found:
                taken.add(found[0])
                yield reference.number, still[found.pop(0)].number
            else:
                unpaired.append(reference)
        left, still = unpaired, [reference for at, reference in enumerate(still) if at not in taken]


def _text(reference: Reference) -> str:
    return " ".join(reference.raw.split())


def _identifier(reference: Reference) -> str:
    return reference.fields.doi


def _title(reference: Reference) -> str:
    return base_letters(reference.fields.title)


def _paired(now: Sequence[Citation], before: Sequence[Citation]) -> Iterator[tuple[Citation, Citation]]:
    """The citations with what they were: by sentence and clause, else by sentence.

    Where a citation was put into a sentence, or taken out of it, the clauses of others in it are not what they were.
    """
    left, still = list(now), list(before)
    for key in (_clause, _sentence):
        own, others = list(map(key, left)), list(map(key, still))
        counts, then = Counter(own), Counter(others)
        as_often = {claim for claim, count in counts.items() if then[claim] == count}
        pairs = list(zip(_places(own, as_often), _places(others, as_often), strict=True))
        # Of cells of a table, say, whose claims are alike, some are new or gone: the order tells.
        rest, rest_then = ([at for at, claim in enumerate(claims) if claim not in as_often] for claims in (own, others))
        matcher = SequenceMatcher(None, [own[at] for at in rest], [others[at] for at in rest_then], autojunk=False)
        for first, second, length in matcher.get_matching_blocks():
            pairs += [(rest[first + step], rest_then[second + step]) for step in range(length)]
        yield from ((left[at], still[there]) for at, there in pairs)
        paired, known = {at for at, _ in pairs}, {there for _, there in pairs}
        left = [citation for at, citation in enumerate(left) if at not in paired]
        still = [citation for at, citation in enumerate(still) if at not in known]


def _places(claims: Sequence[Claimed], wanted: Container[Claimed]) -> list[int]:
    """Where some claims are, each claim's places together and in order."""
    found: dict[Claimed, list[int]] = defaultdict(list)
    for at, claim in enumerate(claims):
        if claim in wanted:
            found[claim].append(at)
    return [at for claim in sorted(found) for at in found[claim]]


def _clause(citation: Citation) -> Claimed:
    return citation.claim.sentence, citation.claim.clause


def _sentence(citation: Citation) -> Claimed:
    return (citation.claim.sentence,)
