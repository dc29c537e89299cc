"""Emphasis in Markdown: which runs of `*` and `_` belong together, by what stands beside them."""

from __future__ import annotations

from collections import deque

DEEPEST = 1_000
"""How deep emphasis may nest and still be paired."""


class Emphasis:
    """The runs of one paragraph that are open; a run that closes nothing stays text."""

    def __init__(self) -> None:
        self._open: deque[tuple[str, int]] = deque(maxlen=DEEPEST)

    def opening_of(self, text: str, start: int, end: int) -> int | None:
        """Where the run begins that the one from `start` to `end` closes; None if it closes none, and may open one."""
        run = text[start:end]
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        if not before.isspace() and not (run[0] == "_" and after.isalnum()):
            for depth in range(1, min(len(self._open), 4) + 1):
                if self._open[-depth][0] == run:
                    at = self._open[-depth][1]
                    for _ in range(depth):
                        self._open.pop()
                    return at
        if not after.isspace() and not (run[0] == "_" and before.isalnum()):
            self._open.append((run, start))
        return None
