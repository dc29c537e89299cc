"""What of a reference can still hold a field that its parse does not show."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from refcheck.comparing.text import joined, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.article import Reference
    from refcheck.work import Work

# Years, volumes and pages stand in many DOIs ("10.1128/aac.48.4.1329-1334.2004"), and so do names of journals.
_IDENTIFIER = re.compile(r"\b10\.\d{4,9}/\S{1,300}|\b(?:https?://|www\.)\S{1,2000}")

_BETWEEN = r"\W{1,6}"
_MOST_WORDS = 150


def remainder(reference: Reference, record: Work, *explained: str) -> str:
    """The reference with its identifiers blanked, and its title where that is the record's.

    A value of the record that stands in what is left may have been missed by the parse, so nobody is accused of not
    printing it; one that stands in the title ("Stroke", "2010") is not the journal's or the year's.

    Args:
        reference: the reference.
        record: its record.
        explained: further fields, the places of which are blanked.
    """
    raw = reference.raw
    spans = [reference.fields.spans[name] for name in explained if name in reference.fields.spans]
    blanked = [(span.start, span.end) for span in spans]
    blanked += [found.span() for found in _IDENTIFIER.finditer(raw)]
    for start, end in (*blanked, *_title_places(reference, record)):
        raw = raw[:start] + " " * (end - start) + raw[end:]
    return raw


def title_start(reference: Reference, record: Work) -> int:
    """Where the record's title begins in the reference, word for word; -1 if it does not stand there."""
    pattern = _pattern(plain(record.title))
    found = pattern.search(reference.raw) if pattern is not None else None
    return -1 if found is None else found.start()


def _title_places(reference: Reference, record: Work) -> Iterator[tuple[int, int]]:
    """Where the record's title stands: as it is, or as it was read, up to where a subtitle begins."""
    span = reference.fields.spans.get("title")
    printed = joined(reference.fields.title)
    for title in (record.title, *record.alternative_titles):
        pattern = _pattern(plain(title))
        found = pattern.search(reference.raw) if pattern is not None else None
        if found is not None:
            yield found.span()
        elif span is not None and printed and joined(title).startswith(printed):
            yield span.start, span.end


@lru_cache(maxsize=256)  # every field asks about the same title
def _pattern(title: str) -> re.Pattern[str] | None:
    found = re.findall(r"\w+", title)
    return re.compile(rf"\b{_BETWEEN.join(map(re.escape, found))}\b", re.I) if 0 < len(found) <= _MOST_WORDS else None
