"""Words, ranges and markers that the end of a line cuts."""

from __future__ import annotations

import pytest

from refcheck.reading import read_bytes
from refcheck.reading.line_ends import LineEnds
from refcheck.source import MappedText
from tests.reading._articles import article, entries


def rejoined(text: str, elsewhere: str = "") -> str:
    read = LineEnds(f"{elsewhere}\n{text}").rejoin(MappedText.of(text))
    assert all(text[at] == character for at, character in zip(read.offsets, read.text, strict=True))
    return read.text


class TestHyphens:
    @pytest.mark.parametrize(
        ("cut", "whole"),
        [
            ("chemo-\ntherapy", "chemotherapy"),
            ("treat-\n   ment", "treatment"),
            ("treat\u00ad\nment", "treatment"),
            ("CHEMO-\nTHERAPY", "CHEMOTHERAPY"),
            ("follow-\nup", "follow-up"),
            ("COX-\n2", "COX-2"),
            ("5-\nyear", "5-year"),
            ("non-\nsmall", "non-small"),
            ("T-\ncell", "T-cell"),
            ("Kaplan-\nMeier", "Kaplan-Meier"),
            ("dose-\ndependent", "dose-dependent"),
            ("end-of-\nlife", "end-of-life"),
            ("668-\n676", "668-676"),
            ("668\u2013\n676", "668\u2013676"),
            ("https://example.org/a-\nb", "https://example.org/a-b"),
            ("pre- and\npostoperative", "pre- and\npostoperative"),
            ("pre-\nand postoperative", "pre-\nand postoperative"),
            ("so - \nand so", "so - \nand so"),
            ("a dash \u2013\nand more", "a dash \u2013\nand more"),
        ],
    )
    def test_rules_decide_where_the_document_says_nothing(self, cut: str, whole: str) -> None:
        assert rejoined(cut) == whole

    def test_the_document_decides_where_it_has_the_word(self) -> None:
        assert rejoined("follow-\nup", "A followup is short.") == "followup"
        assert rejoined("chemo-\ntherapy", "Chemo-therapy is long.") == "chemo-therapy"
        assert rejoined("after-\neffects", "After-effects and more after-effects.") == "after-effects"

    @pytest.mark.parametrize("name", ["a.txt", "a.md"])
    def test_claims_and_references_show_whole_words(self, name: str) -> None:
        text = (
            "Many of those who had been given chemotherapy, and chemo-\n"
            "therapy alone, were well at the end of the follow-\n"
            "up [1].\n\nReferences\n\n"
            "1. Maker AB, Tester C. Made for the test of chemo-\n   therapy. J Tests. 2001;1:11-\n   19.\n"
            "2. Tester C. Another one. J Tests. 2002;2:1-9.\n"
        )
        read = read_bytes(text.encode(), name)
        (citation,) = read.citations
        assert citation.claim.sentence == (
            "Many of those who had been given chemotherapy, and chemotherapy alone, were well at the end of the"
            " follow-up."
        )
        assert read.references[0].raw == "Maker AB, Tester C. Made for the test of chemotherapy. J Tests. 2001;1:11-19."
        assert text[read.references[0].span.end - 3 : read.references[0].span.end] == "19."


class TestMarkers:
    BODY = (
        "Many cancers spread to the liver and to the lung, as\n"
        "has been known in most of the countries of the world{}\n"
        "and more is known of them than of any other of these\n"
        "that we know.\n"
    )

    @pytest.mark.parametrize("name", ["a.txt", "a.md"])
    @pytest.mark.parametrize(
        ("marker", "numbers"),
        [
            (" [1,\n2],", (1, 2)),
            (" [1,2,\n5],", (1, 2, 5)),
            (" [3-\n5],", (3, 4, 5)),
            (" [3\u2013\n5],", (3, 4, 5)),
            (" [\n3],", (3,)),
        ],
    )
    def test_in_brackets_go_on_in_the_next_line(self, marker: str, numbers: tuple[int, ...], name: str) -> None:
        read = article(self.BODY.format(marker), 6, name)
        assert [citation.numbers for citation in read.citations] == [numbers]
        assert read.citations[0].claim.sentence.startswith("Many cancers")

    def test_in_parentheses_too(self) -> None:
        body = self.BODY.format(" (3-\n5),") + "\nOne (1). Two (2). More of it (1,\n2). And all (6).\n"
        assert [citation.numbers for citation in article(body, 6).citations] == [(3, 4, 5), (1,), (2,), (1, 2), (6,)]

    def test_that_are_glued_to_a_stop_too(self) -> None:
        text = (
            "Many cancers spread to the liver.1 Some of them spread to\n"
            "the lung as well, and to the bones and brain.2 All spread\n"
            "in the end, as is known from a number of studies.1,\n"
            "3 Nothing else is known of them.4 Nor will it be.5,6\n"
        )
        read = read_bytes(f"{text}\nReferences\n\n{entries(6)}\n".encode(), "a.txt")
        assert [citation.numbers for citation in read.citations] == [(1,), (2,), (1, 3), (4,), (5, 6)]
