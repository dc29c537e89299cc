"""Which marks a document uses for its citations, and which of the candidates they make citations.

The mark that explains most of the reference list wins; another is believed besides it only where it explains what the
first leaves open. Without a list, numbers that first appear in ascending order speak for a mark.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.candidates import candidate
from refcheck.reading.sequence import MANY, Fixed, Habits, Path, best_path, written_out
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from refcheck.reading.blocks import Block
    from refcheck.reading.candidates import Candidate
    from refcheck.reading.glued import Glued

ENOUGH = 0.6
"""The share of the list that clear marks must explain so that doubtful ones are not looked for."""
_DOUBTFUL = frozenset({MarkerStyle.PARENTHESES, MarkerStyle.GLUED})


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbers of one reference list; `known` is None where there is no list."""

    known: frozenset[int] | None

    @property
    def limit(self) -> int:
        """The highest number that can be meant: a little past the list, whose end may be missing."""
        return 999 if self.known is None else max(self.known, default=0) + max(20, len(self.known) // 2)


def choose(
    blocks: Sequence[Block],
    marked: Sequence[tuple[int, Candidate]],
    glued: Callable[[], Sequence[tuple[int, Glued]]],
    numberings: Mapping[int, Numbering],
) -> list[tuple[int, Candidate]]:
    """Choose the citations among the candidates of a document.

    Args:
        blocks: the blocks of the document.
        marked: marked candidates with the index of their numbering, in reading order.
        glued: finds the glued candidates with theirs, in reading order; called only if it must be.
        numberings: the numbering of each index.

    Returns:
        The citations with the index of their numbering, in reading order.
    """
    plausible = [pair for pair in marked if all(end <= numberings[pair[0]].limit for end in pair[1].ends)]
    styles: dict[MarkerStyle, list[tuple[int, Candidate]]] = {}
    for pair in plausible:
        styles.setdefault(pair[1].style, []).append(pair)
    chosen: list[tuple[int, Candidate]] = []
    for style in sorted(styles, key=lambda style: -_worth(styles[style], numberings, style)):
        if style not in _DOUBTFUL and _is_believed(styles[style], chosen, numberings, style):
            chosen += styles[style]
    chosen.sort(key=_place)
    if _coverage(chosen, numberings) >= ENOUGH:
        filling = _filling(_glued(blocks, glued(), chosen, numberings, least=1), chosen, numberings)
        return sorted(_without_overlaps(chosen, filling), key=_place)
    parentheses = styles.get(MarkerStyle.PARENTHESES, [])
    if not _are_parentheses_believed(parentheses, chosen, numberings):
        parentheses = []
    with_list = any(numbering.known for numbering in numberings.values())
    # Without a list one stray bracket must not lead the sequence of the others astray.
    fixed = chosen if with_list or len(_explained(chosen, numberings)) > 2 else []
    digits = _glued(blocks, glued(), fixed, numberings, least=3)
    if _weight(digits, chosen, numberings) > _weight(parentheses, chosen, numberings):
        parentheses = []
    elif parentheses:
        digits = []
    if not with_list and 2 * len(_explained(chosen, numberings)) < len(_explained(parentheses + digits, numberings)):
        chosen = []  # a stray bracket or exponent in an article that cites otherwise
    return sorted(_without_overlaps(chosen + parentheses, digits), key=_place)


def _place(pair: tuple[int, Candidate]) -> tuple[int, int]:
    return pair[1].block, pair[1].stretch.start


def _explained(pairs: Iterable[tuple[int, Candidate]], numberings: Mapping[int, Numbering]) -> set[tuple[int, int]]:
    """The references that citations account for."""
    out: set[tuple[int, int]] = set()
    for index, found in pairs:
        known = numberings[index].known
        for item in found.items:
            out.update((index, number) for number in written_out(item) if known is None or number in known)
    return out


def _coverage(pairs: Iterable[tuple[int, Candidate]], numberings: Mapping[int, Numbering]) -> float:
    total = sum(len(numbering.known) for numbering in numberings.values() if numbering.known)
    return len(_explained(pairs, numberings)) / total if total else 0.0


def _weight(
    pairs: Sequence[tuple[int, Candidate]], chosen: Iterable[tuple[int, Candidate]], numberings: Mapping[int, Numbering]
) -> int:
    return len(_explained(pairs, numberings) - _explained(chosen, numberings))


def _worth(pairs: Sequence[tuple[int, Candidate]], numberings: Mapping[int, Numbering], style: MarkerStyle) -> float:
    return len(_explained(pairs, numberings)) + (10_000 if style is MarkerStyle.LINKED else 0)


def _inside(pairs: Sequence[tuple[int, Candidate]], numberings: Mapping[int, Numbering]) -> float:
    """The share of the numbers cited that the list has, of all different ones."""
    cited = {(index, end) for index, found in pairs for end in found.ends}
    fitting = [pair for pair in cited if _has(numberings[pair[0]], pair[1])]
    return len(fitting) / len(cited) if cited else 0.0


def _has(numbering: Numbering, number: int) -> bool:
    return numbering.known is None or number in numbering.known


def _order(pairs: Sequence[tuple[int, Candidate]], start: int | None = 0) -> tuple[int, int]:
    """How many numbers are the next new one when they first appear, and how many jump; `start` None: begin anywhere."""
    hits = jumps = 0
    tops: dict[int, int] = {}
    for index, found in sorted(pairs, key=_place):
        for item in found.items:
            for number in dict.fromkeys((item.first, item.last)):
                top = tops.get(index, number - 1 if start is None else start)
                if number == top + 1 or (number == item.last and item.first <= top + 1 <= number):
                    hits += 1
                elif number > top:
                    jumps += 1
                tops[index] = max(top, number)
    return hits, jumps


def _is_believed(
    pairs: Sequence[tuple[int, Candidate]],
    chosen: Sequence[tuple[int, Candidate]],
    numberings: Mapping[int, Numbering],
    style: MarkerStyle,
) -> bool:
    if style is MarkerStyle.LINKED:
        return True
    with_list = any(numbering.known for numbering in numberings.values())
    if with_list and _inside(pairs, numberings) < 0.5:
        return False
    if not chosen:
        if with_list:
            return True
        hits, jumps = _order(pairs, None)
        return hits > jumps
    new = _explained(pairs, numberings) - _explained(chosen, numberings)
    if with_list:
        return len(new) >= 0.3 * len(_explained(pairs, numberings)) and bool(new)
    before = _order(chosen, None)
    after = _order([*chosen, *pairs], None)
    return bool(new) and after[0] > before[0] and after[1] <= before[1]


def _are_parentheses_believed(
    pairs: Sequence[tuple[int, Candidate]],
    chosen: Sequence[tuple[int, Candidate]],
    numberings: Mapping[int, Numbering],
) -> bool:
    if not pairs:
        return False
    if any(numbering.known for numbering in numberings.values()):
        total = sum(len(numbering.known or ()) for numbering in numberings.values())
        return _inside(pairs, numberings) >= 0.7 and _weight(pairs, chosen, numberings) >= 0.4 * total
    hits, jumps = _order(pairs)
    return hits >= 3 and jumps <= 0.3 * hits and not chosen and 1 in pairs[0][1].ends


def _glued(
    blocks: Sequence[Block],
    glued: Sequence[tuple[int, Glued]],
    chosen: Sequence[tuple[int, Candidate]],
    numberings: Mapping[int, Numbering],
    *,
    least: int,
) -> list[tuple[int, Candidate]]:
    """The glued digits that make the best sequence with what is chosen already; see `_is_path_believed` for `least`."""
    out: list[tuple[int, Candidate]] = []
    for index, numbering in numberings.items():
        events: list[tuple[tuple[int, int], Fixed | Glued]] = [
            ((each.block, each.start), each) for at, each in glued if at == index
        ]
        if not events:
            continue
        for at, found in chosen:
            if at == index and found.ends:
                events.append((_place((at, found)), Fixed(max(found.ends))))
        events.sort(key=lambda event: event[0])
        path = _best_habits([event for _, event in events], numbering.known)
        if not _is_path_believed(path, numbering.known, _explained(chosen, numberings), index, least):
            continue
        for each, reading in path.chosen:
            stretch = Span(each.start, reading.end)
            block = blocks[each.block]
            out.append((index, candidate(block, each.block, stretch, reading.items, MarkerStyle.GLUED)))
    return out


def _best_habits(events: Sequence[Fixed | Glued], known: frozenset[int] | None) -> Path:
    """Read the candidates as plainly as can be; allow an odd habit only where it explains numbers left open."""
    habits = Habits()
    path = best_path(events, known, habits)
    if len(events) > MANY:
        return path  # no article: what is odd in it is not worth the time
    for habit, least in (("spaced", 1), ("split", 3), ("loose", 3)):
        wider = replace(habits, **{habit: True})
        other = best_path(events, known, wider)
        if other.next_numbers >= path.next_numbers + least and other.score > path.score:
            habits, path = wider, other
    if known and path.next_numbers < 0.5 * len(path.numbers & known):
        # A list in alphabetical order is cited in any order; then only plain surroundings are believed.
        plain = [event for event in events if isinstance(event, Fixed) or event.weight >= 1.0]
        other = best_path(plain, known, replace(habits, ordered=False, loose=False, split=False))
        if len(other.numbers & known) > len(path.numbers & known):
            return other
    return path


def _is_path_believed(
    path: Path, known: frozenset[int] | None, explained: Iterable[tuple[int, int]], index: int, least: int
) -> bool:
    if not path.chosen:
        return False
    if known is None:
        return path.next_numbers >= least and path.next_numbers >= 0.5 * len(path.numbers)
    new = path.numbers & known - {number for at, number in explained if at == index}
    return len(new) >= (1 if least == 1 else max(1, 0.3 * len(known)))


def _filling(
    digits: Sequence[tuple[int, Candidate]],
    chosen: Sequence[tuple[int, Candidate]],
    numberings: Mapping[int, Numbering],
) -> list[tuple[int, Candidate]]:
    """Of the glued digits those that cite, in their right place, references that the marked citations leave open."""
    explained = _explained(chosen, numberings)
    return [
        (index, found)
        for index, found in digits
        if found.ends
        and all(_has(numberings[index], end) and (index, end) not in explained for end in found.ends)
        and _follows(found, index, chosen)
    ]


def _follows(found: Candidate, index: int, chosen: Sequence[tuple[int, Candidate]]) -> bool:
    """Whether the numbers marked before a place end right below its number, or those after it begin right above."""
    place = (found.block, found.stretch.start)
    before = [end for at, other in chosen if at == index and _place((at, other)) < place for end in other.ends]
    return max(before, default=0) in {found.ends[0] - 1, found.ends[0] - 2}


def _without_overlaps(
    marked: Sequence[tuple[int, Candidate]], glued: Sequence[tuple[int, Candidate]]
) -> list[tuple[int, Candidate]]:
    taken: dict[int, list[Span]] = {}
    for _, found in marked:
        taken.setdefault(found.block, []).append(found.stretch)
    free = [pair for pair in glued if not any(pair[1].stretch.overlaps(span) for span in taken.get(pair[1].block, ()))]
    return [*marked, *free]
