"""An article as refcheck sees it: citations with their claims, and references. No input or output here.

All values are frozen. A number is carried as it was printed, never as an index into a list.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from refcheck.bibliography import Author, WorkKind
from refcheck.sealing import Deferring, sealed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from refcheck.source import MappedText, Source, Span


class MarkerStyle(StrEnum):
    """How a citation is marked in the text."""

    BRACKETS = "brackets"  # [1, 3-5]
    PARENTHESES = "parentheses"  # (1, 3-5)
    SUPERSCRIPT = "superscript"  # <sup>1</sup>, a superscript run, a JATS <sup>
    UNICODE_SUPERSCRIPT = "unicode superscript"  # ¹˒³, and what stands for it: ^(1,3)
    CARET = "caret"  # ^1^
    FOOTNOTE = "footnote"  # [^1]
    GLUED = "glued digits"  # metastases.1,2 : a superscript that was lost
    LINKED = "linked"  # the format itself says that it is a citation (JATS xref, Word field, \cite)


@sealed
@dataclass(frozen=True, slots=True)
class Claim(Deferring):
    """What a citation is to support.

    Attributes:
        sentence: the sentence the citation belongs to, markers taken out, white space folded.
        clause: the part of the sentence that the citation closes: up to it, from the citation, or the clause
            boundary, before it.
        anchor: where in `sentence` the marker stood, in code points; ``sentence[:anchor]`` is what came before.
        before: the sentence before it in the same paragraph, or empty.
        after: the sentence after it in the same paragraph, or empty.
        span: where the sentence stands in the source.
        paragraph: where the paragraph (or list item, table cell) begins in the source.
    """

    sentence: str
    clause: str
    anchor: int
    before: str
    after: str
    span: Span
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class NumberRange:
    """One item of a marker as printed: a single number (`first` = `last`) or a range (which may run backward)."""

    first: int
    last: int


@sealed
@dataclass(frozen=True, slots=True)
class Link:
    """Where the format itself says that a printed number leads: a JATS `rid`, an HTML link.

    Attributes:
        number: the number as printed.
        target: the number of the reference that it is linked to.
        span: where the printed number stands in the source.
    """

    number: int
    target: int
    span: Span


@dataclass(frozen=True, slots=True)
class Key:
    """A key that is cited in place of a number: the ``wei2006`` of a LaTeX ``cite``.

    Attributes:
        name: the key.
        number: the number it shows as, computed by the reader; one past the list if no reference has the key.
        span: where the key stands in the source.
    """

    name: str
    number: int
    span: Span


@sealed
@dataclass(frozen=True, slots=True)
class Citation(Deferring):
    """One marker in the text: ``[3,5-7]`` is one citation of four numbers.

    Attributes:
        items: what is printed in the marker, in order.
        text: the marker as printed, brackets included.
        span: where the marker stands in the source, brackets or tags included.
        digits: where its numbers stand (the part that renumbering replaces).
        style: how it is marked.
        claim: what it is to support.
        scope: which numbering it belongs to, an index into `Article.scopes`.
        closed: false if its bracket is never closed.
        links: what its numbers are linked to, where the format links them; only evidence, the print is what counts.
        keys: the keys that are written in place of its numbers, in the order written; empty where numbers are.
    """

    items: tuple[NumberRange, ...]
    text: str
    span: Span
    digits: Span
    style: MarkerStyle
    claim: Claim
    scope: int = 0
    closed: bool = True
    links: tuple[Link, ...] = ()
    keys: tuple[Key, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers cited, ranges written out, in printed order; a backward range gives its two ends."""
        out: list[int] = []
        for item in self.items:
            if item.first <= item.last:
                out.extend(range(item.first, item.last + 1))
            else:
                out.extend((item.first, item.last))
        return tuple(out)


@dataclass(frozen=True, slots=True)
class StrayMarkup:
    """A piece of mark-up left standing in a reference (`**`, a tag, an entity).

    Attributes:
        text: the mark-up as it stands.
        span: where, in `Reference.raw`.
        replacement: what should stand there instead (a space, or nothing, or the character an entity means).
    """

    text: str
    span: Span
    replacement: str = ""


@sealed
@dataclass(frozen=True, slots=True)
class ReferenceFields:
    """The fields of a printed reference. What was not found is empty or None, never guessed.

    Attributes:
        kind: what sort of work it is, by its wording.
        authors: in printed order.
        authors_truncated: whether the list declares that it was cut ("et al.", "and others", "...").
        title: the title of the work, mark-up removed, without its final stop.
        container: the journal, book or proceedings it stands in, as printed.
        publisher: publisher or issuing organisation.
        place: place of publication.
        year: of publication.
        volume: as printed ("12", "12A", "Suppl 3").
        issue: as printed, without its parentheses.
        pages: as printed ("229–245", "656-68", "e12", "S1-5").
        article_number: an article or e-locator number that stands in place of pages.
        edition: as printed.
        doi: lower case, without resolver or prefix.
        pmid: digits.
        pmcid: "PMC" and digits.
        arxiv: identifier without prefix or version.
        isbn: digits (and X), hyphens taken out.
        url: as printed, however short of scheme or host.
        spans: for each field by its name here, where it stands in `Reference.raw`; ``authors`` is the whole block.
        markup: stray mark-up that was seen through.
    """

    kind: WorkKind = WorkKind.UNKNOWN
    authors: tuple[Author, ...] = ()
    authors_truncated: bool = False
    title: str = ""
    container: str = ""
    publisher: str = ""
    place: str = ""
    year: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    article_number: str = ""
    edition: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    arxiv: str = ""
    isbn: str = ""
    url: str = ""
    spans: Mapping[str, Span] = field(default_factory=dict)
    markup: tuple[StrayMarkup, ...] = ()


@sealed
@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of a reference list.

    Attributes:
        number: as printed.
        label: the printed label with its punctuation ("12.", "[12]", "[^12]:").
        text: the entry without its label, on one line, still mapped to the source.
        span: the whole entry in the source, label included.
        label_span: the label in the source.
        fields: what the entry says.
        scope: which numbering it belongs to, an index into `Article.scopes`.
        rendered_number: the number that the format shows if it differs from the typed one (a Markdown list typed
            1., 3., 1. renders as 1., 2., 3.), else None.
        embedded: the work that a reference manager keeps in a citation of this reference, where it agrees with the
            text; evidence about the reference, never a substitute for what it prints.
    """

    number: int
    label: str
    text: MappedText
    span: Span
    label_span: Span
    fields: ReferenceFields
    scope: int = 0
    rendered_number: int | None = None
    embedded: ReferenceFields | None = None

    @property
    def raw(self) -> str:
        """The entry as printed, without its label, on one line."""
        return self.text.text

    def source_span(self, span: Span) -> Span:
        """Where a (non-empty) span of `raw` stands in the source."""
        return self.text.source_span(span.start, span.end)

    def field_span(self, name: str) -> Span:
        """Where a field stands in the source; the whole entry if the field has no place of its own."""
        span = self.fields.spans.get(name)
        return self.span if span is None or not len(span) else self.source_span(span)


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment in the article that silences findings, `<!-- refcheck: ignore[REF102] reason -->`.

    Attributes:
        codes: codes or names; empty silences every rule.
        reason: the words after the brackets.
        whole_file: whether it is an ``ignore-file``.
        span: the comment in the source.
        covers: the part of the source that it silences.
        ended_by: the comment that ends it, if it is an ``ignore-start``.
        flaw: why it silences nothing, whatever is found ("begins a range that never ends"); mostly empty.
    """

    codes: tuple[str, ...]
    reason: str
    whole_file: bool
    span: Span
    covers: Span
    ended_by: Span | None = None
    flaw: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """One numbering: a reference list with the citations that cite into it.

    Most articles have one. Documents whose numbering starts again in every section have one per section.
    """

    index: int
    citations: tuple[Citation, ...]
    references: tuple[Reference, ...]

    def by_number(self, number: int) -> Reference | None:
        """The first reference printed with this number."""
        return next((reference for reference in self.references if reference.number == number), None)


@dataclass(frozen=True)
class Article:
    """One article: its source, its citations in reading order and its references in printed order.

    Attributes:
        source: what it was read from.
        citations: in reading order.
        references: in printed order, per numbering.
        suppressions: comments that silence findings.
        notes: what a person should know about the reading, a line each: that numbers were computed from a style's
            order, that a file it names was not found.
    """

    source: Source
    citations: tuple[Citation, ...]
    references: tuple[Reference, ...]
    suppressions: tuple[Suppression, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """The numberings of the article, in order; at least one."""
        used = [citation.scope for citation in self.citations] + [reference.scope for reference in self.references]
        count = 1 + max(used, default=0)
        if count == 1:  # mostly
            return (Scope(0, self.citations, self.references),)
        return tuple(
            Scope(
                index,
                tuple(citation for citation in self.citations if citation.scope == index),
                tuple(reference for reference in self.references if reference.scope == index),
            )
            for index in range(count)
        )
