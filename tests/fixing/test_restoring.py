"""A list that was edited and a text that was not: what fixing makes of it, whatever the fault, format and line ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refcheck.check import check_article, select_rules
from refcheck.fixing import Fixed, Fixer, Workspace
from refcheck.report import ArticleReport
from refcheck.resolution.resolver import OfflineResolver
from tests.fixing.faulty import FAULTS, LINE_ENDS, SUFFIXES, faulty, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.article import Article
    from refcheck.finding import Finding
    from refcheck.work import Resolution


def check(article: Article, resolutions: Sequence[Resolution]) -> tuple[Finding, ...]:
    """What is found offline, as a user is shown it."""
    found = check_article(article, resolutions, rules=select_rules(), today=date(2026, 11, 29))
    return tuple(finding for finding in found if finding.confidence >= 0.5)


def fix(data: bytes, suffix: str) -> tuple[Fixed, bytes]:
    """A file after all its fixes, and what became of its findings."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"article{suffix}"
        path.write_bytes(data)
        workspace = Workspace()
        article = workspace.read(str(path))
        resolutions = OfflineResolver().resolve(article.references)
        found = Fixer(workspace, check, unsafe=True).fix(
            ArticleReport(article, resolutions, check(article, resolutions))
        )
        workspace.write()
        return found, path.read_bytes()


@pytest.mark.parametrize("style", SUFFIXES)
@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_in_the_middle_is_mended_to_the_byte(style: str, kind: str) -> None:
    article = faulty(kind, 4)
    found, mended = fix(written(article, style, "unix", article.printed), SUFFIXES[style])
    assert found.mended["REF301"] == 1
    assert mended == written(article, style, "unix", article.right)


@given(
    kind=st.sampled_from(FAULTS),
    place=st.integers(0, 8),
    style=st.sampled_from(sorted(SUFFIXES)),
    ends=st.sampled_from(sorted(LINE_ENDS)),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@settings(max_examples=25, deadline=None)
def test_any_fault_is_mended_to_the_byte_or_left_alone(
    kind: str, place: int, style: str, ends: str, encoding: str
) -> None:
    article = faulty(kind, place)
    before = written(article, style, ends, article.printed, encoding)
    found, mended = fix(before, SUFFIXES[style])
    expected = written(article, style, ends, article.right, encoding)
    assert mended in (before, expected)
    if mended != before:
        assert not any(finding.code == "REF301" for finding in found.report.findings)
    again, twice = fix(mended, SUFFIXES[style])
    assert twice == mended
    assert not again.mended


@pytest.mark.parametrize("style", ["brackets", "sup", "footnotes", "links"])
def test_windows_1252_stays_what_it_is(style: str) -> None:
    article = faulty("inserted", 4)
    _, mended = fix(written(article, style, "windows", article.printed, "cp1252"), ".md")
    assert mended == written(article, style, "windows", article.right, "cp1252")
