"""What is far larger than any article is refused in one line."""

from __future__ import annotations

import pytest

from refcheck.errors import UnreadableArticle
from refcheck.reading import read_bytes
from refcheck.reading.limits import Allowance
from tests.reading._articles import entries


class TestAllowance:
    def test_is_spent_to_the_last_and_not_beyond(self) -> None:
        allowance = Allowance(3, "pages", "a.txt")
        assert list(allowance.counted("abc")) == ["a", "b", "c"]
        with pytest.raises(UnreadableArticle, match=r"^a\.txt: more than 3 pages: this is no article$"):
            allowance.spend()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a\n" * 101, "100 lines"),
        ("a\r" * 101, "100 lines"),
        ("[1" * 101, "100 numbers that could be citations"),
        ("[^a] " * 101, "100 numbers that could be citations"),
        ("(1), so " * 101, "100 numbers that could be citations"),
        ("So [1]. And so [2].\n" * 51, "100 numbers that could be citations"),
        (entries(11), "10 references"),
    ],
)
def test_more_than_any_article_has_is_refused(text: str, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.reading.lines.MOST_LINES", 100)
    monkeypatch.setattr("refcheck.reading.assembly.MOST_MARKERS", 100)
    monkeypatch.setattr("refcheck.reading.assembly.MOST_REFERENCES", 10)
    with pytest.raises(UnreadableArticle, match=rf"^a\.txt: more than {what}: this is no article$"):
        read_bytes(text.encode(), "a.txt")


def test_brackets_that_never_close_are_read() -> None:
    assert read_bytes(b"[" * 300_000 + b" So it is [1].", "a.md").citations[0].numbers == (1,)


def test_a_text_of_nothing_but_carriage_returns_is_read() -> None:
    article = read_bytes(b"So it is [1].\r" * 2_000, "a.txt")
    assert article.source.position(len(article.source.text)).line == 2_001


def test_a_line_of_nothing_but_comments_is_read() -> None:
    data = (
        "<!-- a -->" * 20_000
        + "So it is [1]. `<!--` " * 2_000
        + "<!-- refcheck: ignore[REF101] "
        + " " * 50_000
        + "a -->"
    )
    article = read_bytes(data.encode(), "a.md")
    assert [(found.codes, found.reason) for found in article.suppressions] == [(("REF101",), "a")]


def test_more_suppressions_than_any_article_has_are_refused() -> None:
    with pytest.raises(UnreadableArticle, match="more than 1,000 comments that silence findings"):
        read_bytes(b"So it is [7]. <!-- refcheck: ignore[REF101] -->\n\n" * 1_001, "a.md")
