"""Sentences of a paragraph whose citation markers were taken out.

sentencex finds the boundaries; what it gets wrong in medical prose is mended here. Text goes to it in pieces of
bounded length, because its time grows with the square of the length where quotation marks never close.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sentencex import segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PIECE = 8_000
"""Longest text given to sentencex at once, in code points; far more than a paragraph has."""

_GOES_ON = "e.g i.e cf viz vs dr drs prof mr mrs ms st fig figs eq eqs ref refs sect incl esp approx suppl al ca"
"""After these a sentence goes on, whatever follows."""
_GOES_ON_WITH_A_NUMBER = """no nos vol ed eds p pp chap ch sec tab art para ver v max min hr hrs wk wks mo yr yrs resp
sp spp subsp var nov jan feb mar apr jun jul aug sep sept oct dec dept ext i.v i.m s.c p.o i.p"""
"""After these it goes on if a number or a small letter follows."""

_OPEN_ABBREVIATIONS = frozenset(_GOES_ON.split())
_COUNTED_ABBREVIATIONS = frozenset(_GOES_ON_WITH_A_NUMBER.split())
_SPACES = "".join(filter(str.isspace, map(chr, range(0x3001)))).replace(" ", "")
_BULLETS = "•▪◦‣·"  # sentencex takes everything behind one for one sentence
_LAST_WORD = re.compile(r"[(\[\"'“‘]*([^\W\d_][\w.]{0,12}?)\.$")
_CLOSED_STOP = re.compile(r"[.!?][)\]\"”’]{1,3} +(?=[(\[\"“‘]?[A-Z])")
_STOP_BEFORE = re.compile(r"[.!?…][)\]\"”’']{0,3}$")
_ITEM_LABEL = re.compile(r"\W{0,4}\(\w{1,4}\)\s")  # sentencex takes everything behind "(a)" for one sentence, too
_INITIAL = re.compile(r"(?:^|[\s(.])[A-Z]\.$")


def sentence_spans(text: str, anchors: Sequence[int] = ()) -> list[tuple[int, int]]:
    """Where the sentences of a paragraph stand.

    Args:
        text: the paragraph, citation markers taken out.
        anchors: ascending offsets where markers stood. A marker right after a full stop, before a capital letter,
            ends a sentence even where no space is left.

    Returns:
        Spans in code points, in order, without the white space around them; none is empty.
    """
    flat = _flat(text)
    cuts = sorted({*_boundaries(flat), *_anchor_boundaries(flat, anchors), len(flat)})
    spans = []
    start = 0
    for cut in cuts:
        piece = flat[start:cut]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            spans.append((left, right))
        start = cut
    return spans


def _flat(text: str) -> str:
    """The text with a space for each piece of white space; replacing is many times as quick as a pattern."""
    if not text.isprintable():
        for space in _SPACES:
            text = text.replace(space, " ")
    for bullet in _BULLETS:
        text = text.replace(bullet, ",")
    return text


def ends_in_abbreviation(before: str, after: str) -> bool:
    """Whether the stop at the end of `before` belongs to an abbreviation, so that `after` goes on the sentence."""
    if before[-1:] != ".":
        return False
    word = before[before.rfind(" ", -24) + 1 : -1]
    if not word.isalpha():
        found = _LAST_WORD.search(before[-24:])
        if not found:
            return False
        word = found[1]
    word = word.lower()
    if word in _OPEN_ABBREVIATIONS:
        # "Smith et al. The patients ..." was split on good grounds: only a name or a verb goes on.
        return word != "al" or not after[:1].isupper()
    return word in _COUNTED_ABBREVIATIONS and (after[:1].isdigit() or after[:1].islower())


def _boundaries(flat: str) -> Iterator[int]:
    """Offsets at which a new sentence starts."""
    label = _ITEM_LABEL.match(flat)
    start = label.end() if label else 0
    while start < len(flat):
        end = _piece_end(flat, start)
        at = start
        for part in segment("en", flat[start:end]):
            at += len(part)
            # A piece may open with the space that the one before it left behind.
            before, after = flat[max(0, at - 40) : at].rstrip(), flat[at : at + 40].lstrip()
            if at < end and not ends_in_abbreviation(before, after):
                yield at
        if end < len(flat):
            yield end
        start = end
    for found in _CLOSED_STOP.finditer(flat):
        stop, start = found.start() + 1, found.end()
        if not ends_in_abbreviation(flat[max(0, stop - 30) : stop], flat[start : start + 1]):
            yield start


def _piece_end(flat: str, start: int) -> int:
    if len(flat) - start <= PIECE:
        return len(flat)
    for stop in (". ", "; ", " "):
        found = flat.rfind(stop, start + PIECE // 2, start + PIECE)
        if found >= 0:
            return found + len(stop)
    return start + PIECE


def _anchor_boundaries(flat: str, anchors: Sequence[int]) -> Iterator[int]:
    for anchor in anchors:
        before, after = flat[max(0, anchor - 40) : anchor].rstrip(), flat[anchor : anchor + 40].lstrip()
        if (
            _STOP_BEFORE.search(before)
            and (after[:1].isupper() or after[:1] in '"“‘([')
            and not _INITIAL.search(before)
            and not re.search(r"\bal\.$", before)
            and not ends_in_abbreviation(before, after)
        ):
            yield anchor
