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
    from refcheck.alignment.shifts import Gains
    from refcheck.article import Scope

CONTRADICTED = -4.0
"""
Nats by which claims that only one of them touches must speak against an edit of the list for a stretch to be one. Of 14
stretches found where the list was edited all were above -1.5; the one of an older draft that looked like an edited list
was at -10.8.
"""
STRETCH, MOVE, OUTSIDE, CONSTANT = 0.581, -0.259, -0.429, -4.567
"""
How much likelier a run is a stretch of text than a moved reference, in nats: by the weight of the stretches, that of
the moves, what claims outside the stretch say for the run, and without any of them (`python -m bench fit_stretches`).
"""
OUTSIDE_CAP = 8.0


def list_edits(scope: Scope, gains: Gains, run: Candidate) -> Sequence[ListEdit]:
    """The edits that may explain a run, the likeliest first; none where nothing tells.

    Args:
        scope: the numbering.
        gains: what its claims gain.
        run: the run.
    """
    is_traced = gains.highest_listed - gains.highest_cited == run.shift
    edit = inserted_or_deleted(scope, gains, run.shift) if is_traced else None
    if run.order == "reading" and (edit is None or not _agree(scope, gains, run, edit)):
        stretch = older_stretch(scope, gains, run)
        edit = None if stretch is None else stretch[0]
    elif not is_traced and abs(run.shift) == 1:
        return _moved_or_older(scope, gains, run)
    return () if edit is None else (edit,)


def _moved_or_older(scope: Scope, gains: Gains, run: Candidate) -> Sequence[ListEdit]:
    """A moved reference and a stretch of older text, the likelier first."""
    move, older = moved(gains, run.shift), stretch_weights(scope, gains, run)
    if move is None or older is None:
        return [each[0] for each in (move, older) if each is not None]
    stretch, weight, outside = older
    odds = STRETCH * weight + MOVE * move[1] + OUTSIDE * outside + CONSTANT
    return (stretch, move[0]) if odds > 0 else (move[0], stretch)


def stretch_weights(scope: Scope, gains: Gains, run: Candidate) -> tuple[ListEdit, float, float] | None:
    """The stretch of text that a run of numbers may be, and what speaks for it, in nats.

    Returns:
        The stretch, its weight, and what claims that are outside it say for the run, `OUTSIDE_CAP` at most; none if
        nothing tells of one.
    """
    read = best_segment(gains.read(run.shift))
    if read is None:
        return None
    gain, first, last = read
    found = older_stretch(scope, gains, Candidate("reading", run.shift, first, last, gain))
    outside = sum(
        gains.single(at, number, number + run.shift)
        for number in run.parts
        for at in gains.citing[number]
        if not first <= at <= last
    )
    return None if found is None else (*found, max(-OUTSIDE_CAP, min(OUTSIDE_CAP, outside)))


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
