"""What identifies a finding survives edits elsewhere in its article: baselines, and services that track, rely on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.rules.rule_documents import Case, cases, documents

OPENING = "This opening was added later; it cites nothing and says nothing of importance.\n\n"
CASES = [case for path in documents().values() for case in cases(path) if case.format in ("text", "markdown")]


def fingerprints(case: Case) -> Counter[str]:
    """What identifies the findings of a case."""
    return Counter(finding.fingerprint for finding in case.findings())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.title.replace(' ', '-')}")
def test_a_fingerprint_survives_a_paragraph_that_is_added_above(case: Case) -> None:
    if not case.article.startswith("---"):
        assert fingerprints(replace(case, article=OPENING + case.article)) == fingerprints(case)
