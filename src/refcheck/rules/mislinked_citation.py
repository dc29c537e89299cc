"""A printed number is linked to another reference than the one with that number.

## What it finds

In formats whose citations are links (a JATS `rid`, an HTML `href`, a cross-reference in Word): a number that is printed
in a citation while its link leads to a reference with another number. In Word the fields of reference managers are such
links, too: where a field cites a work that is plainly another than the reference with the printed number, and plainly
that of one other reference. What is printed counts for every other rule. Where four links or more
are off by the same amount they have one cause, and are one finding; so are links that repeat the same slip.

## Why it matters

Readers of the page follow the print, readers of the screen the link, and indexes that count citations the link alone.
One of the two is wrong, most often because a reference was inserted or taken out after the links were made.

## Example

    Survival is longer after resection [<xref ref-type="bibr" rid="B13">12</xref>].

The citation prints 12 but is linked to reference 13.

## What it cannot see

Which of the two is right: that takes reading the sentence and both references. The middle of a range, which nothing
links; and links to something that is not in a reference list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.alignment.describing import described
from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.article import Citation, Link, Scope
    from refcheck.finding import Finding, Location

MANY = 4
"""So many links that are off by the same amount have one cause."""
_SHOWN = 3
"""How many further places a finding points at."""

_Pair = tuple["Citation", "Link"]


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each cause of links that do not lead where the print says."""
    for scope in examination.article.scopes:
        links = [(citation, link) for citation in scope.citations for link in citation.links]
        causes: dict[tuple[int, int], list[_Pair]] = {}
        shifts: dict[int, list[_Pair]] = {}
        for citation, link in links:
            if link.number != link.target:
                shifts.setdefault(link.target - link.number, []).append((citation, link))
        for shift, pairs in shifts.items():
            if len(pairs) >= MANY:
                yield _of_shift(rule, examination, pairs, shift, len(links))
                continue
            for pair in pairs:
                causes.setdefault((pair[1].number, pair[1].target), []).append(pair)
        for pairs in causes.values():
            yield _of_number(rule, examination, scope, pairs)


def _of_number(rule: Rule, examination: Examination, scope: Scope, pairs: Sequence[_Pair]) -> Finding:
    link = pairs[0][1]
    places = _places(examination, pairs)
    named = []
    for word, number in (("prints", link.number), ("linked", link.target)):
        reference = scope.by_number(number)
        named.append(str(number) if reference is None else reference.raw)
        if reference is not None:
            place = examination.location(reference.span, f"{word}:  {described(reference)}", excerpt=False)
            places.append(place)
    return rule.finding(
        examination,
        link.span,
        f"The citation prints {link.number} but is linked to reference {link.target}.",
        related=places,
        advice=("Read which of the two the sentence is about; mend the number, or the link.",),
        data={"number": link.number, "target": link.target},
        key=" ".join(named),
    )


def _of_shift(rule: Rule, examination: Examination, pairs: Sequence[_Pair], shift: int, total: int) -> Finding:
    link = pairs[0][1]
    amount = f"{abs(shift)} too {'high' if shift > 0 else 'low'}"
    return rule.finding(
        examination,
        link.span,
        f"{len(pairs)} of {total} links lead to a reference whose number is {amount} for the number printed: "
        f"{link.number} is linked to reference {link.target}, and so on.",
        related=_places(examination, pairs),
        advice=(
            "They have one cause: the list, the citations or the links were renumbered without the others. "
            "Compare one of the sentences with both references, then mend all of them alike.",
        ),
        data={
            "number": link.number,
            "target": link.target,
            "shift": shift,
            "links": [[each.number, each.target] for _, each in pairs],
        },
        key=f"shift {shift}",
    )


def _places(examination: Examination, pairs: Sequence[_Pair]) -> list[Location]:
    """Further places with the same fault, the first few of them."""
    places = [
        examination.location(link.span, f"also here: {link.number} is linked to {link.target}")
        for _, link in pairs[1 : _SHOWN + 1]
    ]
    left = len(pairs) - 1 - len(places)
    if left > 0:
        places.append(examination.location(pairs[-1][1].span, f"and at {left} more, the last of them here"))
    return places


RULE = Rule("REF107", "mislinked-citation", Severity.WARNING, Needs.ARTICLE, check, __doc__)
