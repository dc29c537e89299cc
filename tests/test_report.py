"""What one run found, and the exit code it leads to."""

from __future__ import annotations

import pytest

from refcheck.article import Article
from refcheck.cli.exit_codes import ExitCode, exit_code
from refcheck.errors import UnreadableArticle
from refcheck.finding import Finding, Location, Severity
from refcheck.report import ArticleReport, Report
from refcheck.source import Position, Source


def report(*severities: Severity) -> Report:
    source = Source("a.txt", "text", "text")
    place = Location("a.txt", Position(0, 1, 1), Position(1, 1, 2))
    findings = tuple(Finding("REF102", "uncited-reference", severity, 1.0, "...", place) for severity in severities)
    return Report((ArticleReport(Article(source, (), ()), [], findings),))


class TestExitCode:
    @pytest.mark.parametrize(
        ("found", "fail_on", "code"),
        [
            ((), Severity.WARNING, ExitCode.CLEAN),
            ((Severity.INFO, Severity.NOTE), Severity.WARNING, ExitCode.CLEAN),
            ((Severity.WARNING,), Severity.WARNING, ExitCode.FINDINGS),
            ((Severity.WARNING,), Severity.ERROR, ExitCode.CLEAN),
            ((Severity.INFO,), Severity.INFO, ExitCode.FINDINGS),
            ((Severity.ERROR,), None, ExitCode.CLEAN),
        ],
    )
    def test_findings_at_or_above_the_threshold_fail(
        self, found: tuple[Severity, ...], fail_on: Severity | None, code: ExitCode
    ) -> None:
        assert exit_code(report(*found), fail_on) is code

    def test_a_file_that_cannot_be_read_is_never_clean(self) -> None:
        unread = Report((), (UnreadableArticle("not text", path="a.txt"),))
        assert exit_code(unread, None) is ExitCode.INCOMPLETE


class TestFingerprint:
    def test_survives_a_move_within_the_article(self) -> None:
        place = Location("a.txt", Position(0, 1, 1), Position(1, 1, 2))
        moved = Location("a.txt", Position(9, 3, 4), Position(10, 3, 5))
        first = Finding("REF102", "uncited-reference", Severity.WARNING, 1.0, "...", place, key="Wei 2006")
        second = Finding("REF102", "uncited-reference", Severity.WARNING, 1.0, "...", moved, key="Wei 2006")
        assert first.fingerprint == second.fingerprint

    def test_differs_by_content(self) -> None:
        place = Location("a.txt", Position(0, 1, 1), Position(1, 1, 2))
        prints = {
            Finding("REF102", "uncited-reference", Severity.WARNING, 1.0, "...", place, key=key).fingerprint
            for key in ("Wei 2006", "Portier 2006")
        }
        assert len(prints) == 2


class TestErrors:
    def test_an_error_says_file_and_line_in_one_line(self) -> None:
        assert str(UnreadableArticle("not UTF-8", path="a.txt", line=3)) == "a.txt:3: not UTF-8"
