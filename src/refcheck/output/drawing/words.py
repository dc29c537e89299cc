"""The words of a picture: claims cut to their room, references in a few words, what the marks mean."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from refcheck.alignment import REPORTED
from refcheck.alignment.describing import named, shortened
from refcheck.wording import number_list

if TYPE_CHECKING:
    from refcheck.alignment import ShiftedRun
    from refcheck.alignment.view import Row, View
    from refcheck.article import Citation, Reference

STRONG = 3.0
"""Nats above the rest of the list from which a reference gets the darker shade."""
STRETCH = "a stretch of the text"
"""What rows of a run of text are headed by."""
_CUT = "... "
_NAME = 40
_FEW_WORDS = 4
_LEAST = 12  # columns below which words are left out


def plain(text: str) -> str:
    """A text in one line, without what a terminal or an XML file could trip over."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def columns(text: str) -> int:
    """How many columns of a terminal a text fills."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def fitted(text: str, room: int) -> str:
    """The beginning of a text in at most `room` columns, cut between words where it can be."""
    if columns(text) <= room:
        return text
    if room < _LEAST:
        return ""
    taken = ""
    for char in text:
        if columns(taken + char) > room - len(_CUT):
            break
        taken += char
    head, space, _ = taken.rpartition(" ")
    return (head if space and len(head) > room // 2 else taken) + " " + _CUT.strip()


def claim_end(citation: Citation, room: int) -> str:
    """The words before a marker in at most `room` columns: a claim is told by how it ends."""
    claim = citation.claim
    text = plain(claim.sentence[: claim.anchor])
    if len(text.split()) < _FEW_WORDS:  # "Garland [13] reviewed ...": what it says comes after the marker
        return fitted(plain(claim.sentence), room)
    if columns(text) <= room:
        return text
    if room < _LEAST:
        return ""
    while columns(text) > room - len(_CUT):
        _, space, rest = text.partition(" ")
        text = rest if space else text[max(len(text) - room // 2, 1) :]
    return _CUT + text


def reference_name(reference: Reference) -> str:
    """The number with author and year, or with the first words where there are none."""
    name = named(reference) if reference.fields.authors else ""
    return f"{reference.number} {plain(name or shortened(reference.fields.title or reference.raw, _NAME))}"


def better(seen: View, row: Row, room: int) -> str:
    """What fits a row better than the number it prints, with the words that say so, as many as there is room for.

    Empty if nothing does; that the number is not in the list where it is not.
    """
    if row.fits is None:
        return "" if row.number in seen.references else fitted("not in the list", room)
    text = fitted(f"→ {reference_name(seen.references[row.fits])}", room)
    for at, word in enumerate(map(plain, row.why)):
        longer = f"{text}{', ' if at else ': '}{word}"
        if columns(longer) > room:
            break
        text = longer
    return text


def shift(run: ShiftedRun) -> str:
    """By how much a run is off, with its sign."""
    return f"{run.shift:+d}".replace("-", "−")


def told(run: ShiftedRun) -> str:
    """A run in one sentence: "+1: 6-8 should be 7-9 (confidence 0.99)"."""
    right = number_list(run.mapping.values())
    verb = "should be" if run.confidence >= REPORTED else "may have to be"
    where = ", in a stretch of the text" if run.order == "reading" else ""
    sentence = f"{shift(run)}: {number_list(run.mapping)} {verb} {right}{where} (confidence {run.confidence:.2f})"
    if run.displaced is not None:
        sentence += f"; reference {run.displaced[0]} belongs at {run.displaced[1]}"
    if run.undecided:
        sentence += f"; cannot be told: {number_list(run.undecided)}"
    return sentence
