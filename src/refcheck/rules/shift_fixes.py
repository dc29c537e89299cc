"""The fixes of shifted citations: renumbering, by what explains a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.alignment import ListEdit
from refcheck.finding import Fix, Safety
from refcheck.renumbering import Renumbering
from refcheck.wording import number_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.alignment import ShiftedRun
    from refcheck.article import Scope
    from refcheck.finding import Edit
    from refcheck.rules.model import Examination

_CERTAIN = 0.9
"""Probability from which an edit of the list is made the fix, however much of the run it explains."""
_EXPLAINED = 0.6
"""Share of a run that an edit of the list must explain else."""


def renumberings(examination: Examination, scope: Scope, run: ShiftedRun) -> tuple[Fix, ...]:
    """Renumber the citations that an edit of the list puts off, the likeliest edit first.

    A person must look first: the reference may be what is out of place. Numbers in doubt are named with the fix.
    """
    edits = [_as_found(run)] if run.edit is None else [each for each in (run.edit, *run.others) if _agrees(run, each)]
    renumbering = Renumbering(examination.source, scope)
    fixes: dict[tuple[Edit, ...], Fix] = {}
    for edit in edits:
        if found := renumbering.all_edits(edit.mapping_for):
            remark = by_history(edit.doubtful) if run.remembered else _remark(examination, edit)
            fixes.setdefault(found, Fix(Safety.UNSAFE, found, remark))
    return tuple(fixes.values())


def _as_found(run: ShiftedRun) -> ListEdit:
    """The numbers of the run itself as an edit; citations of undecided numbers are left alone."""
    clear = (each for each in run.citations if not set(run.undecided).intersection(each.numbers))
    within = {each.span: frozenset(each.numbers) for each in clear}
    return ListEdit(run.mapping, run.confidence, run.undecided, within=within)


def by_history(left: Sequence[int], commit: str = "") -> str:
    """What to say of a renumbering by what the list was.

    Args:
        left: numbers that are still cited and whose references are gone.
        commit: where the list was so; empty where the user named it.
    """
    where = f" in commit {commit}" if commit else ""
    remark = f"renumbered by the list as it was{where}; citations that are new since stay as they are"
    return f"{remark}; look at {number_list(left)}: no longer in the list" if left else remark


def _remark(examination: Examination, edit: ListEdit) -> str:
    remarks = [stays] if (stays := what_stays(examination, edit)) else []
    if edit.doubtful:
        remarks.append(f"where the wrong numbers begin or end is not certain, look at {number_list(edit.doubtful)}")
    return "; ".join(remarks)


def _agrees(run: ShiftedRun, edit: ListEdit) -> bool:
    """Whether the edit of the list is certain, or explains most of the run; one of a stretch of text does."""
    return (
        run.order == "reading"
        or edit.within is not None
        or edit.probability >= _CERTAIN
        or edit.explained(run.mapping) >= _EXPLAINED * len(run.mapping)
    )


def what_stays(examination: Examination, edit: ListEdit) -> str:
    """Which citation is right as it is printed, if one is."""
    if edit.kept is None:
        return ""
    place = f"{examination.source.unit} {examination.source.position(edit.kept.span.start).line}"
    return f"{edit.first} in {place} stays: it cites the reference that was inserted"
