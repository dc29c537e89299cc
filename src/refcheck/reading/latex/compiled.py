r"""What LaTeX itself computed when it last ran: the numbers in ``.aux``, the order of the list in ``.bbl``."""

from __future__ import annotations

import re

_BIBCITE = re.compile(r"\\bibcite\{([^{}]{1,500})\}\{\{?(\d{1,4})\}")
_ENTRY = re.compile(r"\\entry\{([^{}]{1,500})\}\{[^{}]{0,100}\}")
_END_OF_LIST = re.compile(r"\\end(?:sortlist|datalist|lossort)\b|\\endrefsection\b")


def aux_numbers(text: str) -> dict[str, int]:
    """The numbers of keys in an ``.aux`` file, as LaTeX and natbib write them; none where labels are names."""
    numbers: dict[str, int] = {}
    for found in _BIBCITE.finditer(text):
        numbers.setdefault(found[1].strip(), int(found[2]))
    return numbers


def biblatex_order(text: str) -> list[str]:
    """The keys of a ``.bbl`` that biber wrote, in the order of its first list."""
    end = _END_OF_LIST.search(text)
    return list(
        dict.fromkeys(found[1].strip() for found in _ENTRY.finditer(text, 0, end.start() if end else len(text)))
    )
