"""A printed field against the record's field, compared the way a good copy editor compares them.

Every comparison takes a reference and a record and answers with a `Disagreement`, or None where the two agree, differ
only in style, or cannot be compared because one of them says nothing. What a comparison doubts it lets pass.
"""

from __future__ import annotations

from refcheck.comparing.authors import compare_authors
from refcheck.comparing.containers import compare_container
from refcheck.comparing.model import Disagreement
from refcheck.comparing.numbers import compare_volume_and_issue, compare_year
from refcheck.comparing.pages import PageRange, compare_pages
from refcheck.comparing.side_by_side import side_by_side
from refcheck.comparing.titles import compare_title, same_title

__all__ = [
    "Disagreement",
    "PageRange",
    "compare_authors",
    "compare_container",
    "compare_pages",
    "compare_title",
    "compare_volume_and_issue",
    "compare_year",
    "same_title",
    "side_by_side",
]
