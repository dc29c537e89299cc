"""Reading Crossref's public data file, record by record, however large it is.

Crossref publishes it as many gzipped files: of JSON lines since 2024, of one object ``{"items": [...]}`` each before
(https://www.crossref.org/blog/2024-public-data-file-now-available-featuring-new-experimental-formats/).
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from refcheck.errors import NoInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ENDINGS = (".json", ".jsonl", ".json.gz", ".jsonl.gz")
LONGEST = 32 << 20  # characters of one record; the longest of Crossref's, with thousands of references, are a tenth
_CHUNK = 1 << 20  # characters read at once
_ITEMS = re.compile(r'\s*\{\s*"items"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Bad:
    """A place of a dump that holds no record.

    Attributes:
        path: the file.
        line: the 1-based line.
        problem: what is wrong there.
    """

    path: str
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.problem}"


def dump_files(paths: Sequence[str]) -> list[Path]:
    """The files of a dump: as given, folders searched for JSON, in sorted order.

    Raises:
        NoInput: a path does not exist, or there is no file.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            inside = (file for file in path.rglob("*") if file.name.endswith(ENDINGS) and file.is_file())
            found.update(dict.fromkeys(sorted(inside)))
        elif path.exists():
            found[path] = None
        else:
            raise NoInput("no such file or folder", path=str(path))
    if not found:
        raise NoInput(f"no file ends in {', '.join(ENDINGS)}", path=paths[0] if len(paths) == 1 else None)
    return list(found)


def records_in(path: Path) -> Iterator[dict[str, Any] | Bad]:
    """The records of one file, and the places where there should have been one, in order.

    What is broken ends with its line. A file that breaks off, or whose list of items is broken, ends there.
    """
    line = 0
    try:
        with _opened(path) as file:
            head = file.read(_CHUNK)
            items = _ITEMS.match(head)
            found = _items(file, head, items.end()) if items else _lines(file, head)
            for line, value in found:
                yield _record(value, str(path), line)
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or ("not UTF-8" if isinstance(error, UnicodeError) else "breaks off")
        yield Bad(str(path), line + 1, f"cannot be read further: {reason}")


def _opened(path: Path) -> IO[str]:
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8-sig")


def _record(value: object, path: str, line: int) -> dict[str, Any] | Bad:
    if isinstance(value, str):
        return Bad(path, line, value)
    if not isinstance(value, dict) or not isinstance(value.get("DOI"), str):
        return Bad(path, line, "not a record: it has no DOI")
    return value


def _lines(file: IO[str], head: str) -> Iterator[tuple[int, object]]:
    """Every line's value, or a string that says what is wrong with it."""
    number, rest = 0, head
    while rest:
        # The beginning was read to see what the file is; the line that it ends in is read on.
        *lines, rest = rest.split("\n")
        for line in lines:
            number += 1
            yield from _line(number, line)
        more = file.readline(LONGEST) if rest else file.read(_CHUNK)
        if rest and len(rest) + len(more) > LONGEST:
            yield number + 1, "a line too long for a record"
            while more and not more.endswith("\n"):
                more = file.readline(LONGEST)
            number, rest = number + 1, ""
            more = file.read(_CHUNK)
        elif rest and not more:
            yield from _line(number + 1, rest)
            return
        rest += more


def _line(number: int, line: str) -> Iterator[tuple[int, object]]:
    if line.strip():
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError):
            yield number, "not a line of JSON"


def _items(file: IO[str], text: str, at: int) -> Iterator[tuple[int, object]]:
    """Every item's value with the line it begins in, or a string that says what is wrong with it."""
    line = 1 + text.count("\n", 0, at)
    while True:
        start = _skip(text, at)
        line += text.count("\n", at, start)
        at = start
        if text.startswith("]", at):
            return
        try:
            value, end = _DECODER.raw_decode(text, at)
        except RecursionError:
            yield line, "nested too deeply; the rest of the file is left out"
            return
        except ValueError:
            # Either the item goes on in what was not read yet, or it is broken. Reading as much again as there is
            # keeps the time in proportion to the length.
            more = file.read(max(_CHUNK, len(text) - at))
            if not more or len(text) - at > LONGEST:
                yield line, "not an item of JSON; the rest of the file is left out"
                return
            text, at = text[at:] + more, 0
            continue
        yield line, value
        line += text.count("\n", at, end)
        at = end


def _skip(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at
