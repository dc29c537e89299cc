"""Every case of every document, and that no rule goes without one."""

from __future__ import annotations

import re

import pytest

from refcheck.rules import RULES, Rule
from tests.rules.rule_documents import Case, cases, documents, mended, rendered

SECTIONS = ["What it finds", "Why it matters", "Example", "What it cannot see"]
CASES = [case for path in documents().values() for case in cases(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.title.replace(' ', '-')}")
class TestCase:
    def test_finds_what_the_document_says_and_nothing_else(self, case: Case) -> None:
        assert case.expected is not None, "the case does not say what is to be found"
        assert [rendered(finding) for finding in case.findings()] == case.expected

    def test_its_fixes_mend_the_article_as_the_document_shows(self, case: Case) -> None:
        if case.fixed is not None:
            own = [finding for finding in case.findings() if finding.code == case.code]
            assert mended(case.article, own) == case.fixed


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
class TestEveryRule:
    def test_has_a_document_with_findings_and_with_silence(self, rule: Rule) -> None:
        own = [case for case in CASES if case.code == rule.code]
        found = [case.expected or [] for case in own]
        assert any(line.startswith(rule.code) for lines in found for line in lines)
        assert any(not any(line.startswith(rule.code) for line in lines) for lines in found)

    def test_has_a_case_in_which_nothing_is_found_at_all(self, rule: Rule) -> None:
        assert any(case.expected == [] for case in CASES if case.code == rule.code)

    def test_has_a_page_with_its_four_sections(self, rule: Rule) -> None:
        assert re.findall(r"^## (.+)$", rule.page, re.M) == SECTIONS

    def test_says_what_it_finds_in_one_sentence(self, rule: Rule) -> None:
        assert rule.summary.endswith(".")
        assert len(rule.summary) <= 120


class TestTheList:
    def test_is_in_the_order_of_the_codes_each_once(self) -> None:
        codes = [rule.code for rule in RULES]
        assert codes == sorted(set(codes))

    def test_has_every_name_once(self) -> None:
        assert len({rule.name for rule in RULES}) == len(RULES)

    def test_knows_the_rule_of_every_document(self) -> None:
        assert documents().keys() <= {rule.code for rule in RULES}
