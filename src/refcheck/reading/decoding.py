"""From the bytes of a file to its text."""

from __future__ import annotations

import codecs

from refcheck.errors import UnreadableArticle

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks and the encodings they mean."""


def decode(data: bytes, path: str, declared: str = "") -> str:
    """Decode a text file: by its byte order mark, else as UTF-8, else as it declares, else as Windows-1252.

    Args:
        data: the file.
        path: its path, for the error.
        declared: the encoding that the file itself names, one that Python knows; UTF-8 goes before it, because bytes
            of another encoding are hardly ever valid UTF-8, and declarations are often out of date.

    Returns:
        The text without byte order mark, line ends unchanged.

    Raises:
        UnreadableArticle: if it is no text, or is cut in the middle of a character, or has bytes that neither
            encoding knows.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, path)
    if b"\0" in data:
        raise UnreadableArticle("not a text: it contains zero bytes", path=path, line=_line(data, data.index(b"\0")))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # One bad byte in a text that is otherwise UTF-8 is damage, not another encoding: say where.
        if _is_mostly_utf8(data):
            raise _unreadable(error, data, "utf-8", path) from None
        return _strict(data, declared or "cp1252", path)


def _strict(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unreadable(error, data, encoding, path) from None


def _unreadable(error: UnicodeDecodeError, data: bytes, encoding: str, path: str) -> UnreadableArticle:
    line = None if encoding.startswith(("utf-16", "utf-32")) else _line(data, error.start)
    # Another encoding is only tried on what is no UTF-8; that UTF-8 would have been right, too, is to be said.
    tried = encoding if encoding.startswith("utf") else f"utf-8 nor {encoding}"
    reason = f"byte {error.start} ({error.reason})"
    return UnreadableArticle(
        f"{'not' if tried == encoding else 'neither'} {tried} text: {reason}", path=path, line=line
    )


def _line(data: bytes, offset: int) -> int:
    head = data[:offset]
    return head.count(b"\n") + head.count(b"\r") - head.count(b"\r\n") + 1


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether multi-byte characters that are right outnumber the bytes that are wrong."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) - wrong > wrong
