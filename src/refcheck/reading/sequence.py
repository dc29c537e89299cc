"""Which doubtful numbers are citations: the reading of all of them together that makes the most sense.

Citations are numbered by first appearance: each number is one that came before or the next new one. A number that is
a dose or an exponent does not keep to that. So the best path through the candidates is searched, with the highest
number so far as its state (Viterbi with a beam). Weights were set by hand on the texts of articles whose superscripts
were lost; they are in units of about one log-odds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from refcheck.article import NumberRange

BEAM = 24
"""States kept at each step; a twelfth of that in texts with more candidates than any article has."""
MANY = 5_000
NEXT = 2.0
AGAIN = 0.4
JUMP = 0.9
LONGEST_JUMP = 7
STRAY = -0.8
"""What a number far ahead says: a citation out of order, if its surroundings are plain."""
PLAIN = 1.0
"""The weight from which surroundings are plain: a whole word, a closing parenthesis, the end of a sentence."""
UNKNOWN = 2.5
BEYOND = 3
"""How far past the end of the list a doubtful number may lie (a reference taken out of the list leaves such)."""
WIDEST_RANGE = 40


@dataclass(frozen=True, slots=True)
class Fixed:
    """Numbers that are citations for sure, because they are marked: they move the sequence on."""

    highest: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a stretch of text as a citation.

    Attributes:
        start: where it begins in the block's text.
        end: where it ends there.
        items: its numbers.
        cost: what speaks against reading it so (separators that are only spaces, or missing).
        is_split: whether digits that stand together were taken apart.
        is_spaced: whether white space alone separates its numbers.
    """

    start: int
    end: int
    items: tuple[NumberRange, ...]
    cost: float = 0.0
    is_split: bool = False
    is_spaced: bool = False


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A stretch of text that could be a citation, with the ways to read it.

    Attributes:
        block: the index of its block.
        start: where it begins in the block's text.
        weight: how much its surroundings speak for a citation, in about log-odds.
        readings: the ways to read it, at least one.
        is_loose: whether it is a bare number with white space before it.
    """

    block: int
    start: int
    weight: float
    readings: tuple[Reading, ...]
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class Habits:
    """What a document's glued citations may look like, beside digits that touch the word before them.

    Attributes:
        spaced: numbers with nothing but white space between them ("drugs,1 2").
        split: numbers with nothing at all between them ("disease678").
        loose: numbers with white space before them ("population 1.").
        ordered: whether numbers first appear in ascending order.
        strays: whether a plain citation may stand out of order among those that ascend.
    """

    spaced: bool = False
    split: bool = False
    loose: bool = False
    ordered: bool = True
    strays: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """The best reading of a sequence of candidates.

    Attributes:
        score: of the whole.
        next_numbers: how often a number was exactly the next new one.
        chosen: the candidates that are citations, and how each is read.
    """

    score: float
    next_numbers: int
    chosen: tuple[tuple[Uncertain, Reading], ...]

    @property
    def numbers(self) -> set[int]:
        """The distinct numbers cited."""
        return {number for _, reading in self.chosen for item in reading.items for number in written_out(item)}


@dataclass(slots=True)
class _State:
    score: float
    hits: int
    # A linked list of decisions, newest first.
    trail: tuple[Uncertain, Reading, object] | None


def written_out(item: NumberRange) -> range:
    """The numbers of one item; none for a backward range, its last for one too wide to be meant."""
    return (
        range(item.first, item.last + 1) if item.last - item.first <= WIDEST_RANGE else range(item.last, item.last + 1)
    )


def best_path(events: Sequence[Fixed | Uncertain], known: frozenset[int] | None, habits: Habits) -> Path:
    """The best path through the candidates of one numbering.

    Args:
        events: doubtful candidates, and certain citations between them, in reading order.
        known: the numbers of the reference list; None if there is no list.
        habits: what the document's citations may look like.
    """
    limit = max(known) + BEYOND if known else 999
    beam = BEAM if len(events) <= MANY else BEAM // 12
    states: dict[int, _State] = {0: _State(0.0, 0, None)}
    for event in events:
        if isinstance(event, Fixed):
            states = _moved(states, event.highest)
            continue
        readings = [
            reading
            for reading in event.readings
            if _is_allowed(reading, habits, limit) and (habits.loose or not _is_loose(event, reading))
        ]
        if not readings:
            continue
        following = dict(states)  # leaving the candidate out costs nothing
        for top, state in states.items():
            for reading in readings:
                gain, highest, hits = _gain(reading.items, top, known, ordered=habits.ordered)
                weight = event.weight + (3.0 if _is_loose(event, reading) else 0.0)
                if habits.strays and gain < STRAY and known and highest > top and _may_stray(event, reading, known):
                    gain, highest, hits = STRAY, top, 0
                score = state.score + weight - reading.cost + gain
                held = following.get(highest)
                if held is None or score > held.score:
                    following[highest] = _State(score, state.hits + hits, (event, reading, state.trail))
        if len(following) > beam:
            best = sorted(following.items(), key=lambda pair: -pair[1].score)[:beam]
            following = dict(best)
        states = following
    last = max(states.values(), key=lambda state: state.score)
    return Path(last.score, last.hits, tuple(reversed(list(_trail(last.trail)))))


def _is_loose(event: Uncertain, reading: Reading) -> bool:
    """Whether white space stands before a reading; one of the end of a number has its first digits before it."""
    return event.is_loose and reading.start == event.start


def _may_stray(event: Uncertain, reading: Reading, known: frozenset[int]) -> bool:
    """Whether a citation is so plain that it may be out of order, and then moves nothing on."""
    return (
        event.weight >= PLAIN
        and reading.start == event.start
        and not reading.is_split
        and reading.cost <= 0.0
        and all(item.first in known and item.last in known and item.first <= item.last for item in reading.items)
    )


def _moved(states: dict[int, _State], highest: int) -> dict[int, _State]:
    moved: dict[int, _State] = {}
    for top, state in states.items():
        new = max(top, highest)
        if new not in moved or state.score > moved[new].score:
            moved[new] = state
    return moved


def _is_allowed(reading: Reading, habits: Habits, limit: int) -> bool:
    if (reading.is_spaced and not habits.spaced) or (reading.is_split and not habits.split):
        return False
    return all(
        item.first <= limit and item.last <= limit and item.last - item.first <= WIDEST_RANGE for item in reading.items
    )


def _gain(
    items: Iterable[NumberRange], top: int, known: frozenset[int] | None, *, ordered: bool
) -> tuple[float, int, int]:
    """What the numbers of a candidate say for it: the gain, the highest number after it, how many were the next."""
    gain = 0.0
    hits = 0
    for item in items:
        for number in dict.fromkeys((item.first, item.last)):
            inside = known is None or number in known
            if not ordered:
                gain += 0.8 if inside else -6.0
            elif number <= top:
                gain += AGAIN
            elif number == top + 1:
                gain += NEXT
                hits += 1
            elif item.first <= top and number == item.last:
                # The end of a range: that it begins among new numbers is natural, that it straddles is not.
                gain += 0.5 if item.first == top else -1.0
                hits += number - top
            else:
                gain += 0.5 - JUMP * min(number - top - 1, LONGEST_JUMP)
            if ordered and not inside:
                gain -= UNKNOWN
            top = max(top, number)
    return gain, top, hits


def _trail(trail: object) -> Iterable[tuple[Uncertain, Reading]]:
    while isinstance(trail, tuple):
        uncertain, reading, trail = trail
        yield uncertain, reading
