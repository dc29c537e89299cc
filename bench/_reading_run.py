"""Rendering and reading one article in some styles; what the processes of the reading benchmark do."""

from __future__ import annotations

import random
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench._reading_score import Score, failure, score
from bench._reading_styles import STYLES, Style, itself
from bench._truth import manuscript
from refcheck.errors import RefcheckError
from refcheck.reading import read_bytes
from refcheck.reading.registry import SUPPORTED_EXTENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench._manuscript import Manuscript
    from bench._render import Rendered

SEED = 20261123
Outcome = str | dict[str, Score]
"""Why an article is left out, or its scores by style."""


def has_reader(style: Style, extension: str) -> bool:
    """Whether refcheck reads the files of a style."""
    return style.render is None or extension in SUPPORTED_EXTENSIONS


def render(style: Style, article: Manuscript, path: Path) -> Rendered:
    """Write an article in a style; the same every time."""
    if style.render is None:
        return itself(article, path.name, path.read_bytes())
    return style.render(article, random.Random(f"{SEED} {article.name} {style.title}"))


@contextmanager
def on_disk(rendered: Rendered) -> Iterator[str]:
    """The path to read: in a folder of its own where a format follows to other files."""
    if len(rendered.files) == 1:
        yield rendered.main
        return
    with tempfile.TemporaryDirectory() as folder:
        for name, data in rendered.files.items():
            (Path(folder) / name).write_bytes(data)
        yield str(Path(folder) / rendered.main)


def measure(task: tuple[Path, Sequence[str]]) -> tuple[str, Outcome]:
    """Measure one article.

    Args:
        task: its path and the titles of the styles.
    """
    path, titles = task
    article = manuscript(path)
    if isinstance(article, str):
        return path.name, article
    scores: dict[str, Score] = {}
    for style in STYLES:
        if style.title in titles:
            scores[style.title] = _one(style, article, path)
    return path.name, scores


def _one(style: Style, article: Manuscript, path: Path) -> Score:
    rendered = render(style, article, path)
    data = rendered.files[rendered.main]
    if not has_reader(style, Path(rendered.main).suffix):
        return Score()
    with on_disk(rendered) as name:
        began = time.process_time()
        try:
            read = read_bytes(data, name)
        except RefcheckError as error:
            return failure(rendered, str(error))
        except Exception as error:  # noqa: BLE001 (a crash is a result of the measurement, and is counted)
            return failure(rendered, f"crash: {error!r}")
        seconds = time.process_time() - began
    result = score(rendered, read)
    result.seconds, result.bytes = seconds, len(data)
    return result
