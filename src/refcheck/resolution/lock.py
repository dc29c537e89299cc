"""The lock file: what every reference of a folder's articles resolved to, committed beside them.

Its first line names the schema's version, every other line is one reference, sorted. So a change of one reference is
a change of one line, and a merge that went wrong is seen.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refcheck.errors import LockError
from refcheck.files import write_atomically
from refcheck.resolution.lock_format import LockEntry, entry_of_json, entry_to_json
from refcheck.resolution.normalise import reference_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from refcheck.article import Reference
    from refcheck.work import Resolution

LOCK_NAME = "refcheck.lock"
VERSION = 1
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True)
class Lock:
    """The content of one lock file.

    Attributes:
        entries: by the normalised reference string.
        written: the entries as they were read, each with its line: one that is still the same keeps it byte for byte,
            also where another version of refcheck spelt it.
    """

    entries: Mapping[str, LockEntry] = field(default_factory=dict)
    written: Mapping[str, tuple[LockEntry, str]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, entries: Iterable[LockEntry]) -> Lock:
        """A lock of these entries."""
        return cls({entry.reference: entry for entry in entries})

    @classmethod
    def read(cls, path: Path) -> Lock | None:
        """The lock file at a path, or None if there is no file.

        Raises:
            LockError: it is no lock file, is of another version, or was left with merge conflicts.
        """
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return None
        except UnicodeDecodeError as error:
            raise LockError("not a lock file: it is not UTF-8", path=str(path)) from error
        except OSError as error:
            raise LockError(f"cannot be read: {error.strerror}", path=str(path)) from error
        return cls._parse(text, str(path))

    @classmethod
    def _parse(cls, text: str, path: str) -> Lock:
        entries: dict[str, LockEntry] = {}
        written: dict[str, tuple[LockEntry, str]] = {}
        # Only line feeds end a line: titles may hold other characters that Python would split at.
        for number, line in enumerate(text.split("\n"), start=1):
            if line.startswith(_CONFLICT):
                raise LockError(
                    "a merge conflict was left here: take one side and run `refcheck lock`", path=path, line=number
                )
            if number > 1 and not line.strip():
                continue
            try:
                value = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise LockError("not a line of a lock file: broken JSON", path=path, line=number) from error
            if number == 1:
                _check_header(value, path)
                continue
            try:
                entry = entry_of_json(value)
            except ValueError as error:
                raise LockError(f"not a record of a lock file: {error}", path=path, line=number) from error
            if entry.reference in entries:
                raise LockError("the same reference a second time", path=path, line=number)
            entries[entry.reference] = entry
            written[entry.reference] = (entry, line.rstrip("\r"))
        return cls(entries, written)

    def dumps(self) -> str:
        """The text of the file."""
        lines = [_line({"format": "refcheck-lock", "version": VERSION})]
        lines += [self._line_of(key, self.entries[key]) for key in sorted(self.entries)]
        return "".join(line + "\n" for line in lines)

    def with_entries(self, entries: Mapping[str, LockEntry]) -> Lock:
        """A lock of other entries, those that are the same with their lines."""
        return Lock(entries, self.written)

    def _line_of(self, key: str, entry: LockEntry) -> str:
        before, line = self.written.get(key, (None, ""))
        return line if before == entry else _line(entry_to_json(entry))

    def write(self, path: Path) -> None:
        """Write the file, in one step.

        Raises:
            LockError: it cannot be written.
        """
        try:
            write_atomically(path, self.dumps())
        except OSError as error:
            raise LockError(f"cannot be written: {error.strerror}", path=str(path)) from error

    def entry(self, reference: Reference) -> LockEntry | None:
        """What the lock says about a reference, if it knows it."""
        return self.entries.get(reference_key(reference.raw))

    def resolution(self, reference: Reference) -> Resolution | None:
        """The resolution of a reference, if the lock has it."""
        entry = self.entry(reference)
        return entry.resolution if entry else None

    def missing(self, references: Iterable[Reference]) -> list[Reference]:
        """The references that the lock does not know, each string once: not empty means that the lock is stale."""
        new = {reference_key(one.raw): one for one in references if self.entry(one) is None}
        return list(new.values())


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _check_header(value: object, path: str) -> None:
    if not isinstance(value, dict) or value.get("format") != "refcheck-lock":
        raise LockError("not a lock file: its first line does not say so", path=path, line=1)
    if value.get("version") != VERSION:
        raise LockError(
            f"version {value.get('version')!r} of the lock file: this refcheck reads version {VERSION}",
            path=path,
            line=1,
        )
