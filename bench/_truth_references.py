"""The reference list of a JATS article as its reader sees it in print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bench._manuscript import PrintedEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_NOT_A_LIST = "pre-publication history"  # BioMed Central's link to the reviews, in a ref-list of its own
_PLACED_TAGS = """
person-group name string-name collab etal article-title chapter-title trans-title data-title source year volume
issue fpage lpage elocation-id publisher-name publisher-loc edition pub-id month day object-id label
"""
_PLACED = frozenset(_PLACED_TAGS.split())
_APART = frozenset({"given-names", "surname", "suffix", "name", "etal", "year", "source", "article-title", "volume"})
"""Elements that a reader sees apart from the word before them, though nothing stands between in the mark-up."""


def references_of(root: etree._Element) -> list[PrintedEntry] | str:
    """The entries in printed order, or why the list cannot be used."""
    lists = [each for each in root.iter("ref-list") if not _is_aside(each)]
    refs = [ref for each in lists for ref in each.iterfind("ref")]
    entries: list[PrintedEntry] = []
    for position, ref in enumerate(refs, 1):
        label = _text(ref.find("label"))
        number = re.search(r"\d+", label)
        if label and not number:
            return "list labels are not numbers"
        citation = next((each for each in ref if isinstance(each.tag, str) and "citation" in each.tag), None)
        if citation is None or not (text := _printed(citation)):
            return "an entry of the list is empty"
        parts = tuple(_pieces(citation, asides=False))
        asides = tuple(_pieces(citation, asides=True))
        entries.append(
            PrintedEntry(int(number[0]) if number else position, text, parts, asides, _fields(citation, text))
        )
    return entries or "no reference list"


def _is_aside(listed: etree._Element) -> bool:
    if any(above.tag in {"sub-article", "response", "ref-list"} for above in listed.iterancestors()):
        return True
    return (listed.findtext("title") or "").strip().lower() == _NOT_A_LIST


def _text(element: etree._Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _pieces(citation: etree._Element, *, asides: bool) -> Iterator[str]:
    for element in citation.iter():
        if not isinstance(element.tag, str):
            continue
        aside = element.tag in {"pub-id", "object-id"}
        texts = (element.text if aside is asides else "", "" if asides or element is citation else element.tail)
        yield from (" ".join(text.split()) for text in texts if text and text.strip())


def _fields(citation: etree._Element, text: str) -> tuple[tuple[str, str], ...]:
    """What a bibliography file would hold of an entry; all of it as a note where the mark-up names no title.

    Of what has no title of its own, the source is the title (a book).
    """
    whole = citation.find(".//article-title") is None
    if whole and (citation.find(".//source") is None or _has_own_text(citation)):
        return (("note", text),)
    others = ["others"] if citation.find(".//etal") is not None else []
    found = [("author", " and ".join(_bib_authors(citation) + others))]
    titles = {"title": "source"} if whole else {"title": "article-title", "journal": "source"}
    names = titles | {"year": "year", "volume": "volume", "number": "issue",
             "publisher": "publisher-name", "address": "publisher-loc"}  # fmt: skip
    found += [(name, _text(citation.find(f".//{tag}"))) for name, tag in names.items()]
    pages = [_text(citation.find(tag)) for tag in ("fpage", "lpage")]
    found.append(("pages", "--".join(page for page in pages if page)))
    return tuple((name, value) for name, value in found if value)


def _bib_authors(citation: etree._Element) -> list[str]:
    """Authors as BibTeX wants them: groups in braces, initials with their stops."""
    names = []
    for name in _author_elements(citation):
        family, given, suffix = (_text(name.find(tag)) for tag in ("surname", "given-names", "suffix"))
        if name.tag == "collab" or not family:
            names.append(f"{{{_text(name)}}}")
            continue
        spaced = " ".join(f"{letter}." for letter in given) if re.fullmatch(r"[A-Z]{1,4}", given) else given
        names.append(", ".join(part for part in (family, suffix, spaced) if part))
    return names


def _author_elements(citation: etree._Element) -> Iterator[etree._Element]:
    for name in citation.iter("name", "string-name", "collab"):
        group = next((above for above in name.iterancestors("person-group")), None)
        if group is None or group.get("person-group-type", "author") == "author":
            yield name


def _authors(citation: etree._Element) -> list[str]:
    names = []
    for name in _author_elements(citation):
        if name.tag == "collab":
            names.append(_text(name))
            continue
        parts = [_text(name.find(tag)) for tag in ("surname", "given-names", "suffix")]
        names.append(" ".join(part for part in parts if part) or _text(name))
    return [name for name in names if name]


def _printed(citation: etree._Element) -> str:
    """An entry in print: its own text where it has punctuation, else set in Vancouver style."""
    return _own_text(citation) if _has_own_text(citation) else _vancouver(citation)


def _has_own_text(citation: etree._Element) -> bool:
    own = [citation.text or "", *(child.tail or "" for child in citation)]
    return any(piece.strip() for piece in own) and citation.tag != "element-citation"


def _own_text(citation: etree._Element) -> str:
    """The text as it stands. Identifiers that only machines are given, without a word before them, are left out."""
    parts: list[str] = []

    def walk(element: etree._Element) -> None:
        parts.append(element.text or "")
        for child in element:
            if not isinstance(child.tag, str):
                parts.append(child.tail or "")
                continue
            hidden = child.tag == "pub-id" and not re.search(r"(?:pmid|doi|pmcid?|org/)[:\s]*$", "".join(parts), re.I)
            if not hidden:
                if child.tag in _APART and "".join(parts)[-1:].isalnum():
                    parts.append(" ")
                walk(child)
            parts.append(child.tail or "")

    walk(citation)
    return " ".join("".join(parts).split())


def _vancouver(citation: etree._Element) -> str:
    authors = ", ".join(_authors(citation)) + (", et al" if citation.find(".//etal") is not None else "")
    titles = [
        _text(citation.find(f".//{tag}")) for tag in ("article-title", "chapter-title", "trans-title", "data-title")
    ]
    source, year = _text(citation.find("source")), _text(citation.find("year"))
    volume, issue = _text(citation.find("volume")), _text(citation.find("issue"))
    pages = "–".join(filter(None, (_text(citation.find("fpage")), _text(citation.find("lpage")))))
    pages = pages or _text(citation.find("elocation-id"))
    place = ": ".join(filter(None, (_text(citation.find("publisher-loc")), _text(citation.find("publisher-name")))))
    where = f"{year};{volume}" if volume else year
    where += f"({issue})" if issue else ""
    where += f":{pages}" if pages else ""
    edition = _text(citation.find("edition"))
    rest = [_text(each) for each in citation if isinstance(each.tag, str) and each.tag not in _PLACED]
    doi = next((_text(each) for each in citation.iter("pub-id") if each.get("pub-id-type") == "doi"), "")
    stray = " ".join(" ".join((each.tail or "").split()) for each in citation).strip(" .,;:()")
    parts = [authors, *titles, edition, source, place, where, *rest, stray, f"doi:{doi}" if doi else ""]
    shown = [part.strip().removesuffix(".") for part in parts if part.strip(" .")]
    return ". ".join(shown) + ("" if doi else ".")
