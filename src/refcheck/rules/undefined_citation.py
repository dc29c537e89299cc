"""A number is cited that the reference list does not have.

## What it finds

Each number, or range of numbers, in a citation for which the reference list has no entry; where keys are cited (LaTeX,
Pandoc), each key that no entry of the bibliography has. If the article has
citations but no reference list at all, that is said once.

## Why it matters

The reader cannot find the source. Often a reference was deleted and the numbers after it were not mended: then the
last numbers point beyond the list, and `shifted-citations` (REF301) says which ones to mend.

## Example

    Most recurrences were seen in the first year.[3]

    1. Adam R. Oncologist. 2012;17:1225-39.
    2. Benson AB. J Natl Compr Canc Netw. 2021;19:329-59.

Citation 3 is not in the reference list: the list has 2 references, 1 to 2.

## What it cannot see

A number that is in the list but is not the one that was meant. Where the citations are plain digits after a word,
the reader takes only numbers for citations that the list has, so a number far beyond it may be read as prose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.numbering import list_extent, written_out
from refcheck.wording import counted, number_list

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from refcheck.article import Citation
    from refcheck.finding import Finding


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each cited number or range of numbers that the list of its numbering does not have."""
    if not examination.article.references:
        yield from _no_list(rule, examination)
        return
    for scope in examination.article.scopes:
        if not scope.references:
            continue
        listed = {reference.number for reference in scope.references}
        for citation in scope.citations:
            yield from _undefined_keys(rule, examination, citation, listed)
            for item in () if citation.keys else citation.items:
                missing = [number for number in written_out(item) if number not in listed]
                if missing:
                    noun = "Citation" if len(missing) == 1 else "Citations"
                    verb = "is" if len(missing) == 1 else "are"
                    yield rule.finding(
                        examination,
                        citation.digits,
                        f"{noun} {number_list(missing)} {verb} not in the reference list: {list_extent(scope)}.",
                        data={"number": missing[0], "numbers": missing},
                        key=f"{number_list(missing)} {citation.claim.sentence}",
                    )


def _undefined_keys(
    rule: Rule, examination: Examination, citation: Citation, listed: Collection[int]
) -> Iterator[Finding]:
    for key in citation.keys:
        if key.number not in listed:
            yield rule.finding(
                examination,
                key.span,
                f"No reference has the key {key.name}.",
                data={"number": key.number, "numbers": [key.number], "key": key.name},
                key=f"{key.name} {citation.claim.sentence}",
            )


def _no_list(rule: Rule, examination: Examination) -> Iterator[Finding]:
    for citation in examination.article.citations[:1]:
        count = counted(len(examination.article.citations), "citation")
        yield rule.finding(
            examination,
            citation.digits,
            f"The article has {count}, but no reference list was found; this is the first of them.",
            confidence=0.8,
            data={"number": citation.items[0].first if citation.items else None, "numbers": []},
            key="no list",
        )


RULE = Rule("REF101", "undefined-citation", Severity.ERROR, Needs.ARTICLE, check, __doc__)
