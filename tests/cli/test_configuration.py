"""`refcheck.toml`, `[tool.refcheck]`, the environment and `refcheck config`, as users meet them."""

from __future__ import annotations

import json
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from refcheck.config.options import OPTIONS
from refcheck.config.schema import SHIPPED
from tests.support.running import ARTICLE, Run

#: reference 2 is never cited (REF102), and a number is cited that the list does not have (REF101)
FAULTY = ARTICLE.replace("[2]", "[3]")


def found(run: Run, *arguments: str) -> list[tuple[str, str]]:
    """The codes and severities that a check gives, notes left out."""
    _, out, err = run("check", "-f", "json", *arguments)
    assert out, err
    findings = json.loads(out)["findings"]
    return [(each["code"], each["severity"]) for each in findings if each["severity"] != "note"]


def rows(shown: str) -> list[tuple[str, ...]]:
    """What `config show` shows, by columns."""
    return [tuple(part.strip() for part in line.split("  ") if part.strip()) for line in shown.splitlines()]


@pytest.fixture
def article(run: Run) -> Run:
    """An article with two findings, checked offline."""
    Path("a.md").write_text(FAULTY)
    assert found(run, "--offline") == [("REF101", "error"), ("REF102", "warning")]
    return run


class TestFiles:
    def test_a_file_beside_the_article_holds(self, article: Run) -> None:
        Path("refcheck.toml").write_text('offline = true\nignore = ["REF102"]\n[severity]\nREF1 = "info"\n')
        assert found(article) == [("REF101", "info")]
        assert article("check")[0] == 0

    def test_a_table_in_pyproject_holds_as_well(self, article: Run) -> None:
        Path("pyproject.toml").write_text('[tool.refcheck]\noffline = true\nselect = ["uncited-reference"]\n')
        assert found(article) == [("REF102", "warning")]

    def test_the_nearest_file_holds_for_each_article_and_the_others_do_not(self, run: Run) -> None:
        for folder in ("one", "two/deep"):
            Path(folder).mkdir(parents=True)
            Path(folder, "a.md").write_text(FAULTY)
        Path("refcheck.toml").write_text('offline = true\nselect = ["REF101"]')
        Path("two/refcheck.toml").write_text('select = ["REF102"]')
        _, out, _ = run("check", "-f", "concise")
        assert [line.split(":")[0] + line.split(" ")[2] for line in out.splitlines()[:-1]] == [
            "one/a.mdREF101",
            "two/deep/a.mdREF102",
        ]

    def test_a_pyproject_of_other_tools_is_passed_over_even_if_it_is_broken(self, article: Run) -> None:
        Path("deep").mkdir()
        Path("a.md").rename("deep/a.md")
        Path("refcheck.toml").write_text('offline = true\nselect = ["REF101"]')
        for content in ("[tool.other]\nx = 1\n", "[tool.other\n"):
            Path("deep/pyproject.toml").write_text(content)
            assert found(article) == [("REF101", "error")]

    def test_a_file_extends_another_and_wins_over_it(self, article: Run) -> None:
        Path("base").mkdir()
        Path("base/house.toml").write_text('offline = true\nignore = ["REF101"]\nmin-confidence = 0.9\n')
        Path("refcheck.toml").write_text('extend = "base/house.toml"\nmin-confidence = 0.7\n')
        assert found(article) == [("REF102", "warning")]
        _, out, _ = article("config", "show")
        assert ("min-confidence", "0.7", "refcheck.toml:2") in rows(out)
        assert ("ignore", "REF101", "base/house.toml:2") in rows(out)

    def test_settings_for_single_files_win_over_those_for_all(self, article: Run) -> None:
        Path("drafts").mkdir()
        Path("drafts/b.md").write_text(FAULTY)
        Path("refcheck.toml").write_text(
            'offline = true\n[per-file."drafts/*"]\nignore = ["REF101"]\nseverity = { REF102 = "error" }\n'
        )
        assert found(article, "a.md") == [("REF101", "error"), ("REF102", "warning")]
        assert found(article, "drafts") == [("REF102", "error")]

    def test_one_file_may_be_named_and_all_may_be_forbidden(self, article: Run) -> None:
        Path("refcheck.toml").write_text('select = ["REF101"]')
        Path("other.toml").write_text('select = ["REF102"]')
        assert found(article, "--offline", "--config", "other.toml") == [("REF102", "warning")]
        assert len(found(article, "--offline", "--isolated")) == 2
        assert article("check", "--isolated", "--config", "other.toml")[0] == 2

    def test_a_document_on_standard_input_is_where_its_name_says(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Path("deep").mkdir()
        Path("deep/refcheck.toml").write_text('select = ["REF102"]')
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(FAULTY.encode())))
        assert found(run, "-", "--stdin-filename", "deep/a.md", "--offline") == [("REF102", "warning")]

    def test_severities_leave_what_could_not_be_checked_alone(self, article: Run) -> None:
        Path("refcheck.toml").write_text('[severity]\nALL = "info"\n')
        _, out, _ = article("check", "--offline", "-f", "json")
        assert {(each["code"], each["severity"]) for each in json.loads(out)["findings"]} == {
            ("REF101", "info"),
            ("REF102", "info"),
            ("REF902", "note"),
        }


class TestOrder:
    def test_the_command_line_wins_over_the_environment_and_that_over_files(
        self, article: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Path("refcheck.toml").write_text('offline = true\nfail-on = "never"\n')
        assert article("check")[0] == 0
        monkeypatch.setenv("REFCHECK_FAIL_ON", "error")
        assert article("check")[0] == 1
        assert article("check", "--fail-on", "never")[0] == 0

    def test_a_flag_of_a_file_can_be_taken_back(self, article: Run) -> None:
        Path("refcheck.toml").write_text("locked = true\noffline = true\n")
        assert article("check")[0] == 2
        assert article("check", "--no-locked")[0] == 1

    def test_rules_in_the_environment_are_separated_by_commas(
        self, article: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("REFCHECK_OFFLINE", "1")
        monkeypatch.setenv("REFCHECK_IGNORE", "REF101,REF4")
        assert found(article) == [("REF102", "warning")]

    def test_what_is_off_in_the_environment_names_the_variable(
        self, article: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("REFCHECK_MIN_CONFIDENCE", "high")
        code, _, err = article("check")
        assert code == 2
        assert "REFCHECK_MIN_CONFIDENCE" in err or "--min-confidence" in err
        assert err.count("\n") == 1


class TestMistakes:
    @pytest.mark.parametrize(
        ("content", "line", "message"),
        [
            ("min_confidence = 1", 1, '"min_confidence" is no option; did you mean min-confidence?'),
            ("\nselct = []", 2, "selct is no option; did you mean select?"),
            ('min-confidence = "high"', 1, "min-confidence must be a number from 0 to 1, not 'high'"),
            ("min-confidence = 2", 1, "min-confidence must be a number from 0 to 1, not '2'"),
            ("offline = 1", 1, "offline must be true or false, not '1'"),
            ('select = "REF1"', 1, "select must be a list of rules"),
            ('ignore = [\n"uncited-referense"]', 1, "ignore names 'uncited-referense', which is no rule; did you mean"),
            ('fail-on = "eror"', 1, "fail-on must be one of error, warning, info, never, not 'eror'; did you mean"),
            ('[severity]\n\nREF301 = "fatal"', 3, "severity of REF301 must be one of error, warning, info"),
            ('[severity]\nREF902 = "error"', 2, "severity of REF902 cannot be set"),
            ('severity = "error"', 1, "severity must be a table of rules and severities"),
            ('[per-file."*.md"]\noffline = true', 2, 'per-file."*.md".offline is about a whole run'),
            ('per-file = ["*.md"]', 1, "per-file must be a table of patterns"),
            ('per-file = { a = "b" }', 1, "per-file.a must be a table"),
            ("mailto = 'nobody'", 1, "mailto is not a mail address: 'nobody'"),
            ("mailto = 3", 1, "mailto must be a text in quotes, not '3'"),
            ("baseline = ''", 1, "baseline must be a path in quotes, not ''"),
            ("cache = 'a.md'", 1, "cache names a.md, which is a file"),
            ("semantic = 'model'", 1, "semantic cannot be set in a file: use --semantic or the variable"),
            ("crossref-url = 'http://x'", 1, "crossref-url cannot be set in a file"),
            ("extend = 'gone.toml'", 1, "extend names gone.toml, and there is no such file"),
            ("extend = 1", 1, "extend must be the path of a file in quotes, not '1'"),
            ("extend = 'refcheck.toml'", 1, "extend leads back to refcheck.toml, which extends this file"),
            ("\nselect = [\n", 2, "invalid value"),
            ("a = 1\nb == 2", 2, "invalid value"),
        ],
    )
    def test_a_mistake_is_one_line_with_file_line_and_help(
        self, article: Run, content: str, line: int, message: str
    ) -> None:
        Path("refcheck.toml").write_text(content)
        code, out, err = article("check", "--offline")
        assert (code, out) == (2, "")
        assert err.startswith(f"refcheck: refcheck.toml:{line}: {message}")
        assert err.count("\n") == 1

    def test_a_mistake_in_pyproject_has_its_line_there(self, article: Run) -> None:
        Path("pyproject.toml").write_text("[tool.other]\noffline = 3\n\n[tool.refcheck]\noffline = 3\n")
        assert article("check")[2] == "refcheck: pyproject.toml:5: offline must be true or false, not '3'\n"

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"\xff\xfe", ":1: is not in UTF-8"),
            (b"select = " + b"[" * 5_000, ": its arrays are nested too deep"),
            (b"#" * 1_000_001, ": larger than 1 MB: this is no configuration"),
        ],
    )
    def test_what_is_no_configuration_is_told_in_one_line(self, article: Run, content: bytes, message: str) -> None:
        Path("refcheck.toml").write_bytes(content)
        assert article("check") == (2, "", f"refcheck: refcheck.toml{message}\n")

    def test_a_named_file_must_be_there_and_say_something(self, article: Run) -> None:
        assert article("check", "--config", "gone.toml")[2] == "refcheck: gone.toml: No such file or directory\n"
        Path("pyproject.toml").write_text("[tool.other]\n")
        assert article("check", "--config", "pyproject.toml")[2] == "refcheck: pyproject.toml: has no [tool.refcheck]\n"

    def test_files_that_extend_each_other_are_told(self, article: Run) -> None:
        Path("refcheck.toml").write_text("extend = 'b.toml'")
        Path("b.toml").write_text("extend = 'refcheck.toml'")
        assert article("check")[2].startswith("refcheck: b.toml:1: extend leads back to refcheck.toml")


class TestShow:
    def test_every_value_is_shown_with_its_origin(self, article: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("refcheck.toml").write_text('ignore = ["REF101"]\n[severity]\nREF2 = "info"\n')
        monkeypatch.setenv("REFCHECK_MAILTO", "editor@example.org")
        _, out, _ = article("config", "show", "a.md", "--ignore", "REF102", "--offline")
        shown = rows(out)
        assert ("ignore", "REF101", "refcheck.toml:1") in shown
        assert ("REF102", "command line (--ignore)") in shown
        assert ("severity", "REF2 = info", "refcheck.toml:2") in shown
        assert ("mailto", "editor@example.org", "environment (REFCHECK_MAILTO)") in shown
        assert ("offline", "true", "command line (--offline)") in shown
        assert ("min-confidence", "0.5", "default") in shown
        assert "REF101" not in out.split("rules:")[1]

    def test_it_is_json_as_well(self, article: Run) -> None:
        Path("refcheck.toml").write_text('\nfail-on = "error"\n')
        shown = json.loads(article("config", "show", "--json")[1])
        assert shown["path"] == "."
        assert shown["settings"]["fail-on"] == {
            "value": "error",
            "from": [{"value": "error", "where": "file", "path": "refcheck.toml", "line": 2}],
        }
        assert shown["settings"].keys() == {option.key for option in OPTIONS}

    def test_a_path_must_be_there(self, run: Run) -> None:
        assert run("config", "show", "gone")[0] == 3

    def test_the_schema_is_printed(self, run: Run) -> None:
        assert json.loads(run("config", "schema")[1]) == json.loads(SHIPPED.read_text("utf-8"))


class TestDocumentation:
    def test_the_example_is_a_configuration(self, article: Run) -> None:
        page = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text("utf-8")
        Path("refcheck.toml").write_text(page.split("```toml\n")[1].split("```")[0])
        Path("drafts").mkdir()
        Path("drafts/a.md").write_text(FAULTY)
        assert found(article, "--offline", "drafts") == [("REF101", "error")]

    def test_every_option_has_its_variable(self, article: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        for option in OPTIONS:
            if option.on_command_line and option.default in (None, False):
                monkeypatch.setenv(option.variable, "1")
        shown = rows(article("config", "show")[1])
        for option in OPTIONS:
            if option.on_command_line and option.default in (None, False):
                assert any(row[0] == option.key and option.variable in row[2] for row in shown)
