"""Numbers against claims: does each reference support the claims that cite it, or does another one?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.alignment.model import Alignment, Misplaced, ShiftedRun, Support, Swap

if TYPE_CHECKING:
    from refcheck.article import Scope


def align(scope: Scope) -> Alignment:
    """Align the claims of one numbering with its references."""
    raise NotImplementedError(scope.index)


__all__ = ["Alignment", "Misplaced", "ShiftedRun", "Support", "Swap", "align"]
