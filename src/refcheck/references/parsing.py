"""One reference string to its fields: rules over tokens, and a tagger that has learnt where they err.

The way of a reference: mark-up seen through, identifiers taken out, notes blanked; then rules read authors from the
left, the knot of numbers from the right, and the title and its container in between; then the tagger looks at every
token with what the rules say of it. What does not fit stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from refcheck.article import ReferenceFields
from refcheck.references.identifiers import Identifier, find_identifiers
from refcheck.references.kinds import kind_of
from refcheck.references.locator_words import is_article_number
from refcheck.references.markup import SeenThrough, see_through
from refcheck.references.notes import blank_notes
from refcheck.references.ruled_reading import Reading, rule
from refcheck.references.tagged_reading import correct
from refcheck.references.tagging import Tagger, shipped
from refcheck.references.tokens import Token, tokenise

if TYPE_CHECKING:
    from refcheck.source import Span

LONGEST = 30_000
"""Longer than any reference list entry seen (author lists of a thousand names), in code points; what follows is not
read."""


@lru_cache(maxsize=1_000)  # an article that is being edited is read again and again, its references mostly unchanged
def parse_reference(raw: str) -> ReferenceFields:
    """Read the fields of one reference, without its label.

    Pure, never raises, and linear in the length of the text. A field that is not found, or only doubtfully, is empty.

    Args:
        raw: the reference on one line; stray mark-up may stand in it.

    Returns:
        Its fields, each with its place in `raw`.
    """
    return parse_with(shipped(), raw)


def parse_with(tagger: Tagger, raw: str) -> ReferenceFields:
    """As `parse_reference`, by a tagger with weights of one's own."""
    prepared = prepare(raw)
    reading = prepared.ruled
    if reading is None:
        return _fields(prepared, Reading())
    if reading.is_beyond_doubt(prepared.tokens, prepared.core):
        return _fields(prepared, reading)
    labels = tagger.label(prepared.tokens, reading.labels(prepared.tokens))
    return _fields(prepared, correct(reading, labels, prepared.tokens, prepared.core))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reference as the tagger gets it.

    Attributes:
        seen: the reference without its mark-up.
        values: its identifiers, by field name.
        places: where those of them that are printed stand in its text.
        core: the text, with spaces in the place of identifiers.
        tokens: what is left without notes.
        ruled: what rules read from it; None if nothing is left.
    """

    seen: SeenThrough
    values: dict[str, str]
    places: dict[str, tuple[int, int]]
    core: str
    tokens: list[Token]
    ruled: Reading | None


def prepare(raw: str) -> Prepared:
    """Do everything with a reference that comes before the tagger; never raises."""
    seen = see_through(raw[:LONGEST])
    text = seen.text.text
    values: dict[str, str] = {}
    places: dict[str, tuple[int, int]] = {}
    found = sorted(find_identifiers(text), key=lambda item: item.from_)
    for item in found:
        if item.kind not in values:
            values[item.kind] = item.value
            places[item.kind] = (item.start, item.end)
    _take_links(seen, values, places)
    core = _blanked(text, found)
    tokens = tokenise(blank_notes(core))
    registered = "doi" in values or "pmid" in values
    return Prepared(
        seen, values, places, core, tokens, rule(tokens, core, text, registered=registered) if tokens else None
    )


def _blanked(text: str, found: list[Identifier]) -> str:
    """The text with its identifiers turned into spaces; they are fields already."""
    pieces: list[str] = []
    at = 0
    for item in found:
        if item.from_ >= at:
            pieces.append(text[at : item.from_])
            pieces.append(" " * (item.to - item.from_))
            at = item.to
    pieces.append(text[at:])
    return "".join(pieces)


def _take_links(seen: SeenThrough, values: dict[str, str], places: dict[str, tuple[int, int]]) -> None:
    """Identifiers that stand only in the targets of links have no place in the text itself."""
    for link in seen.links:
        for item in find_identifiers(link.target):
            values.setdefault(item.kind, item.value)
    if "pmid" in values and "pmid" not in places and "url" not in places:
        values.pop("url", None)


def _fields(prepared: Prepared, reading: Reading) -> ReferenceFields:
    seen = prepared.seen
    text = seen.text.text
    places = prepared.places | reading.places
    values = {
        name: " ".join(text[start:end].split())
        for name, (start, end) in reading.places.items()
        if name not in ("authors", "year")
    }
    values |= prepared.values
    _settle_pages(values, places)
    authors = reading.authors
    group_authors = bool(authors) and all(author.is_group for author in authors)
    return ReferenceFields(
        kind=kind_of(text, values, serial=reading.serial, group_authors=group_authors, hosted=reading.hosted),
        authors=authors,
        authors_truncated=reading.truncated,
        year=reading.year,
        spans={name: _raw_span(seen, *place) for name, place in places.items()},
        markup=seen.stray,
        **{name: values.get(name, "") for name in _TEXT_FIELDS},
    )


def _raw_span(seen: SeenThrough, start: int, end: int) -> Span:
    return seen.text.source_span(start, end)


def _settle_pages(values: dict[str, str], places: dict[str, tuple[int, int]]) -> None:
    """A number that is an article's rather than a page's goes into its own field."""
    pages = values.get("pages", "")
    if pages and ("article_number" in places or is_article_number(pages)):
        values["article_number"] = values.pop("pages")
        places["article_number"] = places.pop("pages")


_TEXT_FIELDS = (
    "title", "container", "publisher", "place", "volume", "issue", "pages", "article_number", "edition", "doi", "pmid",
    "pmcid", "arxiv", "isbn", "url",
)  # fmt: skip
