"""`--changed-since`: a pull request is told what it touched, and nothing old. In real repositories."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import ClassVar

import pytest

from tests.support.repository import GitRepository, repository
from tests.support.running import Run
from tests.support.written import WRITERS, Written

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")

ARTICLES = Path(__file__).parents[2] / "articles"
KAWASAKI = "kawasaki-disease.md"
LIVER = "liver-metastases.txt"
INSERTED = (
    "3. Bitter JJ, et al. A second look at erythema multiforme in Kawasaki's disease. Arch Dermatol. 1981;117(1):1-9.\n"
)


@pytest.fixture
def repo(run: Run, tmp_path: Path) -> GitRepository:
    """The articles of this project, committed on `main`, and a branch for a pull request."""
    assert run is not None
    made = repository(tmp_path)
    for path in ARTICLES.iterdir():
        made.write(path.name, path.read_bytes())
    made.commit()
    made.git("switch", "--quiet", "--create", "change")
    return made


def touched(*arguments: str) -> list[tuple[str, str, int]]:
    """What a check of the articles reports since `main`: file, code, line."""
    _, out, err = Run()("check", "--offline", "-f", "json", "--changed-since", "main", *arguments)
    assert out, err
    found = [each for each in json.loads(out)["findings"] if each["severity"] != "note"]
    return [(each["path"], each["code"], each["start"]["line"]) for each in found]


def with_inserted_reference(text: str) -> str:
    """The article with a reference inserted, every label after it moved, and no citation renumbered."""
    body, entries = text.split("## References\n\n")
    moved = re.sub(r"^(\d+)\.", lambda label: f"{int(label[1]) + (int(label[1]) > 2)}.", entries, flags=re.MULTILINE)
    return f"{body}## References\n\n" + moved.replace("4. Fritter", f"{INSERTED}4. Fritter")


class TestPullRequests:
    def test_nothing_changed_reports_nothing(self, repo: GitRepository) -> None:
        assert touched() == []
        assert "14 findings not of this change, not shown." in Run()("check", "--offline", "--changed-since", "main")[1]
        assert repo.git("status", "--porcelain") == ""

    def test_one_sentence_changed_elsewhere_reports_nothing_old(self, repo: GitRepository) -> None:
        repo.replace(KAWASAKI, ("The diagnosis is still made", "The diagnosis is, to this day, made"))
        repo.replace(LIVER, ("A guide for patients", "A short guide for patients"))
        repo.commit()
        assert touched() == []

    def test_a_sentence_in_a_line_with_citations_reports_nothing_old(self, repo: GitRepository) -> None:
        # The paragraph is one line, and a run that is off stands elsewhere in the file.
        repo.replace(LIVER, ("the first treatment is usually", "the first treatment is often"))
        assert touched() == []

    def test_an_inserted_reference_without_renumbering_reports_the_run(self, repo: GitRepository) -> None:
        text = (repo.root / KAWASAKI).read_text()
        repo.write(KAWASAKI, with_inserted_reference(text))
        repo.commit()
        body = slice(0, 12)
        assert (repo.root / KAWASAKI).read_text().splitlines()[body] == text.splitlines()[body]
        # Its citations stand where they stood; what was wrong before in the references after it has only moved.
        assert touched() == [(KAWASAKI, "REF301", 5), (KAWASAKI, "REF102", 23)]

    def test_after_renumbering_it_reports_nothing_old(self, repo: GitRepository) -> None:
        text = with_inserted_reference((repo.root / KAWASAKI).read_text())
        right = re.sub(r"<sup>(\d)</sup>", lambda cited: f"<sup>{int(cited[1]) + (int(cited[1]) > 2)}</sup>", text)
        repo.write(KAWASAKI, right.replace("multiforme,<sup>2</sup>", "multiforme,<sup>2,3</sup>"))
        repo.commit()
        assert touched() == []

    def test_a_changed_claim_of_a_run_that_is_off_reports_the_run(self, repo: GitRepository) -> None:
        repo.replace(LIVER, ("the resection of liver metastases gave", "resecting liver metastases gave"))
        assert [code for _, code, _ in touched()] == ["REF301"]

    def test_a_changed_reference_reports_what_is_wrong_with_it(self, repo: GitRepository) -> None:
        repo.replace(LIVER, ("clinicians/package-insert", "clinicians/package-inserts"))
        found = touched()
        assert (LIVER, "REF402", 35) in found
        assert not {"REF102", "REF209", "REF405"}.intersection(code for _, code, _ in found)

    def test_a_citation_taken_out_reports_the_reference_that_nobody_cites_any_more(self, repo: GitRepository) -> None:
        repo.replace(KAWASAKI, ("multiforme,<sup>2</sup>", "multiforme,"))
        assert touched() == [(KAWASAKI, "REF102", 16)]

    def test_a_reference_taken_out_reports_the_citation_that_leads_nowhere(self, repo: GitRepository) -> None:
        text = (repo.root / KAWASAKI).read_text()
        repo.write(KAWASAKI, text[: text.index("8. Zhang")])
        assert (KAWASAKI, "REF101", 11) in touched()

    def test_what_a_comment_silenced_and_is_mended_reports_the_comment(self, repo: GitRepository) -> None:
        repo.git("switch", "--quiet", "main")
        repo.replace(KAWASAKI, ("multiforme,<sup>2</sup>", "multiforme,"))
        repo.replace(KAWASAKI, ("2. Bitter", "<!-- refcheck: ignore[REF102] for later -->\n2. Bitter"))
        repo.commit()
        repo.git("switch", "--quiet", "change")
        repo.git("merge", "--quiet", "main")
        assert touched() == []
        repo.replace(KAWASAKI, ("multiforme,", "multiforme,<sup>2</sup>"))
        assert touched() == [(KAWASAKI, "REF901", 16)]


class TestHistory:
    def test_what_the_main_branch_changed_since_is_not_of_the_change(self, repo: GitRepository) -> None:
        repo.replace(KAWASAKI, ("The diagnosis is still made", "The diagnosis is made"))
        repo.commit()
        repo.git("switch", "--quiet", "main")
        repo.replace(LIVER, ("clinicians/package-insert", "clinicians/package-inserts"))
        repo.commit()
        repo.git("switch", "--quiet", "change")
        assert touched() == []

    def test_an_article_that_is_new_or_not_yet_added_is_reported_whole(self, repo: GitRepository) -> None:
        repo.write("new.md", (repo.root / KAWASAKI).read_bytes())
        assert {path for path, _, _ in touched()} == {"new.md"}
        repo.commit()
        assert len(touched()) == 6

    def test_a_renamed_article_is_compared_with_what_it_was(self, repo: GitRepository) -> None:
        repo.git("mv", KAWASAKI, "renamed.md")
        assert touched() == []
        repo.replace("renamed.md", ("multiforme,<sup>2</sup>", "multiforme,"))
        repo.commit()
        assert touched() == [("renamed.md", "REF102", 16)]

    def test_other_line_ends_and_breaks_are_no_change(self, repo: GitRepository) -> None:
        text = (
            (repo.root / KAWASAKI)
            .read_text()
            .replace("<sup>3</sup> Adults are not spared", "<sup>3</sup> Adults are not\nspared")
        )
        repo.write(KAWASAKI, text.replace("\n", "\r\n"))
        repo.commit()
        assert touched() == []

    def test_what_was_no_article_is_reported_whole(self, repo: GitRepository) -> None:
        repo.git("switch", "--quiet", "main")
        good = (repo.root / KAWASAKI).read_bytes()
        repo.write(KAWASAKI, b"\x00\x01\x02\x00" * 40)
        repo.commit()
        repo.git("switch", "--quiet", "change")
        repo.git("merge", "--quiet", "main")
        repo.write(KAWASAKI, good)
        assert len(touched()) == 6

    def test_without_a_common_ancestor_the_revision_itself_is_compared_with(self, repo: GitRepository) -> None:
        repo.git("checkout", "--quiet", "--orphan", "other")
        repo.replace(KAWASAKI, ("multiforme,<sup>2</sup>", "multiforme,"))
        repo.commit()
        assert touched() == [(KAWASAKI, "REF102", 16)]

    def test_it_works_from_any_folder_and_inside_a_hook(
        self, repo: GitRepository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repo.replace(KAWASAKI, ("multiforme,<sup>2</sup>", "multiforme,"))
        (repo.root / "deep").mkdir()
        monkeypatch.chdir(repo.root / "deep")
        monkeypatch.setenv("GIT_DIR", ".git")
        monkeypatch.setenv("GIT_INDEX_FILE", ".git/index.lock")
        assert touched("..") == [(f"../{KAWASAKI}", "REF102", 16)]

    def test_a_latex_document_is_compared_with_all_its_files(self, repo: GitRepository) -> None:
        entries = "\n".join(
            f"@book{{r{n}, author = {{Made, A.}}, title = {{Book {n}}}, year = 2001}}" for n in (1, 2, 3)
        )
        repo.git("switch", "--quiet", "main")
        repo.write("tex/refs.bib", entries)
        repo.write("tex/part.tex", "More is so \\cite{r2}.\n")
        body = "It is so \\cite{r1}.\n\n\\input{part}\n\n\\bibliographystyle{unsrt}\\bibliography{refs}"
        repo.write("tex/main.tex", f"\\documentclass{{article}}\\begin{{document}}\n{body}\n\\end{{document}}\n")
        repo.commit()
        repo.git("switch", "--quiet", "change")
        repo.git("merge", "--quiet", "main")
        before = touched("tex/main.tex")
        repo.replace("tex/part.tex", ("\\cite{r2}", "\\cite{r9}"))
        found = touched("tex/main.tex")
        assert before == []
        assert {(path, code) for path, code, _ in found} >= {("tex/part.tex", "REF101")}


#: reference 3 is never cited, and the last sentence cites what the list does not have
_OLD = Written(
    [
        [("Fever comes first", (1,)), ("A bath may lower it", (2,)), ("Parents worry about it", ())],
        [("It goes away by itself", (4,)), ("It comes back at times", (5,))],
    ],
    4,
    "[]",
)


@pytest.mark.parametrize("format_name", WRITERS)
class TestEveryFormat:
    ENDINGS: ClassVar = {"text": "txt", "markdown": "md", "jats": "xml", "html": "html", "latex": "tex", "word": "docx"}

    def test_only_what_is_touched_is_reported(self, format_name: str, run: Run, tmp_path: Path) -> None:
        assert run is not None
        repo = repository(tmp_path)
        name = f"a.{self.ENDINGS[format_name]}"

        def write(old: str = "", new: str = "", numbers: tuple[int, ...] | None = None) -> None:
            paragraphs = [
                [(text.replace(old, new), numbers if numbers and old in text else cited) for text, cited in paragraph]
                for paragraph in _OLD.paragraphs
            ]
            repo.write(name, WRITERS[format_name](Written(paragraphs, _OLD.references, _OLD.style)))

        write()
        repo.commit()
        assert touched() == []
        write("Parents worry", "Fathers worry")
        assert touched() == []
        write("A bath may lower it", "A bath lowers it", (4,))
        assert [code for _, code, _ in touched()] == ["REF102"]


class TestMistakes:
    def test_an_unknown_revision_is_one_line(self, repo: GitRepository) -> None:
        code, out, err = Run()("check", "--offline", "--changed-since", "gone")
        assert (code, out, err) == (2, "", "refcheck: .: git knows no revision 'gone'\n")
        for revision in ("--output=x", "main\nmain", ""):
            assert Run()("check", "--offline", "--changed-since", revision)[0] == 2
        assert repo.git("status", "--porcelain") == ""

    def test_a_shallow_clone_says_what_helps(self, repo: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
        repo.replace(LIVER, ("A guide", "A short guide"))
        repo.commit()
        repo.git("clone", "--quiet", "--depth", "1", f"file://{repo.root}", "shallow")
        monkeypatch.chdir(repo.root / "shallow")
        _, _, err = Run()("check", "--offline", "--changed-since", "main")
        assert err.endswith("the clone is shallow: fetch more of its history (fetch-depth: 0)\n")

    def test_outside_of_a_repository_is_one_line(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
        Path("a.md").write_text("So it is [1].\n")
        code, _, err = run("check", "--offline", "--changed-since", "main")
        assert code == 2
        assert err.startswith("refcheck: .: --changed-since: git: not a git repository")
        assert err.count("\n") == 1

    def test_without_git_is_one_line(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("a.md").write_text("So it is [1].\n")
        monkeypatch.setenv("PATH", "")
        assert run("check", "--offline", "--changed-since", "main") == (
            2,
            "",
            "refcheck: --changed-since needs git, and there is none\n",
        )

    def test_standard_input_has_no_history(self, run: Run) -> None:
        assert run("check", "--offline", "--changed-since", "main", "-")[0] == 2
