"""A Markdown document that cites by key, put together with its bibliography."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck.reading.bibliographies.csl_items import csl_entries, items_of, json_items
from refcheck.reading.companions import Companions, Unavailable
from refcheck.reading.keyed import KeyedEntry, Numbers, by_citation, by_name, printed_list
from refcheck.reading.pandoc.citations import places_in, printed
from refcheck.reading.pandoc.head import parsed_yaml, read_head, sheet_numbers, sheet_sorts
from refcheck.source import Part
from refcheck.wording import counted

if TYPE_CHECKING:
    from refcheck.reading.assembly import Document
    from refcheck.reading.bibliographies.bibtex_files import BibtexFile
    from refcheck.reading.pandoc.head import Head
    from refcheck.source import Source


def with_keys(source: Source, document: Document) -> tuple[Source, Document]:
    """Give a document that cites by key its numbers and references; another one is left as it is.

    Args:
        source: the source.
        document: what the reader found in it.
    """
    if "@" not in source.text and "{cite" not in source.text and "{footcite" not in source.text:
        return source, document
    files = _Bibliography(source)
    found = [places_in(block, files.keys) for block in document.blocks]
    cited = [key for places in found for place in places for key, _ in place.keys]
    if not cited or (not files.is_named and document.lists):
        return source, document
    files.load([*cited, *files.head.silent])
    order = (by_name if files.sorts else by_citation)([*cited, *files.head.silent], files.entries)
    known = {key: number for number, key in enumerate(order, 1)}
    numbers = Numbers(known)
    names = {key: entry.names for key, entry in files.entries.items()}
    blocks = [
        printed(block, places, numbers, names) if places else block
        for block, places in zip(document.blocks, found, strict=True)
    ]
    lists = [printed_list([files.entries[key] for key in order], known)] if order else []
    notes = [*document.notes, *files.notes, *files.said(cited, listed=bool(order))]
    if typed := [part for part in document.lists if not part.footnotes]:
        if order:
            notes.append(f"{counted(len(typed), 'typed reference list')} left aside: the document cites by key")
        else:
            lists = typed
    lists += [part for part in document.lists if part.footnotes]
    return files.source, replace(document, blocks=blocks, lists=lists, notes=notes)


class _Bibliography:
    """The bibliography files of one document, added to its source.

    Args:
        source: the document.
    """

    def __init__(self, source: Source) -> None:
        self.head: Head = read_head(source.text)
        self.notes = list(self.head.notes)
        self.entries: dict[str, KeyedEntry] = {}
        self._bibtex: list[BibtexFile] = []
        self._companions = Companions(source.path)
        self._parts = [Part(0, source.path, source.text, 0, len(source.text))]
        self._texts = [source.text]
        self._length = len(source.text)
        names = self.head.files or self._of_project()
        self.is_named = bool(names or self.head.items)
        for name in names:
            try:
                path, text = self._companions.text(name, "", ".bib")
            except Unavailable as error:
                self.notes.append(f"the bibliography {name} was not read: {error}")
            else:
                self._add(path, text)
        self.entries |= csl_entries(self.head.items, source.text, 0) if self.head.items else {}
        self.sorts, self._numbers = self._style()
        self.source = replace(source, text="\n".join(self._texts), parts=tuple(self._parts))

    def _of_project(self) -> tuple[str, ...]:
        """What the Quarto project says that the document is in."""
        try:
            _, text = self._companions.text("_quarto.yml", "")
        except Unavailable:
            return ()
        return read_head(f"---\n{text}\n---\n").files

    def _add(self, path: str, text: str) -> None:
        start = self._length + 1  # behind the line end between files
        ending = posixpath.splitext(path)[1].lower()
        if ending in {".json", ".yaml", ".yml"}:
            try:
                items = json_items(text) if ending == ".json" else items_of(_yaml(text))
            except ValueError as error:
                self.notes.append(f"the bibliography {path} was not read: {' '.join(str(error).split())}")
                return
            found = csl_entries(items, text, start)
        else:
            self._bibtex.append(_bibtex_file(path, text, start))
            found = {}
        self.entries = found | self.entries
        self._parts.append(Part(start, path, text, 0, len(text)))
        self._texts.append(text)
        self._length = start + len(text)

    @property
    def keys(self) -> frozenset[str]:
        """The keys that there are."""
        return frozenset(self.entries).union(*(file.raw for file in self._bibtex))

    def load(self, cited: list[str]) -> None:
        """Read the entries of keys; of ``*`` all."""
        for file in self._bibtex:
            self.entries = file.entries(file.raw if "*" in cited else cited) | self.entries
            self.notes += file.notes

    def _style(self) -> tuple[bool, bool]:
        """Whether the style sheet sorts the list, and whether it cites by numbers."""
        if not self.head.style:
            return False, False
        try:
            _, sheet = self._companions.text(self.head.style, "", ".csl")
        except Unavailable:
            return False, True
        return sheet_sorts(sheet), sheet_numbers(sheet)

    def said(self, cited: list[str], *, listed: bool) -> list[str]:
        """What a person should know about the numbers."""
        if not self.is_named:
            count = counted(len(set(cited)), "key")
            return [f"{count} cited, and the document names no bibliography: numbered in order of citation"]
        if not listed:
            return []
        style = f"the style sheet {self.head.style}" if self.head.style else "the order of citation"
        why = "sorted by author, year and title" if self.sorts else "in order of first citation"
        note = f"the document cites by key: numbers were computed from {style}, {why}"
        return [note if self._numbers else f"{note}; its style prints names and years, the numbers are refcheck's"]


def _bibtex_file(path: str, text: str, start: int) -> BibtexFile:
    from refcheck.reading.bibliographies.bibtex_files import BibtexFile  # noqa: PLC0415 (pybtex is heavy)

    return BibtexFile(path, text, start)


def _yaml(text: str) -> object:
    read, problem = parsed_yaml(text)
    if problem:
        raise ValueError(problem)
    return read
