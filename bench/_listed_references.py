"""Whether a listed work is found by its words, where a reference prints no DOI: figures for lists that have titles.

No published list is among the material. So the references of real articles stand in for one: of every DOI that at least
two articles print (one alone may be a slip) the first reference says what a list would (title, first author, year, and
the longest name that anybody prints of the journal). Then every other reference with a DOI is looked for without it. A
work that is found is right if its DOI is the one printed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refcheck.article import ReferenceFields
from refcheck.reading import read_bytes
from refcheck.resolution.normalise import tokens
from refcheck.resolution.resolver import unchecked
from refcheck.resolution.retractions.listed import ListedWork, ListSource, title_key
from refcheck.resolution.retractions.listing import RetractionList
from refcheck.resolution.retractions.notice_lines import lines_of
from refcheck.work import UncheckedReason, Update, UpdateKind
from tests.support.references import reference

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from refcheck.article import Reference


@dataclass
class Score:
    """Of so many references, how often the work found was the one whose DOI is printed, another one, or none."""

    references: int = 0
    right: int = 0
    missed: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of the works found that are right; 1 if none was found."""
        found = self.right + len(self.wrong)
        return self.right / found if found else 1.0


def measure(folder: Path) -> Score:
    """The score over all references that print a DOI."""
    cited: dict[str, list[tuple[str, Reference]]] = defaultdict(list)
    for path in sorted((folder / "jats").glob("*.nxml")):
        for each in read_bytes(path.read_bytes(), path.name).references:
            if each.fields.doi:
                cited[each.fields.doi].append((path.name, each))
    content = RetractionList(ListSource("references", "references"), _lines(cited))
    score = Score()
    for doi, references in cited.items():
        listed = _is_listed(references)
        for _, each in references[1:] if listed else references:
            _count(score, doi, each, content, listed=listed)
    return score


def _is_listed(references: Sequence[tuple[str, Reference]]) -> bool:
    """Whether more than one article prints a DOI."""
    return len({file for file, _ in references}) > 1


def _lines(cited: Mapping[str, Sequence[tuple[str, Reference]]]) -> list[str]:
    lines: list[str] = []
    for doi, references in cited.items():
        fields = references[0][1].fields
        family = tokens(fields.authors[0].family) if fields.authors else []
        if fields.title and family and _is_listed(references):
            notice = Update(UpdateKind.RETRACTION, about=doi)
            journal = max((each.fields.container for _, each in references), key=len)
            key = title_key(fields.title)
            lines += lines_of(ListedWork(doi, "", key, family[-1], fields.year, journal, (notice,)))
    return lines


def _count(score: Score, doi: str, each: Reference, content: RetractionList, *, listed: bool) -> None:
    fields = each.fields
    words = f"{'; '.join(author.family for author in fields.authors)}. {fields.title}. {fields.year}."
    bare = reference(
        words,
        each.number,
        ReferenceFields(fields.kind, fields.authors, title=fields.title, container=fields.container, year=fields.year),
    )
    found = content.work_of(bare, unchecked(bare, UncheckedReason.OFFLINE))
    score.references += 1
    if found is None:
        score.missed += listed
    elif found.doi == doi:
        score.right += 1
    else:
        score.wrong.append(f"{found.doi}, not {doi}: {each.raw}")
