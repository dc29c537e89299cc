"""From a paragraph and the places of its markers to the claims that the citations close.

Sentence splitters move a marker after a full stop into the next sentence, an off-by-one of their own making. So the
markers are taken out first, the sentences found, and the places mapped back.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from refcheck.article import Claim
from refcheck.reading.sentences import sentence_spans
from refcheck.source import MappedText, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

CLAUSE_REACH = 600
"""How far back a clause may begin, in code points."""

_CLAUSE_BOUNDARY = re.compile(
    r"[;:](?=\s)|\s[–—]\s|—"
    r"|,?\s(?=(?:but|whereas|while|whilst|although|though|however|because|since|which|who|yet)\s)"
    r"|,\s(?=(?:and|or|nor|so|with)\s)"
)
_WORD = re.compile(r"\w+")


def take_out(block: MappedText, markers: Sequence[Span]) -> tuple[MappedText, list[int]]:
    """Take citation markers out of a block.

    White space before a marker goes too where a stop, white space or the end follows it ("shown [1]." leaves
    "shown.").

    Args:
        block: the text of a block.
        markers: spans within ``block.text``, ascending, not overlapping.

    Returns:
        The text without them, and for each marker the offset in that text where it stood.
    """
    text = block.text
    parts: list[MappedText] = []
    anchors: list[int] = []
    start = length = 0
    for marker in markers:
        end = marker.start
        if marker.end == len(text) or text[marker.end] in ".,;:!?)]" or text[marker.end].isspace():
            while end > start and text[end - 1].isspace():
                end -= 1
        parts.append(block.slice(start, end))
        length += end - start
        anchors.append(length)
        start = marker.end
    parts.append(block.slice(start, len(text)))
    return MappedText.join(parts), anchors


def claims_for(block: MappedText, anchors: Sequence[int]) -> list[Claim]:
    """The claim of each citation of one paragraph.

    Args:
        block: the paragraph (or list item, table cell), its citation markers taken out.
        anchors: for each marker the offset in ``block.text`` at which it stood, ascending. A marker after a full
            stop belongs to the sentence before it.

    Returns:
        One claim per anchor, in order.
    """
    spans = sentence_spans(block.text, anchors)
    if not spans:
        here = block.offsets[0] if block.offsets else 0
        return [Claim("", "", 0, "", "", Span(here, here)) for _ in anchors]
    ends = [end for _, end in spans]
    groups: dict[int, list[int]] = {}
    for position, anchor in enumerate(anchors):
        groups.setdefault(_sentence_of(spans, ends, anchor), []).append(position)
    claims: list[Claim] = []
    folded: dict[int, str] = {}

    def fold_sentence(index: int) -> str:
        if not 0 <= index < len(spans):
            return ""
        if index not in folded:
            folded[index] = _fold(block.text[slice(*spans[index])])
        return folded[index]

    for index, positions in groups.items():
        sentence = fold_sentence(index)
        before, after = fold_sentence(index - 1), fold_sentence(index + 1)
        span = block.source_span(*spans[index])
        places = _folded_places(block.text, spans[index], [anchors[position] for position in positions])
        previous, clause = 0, ""
        for place in places:
            clause = _clause(sentence, previous, place) or clause
            claims.append(Claim(sentence, clause, place, before, after, span))
            previous = place
    return claims


def _sentence_of(spans: Sequence[tuple[int, int]], ends: Sequence[int], anchor: int) -> int:
    """The sentence that a marker closes: the first that ends at or after it, the one before if it stands between."""
    index = min(bisect_left(ends, anchor), len(spans) - 1)
    return index - 1 if index and anchor <= spans[index][0] else index


def _fold(text: str) -> str:
    return " ".join(text.split())


def _folded_places(text: str, sentence: tuple[int, int], anchors: Sequence[int]) -> list[int]:
    """Where anchors stand in the folded sentence; one pass however many there are."""
    places = []
    at, length, spaced = sentence[0], 0, True
    for anchor in anchors:
        stop = min(max(anchor, at), sentence[1])
        for character in text[at:stop]:
            space = character.isspace()
            length += not (space and spaced)
            spaced = space
        at = stop
        # A marker after a space stands before it: "shown [1] that" closes "shown".
        places.append(length - 1 if spaced and length else length)
    return places


def _clause(sentence: str, previous: int, place: int) -> str:
    """The part of the sentence from the marker or clause boundary before it; empty if no word stands there."""
    start = max(previous, place - CLAUSE_REACH)
    window = sentence[start:place]
    for boundary in reversed([found.end() for found in _CLAUSE_BOUNDARY.finditer(window)]):
        # Two words do not make a clause ("..., and others [4]"): go one boundary further back.
        if len(_WORD.findall(window[boundary:])) > 2:
            window = window[boundary:]
            break
    clause = window.strip(" ,;:.!?–—")
    return clause if _WORD.search(clause) else ""
