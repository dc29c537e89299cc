"""Reading JATS: citations by what they print, references by their elements, hostile XML refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.article import Article, MarkerStyle
from refcheck.bibliography import WorkKind
from refcheck.errors import UnreadableArticle
from refcheck.reading import jats
from refcheck.reading.jats_blocks import MAX_DEPTH

if TYPE_CHECKING:
    from pathlib import Path

WEI = """<ref id="r7"><label>1.</label><element-citation publication-type="journal"><person-group
person-group-type="author"><name><surname>Wei</surname><given-names>AC</given-names></name><name><surname>Greig</surname>
<given-names>PD</given-names></name><etal/></person-group><article-title>Survival after hepatic resection for colorectal
<italic>metastases</italic>: a 10-year experience.</article-title><source>Ann Surg Oncol</source><year>2006</year>
<volume>13</volume><issue>5</issue><fpage>668</fpage><lpage>676</lpage>
<pub-id pub-id-type="doi">10.1245/ASO.2006.05.039</pub-id>
<pub-id pub-id-type="pmid">16523369</pub-id></element-citation></ref>"""
REST = "".join(
    f'<ref id="r{n}"><label>{n}</label><mixed-citation><source>Book {n}</source></mixed-citation></ref>'
    for n in range(2, 13)
)


def link(printed: str, to: str = "r1") -> str:
    return f'<xref ref-type="bibr" rid="{to}">{printed}</xref>'


def article(body: str, references: str = WEI + REST) -> Article:
    xml = f"<article><body>{body}</body><back><ref-list>{references}</ref-list></back></article>"
    return jats.read(xml.encode(), "article.xml")


def numbers(body: str) -> list[tuple[int, ...]]:
    return [citation.numbers for citation in article(body).citations]


class TestCitations:
    def test_are_what_is_printed_not_what_is_linked(self) -> None:
        assert numbers(f"<p>Survival is long [{link('2', to='r7')}].</p>") == [(2,)]

    def test_with_only_punctuation_between_are_one(self) -> None:
        assert numbers(f"<p>Long [{link('1')},{link('3')}], short [{link('4')}].</p>") == [(1, 3), (4,)]

    def test_each_in_its_own_brackets_are_one_as_well(self) -> None:
        assert numbers(f"<p>Long {link('[1]')}, {link('[3]')}.</p>") == [(1, 3)]

    @pytest.mark.parametrize("dash", ["-", "–", "&#8211;", "−"])
    def test_ranges_are_written_out(self, dash: str) -> None:
        assert numbers(f"<p>Long [{link('1')}{dash}{link('4')}].</p>") == [(1, 2, 3, 4)]

    def test_numbers_that_are_not_linked_in_a_bracket_with_linked_ones_count(self) -> None:
        assert numbers(f"<p>Long [{link('1')}, 2, 5].</p>") == [(1, 2, 5)]

    def test_raised_numbers_that_touch_are_two(self) -> None:
        body = f"<p>Long.<sup>{link('1')}{link('2')}</sup></p>"
        assert numbers(body) == [(1, 2)]
        assert article(body).citations[0].style is MarkerStyle.SUPERSCRIPT

    def test_a_letter_behind_the_number_is_a_part_of_the_reference(self) -> None:
        assert numbers(f"<p>Long [{link('4a')}].</p>") == [(4,)]

    def test_links_that_print_names_are_none(self) -> None:
        assert numbers(f"<p>Long ({link('Wei 2006')}).</p>") in ([], [(2006,)])
        assert numbers(f"<p>Long ({link('Wei et al.')}).</p>") == []

    def test_in_table_cells_are_read_with_their_cell(self) -> None:
        found = article(f"<table><tr><td>Survival</td><td>Wei [{link('1')}]</td></tr></table>").citations
        assert found[0].claim.sentence == "Wei"

    def test_unlinked_brackets_count_where_all_citations_are_bracketed(self) -> None:
        linked = "".join(f"<p>Claim {n} [{link(str(n))}].</p>" for n in range(1, 7))
        assert numbers(linked + "<p>Beyond [13]. A scale [1-25].</p>")[-1] == (13,)

    def test_unlinked_brackets_do_not_count_otherwise(self) -> None:
        assert numbers(f"<p>Claim ({link('1')}). Index [2].</p>") == [(1,)]

    def test_in_a_paragraph_inside_a_list_inside_a_paragraph_are_read_once(self) -> None:
        body = f"<p>Before [{link('1')}]. <list><list-item><p>Inside [{link('2')}].</p></list-item></list></p>"
        assert numbers(body) == [(1,), (2,)]


class TestClaims:
    def test_a_marker_after_the_stop_belongs_to_the_sentence_before(self) -> None:
        found = article(f"<p>Survival is long.<sup>{link('1')}</sup> It is not short.</p>").citations
        assert found[0].claim.sentence == "Survival is long."
        assert found[0].claim.after == "It is not short."


class TestPlaces:
    def test_the_span_of_a_citation_holds_its_brackets_and_links(self) -> None:
        found = article(f"<p>Long é &amp; wide [{link('1')}].</p>")
        span = found.citations[0].span
        assert found.source.text[span.start : span.end] == f"[{link('1')}]"

    def test_the_digits_of_a_citation_begin_and_end_with_a_digit(self) -> None:
        found = article(f"<p>Long [{link('12')}, {link('3')}].</p>")
        digits = found.citations[0].digits
        assert found.source.text[digits.start : digits.end] == f"12</xref>, {link('3')[:-7]}"

    def test_an_entry_spans_its_element(self) -> None:
        found = article("<p>None.</p>")
        span = found.references[0].span
        assert found.source.text[span.start : span.end] == WEI

    @given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="<&>")))
    def test_every_code_point_of_an_entry_points_at_itself(self, title: str) -> None:
        entry = f"<ref><mixed-citation><article-title>x{title}</article-title></mixed-citation></ref>"
        found = article("<p>é</p>", entry)
        reference = found.references[0]
        for character, offset in zip(reference.text.text, reference.text.offsets, strict=True):
            assert found.source.text[offset] == character or character == " "


class TestReferences:
    def test_fields_come_from_the_elements(self) -> None:
        fields = article("<p>None.</p>").references[0].fields
        assert [str(author) for author in fields.authors] == ["Wei AC", "Greig PD"]
        assert fields.authors_truncated
        assert fields.title == "Survival after hepatic resection for colorectal metastases: a 10-year experience"
        assert (fields.container, fields.year, fields.volume, fields.issue) == ("Ann Surg Oncol", 2006, "13", "5")
        assert (fields.pages, fields.doi, fields.pmid) == ("668–676", "10.1245/aso.2006.05.039", "16523369")
        assert fields.kind is WorkKind.ARTICLE

    def test_a_book_without_a_chapter_has_its_title_in_source(self) -> None:
        fields = article("<p>None.</p>").references[1].fields
        assert (fields.title, fields.container) == ("Book 2", "")

    def test_groups_are_authors(self) -> None:
        entry = (
            "<ref><element-citation><collab>DCCT Research Group</collab><article-title>T</article-title>"
            "</element-citation></ref>"
        )
        author = article("<p>None.</p>", entry).references[0].fields.authors[0]
        assert (author.family, author.is_group) == ("DCCT Research Group", True)

    def test_editors_are_no_authors(self) -> None:
        entry = (
            '<ref><element-citation><person-group person-group-type="editor"><name><surname>Ed</surname></name>'
            "</person-group><article-title>T</article-title></element-citation></ref>"
        )
        assert article("<p>None.</p>", entry).references[0].fields.authors == ()

    def test_an_entry_without_elements_is_read_as_a_string(self) -> None:
        entry = "<ref><mixed-citation>Wei A. Survival of livers. Ann Surg Oncol. 2006;13:668-76.</mixed-citation></ref>"
        fields = article("<p>None.</p>", entry).references[0].fields
        assert (fields.authors[0].family, fields.year) == ("Wei", 2006)

    def test_an_entry_without_a_label_is_numbered_by_its_place(self) -> None:
        entry = "<ref><mixed-citation><article-title>T</article-title></mixed-citation></ref>"
        assert [reference.number for reference in article("<p>None.</p>", entry * 3).references] == [1, 2, 3]

    def test_an_empty_entry_is_none(self) -> None:
        assert article("<p>None.</p>", "<ref><label>1</label></ref>").references == ()

    def test_touching_elements_are_kept_apart(self) -> None:
        assert "Wei AC, Greig PD, et al. Survival" in article("<p>None.</p>").references[0].raw

    def test_the_list_of_a_reply_is_not_read(self) -> None:
        xml = f"<article><body><p>x</p></body><response><ref-list>{WEI}</ref-list></response></article>"
        assert jats.read(xml.encode(), "a.xml").references == ()


class TestFiles:
    def test_in_another_encoding_are_read(self) -> None:
        xml = '<?xml version="1.0" encoding="iso-8859-1"?><article><body><p>Bouché</p></body></article>'
        assert "Bouché" in jats.read(xml.encode("latin-1"), "a.xml").source.text

    def test_with_a_byte_order_mark_are_read(self) -> None:
        assert jats.read("<article/>".encode("utf-16"), "a.xml").source.text == "<article/>"

    @pytest.mark.parametrize(
        ("data", "word"),
        [
            (b"<article>", "well-formed"),
            (b"", "well-formed"),
            (b"\xff\xff", "not readable"),
            (b'<?xml version="1.0" encoding="none-such"?><a/>', "not readable"),
            (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "entities"),
            (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "entities"),
            (b"<p>" * (MAX_DEPTH + 1) + b"</p>" * (MAX_DEPTH + 1), "nested"),
        ],
    )
    def test_that_cannot_be_read_safely_are_refused_in_one_line(self, data: bytes, word: str) -> None:
        with pytest.raises(UnreadableArticle, match=word) as caught:
            jats.read(data, "bad.xml")
        assert str(caught.value).startswith("bad.xml")
        assert "\n" not in str(caught.value)

    def test_that_are_too_large_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("refcheck.reading.xml_source.MAX_BYTES", 10)
        with pytest.raises(UnreadableArticle, match="larger"):
            jats.read(b"<article></article>", "big.xml")

    def test_that_are_real_give_citations_of_listed_numbers(self, material: Path) -> None:
        for path in sorted((material / "jats").glob("*.nxml"))[::60]:
            found = jats.read(path.read_bytes(), path.name)
            listed = {reference.number for reference in found.references}
            cited = [number for citation in found.citations for number in citation.numbers]
            assert cited
            assert sum(number in listed for number in cited) >= 0.97 * len(cited)
