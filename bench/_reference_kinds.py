"""What kind of work a labelled reference is about, by which segments it has: a truth that no wording went into."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree

from refcheck.bibliography import WorkKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from refcheck.article import ReferenceFields

_THESIS = re.compile(r"thesis|dissertation|thèse|diss\b|mémoire de (?:maîtrise|master)", re.IGNORECASE)
_MEETING = re.compile(r"proceedings|proc\.|conference|symposium|workshop|congress", re.IGNORECASE)

Judged = tuple[str, WorkKind]


def judged(folder: Path, name: str) -> Iterator[Judged]:
    """References of a set of the AnyStyle project whose segments leave no doubt of their kind."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for entry in etree.parse(str(folder / f"{name}.xml"), parser).iter("sequence"):
        parts = {part.tag: part.text or "" for part in reversed(entry)}
        kind = _kind(parts)
        if kind is not None:
            yield " ".join(part.text or "" for part in entry if part.tag != "citation-number"), kind


def _kind(parts: dict[str, str]) -> WorkKind | None:
    if _THESIS.search(parts.get("genre", "")):
        return WorkKind.THESIS
    if "genre" in parts or "note" in parts:
        return None
    if "journal" in parts and parts.keys() & {"volume", "pages"}:
        return WorkKind.ARTICLE if "publisher" not in parts else None
    if "container-title" in parts and "title" in parts:
        return WorkKind.CONFERENCE_PAPER if _MEETING.search(parts["container-title"]) else WorkKind.CHAPTER
    if "publisher" in parts and "title" in parts and not parts.keys() & {"journal", "pages", "url"}:
        return WorkKind.BOOK
    if parts.keys() <= {"author", "title", "date", "url"} and {"url", "title"} <= parts.keys():
        return WorkKind.WEB_PAGE
    return None


def show(references: Sequence[Judged], parse: Callable[[str], ReferenceFields]) -> None:
    """Print for each kind how many are told, and what the others are taken for. A report may be a book."""
    wanted: Counter[WorkKind] = Counter()
    taken: Counter[tuple[WorkKind, WorkKind]] = Counter()
    for text, kind in references:
        wanted[kind] += 1
        found = parse(text).kind
        if kind is WorkKind.BOOK and found is WorkKind.REPORT:
            found = WorkKind.BOOK
        taken[kind, found] += 1
    for kind, count in wanted.most_common():
        others = [(number, other) for (own, other), number in taken.items() if own is kind and other is not kind]
        listed = ", ".join(f"{other} {number}" for number, other in sorted(others, reverse=True)[:4])
        print(f"  {kind:<17}{taken[kind, kind] / count:.3f}  ({count}; else {listed or 'none'})")
    right = sum(number for (own, other), number in taken.items() if own is other)
    print(f"  {'all kinds':<17}{right / max(1, wanted.total()):.3f}")
