"""Rendering and reading one article in some styles; what the processes of the reading benchmark do."""

from __future__ import annotations

import pickle
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
    from collections.abc import Iterator

    from bench._manuscript import Manuscript
    from bench._render import Rendered

SEED = 20261123


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


def prepare(task: tuple[Path, Path]) -> str:
    """Take an article apart and keep what was found in a file.

    Args:
        task: the article, and the folder to keep it in.

    Returns:
        Why it is left out, or nothing.
    """
    path, folder = task
    article = manuscript(path)
    if isinstance(article, str):
        return article
    (folder / path.name).write_bytes(pickle.dumps(article))
    return ""


def measure(task: tuple[Path, Path, str]) -> tuple[str, Score]:
    """Measure one article in one style.

    Args:
        task: the article, the folder where `prepare` kept it, and the title of the style.
    """
    path, folder, title = task
    article: Manuscript = pickle.loads((folder / path.name).read_bytes())  # noqa: S301 (written by this program)
    return path.name, _one(next(style for style in STYLES if style.title == title), article, path)


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
