"""The reference list misses a number, has one twice, or does not begin with 1.

## What it finds

In each reference list: numbers between its first and its last that no entry has, numbers that two entries have,
an entry that stands after a larger number, and a first number other than 1 (unless the list goes on where the list
before it in the same document ended). In Markdown also a typed number that is shown as another one.

## Why it matters

A citation of the missing number leads nowhere, one of the repeated number to two places. A gap is left by a deleted
reference; a repeated number by an inserted one.

## Example

    1. Adam R. Oncologist. 2012;17:1225-39.
    2. Benson AB. J Natl Compr Canc Netw. 2021;19:329-59.
    4. Van Cutsem E. Ann Oncol. 2016;27:1386-422.

The list goes from 2 to 4: number 3 is missing.

## What it cannot see

Entries whose number was not recognised as one: they are read as part of the entry before, and their number is
reported as missing. In Markdown a list typed `1.`, `1.`, `1.` is numbered by the renderer, and is in order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.wording import number_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.article import Reference
    from refcheck.finding import Finding

_LETTERED = re.compile(r"\d\s?[b-z]\W{0,3}$")
_GAPS = frozenset({"start", "missing"})


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each place where a list's numbers do not go up by one."""
    last_of_previous = 0
    for scope in examination.article.scopes:
        # A program numbers notes, and not every note is a reference: gaps between those that are mean nothing.
        notes = bool(scope.citations) and all(each.style is MarkerStyle.FOOTNOTE for each in scope.citations)
        for reference, number, problem, message in _problems(scope.references, last_of_previous):
            if notes and problem in _GAPS:
                continue
            yield rule.finding(
                examination,
                reference.label_span,
                message,
                data={"number": number, "problem": problem},
                key=f"{problem} {number}",
            )
        last_of_previous = max((reference.number for reference in scope.references), default=last_of_previous)


def _problems(references: Sequence[Reference], last_of_previous: int) -> Iterator[tuple[Reference, int, str, str]]:
    if not references:
        return
    if any(reference.rendered_number is not None for reference in references):
        yield from _rendered(references)
        return
    first = references[0].number
    if first not in (1, last_of_previous + 1):
        yield references[0], first, "start", f"The list begins with number {first} instead of 1."
    listed = {reference.number for reference in references}
    seen = {first}
    highest = first
    for reference in references[1:]:
        number = reference.number
        if number in seen and _LETTERED.search(reference.label):
            continue  # 4a, 4b: several works under one number, on purpose
        if number in seen:
            yield reference, number, "repeated", f"Number {number} stands before two references of the list."
        elif number < highest:
            yield reference, number, "order", f"Reference {number} stands after reference {highest}."
        missing = [gap for gap in range(highest + 1, min(number, highest + 1000)) if gap not in listed]
        if missing:
            verb = "number {} is" if len(missing) == 1 else "numbers {} are"
            yield (
                reference,
                missing[0],
                "missing",
                f"The list goes from {highest} to {number}: {verb.format(number_list(missing))} missing.",
            )
        seen.add(number)
        highest = max(highest, number)


def _rendered(references: Sequence[Reference]) -> Iterator[tuple[Reference, int, str, str]]:
    if len({reference.number for reference in references}) == 1:
        return  # `1.` before every entry: Markdown counts for itself
    for reference in references:
        if reference.rendered_number not in (None, reference.number):
            yield (
                reference,
                reference.number,
                "rendered",
                f"Reference {reference.number} is typed so, but Markdown shows it as {reference.rendered_number}.",
            )


RULE = Rule("REF105", "broken-list-numbering", Severity.ERROR, Needs.ARTICLE, check, __doc__)
