"""How well citations and references are read: `python -m bench reading [PART ...]`.

Every article of the material's JATS is taken apart by code of the benchmark's own (`_truth`), written anew in every
format and style, read by refcheck and compared: citation groups with their numbers, the sentences they belong to,
references with their numbers and whole text.

The claim sentence is judged by a rule of the benchmark's own (`_truth_sentences`), not by a sentence splitter.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from multiprocessing import Pool
from pathlib import Path
from typing import TYPE_CHECKING

from bench import _material
from bench._reading_documents import pdq, plain
from bench._reading_files import round_trips, speed, word_file
from bench._reading_pandoc import pandoc
from bench._reading_report import Results, line, print_worst, table
from bench._reading_run import SEED, measure, prepare
from bench._reading_styles import STYLES
from bench._truth_agreement import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench._reading_score import Score
    from bench._reading_styles import Style

PARTS = ("formats", "pdq", "plain", "word-file", "round-trips", "pandoc", "speed", "sentences")
ROUND_TRIPS, PANDOC, SENTENCES = 60, 40, 120
"""How many articles these parts take if nothing else is asked for."""


def options_of(argv: Sequence[str]) -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(prog="bench reading", description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", help=f"what to measure, of: {chr(32).join(PARTS)}")
    parser.add_argument("--data", type=Path, help="the folder of real material")
    parser.add_argument("--sample", type=int, default=0, help="so many articles only, chosen by chance")
    parser.add_argument("--seed", type=int, default=SEED, help="for --sample: another choice of articles")
    parser.add_argument("--only", nargs="*", default=[], metavar="FILE", help="these articles only, by file name")
    parser.add_argument("--formats", nargs="*", default=[], help="formats, or styles by a part of their name")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--worst", type=int, default=10, help="how many of the worst articles to list for each style")
    parser.add_argument("--examples", type=int, default=3, help="how many faults of each to show")
    parser.add_argument(
        "--faults", default="", help="show faults of this kind only: false missed claim reference failed"
    )
    parser.add_argument("--write", type=Path, help="write the table of figures, as Markdown, to this file")
    return parser.parse_args(argv)


def formats(options: argparse.Namespace, data: Path) -> None:
    """Measure every format and style."""
    paths = sorted((data / "jats").glob("*.nxml"))
    if options.only:
        paths = [path for path in paths if path.name in options.only or path.stem in options.only]
    elif options.sample:
        paths = random.Random(options.seed).sample(paths, min(options.sample, len(paths)))
    styles = [
        style
        for style in STYLES
        if not options.formats or any(name == style.format or name in style.title for name in options.formats)
    ]
    rows: list[tuple[Style, Score]] = []
    with Pool(options.jobs) as pool, tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        reasons = pool.map(prepare, [(path, folder) for path in paths], 8)
        print(f"{len(paths)} articles, {sum(map(bool, reasons))} left out")
        for reason, count in Counter(filter(None, reasons)).most_common():
            print(f"  {count}: {reason}")
        usable = [path for path, reason in zip(paths, reasons, strict=True) if not reason]
        for style in styles:
            results = Results()
            tasks = [(path, folder, style.title) for path in usable]
            for count, (name, score) in enumerate(pool.imap_unordered(measure, tasks, 4), 1):
                results.add(name, score)
                if count % 200 == 0:
                    print(f"{style.title}: {count} of {len(usable)} articles", file=sys.stderr, flush=True)
            print(line(style, results.total), flush=True)
            print_worst(results, options.worst, options.examples, options.faults)
            rows.append((style, results.total))
    shown = table(rows)
    print(shown)
    if options.write:
        options.write.write_text(shown + "\n", encoding="utf-8")


def main(argv: list[str]) -> int:
    """Print the figures."""
    options = options_of(argv)
    data = options.data or _material.require()
    parts = options.parts or PARTS
    jats = data / "jats"
    if "formats" in parts:
        formats(options, data)
    if "pdq" in parts:
        pdq(data / "markdown-pdq", options.examples)
    if "plain" in parts:
        plain(data / "plain", jats, options.examples)
    if "word-file" in parts:
        word_file(data / "docx" / "meta-review.docx")
    if "round-trips" in parts:
        round_trips(jats, options.sample or ROUND_TRIPS, options.worst)
    if "pandoc" in parts:
        pandoc(jats, options.sample or PANDOC, options.worst, options.examples)
    if "speed" in parts:
        speed(jats, options.sample)
    if "sentences" in parts:
        sentences(jats, options.sample or SENTENCES, options.examples)
    return 0
