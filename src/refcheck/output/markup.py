"""Text of an article inside XML and HTML: nothing in it is mark-up there, and nothing in it breaks the file."""

from __future__ import annotations

import re
from html import escape

#: what XML 1.0 has no place for (section 2.2, production Char), nor HTML
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INSTEAD = "\ufffd"


def legal(text: str) -> str:
    """A text with a replacement character for each one that neither XML nor HTML may hold."""
    return _ILLEGAL.sub(_INSTEAD, text)


def escaped(text: str) -> str:
    """A text as it stands in an element or in a quoted attribute."""
    return escape(legal(text))
