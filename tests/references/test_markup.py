"""Mark-up in a reference: formatting, leftovers, and text that only looks like either."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.references.markup import see_through


def text(raw: str) -> str:
    return see_through(raw).text.text


def stray(raw: str) -> list[tuple[str, str]]:
    return [(mark.text, mark.replacement) for mark in see_through(raw).stray]


class TestFormatting:
    @pytest.mark.parametrize(
        ("raw", "seen"),
        [
            ("*Ann Surg* 2006", "Ann Surg 2006"),
            ("Ann Surg. **12**:3", "Ann Surg. 12:3"),
            ("_Ann Surg_. 2006", "Ann Surg. 2006"),
            ("<i>in vivo</i> and H<sub>2</sub>O", "in vivo and H2O"),
            ("a<br/>b", "a b"),
            ("see <https://example.org/a_b>", "see https://example.org/a_b"),
            ("[Title](https://example.org) 2006", "Title 2006"),
            ('<a href="https://example.org">Title</a>', "Title"),
            (r"1\. Title \[Internet\]", "1. Title [Internet]"),
        ],
    )
    def test_what_would_be_rendered_is_no_fault(self, raw: str, seen: str) -> None:
        assert text(raw) == seen
        assert stray(raw) == []

    def test_links_are_kept_apart(self) -> None:
        assert [link.target for link in see_through("[T](https://example.org/x(1)) a").links] == [
            "https://example.org/x(1)"
        ]


class TestStray:
    @pytest.mark.parametrize(
        ("raw", "seen", "marks"),
        [
            ("**Names M.**The title", "Names M. The title", [("**", ""), ("**", " ")]),
            ("Title** of it", "Title of it", [("**", "")]),
            ("Title</sub> of it", "Title of it", [("</sub>", "")]),
            ("Facts &amp; Figures", "Facts & Figures", [("&amp;", "&")]),
            ("229&#x2013;245", "229–245", [("&#x2013;", "–")]),
            ("a&amp;#x2013;b", "a–b", [("&amp;#x2013;", "–")]),
            ("&lt;i&gt;E. coli", "E. coli", [("&lt;i&gt;", "")]),
            (r"Facts \& Figures", "Facts & Figures", [(r"\&", "&")]),
            (r"\textit{E. coli} x", "E. coli x", [("\\textit{", ""), ("}", "")]),
            (r"M{\"u}ller", "Müller", [(r"{\"u}", "ü")]),
            (r"Gar\c{c}on \ss", "Garçon ß", [(r"\c{c}", "ç"), (r"\ss", "ß")]),
            ("{DNA} repair", "DNA repair", [("{", ""), ("}", "")]),
        ],
    )
    def test_what_would_stay_visible_is_said_with_what_should_stand_there(
        self, raw: str, seen: str, marks: list[tuple[str, str]]
    ) -> None:
        assert text(raw) == seen
        assert stray(raw) == marks


class TestText:
    @pytest.mark.parametrize(
        "raw",
        [
            "HLA-B*5701 and CYP2C19*2",
            "10.1002/(SICI)1097(19980815)17:15<1661::AID>3.0.CO;2-2",
            "R&D; P < 0.05",
            "a { b",
            "AT&T",
        ],
    )
    def test_signs_that_mean_themselves_are_left_alone(self, raw: str) -> None:
        assert text(raw) == raw
        assert stray(raw) == []

    def test_white_space_is_folded_and_a_hyphen_at_a_line_end_joined(self) -> None:
        assert text("oral  bio-\navailability\tof\u200b it") == "oral bio-availability of it"

    def test_an_address_keeps_its_underscores(self) -> None:
        assert text("https://example.org/a__b/_c_ x") == "https://example.org/a__b/_c_ x"


@given(st.text(alphabet="ab*_<>&;/i\\{}[]() \n", max_size=40))
def test_every_code_point_that_is_left_leads_back_into_the_raw_text(raw: str) -> None:
    seen = see_through(raw)
    assert all(0 <= offset < len(raw) for offset in seen.text.offsets)
    assert list(seen.text.offsets) == sorted(seen.text.offsets)
    assert all(raw[mark.span.start : mark.span.end] == mark.text for mark in seen.stray)
