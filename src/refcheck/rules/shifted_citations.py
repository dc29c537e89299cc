"""A run of citation numbers is off: each claim is supported by the reference after, or before, the one it cites.

## What it finds

Neighbouring numbers whose claims, taken together, are supported by the references one, two or three places further
down (or up) the list, with the exact numbers, the claims that show it, and how sure it is. The traces that an edited
list leaves are counted as well: a last reference that is never cited, a number beyond the list. If a reference was
moved to another place of the list, it is said which, and where it belongs.

With what the article was before a change (`--changed-since`, and the last commit in the language server) no claim has
to tell: where the list was edited and a sentence still has its numbers, they lead to other works than they did.

## Why it matters

A reference that was inserted or taken out, after which nobody renumbered the text, makes every citation from there on
point at the wrong work. Each of them looks right: the number exists, and a reference stands behind it.

## Example

    Ten years after resection nearly a third were alive.[1] Adjuvant fluorouracil and folinic acid helped further.[2]
    Neoadjuvant chemotherapy made some metastases resectable that were not.[3]

    1. SIR-Spheres microspheres. Product information.
    2. Wei A, Greig P, Grant D, et al. Survival after hepatic resection for colorectal metastases: a 10-year
       experience. Ann Surg Oncol. 2006;13:668-76.
    3. Portier G, Elias D, Bouche O, et al. Multicenter randomized trial of adjuvant fluorouracil and folinic acid
       compared with surgery alone. J Clin Oncol. 2006;24:4976-82.
    4. Capussotti L, Muratore A, Mulas MM, et al. Neoadjuvant chemotherapy and resection for initially irresectable
       colorectal liver metastases. Br J Surg. 2006;93:1001-6.

The citation numbers are one too low: 1 should be 2, 2 should be 3, 3 should be 4.

The fix (`--fix --unsafe-fixes`) renumbers every citation that the edit of the list puts off. Where git has the list as
it was, by that; else by the edit that the claims make likeliest, and the numbers of which that is not certain are
named. The citation of a reference that was inserted with it stays as it is.

## What it cannot see

It compares words, names and years, not meanings, and one citation proves little: a run of three references among
others on the same topic is often missed. Titles that the list does not print it takes from the works' records;
where there are none of these either, most runs are missed. It says nothing it is not sure of. Confidence is the
probability that a careful reader would agree, measured on published articles; at 0.9 and above a finding is an
error, below that a warning, below 0.5 a remark that is not shown unless asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.alignment import REMARKED, REPORTED
from refcheck.alignment.describing import described
from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.shift_fixes import renumberings, what_stays
from refcheck.wording import number_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.alignment import ShiftedRun, Support
    from refcheck.article import Scope
    from refcheck.finding import Finding, Location

CERTAIN = 0.9
_SPELT = {1: "one", 2: "two", 3: "three"}
_SHOWN = 4
_MOST_CLAIMS = 4  # an editor who is not convinced by four is not by six


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each run of numbers that is off."""
    for scope, alignment in examination.alignments:
        if not alignment.weighed:
            yield rule.finding(
                examination,
                scope.citations[0].span,
                f"The numbers were not weighed against the claims: {len(scope.citations)} citations of "
                f"{len(scope.references)} references are too many.",
                severity=Severity.NOTE,
                key="not weighed",
            )
        for run in alignment.runs:
            if run.confidence >= REMARKED and run.citations:
                yield rule.finding(
                    examination,
                    run.citations[0].span,
                    _message(scope, run),
                    confidence=round(run.confidence, 3),
                    severity=_severity(run.confidence),
                    related=_places(examination, run.evidence),
                    advice=tuple(_advice(examination, run)),
                    data=_data(run),
                    fixes=renumberings(examination, scope, run),
                    key=f"{run.shift} " + " ".join(citation.claim.sentence for citation in run.citations[:2]),
                )


def _severity(confidence: float) -> Severity:
    if confidence >= CERTAIN:
        return Severity.ERROR
    return Severity.WARNING if confidence >= REPORTED else Severity.INFO


def _message(scope: Scope, run: ShiftedRun) -> str:
    off = f"{_SPELT[abs(run.shift)]} too {'low' if run.shift > 0 else 'high'}" if _is_even(run) else "not those of it"
    highest = max(number for citation in scope.citations for number in citation.numbers)
    pairs = [f"{number} should be {right}" for number, right in sorted(run.mapping.items())]
    if len(pairs) > _SHOWN:
        pairs = [*pairs[: _SHOWN - 1], f"and so on to {pairs[-1]}"]
    if run.remembered:
        where = "Since the list was edited"
        if run.order == "reading":
            where += ", in sentences that were not renumbered with it,"
    elif run.order == "reading":
        where = "From here on, for a stretch of the text,"
    else:
        where = "From here on" if run.last == highest else f"From here on, up to {run.last},"
    message = f"{where} the citation numbers are {off}: {', '.join(pairs)}."
    if run.displaced is not None:
        message += f" Reference {run.displaced[0]} belongs at {run.displaced[1]}."
    return message


def _is_even(run: ShiftedRun) -> bool:
    """Whether all numbers are off by the same; where a list was edited in several places they are not."""
    return abs(run.shift) in _SPELT and {right - number for number, right in run.mapping.items()} == {run.shift}


def _advice(examination: Examination, run: ShiftedRun) -> Iterator[str]:
    """What else speaks for the run, what cannot be told, and how to mend it."""
    if run.traces:
        yield f"Trace: {'; '.join(run.traces)}."
    if run.undecided:
        verb = "is" if len(run.undecided) == 1 else "are"
        yield f"Cannot be told: whether {number_list(run.undecided)} {verb} off too."
    right = number_list(run.mapping.values())
    mend = f"To mend: renumber {number_list(run.mapping)} to {right}, in this order"
    if not _is_even(run):
        mend = "To mend: print for each the number that it should be"
    if run.displaced is not None:
        yield f"{mend}, or move reference {run.displaced[0]} to {run.displaced[1]}."
    elif run.remembered and run.order == "number":
        yield f"{mend}."
    elif run.remembered:
        yield f"{mend}, in these sentences only."
    elif run.order == "number" and run.shift > 0:
        yield f"{mend}, or take out what was added to the list before {min(run.mapping.values())}."
    elif run.order == "number":
        yield f"{mend}, or put back what the list has lost before {min(run.mapping)}."
    else:
        yield f"{mend}, in this stretch of the text only."
    if run.order == "number" and not run.remembered and run.edit is not None and run.edit.within is not None:
        yield "More likely a stretch of the text is older than the list: then only the numbers in it are off."
    if run.edit is not None and (stays := what_stays(examination, run.edit)):
        yield f"Most likely {stays}."


def _places(examination: Examination, evidence: Sequence[Support]) -> list[Location]:
    """For each of the claims that show the run best, in reading order, a small table.

    The citation, the reference cited, the one that fits, and the words that claim and reference share.
    """
    places = []
    best = sorted(evidence, key=lambda support: support.score_cited - support.score_fits)[:_MOST_CLAIMS]
    for support in sorted(best, key=lambda support: support.citation.span):
        places.append(examination.location(support.citation.span))
        if support.cited is not None:
            cited = f"cited:  {described(support.cited)}"
            places.append(examination.location(support.cited.span, cited, excerpt=False))
        places.append(examination.location(support.fits.span, f"fits:   {described(support.fits)}", excerpt=False))
        if support.why:
            below = " " * len(f"{support.fits.number}  ")
            shared = f"shared: {below}{', '.join(support.why)}"
            places.append(examination.location(support.citation.span, shared, excerpt=False))
    return places


def _data(run: ShiftedRun) -> dict[str, object]:
    data: dict[str, object] = {
        "shift": run.shift,
        "first": run.first,
        "last": run.last,
        "mapping": {str(number): right for number, right in sorted(run.mapping.items())},
        "citations": [
            {"numbers": list(citation.numbers), "offset": citation.span.start, "claim": citation.claim.sentence}
            for citation in run.citations
        ],
        "evidence": [
            {
                "claim": support.citation.claim.sentence,
                "cited": support.fits.number - run.shift if support.cited is None else support.cited.number,
                "fits": support.fits.number,
                "score_cited": support.score_cited,
                "score_fits": support.score_fits,
                "why": list(support.why),
            }
            for support in run.evidence
        ],
        "order": run.order,
        "traces": list(run.traces),
        "undecided": list(run.undecided),
    }
    if run.edit is not None:
        kept = run.edit.kept
        data["edit"] = {
            "mapping": {str(number): right for number, right in sorted(run.edit.mapping.items())},
            "probability": run.edit.probability,
            "doubtful": list(run.edit.doubtful),
            "kept": None if kept is None else {"number": run.edit.first, "offset": kept.span.start},
            "within": None if run.edit.within is None else sorted(span.start for span in run.edit.within),
        }
    if run.remembered:
        data["remembered"] = True
    if run.displaced is not None:
        data["displaced"] = {"reference": run.displaced[0], "belongs_at": run.displaced[1]}
    return data


RULE = Rule("REF301", "shifted-citations", Severity.ERROR, Needs.ARTICLE, check, __doc__)
