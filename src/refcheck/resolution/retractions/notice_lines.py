"""The lines of a pinned list: one for each notice, its fields parted by tabs.

First what is known of the work: its DOI, PubMed number, `title_key`, first author, year and journal. Then of the
notice: its kind, DOI, date and reasons. The lines of a work begin alike and stand one after the other.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from refcheck.errors import RetractionListError
from refcheck.resolution.retractions.listed import ListedWork
from refcheck.resolution.retractions.retraction_watch import SOURCE
from refcheck.work import Update, UpdateKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COLUMNS = 10
_OF_THE_NOTICE = 4


def known_of(line: str) -> str:
    """What a line says of the work."""
    return line.rsplit("\t", _OF_THE_NOTICE)[0]


def lines_of(work: ListedWork) -> Iterator[str]:
    """The lines of a work."""
    known = [work.doi, work.pmid, work.title, work.author, str(work.year or ""), " ".join(work.journal.split())]
    for update in work.updates:
        reasons = ";".join(" ".join(reason.split()) for reason in update.reasons)
        yield "\t".join(
            [*known, update.kind.value, update.doi, update.date.isoformat() if update.date else "", reasons]
        )


def work_of_lines(lines: Sequence[str], path: str) -> ListedWork:
    """The work of its lines.

    Args:
        lines: its lines, each of `COLUMNS` fields.
        path: what to call the list in errors.

    Raises:
        RetractionListError: one of them is broken.
    """
    try:
        doi, pmid, title, author, year, journal = lines[0].split("\t")[:-_OF_THE_NOTICE]
        return ListedWork(
            doi, pmid, title, author, int(year) if year else None, journal, tuple(_update(line, doi) for line in lines)
        )
    except ValueError as error:
        raise RetractionListError(f"a broken line in a list of retractions: {lines[0][:80]}", path=path) from error


def _update(line: str, about: str) -> Update:
    kind, doi, when, reasons = line.split("\t")[-_OF_THE_NOTICE:]
    known = tuple(reasons.split(";")) if reasons else ()
    return Update(UpdateKind(kind), doi, date.fromisoformat(when) if when else None, SOURCE, known, about)
