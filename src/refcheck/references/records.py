"""What exports write: the numbered references of a list, from the printed fields or from the resolved record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.article import ReferenceFields

if TYPE_CHECKING:
    from refcheck.work import Work


@dataclass(frozen=True, slots=True)
class Record:
    """One reference as it is exported.

    Attributes:
        number: its number as printed; a document with several lists has "2.7" for the second list's 7.
        fields: what is known of it, in the terms of a printed reference.
    """

    number: str
    fields: ReferenceFields

    @property
    def note(self) -> str:
        """The line that keeps the printed number in formats that have no field for it."""
        cut = "; the author list is cut" if self.fields.authors_truncated else ""
        return f"Reference {self.number}{cut}"


def fields_of_work(work: Work, *, printed_year: int | None = None) -> ReferenceFields:
    """A resolved record in the terms of a printed reference.

    Args:
        work: the record.
        printed_year: the year that the reference prints; taken if the record has it among its dates, else the record's
            latest year, which is that of the issue.
    """
    year = printed_year if printed_year in work.years else max(work.years, default=None)
    return ReferenceFields(
        kind=work.kind,
        authors=work.authors,
        authors_truncated=not work.authors_complete,
        title=work.title,
        container=work.containers[0] if work.containers else "",
        publisher=work.publisher,
        year=year,
        volume=work.volume,
        issue=work.issue,
        pages=work.pages,
        article_number=work.article_number,
        doi=work.doi,
        pmid=work.pmid,
        isbn=work.isbns[0] if work.isbns else "",
    )
