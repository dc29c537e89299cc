"""Small articles for the tests of alignment: real instruments and methods, each claim naming what it cites."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck.article import Citation, Claim, MarkerStyle, NumberRange, Reference, ReferenceFields, Scope
from refcheck.bibliography import Author
from refcheck.source import MappedText, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

WORKS = [
    (
        "Folstein",
        1975,
        "Mini-mental state: a practical method for grading the cognitive state of patients for the clinician",
    ),
    ("Mahoney", 1965, "Functional evaluation: the Barthel Index"),
    ("Zigmond", 1983, "The hospital anxiety and depression scale"),
    ("Buysse", 1989, "The Pittsburgh Sleep Quality Index: a new instrument for psychiatric practice and research"),
    ("Ware", 1992, "The MOS 36-item short-form health survey (SF-36): conceptual framework and item selection"),
    ("Charlson", 1987, "A new method of classifying prognostic comorbidity in longitudinal studies"),
    ("Shrout", 1979, "Intraclass correlations: uses in assessing rater reliability"),
    ("Landis", 1977, "The measurement of observer agreement for categorical data"),
    ("Bland", 1986, "Statistical methods for assessing agreement between two methods of clinical measurement"),
    ("Kaplan", 1958, "Nonparametric estimation from incomplete observations"),
    ("Oken", 1982, "Toxicity and response criteria of the Eastern Cooperative Oncology Group"),
    ("Schulz", 2010, "CONSORT 2010 statement: updated guidelines for reporting parallel group randomised trials"),
]
CLAIMS = [
    "The cognitive state was graded with the mini-mental method",
    "Functional evaluation used the Barthel index",
    "Anxiety and depression were rated on the hospital scale",
    "Sleep quality was measured with the Pittsburgh instrument",
    "Health was surveyed with the 36-item short form (SF-36)",
    "Comorbidity was classified by its prognostic weight",
    "Rater reliability was expressed as intraclass correlations",
    "Observer agreement on categorical data was computed",
    "The two methods of measurement were plotted as Bland et al. proposed",
    "Incomplete observations entered a nonparametric estimation",
    "Toxicity followed the criteria of the Eastern Cooperative Oncology Group",
    "The report follows the CONSORT guidelines for randomised trials",
]


def reference(number: int, family: str, year: int, title: str) -> Reference:
    """A reference with one author."""
    raw = f"{family} A. {title}. {year}."
    start = 10_000 + number * 1000
    fields = ReferenceFields(authors=(Author(family, "A"),), title=title, year=year)
    return Reference(
        number, f"{number}.", MappedText.of(raw, start), Span(start, start + len(raw)), Span(start, start + 1), fields
    )


def claim(sentence: str, start: int, anchor: int | None = None, before: str = "", after: str = "") -> Claim:
    """A claim whose marker stands at the end of its sentence."""
    at = len(sentence) if anchor is None else anchor
    return Claim(sentence, sentence[:at], at, before, after, Span(start, start + len(sentence)))


def citation(numbers: Sequence[int], of: Claim) -> Citation:
    """A citation in brackets right behind its claim."""
    text = "[" + ",".join(map(str, numbers)) + "]"
    start = of.span.start + of.anchor
    span = Span(start, start + len(text))
    digits = Span(start + 1, start + len(text) - 1)
    return Citation(tuple(NumberRange(n, n) for n in numbers), text, span, digits, MarkerStyle.BRACKETS, of)


def article(numbers: Sequence[int] | None = None, works: Sequence[tuple[str, int, str]] = WORKS) -> Scope:
    """The claims in order, citing these numbers (1, 2, 3 ... if none are given) of a list of these works."""
    cited = list(numbers or range(1, len(CLAIMS) + 1))
    citations = tuple(
        citation([number], claim(sentence, at * 200))
        for at, (sentence, number) in enumerate(zip(CLAIMS, cited, strict=True))
    )
    return Scope(0, citations, tuple(reference(at, *work) for at, work in enumerate(works, 1)))


def renumbered(scope: Scope, by: int) -> Scope:
    """The same article with every number, cited and listed, raised by an amount."""
    return Scope(
        scope.index,
        tuple(
            replace(cited, items=tuple(NumberRange(item.first + by, item.last + by) for item in cited.items))
            for cited in scope.citations
        ),
        tuple(replace(listed, number=listed.number + by) for listed in scope.references),
    )
