"""Reading JATS: citations by what they print, references by their elements, hostile XML refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.article import Article, MarkerStyle
from refcheck.bibliography import WorkKind
from refcheck.errors import UnreadableArticle
from refcheck.reading import jats
from refcheck.reading.jats_blocks import MAX_DEPTH
from refcheck.reading.jats_entry import Entry
from refcheck.reading.jats_fields import fields_of
from refcheck.reading.jats_tags import Types
from tests.support.calls import grows_no_faster

if TYPE_CHECKING:
    from pathlib import Path

WEI = """<ref id="r7"><label>1.</label><element-citation publication-type="journal"><person-group
person-group-type="author"><name><surname>Wei</surname><given-names>AC</given-names></name><name><surname>Greig</surname>
<given-names>PD</given-names></name><etal/></person-group><article-title>Survival after hepatic resection for colorectal
<italic>metastases</italic>: a 10-year experience.</article-title><source>Ann Surg Oncol</source><year>2006</year>
<volume>13</volume><issue>5</issue><fpage>668</fpage><lpage>676</lpage>
<pub-id pub-id-type="doi">10.1245/ASO.2006.05.039</pub-id>
<pub-id pub-id-type="pmid">16523369</pub-id></element-citation></ref>"""
ORDINARY = (
    '<ref id="r7"><label>1.</label><element-citation publication-type="journal">'
    '<person-group person-group-type="author"><name><surname>Wei</surname><given-names>AC</given-names></name>'
    "<name><surname>Greig</surname><given-names>PD</given-names></name></person-group>"
    "<article-title>Survival after resection</article-title><source>Gut</source><year>2006</year><volume>13</volume>"
    '<fpage>668</fpage><lpage>676</lpage><pub-id pub-id-type="pmid">16523369</pub-id></element-citation></ref>'
)
"""An entry as most are written, without space between its tags."""
PUNCTUATED = (
    ORDINARY.replace("</name><name>", "</name>, <name>")
    .replace("</person-group>", "</person-group>. ")
    .replace("</article-title>", "</article-title>. ")
    .replace("</source>", "</source>. ")
    .replace("</year>", "</year>;")
    .replace("</volume>", "</volume>:")
    .replace("</fpage>", "</fpage>&#x2013;")
    .replace("</lpage>", "</lpage>.")
)
REST = "".join(
    f'<ref id="r{n}"><label>{n}</label><mixed-citation><source>Book {n}</source></mixed-citation></ref>'
    for n in range(2, 13)
)


LISTED = "".join(
    f'<ref id="b{n}"><label>[{n}]</label><mixed-citation>Book {n}. London: Press; 199{n}.</mixed-citation></ref>'
    for n in range(1, 5)
)


def link(printed: str, to: str = "r1") -> str:
    return f'<xref ref-type="bibr" rid="{to}">{printed}</xref>'


def article(body: str, references: str = WEI + REST) -> Article:
    xml = f"<article><body>{body}</body><back><ref-list>{references}</ref-list></back></article>"
    return jats.read(xml.encode(), "article.xml")


def numbers(body: str) -> list[tuple[int, ...]]:
    return [citation.numbers for citation in article(body).citations]


class TestCitations:
    @pytest.mark.parametrize("printed", ["3", "<italic>3</italic>", "&#51;", "<italic>3</italic><bold/>"])
    def test_know_where_their_number_and_its_link_stand_however_it_is_set(self, printed: str) -> None:
        read = article(f"<p>Long [{link(printed, to='r3')}].</p>")
        citation = read.citations[0]
        place = citation.links[0].span
        assert citation.digits == place
        written = read.source.text[place.start :]
        assert written.startswith(("3", "&#51;"))

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

    @pytest.mark.parametrize("between", ["", "<bold/>", "<italic></italic>", "&#127;"])
    @pytest.mark.parametrize("printed", ["4", "<italic>4</italic>", "&#52;"])
    def test_links_that_touch_are_two_whatever_tags_are_between(self, between: str, printed: str) -> None:
        body = f"<p>Long [{link('3', to='r3')}{between}{link(printed, to='r4')}].</p>"
        assert sorted(number for cited in numbers(body) for number in cited) == [3, 4]

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


class TestShapesOfCitations:
    """Each line: what the file says in a paragraph, and the citations that its reader sees."""

    @pytest.mark.parametrize(
        ("body", "seen"),
        [
            (f"Long {link('[1]')}{link('[2]')}.", [(1, 2)]),
            (f"Long {link('[1]')}-{link('[3]')}.", [(1, 2, 3)]),
            (f"Long {link('[1')}-{link('3]')}.", [(1, 2, 3)]),
            (f"Long [{link('1')}], [{link('2')}].", [(1, 2)]),
            (f"Long [{link('1')}] [{link('2')}].", [(1,), (2,)]),
            (f"Long [{link('1')}] and [{link('2')}].", [(1,), (2,)]),
            (f"Long [{link('1')} and {link('2')}].", [(1, 2)]),
            (f"Long ({link('1')}, {link('2')}).", [(1, 2)]),
            (f"Long ({link('(1, 2)')}).", [(1, 2)]),
            (f"Long.<sup>{link('1')},{link('2')}</sup>", [(1, 2)]),
            (f"Long.<sup>{link('1')}</sup><sup>,</sup><sup>{link('2')}</sup>", [(1, 2)]),
            (f"Long.{link('<sup>1</sup>')}<sup>,</sup>{link('<sup>2</sup>')}", [(1, 2)]),
            (f"Long.<sup>{link('1')}-3</sup>", [(1, 2, 3)]),
            (f"Long.<sup>[{link('1')}]</sup>", [(1,)]),
            (f"Long.<sup>{link('1')}</sup> In 20 of {link('2')}.", [(1,), (2,)]),
            (f"Long [{link('1')}] to 9% [{link('2')}].", [(1,), (2,)]),
            (f"Long [{link('1')}]<!-- checked --><?page 3?>, short [<bold>{link('2')}</bold>].", [(1,), (2,)]),
            (f"Long {link('1&#x2013;3')}.", [(1, 2, 3)]),
            (f"Long [{link('1')}{link('–')}{link('3')}].", [(1, 2, 3)]),
            ("Long [<xref rid='r1'>1</xref>], see <xref ref-type='fig' rid='f1'>2</xref>.", [(1,)]),
            (f"Long <xref ref-type='bibr' rid='r1'/>, {link('')}.", []),
            (f"Long ({link('2006')}).", []),
            (f"Wei et al. ({link('2006', to='r1')}) and {link('others, 2009')}.", []),
        ],
    )
    def test_are_read_as_they_are_seen(self, body: str, seen: list[tuple[int, ...]]) -> None:
        assert numbers(f"<p>{body}</p>") == seen

    @pytest.mark.parametrize(
        "body",
        [
            "<table-wrap><caption><title>Trials [{}]</title></caption></table-wrap>",
            "<table-wrap><table><tr><td>Wei [{}]</td></tr></table></table-wrap>",
            "<table-wrap><table><tr><td><p>Wei [{}]</p></td></tr></table></table-wrap>",
            "<table-wrap><table-wrap-foot><fn><p>From [{}].</p></fn></table-wrap-foot></table-wrap>",
            "<fig><caption><p>From [{}].</p></caption></fig>",
            "<boxed-text><p>Known [{}].</p></boxed-text>",
            "<list><list-item><p>Known [{}].</p></list-item></list>",
            "<def-list><def-item><term>T [{}]</term><def><p>What.</p></def></def-item></def-list>",
            "<sec><title>Survival [{}]</title></sec>",
            "<p>Known <disp-quote><p>Long [{}].</p></disp-quote> to all.</p>",
        ],
    )
    def test_are_read_wherever_they_stand(self, body: str) -> None:
        assert numbers(body.format(link("2"))) == [(2,)]

    def test_are_read_in_abstracts_and_floats_and_not_in_replies(self) -> None:
        front = f"<front><article-meta><abstract><p>Long [{link('1')}].</p></abstract></article-meta></front>"
        floats = f"<floats-group><fig><caption><p>From [{link('3')}].</p></caption></fig></floats-group>"
        reply = f"<response><body><p>No [{link('4')}].</p></body></response>"
        xml = (
            f"<article>{front}<body><p>Short [{link('2')}].</p></body><back><ref-list>{WEI + REST}</ref-list></back>"
            f"{floats}{reply}</article>"
        )
        assert [found.numbers for found in jats.read(xml.encode(), "a.xml").citations] == [(1,), (2,), (3,)]

    def test_in_two_cells_are_two(self) -> None:
        row = f"<table><tr><td>{link('1')}</td><td>{link('2')}</td></tr></table>"
        assert numbers(row) == [(1,), (2,)]

    def test_are_not_looked_for_in_formulas(self) -> None:
        formula = r"<inline-formula><tex-math>\\[1] x</tex-math></inline-formula>"
        assert article(f"<p>Long {formula} [{link('1')}].</p>").citations[0].claim.sentence == "Long."

    def test_that_nobody_linked_count_if_they_look_like_the_others(self) -> None:
        raised = "".join(f"<p>Claim {n}.<sup>{link(str(n))}</sup></p>" for n in range(1, 7))
        assert numbers(raised + "<p>Survival is long.<sup>7,8</sup> It was 10<sup>9</sup> cells.</p>")[-1] == (7, 8)

    def test_are_found_in_an_article_that_links_none(self) -> None:
        body = "".join(f"<p>Claim {n} holds [{n}].</p>" for n in range(1, 7))
        found = article(body)
        assert [citation.numbers for citation in found.citations] == [(n,) for n in range(1, 7)]
        assert found.source.passage_at(found.citations[1].span.start) is not None


class TestLinks:
    def links(self, body: str) -> list[tuple[int, int]]:
        return [
            (found.number, found.target)
            for citation in article(f"<p>{body}</p>", LISTED).citations
            for found in citation.links
        ]

    @pytest.mark.parametrize(
        ("body", "leads"),
        [
            (f"Long [{link('2', 'b2')}].", [(2, 2)]),
            (f"Long [{link('2', 'b3')}].", [(2, 3)]),
            (f"Long [{link('1', 'b1')}-{link('3', 'b2')}].", [(1, 1), (3, 2)]),
            (f"Long [{link('1-3', 'b1 b2 b3')}].", []),
            (f"Long [{link('1,3', 'b1 b3')}].", [(1, 1), (3, 3)]),
            (f"Long [{link('1-3', 'b2')}].", []),
            (f"Long [{link('1-2', 'b3')}].", [(1, 3)]),
            (f"Long [{link('1', 'elsewhere')}].", []),
        ],
    )
    def test_say_where_the_printed_numbers_lead(self, body: str, leads: list[tuple[int, int]]) -> None:
        assert self.links(body) == leads


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

    @pytest.mark.parametrize(
        ("entry", "seen"),
        [
            (
                "<mixed-citation><name><surname>Wolf</surname><given-names>R</given-names></name>, <etal/>. "
                "<article-title>Skin</article-title>. <source>Clin Dermatol</source>. <year>2012</year>;"
                "<volume>30</volume>(<issue>3</issue>):<fpage>329</fpage>&#8211;<lpage>34</lpage>."
                '<pub-id pub-id-type="pmid">22507048</pub-id></mixed-citation>',
                "Wolf R, et al. Skin. Clin Dermatol. 2012;30(3):329–34. PMID 22507048",
            ),
            (
                "<mixed-citation>\n<name><surname>Wolf</surname><given-names>R</given-names></name> "
                "(<year>2012</year>)\n"
                "<article-title>Skin in <italic>mice</italic></article-title>. <source>Clin Dermatol</source>\n"
                "<volume>30</volume>: 3.</mixed-citation>",
                "Wolf R (2012) Skin in mice. Clin Dermatol 30: 3.",
            ),
            (
                '<nlm-citation><person-group person-group-type="author"><collab>WHO</collab></person-group>\n'
                "<source>Malaria</source><edition>2nd ed</edition><publisher-loc>Geneva</publisher-loc>\n"
                "<publisher-name>WHO</publisher-name><year>2010</year></nlm-citation>",
                "WHO. Malaria. 2nd ed. Geneva: WHO. 2010",
            ),
            (
                "<element-citation><person-group><name><surname>Wei</surname></name><etal>and others</etal>"
                "</person-group>"
                "<article-title>Is it? <sup>18</sup>F &amp; <![CDATA[<b> & c]]></article-title><issue>4</issue>"
                "</element-citation>",
                "Wei, and others. Is it? 18F & <b> & c(4)",
            ),
            (
                "<element-citation><label>a)</label><source>One</source></element-citation>"
                "<element-citation><label>b)</label><source>Two</source></element-citation>",
                "One; b). Two",
            ),
            ("<note><p>See the <bold>first</bold> one.</p></note>", "See the first one."),
        ],
    )
    def test_are_told_as_their_reader_sees_them(self, entry: str, seen: str) -> None:
        found = article("<p>None.</p>", f"<ref>{entry}</ref>")
        assert [reference.raw for reference in found.references] == [seen]
        text = found.references[0].text
        assert list(text.offsets) == sorted(text.offsets)

    @pytest.mark.parametrize(
        ("label", "number"), [("7", 7), ("[7]", 7), ("7.", 7), ("(7)", 7), ("7a", 7), ("Ref. 7", 7), ("Wei 2006", 1)]
    )
    def test_have_the_number_that_is_printed(self, label: str, number: int) -> None:
        entry = f"<ref><label>{label}</label><mixed-citation>Wei A. Livers. 2006.</mixed-citation></ref>"
        reference = article("<p>None.</p>", entry).references[0]
        assert (reference.number, reference.label, reference.raw) == (number, label, "Wei A. Livers. 2006.")

    def test_of_a_second_list_go_on_unless_it_begins_again(self) -> None:
        more = LISTED.replace('id="b', 'id="c')
        unlabelled = "<ref><mixed-citation>Book. London: Press; 1999.</mixed-citation></ref>"
        goes_on = article("<p>x</p>", f"{LISTED}</ref-list><ref-list>{unlabelled}")
        assert [(each.scope, each.number) for each in goes_on.references][-1] == (0, 5)
        again = article(
            f"<p>Long [{link('2', 'b2')}]. Short [{link('1', 'c1')}].</p>", f"{LISTED}</ref-list><ref-list>{more}"
        )
        assert [(each.scope, each.number) for each in again.references][-1] == (1, 4)
        assert [citation.scope for citation in again.citations] == [0, 1]

    def test_in_lists_within_a_list_are_one_numbering(self) -> None:
        nested = f"<ref-list><title>Books</title>{LISTED}</ref-list>"
        assert [each.number for each in article("<p>x</p>", nested).references] == [1, 2, 3, 4]

    @pytest.mark.parametrize(
        "entry",
        [
            WEI,
            WEI.replace("<label>7.</label>", ""),
            WEI.replace(": a 10-year experience", "").replace("<italic>metastases</italic>", "metastases &amp; life?"),
            WEI.replace("<italic>metastases</italic>", "  metastases\n").replace("<etal/>", ""),
            WEI.replace("<italic>", "")
            .replace("</italic>", "")
            .replace("<issue>5</issue>", "<issue>5</issue> <supplement>Suppl.</supplement>")
            .replace("Greig", "M&#xfc;ller"),
            WEI.replace("</name>", "<suffix>Jr</suffix></name>", 1).replace("<etal/>", "<etal></etal>"),
            WEI.replace("<etal/>", "<collab>the Liver &amp;  Bile Group, </collab><collab>WHO</collab>"),
            WEI.replace("<issue>", "<  ><issue>").replace("<italic>", '<italic toggle="yes"><sub>2</sub>'),
            WEI.replace("<source>", "< hidden ><source><bold>Old</bold> < hidden >"),
            WEI.replace("<year>", "<season>Spring</season><trans-title>Leber</trans-title><year>"),
            WEI.replace("<etal/>", "<etal>et al.</etal>"),
            WEI.replace("</name>", "</name>, ").replace("</article-title>", "</article-title> ").replace("<etal/>", ""),
            WEI.replace("</name>", "</name>, ").replace("</source>", "</source>; in ").replace("</etal>", "<etal/>."),
            WEI.replace("</name>", "</name> and ").replace("<issue>", "(<issue>").replace("</issue>", "</issue>):"),
            WEI.replace("</name>", "</name>&#160;& ".replace("& ", "&amp; "))
            .replace("</year>", "</year>.")
            .replace("<etal/>", "<etal/>. "),
            WEI.replace("</year>", "</year>. <comment>doi: <ext-link href='x'>10.1000/x.1</ext-link>.</comment> "),
            WEI.replace("</year>", "</year>. <comment>see <bold>there</bold></comment> and <p>more</p>"),
            "<ref><citation><source>Only a book</source></citation></ref>",
            "<ref><label>3</label> <citation>Wei A <italic>et al.</italic>. <bold>Liver</bold>. </citation></ref>",
            "<ref><label>3</label> <citation>Wei A. Liver &amp; <italic>bile</italic>. Gut 2006.\n</citation></ref>",
            "<ref><citation>Wei A. < hidden ><italic>Liver</italic> <bold>7</bold></citation></ref>",
            "<ref><citation>Wei A. Liver.</citation> See there.</ref>",
            WEI.replace("</name>", "</name>, ").replace("<given-names>", "<given-names> "),
            WEI.replace("</name>", "</name>, ").replace("</surname>", " &amp; Son </surname>"),
            "<ref><citation><issue>4</issue><etal/></citation></ref>",
            "<ref><citation><etal/><year>2001</year></citation></ref>",
            ORDINARY,
            ORDINARY.replace("<name>", '<name name-style="western">'),
            ORDINARY.replace("<name><surname>Greig</surname><given-names>PD</given-names></name>", "<etal/>"),
            ORDINARY.replace("</person-group>", "<collab>WHO</collab></person-group>"),
            ORDINARY.replace("Greig</surname>", "Greig </surname>"),
            ORDINARY.replace("<given-names>AC</given-names>", "<given-names/>"),
            ORDINARY.replace("<surname>Greig", "<surname>M&#xfc;ller").replace("after", "&amp; life after"),
            ORDINARY.replace("after", "after&#160;&lt;5").replace("</source>", "</source>&#160;"),
            ORDINARY.replace("<volume>13</volume>", "<volume></volume><issue>4</issue>"),
            ORDINARY.replace("<volume>13</volume>", "<volume/><issue></issue>"),
            ORDINARY.replace(
                "<article-title>Survival after resection</article-title>", "<article-title></article-title>"
            ),
            ORDINARY.replace("<pub-id", '<comment><ext-link xlink:href="http://a.org"/></comment>< said ><pub-id'),
            ORDINARY.replace("<pub-id", "<comment>At <ext-link xlink:href='x'>a.org/2</ext-link></comment><pub-id"),
            ORDINARY.replace("<pub-id", "<comment>At <ext-link xlink:href='x'>a.org/2</ext-link>.</comment><pub-id"),
            ORDINARY.replace("16523369", "<bold>1652</bold>3369"),
            PUNCTUATED,
            PUNCTUATED.replace("</name>, <name>", "</name><name>"),
            PUNCTUATED.replace("resection", "<italic>resection</italic> of <sub>2</sub>").replace(
                "</volume>", "<x/></volume>"
            ),
            PUNCTUATED.replace("</volume>", "</volume><bold>(4)</bold>").replace(
                "</source>", "</source><bold>, II</bold>"
            ),
            PUNCTUATED.replace("</name>. ", "</name>, <collab>WHO</collab>. "),
            PUNCTUATED.replace("</name>,", "<suffix>Jr</suffix></name>,"),
            PUNCTUATED.replace(
                "</lpage>.", "</lpage>. <comment>doi: <ext-link xlink:href='x'>10.1000/x.1</ext-link></comment>"
            ),
            "<ref><citation>WHO. <ext-link xlink:href='x'>who.int</ext-link>. Seen 2006.</citation></ref>",
            "<ref><citation><ext-link xlink:href='x'>who.int</ext-link><italic>Liver</italic></citation></ref>",
            "<ref><citation>Liver: <ext-link xlink:href='x'><bold>who.int</bold></ext-link></citation></ref>",
        ],
    )
    def test_of_the_common_kind_are_read_at_once_as_they_would_be_piece_by_piece(self, entry: str) -> None:
        one, other = (Entry(entry, 30, Types(), common=common) for common in (True, False))
        assert one.text == other.text
        assert one.mapped() == other.mapped()
        assert (one.label, one.label_span, one.kind) == (other.label, other.label_span, other.kind)
        assert fields_of(one) == fields_of(other)

    @pytest.mark.parametrize(
        ("before", "one", "after"),
        [
            ("", "<collab>A</collab>", ""),
            ("<source>", "<italic>a</italic>", "</source>"),
            ("<source>", "<italic>a</italic>", ""),
            ("", "<year>1</year>. ", ""),
        ],
    )
    def test_of_the_common_kind_take_work_as_they_are_long(self, before: str, one: str, after: str) -> None:
        def reading(many: int) -> None:
            assert Entry(f"<ref><citation>{before}{one * many}{after}<p/></citation></ref>", 0, Types()).text

        assert grows_no_faster(reading, 1_000)

    def test_know_where_their_fields_stand_behind_an_et_al_whose_stop_went(self) -> None:
        entry = "<ref><citation><name><surname>Wei</surname><given-names>A</given-names></name>, <etal>et al.</etal>. "
        entry += "<article-title>Liver</article-title>. <source>Gut</source></citation></ref>"
        read = article("<p>None.</p>", entry)
        reference = read.references[0]
        assert reference.raw == "Wei A, et al. Liver. Gut"
        for name, value in (("title", "Liver"), ("container", "Gut")):
            place = reference.field_span(name)
            assert read.source.text[place.start : place.end] == value

    def test_of_books_know_where_their_title_stands(self) -> None:
        entry = '<ref><element-citation publication-type="book"><source>Livers</source></element-citation></ref>'
        read = article("<p>None.</p>", entry)
        place = read.references[0].field_span("title")
        assert read.source.text[place.start : place.end] == "Livers"
        assert set(read.references[0].fields.spans) == {"title"}

    def test_know_where_their_fields_stand(self) -> None:
        found = article("<p>None.</p>").references[0]
        spans = found.fields.spans
        assert {name: found.raw[span.start : span.end] for name, span in spans.items()} == {
            "authors": "Wei AC, Greig PD",
            "title": "Survival after hepatic resection for colorectal metastases: a 10-year experience",
            "container": "Ann Surg Oncol",
            "year": "2006",
            "volume": "13",
            "issue": "5",
            "pages": "668-676",
            "doi": "10.1245/ASO.2006.05.039",
            "pmid": "16523369",
        }
        assert len(spans) == 9

    def test_with_a_doi_that_is_only_printed_have_it(self) -> None:
        entry = (
            "<ref><mixed-citation><article-title>T</article-title>. <comment>doi: <ext-link>{}</ext-link></comment>"
            "</mixed-citation></ref>"
        )
        for doi in ("10.1371/journal.pone.0012345", "10.1002/(SICI)1097-0142(20000301)88:5"):
            assert article("<p>x</p>", entry.format(doi)).references[0].fields.doi == doi.lower()

    def test_of_people_whose_names_are_told_otherwise(self) -> None:
        entry = (
            "<ref><element-citation><string-name>A. Wei</string-name><string-name><surname>Bell</surname>, "
            "<given-names>B.</given-names> <suffix>Jr</suffix></string-name>"
            "<collab><institution>WHO</institution></collab><article-title>T</article-title></element-citation></ref>"
        )
        authors = article("<p>x</p>", entry).references[0].fields.authors
        assert [str(author) for author in authors] == ["A. Wei", "Bell B. Jr", "WHO"]

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

    def test_with_a_prefix_for_their_elements_are_read(self) -> None:
        xml = f"<article><body><p>Long [{link('1')}].</p></body><back><ref-list>{WEI}</ref-list></back></article>"
        prefixed = re.sub(r"<(/?)(?=\w)", r"<\1j:", xml).replace("<j:article", '<j:article xmlns:j="urn:x"', 1)
        found = jats.read(prefixed.encode(), "a.xml")
        assert [citation.numbers for citation in found.citations] == [(1,)]
        assert found.references[0].fields.year == 2006

    def test_whose_attributes_and_text_hold_angle_brackets_are_read(self) -> None:
        body = (
            f"<p content-type='a > b'>n > 20 [{link('1')}], <styled-content style=\"x>'y\">long</styled-content>.</p>"
        )
        found = article(body)
        assert found.citations[0].claim.sentence == "n > 20, long."

    def test_with_an_entity_of_an_outer_declaration_are_read(self) -> None:
        kind = '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS" "JATS.dtd">'
        xml = f"{kind}<article><body><p>Long&nbsp;&eacute;t&eacute; [{link('1')}].</p></body></article>"
        assert jats.read(xml.encode(), "a.xml").citations[0].claim.sentence == "Long été."

    def test_may_silence_findings_in_a_paragraph_or_an_entry(self) -> None:
        comment = "<!-- refcheck: ignore[REF101] known -->"
        found = article(
            f"<p>One [{link('1')}].</p>{comment}<p>Two [{link('2')}].</p><p>{comment}Three [{link('3')}].</p>"
        )
        covered = [found.source.text[each.covers.start : each.covers.end] for each in found.suppressions]
        assert covered[0].startswith("Two")
        assert covered[1].startswith(comment)
        assert "Three" in covered[1]

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
