"""Pages that no browser made."""

from __future__ import annotations

import pytest

from refcheck.reading import read_bytes


@pytest.mark.parametrize("tag", ["pre", "sup", "a href='#r'", "div", "td", "li", "blockquote"])
def test_elements_that_are_opened_again_and_again_are_read(tag: str) -> None:
    article = read_bytes(f"<!doctype html><body><p>It was so [1].{f'<{tag}>And so it was.' * 2_000}".encode(), "a.html")
    assert article.citations[0].numbers == (1,)
