"""The works that citation fields carry in themselves: Zotero, Mendeley, EndNote and Word keep their own data there."""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import TYPE_CHECKING, Any

from refcheck.article import ReferenceFields
from refcheck.bibliography import Author
from refcheck.errors import UnreadableArticle
from refcheck.reading.word.elements import children, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from refcheck.reading.word.shown import FieldCitation

_MENDELEY = re.compile(r"MENDELEY_CITATION_v\d{1,3}_")
_ENDNOTE = re.compile(r"<EndNote>.*?</EndNote>", re.DOTALL)
_WORD_TAGS = re.compile(r"(?:^\s*CITATION|\\m)\s+\"?([^\s\"\\]{1,255})", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_DOI = re.compile(r"10\.\d{4,9}/\S{1,300}")
_MOST = 200  # works of one citation


def works_cited(citation: FieldCitation, sources: Mapping[str, ReferenceFields]) -> list[ReferenceFields]:
    """The works that a field says it cites; none if it says nothing, or nothing that can be understood.

    Args:
        citation: the field.
        sources: the sources that Word keeps for its own citations, by their tag.
    """
    code = citation.code
    works: list[ReferenceFields] = []
    mendeley = _MENDELEY.match(code)
    if mendeley:
        works += _csl(_decoded(code[mendeley.end() :]))
    elif "CSL_CITATION" in code[:100]:
        works += _csl(code)
    elif "EN.CITE" in code[:100]:
        for text in (code, *map(_decoded, citation.data)):
            works += _endnote(text)
            if works:
                break
    else:
        works += [sources[tag] for tag in _WORD_TAGS.findall(code[:10_000]) if tag in sources]
    return works[:_MOST]


def word_sources(root: Element | None) -> dict[str, ReferenceFields]:
    """The sources of ``b:Sources``, Word's own bibliography, by their tag."""
    found = {}
    for source in children(root, "b:Source"):
        author = next(source.iter("b:NameList"), None)
        authors = tuple(
            Author(person.findtext("b:Last") or "", person.findtext("b:First") or "")
            for person in children(author, "b:Person")
        )
        group = next((each.text for each in source.iter("b:Corporate") if each.text), None)
        found[source.findtext("b:Tag") or ""] = ReferenceFields(
            authors=authors or ((Author(group, is_group=True),) if group else ()),
            title=_plain(source.findtext("b:Title")),
            container=_plain(source.findtext("b:JournalName") or source.findtext("b:BookTitle")),
            year=_year(source.findtext("b:Year")),
            volume=_plain(source.findtext("b:Volume")),
            issue=_plain(source.findtext("b:Issue")),
            pages=_plain(source.findtext("b:Pages")),
            doi=_doi(source.findtext("b:DOI") or source.findtext("b:StandardNumber")),
        )
    return found


def _decoded(data: str) -> str:
    """Base64 as text; what is none, or no text, is empty."""
    try:
        raw = base64.b64decode("".join(data.split()) + "==")
    except (binascii.Error, ValueError):
        return ""
    encoding = "utf-16-le" if raw[1:2] == b"\0" else "utf-8"
    return raw.decode(encoding, "replace").rstrip("\0")


def _csl(text: str) -> Iterator[ReferenceFields]:
    """The items of a citation in CSL JSON, which stands somewhere in the text."""
    begin = text.find("{")
    try:
        citation, _ = json.JSONDecoder().raw_decode(text, max(begin, 0))
    except (ValueError, RecursionError):
        return
    items = citation.get("citationItems") if isinstance(citation, dict) else None
    for item in items if isinstance(items, list) else ():
        work = item.get("itemData") if isinstance(item, dict) else None
        if isinstance(work, dict):
            yield ReferenceFields(
                authors=tuple(_csl_authors(work.get("author"))),
                title=_plain(work.get("title")),
                container=_plain(work.get("container-title")),
                year=_csl_year(work.get("issued")),
                volume=_plain(work.get("volume")),
                issue=_plain(work.get("issue")),
                pages=_plain(work.get("page")),
                doi=_doi(work.get("DOI")),
                pmid=_digits(work.get("PMID")),
            )


def _csl_authors(names: Any) -> Iterator[Author]:
    for name in names if isinstance(names, list) else ():
        if not isinstance(name, dict):
            continue
        family = " ".join(filter(None, (_plain(name.get("non-dropping-particle")), _plain(name.get("family")))))
        if family:
            yield Author(family, _plain(name.get("given")))
        elif group := _plain(name.get("literal")):
            yield Author(group, is_group=True)


def _csl_year(issued: Any) -> int | None:
    if not isinstance(issued, dict):
        return None
    parts = issued.get("date-parts")
    while isinstance(parts, list) and parts:
        parts = parts[0]
    return _year(parts if isinstance(parts, str | int) else issued.get("raw"))


def _endnote(text: str) -> Iterator[ReferenceFields]:
    """The records of EndNote's own XML, which stands somewhere in the text."""
    found = _ENDNOTE.search(text)
    if not found:
        return
    try:
        root = parse(found[0].encode("utf-8", "replace"), "", "")
    except UnreadableArticle:
        return
    for cite in children(root, "Cite"):
        record = next(cite.iter("record"), cite)
        authors = next(record.iter("authors"), None)
        names = tuple(_endnote_author(_all_text(each)) for each in children(authors, "author"))
        year = next((_year(_all_text(each)) for each in record.iter("year")), None)
        yield ReferenceFields(
            authors=names or tuple(Author(name) for each in cite.iter("Author") if (name := _all_text(each))),
            title=_first(record, "title"),
            container=_first(record, "secondary-title") or _first(record, "full-title"),
            year=year or next((_year(_all_text(each)) for each in cite.iter("Year")), None),
            volume=_first(record, "volume"),
            issue=_first(record, "number"),
            pages=_first(record, "pages"),
            doi=_doi(_first(record, "electronic-resource-num")),
            pmid=_digits(_first(record, "accession-num")),
        )


def _endnote_author(name: str) -> Author:
    family, _, given = name.partition(",")
    return Author(family.strip(), given.strip(), is_group=name.endswith(","))


def _first(record: Element, tag: str) -> str:
    return next((_all_text(each) for each in record.iter(tag)), "")


def _all_text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _plain(value: Any) -> str:
    return " ".join(str(value).split())[:2000] if isinstance(value, str | int) else ""


def _year(value: Any) -> int | None:
    found = _YEAR.search(str(value)[:100]) if isinstance(value, str | int) else None
    return int(found[0]) if found else None


def _doi(value: Any) -> str:
    found = _DOI.search(value[:400]) if isinstance(value, str) else None
    return found[0].rstrip(".,;").lower() if found else ""


def _digits(value: Any) -> str:
    text = str(value)[:20].strip() if isinstance(value, str | int) else ""
    return text if text.isascii() and text.isdecimal() and len(text) <= 9 else ""
