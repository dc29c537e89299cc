"""What the elements of an entry of a JATS reference list mean for the text that its reader sees."""

from __future__ import annotations

import re

from refcheck.reading.xml_source import characters_in

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
CITATIONS = frozenset({"element-citation", "mixed-citation", "nlm-citation", "citation"})
CONTAINERS = CITATIONS | {"name", "string-name", "person-group", "date", "note", "annotation"}
"""Elements in which white space between elements says nothing."""
PEOPLE = frozenset({"name", "string-name", "collab", "institution", "person-group", "etal"})
SPECIAL = PEOPLE | CITATIONS | {"pub-id", "issue"}
"""At their end there is more to do than to note where they stand."""
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
NAME = re.compile(
    r"<name\b[^<>]*>\s*<surname\b[^<>]*>([^<]+)</surname>\s*<given-names\b[^<>]*>([^<]+)</given-names>\s*</name>"
)
"""A person: family name and given names."""
ELEMENT = re.compile(r"<([a-z-]+)([^<>]*)>([^<]+)<")
"""An element that holds nothing but text, where there are no others: name, attributes, text."""
COMMON = re.compile(
    r"<ref\b[^<>]*>\s*(?:<label>(?P<label>[^<]+)</label>\s*)?"
    r"<(?P<citation>(?:element-|mixed-|nlm-)?citation)\b(?P<kind>[^<>]*)>\s*"
    r"(?P<group><person-group(?:\sperson-group-type=\"author\")?>\s*)?"
    r"(?P<names>(?:<name\b[^<>]*>\s*<surname>[^<]+</surname>\s*<given-names>[^<]+</given-names>\s*</name>\s*)*)"
    r"(?P<etal><etal\s?/>\s*)?(?(group)</person-group>\s*)"
    r"(?P<elements>(?:<(?P<element>article-title|source|year|volume|issue|supplement|fpage|lpage|elocation-id|edition"
    r"|publisher-name|publisher-loc|month|day|comment|pub-id)\b[^<>]*>[^<]+</(?P=element)>\s*)*)"
    r"</(?P=citation)>\s*</ref>"
)
"""An entry of the common kind: plain names, then plain elements."""
SURNAME, GIVEN, INSIDE, TEXT = 1, 2, 5, 7
"""Numbers of groups in `EVENT`."""

_NAME = re.compile(r"/?([^\s/>]*)")
_TYPE = re.compile(r"""\b(?:pub-id|publication|citation|person-group)-type\s{0,9}=\s{0,9}["']([^"']*)["']""")


class Types(dict[str, str]):
    """The type that the attributes of an element give it; each is looked at once."""

    def __missing__(self, attributes: str) -> str:
        found = _TYPE.search(attributes)
        self[attributes] = kind = characters_in(found[1]) if found else ""
        return kind


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
