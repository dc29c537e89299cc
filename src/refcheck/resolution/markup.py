"""Plain text out of what publishers deposit: tags, entities (sometimes twice escaped) and odd characters taken out."""

from __future__ import annotations

import html
import re
import unicodedata

# Only what can be a tag: "p < 0.05" and "<5 years" stay. The bound keeps hostile text linear.
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_BREAK = re.compile(r"</?(?:jats:)?(?:subtitle|title|p|br|sec)\b[^<>]{0,2000}>", re.IGNORECASE)  # these part words
# Formulas come as MathML whose text is the formula; notes behind a title (<sup>1,2</sup> at its end) are no title.
_NOTE = re.compile(r"<sup>[\d,\s*]{1,12}</sup>\s*\Z", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def plain(text: object) -> str:
    """A deposited string as plain text on one line.

    Args:
        text: a string of a record; anything else gives an empty string.
    """
    if not isinstance(text, str):
        return ""
    if text.isascii() and text.isprintable() and "<" not in text and "&" not in text:
        return " ".join(text.split())  # nothing to clean, as nearly always
    text = _unescape(text)
    text = _NOTE.sub("", text)
    text = _TAG.sub("", _BREAK.sub(" ", text))
    # Lone surrogates cannot be written to a file, control characters have no place in a title.
    text = "".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text)
    return _SPACES.sub(" ", text).strip()


def _unescape(text: str) -> str:
    for _ in range(2):  # "&amp;lt;i&amp;gt;" occurs; three levels do not
        unescaped = html.unescape(text)
        if unescaped == text:
            break
        text = unescaped
    return text
