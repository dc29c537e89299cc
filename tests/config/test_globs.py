"""Which files a pattern means."""

from __future__ import annotations

import pytest

from refcheck.config.globs import means


@pytest.mark.parametrize(
    ("pattern", "path", "meant"),
    [
        ("*.md", "a.md", True),
        ("*.md", "deep/er/a.md", True),
        ("./*.md", "deep/a.md", False),
        ("drafts/*.md", "drafts/a.md", True),
        ("drafts/*.md", "old/drafts/a.md", False),
        ("drafts/*.md", "drafts/deep/a.md", False),
        ("drafts/**", "drafts/deep/a.md", True),
        ("drafts/", "drafts/deep/a.md", True),
        ("**/drafts/*.md", "old/drafts/a.md", True),
        ("**/drafts/*.md", "drafts/a.md", True),
        ("drafts/**/a.md", "drafts/a.md", True),
        ("drafts/**/a.md", "drafts/b/c/a.md", True),
        ("[ab].md", "b.md", True),
        ("?.md", "bc.md", False),
        ("A.md", "a.md", False),
    ],
)
def test_a_pattern_means_files_as_in_gitignore(pattern: str, path: str, meant: bool) -> None:
    assert means(pattern, path.split("/")) is meant


def test_a_pattern_of_many_stars_is_no_trap() -> None:
    assert not means("/".join(["**"] * 200) + "/x", ["a"] * 200)
    assert not means("*a" * 30 + "b", ["a" * 200])
