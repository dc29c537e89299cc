"""The truth of the reading benchmark: an article taken out of JATS with its citation groups, claims and references.

Everything comes from the source's own structure, by code of its own: what `refcheck` makes of the file is not looked
at. The printed number counts, never the `rid`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from bench._manuscript import Block, Group, Manuscript, Run
from bench._truth_groups import Found, linked_groups, open_bracket, unlinked_groups
from bench._truth_references import references_of
from bench._truth_sentences import HOLE, sentence_at, sentences_of
from bench._truth_text import flat_blocks

if TYPE_CHECKING:
    from pathlib import Path

    from bench._truth_text import Flat

FEWEST_GROUPS = 3
"""An article with fewer groups cites some other way."""


def parse(path: Path) -> etree._ElementTree:
    """Parse an article; they are trusted here, but nothing is fetched all the same."""
    return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True))


def manuscript(path: Path) -> Manuscript | str:
    """Take an article out of JATS.

    Returns:
        The article, or in a few words why it cannot be measured.
    """
    root = parse(path).getroot()
    references = references_of(root)
    if isinstance(references, str):
        return references
    flats = flat_blocks(root)
    highest = max(reference.number for reference in references)
    groups = [linked_groups(flat, highest) for flat in flats]
    found = [group for inside in groups for group in inside]
    if len(found) < FEWEST_GROUPS:
        return "no numbered citations printed"
    if not all(group.items for group in found):
        return "a citation group prints no number"
    style = usual_wrapper(found)
    blocks = []
    for flat, linked in zip(flats, groups, strict=True):
        everything = sorted([*linked, *unlinked_groups(flat, linked, style, highest)], key=lambda each: each.start)
        blocks.append(_block(flat, everything))
    return Manuscript(path.stem, tuple(blocks), tuple(references))


def usual_wrapper(found: list[Found]) -> str:
    """How nearly all groups are marked, or nothing if they are not all alike."""
    wrapper, count = Counter(group.wrapper for group in found).most_common(1)[0]
    return wrapper if count >= 0.9 * len(found) else ""


def _block(flat: Flat, found: list[Found]) -> Block:
    """Put a block together, with the sentence of each of its groups."""
    runs: list[Run | Group] = []
    holes: list[int] = []
    shown = ""
    at = 0
    for group in found:
        runs += _runs(flat, at, group.start)
        between = flat.text[at : group.start]
        shown += between
        holes.append(len(shown))
        shown += HOLE
        inside = "" if group.wrapper else open_bracket(flat.text[: group.start])
        runs.append(Group(group.items, group.parts, group.linked, group.wrapper, inside=inside))
        at = group.end
    runs += _runs(flat, at, len(flat.characters))
    shown += flat.text[at:]
    spans = sentences_of(shown)
    places = iter(holes)
    told = [
        replace(run, sentence=sentence_at(shown, spans, next(places))) if isinstance(run, Group) else run
        for run in runs
    ]
    return Block(flat.kind, tuple(told), flat.level, flat.place)


def _runs(flat: Flat, start: int, end: int) -> list[Run]:
    runs: list[Run] = []
    at = start
    while at < end:
        stop = at
        while stop < end and flat.looks[stop] == flat.looks[at]:
            stop += 1
        look = flat.looks[at]
        text = "".join(flat.characters[at:stop])
        runs.append(Run(text, "sup" in look, "sub" in look, "italic" in look, "bold" in look))
        at = stop
    return runs
