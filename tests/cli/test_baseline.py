"""`--baseline`, `--write-baseline` and `--prune-baseline`, as users meet them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.support.running import ARTICLE, Run

#: reference 2 is never cited (REF102), and a number is cited that the list does not have (REF101)
FAULTY = ARTICLE.replace("[2]", "[3]")
CHECK = ("check", "--offline", "-f", "concise")


def found(out: str) -> list[str]:
    """The codes in a concise report."""
    return [line.split(": ")[1].split()[1] for line in out.splitlines()[:-1]]


def known(path: str = "known.json") -> list[tuple[str, str, int]]:
    """The entries of a baseline: path, code, count."""
    return [
        (each["path"], each["code"], each.get("count", 1)) for each in json.loads(Path(path).read_text())["findings"]
    ]


@pytest.fixture
def baseline(run: Run) -> Run:
    """An article with two findings, and a baseline that knows them."""
    Path("a.md").write_text(FAULTY)
    code, out, err = run(*CHECK, "--write-baseline", "known.json")
    assert (code, found(out)) == (0, [])
    assert err == "refcheck: known.json: 2 findings, 2 new, 0 mended and taken out\n"
    return run


class TestKnown:
    def test_what_is_known_is_silent_and_counted(self, baseline: Run) -> None:
        code, out, err = baseline(*CHECK, "--baseline", "known.json")
        assert (code, err) == (0, "")
        assert out.endswith("Nothing found. 2 findings in the baseline, not shown.\n")
        _, out, _ = baseline("check", "--offline", "-f", "json", "--baseline", "known.json")
        assert json.loads(out)["summary"]["known"] == 2
        assert {each["code"] for each in json.loads(out)["findings"]} == {"REF902"}

    def test_what_is_new_is_told_wherever_it_stands(self, baseline: Run) -> None:
        Path("a.md").write_text("Before everything this is so [3].\n\n" + FAULTY)
        code, out, _ = baseline(*CHECK, "--baseline", "known.json")
        assert (code, found(out)) == (1, ["REF101"])
        assert out.startswith("a.md:1:")

    def test_a_second_finding_like_a_known_one_is_new(self, baseline: Run) -> None:
        Path("a.md").write_text(FAULTY.replace("\n## References", "Guidelines advise imaging [3].\n\n## References"))
        assert found(baseline(*CHECK, "--baseline", "known.json")[1]) == ["REF101"]
        baseline(*CHECK, "--write-baseline", "known.json")
        assert known() == [("a.md", "REF101", 2), ("a.md", "REF102", 1)]

    def test_paths_are_those_from_the_baseline_wherever_one_stands(
        self, baseline: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = Path.cwd()
        Path("deep").mkdir()
        monkeypatch.chdir("deep")
        assert baseline(*CHECK, "--baseline", "../known.json", "..")[0] == 0
        assert baseline(*CHECK, "--baseline", str(folder / "known.json"), str(folder / "a.md"))[0] == 0

    def test_a_file_may_name_it(self, baseline: Run) -> None:
        Path("refcheck.toml").write_text('baseline = "known.json"')
        assert baseline(*CHECK)[0] == 0


class TestMended:
    def test_what_is_mended_is_said_and_taken_out_when_asked(self, baseline: Run) -> None:
        Path("a.md").write_text(ARTICLE)
        code, _, err = baseline(*CHECK, "--baseline", "known.json")
        assert code == 0
        assert err == "refcheck: known.json: 2 findings in it are mended; --prune-baseline takes them out\n"
        _, _, err = baseline(*CHECK, "--baseline", "known.json", "--prune-baseline")
        assert err == "refcheck: known.json: 0 findings, 0 new, 2 mended and taken out\n"
        assert known() == []
        assert baseline(*CHECK, "--baseline", "known.json")[2] == ""

    def test_pruning_adopts_nothing_new(self, baseline: Run) -> None:
        Path("a.md").write_text(ARTICLE.replace("[1]", "[9]"))
        code, out, _ = baseline(*CHECK, "--baseline", "known.json", "--prune-baseline")
        assert (code, found(out)) == (1, ["REF101", "REF102"])
        assert known() == []

    def test_what_was_not_looked_at_is_not_mended(self, baseline: Run) -> None:
        Path("b.md").write_text(ARTICLE)
        before = Path("known.json").read_bytes()
        for arguments in (["b.md"], ["--select", "REF4"], ["--min-confidence", "1"]):
            assert baseline(*CHECK, "--baseline", "known.json", "--prune-baseline", *arguments)[0] == 0
            assert Path("known.json").read_bytes() == before
        baseline(*CHECK, "--write-baseline", "known.json", "b.md")
        assert Path("known.json").read_bytes() == before

    def test_what_could_not_be_checked_is_not_mended(self, baseline: Run) -> None:
        content = json.loads(Path("known.json").read_text())
        content["findings"].append({"path": "a.md", "code": "REF204", "fingerprint": "0" * 16, "message": "A title."})
        Path("known.json").write_text(json.dumps(content))
        assert baseline(*CHECK, "--baseline", "known.json")[2] == ""

    def test_what_stood_in_a_file_that_is_gone_is_mended(self, baseline: Run) -> None:
        Path("a.md").rename("b.md")
        code, out, err = baseline(*CHECK, "--baseline", "known.json")
        assert (code, found(out)) == (1, ["REF101", "REF102"])
        assert "2 findings in it are mended" in err


class TestTheFile:
    def test_it_is_the_same_however_the_findings_came(self, baseline: Run) -> None:
        before = Path("known.json").read_bytes()
        baseline(*CHECK, "--write-baseline", "known.json")
        assert Path("known.json").read_bytes() == before
        baseline(*CHECK, "--write-baseline", "other.json")
        assert Path("other.json").read_bytes() == before

    def test_a_new_finding_is_a_new_line_and_no_other_changes(self, baseline: Run) -> None:
        before = Path("known.json").read_text().splitlines()
        # A reference is inserted at the top: what is said of the others has other numbers now, and is the same.
        first = "1. Made AB. Made for this test. J Tests. 2010;1:1-2.\n"
        text = FAULTY.replace("2. Wei", "3. Wei").replace("1. Adam", f"{first}2. Adam").replace("[1]", "[2]")
        Path("a.md").write_text(text.replace("[3]", "[4]"))
        baseline(*CHECK, "--write-baseline", "known.json")
        after = Path("known.json").read_text().splitlines()
        assert [line for line in before if line.strip(" ,") not in {each.strip(" ,") for each in after}] == [
            line
            for line in before
            if "REF101" in line  # the number that the list lacks is another one
        ]

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"<<<<<<< ours\n", ":1: is no JSON: Expecting value"),
            (b"\xff", ": is no JSON"),
            (b"[" * 100_000, ": is no JSON"),
            (b'{"format": "refcheck-lock", "version": 1}', ": is no baseline of version 1"),
            (b'{"format": "refcheck-baseline", "version": 1}', ": has no list of findings"),
            (
                b'{"format": "refcheck-baseline", "version": 1, "findings": [{"path": "a.md"}]}',
                ": finding 1 is not what --write-baseline writes",
            ),
        ],
    )
    def test_what_is_no_baseline_is_told_in_one_line(self, run: Run, content: bytes, message: str) -> None:
        Path("a.md").write_text(ARTICLE)
        Path("known.json").write_bytes(content)
        code, out, err = run(*CHECK, "--baseline", "known.json")
        assert (code, out) == (2, "")
        assert err.startswith(f"refcheck: known.json{message}")
        assert err.count("\n") == 1

    def test_a_file_may_have_a_name_that_is_no_text(self, run: Run) -> None:
        name = os.fsdecode(b"caf\xe9.md")
        try:
            Path(name).write_text(FAULTY)
        except OSError:
            pytest.skip("this file system has only names that are text")
        run(*CHECK, "--write-baseline", "known.json")
        assert run(*CHECK, "--baseline", "known.json")[0] == 0

    def test_one_that_is_not_there_is_told_with_what_makes_it(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE)
        _, _, err = run(*CHECK, "--baseline", "known.json")
        assert err == "refcheck: known.json: there is no such baseline; --write-baseline makes one\n"
        assert run(*CHECK, "--prune-baseline")[0] == 2
        assert run(*CHECK, "--write-baseline", "gone/known.json")[0] == 2
