"""The numbers of footnotes and endnotes, which Word counts as their calls come."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refcheck.reading.word.elements import value, whole
from refcheck.reading.word.numbering import written
from refcheck.reading.word.shown import NoteKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

_PROPERTIES = {NoteKind.FOOTNOTE: "w:footnotePr", NoteKind.ENDNOTE: "w:endnotePr"}
_USUAL_FORM = {NoteKind.FOOTNOTE: "decimal", NoteKind.ENDNOTE: "lowerRoman"}


@dataclass(slots=True)
class NoteNumbers:
    """Counts the notes of a document; where they begin again on every page or section, they are counted on.

    Attributes:
        numbers: the number of each note that was called.
    """

    numbers: dict[tuple[NoteKind, str], int] = field(default_factory=dict)
    _next: dict[NoteKind, int] = field(default_factory=dict)
    _forms: dict[NoteKind, str] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Iterable[Element | None]) -> NoteNumbers:
        """Read how notes are numbered.

        Args:
            settings: what may say so (the settings part, sections), the first that does counts.
        """
        notes = cls()
        for each in settings:
            for kind, name in _PROPERTIES.items():
                properties = None if each is None else each.find(name)
                form, start = value(properties, "w:numFmt"), value(properties, "w:numStart")
                if form is not None:
                    notes._forms.setdefault(kind, form)
                if start is not None:
                    notes._next.setdefault(kind, whole(start, 1))
        return notes

    def call(self, kind: NoteKind, name: str) -> int:
        """Count a call of a note and give its number."""
        key = (kind, name)
        if key not in self.numbers:
            self.numbers[key] = self._next.get(kind, 1)
            self._next[kind] = self.numbers[key] + 1
        return self.numbers[key]

    def printed(self, kind: NoteKind, number: int) -> str:
        """A number as notes of this kind show it."""
        form = self._forms.get(kind, _USUAL_FORM[kind])
        return written(number, form) or str(number)
