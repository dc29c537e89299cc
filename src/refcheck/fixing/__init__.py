"""Fixes: made in memory, looked at again, kept only if they mend and bring nothing new; then written or shown."""

from __future__ import annotations

from refcheck.fixing.diff import diff
from refcheck.fixing.rounds import Fixed, Fixer, Refusal
from refcheck.fixing.workspace import Workspace

__all__ = ["Fixed", "Fixer", "Refusal", "Workspace", "diff"]
