"""A short article about real instruments and methods, with an edited list, in every format and with any line ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import cycle
from typing import TYPE_CHECKING

from tests.alignment.small_articles import CLAIMS, WORKS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Work = tuple[str, int, str]

NEW: Work = ("Wright", 1921, "Correlation and causation")
"""What is inserted."""
SILENT = "Others did so as well"
"""A claim that tells of no work."""
CITED = "inserted with its citation"
FAULTS = ("inserted", CITED, "deleted", "moved down", "moved up")
SUFFIXES = {"brackets": ".md", "sup": ".md", "footnotes": ".md", "links": ".md", "html": ".html", "jats": ".xml"}
LINE_ENDS = {"unix": ["\n"], "windows": ["\r\n"], "mac": ["\r"], "mixed": ["\r\n", "\n", "\r"]}


@dataclass(frozen=True)
class Faulty:
    """An article whose list was edited.

    Attributes:
        works: the list as it is now.
        claims: what the text says, and the work that it means.
        printed: the number that each claim prints.
    """

    works: Sequence[Work]
    claims: Sequence[tuple[str, Work]]
    printed: Sequence[int]

    @property
    def right(self) -> list[int]:
        """The number that each claim should print."""
        return [self.works.index(work) + 1 for _, work in self.claims]


def faulty(kind: str, place: int) -> Faulty:
    """The article with one fault at a place of its list, counted from 0."""
    claims = list(zip(CLAIMS, WORKS, strict=True))
    works = list(WORKS)
    if kind == CITED:  # the reference at the place is new, and its citation right
        return Faulty(works, claims, [at + 1 - (at > place) for at in range(len(works))])
    if kind == "inserted":
        works.insert(place, NEW)
    elif kind == "deleted":  # with its citation
        del claims[place], works[place]
    elif kind == "moved down":
        works.insert(len(works) - 1, works.pop(place))
    else:
        works.insert(place, works.pop())
    return Faulty(works, claims, [WORKS.index(work) + 1 for _, work in claims])


def silenced(article: Faulty, *places: int) -> Faulty:
    """An article some of whose claims tell nothing, so that no reader could say which work they mean."""
    claims = [
        (f"{SILENT}, case {chr(97 + at)}" if at in places else claim, work)
        for at, (claim, work) in enumerate(article.claims)
    ]
    return replace(article, claims=claims)


def before(article: Faulty) -> Faulty:
    """The article before its list was edited: the works that its text cites, in the order of their numbers."""
    then = dict(zip(article.printed, (work for _, work in article.claims), strict=True))
    gone = [work for work in WORKS if work not in article.works]
    works = [then.get(number) or gone.pop() for number in range(1, max(then) + 1)]
    return replace(article, works=works)


def written(article: Faulty, style: str, ends: str, numbers: Sequence[int], encoding: str = "utf-8") -> bytes:
    """The article in a format, its claims citing these numbers."""
    lines = _WRITERS[style](article, numbers)
    text = "".join(line + end for line, end in zip(lines, cycle(LINE_ENDS[ends]), strict=False))
    return text.encode(encoding)


def _entry(work: Work) -> str:
    family, year, title = work
    return f"{family} A. {title}. J Clin Methods. {year};{year % 40}:{year % 90}-{year % 90 + 7}."


def _markdown(article: Faulty, numbers: Sequence[int], marker: Callable[[int], str], label: str = "{}. ") -> list[str]:
    text = [f"{claim}{marker(number)}." for (claim, _), number in zip(article.claims, numbers, strict=True)]
    entries = [label.format(at) + _entry(work) for at, work in enumerate(article.works, 1)]
    if label == "{}. ":
        entries = [entry.replace(". ", f'. <a id="r{at}"></a>', 1) for at, entry in enumerate(entries, 1)]
    middle = len(text) // 2
    return ["# Naïve measures", "", *text[:middle], "", *text[middle:], "", "## References", "", *entries]


def _tagged(article: Faulty, numbers: Sequence[int], marker: Callable[[int], str]) -> list[str]:
    return [f"<p>{claim} {marker(number)}.</p>" for (claim, _), number in zip(article.claims, numbers, strict=True)]


def _html(article: Faulty, numbers: Sequence[int]) -> list[str]:
    entries = [f'<li id="r{at}">{_entry(work)}</li>' for at, work in enumerate(article.works, 1)]
    text = _tagged(article, numbers, lambda number: f'<sup><a href="#r{number}">{number}</a></sup>')
    head = ['<!DOCTYPE html><html><head><meta charset="utf-8"><title>Naïve measures</title></head><body>']
    return [*head, *text, "<h2>References</h2>", "<ol>", *entries, "</ol></body></html>"]


def _jats(article: Faulty, numbers: Sequence[int]) -> list[str]:
    entries = [
        f'<ref id="B{at}"><label>{at}</label><mixed-citation>{_entry(work)}</mixed-citation></ref>'
        for at, work in enumerate(article.works, 1)
    ]
    text = _tagged(article, numbers, lambda number: f'[<xref ref-type="bibr" rid="B{number}">{number}</xref>]')
    head = ["<article><front><article-meta><title-group><article-title>Naïve measures</article-title></title-group>"]
    return [
        *head,
        "</article-meta></front><body>",
        *text,
        "</body><back><ref-list>",
        *entries,
        "</ref-list></back></article>",
    ]


_WRITERS: dict[str, Callable[[Faulty, Sequence[int]], list[str]]] = {
    "brackets": lambda article, numbers: _markdown(article, numbers, lambda number: f" [{number}]"),
    "sup": lambda article, numbers: _markdown(article, numbers, lambda number: f"<sup>{number}</sup>", "[{}] "),
    "footnotes": lambda article, numbers: _markdown(article, numbers, lambda number: f"[^{number}]", "[^{}]: "),
    "links": lambda article, numbers: _markdown(article, numbers, lambda number: f" [{number}](#r{number})"),
    "html": _html,
    "jats": _jats,
}
