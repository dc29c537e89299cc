"""Running heads, page numbers and form feeds within paragraphs and reference lists."""

from __future__ import annotations

import pytest

from refcheck.reading import read_bytes

SENTENCE = (
    "Many cancers spread to the liver and to the lung, as has\n"
    "been known for long in most of the countries of the world\n"
    "and as has been shown by those who looked for it {}.\n"
)
"""One sentence over three lines; a page break may stand between them."""


def entry(number: int) -> str:
    return (
        f"{number}. Maker AB, Tester C. Made for the test of what many\n"
        f"   cancers do. J Tests. 20{number:02d};12:{number}1-{number}9.\n"
    )


def document(breaks: list[str], entries: int = 12) -> str:
    """Pages of running text, then a list; every page break stands in the middle of a sentence or an entry."""
    pages = ""
    for index in range(len(breaks)):
        sentence = SENTENCE.format(f"[{index + 1}]").split("\n")
        pages += SENTENCE.format("now") * 5 + "\n".join(sentence[:2]) + breaks[index] + "\n".join(sentence[2:])
    listed = "".join(entry(number) for number in range(1, entries + 1))
    return f"{pages}\nReferences\n\n{listed}"


class TestBetweenLinesOfText:
    @pytest.mark.parametrize("name", ["a.txt", "a.md"])
    @pytest.mark.parametrize(
        "page_break",
        [
            "\n{}\n",
            "\n\n{}\n\n",
            "\n\n{}\n\f",
            "\n\f",
            "\n\nPage {} of 20\n\n",
            "\n- {} -\n",
            "\n\nThe Journal of Tests\n\n",
            "\n\n{}\nThe Journal of Tests\n\n",
            "\n\nMaker and Tester {}\n\n",
            "\n\n{} The Journal of Tests\n\n\n",
            "\n\nThe Journal of Tests | {}\n\fMaker et al.\n\n",
        ],
    )
    def test_they_break_no_sentence(self, page_break: str, name: str) -> None:
        read = read_bytes(document([page_break.format(number) for number in (7, 8, 9, 10)]).encode(), name)
        assert [citation.numbers for citation in read.citations] == [(1,), (2,), (3,), (4,)]
        whole = " ".join(SENTENCE.format("").split()).replace(" .", ".")
        assert {citation.claim.sentence for citation in read.citations} == {whole}
        assert len(read.references) == 12

    def test_a_subheading_or_value_that_recurs_is_text(self) -> None:
        part = SENTENCE.format("[1]") * 5 + "\nWhat the trial found\n\n"
        read = read_bytes((part * 4 + "None [2].\n\nReferences\n\n" + entry(1) + entry(2)).encode(), "a.txt")
        assert [citation.claim.before for citation in read.citations][-1] == ""
        assert len(read.citations) == 21

    def test_numbers_that_stand_close_together_are_text(self) -> None:
        text = "Counts\n1\n2\n3\n4\n\nThey rose [1].\n\nReferences\n\n" + entry(1) + entry(2)
        (citation,) = read_bytes(text.encode(), "a.txt").citations
        assert citation.claim.sentence == "They rose."


class TestWithinTheList:
    @pytest.mark.parametrize("name", ["a.txt", "a.md"])
    @pytest.mark.parametrize("page_break", ["\n\n{}\n\n", "\n\f{}\n", "\n\nThe Journal of Tests   {}\n\n"])
    def test_they_break_no_entry(self, page_break: str, name: str) -> None:
        text = document([page_break.format(number) for number in (7, 8, 9)], 40)
        for number, page in ((11, 10), (25, 11)):
            first, second = entry(number).rstrip("\n").split("\n")
            text = text.replace(f"{first}\n{second}", f"{first}{page_break.format(page)}{second}")
        read = read_bytes(text.encode(), name)
        assert [reference.number for reference in read.references] == list(range(1, 41))
        assert read.references[10].raw == (
            "Maker AB, Tester C. Made for the test of what many cancers do. J Tests. 2011;12:111-119."
        )
        assert read.references[24].raw.endswith("cancers do. J Tests. 2025;12:251-259.")
        assert text[read.references[24].span.start : read.references[24].span.end].endswith("251-259.")
