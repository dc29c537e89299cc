"""Matching references to records: over a local index of more than a million, and over real HTTP on the loopback.

`--part index`: real strings against the records that are described beside them, a fifth of these withheld, among a
million distractors; side by side with Crossref's rules. `--part http`: real records rendered as references, against a
server that also misbehaves.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench import _matching_http, _matching_index, _material

PARTS = ("index", "http")


def main(argv: list[str]) -> int:
    """Print the figures; exit 1 if one of the bars is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench matching", description=__doc__)
    parser.add_argument("--part", choices=PARTS, help="only this one")
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    parser.add_argument("--distractors", type=int, default=1_000_000, help="how many records are made, for the index")
    parser.add_argument("--index", type=Path, help="keep the index here, and use it if it is there already")
    parser.add_argument("--count", type=int, default=300, help="how many records are rendered, for HTTP")
    parser.add_argument("--pairs", type=int, default=300, help="how many real reference strings are tried, for HTTP")
    parser.add_argument("--errors", action="store_true", help="HTTP: also with errors in the references")
    options = parser.parse_args(argv)
    folder = _material.require()
    met = []
    if options.part in ("index", None):
        met.append(
            _matching_index.run(folder, options.distractors, options.seed, index=options.index, show=options.show)
        )
    if options.part in ("http", None):
        met.append(
            _matching_http.run(
                folder, options.count, options.pairs, options.seed, errors=options.errors, show=options.show
            )
        )
    return 0 if all(met) else 1
