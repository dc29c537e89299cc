"""The formats for other programs: each holds to its published schema, and says what the program needs."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft7Validator
from lxml import etree

from refcheck.errors import UnreadableArticle
from refcheck.finding import Edit, Finding, Fix, Location, Safety, Severity
from refcheck.output import FORMATS, render
from refcheck.output.github import MOST
from refcheck.output.job_summary import MOST_BYTES, job_summary
from refcheck.reading import read_bytes
from refcheck.report import ArticleReport, Report
from refcheck.source import Span
from refcheck.work import NotFound, Resolution, Unchecked, UncheckedReason
from tests.support.running import ARTICLE
from tests.support.word import docx, entries, p

SCHEMAS = Path(__file__).parent / "schemas"
HARD = "Fever 𝄞 <b>&amp; chills</b> | a\x00b"


@cache
def schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text("utf-8"))


def found(article_text: str = ARTICLE, path: str = "a.md", **changes: Any) -> Report:
    """A report of one article with one finding, at its second citation."""
    article = read_bytes(article_text.encode(), path)
    source = article.source
    span = article.citations[1].span
    place = Location(path, source.position(span.start), source.position(span.end))
    there = Location(path, source.position(0), source.position(3), "cited:  1  Adam 2012")
    values: dict[str, Any] = {
        "code": "REF101",
        "name": "undefined-citation",
        "severity": Severity.ERROR,
        "confidence": 0.8,
        "message": HARD,
        "location": place,
        "related": (there,),
        "advice": ("Look at it.",),
        "fixes": (Fix(Safety.SAFE, (Edit(span, "[1]"),)),),
    }
    finding = Finding(**{**values, **changes})
    resolutions = [Resolution(Unchecked(UncheckedReason.TIMEOUT, "HTTP 504")), Resolution(NotFound())]
    failures = (UnreadableArticle("not readable as utf-8", path="odd name <1>.txt"),)
    return Report((ArticleReport(article, resolutions, (finding,)),), failures)


def many(count: int, severity: Severity = Severity.WARNING) -> Report:
    """A report with so many findings of one severity, all with the same words."""
    report = found(severity=severity)
    each = report.articles[0]
    return Report((ArticleReport(each.article, each.resolutions, each.findings * count),))


def empty() -> Report:
    return Report(())


@pytest.mark.parametrize("name", sorted(FORMATS))
class TestEveryFormat:
    def test_ends_in_a_line_end(self, name: str) -> None:
        assert render(found(), name).endswith("\n")
        assert render(empty(), name).endswith("\n")

    def test_gives_the_same_for_the_same_report(self, name: str) -> None:
        assert render(found(), name) == render(found(), name)

    def test_says_what_could_not_be_read(self, name: str) -> None:
        text = render(found(), name)
        assert "could not be read" in text or "unreadable" in text or '"failures"' in text or '"failure"' in text


class TestSarif:
    def log(self, report: Report) -> Any:
        log = json.loads(render(report, "sarif"))
        Draft4Validator(schema("sarif-2.1.0-rtm.5.json")).validate(log)
        return log["runs"][0]

    def test_holds_to_the_schema(self) -> None:
        self.log(found())
        self.log(empty())
        self.log(many(3))

    def test_names_the_place_in_code_points(self) -> None:
        run = self.log(found(ARTICLE.replace("Guidelines advise", "𝄞 Guidelines advise")))
        assert run["columnKind"] == "unicodeCodePoints"
        physical = run["results"][0]["locations"][0]["physicalLocation"]
        assert physical["artifactLocation"]["uri"] == "a.md"
        assert physical["region"] == {"startLine": 3, "startColumn": 73, "endLine": 3, "endColumn": 76}

    def test_names_the_rule_and_how_sure_it_is(self) -> None:
        run = self.log(found())
        result = run["results"][0]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "REF101"
        assert (result["level"], result["rank"]) == ("error", 80)

    def test_gives_findings_of_the_same_words_fingerprints_that_differ(self) -> None:
        results = self.log(many(3))["results"]
        marks = [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]
        assert len(set(marks)) == 3
        assert marks[0] == found().findings[0].fingerprint

    def test_fingerprints_outlive_lines_that_move(self) -> None:
        def mark(text: str) -> str:
            results = self.log(found(text, key="the claim"))["results"]
            return str(results[0]["partialFingerprints"]["primaryLocationLineHash"])

        assert mark(ARTICLE) == mark("One more line.\n\n" + ARTICLE)

    def test_carries_the_fix(self) -> None:
        change = self.log(found())["results"][0]["fixes"][0]["artifactChanges"][0]
        assert change["replacements"][0]["insertedContent"] == {"text": "[1]"}

    def test_what_could_not_be_checked_or_read_is_a_notification_not_a_result(self) -> None:
        report = found(code="REF902", name="unchecked-reference", severity=Severity.NOTE)
        run = self.log(report)
        assert run["results"] == []
        invocation = run["invocations"][0]
        assert not invocation["executionSuccessful"]
        levels = [notice["level"] for notice in invocation["toolExecutionNotifications"]]
        assert levels == ["error", "note"]

    def test_a_path_becomes_a_uri(self) -> None:
        run = self.log(found(path="a b/ü#1.md"))
        assert run["artifacts"][0]["location"]["uri"] == "a%20b/%C3%BC%231.md"
        assert self.log(found(path="/a b.md"))["artifacts"][0]["location"]["uri"] == "file:///a%20b.md"


class TestGitlab:
    SEVERITIES = frozenset({"info", "minor", "major", "critical", "blocker"})

    def issues(self, report: Report) -> list[dict[str, Any]]:
        """The issues, each with all that GitLab's documentation asks for."""
        issues: list[dict[str, Any]] = json.loads(render(report, "gitlab"))
        for issue in issues:
            assert {"description", "check_name", "fingerprint", "severity", "location"} == issue.keys()
            assert issue["severity"] in self.SEVERITIES
            assert not issue["location"]["path"].startswith("./")
            assert issue["location"]["lines"]["begin"] >= 1
        assert len({issue["fingerprint"] for issue in issues}) == len(issues)
        return issues

    def test_has_all_that_gitlab_reads(self) -> None:
        checks = [(issue["check_name"], issue["severity"]) for issue in self.issues(found())]
        assert checks == [("unreadable-article", "blocker"), ("REF101", "critical"), ("REF902", "info")]

    def test_findings_of_the_same_words_are_told_apart(self) -> None:
        assert len(self.issues(many(4))) == 5

    def test_of_no_article_there_is_nothing(self) -> None:
        assert self.issues(empty()) == []


class TestJunit:
    def suites(self, report: Report) -> Any:
        root = etree.fromstring(render(report, "junit").encode())
        etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd")).assertValid(root)
        return root

    def test_holds_to_the_schema(self) -> None:
        self.suites(found())
        self.suites(empty())

    def test_tells_failed_from_skipped_and_from_unreadable(self) -> None:
        article, unreadable = self.suites(found())
        assert dict(article.attrib) == {"name": "a.md", "tests": "2", "failures": "1", "errors": "0", "skipped": "1"}
        assert article[1][0].tag == "skipped"
        assert "no answer in time" in article[1][0].get("message")
        assert (unreadable.get("errors"), unreadable[0][0].tag) == ("1", "error")

    def test_a_remark_passes_and_says_so(self) -> None:
        case = self.suites(found(severity=Severity.INFO))[0][0]
        assert [part.tag for part in case] == ["system-out"]

    def test_shows_the_words_of_an_article_as_they_are_but_for_what_xml_cannot_hold(self) -> None:
        message = self.suites(found())[0][0][0].get("message")
        assert message == HARD.replace("\x00", "\ufffd")

    def test_names_of_cases_differ_and_outlive_lines_that_move(self) -> None:
        names = [case.get("name") for case in self.suites(many(3))[0]]
        assert len(set(names)) == len(names)
        moved = self.suites(found("One more line.\n\n" + ARTICLE))
        assert moved[0][0].get("name") == names[0]

    def test_an_article_without_findings_is_a_case_that_passes(self) -> None:
        each = found().articles[0]
        clean = Report((ArticleReport(each.article, [Resolution(NotFound())] * 2, ()),))
        assert [len(case) for case in self.suites(clean)[0]] == [0]


class TestRdjson:
    def diagnostics(self, report: Report) -> Any:
        result = json.loads(render(report, "rdjson"))
        Draft7Validator(schema("rdjson.json")).validate(result)
        return result["diagnostics"]

    def test_holds_to_the_schema(self) -> None:
        self.diagnostics(found())
        self.diagnostics(empty())

    def test_columns_count_bytes(self) -> None:
        article = ARTICLE.replace("Guidelines advise", "𝄞 Guidelines advise")
        diagnostic = self.diagnostics(found(article))[1]
        line = article.splitlines()[2].encode()
        span = diagnostic["location"]["range"]
        assert line[span["start"]["column"] - 1 : span["end"]["column"] - 1] == b"[2]"
        assert diagnostic["suggestions"] == [{"range": span, "text": "[1]"}]

    def test_a_fix_that_a_person_must_look_at_is_no_suggestion(self) -> None:
        report = found()
        span = report.articles[0].article.citations[1].span
        unsafe = found(fixes=(Fix(Safety.UNSAFE, (Edit(span, "[1]"),)),))
        assert "suggestions" not in self.diagnostics(unsafe)[1]

    def test_of_two_fixes_the_first_is_suggested(self) -> None:
        span = found().articles[0].article.citations[1].span
        fixes = tuple(Fix(Safety.SAFE, (Edit(span, text),)) for text in ("[1]", "[3]"))
        (suggestion,) = self.diagnostics(found(fixes=fixes))[1]["suggestions"]
        assert suggestion["text"] == "[1]"


class TestJsonLines:
    def test_each_line_is_an_object_of_the_json_report(self) -> None:
        lines = [json.loads(line) for line in render(found(), "json-lines").splitlines()]
        whole = json.loads(render(found(), "json"))
        assert [line.pop("type") for line in lines] == ["article", "finding", "failure", "summary"]
        assert lines[:3] == [*whole["articles"], *whole["findings"], *whole["failures"]]
        assert lines[3]["errors"] == whole["summary"]["errors"]


class TestGithub:
    def test_gives_no_more_annotations_of_a_kind_than_are_shown_and_the_others_in_the_log(self) -> None:
        lines = render(many(MOST + 3), "github").splitlines()
        assert sum(line.startswith("::warning ") for line in lines) == MOST
        assert sum(line.startswith("- a.md:3:71: warning REF101") for line in lines) == 3
        assert sum(line.startswith("::") for line in lines) == MOST

    def test_no_line_in_the_log_is_a_command_whatever_an_article_says(self) -> None:
        report = found(path="::add-mask::a.md", message="##[error]made up")
        each = report.articles[0]
        others = render(Report((replace(each, findings=each.findings * (MOST + 1)),)), "github").splitlines()[MOST + 1]
        assert others.startswith("- ::add-mask::a.md:3:71: ")
        assert "##[" not in others

    def test_a_mild_finding_takes_no_place_from_a_bad_one(self) -> None:
        mild, bad = many(MOST + 3), many(2, Severity.ERROR)
        lines = render(Report((*mild.articles, *bad.articles)), "github").splitlines()
        assert [line.split(" ")[0] for line in lines[:3]] == ["::error", "::error", "::warning"]


class TestJobSummary:
    def test_has_all_of_it_in_markdown_that_no_article_can_change(self) -> None:
        text = job_summary(found(message="a | b\n<script> @somebody `x`"))
        assert "a \\| b \\<script\\> \\@somebody \\`x\\`" in text
        assert "not checked against Crossref" in text
        assert "odd name" in text

    def test_is_no_longer_than_github_takes(self) -> None:
        text = job_summary(many(20_000))
        assert MOST_BYTES * 0.9 < len(text.encode()) < 1024**2
        assert text.endswith("`--format html` has all of it.\n")


class TestFilesWithoutLines:
    @pytest.fixture
    def report(self) -> Report:
        article = read_bytes(docx(p("So it is [7].") + p("And so [1]: all.") + entries(1)), "a.docx")
        span = Span(*(getattr(article.citations[0].span, end) for end in ("start", "end")))
        position = article.source.position
        place = Location("a.docx", position(span.start), position(span.end))
        finding = Finding("REF101", "undefined-citation", Severity.ERROR, 1.0, "Not there.", place)
        return Report((ArticleReport(article, [Resolution(NotFound())], (finding,)),))

    def test_are_told_by_paragraph_and_words(self, report: Report) -> None:
        for name in ("sarif", "gitlab", "rdjson", "junit", "github"):
            assert "Paragraph 1, “So it is [7].”: Not there." in render(report, name), name

    def test_have_no_place_in_lines(self, report: Report) -> None:
        result = json.loads(render(report, "sarif"))["runs"][0]["results"][0]
        assert "region" not in result["locations"][0]["physicalLocation"]
        assert "range" not in json.loads(render(report, "rdjson"))["diagnostics"][0]["location"]
