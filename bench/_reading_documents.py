"""Reading measured on documents that are what they are: cancer information in Markdown, flattened plain texts."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bench._manuscript import Kind, numbers_of
from bench._reading_score import Score, score
from bench._render import Expected, Rendered
from bench._truth import manuscript
from bench._truth_groups import items_of
from refcheck.reading import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from bench._manuscript import Numbers
    from refcheck.article import Article

_LINK = r"\[(\d+)\]\(#cit/section_([\w.]+?)\.\d+\)"
_GROUP = re.compile(rf"{_LINK}(?:\s?[,;–-]\s?{_LINK})*")
_LIST = re.compile(r"^###### References\s*\n((?:(?!#).*\n?)*)", re.MULTILINE)
_ENTRY = re.compile(r"^(\d+)\. (.{10})", re.MULTILINE)


def pdq(folder: Path, examples: int) -> None:
    """Measure on the documents whose citations are links and whose numbering starts again in every section."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        article = read_bytes(path.read_bytes(), path.name)
        counts["read"] += len(article.citations)
        wrong += _pdq_citations(path.name, text, article, counts)
        wrong += _pdq_lists(path.name, text, article, counts)
    total = counts["citations"]
    print(f"documents: citations {total}, numbers right {counts['numbers'] / total:.4f},", end=" ")
    print(f"numbers and section right {counts['linked'] / total:.4f} (bar 0.99), read in all {counts['read']}")
    print(f"documents: lists {counts['lists']}, right {counts['right lists'] / counts['lists']:.4f};", end=" ")
    print(f"references {counts['entries']}, right {counts['right entries'] / counts['entries']:.4f}")
    print(*(f"  {fault}" for fault in wrong[:examples]), sep="\n")


def _pdq_citations(name: str, text: str, article: Article, counts: Counter[str]) -> list[str]:
    by_place = {citation.digits.start: citation for citation in article.citations}
    groups: list[tuple[int, Numbers, str]] = [
        (found.start() + 1, numbers_of(items_of(re.sub(r"\(#cit[^)]*\)", "", found[0]))), found[2])
        for found in _GROUP.finditer(text)
    ]
    scopes: dict[str, Counter[int]] = {}
    for place, _, section in groups:
        if place in by_place:
            scopes.setdefault(section, Counter())[by_place[place].scope] += 1
    wrong = []
    for place, numbers, section in groups:
        counts["citations"] += 1
        citation = by_place.get(place)
        if citation is None or citation.numbers != numbers:
            line = text.count("\n", 0, place) + 1
            wrong.append(f"{name}:{line}: true {numbers} read {citation.numbers if citation else None}")
            continue
        counts["numbers"] += 1
        known = {reference.number for reference in article.scopes[citation.scope].references}
        if scopes[section].most_common(1)[0][0] == citation.scope and known.issuperset(numbers):
            counts["linked"] += 1
        else:
            wrong.append(f"{name}: {numbers} of section {section} read into numbering {citation.scope}")
    return wrong


def _pdq_lists(name: str, text: str, article: Article, counts: Counter[str]) -> list[str]:
    by_start = {reference.span.start: reference for reference in article.references}
    wrong = []
    for heading in _LIST.finditer(text):
        entries = list(_ENTRY.finditer(heading[1]))
        found = [by_start.get(heading.start(1) + entry.start()) for entry in entries]
        good = [r is not None and r.number == int(e[1]) for r, e in zip(found, entries, strict=True)]
        counts["lists"] += 1
        counts["entries"] += len(entries)
        counts["right entries"] += sum(good)
        counts["right lists"] += all(good) and len({r.scope for r in found if r}) == 1
        if not all(good):
            wrong.append(f"{name}:{text.count(chr(10), 0, heading.start()) + 1}: list, {good.count(False)} wrong")
    return wrong


def plain(folder: Path, jats: Path, examples: int) -> None:
    """Measure on texts whose raised numbers were flattened, against the groups of the same article in JATS.

    These texts hold no tables, captions or notes: the truth is the groups of paragraphs and lists. Agreement is the
    share of groups that both have, in order and with the same numbers, of all that either has (twice the common ones
    over the sum, that is F1).
    """
    total = Score()
    faults: list[str] = []
    for path in sorted(folder.glob("*.txt")):
        article = manuscript(jats / f"{path.stem}.nxml")
        if isinstance(article, str):
            print(f"  {path.stem} left out: {article}")
            continue
        groups = tuple(
            Expected(numbers_of(part), group.sentence, group.linked)
            for block in article.blocks
            if block.kind in {Kind.PARAGRAPH, Kind.ITEM}
            for group in block.groups
            for part in group.parts
        )
        read = read_bytes(path.read_bytes(), path.name)
        one = score(Rendered({}, path.name, groups, ()), read)
        total.add(one)
        print(f"  {path.stem} P {one.precision:.4f} R {one.recall:.4f} of {one.true}")
        faults += [f"{path.stem}: {kind} {text[:160]}" for kind, text in one.faults if kind in {"missed", "false"}]
    print(f"plain texts: agreement {total.f1:.4f} (bar 0.95), P {total.precision:.4f} R {total.recall:.4f};", end=" ")
    print(f"claims {total.claim_share:.4f} of {total.claims}")
    print(*(f"  {fault}" for fault in faults[:examples]), sep="\n")
