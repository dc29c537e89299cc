"""Mark-up was left standing in a reference.

## What it finds

Asterisks, tags and entities (`**`, `<i>`, `&amp;`) that are printed as they are, in a format in which they mean
nothing. The fix takes them out, and puts back the space where they had swallowed it.

## Why it matters

It is ugly, and it glues words together, so that search and matching fail.

## Example

    2. **Cho M, Gong J, Fakih M.**The state of regional therapy ... Expert Rev Anticancer Ther. 2016;16(2):229-45.

Reference 2 has stray mark-up: `**` twice.

## What it cannot see

Mark-up that the format understands: bold in a Markdown list is bold, not stray. Letters that were lost altogether.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from refcheck.finding import Edit, Fix, Safety, Severity
from refcheck.rules.model import Examination, Needs, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield one finding for each reference with stray mark-up, all of it in one fix."""
    for reference in examination.article.references:
        markup = [piece for piece in reference.fields.markup if len(piece.span)]
        if not markup:
            continue
        counts = Counter(piece.text.strip() for piece in markup)
        told = ", ".join(f"{text}{f' ({count} times)' if count > 1 else ''}" for text, count in counts.items())
        edits = tuple(Edit(reference.source_span(piece.span), piece.replacement) for piece in markup)
        yield rule.finding(
            examination,
            edits[0].span,
            f"Reference {reference.number} has stray mark-up: {told}.",
            data={"number": reference.number, "markup": [piece.text for piece in markup]},
            fixes=(Fix(Safety.SAFE, edits),),
            key=reference.raw,
        )


RULE = Rule("REF405", "stray-markup", Severity.INFO, Needs.ARTICLE, check, __doc__)
