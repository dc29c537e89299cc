"""Reference lists that mark-up names: by class, role or id, or because numbers in the text link to their items.

Generators and publishers agree on little else: Pandoc, MediaWiki, Manubot, Sphinx, PubMed Central, Springer, Elsevier
and the rest all give each entry an element with an id.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from refcheck.reading.html.drafts import Draft, called, drafts
from refcheck.reading.html.entries import entry_text, label_mark, tidied
from refcheck.reading.html.links import is_note_id
from refcheck.reading.printed import PrintedList, PrintedReference
from refcheck.reading.reference_likeness import LIKELY, reference_score
from refcheck.source import MappedText, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from refcheck.reading.html.passages import Passage
    from refcheck.reading.html.tree import Element, Page
    from refcheck.reading.reference_labels import Item

LONGEST = 3_000
"""Elements with more text than this on average, in code points, are no entries of a list of references."""
MOST_PASSAGES = 60
"""Nor is one with more paragraphs than this."""

_LABEL = re.compile(r"\s*(?:\[\s?(?P<a>\d{1,4})\s?\][.:]?|\((?P<b>\d{1,4})\)|(?P<c>\d{1,4})(?:[.):](?!\d)|\t))\s*")
_BARE_LABEL = re.compile(r"\s*(\d{1,4})\s+(?=[^\W\d])")


@dataclass(frozen=True, slots=True)
class MarkedList:
    """A list that its mark-up names.

    Attributes:
        printed: its entries.
        passages: the indices of the passages that it is made of.
        is_note: whether it is one of footnotes or endnotes.
        is_likely: whether its entries read like references.
    """

    printed: PrintedList
    passages: range
    is_note: bool
    is_likely: bool

    @property
    def ids(self) -> set[str]:
        """The ids that lead to its entries."""
        return {name for entry in self.printed.entries for name in entry.ids}


@dataclass(frozen=True, slots=True)
class Links:
    """What links of a page lead to.

    Attributes:
        numeric: the ids that numbers link to.
        other: the ids that anything else links to.
    """

    numeric: frozenset[str]
    other: frozenset[str]


def marked_lists(
    page: Page, passages: Sequence[Passage], numbers: Mapping[Element, Item], links: Links, source: str
) -> list[MarkedList]:
    """Find the lists of a page that its mark-up names.

    Args:
        page: the page.
        passages: its passages.
        numbers: its numbered items, without those of lists whose numbers are typed.
        links: what its links lead to.
        source: its text.
    """
    finder = _Finder(passages, numbers, links, source)
    found: list[MarkedList] = []
    end = -1
    ordered = sorted(drafts(page.elements), key=lambda draft: (draft.start, -draft.element.end))
    for index, draft in enumerate(ordered):
        if draft.start < end or any(finder.is_around(draft, other) for other in ordered[index + 1 : index + 4]):
            continue  # in a list, or only the layout around one
        made = finder.made(draft)
        if made:
            found.append(made)
            end = draft.entries[-1][-1].end
    if any(not made.is_note and not links.numeric.isdisjoint(made.ids) for made in found):
        # Where some lists are cited by number, one that only words and letters lead to holds remarks.
        found = [
            replace(made, is_note=True)
            if links.numeric.isdisjoint(made.ids) and not links.other.isdisjoint(made.ids)
            else made
            for made in found
        ]
    return found


class _Finder:
    """Judges drafts, and makes lists of them."""

    def __init__(self, passages: Sequence[Passage], numbers: Mapping[Element, Item], links: Links, source: str) -> None:
        self.passages = passages
        self.numbers = numbers
        self.links = links
        self.source = source
        self.starts = [passage.text.offsets[0] for passage in passages]
        self.lengths = list(accumulate((len(passage.text.text) for passage in passages), initial=0))

    def is_around(self, draft: Draft, other: Draft) -> bool:
        """Whether most of a list is another one with more entries."""
        if other.start >= draft.element.end or len(other.entries) <= len(draft.entries):
            return False
        return 2 * self.length([other.element]) > self.length([draft.element])

    def length(self, group: Sequence[Element]) -> int:
        """How much text is in some neighbouring elements, in code points."""
        inside = self.inside(group)
        return self.lengths[inside.stop] - self.lengths[inside.start]

    def made(self, draft: Draft) -> MarkedList | None:
        """The list that a draft is, if it is one of references or notes."""
        parts = [(group, self.inside(group)) for group in draft.entries]
        parts = [(group, inside) for group, inside in parts if inside]
        if not parts or any(len(inside) > MOST_PASSAGES for _, inside in parts):
            return None
        if sum(self.length(group) for group, _ in parts) > LONGEST * len(parts):
            return None
        says_references, says_notes = called(draft)
        if not (says_references or says_notes) and not self.is_cited(parts):
            return None  # and its entries need not be read
        entries = tuple(self.entries(parts))
        if not entries:
            return None  # nothing but buttons
        cited = sum(not self.links.numeric.isdisjoint(entry.ids) for entry in entries) / len(entries)
        likely = sum(reference_score(entry.text.text) >= LIKELY for entry in entries) / len(entries)
        names = [name for entry in entries for name in entry.ids]
        is_note = not says_references and (says_notes or 2 * sum(map(is_note_id, names)) > len(names))
        if is_note:
            accepted = says_notes or cited > 0
        elif says_references or draft.named:
            accepted = likely >= 0.3 or cited >= 0.3
        else:
            accepted = len(entries) > 1 and cited >= 0.5 and likely >= 0.3
        if not accepted:
            return None
        span = range(parts[0][1].start, parts[-1][1].stop)
        return MarkedList(PrintedList(entries), span, is_note, likely >= 0.5)

    def inside(self, group: Sequence[Element]) -> range:
        """The indices of the passages of an entry."""
        return range(bisect_left(self.starts, group[0].start), bisect_left(self.starts, group[-1].end))

    def entries(self, parts: Sequence[tuple[list[Element], range]]) -> Iterator[PrintedReference]:
        """The entries of a list, with the number that each shows, or else the one that it would have."""
        texts = [self.text(inside) for _, inside in parts]
        bare = [_BARE_LABEL.match(text.text) for text in texts]
        last = 0
        is_bare = sum(found is not None for found in bare) >= 0.6 * len(parts)
        for (group, inside), text, start in zip(parts, texts, bare, strict=True):
            first = group[0]
            found = _LABEL.match(text.text) or (start if is_bare else None)
            label, label_span = "", Span(first.start, first.content)
            if first in self.numbers:
                last = self.numbers[first].number
                label = f"{last}."
            elif found and found.end() < len(text.text):
                last = int(found[found.lastindex or 0])
                label = found[0].strip()
                at = found.start() + len(found[0]) - len(found[0].lstrip())
                label_span = text.source_span(at, at + len(label))
                text = text.slice(found.end(), len(text.text))  # noqa: PLW2901 (what is left of it)
            else:
                last += 1
            text = tidied(text)  # noqa: PLW2901
            if not text.text:
                continue
            ids = self.ids(group, inside)
            span = Span(min(label_span.start, text.offsets[0]), max(label_span.end, text.offsets[-1] + 1))
            yield PrintedReference(last, label, text, span, label_span, ids=tuple(sorted(ids - {""})))

    def ids(self, group: Sequence[Element], inside: range) -> set[str]:
        """What links to an entry may lead to; "" among it if something has no id."""
        return {element.get("id") for element in group} | {name for at in inside for _, name in self.passages[at].ids}

    def is_cited(self, parts: Sequence[tuple[list[Element], range]]) -> bool:
        """Whether a number links to any entry."""
        numeric = self.links.numeric
        return bool(numeric) and any(not numeric.isdisjoint(self.ids(*part)) for part in parts)

    def text(self, inside: range) -> MappedText:
        """The text of an entry, its paragraphs one after the other."""
        parts: list[MappedText] = []
        for at in inside:
            text = entry_text(self.passages[at], self.source)
            if text.text.strip():
                # A tab, so that a label in a cell or paragraph of its own is known as one.
                parts += [MappedText("\t", parts[-1].offsets[-1:])] if parts else []
                mark = None if parts else label_mark(self.passages[at], text)
                end = mark.content.end if mark else 0
                if mark:
                    parts += [text.slice(0, end), MappedText("\t", text.offsets[end - 1 : end])]
                parts.append(text.slice(end, len(text.text)))
        return MappedText.join(parts)
