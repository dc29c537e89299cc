"""The DOI that a reference prints, and what it may have been before other text was glued to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.article import Reference

# https://www.crossref.org/blog/dois-and-matching-regular-expressions/ : nearly everything but white space occurs.
_DOI = re.compile(r"\b10\.\d{4,9}/\S{1,300}")
_BROKEN = re.compile(r"\b(10\.\d{4,9}/(?:\S{0,200}[/\-._(])?)\s+(?=[\w(])")  # a DOI that goes on after a line break
_TAIL = re.compile(r"[\s.,;:!?'\"»”’\]}>*|]+\Z")
_GLUED = re.compile(
    r"(?:[.;,(\[]*(?:epub|pmid|pmcid|available|accessed|retrieved|published|https?:|www\.|doi:)|[;,](?=10\.))",
    re.IGNORECASE,
)
MOST = 5  # each may cost two requests
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}


def printed_dois(reference: Reference) -> tuple[str, ...]:
    """The DOIs that a reference may mean, the likeliest first, lower case; empty if it prints none.

    The first is the DOI as it was parsed; the others are what remains of it if its end belongs to other text.
    """
    # A DOI that goes on after a break is the last resort: what follows may be the next sentence.
    shown = [match[0] for text in (reference.raw, _BROKEN.sub(r"\1", reference.raw)) for match in _DOI.finditer(text)]
    starts = [reference.fields.doi, *shown] if reference.fields.doi else shown
    return tuple(dict.fromkeys(doi for start in starts for doi in _trimmed(start)))[:MOST]


def _trimmed(doi: str) -> Iterator[str]:
    doi = _clean(doi)
    glued = _GLUED.search(doi)
    if glued:
        # Such words do not occur in DOIs: what was glued on goes at once.
        doi = _clean(doi[: glued.start()])
    if doi.partition("/")[2]:
        yield doi.lower()
    for mark in ("<", "&", "#", "?", ";", "|"):
        head = _clean(doi.partition(mark)[0])
        if head != doi and len(head.partition("/")[2]) > 2:
            yield head.lower()
    # "10.1002/bjs.5387Wei": capitals after a digit; "10.1002/bjs.5387.Wei"
    capital = re.search(r"(?<=[\da-z])\.?(?=[A-Z][a-z]{2})", doi)
    if capital and len(doi[: capital.start()].partition("/")[2]) > 2:
        yield _clean(doi[: capital.start()]).lower()


def _clean(doi: str) -> str:
    while True:
        shorter = _TAIL.sub("", doi) if doi[-1:] not in _PAIRS or _unbalanced(doi) else doi
        if shorter and shorter[-1] in _PAIRS and _unbalanced(shorter):
            shorter = shorter[:-1]
        if shorter == doi:
            return doi
        doi = shorter


def _unbalanced(doi: str) -> bool:
    last = doi[-1]
    return doi.count(last) > doi.count(_PAIRS[last])
