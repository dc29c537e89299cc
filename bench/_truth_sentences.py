"""Which sentence of a paragraph a citation belongs to: the benchmark's own rule, independent of the code measured.

A boundary is a full stop, exclamation or question mark, closing quotes and brackets, then white space or a marker, then
a capital, a digit or an opening quote or bracket. It is none after an abbreviation that goes on, after an initial, or
within a decimal. A marker that stands right after the stop belongs to the sentence before it.
"""

from __future__ import annotations

import re

HOLE = "\ue000"
"""Stands for a marker in the text that is split."""

_BOUNDARY = re.compile(
    rf"(?P<stop>[.!?…])(?P<closing>[\"'”’»)\]]*)(?P<gap>(?:\s|{HOLE})+|(?<=[)%{HOLE}]\.)(?=[A-Z][a-z]))"
    r"(?=(?P<next>[\"'“‘«(\[*†‡]*(?P<first>[^\W_]\w*)(?P<more>\s?[<=>≤]|(?:\s[a-z]+)?\s[A-Z])?))"
)
_SMALL_NAME = re.compile(r"[a-z]{1,2}[A-Z0-9]\w+")
"""qPCR, mRNA, p70S6k: words that keep their small letter at the head of a sentence."""
_PARTICLES = frozenset({"van", "von", "de", "den", "der", "di", "da", "la", "le", "el", "ten", "ter"})
_ABBREVIATIONS_WORDS = """
e.g i.e cf viz vs v dr drs prof mr mrs ms st fig figs eq eqs ref refs sect incl esp approx suppl ca resp sp spp
subsp var no nos vol ed eds p pp chap ch tab art para inc ltd corp co dept univ gen pop avg
"""
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_WORDS.split())
"""After these a sentence goes on, before a number, a bracket or a name alike."""
_BEFORE_NUMBER_WORDS = "jan feb mar apr jun jul aug sep sept oct nov dec hr hrs wk wks mo yr yrs min max h"
_BEFORE_NUMBER = frozenset(_BEFORE_NUMBER_WORDS.split())
_LETTERED_WORDS = """
vitamin vitamins group groups hepatitis arm arms type types influenza phase class factor plan appendix cohort
cyclosporin cyclosporine stage step figure table panel score grade category amphotericin part or and
"""
_LETTERED = frozenset(_LETTERED_WORDS.split())
_STARTERS_WORDS = """
The In We This These That Those A An It Its However Our Of For All Patients Both There Thus Although After As At To
By From With When While Since Results Participants Subjects Therefore Moreover Furthermore No If Each Data On Two
Three One Here They Such Most Some Other Another Also Among During Because
"""
_STARTERS = frozenset(_STARTERS_WORDS.split())
_WORD_BEFORE = re.compile(r"([^\s(\[\"“‘/]{1,20})$")


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a paragraph stand; markers are given as `HOLE`."""
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _BOUNDARY.finditer(text):
        if _is_boundary(text, found):
            spans.append((start, found.end()))
            start = found.end()
    spans.append((start, len(text)))
    return spans


def _is_boundary(text: str, found: re.Match[str]) -> bool:
    first = found["first"]
    if not (first[0].isupper() or first[0].isdigit()):
        return (text[found.start() - 1].islower() or text[found.start() - 1] in f"){HOLE}") and _small_head(found)
    if found["stop"] != "." or found["closing"]:
        return True
    before = _WORD_BEFORE.search(text, max(0, found.start() - 24), found.start())
    word = before[1] if before else ""
    plain = word.rstrip(".").lower()
    if plain == "al":
        return first[0].isupper() and found["next"][0] not in "(["
    if plain in _ABBREVIATIONS and not (word.isupper() and len(word) > 1):
        return False
    if plain == "etc" or plain in _BEFORE_NUMBER:
        return first[0].isupper() and found["next"][0] not in "(["
    if re.fullmatch(r"(?:[^\W\d_]\.-?)*[^\W\d_]", word):
        return _letter_ends(text[: found.start() - len(word)], word, first)
    return True


def _small_head(found: re.Match[str]) -> bool:
    """Whether a word with a small letter can head a sentence: qPCR, `p < 0.05`, van Tubergen."""
    first, more = found["first"], found["more"] or ""
    return bool(
        _SMALL_NAME.fullmatch(first)
        or (first == "p" and more.strip()[:1] in {"<", "=", ">", "≤"})
        or (first in _PARTICLES and more)
    )


def _letter_ends(before: str, word: str, following: str) -> bool:
    """Whether a lone letter with a stop ends a sentence ("vitamin D. The") or is an initial ("J. Smith")."""
    if re.search(r"\d\s?$", before):
        return True  # a unit: "1.5 m. The"
    if word.islower() and len(word) > 1:
        return following in _STARTERS  # a.m., i.v.
    last = re.search(r"(\w+)\s*\(?$", before[-24:])
    if last and last[1].lower() in _LETTERED and len(word) == 1:
        return True
    return following in _STARTERS and (len(word) > 1 or following not in {"A", "At"})


def sentence_at(text: str, spans: list[tuple[int, int]], hole: int) -> str:
    """The sentence that the marker at an offset belongs to, markers taken out, white space folded."""
    start, end = next((span for span in spans if span[0] <= hole < span[1]), spans[-1])
    return " ".join(text[start:end].replace(HOLE, " ").split())
