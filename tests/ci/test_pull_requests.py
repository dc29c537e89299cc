"""What the recipes say of pull requests: their own steps, in a repository with real commits."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from refcheck.scaffold import new_files
from tests.support.comment_server import comments
from tests.support.crossref_server import serving
from tests.support.fixtures import dermatology_records
from tests.support.recipes import ROOT, Ran, environment_with_refcheck, loaded, run_step, step_named
from tests.support.repository import GitRepository, repository
from tests.support.running import Run

pytestmark = pytest.mark.skipif(not (shutil.which("git") and shutil.which("bash")), reason="there is no git or no bash")

PSORIASIS = "articles/psoriasis-light.md"
FULTON = (
    "2. Fulton JE, et al. Treatment of vitiligo with topical methoxsalen and blacklite. Arch Dermatol. "
    "1969;100(2):224-229.\n"
)
#: the workflow that `refcheck init` writes, and the action
RECIPES = ["init", "action"]


@pytest.fixture
def repo(run: Run, tmp_path: Path) -> GitRepository:
    """The articles of this project, committed on `main`, and a branch for a pull request."""
    assert run is not None
    root = tmp_path / "repository"
    root.mkdir()
    made = repository(root)
    for path in (ROOT / "articles").iterdir():
        made.write(f"articles/{path.name}", path.read_bytes())
    made.commit()
    made.git("switch", "--quiet", "--create", "change")
    return made


def checked(repo: GitRepository, recipe: str, articles: str = "articles", **inputs: str) -> Ran:
    """What the step that checks does to the pull request."""
    base = repo.git("rev-parse", "main").strip()
    if recipe == "init":
        text = new_files(repo.root / articles, repo.root, "article-refcheck")[-1].content
    else:
        text = (ROOT / "action.yml").read_text("utf-8")
    known = {
        "github.event.pull_request.base.sha": base,
        "inputs.articles": articles,
        "inputs.changed-since": base,
        "inputs.locked": "true",
        "inputs.offline": "true",
        "inputs.fail-on": "",
        **inputs,
    }
    return run_step(step_named(loaded(text), "Check"), known, repo.root, repo.root.parent / "files")


def insert_reference(repo: GitRepository) -> tuple[int, int]:
    """A reference and the sentence that cites it go in, and nobody renumbers; gives where the first wrong number is."""
    body, entries = (repo.root / PSORIASIS).read_text().split("## References\n\n")
    moved = re.sub(r"^(\d+)\.", lambda label: f"{int(label[1]) + (int(label[1]) > 1)}.", entries, flags=re.MULTILINE)
    sentence = "Vitiligo had been treated with black light and topical methoxsalen before [2].\n"
    body = body.replace("was studied early [1].\n", f"was studied early [1].\n{sentence}")
    repo.write(PSORIASIS, f"{body}## References\n\n{moved.replace('3. Parrish', f'{FULTON}3. Parrish')}")
    lines = (repo.root / PSORIASIS).read_text().splitlines()
    (at,) = (number for number, line in enumerate(lines, 1) if "clear psoriasis [2]" in line)
    return at, lines[at - 1].index("[2]") + 1


def lock(repo: GitRepository) -> None:
    """Look the new reference up, as whoever opens the pull request does."""
    with serving(dermatology_records()) as server:
        code, _, err = Run()("lock", "--crossref-url", server.url, str(repo.root / PSORIASIS))
    assert code == 0, err


@pytest.mark.parametrize("recipe", RECIPES)
class TestPullRequest:
    def test_an_inserted_reference_without_renumbering_fails_at_the_first_wrong_number_until_it_is_fixed(
        self, repo: GitRepository, recipe: str
    ) -> None:
        line, column = insert_reference(repo)
        lock(repo)
        repo.commit()
        ran = checked(repo, recipe)
        assert ran.exit_code == 1, ran.stderr
        assert ran.stdout.startswith(
            f"::error file={PSORIASIS},line={line},endLine={line},col={column},endColumn={column + 3},"
            "title=REF301 shifted-citations::"
        )
        assert "REF301 shifted\\-citations" in ran.summary
        assert ran.outputs["summary"].strip() == ran.summary.strip()
        Run()("check", "--offline", "--fix", "--unsafe-fixes", "--changed-since", "main", str(repo.root / PSORIASIS))
        repo.commit("Renumbered")
        mended = checked(repo, recipe)
        assert (mended.exit_code, mended.stdout.count("::error"), mended.stdout.count("::warning")) == (0, 0, 0)

    def test_a_reference_that_is_not_in_the_lock_file_fails_on_its_line_with_what_else_is_found(
        self, repo: GitRepository, recipe: str
    ) -> None:
        insert_reference(repo)
        repo.commit()
        ran = checked(repo, recipe)
        assert ran.exit_code == 2
        first, second, *_ = ran.stdout.splitlines()
        number = (repo.root / PSORIASIS).read_text().split(FULTON)[0].count("\n") + 1
        assert first.startswith(f"::error file={PSORIASIS},line={number},title=refcheck::refcheck.lock is out of date")
        assert "REF301" in second
        assert "refcheck.lock is out of date" in ran.summary

    def test_a_sentence_changed_elsewhere_reports_nothing_old(self, repo: GitRepository, recipe: str) -> None:
        repo.replace("articles/liver-metastases.txt", ("A guide for patients", "A short guide for patients"))
        repo.commit()
        ran = checked(repo, recipe)
        assert (ran.exit_code, ran.stderr) == (0, "")
        assert "::error" not in ran.stdout
        assert "::warning" not in ran.stdout

    def test_nothing_that_a_pull_request_names_or_writes_is_run(self, repo: GitRepository, recipe: str) -> None:
        article = (repo.root / "articles/liver-metastases.txt").read_text()
        hostile = "articles/$(touch ran);`touch ran`\n::error::made up.txt"
        repo.write(hostile, article.replace("A guide", "$(touch ran) `touch ran`\n::stop-commands::x\n\nA guide"))
        shutil.copy(ROOT / "articles" / "refcheck.lock", repo.root / "articles")
        repo.commit()
        ran = checked(repo, recipe)
        assert ran.exit_code == 1, ran.stderr
        assert not (repo.root / "ran").exists()
        assert not any(line.startswith(("::error::made up", "::stop-commands")) for line in ran.stdout.splitlines())
        assert ran.outputs.keys() == {"summary"}


class TestAction:
    def test_checks_every_file_and_folder_that_is_named_one_a_line(self, repo: GitRepository) -> None:
        ran = checked(repo, "action", "articles/psoriasis-light.md\narticles/kawasaki-disease.md\n")
        assert ran.exit_code == 0
        assert ran.stdout.splitlines()[-1].startswith("2 articles, ")

    def test_without_a_commit_to_compare_with_everything_is_checked(self, repo: GitRepository) -> None:
        ran = checked(repo, "action", **{"inputs.changed-since": ""})
        assert ran.exit_code == 1
        assert "REF301" in ran.stdout

    def test_what_fails_can_be_set(self, repo: GitRepository) -> None:
        ran = checked(repo, "action", **{"inputs.changed-since": "", "inputs.fail-on": "never"})
        assert ran.exit_code == 0
        assert "REF301" in ran.stdout


class TestComment:
    def test_is_written_once_and_then_kept_up_to_date(self, tmp_path: Path) -> None:
        step = step_named(loaded((ROOT / ".github/workflows/refcheck.yml").read_text("utf-8")), "Comment")
        known = {"github.token": "a-token", "github.event.pull_request.number": "7"}
        with comments() as server:
            for _ in range(120):
                server.add("<!-- refcheck --> is how a comment of refcheck begins", "User")
            for found in ("first `$(touch ran)`", "second"):
                ran = run_step(
                    step,
                    {**known, "needs.check.outputs.summary": found},
                    tmp_path,
                    tmp_path / "files",
                    GITHUB_API_URL=server.url,
                    GITHUB_REPOSITORY="an/archive",
                )
                assert ran.exit_code == 0, ran.stderr
                written = [each["body"] for each in server.comments if each["user"]["type"] == "Bot"]
                assert written == [f"<!-- refcheck -->\n{found}"]


class TestGitLab:
    def script(self, repo: GitRepository) -> subprocess.CompletedProcess[str]:
        """Run the job as a runner does: its variables, then its lines, ended by the first that fails."""
        job = loaded((ROOT / "ci/gitlab.yml").read_text("utf-8"))["refcheck"]
        environment = {
            **environment_with_refcheck(repo.root.parent / "files"),
            **job["variables"],
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": repo.git("rev-parse", "main").strip(),
        }
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", "\n".join(job["script"])],  # noqa: S607 (the bash of whoever runs the tests)
            cwd=repo.root, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def test_reports_what_the_merge_request_touches_and_fails(self, repo: GitRepository) -> None:
        line, _ = insert_reference(repo)
        lock(repo)
        repo.commit()
        ran = self.script(repo)
        assert ran.returncode == 1, ran.stderr
        first, *_ = json.loads((repo.root / "gl-code-quality-report.json").read_text())
        assert (first["check_name"], first["location"]["path"]) == ("REF301", PSORIASIS)
        assert first["location"]["lines"]["begin"] == line
        assert "error REF301 shifted-citations" in ran.stdout

    def test_a_lock_file_that_is_out_of_date_fails_and_the_report_is_there(self, repo: GitRepository) -> None:
        insert_reference(repo)
        repo.commit()
        ran = self.script(repo)
        assert ran.returncode == 2
        assert "refcheck.lock is out of date" in ran.stderr
        assert json.loads((repo.root / "gl-code-quality-report.json").read_text())

    def test_passes_where_nothing_is_touched(self, repo: GitRepository) -> None:
        assert self.script(repo).returncode == 0


class TestHook:
    def hooked(self, repo: GitRepository, entry: str, *files: str) -> subprocess.CompletedProcess[str]:
        """Run an entry with the files that are staged, as pre-commit does."""
        return subprocess.run(
            [*shlex.split(entry), *files],
            cwd=repo.root,
            env=environment_with_refcheck(repo.root.parent / "files"),
            capture_output=True,
            text=True,
            check=False,
        )

    def test_of_init_stops_a_commit_that_shifts_numbers_and_no_other(self, repo: GitRepository) -> None:
        text = new_files(repo.root / "articles", repo.root, "article-refcheck")[1].content
        (hook,) = loaded(text)["repos"][0]["hooks"]
        assert re.search(hook["files"], PSORIASIS)
        assert not re.search(hook["files"], "articles/refcheck.lock")
        assert not re.search(hook["files"], "README.md")
        assert self.hooked(repo, hook["entry"], PSORIASIS).returncode == 0
        insert_reference(repo)
        repo.git("add", "--all")
        ran = self.hooked(repo, hook["entry"], PSORIASIS)
        assert (ran.returncode, "REF301" in ran.stdout) == (1, True)

    def test_shipped_ones_find_what_they_are_for(self, repo: GitRepository) -> None:
        hooks = {each["id"]: each for each in loaded((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
        assert self.hooked(repo, hooks["refcheck"]["entry"], PSORIASIS).returncode == 0
        assert self.hooked(repo, hooks["refcheck-lock"]["entry"], PSORIASIS).returncode == 0
        insert_reference(repo)
        assert self.hooked(repo, hooks["refcheck"]["entry"], PSORIASIS).returncode == 1
        assert self.hooked(repo, hooks["refcheck-lock"]["entry"], PSORIASIS).returncode == 1
