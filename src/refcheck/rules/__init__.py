"""The rules, one small module each, listed in code order.

Rules are pure: they look at an `Examination` and yield findings. They never read a file and never open a socket.
"""

from __future__ import annotations

from refcheck.rules import (
    author_mismatch,
    broken_list_numbering,
    citation_out_of_order,
    container_mismatch,
    corrected_work,
    doi_not_registered,
    doi_of_another_work,
    duplicate_reference,
    impossible_date,
    incomplete_reference,
    malformed_citation,
    malformed_identifier,
    misplaced_citation,
    missing_doi,
    named_author_mismatch,
    pages_mismatch,
    preprint_has_publication,
    reference_not_found,
    retracted_work,
    reversed_page_range,
    shifted_citations,
    stray_markup,
    swapped_citations,
    title_mismatch,
    truncated_url,
    unchecked_reference,
    uncited_reference,
    undefined_citation,
    unused_suppression,
    volume_issue_mismatch,
    work_under_concern,
    year_mismatch,
)
from refcheck.rules.model import Examination, Needs, Rule

RULES: tuple[Rule, ...] = (
    undefined_citation.RULE,
    uncited_reference.RULE,
    citation_out_of_order.RULE,
    duplicate_reference.RULE,
    broken_list_numbering.RULE,
    malformed_citation.RULE,
    reference_not_found.RULE,
    doi_of_another_work.RULE,
    doi_not_registered.RULE,
    title_mismatch.RULE,
    author_mismatch.RULE,
    container_mismatch.RULE,
    year_mismatch.RULE,
    volume_issue_mismatch.RULE,
    pages_mismatch.RULE,
    retracted_work.RULE,
    work_under_concern.RULE,
    corrected_work.RULE,
    preprint_has_publication.RULE,
    missing_doi.RULE,
    shifted_citations.RULE,
    named_author_mismatch.RULE,
    swapped_citations.RULE,
    misplaced_citation.RULE,
    reversed_page_range.RULE,
    truncated_url.RULE,
    malformed_identifier.RULE,
    impossible_date.RULE,
    stray_markup.RULE,
    incomplete_reference.RULE,
    unused_suppression.RULE,
    unchecked_reference.RULE,
)

__all__ = ["RULES", "Examination", "Needs", "Rule"]
