"""Which numbers are off exactly in a stretch of text that is older than the list.

The list was edited at one place and the text renumbered, but a stretch was left as it was, or pasted from an older
draft. What is off are the numbers behind that place in the citations of the stretch. Of all places of the list, and all
beginnings and ends of the stretch, each is as likely as the claims make it; text is pasted by paragraphs.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from refcheck.alignment.first_citations import skipped, skipped_if_older
from refcheck.alignment.list_edits import CERTAIN
from refcheck.alignment.model import ListEdit
from refcheck.alignment.shifts import CLIP

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    import numpy.typing as npt

    from refcheck.alignment.explanations import Candidate
    from refcheck.alignment.shifts import Gains
    from refcheck.article import Scope

    Values = npt.NDArray[np.float64]

REACH = 12
"""So many citations further or sooner than a run of text its stretch may begin or end."""
WEIGHT = 0.5
"""What a nat of a claim is worth, about what it is worth for edits of the list (`list_edits.json`)."""
PARAGRAPH = 2.0
"""Nats by which a stretch is likelier to begin or end with a paragraph."""
TORN = 2.0
"""Nats by which the place is less likely for each citation of neighbouring numbers ("3,4,5") that it tears apart."""
SKIPPED = 2.0
"""Nats by which a stretch is less likely for each number that the text would skip with it, where it need not."""
MOST_SKIPPED = 3
"""A text that skips more numbers than this is not in the order of first citations."""


class _Possible(NamedTuple):
    """Where a stretch may begin and end, by the positions of citations, and before which number the list was edited.

    Attributes:
        begins, ends: the first and the last citations that it may have.
        numbers: the numbers cited there, ascending.
        likely: the probability of each beginning, end and number together.
    """

    begins: range
    ends: range
    numbers: Sequence[int]
    likely: Values


class OlderStretch(NamedTuple):
    """What is off in a run of text.

    Attributes:
        edit: the numbers that are off, and where.
        first, last: the run of text that it was found by, by the positions of its citations.
        mends: how many numbers fewer the text would skip, if they are.
    """

    edit: ListEdit
    first: int
    last: int
    mends: int


def older_stretch(scope: Scope, gains: Gains, run: Candidate) -> OlderStretch | None:
    """What is off in a run of text; None where nothing tells.

    Args:
        scope: the numbering.
        gains: what its claims gain.
        run: the run of text.
    """
    low = max(0, run.first - REACH)
    high = min(len(scope.citations), run.last + 1 + REACH)
    cited = gains.numbering.cited[low:high]
    numbers = sorted({number for group in cited for number in group if number in gains.citing})
    if not numbers:
        return None
    if run.complete:  # its ends are told by what would be left uncited
        begins, ends = range(run.first - low, run.first - low + 1), range(run.last - low, run.last - low + 1)
    else:
        begins = range(min(run.last, run.first + REACH) - low + 1)
        ends = range(max(run.first, run.last - REACH) - low, high - low)
    odds = _odds(_behind(gains, cited, low, numbers, run.shift), PARAGRAPH * _edges(scope, low, high), begins, ends)
    all_cited = gains.numbering.cited
    skips = skipped_if_older(all_cited, run.shift, _from(begins, low), _from(ends, low))
    odds -= SKIPPED * np.minimum(skips - skips.min(), MOST_SKIPPED)[:, :, None]
    weight = float(np.logaddexp.reduce(odds, axis=None))
    possible = _Possible(begins, ends, numbers, np.exp(odds - weight))
    begin, end, place = (int(at) for at in np.unravel_index(int(odds.argmax()), odds.shape))
    changed = {
        at: {number for number in cited[at] if number >= numbers[place] and number in gains.citing}
        for at in range(begins[begin], ends[end] + 1)
    }
    listed = gains.numbering.listed
    mapping = {number: number + run.shift for group in changed.values() for number in group}
    mapping = {number: right for number, right in mapping.items() if right in listed}
    if not mapping:
        return None
    within = {scope.citations[low + at].span: frozenset(numbers) for at, numbers in changed.items()}
    probability = round(float(possible.likely.max()), 3)
    edit = ListEdit(mapping, probability, _doubtful(possible, cited, changed), within=within)
    return OlderStretch(edit, run.first, run.last, skipped(all_cited) - int(skips[begin, end]))


def _from(positions: range, low: int) -> range:
    return range(positions.start + low, positions.stop + low)


def _odds(behind: Values, edges: Values, begins: range, ends: range) -> Values:
    """The odds of each beginning, end and number together."""
    sums = np.concatenate([np.zeros((1, behind.shape[1])), np.cumsum(behind, axis=0)])
    first, last = slice(begins.start, begins.stop), slice(ends.start + 1, ends.stop + 1)
    odds: Values = sums[last][None] - sums[first][:, None] + (edges[first][:, None] + edges[last][None])[:, :, None]
    odds[np.array(begins)[:, None] > np.array(ends)[None]] = -np.inf
    return odds


def _doubtful(
    possible: _Possible, cited: Sequence[Sequence[int]], changed: Mapping[int, Container[int]]
) -> tuple[int, ...]:
    """The numbers of which it is not certain, in one of their citations, whether they are off."""
    is_off = _probabilities(possible.likely, len(cited), possible.begins, possible.ends)
    column = {number: at for at, number in enumerate(possible.numbers)}
    found = set()
    for at, group in enumerate(cited):
        for number in column.keys() & group:
            off = float(is_off[at, column[number]])
            if (off if number in changed.get(at, ()) else 1 - off) < CERTAIN:
                found.add(number)
    return tuple(sorted(found))


def _behind(gains: Gains, cited: Sequence[Sequence[int]], low: int, numbers: Sequence[int], shift: int) -> Values:
    """What each citation gains if the list was edited before each number: its own numbers from there on are off."""
    found = np.zeros((len(cited), len(numbers)))
    column = {number: at for at, number in enumerate(numbers)}
    listed = gains.numbering.listed
    for at, group in enumerate(cited):
        for number in group:
            if number in column:
                gain = gains.single(low + at, number, number + shift) if number + shift in listed else -2 * CLIP
                found[at, : column[number] + 1] += WEIGHT * gain
                if number - 1 in group:
                    found[at, column[number]] -= TORN
    return found


def _edges(scope: Scope, low: int, high: int) -> Values:
    """Whether a paragraph begins before each of these citations, and behind the last one."""
    paragraphs = [each.claim.paragraph for each in scope.citations[low:high]]
    before = scope.citations[low - 1].claim.paragraph if low else None
    after = scope.citations[high].claim.paragraph if high < len(scope.citations) else None
    around = [before, *paragraphs, after]
    return np.array([float(one != other) for one, other in pairwise(around)])


def _probabilities(likely: Values, count: int, begins: Sequence[int], ends: Sequence[int]) -> Values:
    """For each citation, and each number, how likely it is that the number is off there.

    A number is off in a citation if that is in the stretch and the list was edited before the number or at it.
    """
    # Of all beginnings up to one, and all ends from one on.
    sums = np.cumsum(np.cumsum(likely, axis=2), axis=0)[:, ::-1].cumsum(axis=1)[:, ::-1]
    found = np.zeros((count, likely.shape[2]))
    for at in range(count):
        starts, stops = min(at - begins[0] + 1, len(begins)), max(at - ends[0], 0)
        if starts > 0 and stops < len(ends):
            found[at] = sums[starts - 1, stops]
    return found
