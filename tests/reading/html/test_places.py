"""Every place that is told of a page is right in its source."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refcheck.reading import read_bytes
from refcheck.reading.citation_markers import parse_numbers
from tests.reading.html.pages import entry, listed, page

TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)

MARKERS = [
    "<sup>{}</sup>",
    "<sup><a href='#r{}'>{}</a></sup>",
    "<a href=#r{}><SUP>{}</SUP></a>",
    "[<a href='#r{}'>{}</a>]",
    "[{}]",
    "<span style='vertical-align: super'>{}</span>",
]
NUMBERS = [
    "1",
    "2,3",
    "2,&nbsp;3&ndash;5",
    "1&#8211;3",
    "4 <!-- c -->",
    "1</b>, <i>2</i>",
    "&#49;",
    "&sup1;",
    "2&thinsp;&#x2c; 4",
]
BETWEEN = [
    "The tumour shrank. ",
    "Survival was long",
    "<b>so</b>",
    "&amp;",
    "<p>",
    "<li>x ",
    "<br>",
    "</td>",
    "é\U0001f9ec",
    "\r\n",
]


def shown(source: str) -> str:
    return html.unescape(TAG.sub("", source))


class TestPlaces:
    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.one_of(st.sampled_from(BETWEEN), st.tuples(st.sampled_from(MARKERS), st.sampled_from(NUMBERS)))))
    def test_the_digits_of_a_citation_are_its_numbers(self, parts: list[str | tuple[str, str]]) -> None:
        body = "".join(
            part if isinstance(part, str) else "long" + part[0].replace("{}", part[1], 2).replace("#r" + part[1], "#r1")
            for part in parts
        )
        read = page(body)
        for citation in read.citations:
            inside = read.source.text[citation.digits.start : citation.digits.end]
            assert parse_numbers(shown(inside)) == citation.items
            assert parse_numbers(shown(inside)[0])
            assert parse_numbers(shown(inside)[-1]) or shown(inside)[-1] == "0"
            around = read.source.text[citation.span.start : citation.span.end]
            assert inside in around
            assert citation.claim.span.end <= len(read.source.text)

    @given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="<&\xad")))
    def test_every_code_point_of_an_entry_points_at_itself(self, title: str) -> None:
        read = page("", f"<ol class=references><li>{entry(1)} x{title}</ol>")
        (reference,) = read.references
        for character, offset in zip(reference.raw, reference.text.offsets, strict=True):
            assert read.source.text[offset] == character or character.isspace()

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_and_column_are_right_with_every_line_end(self, end: str) -> None:
        text = f"<!DOCTYPE html>{end}<title>T</title>{end}<p>Cells\U0001f9ec died{end}  [1].{end}{listed()}"
        read = read_bytes(b"\xef\xbb\xbf" + text.encode(), "a.html")
        place = read.source.position(read.citations[0].span.start)
        assert (place.line, place.column) == (4, 3)

    def test_a_computed_number_stands_at_the_tag_of_its_item(self) -> None:
        read = page("<p>Long [2].</p>")
        reference = read.references[1]
        assert (reference.label, read.source.text[reference.label_span.start : reference.label_span.end]) == (
            "2.",
            '<li id="r2">',
        )
        assert read.source.text[reference.span.start : reference.span.end] == f'<li id="r2">{entry(2)}'

    def test_a_typed_label_stands_where_it_is_typed(self) -> None:
        read = page("<p>Long [2].</p>", listed(5, "<li>[{0}] {1}", "<ul class=references>{}</ul>"))
        reference = read.references[1]
        assert reference.label == read.source.text[reference.label_span.start : reference.label_span.end] == "[2]"

    def test_links_tell_where_their_number_stands(self) -> None:
        read = page('<p>Long.<sup><a href="#r3">2</a>,<a href="#r4">4</a></sup></p>')
        (citation,) = read.citations
        assert citation.numbers == (2, 4)
        assert [(link.number, link.target) for link in citation.links] == [(2, 3), (4, 4)]
        assert [read.source.text[link.span.start : link.span.end] for link in citation.links] == ["2", "4"]

    def test_a_place_is_shown_as_it_reads(self) -> None:
        read = page('<p class="a">The <b>tumour</b>\n shrank.<sup><a href="#r9">9</a></sup></p>')
        (citation,) = read.citations
        passage = read.source.passage_at(citation.span.start)
        assert passage is not None
        assert passage.text.text == "The tumour shrank.9"
        entry_passage = read.source.passage_at(read.references[1].span.start)
        assert entry_passage is not None
        assert entry_passage.text.text == entry(2)
