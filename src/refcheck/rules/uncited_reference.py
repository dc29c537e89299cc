"""A reference in the list is never cited.

## What it finds

An entry of the reference list whose number appears in no citation, ranges written out.

## Why it matters

Either the reference is left over from an earlier draft, or a citation was lost. It is also the most common trace of
an inserted reference after which nobody renumbered the text: then the *last* reference is never cited, and
`shifted-citations` (REF301) says which numbers to mend.

## Example

    Most recurrences were seen in the first year.[1]

    1. Adam R. Oncologist. 2012;17:1225-39.
    2. Benson AB. J Natl Compr Canc Netw. 2021;19:329-59.

Reference 2 is never cited.

## What it cannot see

A reference that is cited without its number ("the guideline of 2021"). A list in which nothing at all is cited is
taken for a list of further reading, and is not reported. Where more than half of a list is uncited, the citations
were more likely not recognised, and the findings carry a low confidence. So they do where citations are plain digits
after a word and the number follows a word somewhere in the text ("early AMD11,12"), for that may be the citation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.numbering import cited_numbers
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.article import Scope
    from refcheck.finding import Finding

_LIKELY_UNREAD = 0.5  # so much of the list is uncited that the citations were more likely not recognised
_PERHAPS_CITED = 0.4
# Numbers that touch the word, bracket or stop before them, not the decimals of a number: "AMD11,12", "in 2008.17".
_TOUCHING = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[)\]%”’\"'])|(?<=[^\W\d_)\]%][.,;:?!])|(?<=[^\W\d_]\.[,;])|(?<=(?<!\d)(?:19|20)\d\d\.)|(?<=[^\W\d_]-\d\d))"
    r"\d{1,3}(?:\s?[,;\-‐‑–—−]\s?\d{1,3}){0,12}(?!\d)"
)
_LONGEST_RANGE = 30
_PIECE = re.compile(r"([-‐‑–—−])?\s?(\d+)")


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference that no citation of its numbering cites."""
    for scope in examination.article.scopes:
        cited = cited_numbers(scope.citations)
        if not cited:
            continue
        uncited = [reference for reference in scope.references if reference.number not in cited]
        confidence = 1.0 if 2 * len(uncited) <= len(scope.references) else _LIKELY_UNREAD
        unread = _touching_numbers(examination, scope) if uncited else {}
        for reference in uncited:
            perhaps = unread.get(reference.number)
            unless = ""
            if perhaps:
                printed = examination.source.text[perhaps.start : perhaps.end]
                source = examination.source
                place = f"{source.unit} {source.position(perhaps.start).line}"
                unless = f', unless "{printed}" in {place} is a citation'
            yield rule.finding(
                examination,
                reference.label_span,
                f"Reference {reference.number} is never cited{unless}.",
                confidence=min(confidence, _PERHAPS_CITED) if perhaps else confidence,
                related=[examination.location(perhaps)] if perhaps else (),
                data={"number": reference.number},
                key=reference.raw,
            )


def _touching_numbers(examination: Examination, scope: Scope) -> dict[int, Span]:
    """Where numbers that no citation took first touch a word, in a text whose citations are plain digits after words.

    Such digits are told from other numbers by their surroundings, and some citations are missed: of forty published
    articles set so, 24 of 1,259 references seemed uncited for that reason alone (`bench/reading.py` renders them).
    """
    if not any(citation.style is MarkerStyle.GLUED for citation in scope.citations):
        return {}
    taken = [
        *(citation.span for citation in examination.article.citations),
        *(reference.span for reference in examination.article.references),
    ]
    inside = bytearray(len(examination.source.text))
    for span in taken:
        inside[span.start : span.end] = b"\1" * len(span)
    found: dict[int, Span] = {}
    for match in _TOUCHING.finditer(examination.source.text):
        if inside[match.start()]:
            continue
        last = 0
        for piece in _PIECE.finditer(match[0]):
            number = int(piece[2])
            for each in range(last + 1, number) if piece[1] and number - last < _LONGEST_RANGE else ():
                found.setdefault(each, Span(match.start(), match.end()))
            found.setdefault(number, Span(match.start(), match.end()))
            last = number
    return found


RULE = Rule("REF102", "uncited-reference", Severity.WARNING, Needs.ARTICLE, check, __doc__)
