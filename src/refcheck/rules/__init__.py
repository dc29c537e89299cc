"""The rules, one small module each, listed in code order.

Rules are pure: they look at an `Examination` and yield findings. They never read a file and never open a socket.
"""

from __future__ import annotations

from refcheck.rules import uncited_reference
from refcheck.rules.model import Examination, Needs, Rule

RULES: tuple[Rule, ...] = (uncited_reference.RULE,)

__all__ = ["RULES", "Examination", "Needs", "Rule"]
