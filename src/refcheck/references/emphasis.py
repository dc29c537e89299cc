"""Emphasis in a reference: which marks a Markdown processor would render, and which would stay visible."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Mark:
    """One piece of mark-up while its partner is looked for: what stands in its stead, and whether it is stray."""

    start: int
    end: int
    text: str
    stands_for: str = ""
    stray: bool = False


def judge_emphasis(raw: str, marks: list[Mark]) -> None:
    """Pair the emphasis marks as CommonMark does; what pairs is formatting, the rest stray, or text."""
    open_marks: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.text[:1] not in "*_" or mark.stands_for or mark.text.strip("*_"):
            continue
        before, after = raw[mark.start - 1 : mark.start], raw[mark.end : mark.end + 1]
        if mark.text == "*" and before.isalnum() and after.isalnum():
            mark.stands_for = "*"
            continue
        if _is_right_flanking(before, after) and open_marks.get(mark.text):
            open_marks[mark.text].pop().stray = False
            mark.stray = False
            continue
        mark.stray = True
        # Without the mark, the end of one sentence would touch the start of the next.
        mark.stands_for = (
            " " if before in tuple(".,;:?!)") and (after.isalnum() or after in tuple("\"“‘'(")) and after else ""
        )
        if _is_left_flanking(before, after):
            open_marks.setdefault(mark.text, []).append(mark)


def _is_left_flanking(before: str, after: str) -> bool:
    if not after or after.isspace():
        return False
    return after.isalnum() or not before or not before.isalnum()


def _is_right_flanking(before: str, after: str) -> bool:
    if not before or before.isspace():
        return False
    return before.isalnum() or not after or not after.isalnum()
