"""The engine: running rules, suppressing findings, selecting rules."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from refcheck.article import Article, Suppression
from refcheck.bibliography import WorkKind
from refcheck.check import check_article, select_rules
from refcheck.errors import UsageError
from refcheck.reading import read_bytes
from refcheck.rules import RULES, Needs
from refcheck.source import Span
from refcheck.work import NotCrossrefKind, Outcome, Resolution, Unchecked, UncheckedReason

if TYPE_CHECKING:
    from refcheck.finding import Finding

TODAY = date(2026, 6, 30)
TEXT = """\
Most recurrences were seen in the first year.[1]

References

1. Adam R, de Gramont A. Managing synchronous liver metastases. Oncologist. 2012;17:1225-39.
2. Benson AB, Venook AP. Colon cancer. J Natl Compr Canc Netw. 2021;19:329-59.
3. Van Cutsem E, Cervantes A. ESMO consensus guidelines. Ann Oncol. 2016;27:1422-1386.
"""


def article(*suppressions: Suppression) -> Article:
    read = read_bytes(TEXT.encode(), "article.txt")
    return Article(read.source, read.citations, read.references, suppressions)


def comment(covered: str, *codes: str, whole_file: bool = False) -> Suppression:
    """A comment in front of the text that covers a part of it."""
    start = TEXT.index(covered)
    covers = Span(0, len(TEXT)) if whole_file else Span(start, start + len(covered))
    return Suppression(codes, "a reason", whole_file, Span(0, 0), covers)


def found(read: Article, *, outcome: Outcome | None = None, select: tuple[str, ...] = ()) -> list[str]:
    return [f"{finding.code} {_number(finding)}".strip() for finding in findings(read, outcome=outcome, select=select)]


def findings(read: Article, *, outcome: Outcome | None = None, select: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    resolution = Resolution(outcome or NotCrossrefKind(WorkKind.UNKNOWN))
    return check_article(read, [resolution] * len(read.references), rules=select_rules(select), today=TODAY)


def _number(finding: Finding) -> str:
    return str(finding.data.get("number", ""))


class TestFindings:
    def test_stand_in_the_order_of_their_places(self) -> None:
        assert found(article()) == ["REF102 2", "REF102 3", "REF401 3"]

    def test_are_the_same_whenever_they_are_asked_for(self) -> None:
        assert findings(article()) == findings(article())

    def test_come_only_from_the_rules_that_run(self) -> None:
        assert found(article(), select=("REF4",)) == ["REF401 3"]


class TestSuppressions:
    def test_silence_the_rule_that_they_name_where_they_stand(self) -> None:
        assert found(article(comment("2. Benson", "REF102"))) == ["REF102 3", "REF401 3"]

    def test_may_name_a_rule_by_its_name_in_any_case(self) -> None:
        assert found(article(comment("2. Benson", "Uncited-Reference"))) == ["REF102 3", "REF401 3"]

    def test_without_a_code_silence_every_rule(self) -> None:
        assert found(
            article(comment("3. Van Cutsem E, Cervantes A. ESMO consensus guidelines. Ann Oncol. 2016;27:1422-1386"))
        ) == ["REF102 2"]

    def test_for_the_whole_file_silence_a_rule_everywhere(self) -> None:
        assert found(article(comment("References", "REF102", whole_file=True))) == ["REF401 3"]

    def test_that_silence_nothing_are_reported(self) -> None:
        assert found(article(comment("1. Adam", "REF102"))) == ["REF901", "REF102 2", "REF102 3", "REF401 3"]

    def test_are_reported_by_the_codes_that_are_idle(self) -> None:
        reported = findings(article(comment("2. Benson", "REF102", "REF104")))
        assert [finding.data for finding in reported if finding.code == "REF901"] == [{"codes": ["REF104"]}]

    def test_without_a_code_are_reported_if_nothing_is_there(self) -> None:
        assert "REF901" in found(article(comment("1. Adam")))

    def test_of_a_rule_that_did_not_run_are_left_alone(self) -> None:
        assert found(article(comment("1. Adam", "REF102")), select=("REF4", "REF901")) == ["REF401 3"]

    def test_of_a_rule_that_compares_records_are_left_alone_while_a_reference_is_unchecked(self) -> None:
        outcome = Unchecked(UncheckedReason.TIMEOUT)
        assert "REF901" not in found(article(comment("1. Adam", "REF204")), outcome=outcome)
        assert "REF901" in found(article(comment("1. Adam", "REF204")))

    def test_that_name_no_rule_are_reported(self) -> None:
        assert "REF901" in found(article(comment("1. Adam", "REF999")))

    def test_can_silence_what_is_said_about_comments(self) -> None:
        quiet = Suppression(("REF901",), "", True, Span(0, 0), Span(0, len(TEXT)))
        assert "REF901" not in found(article(comment("1. Adam", "REF102"), quiet))


class TestSelection:
    def test_without_words_takes_the_rules_that_run_by_default(self) -> None:
        assert select_rules() == tuple(rule for rule in RULES if rule.default)

    def test_takes_codes_names_beginnings_and_all(self) -> None:
        assert [rule.code for rule in select_rules(["ref102", "undefined-citation"])] == ["REF101", "REF102"]
        assert {rule.code[:4] for rule in select_rules(["REF2"])} == {"REF2"}
        assert select_rules(["ALL"]) == RULES

    def test_takes_away_what_is_ignored(self) -> None:
        assert not any(rule.code.startswith("REF2") for rule in select_rules([], ["REF2"]))

    def test_the_more_exact_word_wins(self) -> None:
        assert [rule.code for rule in select_rules(["REF201"], ["REF2"])] == ["REF201"]
        assert "REF201" not in [rule.code for rule in select_rules(["REF2"], ["REF201"])]
        assert [rule.code for rule in select_rules(["ALL"], ["REF"])] == []

    def test_a_rule_that_is_off_by_default_runs_if_it_is_named(self) -> None:
        assert [rule.code for rule in select_rules(["REF103"])] == ["REF103"]

    @pytest.mark.parametrize(
        ("word", "meant"), [("uncited-refernce", "uncited-reference"), ("REF4O1", "REF401"), ("everything", "")]
    )
    def test_a_word_that_names_no_rule_is_an_error_with_a_suggestion(self, word: str, meant: str) -> None:
        with pytest.raises(UsageError, match=f"no rule is called '{word}'.*{meant}"):
            select_rules([word])

    def test_an_unknown_word_to_ignore_is_an_error_too(self) -> None:
        with pytest.raises(UsageError):
            select_rules([], ["REF7"])

    def test_exactly_one_rule_judges_comments(self) -> None:
        assert [rule.code for rule in RULES if rule.needs is Needs.FINDINGS] == ["REF901"]
