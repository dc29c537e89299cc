"""Crossref's search-based matching with validation, its rules for unstructured references written anew.

The rules are those of Crossref's reference matcher (https://gitlab.com/crossref/search_based_reference_matcher,
described in https://www.crossref.org/blog/reference-matching-for-real-this-time/): candidates by relevance, three of
five fields supported, then a generalised Jaccard similarity over the numbers of both sides, the first author and the
relevance. Its candidates come from the same search as refcheck's.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.work import Work

LEAST_RELEVANCE = 0.4  # per character of the reference
LEAST_SIMILARITY = 0.34
SUPPORT = 3
_DOI = re.compile(r"(?<!\d)10\.\d{4,9}/[-._;()/:a-zA-Z0-9]+")
_ARXIV = re.compile(r"(?<![a-zA-Z0-9])arXiv:[\d.]+")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_PAGES = re.compile(r"(\d+)[-\u00ad\u2010-\u2015\u207b\u208b\u2212](\d+)")
_NUMBER = re.compile(r"\d+")


def best(raw: str, candidates: Sequence[tuple[float, Work]]) -> str | None:
    """The DOI that a reference is matched to, or None.

    Args:
        raw: the reference.
        candidates: records with their relevance, the most relevant first.
    """
    kept = [one for place, one in enumerate(candidates) if place == 0 or one[0] / len(raw) >= LEAST_RELEVANCE]
    scored = [(similarity(raw, relevance, work), work.doi) for relevance, work in kept]
    score, doi = max(scored, key=lambda one: one[0], default=(0.0, ""))
    return doi if score >= LEAST_SIMILARITY else None


def similarity(raw: str, relevance: float, work: Work) -> float:
    """The generalised Jaccard similarity of a reference and a record; 0 without support, or for an issue."""
    if work.type == "journal-issue":
        return 0.0
    text = _PAGES.sub(_completed, _BRACKETS.sub("", _ARXIV.sub("", _DOI.sub("", raw, 1), 1), 1).strip())
    numbers = _NUMBER.findall(text[5:])
    if not numbers:
        return 0.0
    year = str(work.years[0]) if work.years else ""
    if work.volume and work.volume == year and numbers.count(year) == 1:
        numbers.append(year)
    normal = len(raw)
    weights = {"score": (relevance / 100, max(1.0, relevance / 100))}
    weights["relative"] = (relevance / normal, max(1.0, relevance / normal))
    container = work.containers[0] if work.containers else ""
    for name, value in (
        ("volume", work.volume), ("year", year), ("issue", work.issue), ("page", work.pages), ("title", work.title),
        ("container", container),
    ):  # fmt: skip
        for place, number in enumerate(_NUMBER.findall(value)):
            found = number in numbers
            if found:
                numbers.remove(number)
            weights[f"{name} {place}"] = (1.0, float(found))
    if work.authors:
        name = _normal(work.authors[0].family)
        weights["author"] = (1.0, fuzz.partial_ratio(name, _normal(text)[: 3 * len(name)]) / 100)
    if weights.get("year 0", (1.0, 1.0))[1] == 0.0:
        beside = next((other for other in (str(int(year) - 1), str(int(year) + 1)) if other in numbers), None)
        if beside:
            numbers.remove(beside)
            weights["year 0"] = (1.0, 0.5)
    support = [weights[name][1] > 0 for name in ("year 0", "volume 0", "page 0") if name in weights]
    support.append("author" in weights and weights["author"][1] > 0.7)
    support.append(fuzz.partial_ratio(_normal(work.title), _normal(text)) > 70)
    if sum(support) < SUPPORT:
        return 0.0
    pairs = [*weights.values(), *((0.0, 1.0) for _ in numbers)]
    return sum(map(min, pairs)) / sum(map(max, pairs))


def _normal(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _completed(pages: re.Match[str]) -> str:
    first, last = pages[1], pages[2]
    if len(first) > len(last) and first[-len(last) :] <= last:
        last = first[: len(first) - len(last)] + last
    return f"{first}-{last}"
