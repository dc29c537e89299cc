"""The pinned copy of a list: compact, with its date and source, the same bytes from the same list.

It is text, packed by gzip: a line that says what it is (JSON), then the lines of the list (`notice_lines`).
"""

from __future__ import annotations

import gzip
import json
from datetime import date
from io import BytesIO
from typing import Any

from refcheck.errors import RetractionListError
from refcheck.resolution.retractions.listed import ListSource
from refcheck.resolution.retractions.listing import RetractionList
from refcheck.resolution.retractions.notice_lines import COLUMNS

FORMAT = "refcheck-retractions"
VERSION = 1


def packed(content: RetractionList) -> bytes:
    """The bytes of the pinned copy of a list."""
    source, lines = content.source, content.lines
    header = {
        "format": FORMAT,
        "version": VERSION,
        "source": source.source,
        "retrieved": _iso(source.retrieved),
        "latest": _iso(source.latest),
        "sha256": source.sha256,
        "notices": len(lines),
    }
    target = BytesIO()
    # Neither a time nor a name in its head: the same list is the same bytes.
    with gzip.GzipFile(filename="", mode="wb", fileobj=target, mtime=0) as stream:
        stream.write("\n".join([json.dumps(header, ensure_ascii=False), *lines, ""]).encode())
    return target.getvalue()


def is_pinned(text: str) -> bool:
    """Whether an unpacked text begins as a pinned copy does."""
    return text.startswith(f'{{"format": "{FORMAT}"')


def unpacked(text: str, path: str) -> RetractionList:
    """The list of a pinned copy's text.

    Raises:
        RetractionListError: it is damaged, or of another version.
    """
    first, *lines = text.removesuffix("\n").split("\n")
    source = _source(first, len(lines), path)
    broken = next((at for at, line in enumerate(lines, start=2) if line.count("\t") != COLUMNS - 1), None)
    if broken is not None:
        raise RetractionListError("not a line of a list of retractions", path=path, line=broken)
    return RetractionList(source, lines)


def _source(line: str, notices: int, path: str) -> ListSource:
    try:
        header: dict[str, Any] = json.loads(line)
        version, expected = header["version"], header["notices"]
        source = ListSource(
            path=path,
            source=str(header["source"]),
            retrieved=_date(header["retrieved"]),
            latest=_date(header["latest"]),
            sha256=str(header["sha256"]),
        )
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise RetractionListError("a pinned list of retractions with a broken first line", path=path, line=1) from error
    if version != VERSION:
        raise RetractionListError(
            f"version {version!r} of a pinned list: this refcheck reads version {VERSION}; "
            "make it anew with `refcheck retractions update`",
            path=path,
        )
    if expected != notices:
        raise RetractionListError(f"a pinned list that is cut: {notices} of {expected} notices are there", path=path)
    return source


def _iso(value: date | None) -> str:
    return value.isoformat() if value else ""


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
