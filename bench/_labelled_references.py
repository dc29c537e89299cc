"""Labelled references as sequences for the tagger: one label for each token, in the tagger's own tokens.

The sets differ in what they leave unlabelled. AnyStyle's segments cover everything, punctuation included; the spans of
JATS leave punctuation and words like "et al" out, which are given to the field before them (an opening bracket or
quotation mark to the one behind), so that both sets say the same.
"""

from __future__ import annotations

import gzip
import json
import zlib
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.references.parsing import prepare
from refcheck.references.token_contexts import contexts
from refcheck.references.token_features import word_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bench._anystyle import Pieces
    from refcheck.references.token_contexts import Key

FOLDS = 5
_JATS = {
    "author": "A", "year": "D", "container-title": "C", "title": "T", "page-first": "G", "page-last": "G",
    "volume": "V", "issue": "I", "publisher": "P", "publisher-place": "L", "edition": "E",
}  # fmt: skip
_MOST_UNLABELLED = 2
_GAP_CLASSES = {"pp": "G", "vol": "V", "no": "I", "suppl": "I", "month": "D", "al": "A", "and": "", "edn": "E"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One reference for the tagger.

    Attributes:
        text: as it was given.
        words: the texts of its tokens.
        keys: for each token the keys of what stands around it.
        labels: for each token its label.
        fold: which part of the set it belongs to, 0 to 4.
    """

    text: str
    words: Sequence[str]
    keys: Sequence[Sequence[Key]]
    labels: Sequence[str]
    fold: int


def fold_of(name: str) -> int:
    """The part that a text or the name of a journal belongs to; the same in every run."""
    return zlib.crc32(name.encode()) % FOLDS


def sequence(pieces: Pieces, fold: int) -> Labelled | None:
    """Pieces as a sequence; None if nothing of them is left for the tagger, or too much of it has no label."""
    text = "".join(piece for _, piece in pieces)
    prepared = prepare(text)
    if prepared.ruled is None:
        return None
    starts, at = [], 0
    for _, piece in pieces:
        starts.append(at)
        at += len(piece)
    tokens = prepared.tokens
    own = []
    for token in tokens:
        start = prepared.seen.text.source_span(token.start, token.end).start
        own.append(pieces[bisect_right(starts, start) - 1][0])
    words = [token.text for token in tokens]
    unlabelled = sum(not label and word.isalpha() and len(word) > 2 for word, label in zip(words, own, strict=True))
    if unlabelled > _MOST_UNLABELLED:
        return None  # authors or a title that nobody marked up
    keys = list(zip(*contexts(tokens, prepared.ruled.labels(tokens)), strict=True))
    return Labelled(text, words, keys, _filled(words, own), fold)


def _filled(words: list[str], own: list[str]) -> list[str]:
    """Labels for tokens that have none, from what stands beside them."""
    labels = list(own)
    for at, label in enumerate(labels):
        if label:
            continue
        kind = word_class(words[at])
        before = labels[at - 1] if at else "O"
        after = next((other for other in own[at + 1 : at + 12] if other), "O")
        if not words[at][0].isalnum():
            labels[at] = after if words[at] in "([{“«„‘" else before
        elif before == after:
            labels[at] = before
        else:
            given = _GAP_CLASSES.get(kind)
            labels[at] = (
                (given or before)
                if given is not None
                else "R"
                if kind.endswith("ed")
                else after
                if kind == "Inin"
                else "O"
            )
    return labels


def jats(data: Path) -> Iterator[tuple[str, Pieces]]:
    """The references of published trial reports, each with the name of the journal that it names."""
    with gzip.open(data / "labelled-references" / "jats.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            names = {name for _, _, name in record["spans"]}
            book = "publisher" in names and "title" not in names
            pieces: Pieces = []
            at = 0
            seen_title = False
            journal = ""
            for start, end, name in sorted(record["spans"]):
                if start < at:
                    continue
                label = _JATS.get(name, "O")
                seen_title = seen_title or label == "T"
                if label == "C" and book:
                    label = "T"  # JATS calls a book's title a source
                elif label == "A" and seen_title:
                    label = "R"
                if label == "C":
                    journal = "".join(filter(str.isalpha, record["text"][start:end].casefold()))
                pieces += [("", record["text"][at:start]), (label, record["text"][start:end])]
                at = end
            pieces.append(("", record["text"][at:]))
            yield journal, [piece for piece in pieces if piece[1]]
