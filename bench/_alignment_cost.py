"""What aligning an article costs: articles of about 40 references and 60 citations, and how the cost grows."""

from __future__ import annotations

import gc
import statistics
import time
from itertools import chain
from typing import TYPE_CHECKING

from refcheck.alignment import align, evidence, pair_terms, terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from refcheck.article import Scope

REFERENCES = range(36, 45)
CITATIONS = range(52, 69)
SIZES = ((9, 20), (21, 40), (41, 80))
TIMES = 9
"""So often each of those is aligned: what it takes beyond its quickest is taken by what else the machine does."""
LEAST = 3  # articles of a size, below which it is left out


def report(scopes: Iterable[Scope]) -> None:
    """Print the CPU time of aligning, with nothing remembered from the article before."""
    listed = sorted(scopes, key=lambda scope: len(scope.references) * len(scope.citations))
    asked = [scope for scope in listed if len(scope.references) in REFERENCES and len(scope.citations) in CITATIONS]
    align(listed[0])  # what is read once in the life of a process
    if asked:
        times = [[_milliseconds(scope) for _ in range(TIMES)] for scope in asked]
        best = [min(each) for each in times]
        print(
            f"\ncost, {len(asked)} articles of {REFERENCES[0]} to {REFERENCES[-1]} references and {CITATIONS[0]} to "
            f"{CITATIONS[-1]} citations, the quickest of {TIMES} times: median {statistics.median(best):.1f} ms, mean "
            f"{statistics.mean(best):.1f}, slowest {max(best):.1f}; all times: median "
            f"{statistics.median(chain.from_iterable(times)):.1f}"
        )
    print("  references  articles  ms  microseconds a pair of citation and reference")
    for first, last in SIZES:
        sized = [scope for scope in listed if first <= len(scope.references) <= last]
        if len(sized) >= LEAST:
            spent = sum(map(_milliseconds, sized))
            pairs = sum(len(scope.references) * len(scope.citations) for scope in sized)
            print(f"  {first}-{last:<9}{len(sized):>8}{spent / len(sized):>8.1f}{spent / pairs * 1000:>8.1f}")


def _milliseconds(scope: Scope) -> float:
    for module in (terms, pair_terms, evidence):
        for value in vars(module).values():
            # What is read once in the life of a process is remembered without a limit, and stays.
            if hasattr(value, "cache_clear") and value.cache_parameters()["maxsize"] is not None:
                value.cache_clear()
    terms.KNOWN.terms.clear()
    gc.collect()
    began = time.process_time()
    align(scope)
    return (time.process_time() - began) * 1000
