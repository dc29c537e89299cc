"""Entries of the common kind: plain names, then plain elements, no punctuation between them.

Two entries of three are so, and read in this way they take a third of the time. They read as `jats_entry` reads them
piece by piece; only where the pieces come from is not noted, and worked out that way when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.reading.jats_tags import BEHIND_A_STOP, ELEMENT, ET_AL, IDENTIFIERS, NAME, SEPARATORS
from refcheck.reading.xml_source import characters_in
from refcheck.source import Span

if TYPE_CHECKING:
    import re

    from refcheck.reading.jats_entry import Entry
    from refcheck.reading.jats_tags import Types


def read_common(entry: Entry, found: re.Match[str], start: int, types: Types) -> None:
    """Read an entry of the common kind.

    Args:
        entry: the entry, to be filled.
        found: the match of `jats_tags.COMMON` with it.
        start: where the entry stands in the source.
        types: what the attributes in the list mean.
    """
    label, kind, names, et_al, elements = found.group("label", "kind", "names", "etal", "elements")
    if label:
        entry.label = " ".join(characters_in(label).split())
        entry.label_span = Span(start + found.start("label"), start + found.end("label"))
    entry.kind = types[kind]
    pieces, places = entry.pieces, entry.places
    if names:
        people = NAME.findall(names)
        if "&" in names or not names.isascii():
            people = [(characters_in(surname), characters_in(given)) for surname, given in people]
        pieces.append(", ".join(map(" ".join, people)))
        entry.authors.add_people(people, pieces[0])
    if et_al:
        pieces += (", ", ET_AL) if pieces else (ET_AL,)
        entry.authors.truncated = True
    is_literal = "&" not in elements and elements.isascii()
    for name, attributes, text in ELEMENT.findall(elements):
        separator = SEPARATORS[name]
        key = name
        if name == "pub-id":
            key = f"pub-id {types[attributes]}"
            separator = IDENTIFIERS.get(key[7:], separator)
        if pieces:
            if pieces[-1][-1] in ".?!:;,":
                separator = BEHIND_A_STOP.get(separator, separator)
            pieces.append(separator)
        if key not in places:
            places[key] = (len(pieces), len(pieces) + 1)
        pieces.append(text if is_literal else characters_in(text))
        if separator == "(" and len(pieces) > 1:
            pieces.append(")")
