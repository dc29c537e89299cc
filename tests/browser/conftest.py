"""A Chromium that is on the machine already, or a skip that says why there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bench import _chromium
from tests.support.running import refcheck

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARTICLES = Path(__file__).parents[2] / "articles"
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests of one module: what drives it keeps the thread's event loop."""
    missing = _chromium.missing()
    if missing:
        pytest.skip(missing)
    with _chromium.running() as running:
        yield running


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    package = pytest.importorskip("axe_playwright_python", reason="axe-core is not here (the extra `browser`)")
    return (Path(package.__file__).parent / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the articles of the project, made once."""
    folder = tmp_path_factory.mktemp("shipped")
    shutil.copytree(ARTICLES, folder / "articles")
    before = Path.cwd()
    os.chdir(folder)
    try:
        refcheck("check", "--locked", "--offline", "-f", "html", "-o", "report.html", "articles")
    finally:
        os.chdir(before)
    return folder / "report.html"


@pytest.fixture
def opened(browser: Browser) -> Open:
    """Opens a report: a page on which nothing may go wrong, and which may ask for nothing but itself."""

    @contextmanager
    def open_report(path: Path, *, width: int = 1366, height: int = 850, **options: Any) -> Iterator[Page]:
        with browser.new_context(viewport={"width": width, "height": height}, **options) as context:
            page = context.new_page()
            said: list[str] = []
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("request", lambda request: said.append(request.url) if request.url != path.as_uri() else None)
            page.goto(path.as_uri())
            yield page
            assert said == []

    return open_report
