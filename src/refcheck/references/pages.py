"""Page ranges as printed, taken apart."""

from __future__ import annotations

import re

_RANGE = re.compile(r"\s*(?P<first>[^\s\-‐‑‒–—−,;]+)\s*[-‐‑‒–—−]{1,2}\s*(?P<last>[^\s\-‐‑‒–—−,;]+)\s*$")
_TAIL = re.compile(r"\d+[A-Za-z]?$")


def page_ends(pages: str) -> tuple[str, str]:
    """The first and the last page of a range; the last is empty if there is none, or if pages are a list.

    An abbreviated end is written out (``1425-37`` ends at 1437, ``S12-5`` at S15). An end that is not shorter stays as
    printed, so a range that runs backward (``651-567``) stays one.
    """
    found = _RANGE.match(pages)
    if not found:
        return pages.strip(), ""
    first, last = found.group("first"), found.group("last")
    return first, completed(first, last)


def completed(first: str, last: str) -> str:
    """The last page of a range written out: ``1425-37`` ends at 1437, ``S12-5`` and ``S12-15`` at S15."""
    if not last.isdigit() or len(last) >= len(first):
        return last
    tail = _TAIL.search(first)
    if tail and len(last) < len(tail[0]):
        return first[: len(first) - len(last)] + last
    if first[0].isalpha() and first[1:].isdigit() and len(last) == len(first) - 1:
        return first[0] + last
    return last
