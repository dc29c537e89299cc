"""The zip file that a Word file is: its parts, found by their relationships, unpacked within bounds."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

from refcheck.errors import UnreadableArticle
from refcheck.reading.word.elements import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

MAX_PARTS = 20_000  # a thesis with a thousand figures has a few thousand
MAX_PART = 64_000_000  # bytes unpacked; the text of a 500-page manuscript is about 15 million
MAX_TOTAL = 128_000_000
MAX_RATIO = 400  # text packs 10 to 60 times; a bomb 1,000 times
SMALL = 5_000_000  # bytes unpacked below which the ratio does not matter

_ENTRY = b"PK\x01\x02"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN_MACRO = "application/vnd.ms-word."
_DOCUMENT = "officeDocument"
_USUAL = "word/document.xml"


class Package:
    """The parts of a Word file.

    Args:
        data: the file.
        path: its path, for errors.

    Raises:
        UnreadableArticle: if it is no Word file that can be read safely.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self._unpacked = 0
        # zipfile reads the whole directory at once, so it is counted before.
        if data.count(_ENTRY) > MAX_PARTS:
            raise UnreadableArticle(f"more than {MAX_PARTS:,} parts", path=path)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, OSError) as error:
            raise UnreadableArticle("a damaged Word file: it cannot be unpacked", path=path) from error
        # The names of parts do not care for case, and some writers use backslashes.
        self._entries: dict[str, zipfile.ZipInfo] = {}
        self._repeated: set[str] = set()
        for info in self._zip.infolist():
            name = part_key(info.filename)
            if name in self._entries:
                self._repeated.add(name)
            self._entries[name] = info

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, or None if there is none of this name.

        Raises:
            UnreadableArticle: if it is there and cannot be unpacked within bounds.
        """
        key = part_key(name)
        info = self._entries.get(key)
        if info is None:
            return None
        if key in self._repeated:
            raise self._error(name, "is there twice")
        if info.flag_bits & 0x1:
            raise self._error(name, "is encrypted; save the document without a password")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._error(name, "is packed in a way that Word files are not")
        room = min(MAX_PART, MAX_TOTAL - self._unpacked)
        packed = max(info.compress_size, 1)
        if info.file_size > room or (info.file_size > SMALL and info.file_size > MAX_RATIO * packed):
            raise self._error(name, "is too large when unpacked")
        try:
            # No more is unpacked than the directory says, whose word was looked at above.
            with self._zip.open(info) as stream:
                data = stream.read(info.file_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise self._error(name, "is damaged: it cannot be unpacked") from error
        self._unpacked += len(data)
        return data

    def xml(self, name: str) -> Element | None:
        """The XML of a part, or None if there is none of this name."""
        data = self.read(name)
        return None if data is None else parse(data, self.path, name)

    def related(self, part: str) -> Iterator[tuple[str, str, str, bool]]:
        """The relationships of a part ("" for the whole file): id, last word of the type, target, whether external."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relationship in root if root is not None else ():
            target = relationship.get("Target", "")
            kind = relationship.get("Type", "").rstrip("/").rpartition("/")[2]
            external = relationship.get("TargetMode", "").casefold() == "external"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target.replace("\\", "/")))).lstrip("/")
            yield relationship.get("Id", ""), kind, target, external

    def main(self) -> str:
        """The name of the part with the document's text.

        Raises:
            UnreadableArticle: if the file holds no Word document.
        """
        named = [target for _, kind, target, external in self.related("") if kind == _DOCUMENT and not external]
        typed = [
            name for name, kind in self._content_types() if kind.startswith((_MAIN, _MAIN_MACRO)) and "main" in kind
        ]
        for name in (*named, *typed, _USUAL):
            if part_key(name) in self._entries:
                return name
        raise UnreadableArticle("no Word document in it", path=self.path)

    def _content_types(self) -> Iterator[tuple[str, str]]:
        root = self.xml("[Content_Types].xml")
        for each in root if root is not None else ():
            yield each.get("PartName", "").lstrip("/"), each.get("ContentType", "")

    def _error(self, name: str, problem: str) -> UnreadableArticle:
        return UnreadableArticle(f"{name} {problem}", path=self.path)


def part_key(name: str) -> str:
    """What parts are told apart by: their names in a zip file may differ in case and slashes."""
    return name.replace("\\", "/").lstrip("/").casefold()
