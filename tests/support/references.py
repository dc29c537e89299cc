"""References made of a string, as a reader would make them."""

from __future__ import annotations

from importlib import import_module

from refcheck.article import Reference, ReferenceFields
from refcheck.bibliography import WorkKind
from refcheck.source import MappedText, Span


def parse(raw: str) -> ReferenceFields:
    """The fields of a reference: parsed where the parser is there, else only whether it is an article."""
    parser = getattr(import_module("refcheck.references"), "parse_reference", None)
    if parser is None:
        return ReferenceFields(kind=WorkKind.ARTICLE)
    fields = parser(raw)
    assert isinstance(fields, ReferenceFields)
    return fields


def reference(raw: str, number: int = 1, fields: ReferenceFields | None = None) -> Reference:
    """A reference that stands alone in its source.

    Args:
        raw: its text.
        number: its printed number.
        fields: what it says; parsed if not given.
    """
    label = f"{number}."
    text = MappedText.of(raw, len(label) + 1)
    return Reference(
        number=number,
        label=label,
        text=text,
        span=Span(0, len(label) + 1 + len(raw)),
        label_span=Span(0, len(label)),
        fields=fields if fields is not None else parse(raw),
    )
