"""Sentences of a paragraph whose citation markers were taken out.

A sentence ends at a stop that white space and a capital letter, a digit or an opening quote follow, unless the stop
belongs to an abbreviation, an initial or the label of an item. Where a citation stood right before or behind a stop,
that stop ends a sentence: nobody cites behind an initial. Made for medical prose, where general splitters take "on
PD.", "on ST." and "<5 years' duration" for what they are not; it takes time in proportion to the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 4_000
"""What is longer is no sentence but a text without stops; it is cut into pieces of this length, in code points."""

_GOES_ON = """
e.g i.e eg ie cf viz vs v.s dr drs prof mr mrs ms st mt fig figs eq eqs eqn ref refs sect incl excl esp approx suppl ca
et feat app
"""
"""After these a sentence goes on, whatever follows."""
_GOES_ON_WITH_A_NUMBER = """
no nos vol ed eds p pp chap ch sec tab art para ver v max min hr hrs h wk wks mo yr yrs d s n var nov jan feb mar apr
jun jul aug sep sept oct dec ext cat lot
"""
"""After these it goes on if a number or a small letter follows."""
_GOES_ON_WITH_A_NAME = "inc ltd corp co dept univ sp spp subsp gen resp bros llc jr sr ave blvd natl int assoc etc"
"""After these it goes on unless a word that usually begins a sentence follows."""
_STARTERS = """
The In We This These That Those A An It Its However Our Of For All Patients Both There Thus Although After As At To By
From With When While Since Results Participants Subjects Therefore Moreover Furthermore No Not If Each Data On Two Three
One Here They Such Most Some Other Others Another Also Among During Because Additionally Overall Finally Similarly
Despite Before Between Based Using First Second Third Further Hence Nevertheless Consequently Conversely
"""
_NAMED_BY_A_LETTER = """
vitamin vitamins group groups hepatitis arm arms type types influenza phase class factor plan appendix cohort
cyclosporin cyclosporine stage step figure fig table panel score grade category amphotericin part child cohen's
immunoglobulin condition model option version software protein domain
"""

_OPEN_ABBREVIATIONS = frozenset(_GOES_ON.split())
_COUNTED_ABBREVIATIONS = frozenset(_GOES_ON_WITH_A_NUMBER.split())
_NAMED_ABBREVIATIONS = frozenset(_GOES_ON_WITH_A_NAME.split())
_ABBREVIATIONS = _OPEN_ABBREVIATIONS | _COUNTED_ABBREVIATIONS | _NAMED_ABBREVIATIONS | {"al"}
_OPENERS = frozenset(_STARTERS.split())
_CAPITAL_ABBREVIATIONS = frozenset({"FIG", "FIGS", "NO", "VOL", "EQ", "REF", "REFS", "VS"})
_LETTERED = frozenset(_NAMED_BY_A_LETTER.split())
"""What a lone letter names."""

STOPS = tuple(".!?…")
# One set of characters to begin with lets a search pass over all others at once, as a repeated set does not.
_BEHIND_A_STOP = r"[.!?…]{0,2}(?P<closing>[\"'”’»)\]]{0,4})(?:(?P<gap>\s+)|(?=[A-Z(\[“\"‘]))"
_STOP = re.compile(rf"[.!?…]{_BEHIND_A_STOP}")
_FULL_STOP = re.compile(rf"\.{_BEHIND_A_STOP}")
"""Where a text has no other stops, as nearly all: a single character is looked for much faster than one of a set."""
_OPENING = re.compile(r"[\"'“‘«(\[]{0,3}")
_BULLET = re.compile(r"[•▪◦‣·]\s")
_SMALL_START = re.compile(r"[a-z]{1,2}[A-Z]|p\s?[<>=≤≥]|[α-ω][-‐]|\(?(?:[a-z]|[ivx]{1,4})\)\s")
_NEXT_WORD = re.compile(r"[^\W_][\w‐-]*")
_BEFORE_THE_LAST_WORD = re.compile(r".*[\s(\[\"“‘/]", re.DOTALL)
_LETTERS = re.compile(r"(?:[^\W\d_]\.[-‐]?)*[^\W\d_]")
_LETTER_LISTED = re.compile(r"\b[A-Z](?:,| and| or|,? and/or|/)\s$")
_PREVIOUS_WORD = re.compile(r"([\w’']+)\s\(?$")
LONGEST_WORD = 24
LOOK_BACK = 48
"""How much of the text before a stop is looked at, in code points."""


def sentence_spans(text: str, anchors: Sequence[int] = (), enough: int | None = None) -> list[tuple[int, int]]:
    """Where the sentences of a paragraph stand.

    Args:
        text: the paragraph, citation markers taken out.
        anchors: ascending offsets where markers stood. A marker beside a stop, before a capital letter, ends a
            sentence even where no space is left.
        enough: of what is behind the first sentence that ends here or later no more than the next sentence is wanted.

    Returns:
        Spans in code points, in order, without the white space around them; none is empty.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    most = len(text)  # how many are wanted
    for cut in chain(_boundaries(text, anchors), (len(text),)):
        if cut - start <= LONGEST:
            _add(spans, text, start, cut)
        else:
            for left, right in _pieces(text, start, cut):
                _add(spans, text, left, right)
        start = cut
        if len(spans) > most:
            break
        if enough is not None and spans and spans[-1][1] >= enough:
            most = min(most, len(spans))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add a span without the white space around it, if it is more."""
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    if start < end:
        spans.append((start, end))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        found = max(text.rfind(stop, start + LONGEST // 2, start + LONGEST) + len(stop) for stop in ("; ", "\n"))
        if found <= start + LONGEST // 2:
            found = text.rfind(" ", start + LONGEST // 2, start + LONGEST) + 1
        cut = found if found > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _boundaries(text: str, anchors: Sequence[int]) -> Iterator[int]:
    """Offsets at which a new sentence starts."""
    last = 0
    pattern = _STOP if "?" in text or "!" in text or "…" in text else _FULL_STOP
    for found in pattern.finditer(text):
        stop, end = found.span()
        first = text[end : end + 1]
        if not (first.isupper() or first.isdigit() or _begins_oddly(text, end)):
            continue
        # A stop and a space behind an ordinary word: nearly always.
        if not (text[stop] == "." and text[end - 1].isspace() and _is_ordinary(text, last, stop)):
            index = bisect_left(anchors, stop)
            anchor = anchors[index] if index < len(anchors) and anchors[index] <= found.end("closing") else None
            if found["gap"] is None and (anchor is None or anchor == stop):
                continue  # "p.Val600" and "(i.e.(" end nothing
            if not _ends(text, found, last, cited=anchor):
                continue
        last = end
        yield end


def _is_ordinary(text: str, last: int, stop: int) -> bool:
    """Whether the word before a stop, as far as spaces tell, is no abbreviation and no letters that may be initials."""
    farthest = stop - LONGEST_WORD
    first = farthest if farthest > last else last
    start = text.rfind(" ", first, stop) + 1
    if not start and first > 0:
        return False  # no space before it, so it is no word, and not all of the text is to be looked at
    word = text[start:stop]
    return word.isalpha() and 1 < len(word) < LONGEST_WORD and not word.isupper() and word.lower() not in _ABBREVIATIONS


def _begins_oddly(text: str, at: int) -> bool:
    """Whether a sentence can begin at an offset where neither a capital letter nor a digit stands."""
    if _BULLET.match(text, at) or _SMALL_START.match(text, at):
        return True
    opening = _OPENING.match(text, at)
    first = text[opening.end() : opening.end() + 1] if opening else ""
    return first.isupper() or first.isdigit()


def _ends(text: str, found: re.Match[str], last: int, *, cited: int | None) -> bool:
    """Whether a stop ends the sentence that began at `last`; `cited` is where a marker stood beside it."""
    stop = found.start()
    if found[0][0] != "." or cited == stop or (cited is not None and text[cited : cited + 1] in STOPS):
        return True  # "shown [1]. Others", "shown (e.g. [1]). Others"
    if _is_ordinary(text, last, stop):
        return True
    before = text[max(last, stop - LOOK_BACK) : stop]
    others = _BEFORE_THE_LAST_WORD.match(before)
    cut = max(others.end() if others else 0, len(before) - LONGEST_WORD)
    rest, word = before[:cut], before[cut:]
    following = _following(text, found.end())
    is_set_off = text[found.end() : found.end() + 1] in "(["
    if cited is not None:
        plain = word.rstrip(".").lower()
        return plain not in _OPEN_ABBREVIATIONS and not (plain == "al" and is_set_off)
    goes_on = _goes_on(rest, word, following, is_set_off=is_set_off)
    return not goes_on if not found["closing"] else not (goes_on and word.lower() in _NAMED_ABBREVIATIONS)


def _following(text: str, at: int) -> str:
    word = _NEXT_WORD.search(text, at, at + 24)
    return word[0] if word else ""


def _goes_on(before: str, word: str, following: str, *, is_set_off: bool) -> bool:
    """Whether the stop behind a word belongs to it, so that the sentence goes on."""
    plain = word.lower().rstrip(".")
    if word.isupper() and len(word) > 1 and "." not in word:
        return word in _CAPITAL_ABBREVIATIONS and following[:1].isdigit()
    if plain == "al":
        # "Smith et al. The patients", "by Smith et al. (2001)"
        return is_set_off or not following[:1].isupper()
    if plain in _OPEN_ABBREVIATIONS:
        return True
    if _LETTERS.fullmatch(word) and (word.isupper() or (len(word) > 1 and plain not in _COUNTED_ABBREVIATIONS)):
        return _is_initial(before, word, following)
    if plain in _COUNTED_ABBREVIATIONS:
        return following[:1].islower() or any(character.isdigit() for character in following)
    return plain in _NAMED_ABBREVIATIONS and (following not in _OPENERS or is_set_off)


def _is_initial(before: str, word: str, following: str) -> bool:
    """Whether letters with stops are initials or the like ("J. Smith"), and no end ("vitamin D. The", "B and C. A")."""
    if len(word) > 1 and not all(len(part) < 2 for part in re.split(r"[.‐-]+", word)):
        return False  # a word
    previous = _PREVIOUS_WORD.search(before)
    if len(word) == 1 and (
        _LETTER_LISTED.search(before) or (previous is not None and previous[1].lower() in _LETTERED)
    ):
        return False
    return following not in _OPENERS or (len(word) == 1 and following in {"A", "At", "An"})
