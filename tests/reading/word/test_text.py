"""What a Word document shows, and what of it is left out."""

from __future__ import annotations

import pytest

from refcheck.article import MarkerStyle
from refcheck.reading import read_bytes
from refcheck.source import Source
from tests.support.word import TRANSITIONAL, docx, entries, field, numbers, p, package, parts, r, read, sup


def shown(body: str, **others: str) -> list[str]:
    """The paragraphs of a document as they show."""
    return read(body, None, **others).source.text.split("\n")


def lines(source: Source) -> list[str]:
    return source.text.split("\n")


class TestShown:
    def test_each_paragraph_is_a_line(self) -> None:
        article = read(p("Cells died.") + p("") + p("Cells ", "lived."))
        assert (article.source.unit, article.source.format) == ("paragraph", "word")
        assert lines(article.source) == ["Cells died.", "", "Cells lived."]

    @pytest.mark.parametrize(
        ("inside", "text"),
        [
            (r("a") + "<w:r><w:tab/></w:r>" + r("b"), "a\tb"),
            (r("a") + "<w:r><w:br/></w:r>" + r("b"), "a b"),
            ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>3</w:t></w:r>", "1\u20113"),
            ("<w:r><w:t>co</w:t><w:softHyphen/><w:t>operate</w:t></w:r>", "cooperate"),
            ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"),
            ('<w:r><w:sym w:font="Symbol" w:char="0031"/></w:r>', "1"),
            ('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "□"),
            ('<w:r><w:sym w:font="Symbol" w:char="zz"/></w:r>', ""),
            ('<w:r><w:sym w:font="Arial" w:char="D800"/></w:r>', ""),
            (f"<w:ins>{r('new')}</w:ins>", "new"),
            (f"<w:moveTo>{r('moved')}</w:moveTo>", "moved"),
            ("<w:del><w:r><w:delText>old</w:delText></w:r></w:del>", ""),
            (f"<w:moveFrom>{r('gone')}</w:moveFrom>", ""),
            (f"<w:smartTag>{r('tagged')}</w:smartTag>", "tagged"),
            (f"<w:hyperlink>{r('linked')}</w:hyperlink>", "linked"),
            (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('controlled')}</w:sdtContent></w:sdt>", "controlled"),
            (f'<w:fldSimple w:instr=" AUTHOR ">{r("Wei")}</w:fldSimple>', "Wei"),
            (field(" PAGE ", "7"), "7"),
            (r("seen", "<w:vanish/>"), ""),
            (r("seen", '<w:vanish w:val="0"/>'), "seen"),
            (f"<w:ruby><w:rt>{r('over')}</w:rt><w:rubyBase>{r('base')}</w:rubyBase></w:ruby>", "base"),
            ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
            (
                f"<mc:AlternateContent><mc:Choice>{r('one')}</mc:Choice><mc:Choice>{r('two')}</mc:Choice>"
                f"<mc:Fallback>{r('three')}</mc:Fallback></mc:AlternateContent>",
                "one",
            ),
            (f"<mc:AlternateContent><mc:Fallback>{r('three')}</mc:Fallback></mc:AlternateContent>", "three"),
            ("<mc:AlternateContent/>", ""),
            ("<w:r><w:t>\n  laid out\n  by hand\n</w:t></w:r>", "laid out   by hand"),
        ],
    )
    def test_the_inside_of_a_paragraph(self, inside: str, text: str) -> None:
        assert shown(p(inside)) == [text]

    def test_a_deleted_paragraph_mark_joins_two_paragraphs(self) -> None:
        mark = "<w:rPr><w:del/></w:rPr>"
        assert shown(p("Cells ", properties=mark) + p("died.")) == ["Cells died."]
        assert shown(p("Cells", properties=mark)) == ["Cells"]

    def test_tables_are_read_cell_by_cell_those_inside_cells_too(self) -> None:
        inner = f"<w:tbl><w:tr><w:tc>{p('inner')}</w:tc></w:tr></w:tbl>"
        table = f"<w:tbl><w:tblPr/><w:tr><w:tc>{p('a')}</w:tc><w:tc>{inner}{p('b')}</w:tc></w:tr></w:tbl>"
        assert shown(p("before") + table + p("after")) == ["before", "a", "inner", "b", "after"]

    def test_a_deleted_row_does_not_show(self) -> None:
        row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('gone')}</w:tc></w:tr><w:tr><w:tc>{p('there')}</w:tc></w:tr>"
        assert shown(f"<w:tbl>{row}</w:tbl>") == ["there"]

    def test_rows_and_cells_in_content_controls_show(self) -> None:
        cell = f"<w:sdt><w:sdtContent><w:tc>{p('a')}</w:tc></w:sdtContent></w:sdt>"
        row = f"<w:sdt><w:sdtContent><w:tr>{cell}</w:tr></w:sdtContent></w:sdt>"
        assert shown(f"<w:tbl>{row}</w:tbl>") == ["a"]

    def test_a_text_box_follows_its_paragraph_and_is_read_once(self) -> None:
        box = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
        run = (
            f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        assert shown(p("Around", run, " it.") + p("After.")) == ["Around it.", "boxed", "After."]

    def test_a_text_box_in_a_paragraph_that_goes_on_stands_before_it(self) -> None:
        run = f"<w:r><w:pict><w:txbxContent>{p('boxed')}</w:txbxContent></w:pict></w:r>"
        assert shown(p("Around ", run, properties="<w:rPr><w:del/></w:rPr>") + p("it.")) == ["boxed", "Around it."]

    def test_blocks_in_content_controls_and_insertions_show(self) -> None:
        control = f"<w:sdt><w:sdtContent>{p('controlled')}</w:sdtContent></w:sdt><w:sdt><w:sdtPr/></w:sdt>"
        assert shown(f"{control}<w:customXml>{p('custom')}</w:customXml><w:del>{p('gone')}</w:del>") == [
            "controlled",
            "custom",
        ]

    def test_the_strict_kind_is_read_the_same(self) -> None:
        strict = {
            name: (text if isinstance(text, str) else "").replace(
                TRANSITIONAL, "http://purl.oclc.org/ooxml/wordprocessingml/main"
            )
            for name, text in parts(p("So it is", sup("1"), ".") + entries(2)).items()
        }
        assert numbers(read_bytes(package(strict), "a.docx")) == [(1,)]

    def test_a_table_of_contents_holds_neither_list_nor_citations(self) -> None:
        contents = p(field(' TOC \\o "1-3" ', "1 References [1] 2001;1:2-3")) + p("So [2].")
        assert numbers(read(contents + entries(2))) == [(2,)]
        control = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        control += f"<w:sdtContent>{p('Results [1]')}</w:sdtContent></w:sdt>"
        assert numbers(read(control + p("So [2].") + entries(2))) == [(2,)]


class TestRaised:
    STYLES = (
        '<w:style w:type="character" w:styleId="up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="child"><w:basedOn w:val="up"/></w:style>'
        '<w:style w:type="character" w:styleId="ring"><w:basedOn w:val="ring2"/></w:style>'
        '<w:style w:type="character" w:styleId="ring2"><w:basedOn w:val="ring"/></w:style>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:sz w:val="24"/></w:rPr></w:style>'
    )

    @pytest.mark.parametrize(
        ("look", "raised"),
        [
            ('<w:vertAlign w:val="superscript"/>', True),
            ('<w:vertAlign w:val="subscript"/>', False),
            ('<w:rStyle w:val="up"/>', True),
            ('<w:rStyle w:val="child"/>', True),
            ('<w:rStyle w:val="ring"/>', False),
            ('<w:rStyle w:val="up"/><w:vertAlign w:val="baseline"/>', False),
            ('<w:position w:val="6"/><w:sz w:val="16"/>', True),
            ('<w:position w:val="6"/>', False),
            ('<w:position w:val="-6"/><w:sz w:val="16"/>', False),
        ],
    )
    def test_is_what_a_run_or_its_style_says(self, look: str, raised: bool) -> None:
        article = read(p("It was shown", r("1", look), " that.") + entries(2), styles=self.STYLES)
        found = [citation.style for citation in article.citations]
        assert found == ([MarkerStyle.SUPERSCRIPT] if raised else found)
        assert (MarkerStyle.SUPERSCRIPT in found) is raised

    def test_neighbouring_runs_are_one_marker(self) -> None:
        assert numbers(read(p("So", sup("1"), sup(","), sup("2"), ".") + entries(2))) == [(1, 2)]
        assert numbers(read(p("So", sup("1"), ",", sup("2"), ".") + entries(2))) == [(1, 2)]

    def test_a_paragraph_style_may_raise_everything(self) -> None:
        styles = (
            '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:styleId="top"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        )
        article = read(
            p("So", r(" it is", '<w:vertAlign w:val="baseline"/>'), "1", style="top") + entries(2), styles=styles
        )
        assert numbers(article) == [(1,)]


class TestMarkers:
    @pytest.mark.parametrize(
        "content",
        [
            ("So it is [", "1", ", 2].", ""),
            ("So it is ", f"<w:sdt><w:sdtContent>{r('[1,2]')}</w:sdtContent></w:sdt>", "."),
            ("So it is [1,", f"<w:ins>{r('2')}</w:ins>", "<w:del><w:r><w:delText>3</w:delText></w:r></w:del>", "]."),
            ("So it is [", field(" ADDIN ZOTERO_ITEM CSL_CITATION {} ", "1,2"), "]."),
            ("So it is ", field(" ADDIN EN.CITE ", field(" ADDIN EN.CITE.DATA ", ""), "[1,2]"), "."),
            ("So it is", field(" ADDIN CSL_CITATION {} ", sup("1,2")), "."),
            ("So it is", f'<w:fldSimple w:instr=" CITATION Wei06 \\l 1033 ">{r(" [1, 2]")}</w:fldSimple>', "."),
            ("So it is ", f"<w:sdt><w:sdtPr><w:citation/></w:sdtPr><w:sdtContent>{r('(1, 2)')}</w:sdtContent></w:sdt>"),
            ("So it is ", f'<w:hyperlink r:id="c">{r("1,2")}</w:hyperlink>', "."),
        ],
    )
    def test_are_joined_from_what_shows(self, content: tuple[str, ...]) -> None:
        article = read(p(*content) + entries(2), links={"c": "https://paperpile.com/c/abc/def+ghi"})
        assert numbers(article) == [(1, 2)]

    def test_a_field_in_author_and_year_style_is_no_numbered_citation(self) -> None:
        assert numbers(read(p("So it is ", field(" ADDIN EN.CITE ", "(Wei, 2006)"), ".") + entries(2))) == []

    def test_a_raised_field_is_believed_where_a_raised_number_would_be_a_power(self) -> None:
        article = read(p("It fell to 10", field(" ADDIN ZOTERO_ITEM {} ", sup("2")), " cells.") + entries(2))
        assert numbers(article) == [(2,)]

    def test_a_field_without_end_hides_nothing(self) -> None:
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ADDIN X</w:instrText></w:r>'
        article = read(p(begin, "So it is [1].") + p("And [2].") + entries(2))
        assert numbers(article) == [(1,), (2,)]

    def test_a_field_without_result_shows_nothing(self) -> None:
        marks = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
        assert shown(p("So", marks.replace("</w:r><w:r>", "</w:r><w:r><w:t>hidden</w:t></w:r><w:r>"), " it is.")) == [
            "So it is."
        ]

    def test_what_stands_around_the_numbers_of_a_field_is_no_part_of_the_marker(self) -> None:
        article = read(p("So it is", field("ADDIN ZOTERO_ITEM {}", sup(" 1, 2. ")), "Thus.") + entries(2))
        assert [(one.numbers, one.text) for one in article.citations] == [((1, 2), "1, 2")]

    def test_a_citation_field_over_two_paragraphs_is_text(self) -> None:
        first, last = field("ADDIN ZOTERO_ITEM {}", "@").split(r("@"))
        article = read(f"<w:p>{first}{r('[1')}</w:p><w:p>{r('2]')}{last}</w:p>" + entries(2))
        assert article.source.text.startswith("[1\n2]\n")

    def test_marks_of_fields_that_never_began_are_passed_over(self) -> None:
        stray = '<w:r><w:fldChar w:fldCharType="separate"/><w:fldChar w:fldCharType="end"/></w:r>'
        assert numbers(read(p(stray, "So it is [1].", "<w:r><w:instrText>X</w:instrText></w:r>") + entries(2))) == [
            (1,)
        ]

    def test_the_claim_has_neither_list_number_nor_marker(self) -> None:
        article = read(p("First, it is so [1]. Then not.") + entries(2))
        claim = article.citations[0].claim
        assert (claim.sentence, claim.after) == ("First, it is so.", "Then not.")

    def test_positions_are_paragraphs(self) -> None:
        article = read(p("Title") + p("Cells died [2].") + entries(2))
        place = article.source.position(article.citations[0].span.start)
        assert (place.line, place.column) == (2, 12)


def test_a_macro_file_is_read_as_its_text() -> None:
    data = parts(p("So [1].") + entries(2))
    main = str(data["[Content_Types].xml"]).replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main", "vnd.ms-word.document.macroEnabled.main"
    )
    article = read_bytes(package({**data, "[Content_Types].xml": main, "word/vbaProject.bin": b"\0" * 99}), "a.docm")
    assert numbers(article) == [(1,)]


def test_headers_and_footers_are_not_read() -> None:
    assert "Head" not in read_bytes(docx(p("Body"), header1=p("Head [1]")), "a.docx").source.text
