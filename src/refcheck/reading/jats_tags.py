"""What the elements of an entry of a JATS reference list mean for the text that its reader sees."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from refcheck.reading.xml_source import characters_in

if TYPE_CHECKING:
    from collections.abc import Mapping

SEPARATORS = {
    "name": ", ", "string-name": ", ", "collab": ", ", "etal": ", ", "person-group": ". ", "surname": " ",
    "given-names": " ", "prefix": " ", "suffix": " ", "institution": ", ", "role": ", ", "article-title": ". ",
    "chapter-title": ". ", "trans-title": ". ", "data-title": ". ", "source": ". ", "trans-source": ". ",
    "series": ". ", "edition": ". ", "year": ". ", "date": ". ", "month": " ", "day": " ", "season": " ", "volume": ";",
    "issue": "(", "supplement": " ", "fpage": ":", "lpage": "-", "elocation-id": ":", "page-range": ":",
    "publisher-loc": ". ", "publisher-name": ": ", "conf-name": ". ", "conf-loc": ", ", "conf-date": ", ",
    "comment": ". ", "date-in-citation": ". ", "isbn": ". ", "issn": ". ", "pub-id": ". ", "ext-link": " ", "uri": " ",
    "patent": ". ", "std": ". ", "version": ". ", "size": ". ", "annotation": ". ", "note": " ", "p": " ", "label": " ",
    "element-citation": "; ", "mixed-citation": "; ", "nlm-citation": "; ", "citation": "; ",
}  # fmt: skip
"""What stands before an element where the entry has no punctuation of its own. Other elements say nothing."""
IDENTIFIERS = {"doi": ". doi:", "pmid": ". PMID "}
"""What stands before an identifier of a type that is printed with a word."""
ET_AL = "et al."
BEHIND_A_STOP = {
    separator: separator[1:]
    for separator in (*SEPARATORS.values(), *IDENTIFIERS.values())
    if separator[:2] in {". ", ": "}
}
"""What begins with a stop, and what is left of it behind another."""
WEAK = frozenset({" ", ", "})
"""What gives way to what the next element is to be kept apart by."""
CITATIONS = frozenset({"element-citation", "mixed-citation", "nlm-citation", "citation"})
CONTAINERS = CITATIONS | {"name", "string-name", "person-group", "date", "note", "annotation"}
"""Elements in which white space between elements says nothing."""
PEOPLE = frozenset({"name", "string-name", "collab", "institution", "person-group", "etal"})
PLAIN = SEPARATORS.keys() - PEOPLE - CONTAINERS - {"surname", "given-names", "prefix", "suffix", "label"}
"""Elements of an entry of the common kind."""
SPECIAL = PEOPLE | CITATIONS | {"pub-id", "issue"}
"""At their end there is more to do than to note where they stand."""
_ELEMENTS_OF = {
    "title": ("article-title", "chapter-title", "data-title", "trans-title"), "container": ("source",),
    "publisher": ("publisher-name",), "place": ("publisher-loc",), "year": ("year", "date"), "volume": ("volume",),
    "issue": ("issue",), "pages": ("fpage", "page-range"), "last_page": ("lpage",), "article_number": ("elocation-id",),
    "edition": ("edition",), "isbn": ("isbn",), "url": ("uri", "ext-link"), "doi": ("pub-id doi",),
    "pmid": ("pub-id pmid",), "pmcid": ("pub-id pmcid", "pub-id pmc"),
}  # fmt: skip
"""Which elements a field may be; the first that is there counts. The last page is no field, but added to the pages."""
_FIELD_OF = {element: field for field, elements in _ELEMENTS_OF.items() for element in elements}
Values = tuple[str | None, ...]
FIELDS = tuple(_ELEMENTS_OF)
"""The order of what the elements of an entry say."""
NOTHING: Values = (None,) * len(FIELDS)
"""What is said of `FIELDS` where there are no elements."""
EDGES = " .,;"
"""What a field does not begin or end with."""
OWN_PUNCTUATION = re.compile(
    r"</(?:name|string-name|surname|given-names|person-group|collab|article-title|source|year|volume|issue|fpage)>"
    r"\s{0,9}(?:[.,;:()]|&#)"
)
"""Shows that an entry has punctuation between its elements."""

EVENT = re.compile(
    r"<name\b[^<>]*>\s*<surname\b[^<>]*>([^<]+)</surname>\s*<given-names\b[^<>]*>([^<]+)</given-names>\s*</name>"
    r"|<([a-z-]+)(|\s[^<>]*[^<>/])>([^<]*)</\3\s*>"
    r"|<([^<>]*)>"
    r"|([^<]+)"
)
"""What an entry is made of: a name, an element with nothing but text in it, another tag, text between them.

Groups: surname and given names; the element's name, attributes and text; the tag; the text.
"""
_SETTING = re.compile(r"/?(?:italic|bold|sup|sub|sc|underline)\b|\s|$")
SURNAME, GIVEN, INSIDE, TEXT = 1, 2, 5, 7
"""Numbers of groups in `EVENT`."""

_NAME = re.compile(r"/?([^\s/>]*)")
_TYPE = re.compile(r"""\b(?:pub-id|publication|citation|person-group)-type\s{0,9}=\s{0,9}["']([^"']*)["']""")


class Types(dict[str, str]):
    """The type that the attributes of an element give it; each is looked at once."""

    def __missing__(self, attributes: str) -> str:
        self[attributes] = kind = type_in(attributes)
        return kind


def type_in(attributes: str) -> str:
    """The type that the attributes of an element give it."""
    found = _TYPE.search(attributes)
    return characters_in(found[1]) if found else ""


def name_of(tag: str) -> str:
    """The name of the element that a tag belongs to.

    Args:
        tag: as written, without its angle brackets.
    """
    found = _NAME.match(tag)
    return found[1] if found else ""


def between(before: str, text: str, separator: str) -> str:
    """What keeps two texts of an entry apart that has punctuation of its own: a space where they would touch."""
    if text[0].isspace() or before.isspace():
        return ""
    if len(separator) > 2:  # an identifier, which is printed with its kind
        return separator[1:]
    return " " if text[0].isalnum() and (before.isalnum() or before in ".,)") else ""


def fields_in(places: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Where the fields of an entry stand, of where its elements do."""
    found: dict[str, tuple[int, int]] = {}
    for element, place in places.items():
        field = _FIELD_OF.get(element)
        if field and field not in found and place[0] < place[1]:
            found[field] = place
    return found


@lru_cache(1_000)
def is_setting(tag: str) -> bool:
    """Whether a tag only says how a text is set, or is all that is left of a comment."""
    return _SETTING.match(tag) is not None
