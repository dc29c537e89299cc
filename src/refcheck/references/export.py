"""The formats that a reference list can be exported to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.references.records import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.article import Article, ReferenceFields

FORMATS = ("bibtex", "ris", "csl-json")


def records_of(article: Article, fields: Sequence[ReferenceFields] | None = None) -> list[Record]:
    """The references of an article as records to export.

    Args:
        article: the article.
        fields: what to write for each of its references, in order, in place of the printed fields.
    """
    several = len(article.scopes) > 1
    written = fields if fields is not None else [reference.fields for reference in article.references]
    return [
        Record(f"{reference.scope + 1}.{reference.number}" if several else str(reference.number), known)
        for reference, known in zip(article.references, written, strict=True)
    ]


def export(records: Sequence[Record], format_name: str) -> str:
    """The records as a file of one of `FORMATS`.

    Raises:
        ValueError: for another format.
    """
    if format_name == "bibtex":
        from refcheck.references.bibtex import to_bibtex  # noqa: PLC0415 (pybtex is slow to load)

        return to_bibtex(records)
    if format_name == "ris":
        from refcheck.references.ris import to_ris  # noqa: PLC0415 (only the format asked for)

        return to_ris(records)
    if format_name == "csl-json":
        from refcheck.references.csl_json import to_csl_json  # noqa: PLC0415 (it shares its keys with BibTeX)

        return to_csl_json(records)
    raise ValueError(f"no such format: {format_name}")
