r"""The references of a document that names bibliography files, and where their numbers come from.

What LaTeX computed (``.aux``, ``.bbl``) is the truth; without it the style says in which order the list is, and that
is said to the reader. What an entry says is read from the ``.bib``, where it is to be mended.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck.reading.bibliographies.bibtex_files import BibtexFile
from refcheck.reading.companions import Unavailable
from refcheck.reading.keyed import KeyedEntry, by_citation, by_name
from refcheck.reading.latex.compiled import aux_numbers
from refcheck.source import Span
from refcheck.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refcheck.reading.companions import Companions
    from refcheck.reading.latex.joining import Joiner
    from refcheck.reading.latex.setup import Setup

_COMMENT = re.compile(r"^[ \t]*(%[^\r\n]{0,200}?refcheck:[^\r\n]*)", re.MULTILINE)


class Bibliography:
    """The bibliography files of one document.

    Args:
        companions: where they are read from.
        joiner: what they are added to.
        setup: how the document cites.
        main: the path of the document.
    """

    def __init__(self, companions: Companions, joiner: Joiner, setup: Setup, main: str) -> None:
        self._companions = companions
        self._setup = setup
        self._stem = posixpath.splitext(posixpath.basename(main))[0]
        self._files: list[BibtexFile] = []
        self.notes: list[str] = []
        for name, _ in setup.bibliographies:
            try:
                path, text = companions.text(name, ".bib", "")
            except Unavailable as error:
                self.notes.append(f"the bibliography {name}.bib was not read: {error}")
                continue
            span = joiner.append(path, text, follow=False, clean="\0" * len(text))
            found = BibtexFile(path, text, span.start)
            self._files.append(found)
            entries = [entry.span for entry in found.raw.values()]
            joiner.joined.comments += [
                Span(span.start + comment.start(1), span.start + comment.end(1))
                for comment in _COMMENT.finditer(text)
                if not any(entry.start <= comment.start() < entry.end for entry in entries)
            ]

    def number(
        self, cited: Sequence[str], printed: Mapping[str, KeyedEntry], order: Sequence[str]
    ) -> tuple[list[KeyedEntry], dict[str, int]]:
        """The references in the order of their numbers, and the numbers.

        Args:
            cited: the keys in the order of the text; ``*`` for all.
            printed: the entries of a ``.bbl``, for keys that no bibliography file has.
            order: the keys in the order of a ``.bbl``.
        """
        wanted = [key for key in cited if key != "*"]
        if "*" in cited:
            wanted += [key for found in self._files for key in found.raw]
        wanted += order
        entries: dict[str, KeyedEntry] = {}
        for found in self._files:
            entries |= {key: entry for key, entry in found.entries(wanted).items() if key not in entries}
        # What a .bbl prints is the text; what is to be mended, and what the fields are, the .bib says.
        for key, entry in printed.items():
            own = entries.get(key)
            fields = replace(own.fields, spans={}) if own and own.fields else None
            entries[key] = replace(own, text=entry.text, fields=fields) if own and entry.text.text else entry
        self.notes += [note for found in self._files for note in found.notes]
        numbers, origin = self._known(wanted, order)
        listed = [key for key in numbers if key in entries]
        ordered = by_citation(cited, entries)
        if self._setup.sorts:
            ordered = by_name(cited, entries, by_title=self._setup.style.startswith("biblatex"))
        rest = [key for key in ordered if key not in numbers]
        if origin and rest:
            self.notes.append(
                f"{origin} is older than the text: {counted(len(rest), 'key')} cited since then "
                f"({', '.join(rest[:5])}{', ...' if len(rest) > 5 else ''}), numbered after its last reference"
            )
        elif rest:
            self.notes.append(self._computed())
        last = max(numbers.values(), default=0)
        numbers |= {key: number for number, key in enumerate(rest, last + 1)}
        listed += rest
        return [entries[key] for key in sorted(listed, key=lambda key: numbers[key])], numbers

    def _computed(self) -> str:
        style = self._setup.style
        named = f"the style's order ({style})" if style else "the order of citation (no style is named)"
        why = "sorted by author, year and title" if self._setup.sorts else "in order of first citation"
        note = f"no .aux or .bbl of this document is here: numbers were computed from {named}, {why}"
        if self._setup.shows_names:
            note += "; the style prints names and years, the numbers are refcheck's"
        return note

    def _known(self, wanted: Sequence[str], order: Sequence[str]) -> tuple[dict[str, int], str]:
        """The numbers that LaTeX computed, and which file has them."""
        try:
            path, text = self._companions.text(self._stem, ".aux")
        except Unavailable:
            numbers = {}
        else:
            numbers = aux_numbers(text)
        if numbers and any(key in numbers for key in wanted):
            self.notes.append(f"numbers of references are those of {path}")
            return numbers, path
        if order:
            self.notes.append(f"numbers of references are from the order of {self._stem}.bbl")
            return {key: number for number, key in enumerate(order, 1)}, f"{self._stem}.bbl"
        return {}, ""


def compiled_list(companions: Companions, main: str) -> tuple[str, str] | None:
    """The ``.bbl`` of a document: its path and text; None if there is none.

    Args:
        companions: where it would be.
        main: the path of the document.
    """
    try:
        return companions.text(posixpath.splitext(posixpath.basename(main))[0], ".bbl")
    except Unavailable:
        return None
