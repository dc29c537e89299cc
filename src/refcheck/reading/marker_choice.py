"""Which marks a document uses for its citations, and which of the candidates they make citations.

The mark that explains most of the reference list wins; another is believed besides it only where it explains what the
first leaves open. Without a list, numbers that first appear in ascending order speak for a mark.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.agreement import (
    coverage,
    explained_by,
    newly_explained,
    order_of,
    place_of,
    share_inside,
)
from refcheck.reading.candidates import candidate
from refcheck.reading.filling import filling, without_overlaps
from refcheck.reading.sequence import MANY, Fixed, Habits, Path, Reading, Uncertain, best_path
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

    from refcheck.reading.agreement import Numbering
    from refcheck.reading.blocks import Block
    from refcheck.reading.candidates import Candidate

ENOUGH = 0.6
"""The share of the list that clear marks must explain so that doubtful ones are not looked for."""
MARKED = 1.5
"""How much a mark speaks for a citation, in the units of `sequence`."""
_DOUBTFUL = frozenset({MarkerStyle.PARENTHESES, MarkerStyle.GLUED})


def choose(
    blocks: Sequence[Block],
    marked: Sequence[tuple[int, Candidate]],
    glued: Callable[[], Sequence[tuple[int, Uncertain]]],
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
    plausible = [pair for pair in marked if pair[1].keys or max(pair[1].ends, default=0) <= numberings[pair[0]].limit]
    styles: dict[MarkerStyle, list[tuple[int, Candidate]]] = {}
    sure = [pair for pair in plausible if not pair[1].doubt]
    for pair in sure:
        styles.setdefault(pair[1].style, []).append(pair)
    chosen: list[tuple[int, Candidate]] = []
    for style in sorted(styles, key=lambda style: -_worth(styles[style], numberings, style)):
        if style not in _DOUBTFUL and _is_believed(styles[style], chosen, numberings, style):
            chosen += styles[style]
    used = {found.style for _, found in chosen}
    chosen += _fitting([pair for pair in plausible if pair[1].doubt and pair[1].style in used], chosen, numberings)
    chosen.sort(key=place_of)
    if coverage(chosen, numberings) >= ENOUGH:
        more = filling(_glued(blocks, glued(), chosen, numberings, least=1), chosen, numberings)
        return sorted(without_overlaps(chosen, more), key=place_of)
    parentheses = _fitting([p for p in plausible if p[1].style is MarkerStyle.PARENTHESES], chosen, numberings)
    if not _are_parentheses_believed(parentheses, chosen, numberings):
        parentheses = []
    with_list = any(numbering.known for numbering in numberings.values())
    # Without a list one stray bracket must not lead the sequence of the others astray.
    fixed = chosen if with_list or len(explained_by(chosen, numberings)) > 2 else []
    digits = _glued(blocks, glued(), fixed, numberings, least=3)
    if newly_explained(digits, chosen, numberings) > newly_explained(parentheses, chosen, numberings):
        parentheses = []
    elif parentheses:
        digits = []
    if not with_list and 2 * len(explained_by(chosen, numberings)) < len(
        explained_by(parentheses + digits, numberings)
    ):
        chosen = []  # a stray bracket or exponent in an article that cites otherwise
    return sorted(without_overlaps(chosen + parentheses, digits), key=place_of)


def _worth(pairs: Sequence[tuple[int, Candidate]], numberings: Mapping[int, Numbering], style: MarkerStyle) -> float:
    return len(explained_by(pairs, numberings)) + (10_000 if style is MarkerStyle.LINKED else 0)


def _is_believed(
    pairs: Sequence[tuple[int, Candidate]],
    chosen: Sequence[tuple[int, Candidate]],
    numberings: Mapping[int, Numbering],
    style: MarkerStyle,
) -> bool:
    if style is MarkerStyle.LINKED:
        return True
    with_list = any(numbering.known for numbering in numberings.values())
    if with_list and share_inside(pairs, numberings) < 0.5:
        return False
    if not chosen:
        if with_list:
            return True
        hits, jumps = order_of(pairs, None)
        return hits > jumps
    new = explained_by(pairs, numberings) - explained_by(chosen, numberings)
    if with_list:
        return len(new) >= 0.3 * len(explained_by(pairs, numberings)) and bool(new)
    before = order_of(chosen, None)
    after = order_of([*chosen, *pairs], None)
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
        return share_inside(pairs, numberings) >= 0.7 and newly_explained(pairs, chosen, numberings) >= 0.4 * total
    hits, jumps = order_of(pairs)
    return hits >= 3 and jumps <= 0.3 * hits and not chosen and 1 in pairs[0][1].ends


def _fitting(
    pairs: Sequence[tuple[int, Candidate]],
    chosen: Sequence[tuple[int, Candidate]],
    numberings: Mapping[int, Numbering],
) -> list[tuple[int, Candidate]]:
    """Of doubtful candidates those that make the best sequence with what is chosen already."""
    here = {(pair[0], *place_of(pair)): pair for pair in pairs}
    uncertain = [
        (index, Uncertain(block, start, MARKED - found.doubt, (Reading(start, found.stretch.end, found.items),)))
        for (index, block, start), (_, found) in here.items()
    ]
    out = []
    for index, events in _sequences(uncertain, chosen):
        path = _best_habits(events, numberings[index].known)
        out += [here[index, each.block, each.start] for each, _ in path.chosen]
    return out


def _sequences(
    uncertain: Iterable[tuple[int, Uncertain]], chosen: Iterable[tuple[int, Candidate]]
) -> Iterator[tuple[int, list[Fixed | Uncertain]]]:
    """The uncertain candidates of each numbering with the certain citations between them.

    They are sorted into numberings in one pass: a file may have thousands.
    """
    events: dict[int, list[tuple[tuple[int, int], Fixed | Uncertain]]] = {}
    for index, each in uncertain:
        events.setdefault(index, []).append(((each.block, each.start), each))
    for index, found in chosen:
        if index in events and found.ends:
            events[index].append((place_of((index, found)), Fixed(max(found.ends))))
    for index in sorted(events):
        yield index, [event for _, event in sorted(events[index], key=lambda event: event[0])]


def _glued(
    blocks: Sequence[Block],
    glued: Sequence[tuple[int, Uncertain]],
    chosen: Sequence[tuple[int, Candidate]],
    numberings: Mapping[int, Numbering],
    *,
    least: int,
) -> list[tuple[int, Candidate]]:
    """The glued digits that make the best sequence with what is chosen already; see `_is_path_believed` for `least`."""
    out: list[tuple[int, Candidate]] = []
    explained: dict[int, set[int]] = {}
    for index, number in explained_by(chosen, numberings):
        explained.setdefault(index, set()).add(number)
    for index, events in _sequences(glued, chosen):
        known = numberings[index].known
        path = _best_habits(events, known)
        if not _is_path_believed(path, known, explained.get(index, set()), least):
            continue
        for each, reading in path.chosen:
            stretch = Span(reading.start, reading.end)
            block = blocks[each.block]
            out.append((index, candidate(block, each.block, stretch, reading.items, MarkerStyle.GLUED)))
    return out


def _best_habits(events: Sequence[Fixed | Uncertain], known: frozenset[int] | None) -> Path:
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


def _is_path_believed(path: Path, known: frozenset[int] | None, explained: Set[int], least: int) -> bool:
    if not path.chosen:
        return False
    if known is None:
        return path.next_numbers >= least and path.next_numbers >= 0.5 * len(path.numbers)
    new = path.numbers & known - explained
    return len(new) >= (1 if least == 1 else max(1, 0.3 * len(known)))
