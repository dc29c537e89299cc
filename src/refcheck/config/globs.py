"""Which files a pattern means: `*` and `?` within a name, `**` over folders, as in .gitignore."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def means(pattern: str, path: Sequence[str]) -> bool:
    """Whether a pattern means a file.

    Args:
        pattern: a pattern; one without a slash is about the name alone, in any folder, one that ends in a slash
            about everything below a folder.
        path: the parts of the file's path, relative to the folder of the file that has the pattern.
    """
    if pattern.endswith("/"):
        pattern += "**"
    parts = [part for part in pattern.split("/") if part not in ("", ".")]
    if "/" not in pattern:
        parts.insert(0, "**")
    # Whether the parts of the pattern so far mean the path up to each of its ends.
    reached = [True] + [False] * len(path)
    for part in parts:
        if part == "**":
            reached = [any(reached[: end + 1]) for end in range(len(reached))]
        else:
            reached = [False] + [
                before and fnmatchcase(name, part) for before, name in zip(reached, path, strict=False)
            ]
    return reached[-1]
