"""`refcheck show` and `refcheck rule`, and what every command shares."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from refcheck.cli import COMMANDS, group, main
from tests.support.running import ARTICLE, Run


class TestShow:
    def test_json_gives_citations_with_claims_and_references_with_fields(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE)
        code, out, _ = run("show", "a.md", "--format", "json")
        shown = json.loads(out)
        assert code == 0
        first = shown["citations"][0]
        assert (first["numbers"], first["text"], first["claim"]) == (
            [1], "[1]", "Recurrence is common in the first year.",
        )  # fmt: skip
        assert (first["start"]["line"], first["start"]["column"]) == (3, 40)
        wei = shown["references"][1]
        assert (wei["number"], wei["start"]["line"], wei["end"]["line"]) == (2, 9, 10)
        assert wei["fields"]["authors"][0] == {"family": "Wei", "given": "A"}
        assert wei["fields"]["pages"] == "668-676"
        assert wei["fields"]["authors_truncated"] is True

    def test_text_marks_the_citation_in_its_claim(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE)
        _, out, _ = run("show", "a.md")
        assert out.startswith("a.md: markdown, 2 citations, 2 references\n")
        assert "  3:40    Recurrence is common in the first year⟦[1]⟧.\n" in out
        assert "          authors: Wei A; Greig P; Grant D\n" in out

    def test_a_folder_is_no_file(self, run: Run) -> None:
        code, _, err = run("show", ".")
        assert (code, err) == (4, "refcheck: .: is a folder, not a file\n")


class TestRule:
    def test_prints_a_page_by_code_and_by_name(self, run: Run) -> None:
        code, by_code, _ = run("rule", "REF102")
        assert code == 0
        assert by_code.startswith("# REF102 uncited-reference\n\nSeverity: warning. Needs: only the article.\n")
        assert run("rule", "uncited-reference")[1] == by_code

    def test_lists_every_rule(self, run: Run) -> None:
        _, out, _ = run("rule")
        assert "REF103  citation-out-of-order     info, off by default: " in out

    def test_prints_all_pages(self, run: Run) -> None:
        assert run("rule", "--all")[1].count("## What it cannot see") == len(run("rule")[1].splitlines())

    def test_a_rule_and_all_is_a_usage_error(self, run: Run) -> None:
        assert run("rule", "REF102", "--all")[0] == 2


class TestTheGroup:
    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_command_loads_and_has_help(self, name: str, run: Run) -> None:
        assert isinstance(group.get_command(click.Context(group), name), click.Command)
        code, out, _ = run(name, "--help")
        assert code == 0
        assert out.startswith(f"Usage: refcheck {name} ")

    def test_help_lists_the_commands_without_loading_them(self) -> None:
        script = (
            "import sys; from refcheck.cli import main\n"
            "try: main(['--help'])\n"
            "except SystemExit: pass\n"
            "heavy = {'habanero', 'pybtex', 'lxml', 'rapidfuzz', 'markdown_it', 'refcheck.rules'}\n"
            "print(sorted(heavy & set(sys.modules)))"
        )
        out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
        assert "  check     Find citations and references that do not agree." in out
        assert out.endswith("[]\n")

    def test_an_unknown_command_is_a_usage_error(self, run: Run) -> None:
        assert run("chekc")[0] == 2

    def test_runs_as_a_module(self) -> None:
        out = subprocess.run(
            [sys.executable, "-m", "refcheck", "--version"], capture_output=True, text=True, check=True
        )
        assert out.stdout.startswith("refcheck, version ")

    def test_an_interrupt_is_said_in_one_line(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def interrupt(*_: object, **__: object) -> None:
            raise click.exceptions.Abort

        monkeypatch.setattr(group, "main", interrupt)
        with pytest.raises(SystemExit) as ended:
            main([])
        assert ended.value.code == 130
        assert capsys.readouterr().err == "refcheck: interrupted\n"
