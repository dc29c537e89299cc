"""`refcheck server` as an editor sees it: over the pipes, in the messages of the protocol."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench._editor import CAPABILITIES, Editor, editing
from tests.fixing.faulty import before, faulty, silenced, written
from tests.support.repository import repository

ARTICLES = Path(__file__).parents[2] / "articles"
LIVER = ARTICLES / "liver-metastases.txt"
EVERYWHERE = {"start": {"line": 0, "character": 0}, "end": {"line": 10_000, "character": 0}}
ARTICLE = """\
# Imaging 🩻 after surgery

Recurrence 🩻 is common in the first year [1,2]. Guidelines advise imaging [3].

## References

1. Adam R, De Gramont A, Figueras J, et al. The oncosurgery approach to managing liver metastases from colorectal
   cancer: a multidisciplinary international consensus. Oncologist. 2012;17:1225-1239.
2. Wei A, Greig P, Grant D, et al. Survival After Hepatic Resection for Colorectal Metastases: A 10-Year Experience.
   Annals of Surgical Oncology. 2006;13:668-676.
"""
CITING = 2
"""The line with the citations, from 0."""


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """One server for all tests that do not end it, as in an editor that stays open all day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFCHECK_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("REFCHECK_RETRACTIONS", "none")
        with editing(tmp_path_factory.mktemp("editor")) as running:
            running.initialize()
            yield running


@pytest.fixture
def leaving(tmp_path: Path) -> Iterator[Editor]:
    """A server of its own, which may be ended."""
    with editing(tmp_path) as running:
        running.initialize()
        yield running


@pytest.fixture
def uri(tmp_path: Path) -> str:
    return (tmp_path / "a.md").as_uri()


def codes(diagnostics: list[dict[str, Any]]) -> list[str]:
    return [each["code"] for each in diagnostics if each["severity"] < 4]


def actions(editor: Editor, uri: str, place: dict[str, Any], *only: str) -> list[dict[str, Any]]:
    context = {"diagnostics": [], **({"only": list(only)} if only else {})}
    params = {"textDocument": {"uri": uri}, "range": place, "context": context}
    found: list[dict[str, Any]] = editor.request("textDocument/codeAction", params)
    return found


def applied(text: str, edits: list[dict[str, Any]], encoding: str = "utf-16-le") -> str:
    """The text after edits, as an editor that counts in this encoding makes them: from the last to the first."""
    lines = text.split("\n")
    width = {"utf-8": 1, "utf-16-le": 2, "utf-32-le": 4}[encoding]

    def offset(place: dict[str, int]) -> int:
        before = sum(len(line) + 1 for line in lines[: place["line"]])
        line = lines[place["line"]] if place["line"] < len(lines) else ""
        return before + len(line.encode(encoding)[: place["character"] * width].decode(encoding))

    for edit in sorted(edits, key=lambda each: offset(each["range"]["start"]), reverse=True):
        start, end = (offset(edit["range"][name]) for name in ("start", "end"))
        text = text[:start] + edit["newText"] + text[end:]
    return text


class TestDiagnostics:
    def test_a_shifted_run_is_shown_with_what_fits(self, tmp_path: Path) -> None:
        with editing(tmp_path) as editor:
            editor.initialize()
            editor.open(LIVER.as_uri(), LIVER.read_text("utf-8"), "plaintext")
            found = editor.diagnostics(LIVER.as_uri(), 1)
            assert set(codes(found)) >= {"REF301", "REF102", "REF209", "REF402"}
            run = next(each for each in found if each["code"] == "REF301")
            assert run["severity"] == 1
            assert run["source"] == "refcheck"
            assert run["message"].startswith("From here on")
            assert run["range"]["start"] == {"line": 17, "character": 411}
            told = [each["message"] for each in run["relatedInformation"]]
            assert any(words.startswith("cited: 6 SIR-Spheres") for words in told)
            assert any(words.startswith("fits: 7 Wei 2006") for words in told)
            assert "tags" not in run

    def test_a_code_leads_to_the_page_of_its_rule(self, editor: Editor, uri: str) -> None:
        editor.open(uri, ARTICLE)
        (found,) = (each for each in editor.diagnostics(uri) if each["code"] == "REF101")
        page = Path(found["codeDescription"]["href"].removeprefix("file://"))
        assert page.read_text("utf-8") == (ARTICLES.parent / "docs" / "rules" / "REF101.md").read_text("utf-8")

    def test_what_could_not_be_checked_is_a_hint(self, editor: Editor, uri: str) -> None:
        editor.open(uri, ARTICLE)
        assert [each["severity"] for each in editor.diagnostics(uri) if each["code"] == "REF902"] == [4, 4]

    def test_the_text_in_the_editor_counts_not_the_file(self, editor: Editor, uri: str, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text(ARTICLE, "utf-8")
        editor.open(uri, ARTICLE.replace("[3]", "[2]"))
        assert codes(editor.diagnostics(uri)) == []

    def test_a_change_is_checked_and_counted_in_utf_16(self, editor: Editor, uri: str) -> None:
        editor.open(uri, ARTICLE)
        (found,) = (each for each in editor.diagnostics(uri, 1) if each["code"] == "REF101")
        line = ARTICLE.split("\n")[CITING]
        at = len(line[: line.index("3]")].encode("utf-16-le")) // 2
        assert found["range"]["start"] == {"line": CITING, "character": at}
        place = {"start": {"line": CITING, "character": at}, "end": {"line": CITING, "character": at + 1}}
        editor.change(uri, 2, {"range": place, "text": "2"})
        assert codes(editor.diagnostics(uri, 2)) == []

    def test_only_the_last_of_many_changes_is_answered(self, editor: Editor, uri: str) -> None:
        editor.open(uri, ARTICLE)
        editor.diagnostics(uri, 1)
        for version in range(2, 30):
            editor.change(uri, version, {"text": ARTICLE.replace("[3]", f"[{version}]")})
        editor.change(uri, 30, {"text": ARTICLE.replace("[3]", "[2]")})
        assert codes(editor.diagnostics(uri, 30)) == []
        editor.change(uri, 31, {"text": ARTICLE})
        assert codes(editor.diagnostics(uri)) == ["REF101"]  # nothing stale came in between

    def test_closing_takes_them_away(self, editor: Editor, uri: str) -> None:
        editor.open(uri, ARTICLE)
        editor.diagnostics(uri)
        editor.notify("textDocument/didClose", textDocument={"uri": uri})
        assert editor.diagnostics(uri) == []

    @pytest.mark.parametrize("line_end", ["\r\n", "\r"])
    def test_lines_end_as_the_protocol_has_it(self, editor: Editor, uri: str, line_end: str) -> None:
        text = "\ufeff\f\u2028" + ARTICLE.replace("\n", line_end)
        editor.open(uri, text)
        (found,) = (each for each in editor.diagnostics(uri) if each["code"] == "REF101")
        assert found["range"]["start"]["line"] == CITING
        place = {"start": {"line": CITING, "character": 0}, "end": {"line": CITING, "character": 9_999}}
        editor.change(uri, 2, {"range": place, "text": "Recurrence is common in the first year [1,2]."})
        assert codes(editor.diagnostics(uri, 2)) == []


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
    def test_positions_count_what_the_editor_counts(self, tmp_path: Path, uri: str, encoding: str) -> None:
        line = ARTICLE.split("\n")[CITING]
        python = encoding if encoding == "utf-8" else f"{encoding}-le"
        width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
        with editing(tmp_path) as editor:
            can = editor.initialize({**CAPABILITIES, "general": {"positionEncodings": [encoding]}})
            assert can["positionEncoding"] == encoding
            editor.open(uri, ARTICLE)
            (found,) = (each for each in editor.diagnostics(uri) if each["code"] == "REF101")
            at = len(line[: line.index("3]")].encode(python)) // width
            assert found["range"]["start"]["character"] == at
            second = len(line[: line.index("2]")].encode(python)) // width
            (location,) = editor.at("definition", uri, CITING, second)
            assert location["range"]["start"] == {"line": 8, "character": 0}

    def test_an_editor_that_says_nothing_counts_utf_16(self, tmp_path: Path) -> None:
        with editing(tmp_path) as editor:
            assert editor.initialize({})["positionEncoding"] == "utf-16"


class TestPointing:
    def test_hovering_shows_reference_and_record(self, editor: Editor) -> None:
        editor.open(LIVER.as_uri(), LIVER.read_text("utf-8"), "plaintext")
        line = LIVER.read_text("utf-8").split("\n")[20]
        shown = editor.at("hover", LIVER.as_uri(), 20, len(line))
        assert shown["contents"]["kind"] == "markdown"
        assert shown["contents"]["value"].startswith("**7.** Wei A")
        assert "\n\n**Record entered by hand\\:** Wei" in shown["contents"]["value"]
        assert shown["range"]["end"] == {"line": 20, "character": len(line)}

    def test_what_an_article_prints_is_no_markdown(self, editor: Editor, uri: str) -> None:
        hostile = ARTICLE.replace("Oncologist.", "<img src=x> `Oncologist`. $x$ *y*")
        editor.open(uri, hostile)
        shown = editor.at("hover", uri, 6, 0)["contents"]["value"]
        assert "\\<img src\\=x\\> \\`Oncologist\\`. \\$x\\$" in shown
        assert "Cited in 1 place." in shown

    def test_an_editor_without_markdown_is_shown_plain_text(self, tmp_path: Path, uri: str) -> None:
        with editing(tmp_path) as editor:
            editor.initialize({})
            editor.open(uri, ARTICLE)
            contents = editor.at("hover", uri, 6, 0)["contents"]
            assert contents["kind"] == "plaintext"
            assert contents["value"].startswith("1. Adam R, De Gramont A")

    def test_a_number_that_the_list_has_not_is_said(self, editor: Editor, uri: str) -> None:
        editor.open(uri, ARTICLE)
        at = len(ARTICLE.split("\n")[CITING]) - 2  # one astral character before it, and the stop after it
        assert editor.at("hover", uri, CITING, at)["contents"]["value"] == "The reference list has no 3."

    def test_from_citation_to_references_and_back(self, editor: Editor, uri: str) -> None:
        editor.open(uri, ARTICLE)
        group = ARTICLE.split("\n")[CITING].index("[1,2]") + 1  # in UTF-16
        both = editor.at("definition", uri, CITING, group)
        assert [each["range"]["start"]["line"] for each in both] == [6, 8]
        (first,) = editor.at("definition", uri, CITING, group + 1)
        assert first["uri"] == uri
        found = editor.at("references", uri, 8, 3, context={"includeDeclaration": False})
        assert [each["range"]["start"] for each in found] == [{"line": CITING, "character": group}]
        found = editor.at("references", uri, CITING, group + 1, context={"includeDeclaration": True})
        assert [each["range"]["start"]["line"] for each in found] == [CITING, 6]

    def test_elsewhere_there_is_nothing(self, editor: Editor, uri: str) -> None:
        editor.open(uri, ARTICLE)
        assert editor.at("hover", uri, 0, 3) is None
        assert editor.at("definition", uri, 9_999, 9_999) in ([], None)

    def test_the_outline_is_the_reference_list(self, editor: Editor, uri: str) -> None:
        editor.open(uri, ARTICLE)
        found = editor.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        assert [each["name"][:6] for each in found] == ["1  Ada", "2  Wei"]


class TestActions:
    STRAY = ARTICLE.replace("[3]", "[2]").replace("Oncologist.", "**Oncologist.")

    def test_a_fix_is_offered_where_it_is_needed_and_mends(self, editor: Editor, uri: str) -> None:
        editor.open(uri, self.STRAY)
        assert codes(editor.diagnostics(uri, 1)) == ["REF405"]
        place = {"start": {"line": 6, "character": 0}, "end": {"line": 7, "character": 90}}
        (action,) = actions(editor, uri, place)
        assert action["kind"] == "quickfix"
        assert action["isPreferred"] is True
        assert [each["code"] for each in action["diagnostics"]] == ["REF405"]
        (change,) = action["edit"]["documentChanges"]
        assert change["textDocument"] == {"uri": uri, "version": 1}
        mended = applied(self.STRAY, change["edits"])
        assert mended == ARTICLE.replace("[3]", "[2]")
        editor.change(uri, 2, {"text": mended})
        assert codes(editor.diagnostics(uri, 2)) == []
        assert actions(editor, uri, EVERYWHERE) == []

    def test_an_unsafe_one_says_so_and_restores_the_run(self, tmp_path: Path) -> None:
        with editing(tmp_path) as editor:
            editor.initialize()
            text = LIVER.read_text("utf-8")
            editor.open(LIVER.as_uri(), text, "plaintext")
            (action,) = (each for each in actions(editor, LIVER.as_uri(), EVERYWHERE) if "REF301" in each["title"])
            assert "unsafe" in action["title"]
            assert "isPreferred" not in action
            editor.change(LIVER.as_uri(), 2, {"text": applied(text, action["edit"]["documentChanges"][0]["edits"])})
            assert "REF301" not in codes(editor.diagnostics(LIVER.as_uri(), 2))

    @pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
    def test_a_list_that_was_edited_since_the_last_commit_is_followed_by_the_text(self, tmp_path: Path) -> None:
        article = silenced(faulty("inserted", 4), *range(12))
        was, now, right = (
            written(each, "brackets", "unix", numbers).decode()
            for each, numbers in (
                (before(article), article.printed),
                (article, article.printed),
                (article, article.right),
            )
        )
        repo = repository(tmp_path)
        repo.write("a.md", was)
        repo.commit()
        uri = (tmp_path / "a.md").as_uri()
        with editing(tmp_path) as editor:
            editor.initialize()
            editor.open(uri, was)
            assert "REF301" not in codes(editor.diagnostics(uri, 1))
            editor.change(uri, 2, {"text": now})
            assert "REF301" in codes(editor.diagnostics(uri, 2))
            (action,) = (each for each in actions(editor, uri, EVERYWHERE) if "REF301" in each["title"])
            assert applied(now, action["edit"]["documentChanges"][0]["edits"]) == right
            editor.change(uri, 3, {"text": right})
            assert "REF301" not in codes(editor.diagnostics(uri, 3))
            repo.write("a.md", now)
            repo.commit()
            editor.change(uri, 4, {"text": now})
            assert "REF301" not in codes(editor.diagnostics(uri, 4))

    def test_all_safe_fixes_at_once(self, editor: Editor, uri: str) -> None:
        text = self.STRAY.replace("Annals of Surgical Oncology.", "Annals of **Surgical Oncology.")
        editor.open(uri, text)
        (action,) = actions(editor, uri, EVERYWHERE, "source.fixAll")
        assert action["kind"] == "source.fixAll.refcheck"
        mended = applied(text, action["edit"]["documentChanges"][0]["edits"])
        assert mended == ARTICLE.replace("[3]", "[2]")
        editor.change(uri, 2, {"text": mended})
        assert actions(editor, uri, EVERYWHERE, "source.fixAll") == []

    def test_an_editor_without_versions_gets_plain_edits(self, tmp_path: Path, uri: str) -> None:
        with editing(tmp_path) as editor:
            editor.initialize({})
            editor.open(uri, self.STRAY)
            (action,) = actions(editor, uri, EVERYWHERE, "quickfix")
            assert applied(self.STRAY, action["edit"]["changes"][uri]) == ARTICLE.replace("[3]", "[2]")


class TestSettings:
    def test_the_nearest_file_holds_and_is_read_again(self, tmp_path: Path) -> None:
        one, two = tmp_path / "one", tmp_path / "two"
        for folder in (one, two):
            folder.mkdir()
        (two / "refcheck.toml").write_text('ignore = ["REF101"]\n')
        first, second = ((folder / "a.md").as_uri() for folder in (one, two))
        with editing(tmp_path) as editor:
            editor.initialize(CAPABILITIES, one, two)
            editor.open(first, ARTICLE)
            editor.open(second, ARTICLE)
            assert codes(editor.diagnostics(first)) == ["REF101"]
            assert codes(editor.diagnostics(second)) == []
            (two / "refcheck.toml").write_text('[severity]\nREF101 = "info"\n')
            changed = [{"uri": (two / "refcheck.toml").as_uri(), "type": 2}]
            editor.notify("workspace/didChangeWatchedFiles", changes=changed)
            (found,) = (each for each in editor.diagnostics(second) if each["code"] == "REF101")
            assert found["severity"] == 3
            assert editor.asked == ["client/registerCapability"]

    def test_a_broken_file_is_told_with_its_place_and_the_editor_goes_on(
        self, editor: Editor, uri: str, tmp_path: Path
    ) -> None:
        (tmp_path / "refcheck.toml").write_text('ignroe = ["REF101"]\n')
        editor.open(uri, ARTICLE)
        (found,) = editor.diagnostics(uri)
        assert found["message"].startswith("not checked: ")
        assert "refcheck.toml:1: " in found["message"]
        (tmp_path / "refcheck.toml").unlink()
        editor.notify("textDocument/didSave", textDocument={"uri": uri})
        assert codes(editor.diagnostics(uri)) == ["REF101"]

    def test_a_broken_lock_file_is_told(self, editor: Editor, uri: str, tmp_path: Path) -> None:
        (tmp_path / "refcheck.lock").write_text("{")
        editor.open(uri, ARTICLE)
        (found,) = editor.diagnostics(uri)
        assert "refcheck.lock" in found["message"]
        assert "refcheck.lock" in editor.at("hover", uri, 6, 0)["contents"]["value"]

    def test_options_hold_for_every_article(self, tmp_path: Path, uri: str) -> None:
        with editing(tmp_path, "--stdio", "--ignore", "REF1") as editor:
            editor.initialize()
            editor.open(uri, ARTICLE)
            assert codes(editor.diagnostics(uri)) == []


class TestDocuments:
    @pytest.mark.parametrize(
        ("name", "language", "checked"),
        [
            ("a.md", "plaintext", True),  # the name tells, as it does for `refcheck check`
            ("a.manuscript", "markdown", True),
            ("a.py", "python", False),
        ],
    )
    def test_formats_are_told_by_name_then_by_language(
        self, editor: Editor, tmp_path: Path, name: str, language: str, checked: bool
    ) -> None:
        uri = (tmp_path / name).as_uri()
        editor.open(uri, ARTICLE, language)
        if checked:
            assert codes(editor.diagnostics(uri)) == ["REF101"]
        else:
            assert editor.at("hover", uri, CITING, 50) is None

    def test_a_document_without_a_file_is_checked(self, editor: Editor) -> None:
        editor.open("untitled:Untitled-1", ARTICLE)
        assert codes(editor.diagnostics("untitled:Untitled-1")) == ["REF101"]
        assert editor.at("definition", "untitled:Untitled-1", CITING, 44)

    def test_what_is_no_article_is_told_not_silent(self, editor: Editor, uri: str) -> None:
        editor.open(uri, "%PDF-1.7\n")
        (found,) = editor.diagnostics(uri)
        assert found["message"].startswith("not checked: ")
        assert found["severity"] == 1

    @pytest.mark.parametrize("text", ["", "\0", "\ud800 [1]", "\ufeff" + "[" * 5_000, "1. a [1\n\n## References\n\n1."])
    def test_no_text_ends_the_server(self, editor: Editor, uri: str, text: str) -> None:
        editor.open(uri, text)
        editor.diagnostics(uri, 1)
        backward = {"start": {"line": 7, "character": 9}, "end": {"line": 0, "character": 0}}
        editor.change(uri, 2, {"range": backward, "text": ""})
        editor.change(uri, 3, {"text": ARTICLE})
        assert codes(editor.diagnostics(uri, 3)) == ["REF101"]

    def test_a_bibliography_in_the_editor_is_the_one_that_counts(self, editor: Editor, tmp_path: Path) -> None:
        (tmp_path / "refs.bib").write_text("@article{wei, title={Old}, author={Wei, A}, year={2006}, journal={Ann}}\n")
        article, bibliography = ((tmp_path / name).as_uri() for name in ("a.md", "refs.bib"))
        editor.open(article, "---\nbibliography: refs.bib\n---\n\nRecurrence is common [@wei]. So it is [@adam].\n")
        editor.diagnostics(article)
        assert "Old" in editor.at("hover", article, 4, 24)["contents"]["value"]
        editor.open(bibliography, (tmp_path / "refs.bib").read_text(), "bibtex")
        editor.change(bibliography, 2, {"text": (tmp_path / "refs.bib").read_text().replace("Old", "New")})
        editor.diagnostics(article)
        assert "New" in editor.at("hover", article, 4, 24)["contents"]["value"]
        (found,) = editor.at("definition", article, 4, 24)
        assert found["uri"] == bibliography

    def test_what_an_article_inputs_is_part_of_it(self, editor: Editor, tmp_path: Path) -> None:
        chapter = "Recurrence is common \\cite{wei}. So it is \\cite{nobody}.\n"
        (tmp_path / "chapter.tex").write_text(chapter)
        main = (
            "\\documentclass{article}\\begin{document}\n\\input{chapter}\n"
            "\\begin{thebibliography}{9}\n\\bibitem{wei} Wei A. Survival. Ann Surg. 2006;13:668-676.\n"
            "\\end{thebibliography}\\end{document}\n"
        )
        article, part = ((tmp_path / name).as_uri() for name in ("main.tex", "chapter.tex"))
        editor.open(article, main, "latex")
        assert codes(editor.diagnostics(part)) == ["REF101"]
        editor.open(part, chapter, "latex")
        (found,) = editor.at("definition", part, 0, 29)
        assert found["uri"] == article
        editor.change(part, 2, {"text": chapter.replace("nobody", "wei")})
        while codes(editor.diagnostics(part)):
            pass


class TestEnding:
    def test_shutdown_and_exit_is_zero(self, leaving: Editor, uri: str) -> None:
        leaving.open(uri, ARTICLE)
        assert leaving.end() == 0

    def test_exit_without_shutdown_is_one(self, leaving: Editor) -> None:
        leaving.notify("exit")
        assert leaving.process.wait(30) == 1

    def test_an_editor_that_is_gone_ends_it(self, leaving: Editor) -> None:
        assert leaving.process.stdin is not None
        leaving.process.stdin.close()
        assert leaving.process.wait(30) == 1

    def test_what_it_prints_is_nothing_but_messages(self, leaving: Editor, uri: str) -> None:
        leaving.open(uri, ARTICLE)
        leaving.diagnostics(uri)
        assert json.dumps(leaving.logged) == "[]"
