"""Comparing what was read of a rendering with what it prints.

Groups are aligned in reading order, numbers against numbers, so that as many as possible agree; among equal ones,
those whose sentence agrees too. A sentence is right if its letters and digits are: white space and punctuation are
folded away.
A reference is right if its number and the letters and digits of its whole text are.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bench._reading_alignment import Read, align, letters, same_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench._render import Expected, Rendered
    from refcheck.article import Article


@dataclass
class Score:
    """Counts over one article, or many added up.

    Attributes:
        true: groups demanded.
        read: groups read, those that are neither demanded nor wrong left out.
        right: groups read with all their numbers.
        optional: groups that nobody linked.
        claims: right groups whose sentence can be compared.
        claims_right: of these, with the right sentence.
        cells: right groups in table cells, which have no sentence to compare.
        entries: references printed.
        entries_right: references read with number and text.
        entries_read: references read.
        seconds: CPU time of reading.
        bytes: size of what was read.
        articles: how many.
        failed: how many could not be read at all.
        faults: what went wrong, for people, by kind.
    """

    true: int = 0
    read: int = 0
    right: int = 0
    optional: int = 0
    claims: int = 0
    claims_right: int = 0
    cells: int = 0
    entries: int = 0
    entries_right: int = 0
    entries_read: int = 0
    seconds: float = 0.0
    bytes: int = 0
    articles: int = 0
    failed: int = 0
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the groups read that are right."""
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        """Share of the groups printed that were read."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def claim_share(self) -> float:
        """Share of the compared sentences that are right."""
        return self.claims_right / self.claims if self.claims else 1.0

    @property
    def entry_share(self) -> float:
        """Share of the references printed that were read whole."""
        return self.entries_right / self.entries if self.entries else 1.0

    @property
    def wrong(self) -> int:
        """How much is wrong, to find the worst articles."""
        groups = self.true - self.right + self.read - self.right
        entries = self.entries - self.entries_right + max(0, self.entries_read - self.entries)
        return groups + entries + self.claims - self.claims_right

    def add(self, other: Score) -> None:
        """Add another's counts; its faults are not kept."""
        for name in self.__dataclass_fields__:
            if name != "faults":
                setattr(self, name, getattr(self, name) + getattr(other, name))


def score(rendered: Rendered, article: Article) -> Score:
    """Compare what was printed with what was read."""
    true = list(rendered.groups)
    read = [Read(citation.numbers, citation.claim.sentence) for citation in article.citations]
    together = {each.numbers for each in read}
    true = [part for each in true for part in _cut(each, together)]
    if rendered.single:
        true = [replace(each, numbers=(n,)) for each in true for n in each.numbers]
        read = [Read((n,), each.sentence) for each in read for n in each.numbers]
    result = Score(articles=1)
    _groups(result, true, read)
    _entries(result, rendered, article)
    return result


def _cut(group: Expected, together: set[tuple[int, ...]]) -> Iterator[Expected]:
    """A group as it was read: whole, or as its parts."""
    if not group.parts or group.numbers in together:
        yield group
    else:
        yield from (replace(group, numbers=part, parts=()) for part in group.parts)


def failure(rendered: Rendered, reason: str) -> Score:
    """The score of an article that could not be read at all."""
    demanded = sum(each.demanded for each in rendered.groups)
    entries = len(rendered.references)
    return Score(true=demanded, entries=entries, articles=1, failed=1, faults=[("failed", reason)])


def _groups(result: Score, true: list[Expected], read: list[Read]) -> None:
    pairs = align(true, read)
    result.optional = sum(not each.demanded for each in true)
    result.true = len(true) - result.optional
    matched_true, matched_read = {a for a, _ in pairs}, {b for _, b in pairs}
    pardoned = sum(not true[a].demanded for a, _ in pairs)
    result.read = len(read) - pardoned
    result.right = len(pairs) - pardoned
    for a, b in pairs:
        if not true[a].demanded:
            continue
        if not true[a].prose:
            result.cells += 1
            continue
        result.claims += 1
        if same_sentence(true[a].sentence, read[b].sentence):
            result.claims_right += 1
        else:
            result.faults.append(("claim", f"{_show(true[a])} read as {read[b].sentence[:300]!r}"))
    for a, group in enumerate(true):
        if a not in matched_true and group.demanded:
            result.faults.append(("missed", _show(group)))
    for b, found in enumerate(read):
        if b not in matched_read:
            result.faults.append(("false", f"{list(found.numbers)[:12]} in {found.sentence[:240]!r}"))


def _show(group: Expected) -> str:
    return f"{list(group.numbers)[:12]} in {group.sentence[:300]!r}"


def _entries(result: Score, rendered: Rendered, article: Article) -> None:
    read = [(reference.number, reference.raw) for reference in article.references]
    result.entries, result.entries_read = len(rendered.references), len(read)
    if rendered.parts is None:
        found = Counter((number, letters(text)) for number, text in read)
        for number, text in rendered.references:
            key = (number, letters(text))
            if found[key]:
                found[key] -= 1
                result.entries_right += 1
            else:
                shown = next((raw for n, raw in read if n == number), None)
                result.faults.append(("reference", f"{number} {text[:200]!r} read as {shown and shown[:200]!r}"))
    else:
        shown_by = dict(reversed(read))
        printed = {number: letters(text) for number, text in rendered.references}
        for number, (parts, asides) in rendered.parts.items():
            shown = shown_by.get(number, "")
            if shown and (letters(shown) == printed[number] or has_parts(parts, asides, shown)):
                result.entries_right += 1
            else:
                result.faults.append(("reference", f"{number} {list(parts)} read as {shown!r}"))
    extra = len(read) - len(rendered.references)
    if extra > 0:
        result.faults.append(("reference", f"{len(rendered.references)} printed, {len(read)} read"))


_ADDED = re.compile(r"\b(?:et al|and|eds?|editors?|doi|pmid|pmcid|in|https doi org)\b", re.IGNORECASE)


def has_parts(parts: Sequence[str], asides: Sequence[str], raw: str) -> bool:
    """Whether an entry shows every part of its mark-up, and next to nothing else but its identifiers."""
    folded = letters(raw)
    rest = len(folded)
    for part in map(letters, parts):
        if part in folded:
            rest -= len(part)
        elif len(part) > 3:
            return False
    rest -= sum(len(letters(aside)) for aside in asides if letters(aside) in folded)
    added = sum(len(letters(word)) for word in _ADDED.findall(raw))
    return rest <= added + 6
