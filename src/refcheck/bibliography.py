"""The bibliographic values that a printed reference and a resolved record share.

Both sides of every comparison are told in these terms, so that a rule compares like with like.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from refcheck.sealing import sealed


class WorkKind(StrEnum):
    """What sort of work a reference or a record is about."""

    ARTICLE = "article"
    BOOK = "book"
    CHAPTER = "chapter"
    CONFERENCE_PAPER = "conference paper"
    DATASET = "dataset"
    PREPRINT = "preprint"
    PRODUCT_INFORMATION = "product information"
    REPORT = "report"
    SOFTWARE = "software"
    STANDARD = "standard"
    THESIS = "thesis"
    WEB_PAGE = "web page"
    UNKNOWN = "unknown"

    @property
    def expected_in_crossref(self) -> bool:
        """Whether a work of this kind is normally registered, so that finding no record is worth saying.

        Only journal articles are: books, reports, web pages and many conference papers have no Crossref record.
        """
        return self is WorkKind.ARTICLE


@sealed
@dataclass(frozen=True, slots=True)
class Author:
    """One author, a person or a group.

    Attributes:
        family: the family name with its particles ("van Hazel"), or the name of the group.
        given: given names or initials as they are known ("Guy A.", "GA"); empty if not known.
        suffix: "Jr", "III" and the like.
        is_group: whether `family` is the name of a group ("DCCT Research Group").
    """

    family: str
    given: str = ""
    suffix: str = ""
    is_group: bool = False

    def __str__(self) -> str:
        return " ".join(part for part in (self.family, self.given, self.suffix) if part)
