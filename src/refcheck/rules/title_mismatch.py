"""The printed title is not the title of the record.

## What it finds

A title with other words than the record's title and its alternative titles: words left out, put in or exchanged, also
in a subtitle that both have. A difference of a letter or two in a word is reported as information only.

## Why it matters

A title that lost its middle ("A versus B plus C" printed as "A plus C") says something else than the work does, and
searches do not find it. A wholly different title is a reference to another work.

## Example

    Tournigand C, et al. FOLFIRI followed by FOLFOX6 in advanced colorectal cancer. J Clin Oncol. 2004;22:229-37.

The record 10.1200/jco.2004.05.113 has "FOLFIRI Followed by FOLFOX6 or the Reverse Sequence in Advanced Colorectal
Cancer: A Randomized GERCOR Study": 'or reverse sequence' is left out. The missing subtitle is not reported.

## What it cannot see

Case, punctuation, mark-up, British and American spelling, numerals, small words, a subtitle or a note at the end that
one of the two leaves out are no mismatch. Titles in two languages, and titles with almost no word in common while the
other fields agree, are let pass. Which of the two is wrong, the reference or the record, it cannot know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.comparing import compare_title
from refcheck.finding import Safety, Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.records import field_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference whose title is not its record's."""
    yield from field_findings(rule, examination, compare_title, fixable=Safety.UNSAFE)


RULE = Rule("REF204", "title-mismatch", Severity.WARNING, Needs.RECORDS, check, __doc__)
