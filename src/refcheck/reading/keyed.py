"""Citations by key (LaTeX, Pandoc): from keys to the numbers that readers see, and the marks of citations in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from refcheck.article import Key
from refcheck.folding import base_letters
from refcheck.reading.printed import PrintedList, PrintedReference

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from refcheck.article import ReferenceFields
    from refcheck.source import MappedText, Span


@dataclass(frozen=True, slots=True)
class KeyedEntry:
    """One entry of a bibliography.

    Attributes:
        key: what it is cited by.
        text: the entry on one line.
        span: the whole entry in the source.
        label_span: its key in the source.
        fields: what its mark-up says; None leaves it to the parser of reference strings.
        names: its authors as a sentence names them, "Smith et al."; empty if not known.
    """

    key: str
    text: MappedText
    span: Span
    label_span: Span
    fields: ReferenceFields | None = None
    names: str = ""


class Numbers:
    """The numbers that keys show as.

    Args:
        known: the numbers of the keys that the bibliography has.
    """

    def __init__(self, known: Mapping[str, int]) -> None:
        self._numbers = dict(known)
        self._next = max(known.values(), default=0) + 1
        self.unknown: list[str] = []

    def key(self, name: str, span: Span) -> Key:
        """A key as it is cited; one that no reference has gets a number past the list.

        Args:
            name: the key.
            span: where it stands.
        """
        if name not in self._numbers:
            self._numbers[name] = self._next
            self._next += 1
            self.unknown.append(name)
        return Key(name, self._numbers[name], span)


def by_citation(cited: Iterable[str], entries: Mapping[str, KeyedEntry]) -> list[str]:
    """The keys of a list that is numbered as it is cited; a cited ``*`` stands for all that are left.

    Args:
        cited: the keys in the order of the text.
        entries: the bibliography.
    """
    order: dict[str, None] = {}
    everything = False
    for key in cited:
        everything = everything or key == "*"
        if key in entries:
            order[key] = None
    return list(order | dict.fromkeys(entries) if everything else order)


def by_name(cited: Iterable[str], entries: Mapping[str, KeyedEntry], *, by_title: bool = True) -> list[str]:
    """The keys of a list that is sorted by author, year and title.

    Args:
        cited: the keys in the order of the text.
        entries: the bibliography.
        by_title: whether a work without authors stands by its title (biblatex, CSL) or before all others (BibTeX).
    """
    return sorted(by_citation(cited, entries), key=lambda key: _sort_key(entries[key], by_title=by_title))


def _sort_key(entry: KeyedEntry, *, by_title: bool) -> tuple[str, str, str]:
    fields = entry.fields
    if fields is None:
        return _plain(entry.text.text), "", ""
    people = "  ".join(_plain(f"{author.family} {author.given}") for author in fields.authors)
    title = re.sub(r"^(?:an?|the)\s", "", _plain(fields.title))
    return people or (title if by_title else ""), f"{fields.year or 9999:04d}", title


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", base_letters(text).lower())


def printed_list(entries: Sequence[KeyedEntry], numbers: Mapping[str, int]) -> PrintedList:
    """A reference list of a bibliography's entries.

    Args:
        entries: the entries in printed order; at least one.
        numbers: their numbers.
    """
    return PrintedList(
        tuple(
            PrintedReference(
                number=numbers[entry.key],
                label=f"[{numbers[entry.key]}]",
                text=entry.text,
                span=entry.span,
                label_span=entry.label_span,
                fields=entry.fields,
            )
            for entry in entries
        )
    )


def named(fields: ReferenceFields) -> str:
    """The authors of a work as a sentence names them."""
    families = [author.family for author in fields.authors]
    if len(families) > 2 or (families and fields.authors_truncated):
        return f"{families[0]} et al."
    return " and ".join(families)


def with_names(entry: KeyedEntry) -> KeyedEntry:
    """An entry that knows its authors' names."""
    return replace(entry, names=named(entry.fields)) if entry.fields and not entry.names else entry
