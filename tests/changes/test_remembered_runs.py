"""`--changed-since` and a list that was edited: sentences that were left as they were cite other works now."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.alignment.small_articles import WORKS
from tests.fixing.faulty import FAULTS, SUFFIXES, Faulty, before, faulty, silenced, written
from tests.support.repository import GitRepository, repository
from tests.support.running import Run

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")

ALL = range(len(WORKS))
WHOLE = faulty("inserted", len(WORKS))
"""The article before anything was done to it; its list ends with a work that is not cited."""


@pytest.fixture
def repo(run: Run, tmp_path: Path) -> GitRepository:
    """An empty repository, in whose folder refcheck runs."""
    assert run is not None
    return repository(tmp_path)


def changed(repo: GitRepository, was: bytes, now: bytes, *arguments: str, name: str = "a.md") -> list[dict[str, Any]]:
    """The runs that are reported of a change to a file."""
    repo.write(name, was)
    repo.commit()
    repo.write(name, now)
    _, out, err = Run()("check", "--offline", "-f", "json", "--changed-since", "HEAD", *arguments, name)
    assert out, err
    return [each for each in json.loads(out)["findings"] if each["code"] == "REF301"]


def brackets(article: Faulty, numbers: list[int] | None = None) -> bytes:
    """An article with these numbers, or those that it prints."""
    return written(article, "brackets", "unix", numbers or list(article.printed))


class TestAListThatWasEdited:
    @pytest.mark.parametrize("style", SUFFIXES)
    @pytest.mark.parametrize("kind", FAULTS[:1] + FAULTS[2:])
    def test_is_told_of_though_no_claim_tells_anything(self, repo: GitRepository, kind: str, style: str) -> None:
        article = silenced(faulty(kind, 4), *ALL)
        name = f"a{SUFFIXES[style]}"
        was, now = (written(each, style, "unix", each.printed) for each in (before(article), article))
        (run,) = changed(repo, was, now, name=name)
        pairs = zip(article.claims, article.printed, article.right, strict=True)
        off = [f"{claim}." for (claim, _), printed, right in pairs if printed != right]
        assert [each["claim"] for each in run["data"]["citations"]] == off
        assert run["confidence"] == pytest.approx(0.9, abs=0.05)
        Run()("check", "--offline", "--changed-since", "HEAD", "--fix", "--unsafe-fixes", name)
        assert (repo.root / name).read_bytes() == written(article, style, "unix", article.right)

    def test_and_a_text_that_was_renumbered_is_right(self, repo: GitRepository) -> None:
        article = silenced(faulty("inserted", 4), *ALL)
        assert changed(repo, brackets(before(article)), brackets(article, article.right)) == []

    def test_and_a_text_that_was_renumbered_in_part_is_off_in_the_rest(self, repo: GitRepository) -> None:
        article = silenced(faulty("inserted", 4), *ALL)
        half = [*article.printed[:8], *article.right[8:]]
        (run,) = changed(repo, brackets(before(article)), brackets(article, half))
        assert run["data"]["mapping"] == {"5": 6, "6": 7, "7": 8, "8": 9}
        assert run["message"].startswith(
            "Since the list was edited the citation numbers are one too low: 5 should be 6"
        )
        assert "To mend: renumber 5-8 to 6-9, in this order." in run["advice"]

    def test_and_the_same_number_may_be_right_elsewhere(self, repo: GitRepository) -> None:
        article = silenced(faulty("inserted", 4), *ALL)
        half = [*article.right[:8], *article.printed[8:]]
        (run,) = changed(repo, brackets(before(article)), brackets(article, half))
        assert half.count(9) == 2
        assert run["data"]["mapping"] == {"9": 10, "10": 11, "11": 12, "12": 13}
        where = "Since the list was edited, in sentences that were not renumbered with it, the citation numbers are"
        assert run["message"].startswith(where)
        assert "To mend: renumber 9-12 to 10-13, in this order, in these sentences only." in run["advice"]

    def test_and_one_sentence_alone_that_was_not_renumbered_needs_a_claim_that_tells(self, repo: GitRepository) -> None:
        article = faulty("inserted", 4)
        all_but_one = [*article.right[:8], article.printed[8], *article.right[9:]]
        silent = silenced(article, *ALL)
        assert changed(repo, brackets(before(silent)), brackets(silent, all_but_one)) == []
        (run,) = changed(repo, brackets(before(article)), brackets(article, all_but_one), name="b.md")
        assert run["data"]["mapping"] == {"9": 10}

    def test_to_mend_what_was_off_is_no_fault(self, repo: GitRepository) -> None:
        article = faulty("inserted", 4)
        assert changed(repo, brackets(article), brackets(before(article))) == []

    def test_by_exchanging_two_is_told_of(self, repo: GitRepository) -> None:
        exchanged = replace(WHOLE, works=[*WORKS[:4], WORKS[5], WORKS[4], *WORKS[6:], WHOLE.works[-1]])
        (run,) = changed(repo, brackets(WHOLE), brackets(exchanged))
        assert run["message"] == (
            "Since the list was edited the citation numbers are not those of it: 5 should be 6, 6 should be 5."
        )
        assert "To mend: print for each the number that it should be." in run["advice"]

    def test_names_what_was_moved(self, repo: GitRepository) -> None:
        article = faulty("moved down", 4)
        (run,) = changed(repo, brackets(before(article)), brackets(article))
        assert run["message"].endswith("Reference 12 belongs at 5.")
        assert run["data"]["displaced"] == {"reference": 12, "belongs_at": 5}

    def test_says_which_number_has_lost_its_reference(self, repo: GitRepository) -> None:
        shorter = replace(WHOLE, works=[*WHOLE.works[:4], *WHOLE.works[5:]])
        was, now = (text.replace(b" [7].", b" [5,7].") for text in (brackets(WHOLE), brackets(shorter)))
        (run,) = changed(repo, was, now)
        assert "no longer in the list, and still cited: 5" in " ".join(run["advice"])

    def test_may_be_left_out_like_anything(self, repo: GitRepository) -> None:
        article = silenced(faulty("inserted", 4), *ALL)
        was, now = brackets(before(article)), brackets(article)
        assert changed(repo, was, now, "--ignore", "REF301") == []
        heading = "# Naïve measures\n".encode()
        comment = heading + b"\n<!-- refcheck: ignore-file[REF301] renumbered later -->\n"
        was, now = (text.replace(heading, comment) for text in (was, now))
        assert changed(repo, was, now, name="b.md") == []
