"""BibTeX files through pybtex, entry by entry: only what is cited is parsed, and what is broken costs one entry."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pybtex import errors
from pybtex.database import Entry
from pybtex.database.input.bibtex import Parser, month_names
from pybtex.exceptions import PybtexError

from refcheck.bibliography import WorkKind
from refcheck.reading.bibliographies.bibtex_entries import LONGEST_ENTRY, RawEntry, field_places, raw_entries
from refcheck.reading.bibliographies.composing import composed
from refcheck.reading.keyed import KeyedEntry, with_names
from refcheck.references import parse_reference
from refcheck.references.bibtex import fields_of, unescaped
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from refcheck.article import ReferenceFields

MOST_NOTES = 20
"""How many faults of one file are told one by one."""

_DEEPEST_CROSSREF = 5
_OTHER_NAMES = {"journaltitle": "journal", "location": "address", "institution": "institution", "date": "year"}
_OTHER_TYPES = {
    "report": "techreport", "thesis": "phdthesis", "conference": "inproceedings", "collection": "book",
    "mvbook": "book", "proceedings": "book", "reference": "book", "mvcollection": "book", "suppperiodical": "article",
    "periodical": "article", "bookinbook": "inbook", "suppbook": "inbook", "inreference": "incollection",
}  # fmt: skip
_KINDS = {
    "online": WorkKind.WEB_PAGE, "electronic": WorkKind.WEB_PAGE, "www": WorkKind.WEB_PAGE,
    "software": WorkKind.SOFTWARE, "dataset": WorkKind.DATASET,
}  # fmt: skip
# Names of fields of a reference that stand under another name in an entry.
_PLACES = {
    "authors": ("author", "editor"), "container": ("journal", "journaltitle", "booktitle", "howpublished", "series"),
    "publisher": ("publisher", "institution", "school", "organization"), "place": ("address", "location"),
    "issue": ("number", "issue"), "year": ("year", "date"), "article_number": ("eid", "article-number"),
    "arxiv": ("eprint",),
}  # fmt: skip
_TEXTS = ("title", "container", "publisher", "place", "volume", "issue", "pages", "edition")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_COMMAND = re.compile(r"\\[A-Za-z]+\s*")


class BibtexFile:
    """One file of entries.

    Args:
        path: its path, for what is said of it.
        text: its text.
        start: where that begins in the source.
    """

    def __init__(self, path: str, text: str, start: int) -> None:
        self._path = path
        self._text = text
        self._start = start
        self.notes: list[str] = []
        self.raw: dict[str, RawEntry] = {}
        self._folded: dict[str, str] = {}
        self._macros: dict[str, str] = dict(month_names)
        self._parsed: dict[str, Any] = {}
        for entry in raw_entries(text):
            if entry.type == "string":
                self._define(entry)
            elif not entry.key:
                self._say(entry, "an entry without a key was passed over")
            elif entry.key.lower() in self._folded:
                self._say(entry, f"the key {entry.key} stands here again; the first entry that has it counts")
            else:
                self.raw[entry.key] = entry
                self._folded[entry.key.lower()] = entry.key
                if entry.closing:
                    self._say(entry, f"the entry {entry.key} never closes; what follows it is read")

    def entries(self, keys: Iterable[str]) -> dict[str, KeyedEntry]:
        """The entries of some keys, by key; those that the file does not have are left out."""
        return {key: entry for key in dict.fromkeys(keys) if (entry := self._entry(key)) is not None}

    def _say(self, entry: RawEntry, what: str) -> None:
        if len(self.notes) < MOST_NOTES:
            line = self._text.count("\n", 0, entry.span.start) + 1
            self.notes.append(f"{self._path}:{line}: {what}")
        elif len(self.notes) == MOST_NOTES:
            self.notes.append(f"{self._path}: more of its entries are broken or stand in it twice")

    def _define(self, entry: RawEntry) -> None:
        """Learn a macro."""
        name = re.compile(r"\s*([^\s={}]{1,100})\s*=\s*").match(self._text, entry.key_span.end, entry.span.end)
        with errors.capture():
            parser = Parser(macros=self._macros)
            try:
                parser.parse_string(self._slice(entry))
            except PybtexError:
                return
        if name:
            self._macros.update({key: value for key, value in parser.macros.items() if isinstance(value, str)})

    def _slice(self, entry: RawEntry) -> str:
        return self._text[entry.span.start : entry.span.end].rstrip() + entry.closing

    def _parse(self, key: str) -> Any:
        """What pybtex makes of an entry; None if nothing."""
        if key in self._parsed:
            return self._parsed[key]
        raw = self.raw[key]
        found: Any = None
        why = "it is too long"
        if len(raw.span) <= LONGEST_ENTRY:
            with errors.capture() as captured:
                data = None
                try:
                    data = Parser(macros=self._macros).parse_string(self._slice(raw))
                except (PybtexError, RecursionError) as error:
                    captured.append(error)
            found = next(iter(data.entries.values()), None) if data else None
            why = " ".join(str(captured[0]).split()) if captured else "it has no fields"
            if found is not None and captured and not raw.closing:
                self._say(raw, f"the entry {key}: {why}")
        if found is None:
            self._say(raw, f"the entry {key} cannot be read: {why}")
        self._parsed[key] = found
        return found

    def _whole(self, key: str) -> tuple[Any, dict[str, Span]] | None:
        """An entry with what it has from the one that its ``crossref`` names, and where its fields stand."""
        entry = self._parse(key)
        if entry is None:
            return None
        places = field_places(self._text, self.raw[key])
        whole = Entry(entry.type, fields=dict(entry.fields.items()), persons=dict(entry.persons.items()))
        above, depth = whole.fields.get("crossref", ""), 0
        while (known := self._folded.get(above.strip().lower())) and depth < _DEEPEST_CROSSREF:
            parent = self._parse(known)
            if parent is None:
                break
            for name, value in parent.fields.items():
                inherited = "booktitle" if name.lower() == "title" else name
                if name.lower() != "crossref" and inherited not in whole.fields:
                    whole.fields[inherited] = value
            above, depth = parent.fields.get("crossref", ""), depth + 1
        return whole, places

    def _entry(self, key: str) -> KeyedEntry | None:
        known = key if key in self.raw else self._folded.get(key.lower(), "")
        read = self._whole(known) if known else None
        if read is None:
            return None
        raw = self.raw[known]
        places = {
            name: read[1][target]
            for name, targets in (_PLACES | {other: (other,) for other in read[1]}).items()
            for target in reversed(targets)
            if target in read[1]
        }
        fields = _fields(read[0])
        note = _COMMAND.sub("", unescaped(read[0].fields.get("note", "")))
        text, fields = composed(fields, places, self._text, raw.key_span, note)
        if not fields.title and not fields.container:
            fields = parse_reference(text.text)  # all of it is a note
        moved = type(text)(text.text, [offset + self._start for offset in text.offsets])
        return with_names(
            KeyedEntry(
                key=key,
                text=moved,
                span=Span(raw.span.start + self._start, raw.span.end + self._start),
                label_span=Span(raw.key_span.start + self._start, raw.key_span.end + self._start),
                fields=fields,
            )
        )


def _fields(entry: Any) -> ReferenceFields:
    """The fields of an entry, biblatex's names for them read as BibTeX's."""
    known = {name.lower(): value for name, value in entry.fields.items()}
    for other, name in _OTHER_NAMES.items():
        if other in known and name not in known:
            known[name] = known[other]
    year = _YEAR.search(known.get("year", ""))
    if year:
        known["year"] = year[0]
    kind = entry.type.lower()
    eprint = known.get("archiveprefix", known.get("eprinttype", "")).lower()
    if known.get("eprint") and "arxiv" not in eprint:
        value = known.pop("eprint")
        if "pubmed" in eprint or "pmid" in eprint:
            known.setdefault("pmid", value)
        elif not eprint and re.fullmatch(r"(?:arXiv:)?\d{4}\.\d{4,5}(?:v\d+)?", value):
            known["eprint"] = value
    if "doi" in known:
        known["doi"] = re.sub(
            r"^\s*(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", known["doi"], flags=re.IGNORECASE
        ).lower()
    if known.get("subtitle") and known.get("title"):
        known["title"] = f"{known['title']}: {known['subtitle']}"
    persons = entry.persons if "author" in entry.persons else {"author": entry.persons.get("editor", [])}
    whole = Entry(_OTHER_TYPES.get(kind, kind), fields=known, persons=dict(persons.items()))
    read = fields_of(whole)
    changed: dict[str, Any] = {
        name: _COMMAND.sub("", getattr(read, name)) for name in _TEXTS if "\\" in getattr(read, name)
    }
    if kind in _KINDS:
        changed["kind"] = _KINDS[kind]
    return replace(read, **changed)
