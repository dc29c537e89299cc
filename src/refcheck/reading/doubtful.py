"""Which doubtful candidates of a document are citations: those on the best path through its numbering."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.agreement import explained_by, place_of
from refcheck.reading.candidates import candidate
from refcheck.reading.sequence import MANY, Fixed, Habits, Path, Reading, Uncertain, best_path
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from refcheck.reading.agreement import Numbering
    from refcheck.reading.blocks import Block
    from refcheck.reading.candidates import Candidate

MARKED = 1.5
"""How much a mark speaks for a citation, in the units of `sequence`."""
UNDOUBTED = 2.5
"""How much it speaks for one where nothing speaks against it."""


def fitting(
    pairs: Sequence[tuple[int, Candidate]],
    chosen: Sequence[tuple[int, Candidate]],
    numberings: Mapping[int, Numbering],
) -> list[tuple[int, Candidate]]:
    """Of doubtful candidates those that make the best sequence with what is chosen already.

    Args:
        pairs: the candidates with the index of their numbering.
        chosen: the citations that are certain.
        numberings: the numbering of each index.
    """
    here = {(pair[0], *place_of(pair)): pair for pair in pairs}
    uncertain = [(pair[0], _uncertain(pair[1])) for pair in here.values()]
    out = []
    for index, events in _sequences(uncertain, chosen):
        path = _best_habits(events, numberings[index].known)
        out += [here[index, each.block, each.start] for each, _ in path.chosen]
    return out


def _uncertain(found: Candidate) -> Uncertain:
    start, end = found.stretch.start, found.stretch.end
    weight = MARKED - found.doubt if found.doubt else UNDOUBTED
    return Uncertain(found.block, start, weight, (Reading(start, end, found.items),))


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


def glued_citations(
    blocks: Sequence[Block],
    glued: Sequence[tuple[int, Uncertain]],
    chosen: Sequence[tuple[int, Candidate]],
    numberings: Mapping[int, Numbering],
    *,
    least: int,
) -> list[tuple[int, Candidate]]:
    """The glued digits that make the best sequence with what is chosen already.

    Args:
        blocks: the blocks of the document.
        glued: the candidates with the index of their numbering.
        chosen: the citations that are certain.
        numberings: the numbering of each index.
        least: how many numbers they must explain besides, where there is no list; 1: any, with one too.
    """
    out: list[tuple[int, Candidate]] = []
    explained: dict[int, set[int]] = {}
    for index, number in explained_by(chosen, numberings):
        explained.setdefault(index, set()).add(number)
    for index, events in _sequences(glued, chosen):
        known = numberings[index].known
        path = _best_habits(events, known, strays=True)
        if not _is_path_believed(path, known, explained.get(index, set()), least):
            continue
        for each, reading in path.chosen:
            stretch = Span(reading.start, reading.end)
            block = blocks[each.block]
            out.append((index, candidate(block, each.block, stretch, reading.items, MarkerStyle.GLUED)))
    return out


def _best_habits(events: Sequence[Fixed | Uncertain], known: frozenset[int] | None, *, strays: bool = False) -> Path:
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
    if not strays or not known:
        return path
    other = best_path(events, known, replace(habits, strays=True))
    is_more = len(other.chosen) > len(path.chosen) and other.next_numbers >= path.next_numbers
    return other if is_more else path


def _is_path_believed(path: Path, known: frozenset[int] | None, explained: Set[int], least: int) -> bool:
    if not path.chosen:
        return False
    if known is None:
        return path.next_numbers >= least and path.next_numbers >= 0.5 * len(path.numbers)
    new = path.numbers & known - explained
    return len(new) >= (1 if least == 1 else max(1, 0.3 * len(known)))
