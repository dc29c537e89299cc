"""The walk through a document: paragraphs in the order in which they show, tables by cells, notes at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refcheck.reading.word.controls import Control, control
from refcheck.reading.word.elements import branches
from refcheck.reading.word.fields import unclosed
from refcheck.reading.word.runs import SKIPPED, Runs
from refcheck.reading.word.shown import NoteKind, Shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from refcheck.reading.limits import Allowance
    from refcheck.reading.word.notes import NoteNumbers
    from refcheck.reading.word.numbering import Numbering
    from refcheck.reading.word.styles import Styles

_ANCHORS = frozenset({"w:bookmarkStart", "w:commentRangeStart", "w:commentRangeEnd"})
_IDLE = frozenset({"w:sectPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:tblPrEx"})
_NO_TEXT = frozenset({"separator", "continuationSeparator", "continuationNotice"})

Row = list[list[int]]
"""The paragraphs of each cell of a table row."""


@dataclass(slots=True)
class Walk:
    """Reads stories (the body, the notes) into paragraphs.

    Attributes:
        styles, numbering, notes: what the other parts of the file say.
        allowance: counts the paragraphs.
        runs: reads the inside of paragraphs.
        paragraphs: what was read.
        rows: the rows of tables.
    """

    styles: Styles
    numbering: Numbering
    notes: NoteNumbers
    allowance: Allowance
    runs: Runs = field(init=False)
    paragraphs: list[Shown] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    _cells: list[list[int]] = field(default_factory=list)
    _rows: list[Row] = field(default_factory=list)
    _carried: Shown | None = None
    _waiting: list[str] = field(default_factory=list)
    _note: tuple[NoteKind, str] | None = None

    def __post_init__(self) -> None:
        self.runs = Runs(self.styles, self.notes)

    def body(self, root: Element, hyperlinks: dict[str, str]) -> None:
        """Read the document itself.

        Args:
            root: the ``w:document``.
            hyperlinks: the targets of its links by their relationship.
        """
        self._story(root, hyperlinks)

    def note_texts(self, root: Element | None, kind: NoteKind, hyperlinks: dict[str, str]) -> None:
        """Read the notes that were called, in the order of their numbers; the others do not show.

        Args:
            root: ``footnotes.xml`` or ``endnotes.xml``.
            kind: which of them.
            hyperlinks: the targets of its links by their relationship.
        """
        texts = (
            {each.get("w:id", ""): each for each in root if each.get("w:type") not in _NO_TEXT}
            if root is not None
            else {}
        )
        called = sorted((number, name) for (of, name), number in self.notes.numbers.items() if of is kind)
        for number, name in called:
            if name in texts:
                self._note = (kind, name)
                first = len(self.paragraphs)
                self._story(texts[name], hyperlinks)
                if first < len(self.paragraphs):
                    self.paragraphs[first].lead = f"{self.notes.printed(kind, number)} "
        self._note = None

    def _story(self, root: Element, hyperlinks: dict[str, str]) -> None:
        self.runs.fields.unclosed = unclosed(mark for mark in _visible(root) if mark.tag == "w:fldChar")
        self.runs.hyperlinks = hyperlinks
        self._blocks(root)
        if self._carried is not None:  # its paragraph mark was deleted, and nothing follows
            self._finish(self._carried, None)

    def _blocks(self, element: Element) -> None:
        for child in branches(element):
            if child.tag == "w:p":
                self._paragraph(child)
            elif child.tag == "w:tbl":
                self._table(child)
            elif child.tag == "w:sdt":
                self._control(child)
            elif child.tag in _ANCHORS:
                self._anchor(child)
            elif child.tag not in SKIPPED and child.tag not in _IDLE:
                self._blocks(child)

    def _anchor(self, element: Element) -> None:
        """A bookmark or comment between paragraphs belongs to the next, the end of a comment to the last."""
        shown = self._new()
        if element.tag == "w:commentRangeEnd":
            shown.index = max(0, shown.index - 1)
        self.runs.shown = shown
        self.runs.anchor(element)
        self._waiting += shown.bookmarks

    def _new(self) -> Shown:
        return Shown(len(self.paragraphs), in_table=bool(self._cells), note=self._note)

    def _paragraph(self, element: Element) -> None:
        properties = element.find("w:pPr")
        shown = self._carried or self._new()
        self._carried = None
        shown.bookmarks += self._waiting
        self._waiting = []
        shown.style = self.styles.paragraph_style(properties)
        self.runs.shown = shown
        self.runs.boxes = []
        self.runs.paragraph(element)
        boxes = self.runs.boxes
        mark = None if properties is None else properties.find("w:rPr")
        if mark is not None and (mark.find("w:del") is not None or mark.find("w:moveFrom") is not None):
            self._carried = shown  # the mark that ends it was deleted: the next paragraph goes on with it
        else:
            self._finish(shown, properties)
        for box in boxes:
            carried, self._carried = self._carried, None
            self._blocks(box)
            self._carried = carried

    def _finish(self, shown: Shown, properties: Element | None) -> None:
        self.allowance.spend()
        self._carried = None
        shown.index = len(self.paragraphs)
        shown.is_heading = self.styles.is_heading(properties)
        shown.lead = self.numbering.next_label(self.styles.place(properties), shown.style)
        self.paragraphs.append(shown)
        if self._cells:
            self._cells[-1].append(shown.index)

    def _table(self, element: Element) -> None:
        for row in _below(element, "w:tr"):
            changed = row.find("w:trPr")
            if changed is not None and changed.find("w:del") is not None:
                continue
            cells: Row = []
            for cell in _below(row, "w:tc"):
                self._cells.append([])
                self._blocks(cell)
                cells.append(self._cells.pop())
            self.rows.append(cells)

    def _control(self, element: Element) -> None:
        kind, _ = control(element)
        content = element.find("w:sdtContent")
        if content is None:
            return
        depth = len(self.runs.regions)
        if kind is Control.BIBLIOGRAPHY:
            self.runs.open_region()
        self.runs.contents += kind is Control.CONTENTS
        self._blocks(content)
        self.runs.contents -= kind is Control.CONTENTS
        if kind is Control.BIBLIOGRAPHY:
            del self.runs.regions[depth:]


def _below(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in content controls and the like too."""
    for child in branches(element):
        if child.tag == tag:
            yield child
        elif child.tag not in SKIPPED and child.tag not in _IDLE:
            yield from _below(child, tag)


def _visible(root: Element) -> Iterator[Element]:
    """Every element that shows, in order."""
    stack = [iter(branches(root))]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag not in SKIPPED:
            yield child
            stack.append(iter(branches(child)))
