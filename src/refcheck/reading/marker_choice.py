"""Which marks a document uses for its citations, and which of the candidates they make citations.

The mark that explains most of the reference list wins; another is believed besides it only where it explains what the
first leaves open. Without a list, numbers that first appear in ascending order speak for a mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.agreement import (
    coverage,
    explained_by,
    newly_explained,
    order_of,
    place_of,
    share_inside,
    stretches_of,
)
from refcheck.reading.blocks import BlockKind
from refcheck.reading.company import without_bad_company
from refcheck.reading.doubtful import fitting, glued_citations
from refcheck.reading.filling import filling, without_overlaps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from refcheck.reading.agreement import Numbering
    from refcheck.reading.blocks import Block
    from refcheck.reading.candidates import Candidate
    from refcheck.reading.sequence import Uncertain
    from refcheck.source import Span

ENOUGH = 0.6
"""The share of the list that clear marks must explain so that doubtful ones are not looked for."""
IN_A_ROW = 8
"""So many numbers that come one by one cite."""
SENTENCE = 90
"""A cell that is longer than this holds a sentence, in code points."""
_CELL = BlockKind.TABLE_CELL
_ENCLOSED = frozenset({MarkerStyle.BRACKETS, MarkerStyle.PARENTHESES})
_DOUBTFUL = frozenset({MarkerStyle.PARENTHESES, MarkerStyle.GLUED})


def choose(
    blocks: Sequence[Block],
    marked: Sequence[tuple[int, Candidate]],
    glued: Callable[[Mapping[int, Sequence[Span]]], Sequence[tuple[int, Uncertain]]],
    numberings: Mapping[int, Numbering],
) -> list[tuple[int, Candidate]]:
    """Choose the citations among the candidates of a document.

    Args:
        blocks: the blocks of the document.
        marked: marked candidates with the index of their numbering, in reading order.
        glued: finds the glued candidates with theirs, in reading order, but for those in stretches of blocks; called
            only if it must be.
        numberings: the numbering of each index.

    Returns:
        The citations with the index of their numbering, in reading order.
    """
    limits = {index: numbering.limit for index, numbering in numberings.items()}
    marked = without_bad_company(blocks, marked, numberings)
    plausible = [pair for pair in marked if pair[1].keys or max(pair[1].ends, default=0) <= limits[pair[0]]]
    styles: dict[MarkerStyle, list[tuple[int, Candidate]]] = {}
    sure = [pair for pair in plausible if not pair[1].doubt]
    for pair in sure:
        styles.setdefault(pair[1].style, []).append(pair)
    chosen: list[tuple[int, Candidate]] = []
    for style in sorted(styles, key=lambda style: -_worth(styles[style], numberings, style)):
        if style not in _DOUBTFUL and _is_believed(styles[style], chosen, numberings, style):
            chosen += styles[style]
    used = {found.style for _, found in chosen}
    chosen += fitting([pair for pair in plausible if pair[1].doubt and pair[1].style in used], chosen, numberings)
    chosen.sort(key=place_of)
    explained = coverage(chosen, numberings)
    if explained == 1.0:
        return chosen  # nothing is left open that glued digits could fill
    # No digits are glued that stand in brackets of their own, be these citations or not.
    taken = stretches_of([*chosen, *(pair for pair in marked if pair[1].style in _ENCLOSED)])
    if explained >= ENOUGH:
        digits = glued_citations(blocks, glued(taken), chosen, numberings, least=1)
        whole = [pair for pair in digits if not _is_end_of_number(blocks[pair[1].block].text.text, pair[1])]
        return sorted(without_overlaps(chosen, filling(whole, chosen, numberings)), key=place_of)
    with_list = any(numbering.known for numbering in numberings.values())
    parentheses = fitting([p for p in plausible if p[1].style is MarkerStyle.PARENTHESES], chosen, numberings)
    if not _are_parentheses_believed(parentheses, chosen, numberings):
        parentheses = []
    elif with_list:
        # What nothing speaks against is read, be it ever so much out of order: that is for the rules to say.
        plain = [p for p in styles.get(MarkerStyle.PARENTHESES, []) if _is_prose(blocks[p[1].block])]
        parentheses = list({place_of(pair): pair for pair in [*parentheses, *plain]}.values())
    # Without a list one stray bracket must not lead the sequence of the others astray.
    fixed = chosen if with_list or len(explained_by(chosen, numberings)) > 2 else []
    digits = glued_citations(blocks, glued(taken), fixed, numberings, least=3)
    if newly_explained(digits, chosen, numberings) > newly_explained(parentheses, chosen, numberings):
        parentheses = []
    elif parentheses:
        digits = []
    if not with_list and 2 * len(explained_by(chosen, numberings)) < len(
        explained_by(parentheses + digits, numberings)
    ):
        chosen = []  # a stray bracket or exponent in an article that cites otherwise
    return sorted(without_overlaps(chosen + parentheses, digits), key=place_of)


def _is_end_of_number(text: str, found: Candidate) -> bool:
    """Whether digits are the last of a longer number: the 18 of "218 women" cites nothing where others are marked."""
    before = text[max(0, found.stretch.start - 2) : found.stretch.start]
    return before[-1:].isdigit() or (before[-1:] in tuple(".,·") and before[:1].isdigit())


def _is_prose(block: Block) -> bool:
    """Whether a block is running text, as a long cell is, too."""
    return block.kind is not _CELL or len(block.text.text) > SENTENCE


def _worth(pairs: Sequence[tuple[int, Candidate]], numberings: Mapping[int, Numbering], style: MarkerStyle) -> float:
    return len(explained_by(pairs, numberings)) + (10_000 if style is MarkerStyle.LINKED else 0)


def _is_believed(
    pairs: Sequence[tuple[int, Candidate]],
    chosen: Sequence[tuple[int, Candidate]],
    numberings: Mapping[int, Numbering],
    style: MarkerStyle,
) -> bool:
    if style is MarkerStyle.LINKED:
        return True
    with_list = any(numbering.known for numbering in numberings.values())
    if with_list and share_inside(pairs, numberings) < 0.5 and not _counts_up(pairs):
        return False
    if not chosen:
        if with_list:
            return True
        hits, jumps = order_of(pairs, None)
        return hits > jumps
    new = explained_by(pairs, numberings) - explained_by(chosen, numberings)
    if with_list:
        return len(new) >= 0.3 * len(explained_by(pairs, numberings)) and bool(new)
    before = order_of(chosen, None)
    after = order_of([*chosen, *pairs], None)
    return bool(new) and after[0] > before[0] and after[1] <= before[1]


def _counts_up(pairs: Sequence[tuple[int, Candidate]]) -> bool:
    """Whether new numbers come one by one, as citations do, whatever part of the list is missing."""
    hits, jumps = order_of(pairs, None)
    return hits >= IN_A_ROW and hits > 3 * jumps


def _are_parentheses_believed(
    pairs: Sequence[tuple[int, Candidate]],
    chosen: Sequence[tuple[int, Candidate]],
    numberings: Mapping[int, Numbering],
) -> bool:
    if not pairs:
        return False
    if any(numbering.known for numbering in numberings.values()):
        total = sum(len(numbering.known or ()) for numbering in numberings.values())
        return share_inside(pairs, numberings) >= 0.7 and newly_explained(pairs, chosen, numberings) >= 0.4 * total
    hits, jumps = order_of(pairs)
    return hits >= 3 and jumps <= 0.3 * hits and not chosen and 1 in pairs[0][1].ends
