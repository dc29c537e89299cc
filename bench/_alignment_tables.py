"""The tables of the alignment benchmark."""

from __future__ import annotations

import statistics
from itertools import pairwise
from typing import TYPE_CHECKING

from bench._alignment_outcomes import SHORT, UNTOUCHED
from bench._faults import KINDS
from refcheck.alignment import REPORTED
from refcheck.rules.shifted_citations import CERTAIN as ERROR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench._alignment_outcomes import Outcome

FALSE_ALARMS = (0.002, 0.005, 0.01)
BARS = {
    "inserted": 0.94,
    "deleted": 0.94,
    "moved 12": 0.8,
    "moved 8": 0.62,
    "moved 5": 0.45,
    "moved 3": 0.28,
    "stale block": 0.6,
}
"""What is to be found at confidence 0.5."""
STRATA = ((8, 20), (21, 40), (41, 80))
BINS = (0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01)


def table(outcomes: Mapping[str, Sequence[Outcome]]) -> None:
    """Print what is found at each rate of false alarms, and at the confidences at which it is reported."""
    untouched = sorted((entry.confidence for entry in outcomes[UNTOUCHED]), reverse=True)
    thresholds = [untouched[int(rate * len(untouched))] for rate in FALSE_ALARMS]
    print(f"\n{len(untouched)} untouched articles; thresholds " + ", ".join(f"{at:.3f}" for at in thresholds))
    head = "".join(f"{rate:7.1%}" for rate in FALSE_ALARMS)
    print(f"{'fault':24}{'n':>5}{head}  >=0.5   (bar)  >=0.9  direction  extent  exact  contrary  named  placed")
    for kind, entries in sorted(outcomes.items()):
        shares = [_share(entries, at, above=True) for at in thresholds]
        bar = f"({BARS[kind]:.2f})" if kind in BARS else ""
        line = f"{kind:24}{len(entries):5}" + "".join(f"{share:7.3f}" for share in shares)
        line += f"{_share(entries, REPORTED):7.3f}{bar:>8}{_share(entries, ERROR):7.3f}"
        found = [entry for entry in entries if entry.confidence >= REPORTED]
        if found and not kind.startswith(UNTOUCHED):
            direction, exact, contrary = (
                statistics.mean(getattr(entry, what) for entry in found) for what in ("direction", "exact", "contrary")
            )
            extent = statistics.median(entry.overlap for entry in found)
            line += f"{direction:11.3f}{extent:8.2f}{exact:7.2f}{contrary:10.2f}"
            if kind.startswith("moved"):
                named, placed = (
                    statistics.mean(getattr(entry, what) for entry in found) for what in ("named", "placed")
                )
                line += f"{named:7.2f}{placed:8.2f}"
        print(line)


def _share(entries: Sequence[Outcome], at: float, *, above: bool = False) -> float:
    return statistics.mean(entry.confidence > at if above else entry.confidence >= at for entry in entries)


def strata(outcomes: Mapping[str, Sequence[Outcome]]) -> None:
    """Print what is reported by the length of the list."""
    print("\nreported (confidence 0.5) by the number of references")
    print(f"{'':24}" + "".join(f"{f'{low} to {high}':>12}" for low, high in STRATA))
    for kind in (UNTOUCHED, *KINDS):
        line = f"{kind:24}"
        for low, high in STRATA:
            inside = [entry for entry in outcomes[kind] if low <= entry.references <= high]
            line += f"{_share(inside, REPORTED):12.3f}" if inside else f"{'-':>12}"
        print(line)


def reliability(outcomes: Mapping[str, Sequence[Outcome]], base_rate: float) -> None:
    """Print how often a confidence is right, at the rate at which published articles carry a run."""
    print(f"\nreliability, weighted to {base_rate:.1%} of articles with a run")
    weighted: list[tuple[float, float, bool, bool]] = []
    for label in ("", SHORT):
        kinds = [kind + label for kind in KINDS if outcomes.get(kind + label)]
        for kind in kinds:
            entries = outcomes[kind]
            share = base_rate / len(kinds) / len(entries)
            weighted += [(each.confidence, share, each.direction and each.overlap > 0.3, False) for each in entries]
        clean = outcomes[UNTOUCHED + label]
        weighted += [(entry.confidence, (1 - base_rate) / len(clean), False, True) for entry in clean]
    for low, high in pairwise(BINS):
        inside = [entry for entry in weighted if low <= entry[0] < high]
        total = sum(share for _, share, _, _ in inside)
        if total:
            mean = sum(confidence * share for confidence, share, _, _ in inside) / total
            right = sum(share for _, share, true, _ in inside if true) / total
            chance = sum(clean for *_, clean in inside)
            print(
                f"  {low:4.2f} to {min(high, 1):4.2f}: says {mean:.2f}, is {right:.2f}"
                f" ({len(inside)} articles, {chance} untouched)"
            )
