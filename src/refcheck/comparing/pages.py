"""Page ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.comparing.model import Disagreement
from refcheck.comparing.numbers import slip
from refcheck.comparing.remainder import remainder
from refcheck.references.pages import completed

if TYPE_CHECKING:
    from refcheck.article import Reference
    from refcheck.work import Work

_RANGE = re.compile(
    r"\W*(?:pp?\b\.?|pages?\b)?\s*"
    r"(?P<prefix>[A-Za-z]{0,4})[.\s]?(?P<first>\d{1,12})(?P<suffix>[A-Za-z]{0,3})"
    r"(?:\s*(?P<dash>[-‐‑‒–—−/]{1,2}|\bto\b)\s*(?P<prefix2>[A-Za-z]{0,4})[.\s]?(?P<last>\d{1,12})[A-Za-z]{0,3})?"
)
_MORE = re.compile(r"\s*[,;.)\]]|\s*$|\s+(?:discussion|quiz)", re.I)


@dataclass(frozen=True, slots=True)
class PageRange:
    """A page or a range of pages, as printed.

    Attributes:
        prefix: letters before the first number ("S", "e"), lower case.
        first: the digits of the first page.
        suffix: letters behind the first number ("74431U").
        last: the digits after the dash as printed, however short; empty if there is no dash.
        dash: the dash as printed.
        text: the piece of the printed text that is the range.
    """

    prefix: str
    first: str
    suffix: str
    last: str
    dash: str
    text: str

    @classmethod
    def parse(cls, text: str) -> PageRange | None:
        """Read what a `pages` field begins with, or None if that is no page."""
        match = _RANGE.match(text)
        if match is None or not _MORE.match(text, match.end()):
            return None
        return cls(
            match["prefix"].lower(),
            match["first"].lstrip("0") or "0",
            match["suffix"],
            (match["last"] or "").lstrip("0"),
            match["dash"] or "",
            text[match.start("prefix") : match.end()].strip(),
        )

    @property
    def full_last(self) -> str:
        """The last page written out (``1425-37`` ends at 1437); empty if there is none."""
        return completed(self.first, self.last)

    @property
    def is_reversed(self) -> bool:
        """Whether the range ends before it begins; with letters behind the number nobody can tell."""
        return bool(self.last) and not self.suffix and int(self.full_last) < int(self.first)

    @property
    def is_electronic(self) -> bool:
        """Whether it is rather an article number than a page."""
        return self.prefix not in ("", "s") or len(self.first) > 5


def compare_pages(reference: Reference, record: Work) -> Disagreement | None:
    """Compare the printed pages with the record's.

    A shortened last page, a first page alone, a prefix that one of them leaves out and an article number against
    pages (electronic and printed edition) are no disagreement.
    """
    fields = reference.fields
    field = "pages" if fields.pages else "article_number"
    text = fields.pages or fields.article_number
    printed = PageRange.parse(text)
    if printed is None or _is_of_the_record(printed, record):
        return None
    shown = record.pages
    recorded = PageRange.parse(shown)
    if recorded is None or recorded.is_electronic != printed.is_electronic:
        shown = record.article_number
        recorded = PageRange.parse(shown)
    if recorded is None or not _are_comparable(printed, recorded):
        return None
    if printed.first == recorded.first and _ends_agree(printed, recorded):
        return None
    if _is_printed(recorded, printed, remainder(reference, record)):
        return None
    if printed.first != recorded.first:
        told = slip(printed.first, recorded.first)
    else:
        told = slip(printed.full_last, recorded.full_last) or "another last page"
    return Disagreement(
        field,
        text,
        shown,
        told,
        confidence=0.95,
        correction=text.replace(printed.text, _styled(recorded, printed), 1),
    )


def _is_of_the_record(printed: PageRange, record: Work) -> bool:
    """Whether the number is the record's article number, or part of its DOI, as article numbers often are."""
    digits = re.sub(r"\D", "", record.article_number).lstrip("0")
    in_doi = printed.is_electronic and printed.first in re.findall(r"\d+", record.doi)
    return printed.first == digits or in_doi


def _are_comparable(printed: PageRange, recorded: PageRange) -> bool:
    """Whether both are pages of the volume, or both article numbers of one series."""
    if printed.is_electronic != recorded.is_electronic or _is_placeholder(recorded, printed):
        return False
    return not printed.is_electronic or abs(len(printed.first) - len(recorded.first)) <= 1


def _is_placeholder(recorded: PageRange, printed: PageRange) -> bool:
    """Whether the record counts the article's own pages ("1-9", "n/a-n/a") instead of the volume's."""
    return recorded.first in ("0", "1") and printed.first not in ("0", "1")


def _ends_agree(printed: PageRange, recorded: PageRange) -> bool:
    if not printed.last or not recorded.last or printed.full_last == recorded.full_last:
        return True
    # A record whose range has no length knows the first page only; `198-06` means 206 if the record says so.
    return int(recorded.full_last) <= int(recorded.first) or recorded.full_last.endswith(printed.last)


def _is_printed(recorded: PageRange, printed: PageRange, raw: str) -> bool:
    """Whether the record's range stands in the reference, in whatever form, where the fields do not show it."""
    for match in re.finditer(rf"(?<!\d){re.escape(recorded.first)}(?!\d)", raw):
        if printed.first != recorded.first and raw[: match.start()].rstrip().endswith(":"):
            return True
        found = PageRange.parse(raw[match.start() : match.start() + 40])
        if found is not None and found.last and recorded.last and _ends_agree(found, recorded):
            return True
    return False


def _styled(recorded: PageRange, printed: PageRange) -> str:
    """The record's range as this reference prints ranges."""
    prefix = printed.text[: len(printed.prefix)]
    if not printed.last or not recorded.last:
        return prefix + recorded.first
    last = recorded.full_last
    if len(printed.last) < len(printed.first) == len(last) == len(recorded.first):
        shared = next(at for at in range(len(last) + 1) if at == len(last) or last[at] != recorded.first[at])
        last = last[min(shared, len(last) - 1) :]
    return f"{prefix}{recorded.first}{printed.dash}{last}"
