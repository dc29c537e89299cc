"""Fixes that git's history tells: the list was edited and the text was not. In real repositories."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.alignment.remembered import remembered
from refcheck.reading import read_bytes
from tests.alignment.small_articles import WORKS
from tests.fixing.faulty import FAULTS, SUFFIXES, before, faulty, silenced, written
from tests.support.repository import GitRepository, repository
from tests.support.running import Run

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


@pytest.fixture
def repo(run: Run, tmp_path: Path) -> GitRepository:
    """An empty repository, in whose folder refcheck runs."""
    assert run is not None
    return repository(tmp_path)


def fix(name: str) -> str:
    """What refcheck says of fixing a file."""
    return Run()("check", "--offline", "--fix", "--unsafe-fixes", "--min-confidence", "0.4", name)[2]


class TestALineageOfCommits:
    @pytest.mark.parametrize("style", SUFFIXES)
    @pytest.mark.parametrize("kind", ["inserted", "moved down", "moved up"])
    def test_tells_what_no_claim_does(self, repo: GitRepository, kind: str, style: str) -> None:
        article = silenced(faulty(kind, 4), 3, 4)
        name = f"a{SUFFIXES[style]}"
        repo.write(name, written(before(article), style, "unix", article.printed))
        repo.commit()
        repo.write(name, written(article, style, "unix", article.printed))
        said = fix(name)
        assert (repo.root / name).read_bytes() == written(article, style, "unix", article.right)
        commit = repo.git("rev-parse", "HEAD")[:10]
        assert f"renumbered by the list as it was in commit {commit}; citations that are new since stay" in said

    def test_is_followed_to_where_the_list_was_edited(self, repo: GitRepository) -> None:
        article = silenced(faulty("inserted", 4), 3, 4)
        repo.write("a.md", written(before(article), "brackets", "unix", article.printed))
        repo.commit()
        now = written(article, "brackets", "unix", article.printed)
        for word in (b"measures", b"scales", b"scores"):
            repo.write("a.md", now.replace(b"measures", word))
            repo.commit()
        fix("a.md")
        right = written(article, "brackets", "unix", article.right).replace(b"measures", b"scores")
        assert (repo.root / "a.md").read_bytes() == right

    def test_leaves_a_citation_that_is_new_as_it_is(self, repo: GitRepository) -> None:
        article = silenced(faulty("inserted", 4), 3, 4)
        repo.write("a.md", written(before(article), "brackets", "unix", article.printed))
        repo.commit()
        new = b"Causes were told from correlations [5].\n\n## References"
        text, right = (
            written(article, "brackets", "unix", numbers).replace(b"## References", new)
            for numbers in (article.printed, article.right)
        )
        repo.write("a.md", text)
        fix("a.md")
        assert (repo.root / "a.md").read_bytes() == right

    def test_that_never_had_another_list_changes_nothing(self, repo: GitRepository) -> None:
        article = faulty("inserted", 4)
        now = written(article, "brackets", "unix", article.printed)
        repo.write("a.md", now.replace(b"measures", b"scales"))
        repo.commit()
        repo.write("a.md", now)
        said = fix("a.md")
        assert "in commit" not in said
        assert (repo.root / "a.md").read_bytes() == written(article, "brackets", "unix", article.right)

    def test_is_not_needed(self, repo: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
        article = faulty("inserted", 4)
        repo.write("a.md", written(article, "brackets", "unix", article.printed))
        repo.write("b.md", written(article, "brackets", "unix", article.printed))
        assert "mended 1 finding" in fix("a.md")  # nothing is committed yet
        monkeypatch.setenv("PATH", "")
        assert "mended 1 finding" in fix("b.md")  # there is no git


class TestNumbers:
    @given(kind=st.sampled_from(FAULTS[:1] + FAULTS[2:]), place=st.integers(0, 10), silent=st.sets(st.integers(0, 11)))
    def test_are_right_whatever_was_done_to_the_list(self, kind: str, place: int, silent: set[int]) -> None:
        article = silenced(faulty(kind, place), *silent)
        then, now = (
            read_bytes(written(each, "brackets", "unix", article.printed), "a.md")
            for each in (before(article), article)
        )
        found = remembered(now.scopes[0], then.scopes[0])
        mapping = {} if found is None else {each: found.edit.mapping_for(each) for each in now.citations}
        told = [mapping.get(each, {}).get(number, number) for each in now.citations for number in each.numbers]
        assert told == article.right

    def test_of_a_work_that_is_listed_twice_are_each_its_own(self) -> None:
        whole = faulty("inserted", len(WORKS))
        twice = replace(whole, works=[*WORKS[:8], WORKS[2], *WORKS[8:]])
        longer = replace(twice, works=[WORKS[5], *twice.works])
        then, now = (read_bytes(written(each, "brackets", "unix", whole.printed), "a.md") for each in (twice, longer))
        found = remembered(now.scopes[0], then.scopes[0])
        assert found is not None
        assert found.edit.mapping == {number: number + 1 for number in range(1, len(twice.works) + 1)}

    def test_of_references_that_are_all_alike_tell_nothing(self) -> None:
        whole = faulty("inserted", len(WORKS))
        texts = [replace(whole, works=[*WORKS, *[WORKS[2]] * count]) for count in (300, 301)]
        then, now = (read_bytes(written(each, "brackets", "unix", whole.printed), "a.md") for each in texts)
        assert remembered(now.scopes[0], then.scopes[0]) is None

    def test_stay_where_the_text_was_renumbered(self) -> None:
        article = faulty("inserted", 4)
        then = read_bytes(written(before(article), "brackets", "unix", article.printed), "a.md")
        half = [*article.printed[:8], *article.right[8:]]
        now = read_bytes(written(article, "brackets", "unix", half), "a.md")
        found = remembered(now.scopes[0], then.scopes[0])
        assert found is not None
        assert found.edit.within is not None
        assert sorted(number for numbers in found.edit.within.values() for number in numbers) == half[4:8]

    def test_of_a_group_stay_with_what_was_put_into_it(self) -> None:
        article = faulty("inserted", 4)
        then = read_bytes(written(before(article), "brackets", "unix", article.printed), "a.md")
        text = written(article, "brackets", "unix", article.printed)
        now = read_bytes(text.replace(b" [7].", b" [5,7]."), "a.md")
        found = remembered(now.scopes[0], then.scopes[0])
        assert found is not None
        (group,) = [each for each in now.citations if each.numbers == (5, 7)]
        assert found.edit.mapping_for(group) == {7: 8}

    def test_whose_reference_is_gone_are_named(self) -> None:
        whole = faulty("inserted", len(WORKS))
        shorter = replace(whole, works=[*WORKS[:4], *WORKS[5:]])
        then, now = (
            read_bytes(written(each, "brackets", "unix", whole.printed).replace(b" [7].", b" [5,7]."), "a.md")
            for each in (whole, shorter)
        )
        found = remembered(now.scopes[0], then.scopes[0])
        assert found is not None
        assert found.edit.doubtful == (5,)
        (group,) = [each for each in now.citations if each.numbers == (5, 7)]
        assert found.edit.mapping_for(group) == {7: 6}
