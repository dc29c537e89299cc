"""A citation cannot be read as it stands.

## What it finds

A range that runs backward (`5-3`), a number that stands twice in one group (`2,4,2` or `2-5,4`), and a bracket that
is never closed.

## Why it matters

Nobody can tell which references are meant. A backward range is most often a slip in one of its digits; a number
twice in a group is often two numbers of which one was mistyped.

## Example

    Several trials agree.[5-3]

The range 5-3 runs backward; write 3-5, or mend the number that is wrong.

## What it cannot see

A range that runs forward but is too long, as long as all its numbers are in the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Edit, Fix, Safety, Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.numbering import written_out
from refcheck.wording import number_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.article import Citation
    from refcheck.finding import Finding


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each fault of each citation."""
    for citation in examination.article.citations:
        for problem, message, fixed in _problems(citation):
            fixes = (Fix(Safety.UNSAFE, (Edit(citation.digits, fixed),)),) if fixed and not citation.keys else ()
            yield rule.finding(
                examination,
                citation.digits if problem != "unclosed" else citation.span,
                message,
                data={"citation": citation.text, "problem": problem},
                fixes=fixes,
                key=f"{problem} {citation.text} {citation.claim.sentence}",
            )


def _problems(citation: Citation) -> Iterator[tuple[str, str, str]]:
    """The kind of fault, what to say, and what should stand in place of the digits (empty if that is not known)."""
    for item in citation.items:
        if item.first > item.last:
            right = _meant(item.first, item.last)
            fixed = f"{right[0]}-{right[1]}" if len(citation.items) == 1 else ""
            yield (
                "backward",
                f"The range {item.first}-{item.last} runs backward; write {right[0]}-{right[1]}, or mend the number "
                "that is wrong.",
                fixed,
            )
    numbers = [number for item in citation.items for number in written_out(item)]
    repeated = sorted({number for number in numbers if numbers.count(number) > 1}) if len(numbers) < 500 else []
    if repeated:
        verb = "stands" if len(repeated) == 1 else "stand"
        yield "repeated", f"{number_list(repeated)} {verb} twice in {citation.text}.", number_list(set(numbers))
    if not citation.closed:
        yield "unclosed", f"The bracket of {citation.text} is never closed.", ""


def _meant(first: int, last: int) -> tuple[int, int]:
    """What a backward range most likely means: 125-8 is 125-128 cut short as page ranges are, 5-3 is 3-5."""
    start, end = str(first), str(last)
    completed = int(start[: len(start) - len(end)] + end)
    return (first, completed) if len(end) < len(start) and completed > first else (last, first)


RULE = Rule("REF106", "malformed-citation", Severity.ERROR, Needs.ARTICLE, check, __doc__)
