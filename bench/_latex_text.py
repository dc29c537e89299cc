"""Text as LaTeX writes it, for the reading benchmark: special characters, accents, quotation marks, dashes."""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_SPECIAL_CHARACTER = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")
_ACCENTS = {"\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0308": '"', "\u0327": "c ", "\u030c": "v "}
_TYPED = {"–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "’": "'", "\u00a0": "~"}


def escaped(text: str, *, typed: bool) -> str:
    """Text with its special characters escaped.

    Args:
        text: as printed.
        typed: whether letters with accents, dashes and quotation marks are written as commands, else as they are.
    """
    shown = _SPECIAL_CHARACTER.sub(lambda found: _SPECIAL[found[0]], text)
    return "".join(_command(character) for character in shown) if typed else shown


def _command(character: str) -> str:
    if character in _TYPED:
        return _TYPED[character]
    parts = unicodedata.normalize("NFD", character)
    if len(parts) == 2 and parts[1] in _ACCENTS and parts[0].isascii():
        letter = r"{\i}" if parts[0] == "i" else parts[0]
        return f"{{\\{_ACCENTS[parts[1]]}{letter}}}"
    return character
