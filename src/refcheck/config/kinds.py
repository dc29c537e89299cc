"""What values an option takes: how a value from TOML is read, what the JSON Schema and error messages say of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Protocol

from refcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


class Kind(Protocol):
    """What values an option takes."""

    @property
    def meaning(self) -> str:
        """The values in words, to follow "must be"."""
        ...

    def read(self, value: object, folder: Path) -> object:
        """A value as it stands in TOML, read.

        Args:
            value: the value.
            folder: the folder of the file, which paths are relative to.

        Raises:
            NotOfKind: it is none of this kind.
        """
        ...

    def schema(self) -> dict[str, Any]:
        """Its JSON Schema."""
        ...


class NotOfKind(ValueError):  # noqa: N818 (it says what is wrong)
    """A value that an option does not take.

    Args:
        message: what is wrong, to follow the option's name.
        inside: the key inside the value that is to blame, if it is a table.
    """

    def __init__(self, message: str, inside: str | None = None) -> None:
        super().__init__(message)
        self.inside = inside


def not_of(kind: Kind, value: object) -> NotOfKind:
    """What is said of a value that is not of a kind."""
    shown = str(value).lower() if isinstance(value, bool) else value
    return NotOfKind(f"must be {kind.meaning}, not {str(shown)[:60]!r}")


def suggestion(word: str, known: Sequence[str]) -> str:
    """``; did you mean ...?`` for the nearest word that is known, or nothing."""
    near = get_close_matches(word, known, 1, 0.6) or get_close_matches(word.lower().replace("_", "-"), known, 1, 0.6)
    return f"; did you mean {near[0]}?" if near else ""


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    meaning: str = "true or false"

    def read(self, value: object, folder: Path) -> bool:  # noqa: ARG002 (every kind has the same signature)
        """See `Kind`."""
        if not isinstance(value, bool):
            raise not_of(self, value)
        return value

    def schema(self) -> dict[str, Any]:
        """See `Kind`."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Fraction:
    """A number from 0 to 1."""

    meaning: str = "a number from 0 to 1"

    def read(self, value: object, folder: Path) -> float:  # noqa: ARG002 (as above)
        """See `Kind`."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise not_of(self, value)
        return float(value)

    def schema(self) -> dict[str, Any]:
        """See `Kind`."""
        return {"type": "number", "minimum": 0, "maximum": 1}


@dataclass(frozen=True)
class Whole:
    """A whole number of a range."""

    least: int
    most: int

    @property
    def meaning(self) -> str:
        """See `Kind`."""
        return f"a whole number from {self.least} to {self.most}"

    def read(self, value: object, folder: Path) -> int:  # noqa: ARG002 (as above)
        """See `Kind`."""
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            raise not_of(self, value)
        return value

    def schema(self) -> dict[str, Any]:
        """See `Kind`."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def meaning(self) -> str:
        """See `Kind`."""
        return f"one of {', '.join(self.words)}"

    def read(self, value: object, folder: Path) -> str:  # noqa: ARG002 (as above)
        """See `Kind`."""
        if not isinstance(value, str) or value not in self.words:
            error = not_of(self, value)
            raise NotOfKind(f"{error}{suggestion(value, self.words)}") if isinstance(value, str) else error
        return value

    def schema(self) -> dict[str, Any]:
        """See `Kind`."""
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class Text:
    """A text.

    Attributes:
        metavar: what it is called in the help.
        check: raises a `UsageError` for a text that will not do.
    """

    metavar: str
    check: Callable[[str], object] = str
    meaning: str = "a text in quotes"

    def read(self, value: object, folder: Path) -> str:  # noqa: ARG002 (as above)
        """See `Kind`."""
        if not isinstance(value, str):
            raise not_of(self, value)
        try:
            self.check(value)
        except UsageError as error:
            raise NotOfKind(f"is {error.message}") from error
        return value

    def schema(self) -> dict[str, Any]:
        """See `Kind`."""
        return {"type": "string"}


@dataclass(frozen=True)
class File:
    """The path of a file; in a configuration file relative to that file's folder.

    Attributes:
        words: what may stand in place of a path.
        metavar: what it is called in the help.
    """

    words: tuple[str, ...] = ()
    metavar: str = "FILE"

    @property
    def meaning(self) -> str:
        """See `Kind`."""
        return " or ".join(["a path in quotes", *map(repr, self.words)])

    def read(self, value: object, folder: Path) -> str:
        """See `Kind`."""
        if not isinstance(value, str) or not value or "\0" in value:
            raise not_of(self, value)
        return value if value in self.words else str(folder / value)

    def schema(self) -> dict[str, Any]:
        """See `Kind`."""
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True)
class Folder(File):
    """The path of a folder, which need not be there."""

    metavar: str = "FOLDER"

    def read(self, value: object, folder: Path) -> str:
        """See `Kind`."""
        path = super().read(value, folder)
        if os.path.isfile(path):  # noqa: PTH113 (a name that is too long raises there)
            raise NotOfKind(f"names {value}, which is a file")
        return path
