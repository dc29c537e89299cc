"""The edits that give citations other numbers and leave their form as it is printed.

Only digits change where that is enough. A range of which a part moves is taken apart, numbers that were in ascending
order stay in ascending order, and a link under a number goes with it.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from refcheck.finding import Edit
from refcheck.renumbering.links import Links
from refcheck.renumbering.tokens import Punctuation, digits, punctuation, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from refcheck.article import Citation, Scope
    from refcheck.renumbering.tokens import Token
    from refcheck.source import Source

_LEAST_RANGE = 3
"""So many neighbouring numbers are a range where ranges are printed (Citing Medicine, and every style after it)."""
_LONGEST = 1_000
"""A range of more numbers than this is a slip, and is not written out."""


class Renumbering:
    """Gives the citations of one numbering other numbers.

    Args:
        source: the article's source.
        scope: the numbering; how its citations are printed is the measure for those that have to be set anew.
        links_follow: whether the links under numbers are to lead to the references of the new numbers; not where the
            references themselves change places with all that identifies them.
    """

    def __init__(self, source: Source, scope: Scope, *, links_follow: bool = True) -> None:
        self._text = source.text
        self._scope = scope
        self._links = Links(source, scope) if links_follow else None

    def all_edits(self, mapping_for: Callable[[Citation], Mapping[int, int]]) -> tuple[Edit, ...]:
        """The edits that give all citations of the numbering their new numbers; none if one cannot be renumbered.

        Args:
            mapping_for: for a citation printed number to new number, as `edits` takes it.
        """
        edits: list[Edit] = []
        for citation in self._scope.citations:
            found = self.edits(citation, mapping_for(citation))
            if found is None:
                return ()
            edits += found
        return tuple(edits)

    def edits(self, citation: Citation, mapping: Mapping[int, int]) -> tuple[Edit, ...] | None:
        """The edits that give one citation its new numbers.

        Args:
            citation: one of the numbering.
            mapping: printed number to new number; numbers that are not in it stay.

        Returns:
            The edits, none if nothing changes; None if it cannot be done by editing digits: keys in place of numbers,
            ranges that run backward, links or tags that would have to be added or taken out.
        """
        printed = None if citation.keys else tokens(self._text, citation)
        if printed is None:
            return None
        if any(not 0 <= item.last - item.first < _LONGEST for item in citation.items):
            return None
        new = [[mapping.get(n, n) for n in range(item.first, item.last + 1)] for item in citation.items]
        flat = [number for numbers in new for number in numbers]
        if flat == list(citation.numbers):
            return ()
        ascends = _ascends(citation.numbers)
        if all(_is_run(numbers) for numbers in new) and (_ascends(flat) or not ascends):
            return tuple(self._in_place(printed, [(numbers[0], numbers[-1]) for numbers in new]))
        flat = sorted(set(flat)) if ascends else list(dict.fromkeys(flat))
        if len(flat) == len(printed) and not any(len(item) > 1 for item in printed):
            return tuple(self._in_place(printed, [(number, number) for number in flat]))
        return self._set_anew(citation, printed, flat)

    def _in_place(self, printed: Sequence[tuple[Token, ...]], ends: Sequence[tuple[int, int]]) -> Iterator[Edit]:
        for item, (first, last) in zip(printed, ends, strict=True):
            for token, number in zip(item, (first, last), strict=False):
                if number != token.number:
                    yield Edit(token.span, token.printed(number))
                    link = self._links.edit(token, number) if self._links else None
                    if link is not None:
                        yield link

    def _set_anew(
        self, citation: Citation, printed: Sequence[tuple[Token, ...]], numbers: Sequence[int]
    ) -> tuple[Edit, ...] | None:
        inside = self._text[citation.digits.start : citation.digits.end]
        if any(character in inside for character in "<>[]"):
            return None
        raised = printed[0][0].raised
        marks = punctuation(self._text, printed).filled(self._usual, raised=raised)
        lengths = [token[1].number - token[0].number + 1 for token in printed if len(token) > 1]
        shown = [
            digits(first, raised=raised)
            if first == last
            else f"{digits(first, raised=raised)}{marks.dash}{digits(last, raised=raised)}"
            for first, last in _compressed(numbers, min([_LEAST_RANGE, *lengths]) if lengths else None)
        ]
        return (Edit(citation.digits, marks.comma.join(shown)),)

    @cached_property
    def _usual(self) -> Punctuation:
        """What the citations of this numbering mostly have between their numbers."""
        commas: Counter[str] = Counter()
        dashes: Counter[str] = Counter()
        for citation in self._scope.citations:
            marks = punctuation(self._text, tokens(self._text, citation) or ())
            if not any(character in marks.comma + marks.dash for character in "<>[]"):
                commas[marks.comma] += bool(marks.comma)
                dashes[marks.dash] += bool(marks.dash)
        (comma, _), (dash, _) = (found.most_common(1)[0] if found else ("", 0) for found in (commas, dashes))
        return Punctuation(comma, dash)


def _is_run(numbers: Sequence[int]) -> bool:
    return all(after == before + 1 for before, after in pairwise(numbers))


def _ascends(numbers: Sequence[int]) -> bool:
    return all(after > before for before, after in pairwise(numbers))


def _compressed(numbers: Sequence[int], least: int | None) -> Iterator[tuple[int, int]]:
    """Numbers as single ones and ranges.

    Args:
        numbers: in the order to be printed.
        least: how many neighbouring numbers are printed as a range; None for never.
    """
    start = 0
    while start < len(numbers):
        end = start + 1
        while end < len(numbers) and numbers[end] == numbers[end - 1] + 1:
            end += 1
        if least is not None and end - start >= least:
            yield numbers[start], numbers[end - 1]
        else:
            yield from ((number, number) for number in numbers[start:end])
        start = end
