"""Articles that another program has written: Markdown of the benchmark's, made into other formats by Pandoc."""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
from pathlib import Path

from bench._reading_report import Results, print_worst
from bench._reading_run import SEED, render
from bench._reading_score import Score, failure, score
from bench._reading_styles import STYLES
from bench._truth import manuscript
from refcheck.errors import RefcheckError
from refcheck.reading import read_bytes

TARGETS = {
    "html5": "article.html",
    "docx": "article.docx",
    "latex": "article.tex",
    "gfm": "article.md",
    "markdown": "article.md",
    "plain": "article.txt",
}
"""What Pandoc writes, and the name by which it is read."""
STYLE_NAMES = ("brackets", "^n^", "Unicode")
"""Footnotes are left out: Pandoc numbers them anew."""
# Lists of references that stand line by line stay lists.
_SOURCE = "markdown-implicit_figures+hard_line_breaks+lists_without_preceding_blankline"


def pandoc(jats: Path, count: int, worst: int, examples: int) -> None:
    """Print how well is read what Pandoc writes.

    Args:
        jats: the folder of articles.
        count: how many to take, by chance.
        worst: how many of the worst to list.
        examples: how many faults of each to show.
    """
    program = shutil.which("pandoc")
    if program is None:
        print("Pandoc: not installed here")
        return
    paths = random.Random(SEED).sample(sorted(jats.glob("*.nxml")), count)
    articles = [(path, article) for path in paths if not isinstance(article := manuscript(path), str)]
    for name in STYLE_NAMES:
        style = next(style for style in STYLES if style.title == f"markdown {name}")
        for target, file in TARGETS.items():
            results = Results()
            for path, article in articles:
                rendered = render(style, article, path)
                written = _written(program, rendered.files[rendered.main], target, file)
                try:
                    found = score(rendered, read_bytes(written, file))
                except RefcheckError as error:
                    found = failure(rendered, str(error))
                results.add(path.name, found)
            print(_line(f"{name} to {target}", results.total), flush=True)
            print_worst(results, worst, examples, "")


def _written(program: str, markdown: bytes, target: str, name: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        command = [program, "-f", _SOURCE, "-t", target, "-s", "--metadata", "title=Article", "-o", str(file)]
        subprocess.run(command, input=markdown, check=True, capture_output=True)  # noqa: S603 (its own arguments)
        return file.read_bytes()


def _line(title: str, total: Score) -> str:
    shares = [
        part / (whole or 1)
        for part, whole in (
            (total.right, total.read),
            (total.right, total.true),
            (total.claims_right, total.claims),
            (total.entries_right, total.entries),
        )
    ]
    names = ("precision", "recall", "claims", "references")
    figures = ", ".join(f"{name} {share:.4f}" for name, share in zip(names, shares, strict=True))
    return f"Pandoc, {title}: {total.articles} articles, {figures}"
