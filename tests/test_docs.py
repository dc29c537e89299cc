"""The documentation says what the code says: generated pages, examples, the tutorial, links."""

from __future__ import annotations

import doctest
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from refcheck.cli import COMMANDS
from tests.support.walkthrough import played

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])


@cache
def anchors_and_links(page: Path) -> tuple[frozenset[str], tuple[str, ...]]:
    """The anchors of a page's headings, as GitHub and the site make them, and where its links lead."""
    tokens = MarkdownIt("commonmark").enable("table").parse(page.read_text("utf-8"))
    headings = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    anchors = (re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings)
    inline = [child for token in tokens for child in token.children or ()]
    targets = [
        child.attrGet("href") or child.attrGet("src") for child in inline if child.type in ("link_open", "image")
    ]
    return frozenset(anchors), tuple(str(target) for target in targets)


class TestGeneratedPages:
    def test_no_page_has_drifted_from_the_code(self) -> None:
        spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
        assert spec is not None
        assert spec.loader is not None
        generate = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(generate)
        assert generate.drifted() == [], "run `nox -s docs`"


class TestTutorial:
    @pytest.mark.skipif(not (shutil.which("git") and shutil.which("bash")), reason="there is no git or no bash")
    def test_every_command_prints_what_the_page_says(self, tmp_path: Path) -> None:
        folder = tmp_path / "reader"
        folder.mkdir()
        page = (DOCS / "tutorial.md").read_text("utf-8")
        told = "look at what has changed, then run `python -m tests.support.walkthrough docs/tutorial.md`"
        assert played(page, folder, tmp_path / "files") == page, told


class TestCommands:
    def test_every_command_is_told_of_and_no_other(self) -> None:
        text = "\n".join(page.read_text("utf-8") for page in PAGES)
        named = set(re.findall(r"(?:`|^ {4}|^\$ )refcheck ([a-z]+)", text, re.MULTILINE))
        assert named == COMMANDS.keys()


class TestLibrary:
    def test_every_example_gives_what_the_page_says(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(ROOT)
        page = (DOCS / "api.md").read_text("utf-8")
        examples = "\n".join(re.findall(r"^```pycon\n(.*?)^```$", page, re.MULTILINE | re.DOTALL))
        test = doctest.DocTestParser().get_doctest(examples, {}, "api.md", str(DOCS / "api.md"), 0)
        assert test.examples
        told: list[str] = []
        result = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(test, out=told.append)
        assert result.failed == 0, "".join(told)


class TestLinks:
    @pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
    def test_between_pages_lead_somewhere(self, page: Path) -> None:
        for target in anchors_and_links(page)[1]:
            if "://" in target:
                continue
            name, _, anchor = target.partition("#")
            file = (page.parent / name).resolve() if name else page
            assert file.exists(), target
            assert not anchor or anchor in anchors_and_links(file)[0], target

    def test_the_index_names_every_page(self) -> None:
        linked = {(DOCS / target).resolve() for target in anchors_and_links(DOCS / "README.md")[1]}
        assert {page for page in PAGES if page.parent == DOCS} - {DOCS / "README.md"} <= linked


class TestSite:
    @pytest.mark.skipif(importlib.util.find_spec("material") is None, reason="the site's builder is not installed")
    def test_is_built_without_a_warning(self, tmp_path: Path) -> None:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
        quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        done = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True, check=False)
        assert "WARNING" not in done.stderr
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "site" / "tutorial" / "index.html").exists()
