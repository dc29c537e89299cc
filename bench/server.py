"""The language server on a long article: how long after a change its diagnostics come, and how long a hover takes.

An article of `jats/` with about a hundred references is written in Markdown and opened in a real server over its pipes,
without a lock file, with one that agrees with every reference, and with one that has other works. One sentence is added
again and again; the clock runs from the change to the diagnostics of that version, the server's own wait counted. A
hover over a citation is asked for when the server is at rest, and right after a change, while it computes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import time
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench import _material
from bench._editor import editing
from bench._render_markdown import brackets
from bench._truth import manuscript
from refcheck.reading import read_bytes
from refcheck.resolution.lock import Lock
from refcheck.resolution.locking import confirm
from refcheck.resolution.records import work_of
from refcheck.server.texts import EditorText
from refcheck.server.units import Units
from refcheck.work import Resolution, Work
from tests.support.repository import repository

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench._editor import Editor
    from refcheck.article import Article

BAR = 300  # milliseconds
SEED = 20261129
HELD = 2
"""How many of the ways are held to the bar."""
_MORE = 5
TODAY = date(2026, 11, 29)


def _article(folder: Path, references: int) -> tuple[str, bytes, Article]:
    """The first article with at least so many references, and few more, in Markdown: name, text, what is read of it."""
    for path in sorted((folder / "jats").glob("*.nxml")):
        count = path.read_bytes().count(b"<ref ")
        if not references <= count <= references + _MORE or isinstance(found := manuscript(path), str):
            continue
        rendered = brackets(found, random.Random(SEED))
        text = rendered.files[rendered.main]
        article = read_bytes(text, "article.md")
        if len(article.references) == count:
            return path.stem, text, article
    raise SystemExit(f"no article with {references} to {references + _MORE} references: try --references N")


def _agreeing(article: Article) -> list[Work]:
    """Records that say what the references print, as most records of a checked article do."""
    fields = (reference.fields for reference in article.references)
    return [
        Work(
            each.doi,
            title=each.title,
            authors=each.authors,
            containers=(each.container,) if each.container else (),
            years=(each.year,) if each.year else (),
            volume=each.volume,
            issue=each.issue,
            pages=each.pages,
        )
        for each in fields
    ]


def _others(folder: Path, count: int) -> list[Work]:
    """Real records, of any other works: nearly every field disagrees, which no article comes near."""
    with gzip.open(folder / "crossref-works" / "works.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [work_of(json.loads(line)) for line in islice(lines, count)]


def _lock(article: Article, works: Sequence[Work]) -> Lock:
    """A lock file with a record for every reference."""
    lock = Lock()
    for reference, work in zip(article.references, works, strict=True):
        lock = confirm(lock, reference, Resolution(work), "for a benchmark", TODAY)
    return lock


def _milliseconds(began: float) -> float:
    return (time.perf_counter() - began) * 1000


def _measure(editor: Editor, uri: str, text: bytes, article: Article, times: int) -> dict[str, list[float]]:
    """Milliseconds until diagnostics, until a hover at rest, and until one right after a change."""
    took: dict[str, list[float]] = {"diagnostics": [], "hover at rest": [], "hover after a change": []}
    words = EditorText(text.decode(), Units("utf-16"))
    # Before a sentence in the middle of the article: its claim and every place after it are other than before.
    citation = article.citations[len(article.citations) // 2]
    line, character = words.position(citation.claim.span.start)
    place = {"line": line, "character": character}
    pointed = article.citations[0].digits.start
    editor.open(uri, text.decode())
    editor.diagnostics(uri, 1)
    for version in range(2, times + 2):
        began = time.perf_counter()
        editor.change(uri, version, {"range": {"start": place, "end": place}, "text": f"Again {version}. "})
        editor.diagnostics(uri, version)
        took["diagnostics"].append(_milliseconds(began))
        began = time.perf_counter()
        if editor.at("hover", uri, *words.position(pointed)) is None:
            raise SystemExit("nothing is shown over the first citation")
        took["hover at rest"].append(_milliseconds(began))
    for version in range(times + 2, 2 * times + 2):
        editor.change(uri, version, {"range": {"start": place, "end": place}, "text": f"Again {version}. "})
        began = time.perf_counter()
        editor.at("hover", uri, *words.position(pointed))
        took["hover after a change"].append(_milliseconds(began))
        editor.diagnostics(uri, version)
    return took


def main(arguments: list[str]) -> int:
    """Print medians and worst times; 1 if the median of the diagnostics is above the bar."""
    parser = argparse.ArgumentParser(prog="bench server", description=__doc__)
    parser.add_argument("--references", type=int, default=100, help="references of the article")
    parser.add_argument("--times", type=int, default=20, help="changes that are measured")
    options = parser.parse_args(arguments)
    material = _material.require()
    name, text, article = _article(material, options.references)
    print(
        f"{name}: {len(article.references)} references, {len(article.citations)} citations, {len(text) / 1000:.0f} kB"
    )
    slowest = 0.0
    ways = {
        "without a lock file": None,
        "with a record for each reference that agrees with it": _agreeing(article),
        "with a record of another work for each (not held to the bar)": _others(material, len(article.references)),
    }
    for at, (way, works) in enumerate(ways.items()):
        with TemporaryDirectory() as scratch:
            folder = Path(scratch)
            repo = repository(folder)
            repo.write("article.md", text)
            repo.commit()
            if works is not None:
                _lock(article, works).write(folder / "refcheck.lock")
            with editing(folder) as editor:
                editor.initialize()
                took = _measure(editor, (folder / "article.md").as_uri(), text, article, options.times)
                editor.end()
        print(f"\n{way}, ms")
        for what, every in took.items():
            print(f"  {what:22}median {statistics.median(every):>5.0f}   slowest {max(every):>5.0f}")
        if at < HELD:
            slowest = max(slowest, statistics.median(took["diagnostics"]))
    print(f"\ndiagnostics: median {slowest:.0f} ms at most (bar {BAR})")
    return int(slowest > BAR)
