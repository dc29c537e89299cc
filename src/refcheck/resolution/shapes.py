"""Reading JSON that should have a certain shape, and may not: what is of another shape counts as absent."""

from __future__ import annotations

from typing import Any


def as_dict(value: object) -> dict[str, Any]:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else {}


def dicts_in(value: object) -> list[dict[str, Any]]:
    """The objects in a list; empty if it is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
