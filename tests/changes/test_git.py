"""What is asked of git, where a whole run would not show it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from refcheck.changes.git import Blob, Repository
from refcheck.errors import UsageError
from tests.support.repository import repository

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


class TestTree:
    def test_files_with_any_name_are_found_and_links_are_not(self, tmp_path: Path) -> None:
        repo = repository(tmp_path)
        names = ["a b.md", "dé/ü.md", "tab\tand\nline.md"]
        for name in names:
            repo.write(name, f"this is {name}")
        (tmp_path / "link.md").symlink_to("a b.md")
        repo.commit()
        base = Repository.holding(str(tmp_path), "HEAD")
        assert sorted(base.tree) == sorted(names)
        assert base.contents(base.tree.values()) == {name: f"this is {name}".encode() for name in names}

    @pytest.mark.parametrize("name", ["a b.md", ":(top)*.md", "[ab].md", "deep/*.md", "-x.md"])
    def test_one_file_can_be_asked_about_alone(self, tmp_path: Path, name: str) -> None:
        repo = repository(tmp_path)
        for text in ("one", "two"):
            for each in (name, "b.md", "deep/c.md"):
                repo.write(each, f"{each} {text}")
            repo.commit()
        repo.write("b.md", "three")
        repo.commit()
        base = replace(Repository.holding(str(tmp_path), "HEAD"), only=name)
        assert list(base.tree) == [name]
        assert base.commits([name], 5) == repo.git("rev-list", "HEAD~1").split()

    def test_what_a_clone_does_not_hold_is_told(self, tmp_path: Path) -> None:
        repo = repository(tmp_path)
        repo.write("a.md", "x")
        repo.commit()
        base = Repository.holding(str(tmp_path), "main")
        with pytest.raises(UsageError, match=r"b\.md: what this file was is not in this clone"):
            base.contents([base.tree["a.md"], Blob("b.md", "0" * 40, 1)])

    def test_a_revision_may_be_named_in_any_way_git_knows(self, tmp_path: Path) -> None:
        repo = repository(tmp_path)
        for word in ("one", "two"):
            repo.write("a.md", word)
            repo.commit()
        repo.git("tag", "--annotate", "--message", "a tag", "v1", "HEAD~1")
        first = Repository.holding(str(tmp_path), "HEAD~1")
        assert Repository.holding(str(tmp_path), "v1") == first
        assert Repository.holding(str(tmp_path), first.base[:8]) == first
        assert first.changed == {"a.md": "a.md"}
