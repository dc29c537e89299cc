"""Word lists as the modules beside this one write them: a text, folded to a set."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())
