"""From a paragraph and the places of its markers to the claims that the citations close.

Sentence splitters move a marker after a full stop into the next sentence, an off-by-one of their own making. So the
markers are taken out first, the sentences found, and the places mapped back.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import partial
from typing import TYPE_CHECKING, Protocol

from refcheck.article import Claim
from refcheck.reading.sentences import sentence_spans
from refcheck.sealing import deferring
from refcheck.source import MappedText, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

CLAUSE_REACH = 600
"""How far back a clause may begin, in code points."""

LONGEST_SENTENCE = 1_500
"""What has no end for longer than this, in code points, is given in part: with thousands of citations in it, each of
them would be judged by all of it. The longest sentence with a citation among 7,000 of published articles has 1,200."""

_OPENERS = "but|whereas|while|whilst|which|who|although|though|however|because|since|yet"
"""What opens a clause wherever it stands."""
_OPENER_WORDS = frozenset(_OPENERS.split("|"))
_OPENER = re.compile(rf"\s(?=[{''.join(sorted({word[0] for word in _OPENER_WORDS}))}])(?=(?:{_OPENERS})\s)")
_MARKED_BOUNDARY = re.compile(
    # One set of characters to begin with lets the search pass over all others at once.
    rf"[;:,—–](?:(?<=—)|(?<=[;:])(?=\s)|(?<=\s–)\s|(?<=,)\s(?=(?:and|or|nor|so|with|{_OPENERS})\s))"
)
_WORD = re.compile(r"\w")
_THREE_WORDS = re.compile(r"\w+\W+\w+\W+\w")


class Stretch(Protocol):
    """A stretch of a text: a span, or what else has a start and an end."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


def take_out(block: MappedText, markers: Sequence[Stretch]) -> tuple[MappedText, list[int]]:
    """Take citation markers out of a block.

    White space before a marker goes too where a stop, white space or the end follows it ("shown [1]." leaves
    "shown.").

    Args:
        block: the text of a block.
        markers: where they stand in ``block.text``, ascending, not overlapping.

    Returns:
        The text without them, and for each marker the offset in that text where it stood.
    """
    text = block.text
    kept: list[tuple[int, int]] = []
    anchors: list[int] = []
    start = length = 0
    for marker in markers:
        end = marker.start
        if marker.end == len(text) or text[marker.end] in ".,;:!?)]" or text[marker.end].isspace():
            while end > start and text[end - 1].isspace():
                end -= 1
        kept.append((start, end))
        length += end - start
        anchors.append(length)
        start = marker.end
    kept.append((start, len(text)))
    return block.keep(kept), anchors


def claims_for(block: MappedText, anchors: Sequence[int]) -> list[Claim]:
    """The claim of each citation of one paragraph.

    Args:
        block: the paragraph (or list item, table cell), its citation markers taken out.
        anchors: for each marker the offset in ``block.text`` at which it stood, ascending. A marker after a full
            stop belongs to the sentence before it.

    Returns:
        One claim per anchor, in order.
    """
    text = block.text
    spans = sentence_spans(text, anchors, anchors[-1] if anchors else 0)
    if not spans:
        here = block.offsets[0] if block.offsets else 0
        return [Claim("", "", 0, "", "", Span(here, here), here) for _ in anchors]
    groups: dict[int, list[int]] = {}
    index, last = 0, len(spans) - 1
    for anchor in anchors:
        while index < last and spans[index + 1][0] < anchor:  # what stands between two sentences closes the first
            index += 1
        groups.setdefault(index, []).append(anchor)
    claims: list[Claim] = []
    for index, within in groups.items():
        span = spans[index]
        sentence = _fold(text[span[0] : span[1]])
        places = _folded_places(text, span, len(sentence), within)
        rest = _Rest(block, spans[max(index - 1, 0) : index + 2], min(index, 1), sentence, places)
        for number, place in enumerate(places):
            around, anchor = (sentence, place) if len(sentence) <= LONGEST_SENTENCE else _around(sentence, place)
            claims.append(_claim(partial(rest.of, number), around, anchor))
    return claims


_claim = deferring(Claim, "sentence", "anchor")


class _Rest:
    """What claims of one sentence have besides it; only what compares them with references asks for that.

    Args:
        block: the paragraph.
        spans: the sentence in it, and those before and behind it.
        at: which of these it is.
        sentence: the sentence, folded.
        places: where the markers stood in it, ascending.
    """

    __slots__ = ("_at", "_block", "_clauses", "_common", "_places", "_sentence", "_spans")

    def __init__(
        self, block: MappedText, spans: Sequence[tuple[int, int]], at: int, sentence: str, places: Sequence[int]
    ) -> None:
        self._block = block
        self._spans = spans
        self._at = at
        self._sentence = sentence
        self._places = places
        self._clauses: list[str] = []
        self._common: dict[str, str | int | Span] = {}

    def of(self, number: int) -> dict[str, str | int | Span]:
        """The rest of the claim with this number among those of the sentence; what is found serves all of them."""
        if not self._common:
            self._clauses = _clauses(self._sentence, self._places)
            self._common = {
                "before": self._neighbour(self._at - 1)[-LONGEST_SENTENCE:],
                "after": self._neighbour(self._at + 1)[:LONGEST_SENTENCE],
                "span": self._block.source_span(*self._spans[self._at]),
                "paragraph": self._block.offsets[0],
            }
        return {"clause": self._clauses[number], **self._common}

    def _neighbour(self, at: int) -> str:
        if not 0 <= at < len(self._spans):
            return ""
        start, end = self._spans[at]
        return _fold(self._block.text[start:end])


def _fold(text: str) -> str:
    # Text that is printable has no white space but spaces.
    return text if "  " not in text and text.isprintable() else " ".join(text.split())


def _folded_places(text: str, sentence: tuple[int, int], folded: int, anchors: Sequence[int]) -> list[int]:
    """Where anchors stand in the folded sentence; one pass however many there are."""
    start, end = sentence
    if folded == end - start:  # it was so before
        stood = [start if anchor < start else end if anchor > end else anchor for anchor in anchors]
        return [each - start - (each > start and text[each - 1].isspace()) for each in stood]
    places = []
    at, length, spaced = sentence[0], 0, True
    for anchor in anchors:
        piece = text[at : min(max(anchor, at), sentence[1])]
        at += len(piece)
        if words := piece.split():
            length += sum(map(len, words)) + len(words) - 1 + (length > 0 and (spaced or piece[0].isspace()))
            spaced = piece[-1].isspace()
        elif piece:
            spaced = True
        places.append(length)  # a marker after a space stands before it: "shown [1] that" closes "shown"
    return places


def _around(sentence: str, place: int) -> tuple[str, int]:
    """The part of a sentence around a place, most of it before the place, and where the place is in that part."""
    if len(sentence) <= LONGEST_SENTENCE:
        return sentence, place
    start = max(0, place - 2 * LONGEST_SENTENCE // 3)
    while sentence[start : start + 1].isspace():
        start += 1
    part = sentence[start : place + LONGEST_SENTENCE // 3].rstrip()
    return part, min(max(place - start, 0), len(part))


def _clauses(sentence: str, places: Sequence[int]) -> list[str]:
    """The clauses that end at some ascending places; where no word stands between two they close the same."""
    boundaries = _clause_boundaries(sentence)
    clauses: list[str] = []
    previous, clause = 0, ""
    for place in places:
        clause = _clause(sentence, boundaries, previous, place) or clause
        clauses.append(clause)
        previous = place
    return clauses


def _clause_boundaries(sentence: str) -> list[int]:
    """Where clauses may begin in a folded sentence, ascending."""
    found = [boundary.end() for boundary in _MARKED_BOUNDARY.finditer(sentence)]
    if not _OPENER_WORDS.isdisjoint(sentence.split()):
        found = sorted({*found, *[boundary.end() for boundary in _OPENER.finditer(sentence)]})
    return found


def _clause(sentence: str, boundaries: Sequence[int], previous: int, place: int) -> str:
    """The part of the sentence from the marker or clause boundary before it; empty if no word stands there."""
    start = max(previous, place - CLAUSE_REACH)
    for at in range(bisect_left(boundaries, place) - 1, bisect_right(boundaries, start) - 1, -1):
        # Two words do not make a clause ("..., and others [4]"): go one boundary further back.
        if _THREE_WORDS.search(sentence, boundaries[at], place):
            start = boundaries[at]
            break
    clause = sentence[start:place].strip(" ,;:.!?–—")
    return clause if clause[:1].isalnum() or _WORD.search(clause) else ""
