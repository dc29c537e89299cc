"""Other numbers for citations, in the form in which they are printed: the edits, and nothing else."""

from __future__ import annotations

from refcheck.renumbering.citations import Renumbering
from refcheck.renumbering.order import in_order_of_appearance, order_of_appearance

__all__ = ["Renumbering", "in_order_of_appearance", "order_of_appearance"]
