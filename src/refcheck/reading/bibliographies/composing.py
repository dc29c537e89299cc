"""From the fields of a bibliography's entry to a reference as it prints, each field of it mapped to its place."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck.source import MappedText, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from refcheck.article import ReferenceFields
    from refcheck.bibliography import Author

_REACH = 16  # how much mark-up may stand between two characters of a value


def composed(
    fields: ReferenceFields, places: Mapping[str, Span], text: str, fallback: Span, note: str = ""
) -> tuple[MappedText, ReferenceFields]:
    """Put a reference together: "Wei A, Greig P. Title. Journal. 2006;5(2):1–9. doi:10.1/x".

    Args:
        fields: its fields.
        places: for each field by its name, where its value stands in `text`.
        text: the source.
        fallback: what everything without a place of its own maps to.
        note: what its entry adds in words; its place has the name ``note``.

    Returns:
        The reference, and the fields with their spans in it.
    """
    authors = ", ".join(map(_shown, fields.authors)) + (", et al" if fields.authors_truncated else "")
    year = str(fields.year) if fields.year else ""
    pages = fields.pages or fields.article_number
    which = "pages" if fields.pages else "article_number"
    numbers = [(year, "year", ""), (fields.volume, "volume", ";"), (fields.issue, "issue", "("), (pages, which, ":")]
    sentences = [
        [(authors, "authors", "")],
        [(fields.title.rstrip("."), "title", "")],
        [(fields.edition and f"{fields.edition} ed", "edition", "")],
        [(fields.container.rstrip("."), "container", "")],
        [(fields.place, "place", ""), (fields.publisher, "publisher", ": ")],
        numbers,
        [(fields.doi and f"doi:{fields.doi}", "doi", "")],
        [(fields.pmid and f"PMID: {fields.pmid}", "pmid", "")],
        [(fields.arxiv and f"arXiv:{fields.arxiv}", "arxiv", "")],
        [("" if fields.doi else fields.url, "url", "")],
        [(note.rstrip(".") if note.strip(". ") else "", "note", "")],
    ]
    shown: list[str] = []
    offsets = array("q")
    spans: dict[str, Span] = {}

    def add(value: str, name: str) -> None:
        place = places.get(name)
        start = len(offsets)
        shown.append(value)
        offsets.extend(_aligned(value, text, place) if place else [fallback.start] * len(value))
        if place:
            spans[name] = Span(start, len(offsets))

    for sentence in sentences:
        values = [(value, name, before) for value, name, before in sentence if value]
        for position, (value, name, before) in enumerate(values):
            if position == 0 and shown:
                add("" if shown[-1][-1:] in ".?!" else ".", "")
                add(" ", "")
            if position and before:
                add(before, "")
            prefix = len(value) - len(value.removeprefix("doi:").removeprefix("PMID: ").removeprefix("arXiv:"))
            add(value[:prefix], "")
            add(value[prefix:], name)
            if position and before == "(":
                add(")", "")
    if not offsets:
        return MappedText(text[fallback.start : fallback.end], range(fallback.start, fallback.end)), fields
    return MappedText("".join(shown), offsets), replace(fields, spans=spans)


def _shown(author: Author) -> str:
    # Names are shown as the file has them; only initials are put together, "A. B." as "AB".
    parts = author.given.replace("-", " ").replace(".", " ").split()
    given = "".join(parts) if all(len(part) == 1 for part in parts) else author.given
    return " ".join(filter(None, (author.family, given, author.suffix)))


def _aligned(value: str, text: str, place: Span) -> list[int]:
    """Where the characters of a value stand; mark-up between them is passed over."""
    out: list[int] = []
    at = place.start
    missed = 0
    for character in value:
        found = text.find(character, at, min(at + _REACH, place.end))
        if found < 0:
            missed += 1
            out.append(min(at, place.end - 1))
        else:
            out.append(found)
            at = found + 1
    if missed * 3 > len(value) and len(value) > 1:
        # Not told character by character (names turned round, macros): from the first to the last of its place.
        return [place.start] * (len(value) - 1) + [max(place.end - 1, place.start)]
    return out
