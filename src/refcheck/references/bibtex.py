"""The bridge to pybtex: fields to entries and back, and BibTeX through pybtex's own writer.

pybtex takes names best as ``Last, First``; a group or a name of several words that stands alone is put in braces, or
it would be taken apart. Capitals inside words are braced so that styles keep them. Identifiers and addresses are
written as they are, other text with LaTeX's special signs escaped and nothing else changed. Of those signs the entries
hold the ones that every writer of pybtex escapes (``&``) as they are: escaped twice, they would be line breaks.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from refcheck.article import ReferenceFields
from refcheck.bibliography import Author, WorkKind
from refcheck.folding import base_letters
from refcheck.references.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from refcheck.references.records import Record

_ENTRY_TYPES = {
    WorkKind.ARTICLE: "article",
    WorkKind.BOOK: "book",
    WorkKind.CHAPTER: "incollection",
    WorkKind.CONFERENCE_PAPER: "inproceedings",
    WorkKind.REPORT: "techreport",
    WorkKind.THESIS: "phdthesis",
}
_KINDS = {entry_type: kind for kind, entry_type in _ENTRY_TYPES.items()} | {
    "inbook": WorkKind.CHAPTER,
    "mastersthesis": WorkKind.THESIS,
}
_CONTAINER = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHER = {"techreport": "institution", "phdthesis": "school"}
# Field of a reference to field of an entry, where the name does not depend on the entry's type.
_SAME = {
    "title": "title", "place": "address", "volume": "volume", "issue": "number", "pages": "pages",
    "article_number": "eid", "edition": "edition", "doi": "doi", "pmid": "pmid", "pmcid": "pmcid", "arxiv":
    "eprint", "isbn": "isbn", "url": "url",
}  # fmt: skip
_VERBATIM = frozenset({"doi", "pmid", "pmcid", "eprint", "archiveprefix", "isbn", "url", "year"})
# Signs that entries hold escaped; the others are escaped by whatever writes them, as pybtex does.
_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "$": r"\$",
}  # fmt: skip
_ESCAPED_IN_WRITING = {"&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_"}
_UNESCAPES = {escape: sign for sign, escape in (_ESCAPES | _ESCAPED_IN_WRITING).items()}
_ESCAPED = re.compile("|".join(re.escape(escape) for escape in sorted(_UNESCAPES, key=len, reverse=True)))
_DOTLESS = re.compile(r"(\\['`\"^~=.])\s*\{?\s*\\([ij])(?![A-Za-z])\s*\}?")
_CAPITAL_INSIDE = re.compile(r"[^\W_][A-Z]")
_DASHES = re.compile(r"\s*[-‐‑‒–—−]+\s*")
_SMALL_WORDS = words("a an the on of in for and to from with by der die das la le les")


class _Writer(Writer):  # type: ignore[misc]  # pybtex has no types
    """pybtex's writer with our escaping: what is text already stays text, identifiers stay untouched."""

    def _write_field(self, stream: IO[str], type: str, value: str) -> None:  # noqa: A002 (pybtex's name)
        encoded = _braced_ends(value) if type in _VERBATIM else _replaced(value, _ESCAPED_IN_WRITING)
        stream.write(f",\n    {type} = {self.quote(encoded)}")


def _braced_ends(value: str) -> str:
    """Identifiers may hold braces; unbalanced ones would end the field."""
    return value if value.count("{") == value.count("}") == 0 else value.replace("{", "%7B").replace("}", "%7D")


def escaped(text: str) -> str:
    """A text with the signs escaped that mean something in a BibTeX value; pybtex's writers escape the others."""
    return _replaced(text, _ESCAPES)


def _replaced(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)


def unescaped(value: str) -> str:
    """The text that a BibTeX value stands for; braces that only group are taken out."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(_UNESCAPES[found.group()])
        return "\x00"

    plain = _ESCAPED.sub(keep, value)
    if "\\" in plain:
        plain = _DOTLESS.sub(r"\1{\2}", plain)  # the codec would leave the accent beside its letter
        try:
            plain = codecs.decode(plain, "ulatex")  # type: ignore[call-overload]  # pybtex registers it, text to text
        except ValueError:
            plain = plain.replace("\\", "")  # a backslash before nothing
    plain = plain.replace("{", "").replace("}", "")
    signs = iter(kept)
    return "".join(next(signs) if sign == "\x00" else sign for sign in plain)


def entry_of(record: Record) -> Any:
    """A pybtex entry of a reference, with its printed number in the note."""
    fields = record.fields
    entry_type = _ENTRY_TYPES.get(fields.kind, "misc")
    out: dict[str, str] = {}
    for name, target in _SAME.items():
        if value := getattr(fields, name):
            out[target] = _value(target, value)
    if fields.container:
        out[_CONTAINER.get(entry_type, "howpublished" if entry_type == "misc" else "series")] = escaped(
            fields.container
        )
    if fields.publisher:
        out[_PUBLISHER.get(entry_type, "publisher")] = escaped(fields.publisher)
    if fields.year is not None:
        out["year"] = str(fields.year)
    if fields.arxiv:
        out["archiveprefix"] = "arXiv"
    if entry_type == "misc" and fields.kind is not WorkKind.UNKNOWN:
        out["type"] = str(fields.kind)
    out["note"] = escaped(record.note)
    persons = [_person(author) for author in fields.authors]
    if fields.authors_truncated and persons:
        persons.append(Person("others"))
    return Entry(entry_type, fields=out, persons={"author": persons} if persons else {})


def _value(target: str, value: str) -> str:
    if target in _VERBATIM:
        return value
    if target == "pages":
        return escaped(_DASHES.sub("--", value))
    return " ".join(map(_cased, value.split())) if target == "title" else escaped(value)


def _cased(word: str) -> str:
    """A word of a title, in braces if styles that lower capitals would spoil it (mFOLFOX6, BRAF, hepatitis B)."""
    keeps = _CAPITAL_INSIDE.search(word) or (len(word) == 1 and word.isupper() and word != "A")
    return "{" + escaped(word) + "}" if keeps else escaped(word)


def _person(author: Author) -> Any:
    family = escaped(author.family)
    given = escaped(author.given)
    if not author.given and author.suffix:
        family, suffix = f"{family} {escaped(author.suffix)}", ""
    else:
        suffix = escaped(author.suffix)
    alone = not given and re.search(r"\s", family)
    if author.is_group or alone or "," in family or " and " in f" {family.lower()} " or _loses_particle(family):
        family = "{" + family + "}"
    if "," in given or " and " in f" {given.lower()} ":
        given = "{" + given + "}"
    return Person(last=family, first=given, lineage=suffix)


def _loses_particle(family: str) -> bool:
    """Whether BibTeX would take the last word alone for the name: all of it is small."""
    return family[:1].islower() and " " not in family


def fields_of(entry: Any) -> ReferenceFields:
    """The fields of a pybtex entry: the way back."""
    entry_type = entry.type.lower()
    known = {name.lower(): value for name, value in entry.fields.items()}

    def text(target: str) -> str:
        value = known.get(target, "")
        return value if target in _VERBATIM else unescaped(value)

    values: dict[str, Any] = {name: text(target) for name, target in _SAME.items()}
    values["pages"] = values["pages"].replace("--", "–")
    values["container"] = text(_CONTAINER.get(entry_type, "howpublished" if entry_type == "misc" else "series"))
    values["publisher"] = text(_PUBLISHER.get(entry_type, "publisher"))
    persons = list(entry.persons.get("author", []))
    truncated = bool(persons) and str(persons[-1]) == "others"
    year = text("year")
    kind = _KINDS.get(entry_type, WorkKind.UNKNOWN)
    if kind is WorkKind.UNKNOWN and known.get("type") in set(WorkKind):
        kind = WorkKind(known["type"])
    known_fields = ReferenceFields(
        kind=kind,
        authors=tuple(_author(person) for person in persons[: len(persons) - truncated]),
        authors_truncated=truncated,
        year=int(year) if year.isdecimal() else None,
    )
    return replace(known_fields, **values)


def _author(person: Any) -> Author:
    family = " ".join([*person.prelast_names, *person.last_names])
    given = " ".join([*person.first_names, *person.middle_names])
    is_group = family.startswith("{") and family.endswith("}") and not given
    return Author(unescaped(family), unescaped(given), unescaped(" ".join(person.lineage_names)), is_group)


def citation_key(fields: ReferenceFields) -> str:
    """``wei2006survival``: first author, year, first telling word of the title, in plain letters."""
    author = _plain(fields.authors[0].family) if fields.authors else ""
    telling = [word for word in (_plain(part) for part in fields.title.split()) if word and word not in _SMALL_WORDS]
    key = author[:30] + str(fields.year or "") + (telling[0][:30] if telling else "")
    return key or "reference"


def _plain(text: str) -> str:
    return "".join(sign for sign in base_letters(text) if sign.isascii() and sign.isalnum())


def citation_keys(records: Sequence[Record]) -> list[str]:
    """One key for each record, all different: the second of two equal ones gets ``b``, the third ``c``."""
    used: set[str] = set()
    keys: list[str] = []
    for record in records:
        base = key = citation_key(record.fields)
        count = 1
        while key in used:
            count += 1
            key = base + (chr(ord("a") + count - 1) if count <= 26 else f"-{count}")
        used.add(key)
        keys.append(key)
    return keys


def bibliography(records: Sequence[Record]) -> Any:
    """A pybtex database of the records."""
    entries: Iterable[tuple[str, Any]] = zip(citation_keys(records), map(entry_of, records), strict=True)
    return BibliographyData(dict(entries))


def to_bibtex(records: Sequence[Record]) -> str:
    """The records as a BibTeX file."""
    text: str = _Writer(encoding="utf-8").to_string(bibliography(records))
    return text
