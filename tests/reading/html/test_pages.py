"""What a page shows and what it hides, whatever its tags lack."""

from __future__ import annotations

import pytest

from refcheck.article import MarkerStyle
from refcheck.errors import UnreadableArticle
from refcheck.reading import format_of, read_bytes
from refcheck.reading.html.tree import MOST_ELEMENTS
from tests.reading.html.pages import cited, claims, entry, listed, page


class TestMarkers:
    @pytest.mark.parametrize(
        "marker",
        [
            "<sup>2,3</sup>",
            "<SUP>2,&nbsp;3</SUP>",
            "<sup>2</sup><sup>,3</sup>",
            "<sup>2</sup><sup>3</sup>",
            "<a href=#r2><sup>2</sup></a><a href=#r3><sup>3</sup></a>",
            "<sup>2&#44;&thinsp;3</sup>",
            "<sup><a href=#r2>2</a>,<a href=#r3>3</a></sup>",
            "<sup><a href=#r2>2</a>,3</sup>",
            "<a href='#r2'><sup>2</sup></a><sup>,</sup><a href='#r3'><sup>3</sup></a>",
            "<sup><a href='other.html#r2'>2</a>&ndash;<a href='https://example.org/a#r3'>3</a></sup>",
            '<span style="font-size: 70%; vertical-align: super">2,3</span>',
            '<span class="superscript">2,3</span>',
            "&sup2;,&sup3;",
            "[2,3]",
            "[<a href=#r2>2</a>, <a href=#r3>3</a>]",
            "[<a href=#r2>2</a>]&#8211;[<a href=#r3>3</a>]",
            "(<a href=#r2>2</a>; <a href=#r3>3</a>)",
            "<a href=#r2>[2</a>,<a href=#r3>3]</a>",
            '<a role="doc-biblioref" href="#gone">2,3</a>',
            '<a class="xref-bibr" href="#%72%32">2</a>, <a class="xref-bibr" href="#r3">3</a>',
        ],
    )
    def test_are_read_in_many_shapes(self, marker: str) -> None:
        assert cited(f"<p>The tumour shrank in most patients.{marker} It did.</p>") == [(2, 3)]
        assert claims(f"<p>It did. The tumour shrank in most patients{marker}.</p>") == [
            "The tumour shrank in most patients."
        ]

    def test_links_to_figures_tables_and_notes_are_none(self) -> None:
        body = (
            '<p>The tumour shrank [<a href="#r1">1</a>]. See figure <a href="#f">2</a> and [<a href="#t">3</a>].'
            '<sup><a href="#n">4</a></sup> It did.</p><p id=f>Shrinking.</p><table id=t><td>x</table><p id=n>Most.</p>'
        )
        assert cited(body) == [(1,)]

    def test_links_like_the_others_that_lead_nowhere_are_citations(self) -> None:
        assert cited('<p>It shrank.<sup><a href="#r1">1</a></sup> It grew.<sup><a href="#r9">9</a></sup></p>') == [
            (1,),
            (9,),
        ]

    def test_a_raised_call_of_a_remark_is_no_part_of_the_sentence(self) -> None:
        body = '<p>It shrank<sup><a href="#n">a</a></sup> fast.<sup>1</sup> So<sup><a href=#n>2</a></sup> did it.</p>'
        assert claims(body + "<p id=n>Mostly.</p>") == ["It shrank fast."]

    def test_links_that_print_names_or_speak_of_references_are_none(self) -> None:
        body = '<p>As <a href="#r1">Maker 2001</a> and <a class=bibr href="#r2">reference 2</a> have it [3].</p>'
        assert cited(body) == [(3,)]

    def test_linked_ones_are_certain_where_raised_numbers_are_powers(self) -> None:
        body = '<p>It grew by 10<sup>3</sup> cells, up to 10.<sup><a href="#r4">4</a></sup> In m<sup>2</sup>.</p>'
        read = page(body)
        assert [(c.numbers, c.style) for c in read.citations] == [((4,), MarkerStyle.LINKED)]

    def test_code_formulas_and_addresses_hold_none(self) -> None:
        body = (
            "<p>It shrank [1], <code>x[2]</code> <math><mo>[</mo><mn>3</mn><mo>]</mo></math> \\(y [4]\\) $$z [5]$$ "
            '\\[a\\] <span class="math">[2]</span> http://example.org/(2) (https://example.org/3), H<sub>2</sub>O '
            "doi:10.5555/a(5)</p><pre>[2]</pre>"
        )
        assert cited(body) == [(1,)]

    def test_control_characters_do_not_show(self) -> None:
        (citation,) = page("<p>Fever fell \x07\x03[2]\x08.</p>").citations
        assert (citation.numbers, citation.claim.sentence) == ((2,), "Fever fell.")

    def test_styles_raise_by_class(self) -> None:
        style = (
            "<style>p{margin:0} .a, span.c7{font-size:8pt;vertical-align:super} div .c8{vertical-align:super}</style>"
        )
        body = (
            '<p>It shrank.<span class="c7">1</span> It grew.<span class="a">2</span> Not <span class=c8>3</span>.</p>'
        )
        assert cited(style + body) == [(1,), (2,)]


class TestText:
    def test_paragraphs_need_no_end_tag(self) -> None:
        body = "<P>One is so [1].<P>Two [2].<UL><LI>Three [3].<LI>Four [4].</UL>Five [5]."
        assert claims(body) == ["One is so.", "Two.", "Three.", "Four.", "Five."]

    def test_cells_terms_captions_and_headings_are_their_own(self) -> None:
        body = (
            "<h2>One [1]<table><caption>Two [2]<tr><th>Three [3]<td>Four [4]<tr><td>Five [5]</table>"
            "<dl><dt>Six [1]<dd>Seven [2]</dl><figure><img alt='[3]'><figcaption>Eight [3]</figcaption></figure>"
            "<blockquote>Nine [4]</blockquote><div>Ten [5]<p>Eleven [1]</p>Twelve [2]</div>"
        )
        assert claims(body) == [
            *("One", "Two", "Three", "Four", "Five", "Six"),
            *("Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"),
        ]

    def test_two_breaks_make_a_paragraph_and_one_does_not(self) -> None:
        assert claims("One is so,<br>and so [1].<br> <br />Two [2].<br></br>Three [3].") == [
            "One is so, and so.",
            "Two.",
            "Three.",
        ]

    def test_inline_tags_closed_in_the_wrong_order_lose_nothing(self) -> None:
        body = "<p><b><i>One</b> is</i> <a name=x>so<sup>1</a></sup>.</p><b><p>Two</b> is so [2].</p></i></p>Three [3]."
        assert claims(body) == ["One is so.", "Two is so.", "Three."]

    def test_a_link_that_nothing_closes_ends_with_the_next(self) -> None:
        body = '<a href="#x">Top<div>One is so <a href="#r1">[1]</a>.</div>Two is <sup>so<p>2</sup> years</p>.'
        assert cited(body) == [(1,)]

    def test_a_raised_stretch_ends_with_its_paragraph(self) -> None:
        assert cited("<p>One is so.<sup>1<p>Two is 2 years old.<sup>3</sup>") == [(1,), (3,)]

    def test_a_link_goes_on_over_paragraphs(self) -> None:
        assert cited('<div>It is so <a href="#r1">[1]<p>and so [2]</p></a>.</div>') == [(1,), (2,)]

    def test_words_show_as_in_a_browser(self) -> None:
        body = (
            "<p>  The\n\t tumour&nbsp;shrank &lt; 5 &copy mm &notanentity; 1 < 2 & 3,<wbr> meta&shy;stases\xad did [1]."
        )
        assert claims(body) == ["The tumour shrank < 5 © mm ¬anentity; 1 < 2 & 3, metastases did."]

    @pytest.mark.parametrize(
        "rest",
        [
            "",
            "<p",
            "<p>x <a href='",
            "<!-- [2]",
            "</",
            "<![CDATA[",
            '<a href="x>[2]</a>',
            "</p",
            "<?x",
            "<",
            "&",
            "<script>[2]",
        ],
    )
    def test_a_file_that_breaks_off_is_read_up_to_there(self, rest: str) -> None:
        assert cited(f"<p>One is so [1].</p>{listed()}<p>Two is", rest)[0] == (1,)

    def test_attributes_may_hold_anything(self) -> None:
        body = '<p title=\'a > b [2]\' data-x="\'" class=x/y =z>One is so [1].<a href=#r1 title="[3]>">2</a></p>'
        assert cited(body) == [(1,), (2,)]

    def test_a_comment_that_never_ends_hides_nothing(self) -> None:
        assert cited("<p>One is so <!-- [1]. > Two is so [2].") == [(2,)]


class TestHidden:
    @pytest.mark.parametrize(
        "hidden",
        [
            "<script>if (a < 3) b[2]; '</p>'</script>",
            "<style>[2]</style>",
            "<template>[2]</template>",
            "<noscript>[2]</noscript>",
            "<svg><text>[2]</text></svg>",
            "<nav>[2]</nav>",
            "<header>[2]</header>",
            "<footer>[2]</footer>",
            "<button>[2]</button>",
            "<select><option>[2]</select>",
            "<textarea><b>[2]</textarea>",
            "<div hidden>[2]</div>",
            "<div style='color: red; display:none'>[2]</div>",
            "<span style='visibility : hidden'>[2]</span>",
            "<span aria-hidden=true>[2]</span>",
            "<div role=navigation>[2]</div>",
            "<div class='x toc'>[2]</div>",
            "<div id=toc>[2]</div>",
            "<!-- [2] --><!--[if gte mso 9]>[2]<![endif]--><!----><!-->",
        ],
    )
    def test_is_no_part_of_the_article(self, hidden: str) -> None:
        assert cited(f"<p>One is so [1].</p>{hidden}<p>Two is so [3].</p>") == [(1,), (3,)]

    def test_header_and_footer_of_an_article_are_its_own(self) -> None:
        body = "<article><header>One [1].</header><section><footer>Two [2].</footer></section></article>"
        assert cited(body) == [(1,), (2,)]

    def test_a_footer_may_hold_the_references(self) -> None:
        read = page("<p>One is so [1].</p>", f"<footer>{listed()}</footer>")
        assert len(read.references) == 5

    def test_a_page_in_a_form_is_read(self) -> None:
        assert cited("<form style='x'><p>One is so [1].<input value='[2]'></form>") == [(1,)]


class TestXhtml:
    def test_closes_what_it_closes(self) -> None:
        text = (
            '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><script src="a"/></head>'
            f"<h:body><p>One is so <a id='x'/>[1]. <![CDATA[Two & <b> [2]]]>.</p>{listed()}</h:body></html>"
        )
        for name in ("a.html", "a.xhtml", "a.xml", "-"):
            assert [citation.numbers for citation in read_bytes(text.encode(), name).citations] == [(1,), (2,)]

    def test_jats_is_told_apart(self) -> None:
        assert format_of("-", b'<?xml version="1.0"?><article article-type="x"/>').name == "jats"
        assert format_of("-", b'<?xml version="1.0"?>\n<!DOCTYPE html><html/>').name == "html"
        assert format_of("-", b"<div><p>One.</p><p>Two.</p><p>Three.</p></div>").name == "html"


class TestEncodings:
    @pytest.mark.parametrize(
        ("encoding", "declaration"),
        [
            ("utf-8", ""),
            ("utf-8", "<meta charset='iso-8859-1'>"),
            ("utf-8-sig", "<meta charset='koi8-r'>"),
            ("utf-16", ""),
            ("cp1252", ""),
            ("cp1252", "<META http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>"),
            ("cp1252", "<meta charset=no-such-thing>"),
            ("cp1252", "<meta charset=rot13>"),
            ("iso8859-2", "<meta charset=iso-8859-2>"),
            ("cp1250", '<meta charset="windows-1250">'),
            ("iso8859-15", '<?xml version="1.0" encoding="iso-8859-15"?>'),
        ],
    )
    def test_are_declared_in_many_ways(self, encoding: str, declaration: str) -> None:
        data = f"{declaration}<p>Tumöre schrumpften [1].</p>{listed()}".encode(encoding)
        (citation,) = read_bytes(data, "a.html").citations
        assert citation.claim.sentence == "Tumöre schrumpften."


class TestRefused:
    def test_what_has_more_elements_than_any_article(self) -> None:
        with pytest.raises(UnreadableArticle, match="more than 150,000 elements"):
            read_bytes(b"<b>" * (MOST_ELEMENTS + 1), "a.html")

    def test_nothing_because_it_is_deep(self) -> None:
        body = "<div>" * 3000 + "<p>One is so [1].</p>" + "</div>" * 3000 + "<p>Two is so [2].</p>"
        assert cited(body) == [(1,), (2,)]


class TestSuppressions:
    @staticmethod
    def covered(body: str) -> str:
        read = page(body)
        (suppression,) = read.suppressions
        return read.source.text[suppression.covers.start : suppression.covers.end]

    COMMENT = "<!-- refcheck: ignore[REF101] as agreed -->"

    @pytest.mark.parametrize(
        "body",
        [
            "<p>One.</p><p>Two {}is [9].</p><p>Three.</p>",
            "<p>One.</p><p>{}Two is [9].</p><p>Three.</p>",
            "<p>One.</p><p>Two is [9].{}</p><p>Three.</p>",
            "<p>One.</p>\n<p>Two is [9].</p> {}\n<p>Three.</p>",
            "<p>One.</p>{}<p>Two is [9].</p><p>Three.</p>",
            "<p>One.</p>\n{}\n<p>Two is [9].</p><p>Three.</p>",
            "<p>One.</p><ul>{}<li>Two is [9].<li>Three.</ul>",
        ],
    )
    def test_a_comment_covers_the_block_that_it_stands_in_or_before_or_behind(self, body: str) -> None:
        covered = self.covered(body.format(self.COMMENT))
        assert "Two" in covered
        assert "One" not in covered
        assert "Three" not in covered

    def test_it_may_cover_one_reference(self) -> None:
        read = page("<p>One [1].</p>", f"<ol class=references><li>{entry(1)}{self.COMMENT}<li>{entry(2)}</ol>")
        assert read.references[0].span.overlaps(read.suppressions[0].covers)
        assert not read.references[1].span.overlaps(read.suppressions[0].covers)
        assert read.references[0].raw == entry(1)

    def test_a_whole_file_may_be_covered(self) -> None:
        assert self.covered("<p>One.<!-- refcheck: ignore-file -->").startswith("<!DOCTYPE")

    def test_with_nothing_after_it_it_covers_itself(self) -> None:
        read = page("<p>One.</p>\n", f"{self.COMMENT}<!-- another -->")
        assert [read.source.text[s.covers.start : s.covers.end] for s in read.suppressions] == [self.COMMENT]
