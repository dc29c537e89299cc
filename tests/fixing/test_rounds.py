"""What is kept of fixes and what is taken back: rounds over findings and fixes made for the test."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from refcheck.article import Article
from refcheck.errors import UsageError
from refcheck.finding import Edit, Finding, Fix, Location, Safety, Severity
from refcheck.fixing import Fixed, Fixer, Workspace
from refcheck.report import ArticleReport
from refcheck.resolution.resolver import OfflineResolver
from refcheck.source import Span
from refcheck.work import Resolution

TEXT = "Fever is common [1]. Baths help [2].\n\n1. Bell A. Fever of dogs. 2001.\n2. Noor C. Baths of cats. 2002.\n"


def found(article: Article, code: str, pattern: str, text: str, **options: object) -> list[Finding]:
    """A finding for each match of a pattern, with the fix that replaces it."""
    safety = Safety.UNSAFE if options.get("unsafe") else Safety.SAFE
    findings = []
    for match in re.finditer(pattern, article.source.text):
        span = Span(*match.span())
        start, end = article.source.position(span.start), article.source.position(span.end)
        place = Location(article.source.path, start, end)
        fixes = (Fix(safety, (Edit(span, text),)),)
        confidence = float(str(options.get("confidence", 1.0)))
        findings.append(
            Finding(code, code.lower(), Severity.ERROR, confidence, "x", place, fixes=fixes, key=f"{match[0]}")
        )
    return findings


def fix(check: Callable[[Article], list[Finding]], *, unsafe: bool = False) -> tuple[Fixed, str]:
    """What fixing makes of the text, and what it says."""
    path = Path("a.md")
    path.write_text(TEXT)
    workspace = Workspace()

    def checked(article: Article, _: Sequence[Resolution]) -> tuple[Finding, ...]:
        return tuple(check(article))

    article = workspace.read("a.md")
    resolutions = OfflineResolver().resolve(article.references)
    outcome = Fixer(workspace, checked, unsafe=unsafe).fix(
        ArticleReport(article, resolutions, checked(article, resolutions))
    )
    workspace.write()
    return outcome, path.read_text()


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


class TestWhatIsKept:
    def test_the_surer_of_two_that_touch(self) -> None:
        def check(article: Article) -> list[Finding]:
            return [
                *found(article, "T1", "dogs", "wolves", confidence=0.6),
                *found(article, "T2", "of dogs", "in dogs", confidence=0.9),
            ]

        outcome, text = fix(check)
        assert "Fever in wolves." in text  # the other one in the next round
        assert outcome.mended == {"T1": 1, "T2": 1}

    def test_unsafe_ones_only_when_asked_for(self) -> None:
        def check(article: Article) -> list[Finding]:
            return found(article, "T1", "dogs", "wolves", unsafe=True)

        assert fix(check)[1] == TEXT
        assert "wolves" in fix(check, unsafe=True)[1]


def with_another(findings: list[Finding], text: str) -> list[Finding]:
    """The findings, each with a second fix that may be made instead of the first."""
    other = [(*each.fixes, Fix(Safety.SAFE, (Edit(each.fixes[0].edits[0].span, text),))) for each in findings]
    return [replace(each, fixes=fixes) for each, fixes in zip(findings, other, strict=True)]


class TestOfSeveralFixes:
    def test_the_next_is_made_where_the_first_does_not_do(self) -> None:
        def check(article: Article) -> list[Finding]:
            wolves = found(article, "T3", "wolves", "wolves")
            return [*with_another(found(article, "T1", "dogs", "wolves"), "foxes"), *wolves]

        outcome, text = fix(check)
        assert text == TEXT.replace("dogs", "foxes")
        assert (outcome.mended, outcome.refused) == ({"T1": 1}, ())

    def test_the_first_is_made_where_it_does(self) -> None:
        assert "wolves" in fix(lambda article: with_another(found(article, "T1", "dogs", "wolves"), "foxes"))[1]

    def test_what_spoke_against_the_last_is_told_where_none_does(self) -> None:
        def check(article: Article) -> list[Finding]:
            others = [*found(article, "T3", "wolves", "wolves"), *found(article, "T4", "foxes", "foxes")]
            return [*with_another(found(article, "T1", "dogs", "wolves"), "foxes"), *others]

        outcome, text = fix(check)
        assert text == TEXT
        assert [refusal.why for refusal in outcome.refused] == ["it would bring T4 t4"]


class TestWhatIsTakenBack:
    def test_what_brings_another_finding(self) -> None:
        def check(article: Article) -> list[Finding]:
            return [
                *found(article, "T1", "dogs", "wolves"),
                *found(article, "T2", "cats", "lions"),
                *found(article, "T3", "wolves", "wolves"),
            ]

        outcome, text = fix(check)
        assert text == TEXT.replace("cats", "lions")
        assert [refusal.why for refusal in outcome.refused] == ["it would bring T3 t3"]

    def test_what_does_not_mend(self) -> None:
        def check(article: Article) -> list[Finding]:
            return found(article, "T1", "dogs?", "dog")

        outcome, text = fix(check)
        assert text == TEXT
        assert [refusal.why for refusal in outcome.refused] == ["T1 t1 would still be found"]

    def test_what_makes_a_citation_or_a_reference_unreadable(self) -> None:
        def check(article: Article) -> list[Finding]:
            return [*found(article, "T1", r"(?<=\[)2(?=\])", "two"), *found(article, "T2", r"2\. Noor", "Noor")]

        outcome, text = fix(check)
        assert text == TEXT
        assert [refusal.why for refusal in outcome.refused] == [
            "[2] would no longer be read as a citation",
            "other references would be read",
        ]

    def test_what_the_encoding_of_the_file_has_no_character_for(self) -> None:
        def check(article: Article) -> list[Finding]:
            return found(article, "T1", "dogs", "d\u0151gs")

        Path("b.md").write_bytes(TEXT.replace("cats", "c\xe4ts").encode("cp1252"))
        workspace = Workspace()
        article = workspace.read("b.md")
        resolutions = OfflineResolver().resolve(article.references)
        outcome = Fixer(workspace, lambda read, _: tuple(check(read))).fix(
            ArticleReport(article, resolutions, tuple(check(article)))
        )
        assert [refusal.why for refusal in outcome.refused] == ["'\u0151' cannot be written in cp1252"]
        assert not list(workspace.changes())


class TestAFileThatSomebodyElseChanges:
    def test_is_not_written(self) -> None:
        Path("a.md").write_text(TEXT)
        workspace = Workspace()
        article = workspace.read("a.md")
        workspace.keep(workspace.with_edits(article.source, [Edit(Span(0, 5), "Cough")]))
        Path("a.md").write_text("Something else.\n")
        with pytest.raises(UsageError, match="was changed while it was being checked"):
            workspace.write()
        assert Path("a.md").read_text() == "Something else.\n"


class TestABibliographyOfItsOwn:
    def test_is_edited_where_the_entry_stands(self) -> None:
        entry = "@article{bell, author={Bell, Ada}, title={Fever of dogs}, year={2001}, journal={J Med}}\r\n"
        Path("refs.bib").write_bytes(entry.encode())
        Path("a.tex").write_text(
            "\\documentclass{article}\n\\begin{document}\nFever is common \\cite{bell}.\n"
            "\\bibliography{refs}\n\\end{document}\n"
        )
        workspace = Workspace()
        article = workspace.read("a.tex")
        findings = tuple(found(article, "T1", "dogs", "wolves"))
        resolutions = OfflineResolver().resolve(article.references)
        fixer = Fixer(workspace, lambda read, _: tuple(found(read, "T1", "dogs", "wolves")))
        outcome = fixer.fix(ArticleReport(article, resolutions, findings))
        workspace.write()
        assert outcome.mended == {"T1": 1}
        assert Path("refs.bib").read_bytes() == entry.replace("dogs", "wolves").encode()
        assert "wolves" in outcome.report.article.references[0].raw
