"""One configuration file, read and checked: `refcheck.toml`, or `[tool.refcheck]` in `pyproject.toml`."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refcheck.config.globs import means
from refcheck.config.kinds import NotOfKind, suggestion
from refcheck.config.layers import Origin, Setting, Where
from refcheck.config.options import OPTIONS, Scope
from refcheck.config.toml_lines import line_of, lines_of
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from refcheck.config.layers import Layer
    from refcheck.config.toml_lines import Keys

OWN_NAME = "refcheck.toml"
PROJECT_NAME = "pyproject.toml"
PROJECT_TABLE: Keys = ("tool", "refcheck")
EXTEND, PER_FILE = "extend", "per-file"
MOST_BYTES = 1_000_000
"""A file that is longer is no configuration."""
_MOST_EXTENDED = 20
_PLACE = re.compile(r" \(at line ([0-9]+), column [0-9]+\)| \(at end of document\)")


@dataclass(frozen=True)
class ConfigurationFile:
    """What one file sets.

    Attributes:
        path: the file, as it is named in messages.
        folder: its folder, resolved; the patterns of `per_file` are relative to it.
        layer: what it sets.
        per_file: what it sets for the files that a pattern means, in the order written.
        base: the file that it extends.
    """

    path: str
    folder: Path
    layer: Layer
    per_file: tuple[tuple[str, Layer], ...] = ()
    base: ConfigurationFile | None = field(default=None, repr=False)

    def layers_for(self, article: Path | None) -> Iterator[Layer]:
        """What it sets for an article (a resolved path; None for a whole run), the weakest first."""
        if self.base is not None:
            yield from self.base.layers_for(article)
        yield self.layer
        if article is not None and article.is_relative_to(self.folder):
            parts = article.relative_to(self.folder).parts
            yield from (layer for pattern, layer in self.per_file if means(pattern, parts))


def read_configuration(path: Path, *, must: bool = True, above: tuple[Path, ...] = ()) -> ConfigurationFile | None:
    """Read a configuration file.

    Args:
        path: the file.
        must: whether it has to hold a configuration; a `pyproject.toml` on the way up from an article need not.
        above: the files that extend it, resolved.

    Returns:
        What it sets; None if it need not, and does not, set anything.

    Raises:
        UsageError: if it cannot be read, or what it says is off.
    """
    text = _text(path)
    in_project = path.name == PROJECT_NAME
    try:
        table: object = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        if not must and "tool.refcheck" not in text:
            return None  # somebody else's trouble
        place = _PLACE.search(str(error))
        message = _PLACE.sub("", str(error))
        line = int(place[1]) if place and place[1] else len(text.rstrip().splitlines()) or 1
        raise UsageError(message[:1].lower() + message[1:], path=str(path), line=line) from error
    except RecursionError as error:
        raise UsageError("its arrays are nested too deep", path=str(path)) from error
    for key in PROJECT_TABLE if in_project else ():
        table = table.get(key) if isinstance(table, dict) else None
    if table is None:
        if not must:
            return None
        raise UsageError(f"has no [{'.'.join(PROJECT_TABLE)}]", path=str(path))
    reader = _Reader(path, lines_of(text), PROJECT_TABLE if in_project else ())
    if not isinstance(table, dict):
        raise reader.error((), "must be a table")
    return reader.file(table, (*above, path.resolve()))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(error.strerror or "cannot be read", path=str(path)) from error
    if len(data) > MOST_BYTES:
        raise UsageError(f"larger than {MOST_BYTES // 1_000_000} MB: this is no configuration", path=str(path))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError("is not in UTF-8", path=str(path), line=line) from error


class _Reader:
    """Reads the table of one file.

    Args:
        path: the file.
        lines: on which lines its keys stand.
        prefix: the keys that lead to the table.
    """

    def __init__(self, path: Path, lines: dict[Keys, int], prefix: Keys) -> None:
        self._path = path
        self._folder = path.parent.resolve()
        self._lines = lines
        self._prefix = prefix

    def file(self, table: Mapping[str, object], chain: tuple[Path, ...]) -> ConfigurationFile:
        """The whole table."""
        own = {key: value for key, value in table.items() if key not in (EXTEND, PER_FILE)}
        layer = self._layer(own, (), {EXTEND, PER_FILE})
        return ConfigurationFile(
            str(self._path),
            self._folder,
            layer,
            tuple(self._per_file(table.get(PER_FILE, {}))),
            self._extended(table[EXTEND], chain) if EXTEND in table else None,
        )

    def error(self, keys: Keys, message: str, inside: Keys = ()) -> UsageError:
        """What is wrong with the value that these keys lead to, on the line of what is to blame inside it."""
        shown = ".".join(key if key.replace("-", "").isalnum() else f'"{key}"' for key in keys)
        line = line_of(self._lines, (*self._prefix, *keys, *inside))
        return UsageError(f"{shown or '.'.join(self._prefix)} {message}", path=str(self._path), line=line)

    def _extended(self, value: object, chain: tuple[Path, ...]) -> ConfigurationFile | None:
        if not isinstance(value, str) or not value or "\0" in value:
            raise self.error((EXTEND,), f"must be the path of a file in quotes, not {str(value)[:60]!r}")
        path = self._path.parent / value
        if path.resolve() in chain or len(chain) > _MOST_EXTENDED:
            raise self.error((EXTEND,), f"leads back to {value}, which extends this file")
        if not os.path.isfile(path):  # noqa: PTH113 (a name that is too long raises there)
            raise self.error((EXTEND,), f"names {value}, and there is no such file")
        return read_configuration(path, above=chain)

    def _per_file(self, value: object) -> Iterator[tuple[str, Layer]]:
        if not isinstance(value, dict):
            raise self.error((PER_FILE,), "must be a table of patterns of file names")
        for pattern, table in value.items():
            keys = (PER_FILE, pattern)
            if not isinstance(table, dict):
                raise self.error(keys, 'must be a table, as in { ignore = ["REF102"] }')
            for key in table:
                if any(option.key == key and option.scope is not Scope.ARTICLE for option in OPTIONS):
                    raise self.error((*keys, key), "is about a whole run, not about single files")
            yield pattern, self._layer(table, keys, set())

    def _layer(self, table: Mapping[str, object], keys: Keys, others: set[str]) -> Layer:
        settings = {}
        known = {option.key: option for option in OPTIONS}
        for key, value in table.items():
            option = known.get(key)
            if option is None:
                words = [*others, *(each.key for each in OPTIONS if each.in_files)]
                raise self.error((*keys, key), f"is no option{suggestion(key, words)}")
            if not option.in_files:
                raise self.error(
                    (*keys, key), f"cannot be set in a file: use --{key} or the variable {option.variable}"
                )
            try:
                read = option.kind.read(value, self._folder)
            except NotOfKind as error:
                inside = (error.inside,) if error.inside else ()
                raise self.error((*keys, key), str(error), inside) from error
            line = line_of(self._lines, (*self._prefix, *keys, key))
            settings[key] = Setting(read, Origin(Where.FILE, str(self._path), line))
        return settings
