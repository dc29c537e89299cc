"""The inside of paragraphs: runs, fields, links, notes and formulas in the order in which they show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refcheck.reading.word.controls import Control, control
from refcheck.reading.word.elements import branches, value
from refcheck.reading.word.fields import Field, FieldKind, OpenFields, kind_of, target_of
from refcheck.reading.word.shown import FieldCitation, InnerLink, NoteCall, NoteKind, Shown
from refcheck.reading.word.styles import RunLook, is_raised, run_look
from refcheck.reading.word.symbols import symbol

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from refcheck.reading.word.notes import NoteNumbers
    from refcheck.reading.word.styles import Styles

SKIPPED = frozenset(
    {"w:del", "w:moveFrom", "w:rPr", "w:pPr", "w:sdtPr", "w:sdtEndPr", "w:rt", "w:delText", "w:delInstrText"}
)
"""Tracked deletions, and properties."""
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "\u2011"}
_NOTES = {"w:footnoteReference": NoteKind.FOOTNOTE, "w:endnoteReference": NoteKind.ENDNOTE}


@dataclass(slots=True)
class Runs:
    """Reads paragraphs one after the other; fields, bookmarks and comments may run through several.

    Attributes:
        styles: the styles of the document.
        notes: counts the calls of notes.
        fields: the fields that are open.
        hyperlinks: the targets of links by their relationship.
        shown: the paragraph being read.
        boxes: text boxes met in it, which are read after it.
        regions: the bibliographies that are open, fields and content controls.
        bookmarked: the note whose call a bookmark holds.
        comments: the first and last paragraph of each comment's range.
    """

    styles: Styles
    notes: NoteNumbers
    fields: OpenFields = field(default_factory=OpenFields)
    hyperlinks: dict[str, str] = field(default_factory=dict)
    shown: Shown = field(default_factory=Shown)
    boxes: list[Element] = field(default_factory=list)
    regions: list[int] = field(default_factory=list)
    contents: int = 0
    bookmarked: dict[str, tuple[NoteKind, str]] = field(default_factory=dict)
    comments: dict[str, tuple[int, int]] = field(default_factory=dict)
    _regions: int = 0
    _vanished: int = 0
    _open_bookmarks: list[str] = field(default_factory=list)
    _around: RunLook = field(default_factory=RunLook)
    _raised: bool = False

    def paragraph(self, element: Element) -> None:
        """Read what stands in a paragraph into `shown`."""
        self._around = self.styles.defaults.under(self.styles.look(self.shown.style))
        self._inside(element)

    def open_region(self) -> None:
        """A bibliography begins."""
        self._regions += 1
        self.regions.append(self._regions)

    def anchor(self, element: Element) -> None:
        """Note a bookmark or the range of a comment, which may stand between paragraphs too."""
        here = self.shown.index
        if element.tag == "w:bookmarkStart":
            name = element.get("w:name", "")
            self.shown.bookmarks.append(name)
            self._open_bookmarks.append(name)
        elif element.tag in {"w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"}:
            name = element.get("w:id", "")
            first, _ = self.comments.get(name, (here, here))
            self.comments[name] = (first, here)

    def _inside(self, element: Element) -> None:
        for child in branches(element):
            read = _READ.get(child.tag)
            if read is not None:
                read(self, child)
            elif child.tag not in SKIPPED:
                self._inside(child)

    def _run(self, element: Element) -> None:
        properties = element.find("w:rPr")
        look = self._around.under(self.styles.look(value(properties, "w:rStyle") or "")).under(run_look(properties))
        self._vanished += bool(look.hidden)
        self._raised = is_raised(look, self._around)
        self._inside(element)
        self._raised = False
        self._vanished -= bool(look.hidden)

    @property
    def _hidden(self) -> bool:
        return self._vanished > 0 or self.fields.instructing > 0

    def _add(self, text: str, element: Element) -> None:
        if self._hidden or not text:
            return
        if self.regions:
            self.shown.region = self.regions[-1]
        if self.contents:
            self.shown.in_contents = True
        self.shown.add(text, element, raised=self._raised)

    def _text(self, element: Element) -> None:
        text = element.text or ""
        if "\n" in text or "\r" in text:  # a file laid out by hand: Word takes no white space around text as meant
            text = text if element.get("xml:space") == "preserve" else text.strip()
            text = text.replace("\r", " ").replace("\n", " ")
        self._add(text, element)

    def _sign(self, element: Element) -> None:
        self._add(_SIGNS[element.tag], element)

    def _break(self, element: Element) -> None:
        if not self._hidden:
            self.shown.breaks.append(self.shown.length)
        self._add(" ", element)

    def _symbol(self, element: Element) -> None:
        self._add(symbol(element.get("w:font", ""), element.get("w:char", "")), element)

    def _formula(self, element: Element) -> None:
        start = self.shown.length
        for each in element.iter():
            if each.tag in {"m:t", "w:t"}:
                self._text(each)
        if self.shown.length > start:
            self.shown.opaque.append((start, self.shown.length))

    def _note(self, element: Element) -> None:
        if self._hidden or element.get("w:customMarkFollows") in {"1", "true", "on"}:
            return
        kind, name = _NOTES[element.tag], element.get("w:id", "")
        number = self.notes.call(kind, name)
        start = self.shown.length
        self.shown.add(self.notes.printed(kind, number), element)
        self.shown.calls.append(NoteCall(start, self.shown.length, kind, name, number))
        for bookmark in self._open_bookmarks:
            self.bookmarked.setdefault(bookmark, (kind, name))
        self._open_bookmarks.clear()

    def _box(self, element: Element) -> None:
        self.boxes.append(element)

    def _hyperlink(self, element: Element) -> None:
        target = element.get("w:anchor") or ""
        address = self.hyperlinks.get(element.get("r:id", ""), "")
        if not target and address.startswith("#"):
            target = address[1:]
        start = self.shown.length
        self._inside(element)
        if target:
            self._linked(start, target)
        elif "paperpile.com/c/" in address:
            self._cited(start, address)

    def _linked(self, start: int, target: str, *, to_note: bool = False) -> None:
        if self.shown.length > start:
            self.shown.links.append(InnerLink(start, self.shown.length, target, to_note))

    def _cited(self, start: int, code: str, data: tuple[str, ...] = ()) -> None:
        if self.shown.length > start:
            self.shown.citations.append(FieldCitation(start, self.shown.length, code, data))

    def _control(self, element: Element) -> None:
        kind, tag = control(element)
        start = self.shown.length
        self._inside(element)
        if kind is Control.CITATION:
            self._cited(start, tag)

    def _simple_field(self, element: Element) -> None:
        instruction = element.get("w:instr", "")
        one = Field(start=self.shown.length, paragraph=self.shown.index)
        one.add(instruction)
        self._show(one)
        self._inside(element)
        self._close(one)

    def _instruction(self, element: Element) -> None:
        self.fields.instruct(element.text or "")

    def _field_mark(self, element: Element) -> None:
        one, ends = self.fields.meet(element)
        if one is not None and ends:
            self._close(one)
        elif one is not None:
            self._show(one)

    def _show(self, one: Field) -> None:
        """The result of a field begins."""
        one.shows = True
        one.start, one.paragraph = self.shown.length, self.shown.index
        one.kind = kind_of(one.instruction[:400])
        if one.kind is FieldKind.BIBLIOGRAPHY:
            self.open_region()
        elif one.kind is FieldKind.CONTENTS:
            self.contents += 1

    def _close(self, one: Field) -> None:
        """The result of a field has ended."""
        if one.kind is FieldKind.BIBLIOGRAPHY and self.regions:
            self.regions.pop()
        elif one.kind is FieldKind.CONTENTS:
            self.contents -= 1
        elif self._hidden or one.paragraph != self.shown.index:
            return  # no citation runs over the end of its paragraph
        elif one.kind is FieldKind.CITATION:
            self._cited(one.start, one.instruction, tuple(one.data))
        elif one.kind in {FieldKind.CROSS_REFERENCE, FieldKind.NOTE_REFERENCE}:
            target = target_of(one.instruction[:1000])
            if target:
                self._linked(one.start, target, to_note=one.kind is FieldKind.NOTE_REFERENCE)


_READ: dict[str, Callable[[Runs, Element], None]] = {
    "w:r": Runs._run,
    "w:t": Runs._text,
    "w:br": Runs._break,
    "w:cr": Runs._break,
    "w:sym": Runs._symbol,
    "m:oMath": Runs._formula,
    "w:hyperlink": Runs._hyperlink,
    "w:sdt": Runs._control,
    "w:fldSimple": Runs._simple_field,
    "w:fldChar": Runs._field_mark,
    "w:instrText": Runs._instruction,
    "w:txbxContent": Runs._box,
    "w:bookmarkStart": Runs.anchor,
    "w:commentRangeStart": Runs.anchor,
    "w:commentRangeEnd": Runs.anchor,
    "w:commentReference": Runs.anchor,
    **dict.fromkeys(_SIGNS, Runs._sign),
    **dict.fromkeys(_NOTES, Runs._note),
}
