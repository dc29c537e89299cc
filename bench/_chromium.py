"""The Chromium of the machine, driven by playwright; nothing is downloaded."""

from __future__ import annotations

import importlib.util
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def executable() -> str | None:
    """The browser: what `REFCHECK_CHROMIUM` names, or the first that is found."""
    return os.environ.get("REFCHECK_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


def missing() -> str:
    """What is missing to run it, in words; empty if nothing is."""
    if importlib.util.find_spec("playwright") is None:
        return "playwright is not here (the extra `browser`)"
    return "" if executable() else "no Chromium is here (install one, or name it in REFCHECK_CHROMIUM)"


@contextmanager
def running() -> Iterator[Browser]:
    """The browser, without a window."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (optional)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable())
        try:
            yield browser
        finally:
            browser.close()
