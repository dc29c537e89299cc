"""What became of a reference, in lines for people: the record it was compared with, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from refcheck.output.summary import REASONS
from refcheck.work import DoiState, NotCrossrefKind, NotFound, Origin, Unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.work import Resolution, Update, Work

_FROM = {
    Origin.CROSSREF: "Crossref record",
    Origin.DATACITE: "DataCite record",
    Origin.INDEX: "Crossref record, from the index",
    Origin.MANUAL: "Record entered by hand",
}
_MOST_AUTHORS = 6


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One line about a reference's record.

    Attributes:
        state: what sort of line it is: ``found``, ``missing``, ``unchecked`` or ``noticed``.
        label: what it tells of, with its colon or stop.
        text: what it says, maybe nothing.
        doi: of the work, or the notice, that it tells of; maybe empty.
    """

    state: str
    label: str
    text: str = ""
    doi: str = ""


def doi_address(doi: str) -> str:
    """The address at which the DOI system leads to a work."""
    return f"https://doi.org/{quote(doi, safe='/:;._-', errors='replace')}"


def _listed(work: Work) -> str:
    """A record as a reference list would print it."""
    authors = [str(author) for author in work.authors[:_MOST_AUTHORS]]
    if len(work.authors) > _MOST_AUTHORS or (authors and not work.authors_complete):
        authors.append("et al.")
    volume = work.volume + (f"({work.issue})" if work.issue else "")
    pages = work.pages or work.article_number
    where = ":".join(part for part in (volume, pages) if part)
    container = work.containers[0] if work.containers else work.publisher
    year = "/".join(map(str, work.years))
    parts = [", ".join(authors), work.title, container, ";".join(part for part in (year, where) if part)]
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)


def _about(state: str, label: str, work: Work) -> RecordLine:
    return RecordLine(state, label, _listed(work), work.doi)


def _notice(update: Update) -> RecordLine:
    when = f" {update.date.isoformat()}" if update.date else ""
    said = "notice" if update.doi else "no notice named"
    return RecordLine("noticed", f"{update.kind.capitalize()}{when}:", said, update.doi)


def record_lines(resolution: Resolution) -> Iterator[RecordLine]:
    """The record of a reference and the notices about it, or why it has none."""
    outcome, record = resolution.outcome, resolution.record
    if isinstance(outcome, Unchecked):
        why = REASONS[outcome.reason] + (f": {outcome.detail}" if outcome.detail else "")
        yield RecordLine("unchecked", "Not checked:", why)
    elif isinstance(outcome, NotFound):
        if outcome.nearest is None:
            yield RecordLine("missing", "Not found in Crossref.")
        else:
            yield _about("missing", "Not found in Crossref; the nearest is:", outcome.nearest)
    elif record is not None:
        yield _about("found", f"{_FROM[record.origin]}:", record)
    elif isinstance(outcome, NotCrossrefKind):
        yield RecordLine("unchecked", f"Not compared: {outcome.kind}, of a kind that Crossref does not hold.")
    for update in resolution.updates:
        yield _notice(update)
    if resolution.doi is DoiState.OTHER_WORK and resolution.doi_work:
        yield _about("missing", "The DOI printed is that of another work:", resolution.doi_work)
    elif resolution.doi is DoiState.UNREGISTERED:
        yield RecordLine("missing", "The DOI printed is not registered.")
