"""Where the reference lists of a document are, and where each entry begins and ends.

It works on lines, because real lists break every rule of mark-up: indented, wrapped, with a blank line within an
entry, with escapes, with numbers missing or repeated, split by page headings. An ordinary numbered list is told from
a reference list by what its entries read like.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.reading.limits import MOST_REFERENCES
from refcheck.reading.reference_entries import LONGEST_GAP, ListEntry, entries_of
from refcheck.reading.reference_labels import Item, Labelled, labelled

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from refcheck.reading.lines import Line

MANY_ENTRIES = 8
"""So many entries that read like references are a list without a doubt."""
HIGHEST_JUMP = 10
"""How far the numbers of one list may jump where some are missing."""

LEAST_YEAR = 1000
"""From here on what counts lines may be years."""
MOST_LINES = 8
"""How many lines of a wrapped entry are looked at to see whether it reads like a reference."""


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """One reference list, or one part of it between page headings.

    Attributes:
        entries: in printed order.
        headed: whether a heading ("References") stands right before it.
        continues: whether its numbers go on behind those of the list before it, so that both are one numbering.
    """

    entries: tuple[ListEntry, ...]
    headed: bool
    continues: bool = False

    @property
    def line_numbers(self) -> set[int]:
        """The lines that belong to its entries."""
        return {line.number for entry in self.entries for line in (entry.label.line, *entry.more)}


def find_reference_lists(
    lines: Sequence[Line], skip: Collection[int], items: Mapping[int, Item]
) -> list[ReferenceList]:
    """Find the reference lists among the lines of a document.

    Args:
        lines: all lines.
        skip: numbers of lines that are no text (front matter, fenced code).
        items: the lines that begin an item of an ordered Markdown list.

    Returns:
        The lists in document order; footnote definitions, wherever they stand, are one list at the end.
    """
    found: dict[str, list[Labelled]] = {}
    for line in lines:
        if line.number in skip:
            continue
        following = lines[line.number + 1 : line.number + 1 + MOST_LINES]
        label = labelled(line, following, items.get(line.number))
        if label:
            found.setdefault(label.kind, []).append(label)
    footnotes = found.pop("footnote", [])
    found.pop("supplement", None)  # a supplement's own numbering, which the article's numbers do not cite
    taken: set[int] = set()
    chosen: list[tuple[bool, list[Labelled]]] = []
    candidates = [(_is_headed(lines, run[0]), run) for labels in found.values() for run in _runs(lines, labels)]
    candidates.sort(key=lambda candidate: (-sum(label.likely for label in candidate[1]), candidate[1][0].line.number))
    settled = any(
        (headed and _is_reference_list(run, headed=True, strict=False)) or _is_plain(run) for headed, run in candidates
    )
    for headed, run in candidates:
        covered = set(range(run[0].line.number, run[-1].line.number + 1))
        if _is_reference_list(run, headed=headed, strict=settled) and not covered & taken:
            taken |= covered
            chosen.append((headed, run))
    if not chosen:
        # A list of one entry is believed only where there is no other, and nothing but it says "references".
        chosen = [
            (headed, run) for headed, run in candidates if len(run) == 1 and run[0].likely and run[0].number == 1
        ][:1]
    chosen.sort(key=lambda candidate: candidate[1][0].line.number)
    lists: list[ReferenceList] = []
    count = 0
    for headed, run in chosen:
        if count > MOST_REFERENCES:
            break  # the article is refused for what there is already
        count += len(run)
        entries = entries_of(lines, run, skip)
        lists.append(ReferenceList(entries, headed, bool(lists) and _continues(lists[-1], run)))
    if footnotes and 2 * sum(label.likely for label in footnotes) >= len(footnotes):
        lists.append(ReferenceList(entries_of(lines, footnotes, skip), headed=False))
    return lists


def _continues(before: ReferenceList, run: Sequence[Labelled]) -> bool:
    """Whether a run goes on counting where a list ended, be it that entries between are missing or have lost labels."""
    first = min(label.number for label in run)
    return run[0].number != 1 and before.entries[-1].label.number < first < LEAST_YEAR


def _is_headed(lines: Sequence[Line], first: Labelled) -> bool:
    at = first.line.number - 1
    looked = 0
    while at >= 0 and looked < 2:
        if not lines[at].is_blank:
            if lines[at].is_list_heading:
                return True
            looked += 1 if lines[at].is_heading else 2  # the underline of a heading may stand between
        at -= 1
    return False


def _is_plain(run: Sequence[Labelled]) -> bool:
    """Whether a run needs no heading to be a reference list."""
    return len(run) >= MANY_ENTRIES and sum(label.strong for label in run) >= 0.6 * len(run)


def _is_reference_list(run: Sequence[Labelled], *, headed: bool, strict: bool) -> bool:
    """Whether a run is a reference list; `strict` where others of the document plainly are, and this has no heading."""
    likely = sum(label.likely for label in run)
    if headed:
        return likely > 0 or len(run) > 1
    if strict:
        return len(run) > 1 and sum(label.strong for label in run) >= 0.6 * len(run)
    return len(run) > 1 and likely >= (0.7 if run[0].kind == "bare" else 0.5) * len(run)


def _runs(lines: Sequence[Line], labels: Sequence[Labelled]) -> list[list[Labelled]]:
    """Cut the labelled lines of one kind into runs that could each be a list."""
    runs: list[list[Labelled]] = []
    run: list[Labelled] = []
    for index, label in enumerate(labels):
        following = labels[index + 1] if index + 1 < len(labels) else None
        if run and _goes_on(lines, run, label, following):
            run.append(label)
        elif run and not _is_start(label, following, lines) and _near(run[-1], label):
            continue  # a number at the beginning of a wrapped line
        elif _is_start(label, following, lines):
            run = [label]
            runs.append(run)
        else:
            run = []
    return runs


def _near(last: Labelled, label: Labelled) -> bool:
    return label.line.number - last.line.number <= LONGEST_GAP


def _is_start(label: Labelled, following: Labelled | None, lines: Sequence[Line]) -> bool:
    if label.number == 1 or _is_headed(lines, label):
        return True
    return (
        following is not None
        and label.likely
        and following.likely
        and following.number == label.number + 1
        and _near(label, following)
    )


def _goes_on(lines: Sequence[Line], run: Sequence[Labelled], label: Labelled, following: Labelled | None) -> bool:
    last = run[-1]
    if label.of is not None and label.of == last.of:
        return True
    if label.part and label.number == last.number and label.part > last.part and _near(last, label):
        return True
    if not _near(last, label) or abs(label.line.indent - last.line.indent) > 3:
        return False
    expected = label.number == last.number + 1
    between = lines[last.line.number + 1 : label.line.number]
    if any(line.is_heading for line in between) and not (expected and label.likely and last.likely):
        return False
    if expected:
        # Of two lines that could be the next entry, the one that reads like one.
        return label.likely or not (following and following.number == label.number and following.likely)
    if label.number == 1 and any(line.is_list_heading for line in between):
        return False
    if label.number == 1:
        # The next list begins, unless this number is a mere repetition.
        repeats = last.number == 1 and len(run) == 1
        misprint = following is not None and following.number == last.number + 2 > 3
        return (repeats or misprint) and label.likely
    return label.likely and (label.number <= last.number or label.number - last.number <= HIGHEST_JUMP)
