"""A sentence names its source, and the reference it cites is by someone else.

## What it finds

A name that stands as authors' names do ("Bell demonstrated ... [6]", "Hannula et al.15", "by Kenney and colleagues
(14)", "according to O'Brien [4]") where no reference cited there has that author, and another one in the list is by
them: the finding says which.

## Why it matters

A named source is the one citation that a reader can check without looking anything up, and the surest sign that a
number is wrong.

## Example

    Bell demonstrated that most patients recover within a year.[1]

    1. Wei A, Greig P, Grant D. Survival after hepatic resection. Ann Surg Oncol. 2006;13:668-76.
    2. Bell J. Recovery of function. Lancet. 2010;375:112-9.

Bell is reference 2, and reference 1 is cited.

## What it cannot see

A name that no reference in the list is by: the reference may be missing, or the name may be no source. It is silent
where the cited reference mentions the name anywhere, as a later author or in its title ("Bell's palsy"), where one of
several references cited together fits, and where `shifted-citations` (REF301) already says that the number is off.
Where the cited reference ends in "et al." and no record of it is at hand, the one who is named may be among those left
out: that is only told to who asks for findings of low confidence. A name after "reply to" or "comment on" is not taken
for the author of what is cited.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.alignment import REPORTED
from refcheck.alignment.describing import described
from refcheck.alignment.named_sources import named_sources
from refcheck.alignment.names import author_keys, key, mentions
from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.alignment.named_sources import NamedSource
    from refcheck.article import Reference, Scope
    from refcheck.finding import Finding
    from refcheck.work import Work

_MOST_FITTING = 3  # a name that more references are by says too little about which one is meant
_HIDDEN = 0.4
"""The confidence where a cited reference ends its authors in "et al.", which may stand for the one who is named."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'ʼ‐‑-][^\W\d_]+)*+")


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each named source whose citation is of someone else, and that the list has elsewhere."""
    for scope, alignment in examination.alignments:
        shifted = {number for run in alignment.runs if run.confidence >= REPORTED for number in run.mapping}
        for source in named_sources(scope.citations):
            citation = scope.citations[source.citation]
            fitting = _fitting(scope, source)
            if not fitting or shifted.intersection(citation.numbers):
                continue
            cited = [reference for number in citation.numbers if (reference := scope.by_number(number)) is not None]
            if len(cited) != len(citation.numbers) or any(_mentions(reference, source) for reference in cited):
                continue
            named = {mention.key for mention in mentions(citation.claim.sentence)}
            if any(
                named.intersection(author_keys(author)) for reference in cited for author in reference.fields.authors
            ):
                continue  # "Ray et al. used details of the Heine trial [22]", and 22 is Heine's
            unseen = [reference for reference in cited if reference.fields.authors_truncated]
            records = {id(reference): found.record for reference, found in examination.resolved()} if unseen else {}
            if any(_is_by(records.get(id(reference)), source) for reference in unseen):
                continue
            is_hidden = any(records.get(id(reference)) is None for reference in unseen)
            fits = min(fitting, key=lambda reference: abs(reference.number - cited[0].number))
            others = " or ".join(str(reference.number) for reference in fitting)
            yield rule.finding(
                examination,
                citation.span,
                f"{source.name} is named here and is reference {others}; "
                + ("reference " if len(cited) == 1 else "references ")
                + ", ".join(str(reference.number) for reference in cited)
                + (" is" if len(cited) == 1 else " are")
                + f" cited, by {_first_author(cited[0])}.",
                confidence=_HIDDEN
                if is_hidden
                else 0.95
                if source.direct and source.several
                else 0.9
                if source.direct
                else 0.8,
                related=(
                    *(
                        examination.location(reference.span, f"cited:  {described(reference)}", excerpt=False)
                        for reference in cited
                    ),
                    examination.location(fits.span, f"named:  {described(fits)}", excerpt=False),
                ),
                data={"named": source.name, "cited": cited[0].number, "fits": fits.number},
                key=f"{source.name} {citation.claim.sentence}",
            )


def _fitting(scope: Scope, source: NamedSource) -> list[Reference]:
    """The references whose first author is named, and none if the sentence or its neighbours cite one of them."""
    found = [
        reference
        for reference in scope.references
        if reference.fields.authors
        and not reference.fields.authors[0].is_group
        and source.keys[0] in author_keys(reference.fields.authors[0])
    ]
    if not 0 < len(found) <= _MOST_FITTING:
        return []
    claim = scope.citations[source.citation].claim
    near = {
        number
        for other in scope.citations
        if claim.sentence in (other.claim.sentence, other.claim.before, other.claim.after)
        for number in other.numbers
    }
    return [] if any(reference.number in near for reference in found) else found


def _mentions(reference: Reference, source: NamedSource) -> bool:
    """Whether a reference has one of the names as any author, or anywhere in its text."""
    authors = frozenset().union(*(author_keys(author) for author in reference.fields.authors))
    if not reference.fields.authors or authors.intersection(source.keys):
        return True  # without authors nobody can say that it is by someone else
    return any(key(word) in source.keys for word in _WORD.findall(reference.raw)) or any(
        name in key(reference.raw) for name in source.keys if len(name) >= 6
    )


def _is_by(record: Work | None, source: NamedSource) -> bool:
    """Whether a record has one of the names as an author."""
    return record is not None and any(author_keys(author).intersection(source.keys) for author in record.authors)


def _first_author(reference: Reference) -> str:
    authors = reference.fields.authors
    return authors[0].family + (" and others" if len(authors) > 1 or reference.fields.authors_truncated else "")


RULE = Rule("REF302", "named-author-mismatch", Severity.ERROR, Needs.ARTICLE, check, __doc__)
