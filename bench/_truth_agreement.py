"""How far an independent sentence splitter, pysbd, agrees with the benchmark's own rule for the claim sentence.

About 70 disagreements of it and of the code measured with the rule were read by eye: in most the rule was right (text
behind `<`, product names with a stop, `et al.`, a stop within quotation marks), which is why the rule decides.
"""

from __future__ import annotations

import random
import re
import warnings
from typing import TYPE_CHECKING

from bench._manuscript import Group, Kind
from bench._reading_alignment import letters
from bench._reading_run import SEED
from bench._truth import manuscript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bench._manuscript import Block


def sentences(jats: Path, count: int, examples: int) -> None:
    """Print the share of groups whose sentence is the same by both."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its regular expressions are old
        import pysbd  # noqa: PLC0415 (only this part of the benchmark needs it)
    splitter = pysbd.Segmenter(language="en", clean=False)
    groups = same = 0
    differing: list[str] = []
    for path in random.Random(SEED).sample(sorted(jats.glob("*.nxml")), count):
        article = manuscript(path)
        if isinstance(article, str):
            continue
        for block in article.blocks:
            if block.kind is Kind.CELL or not block.groups:
                continue
            for group, sentence in zip(block.groups, _by(splitter.segment, block), strict=True):
                groups += 1
                same += letters(group.sentence) == letters(sentence)
                if letters(group.sentence) != letters(sentence):
                    differing.append(f"{path.stem}: rule {group.sentence[:200]!r}, pysbd {sentence[:200]!r}")
    print(f"claim sentences: rule and pysbd agree on {same / groups:.4f} of {groups} groups")
    print(*(f"  {each}" for each in differing[:examples]), sep="\n")


def _by(segment: Callable[[str], list[str]], block: Block) -> list[str]:
    """The sentence of each group of a block by a splitter that is given the text without the markers."""
    text, anchors = "", []
    for piece in block.runs:
        if isinstance(piece, Group):
            anchors.append(len(text))
            continue
        # A marker before a stop or a space takes the space before it along.
        text = text.rstrip() + piece.text if re.match(r"[\s.,;:)]", piece.text) else text + piece.text
    anchors = [min(anchor, len(text)) for anchor in anchors]
    spans, at = [], 0
    for part in segment(text):
        start = text.find(part.strip(), at)
        if start >= 0 and part.strip():
            spans.append((start, at := start + len(part.strip())))
    spans = spans or [(0, len(text))]
    found = []
    for anchor in anchors:
        index = next((i for i, (_, end) in enumerate(spans) if anchor <= end + 1), len(spans) - 1)
        index -= bool(index and anchor <= spans[index][0])
        found.append(text[slice(*spans[index])])
    return found
