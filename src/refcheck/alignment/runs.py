"""From candidates to runs: which are reported, where they end, and the claims that show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.alignment import REMARKED
from refcheck.alignment.ends import ends_of
from refcheck.alignment.explaining import list_edits
from refcheck.alignment.explanations import Candidate, candidates
from refcheck.alignment.judging import is_traced, leaves_last_uncited, probability, run_features, runs_beyond, weigh
from refcheck.alignment.model import ShiftedRun, Support
from refcheck.alignment.scores import Scores
from refcheck.alignment.shifts import Gains, Numbering
from refcheck.alignment.why import why

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refcheck.alignment.scorer import Scorer
    from refcheck.article import Scope

MOST_RUNS = 3
LEAST_CONFIDENCE = 0.01  # below this there is nothing to tell even to one who asks
MOST_CONFIDENCE = 0.99  # what was read does not bear more: ten articles at 0.9 and above, all really off
SIMPLER = 1.0  # nats by which a run must be better than what is simpler
LEAST_CITATIONS = 5
"""Fewer citations than these are no stretch of an older draft: of the injected ones that are found 3 % are so short."""
MOST_SHOWN = 6
CONVINCING = 0.5  # nats from which a claim is shown as evidence


def numbering(scope: Scope, scorer: Scorer) -> Numbering:
    """The numbers of an article with the scores of its pairs."""
    return Numbering(
        cited=[tuple(dict.fromkeys(citation.numbers)) for citation in scope.citations],
        listed=frozenset(reference.number for reference in scope.references),
        score=Scores(scope, scorer),
    )


def find_runs(scope: Scope, gains: Gains, weights: tuple[float, ...]) -> tuple[ShiftedRun, ...]:
    """The runs of an article, the most confident first; none of them explains what another does."""
    runs: list[ShiftedRun] = []
    taken: frozenset[int] = frozenset()
    while len(runs) < MOST_RUNS:
        found = best_run(gains, weights, taken)
        if found is None or probability(found[0]) < LEAST_CONFIDENCE:
            break
        odds, candidate = found
        runs.append(_run(scope, gains, candidate, min(probability(odds), MOST_CONFIDENCE)))
        taken = taken.union(candidate.parts, candidate.displaced or ())
    return tuple(runs)


def best_run(
    gains: Gains, weights: tuple[float, ...], taken: frozenset[int] = frozenset()
) -> tuple[float, Candidate] | None:
    """The likeliest run, with the log odds that it is really off; none of its numbers is one of those taken."""
    judged: list[tuple[float, float, Candidate]] = []
    completing: list[tuple[float, Candidate]] = []
    for candidate in candidates(gains, taken):
        if sum(value > 0 for value in candidate.parts.values()) < 2:
            continue  # one reference alone is no run
        if candidate.order == "reading" and not _is_older_stretch(gains, candidate):
            continue
        if candidate.gain < _by_exchange(gains, candidate) + SIMPLER:
            continue
        odds = weigh(weights, run_features(gains, candidate))
        if candidate.complete:
            completing.append((odds, candidate))
        else:
            judged.append((odds, odds - (SIMPLER if candidate.order == "reading" else 0.0), candidate))
    if not judged:
        return None
    odds, _, best = max(judged, key=lambda entry: entry[1])
    if best.displaced is not None:
        # Where the end of the list explains a run, no reference was moved: one was added there, or taken out.
        best = next((each for _, _, each in judged if is_traced(gains, each) and _is_plainly(each, best)), best)
    return next((each for each in completing if _begins_better(gains, best, each[1])), (odds, best))


def _by_exchange(gains: Gains, candidate: Candidate) -> float:
    """The most that it would gain if two neighbouring numbers, one of them in the run, were exchanged."""
    either = (sum(both) for n, both in gains.exchanged.items() if {n, n + 1} & candidate.parts.keys())
    return max(either, default=0.0)


def _is_plainly(plain: Candidate, run: Candidate) -> bool:
    """Whether a run of numbers that no moved reference explains is mostly the same as another."""
    shared, either = plain.parts.keys() & run.parts.keys(), plain.parts.keys() | run.parts.keys()
    is_plain = plain.order == "number" and plain.displaced is None
    return is_plain and plain.shift == run.shift and 2 * len(shared) > len(either)


def _begins_better(gains: Gains, run: Candidate, stretch: Candidate) -> bool:
    """Whether a run of numbers, of which it cannot be told where it begins, is a stretch that begins with a group.

    "3,4,5" before a run from 6 on is taken whole if every reference is cited then: authors cite what they list.
    """
    if run.order == "reading" or run.shift != stretch.shift:
        return False
    sure, unsure = ends_of(gains, run)
    group = gains.numbering.cited[stretch.first]
    undecided = set(group) <= {*sure, *unsure} and not set(group).isdisjoint(unsure)
    return len(group) > 1 and undecided and gains.said(stretch.shift)[stretch.first] > 0


def _is_older_stretch(gains: Gains, candidate: Candidate) -> bool:
    """Whether what surely is a run of text is long enough for one, and a number of it is cited outside it as well.

    Where none is it is a run of numbers, too, which is simpler.
    """
    sure, _ = ends_of(gains, candidate)
    if len(sure) < LEAST_CITATIONS and not candidate.complete:
        return False
    numbers = {number for at in sure for number in gains.numbering.cited[at]}
    return any(not sure[0] <= at <= sure[-1] for number in numbers for at in gains.citing.get(number, ()))


def _run(scope: Scope, gains: Gains, candidate: Candidate, confidence: float) -> ShiftedRun:
    sure, unsure = ends_of(gains, candidate)
    if candidate.order == "number":
        numbers = sure
        citing = [at for at, cited in enumerate(gains.numbering.cited) if set(cited).intersection(sure)]
        undecided = unsure
    else:
        citing = [at for at in sure if gains.numbering.cited[at]]
        numbers = sorted({number for at in citing for number in gains.numbering.cited[at]})
        undecided = sorted({number for at in unsure for number in gains.numbering.cited[at]}.difference(numbers))
    listed = gains.numbering.listed
    right = [number for number in numbers if number + candidate.shift in listed]
    mapping = {number: number + candidate.shift for number in right or candidate.parts}
    edits = list_edits(scope, gains, candidate) if confidence >= REMARKED else ()
    return ShiftedRun(
        shift=candidate.shift,
        first=min(mapping),
        last=max(mapping),
        mapping=mapping,
        citations=tuple(scope.citations[at] for at in citing),
        order=candidate.order,
        evidence=evidence_of(scope, gains, citing, mapping),
        confidence=confidence,
        traces=_traces(gains, candidate),
        undecided=tuple(number for number in undecided if number not in mapping),
        displaced=candidate.displaced,
        edit=edits[0] if edits else None,
        others=tuple(edits[1:]),
    )


def evidence_of(scope: Scope, gains: Gains, citing: Sequence[int], mapping: Mapping[int, int]) -> tuple[Support, ...]:
    """The claims that show a run, the most convincing first, one for each reference.

    Args:
        scope: the numbering.
        gains: what its claims gain.
        citing: the positions of the citations in the run.
        mapping: printed number to right number.
    """
    best: dict[int, tuple[float, int]] = {}
    for at in citing:
        cited = gains.numbering.cited[at]
        for number in cited:
            right = mapping.get(number)
            if right is None or right in cited or number not in gains.citing:
                continue
            gain = gains.single(at, number, right)
            if gain >= CONVINCING and gain > best.get(number, (0.0, 0))[0]:
                best[number] = (gain, at)
    shown = sorted(best.items(), key=lambda entry: -entry[1][0])[:MOST_SHOWN]
    return tuple(
        entry for number, (_, at) in shown if (entry := support(scope, gains, at, number, mapping[number])) is not None
    )


def support(scope: Scope, gains: Gains, at: int, number: int, fits: int) -> Support | None:
    """A claim with the reference it cites and the one that fits; None if that one is not listed."""
    fitting = scope.by_number(fits)
    if fitting is None:
        return None
    cited = scope.by_number(number)
    score = gains.numbering.score
    return Support(
        citation=scope.citations[at],
        cited=cited,
        fits=fitting,
        score_cited=round(score(at, number), 2),
        score_fits=round(score(at, fits), 2),
        why=why(scope.citations[at].claim, fitting, cited),
    )


def _traces(gains: Gains, candidate: Candidate) -> tuple[str, ...]:
    traces = []
    if leaves_last_uncited(gains, candidate):
        traces.append(
            f"the list has {gains.highest_listed} references, the highest number cited is {gains.highest_cited}"
        )
    if runs_beyond(gains, candidate):
        traces.append(f"{gains.highest_cited} is cited, and the list ends at {gains.highest_listed}")
    return tuple(traces)
