"""Which edits of the reference list may explain a run, the likeliest first.

A run of numbers may be a stretch of text as well, and a stretch reach all that an edit of the list puts off: which of
them it is is told by the claims that only one of them touches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.alignment.explanations import Candidate, best_segment
from refcheck.alignment.list_edits import inserted_or_deleted, moved
from refcheck.alignment.older_stretches import older_stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.alignment.model import ListEdit
    from refcheck.alignment.older_stretches import OlderStretch
    from refcheck.alignment.shifts import Gains
    from refcheck.article import Scope

CONTRADICTED = -4.0
"""
Nats by which claims that only one of them touches must speak against an edit of the list for a stretch to be one. Of 14
stretches found where the list was edited all were above -1.5; the one of an older draft that looked like an edited list
was at -10.8.
"""


def list_edits(scope: Scope, gains: Gains, run: Candidate) -> Sequence[ListEdit]:
    """The edits that may explain a run, the likeliest first; none where nothing tells.

    Args:
        scope: the numbering.
        gains: what its claims gain.
        run: the run.
    """
    edit = inserted_or_deleted(scope, gains, run.shift) if _is_traced(gains, run) else None
    if run.order == "reading" and (edit is None or not _agree(scope, gains, run, edit)):
        stretch = older_stretch(scope, gains, run)
        if edit is None or stretch is None or stretch.mends >= 0:
            edit = None if stretch is None else stretch.edit
    elif may_be_either(gains, run):
        return _moved_or_older(scope, gains, run)
    return () if edit is None else (edit,)


def may_be_either(gains: Gains, run: Candidate) -> bool:
    """Whether a run of numbers may be a moved reference, or a stretch of text."""
    return run.order == "number" and abs(run.shift) == 1 and not _is_traced(gains, run)


def _is_traced(gains: Gains, run: Candidate) -> bool:
    """Whether the end of the list shows as many references too many, or too few, as a run is off."""
    return gains.highest_listed - gains.highest_cited == run.shift


def _moved_or_older(scope: Scope, gains: Gains, run: Candidate) -> Sequence[ListEdit]:
    """A moved reference and a stretch of older text, the likelier first."""
    move, stretch = moved(gains, run.shift), stretch_of(scope, gains, run)
    if move is None or stretch is None:
        return [each for each in (move, stretch and stretch.edit) if each is not None]
    is_stretch = is_likelier_stretch(gains, run, stretch)
    return (stretch.edit, move) if is_stretch else (move, stretch.edit)


def stretch_of(scope: Scope, gains: Gains, run: Candidate) -> OlderStretch | None:
    """The stretch of text that a run of numbers may be; None if nothing tells of one."""
    read = best_segment(gains.read(run.shift))
    if read is None:
        return None
    gain, first, last = read
    return older_stretch(scope, gains, Candidate("reading", run.shift, first, last, gain))


def is_likelier_stretch(gains: Gains, run: Candidate, stretch: OlderStretch) -> bool:
    """Whether a run of numbers is a stretch of text rather than a moved reference.

    A text that cites in the order of its list tells: a moved reference leaves the text as it was. Where it does not,
    the claims outside the stretch do, which a moved reference puts off as well.
    """
    if stretch.mends:
        return stretch.mends > 0
    outside = (
        gains.single(at, number, number + run.shift)
        for number in run.parts
        for at in gains.citing[number]
        if not stretch.first <= at <= stretch.last
    )
    return sum(outside) < 0


def _agree(scope: Scope, gains: Gains, stretch: Candidate, edit: ListEdit) -> bool:
    """Whether an edit of the list may explain a stretch of text.

    By their claims, what only one of the two puts off must not speak against the edit; and within the stretch it must
    not tear "3,4,5" apart.
    """
    gain = 0.0
    for at, (citation, cited) in enumerate(zip(scope.citations, gains.numbering.cited, strict=True)):
        mapping = edit.mapping_for(citation)
        is_inside = stretch.first <= at <= stretch.last
        if is_inside and any(
            number + 1 in mapping and number + 1 in cited and number not in mapping for number in cited
        ):
            return False
        for number in cited:
            if number in gains.citing and (number in mapping) != is_inside:
                gain += gains.single(at, number, number + stretch.shift) * (-1 if is_inside else 1)
    return gain > CONTRADICTED
