"""JATS XML, the format of PubMed Central and of most publishers' archives.

The file is checked by expat and then read by regular expressions (`refcheck.reading.xml_source`): most of it, the
tables of results, the formulas, the list of affiliations, is never looked at. A citation is what an `xref` to a
reference *prints*; what it links to is kept as evidence (in published articles the two disagree now and then, and the
reader of the article follows the print).
"""

from __future__ import annotations

import re
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from refcheck.article import Article, Citation, Link
from refcheck.reading.claims import claims_for, take_out
from refcheck.reading.jats_blocks import layout
from refcheck.reading.jats_markers import items_of
from refcheck.reading.jats_references import references_of
from refcheck.reading.jats_unlinked import read_blocks
from refcheck.reading.suppressions import by_block, suppressions
from refcheck.reading.xml_source import parse
from refcheck.sealing import Later, deferring, maker
from refcheck.source import Passage, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from refcheck.article import Reference
    from refcheck.reading.jats_markers import Marker
    from refcheck.reading.jats_text import Mark
    from refcheck.reading.jats_unlinked import MarkedBlock
    from refcheck.source import MappedText, Span

_XREF = re.compile(
    r"<xref\s(?:ref-type=\"([a-z]+)\" rid=\"([^\"<>]*)\">|rid=\"([^\"<>]*)\" ref-type=\"([a-z]+)\">|([^<>]*)>)"
)
"""A link: type and identifiers where it is written as nearly all are, one first or the other; else its attributes."""
_RID = re.compile(r"""\brid\s{0,9}=\s{0,9}["']([^"']*)["']""")
_TYPE = re.compile(r"""\bref-type\s{0,9}=\s{0,9}["']([^"']*)["']""")
_REFERENCE_TYPES = frozenset({"bibr", "bib", "ref", "reference", "other", ""})
"""What `ref-type` may be for a link to a reference; all but the first only if that is where it leads."""
_passage = maker(Passage)
_NUMBER = re.compile(r"\d{1,4}")


def read(data: bytes, path: str) -> Article:
    """Read an article in JATS.

    Args:
        data: the file.
        path: its path as the user gave it.

    Returns:
        The article; without numbered citations or references it is an article that has none.

    Raises:
        UnreadableArticle: if it is no well-formed XML, or XML that is not safe to read.
    """
    xml = parse(data, path)
    plain = xml.plain
    links = dict(_links(plain))
    places = layout(plain, xml.start, sorted(links), path)
    references, ids = references_of(plain, places.lists)
    targets = {at: rids for at, (kind, rids) in links.items() if kind == "bibr" or not ids.keys().isdisjoint(rids)}
    highest = max((reference.number for reference in references), default=0)
    blocks = read_blocks(plain, places.blocks, targets, highest, path)
    source = Source(path, xml.text, "jats", passages=Later(partial(_passages, blocks, references)))
    if not any(block.markers for block in blocks):
        from refcheck.reading.jats_without_links import article_of  # noqa: PLC0415 (few articles need the whole grammar)

        return article_of(source, plain, places, references, xml.comments)
    numberings = ids if references and references[-1].scope else {}  # most articles have one
    citations = [citation for block in blocks if block.markers for citation in _citations(block, ids, numberings)]
    if not xml.comments:
        return Article(source, tuple(citations), tuple(references))
    spans = [place.span for place in places.blocks] + [reference.span for reference in references]
    return Article(source, tuple(citations), tuple(references), suppressions(source, xml.comments, spans, by_block))


def _links(plain: str) -> Iterator[tuple[int, tuple[str, tuple[str, ...]]]]:
    """Where links stand that may be links to references, of which type, and to which identifiers."""
    for found in _XREF.finditer(plain):
        named, rids, rids_first, named_last, attributes = found.groups()
        if named is None and attributes is None:
            named, rids = named_last, rids_first
        elif attributes is not None:
            kind, rid = _TYPE.search(attributes), _RID.search(attributes)
            named, rids = kind[1].lower() if kind else "", rid[1] if rid else ""
        if named in _REFERENCE_TYPES:
            yield found.start(), (named, tuple(rids.split()))


def _passages(blocks: Sequence[MarkedBlock], references: Sequence[Reference]) -> list[Passage]:
    """What a person reads of the article, as far as findings point at it."""
    passages = [_passage(block.place.span, block.text, block.number) for block in blocks]
    passages += [_passage(reference.span, reference.text) for reference in references]
    return sorted(passages, key=attrgetter("span.start"))


_citation = deferring(Citation, "items", "text", "span", "style", "claim", "scope", "closed", "keys")


def _citations(
    block: MarkedBlock, ids: Mapping[str, Reference], numberings: Mapping[str, Reference]
) -> Iterator[Citation]:
    text = block.text
    rest, anchors = take_out(text, block.markers)
    for marker, claim in zip(block.markers, claims_for(rest, anchors), strict=True):
        start, end, items, style, marks, source = marker
        more = partial(_digits_and_links, text, marker, ids)
        scope = _scope_of(marks, numberings) if numberings else 0
        yield _citation(more, items, text.text[start:end], source, style, claim, scope, True, ())


def _digits_and_links(
    text: MappedText, marker: Marker, ids: Mapping[str, Reference]
) -> dict[str, Span | tuple[Link, ...]]:
    """What a citation has besides what is shown of it; only rules ask for that."""
    links = _links_of(text, marker.links, ids)
    if len(links) == len(marker.items) == 1 and links[0].number == marker.items[0].last:
        digits = links[0].span
    else:
        numbers = [found.span() for found in _NUMBER.finditer(text.text, marker.start, marker.end)]
        digits = text.source_span(numbers[0][0], numbers[-1][1])
    return {"digits": digits, "links": links}


def _scope_of(marks: Sequence[Mark], ids: Mapping[str, Reference]) -> int:
    """The numbering that links lead into."""
    for mark in marks:
        for rid in mark.targets or ():
            if rid in ids:
                return ids[rid].scope
    return 0


def _links_of(text: MappedText, marks: Sequence[Mark], ids: Mapping[str, Reference]) -> tuple[Link, ...]:
    """Which references the numbers of a marker are linked to."""
    links: list[Link] = []
    for start, end, _, _, rids in marks:
        targets = [ids[rid].number for rid in rids or () if rid in ids]
        whole = text.text[start:end]
        if len(targets) == 1 and whole.isdecimal():  # nearly always
            links.append(Link(int(whole), targets[0], text.source_span(start, end)))
            continue
        places = [found.span() for found in _NUMBER.finditer(text.text, start, end)]
        printed = [int(text.text[slice(*place)]) for place in places]
        if len(targets) != len(printed):
            if len(targets) != 1 or any(item.first <= targets[0] <= item.last for item in items_of(whole)):
                continue
            del printed[1:], places[1:]  # a link over several numbers that leads to none of them
        links += [
            Link(number, target, text.source_span(*place))
            for number, target, place in zip(printed, targets, places, strict=True)
        ]
    return tuple(links)
