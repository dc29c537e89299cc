"""A record as an index stores it: the facts of a `Work`, cleaned once when the index is built, as one JSON list.

What is stored is what `records.work_of` makes of a record, not the record: a tenth of its size, and nothing is left to
clean when it is read.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from refcheck.bibliography import Author, WorkKind
from refcheck.work import Origin, Update, UpdateKind, Work

if TYPE_CHECKING:
    from collections.abc import Sequence

_KINDS = {kind.value: kind for kind in WorkKind}


def packed(work: Work) -> bytes:
    """A work as an index stores it, without where it came from and when: an index says that once for all."""
    fields = [
        work.doi,
        work.kind.value,
        work.type,
        work.title,
        work.alternative_titles,
        [_packed_author(author) for author in work.authors],
        work.containers,
        work.years,
        work.volume,
        work.issue,
        work.pages,
        work.article_number,
        work.publisher,
        work.isbns,
        [_packed_update(update) for update in work.updates],
        work.published_as,
        work.preprints,
    ]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(stored: bytes, built: date | None = None) -> Work:
    """The work that was stored.

    Args:
        stored: what `packed` made.
        built: when the index was made.
    """
    (
        doi, kind, type_, title, alternatives, authors, containers, years, volume, issue, pages, number, publisher,
        isbns, updates, published_as, preprints,
    ) = json.loads(stored)  # fmt: skip
    return Work(
        doi=doi,
        kind=_KINDS[kind],
        type=type_,
        title=title,
        alternative_titles=tuple(alternatives),
        authors=tuple([_author(stored) for stored in authors]),
        containers=tuple(containers),
        years=tuple(years),
        volume=volume,
        issue=issue,
        pages=pages,
        article_number=number,
        publisher=publisher,
        isbns=tuple(isbns),
        updates=tuple([_update(stored) for stored in updates]),
        published_as=published_as,
        preprints=tuple(preprints),
        origin=Origin.INDEX,
        retrieved=built,
    )


def _packed_author(author: Author) -> str | list[str]:
    # A group is a bare string; most people have no suffix.
    if author.is_group:
        return author.family
    return [author.family, author.given, author.suffix] if author.suffix else [author.family, author.given]


def _author(stored: Any) -> Author:
    return Author(stored, is_group=True) if isinstance(stored, str) else Author(*stored[:3])


def _packed_update(update: Update) -> list[str]:
    return [update.kind.value, update.doi, update.date.isoformat() if update.date else "", update.source]


def _update(stored: Sequence[Any]) -> Update:
    kind, doi, day, source = stored
    return Update(UpdateKind(kind), doi, date.fromisoformat(day) if day else None, source)
