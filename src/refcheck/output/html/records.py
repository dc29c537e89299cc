"""What became of a reference: the record it was compared with, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from refcheck.output.markup import escaped
from refcheck.output.summary import REASONS
from refcheck.work import DoiState, NotCrossrefKind, NotFound, Origin, Unchecked

if TYPE_CHECKING:
    from refcheck.work import Resolution, Work

_FROM = {
    Origin.CROSSREF: "Crossref record",
    Origin.INDEX: "Crossref record, from the index",
    Origin.MANUAL: "Record entered by hand",
}
_MOST_AUTHORS = 6


def _link(doi: str) -> str:
    where = escaped(f"https://doi.org/{quote(doi, safe='/:;()._-', errors='replace')}")
    return f'<a href="{where}" rel="noopener noreferrer">{escaped(doi)}</a>'


def _cited(work: Work) -> str:
    """A record as a reference list would print it, with its DOI as a link."""
    authors = [str(author) for author in work.authors[:_MOST_AUTHORS]]
    if len(work.authors) > _MOST_AUTHORS or (authors and not work.authors_complete):
        authors.append("et al.")
    volume = work.volume + (f"({work.issue})" if work.issue else "")
    pages = work.pages or work.article_number
    where = ":".join(part for part in (volume, pages) if part)
    container = work.containers[0] if work.containers else work.publisher
    year = "/".join(map(str, work.years))
    parts = [", ".join(authors), work.title, container, ";".join(part for part in (year, where) if part)]
    text = " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)
    return escaped(text) + (f" {_link(work.doi)}" if work.doi else "")


def _line(state: str, word: str, content: str = "") -> str:
    return f'<p class="record {state}"><b>{escaped(word)}</b>{f" {content}" if content else ""}</p>'


def _updates(work: Work) -> str:
    lines = []
    for update in work.updates:
        when = f" {update.date.isoformat()}" if update.date else ""
        notice = f" {_link(update.doi)}" if update.doi else ""
        lines.append(
            _line("noticed", f"{update.kind.capitalize()}{when}:", f"notice{notice}" if notice else "no notice named")
        )
    return "".join(lines)


def record_of(resolution: Resolution) -> str:
    """The record of a reference, or why it has none, as HTML."""
    outcome = resolution.outcome
    if isinstance(outcome, Unchecked):
        why = REASONS[outcome.reason] + (f": {outcome.detail}" if outcome.detail else "")
        lines = _line("unchecked", "Not checked:", escaped(why))
    elif isinstance(outcome, NotFound):
        nearest = f"the nearest is {_cited(outcome.nearest)}" if outcome.nearest else ""
        lines = _line("missing", "Not found in Crossref" + (":" if nearest else "."), nearest)
    elif isinstance(outcome, NotCrossrefKind) and outcome.record is None:
        lines = _line("unchecked", f"Not compared: {outcome.kind}, of a kind that Crossref does not hold.")
    else:
        work = outcome.record if isinstance(outcome, NotCrossrefKind) else outcome
        lines = _line("found", f"{_FROM[work.origin]}:", _cited(work)) + _updates(work) if work else ""
    if resolution.doi is DoiState.OTHER_WORK and resolution.doi_work:
        lines += _line("missing", "The DOI printed is that of another work:", _cited(resolution.doi_work))
    elif resolution.doi is DoiState.UNREGISTERED:
        lines += _line("missing", "The DOI printed is not registered.")
    return lines
