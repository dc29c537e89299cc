"""Pages as common generators and publishers write them: markers, lists, links, and what is no citation."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.reading.html.pages import entry, listed, page

A = "The tumour shrank in most patients"
B = "Survival did not differ"


@dataclass(frozen=True)
class Shape:
    """A page of one generator.

    Attributes:
        body: two sentences that cite 1, and 2 with 3.
        references: the list, three entries.
        first: the numbers of the first citation.
    """

    body: str
    references: str


def each(item: str, around: str = "{}") -> str:
    return listed(3, item, around)


SHAPES = {
    "pandoc footnotes": Shape(
        f'<p>{A}.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> {B}.'
        '<a href="#fn2" class="footnote-ref" id="fnref2" role="doc-noteref"><sup>2</sup></a>'
        '<sup>,</sup><a href="#fn3" class="footnote-ref" id="fnref3" role="doc-noteref"><sup>3</sup></a></p>',
        each(
            '<li id="fn{0}"><p>{1}<a href="#fnref{0}" class="footnote-back" role="doc-backlink">↩︎</a></p></li>',
            '<section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes">'
            "<hr /><ol>{}</ol></section>",
        ),
    ),
    "pandoc citeproc": Shape(
        f'<p>{A} <span class="citation" data-cites="k1">[1]</span>. {B} '
        '<span class="citation" data-cites="k2 k3">[2,3]</span>.</p>',
        each(
            '<div id="ref-k{0}" class="csl-entry" role="listitem"><div class="csl-left-margin">{0}. </div>'
            '<div class="csl-right-inline">{1}</div></div>',
            '<div id="refs" class="references csl-bib-body" role="list">{}</div>',
        ),
    ),
    "pandoc citeproc, linked and raised": Shape(
        f'<p>{A}.<span class="citation" data-cites="k1"><sup><a href="#ref-k1" role="doc-biblioref">1</a></sup></span>'
        f' {B}.<span class="citation" data-cites="k2 k3"><sup><a href="#ref-k2" role="doc-biblioref">2</a>,'
        '<a href="#ref-k3" role="doc-biblioref">3</a></sup></span></p>',
        each(
            '<div id="ref-k{0}" class="csl-entry" role="listitem"><div class="csl-left-margin">{0}. </div>'
            '<div class="csl-right-inline">{1}</div></div>',
            '<h1 class="unnumbered" id="bibliography">Bibliography</h1>'
            '<div id="refs" class="references csl-bib-body" role="list">{}</div>',
        ),
    ),
    "manubot": Shape(
        f'<p>{A} <span class="citation" data-cites="a1">[<a href="#ref-a1" role="doc-biblioref">1</a>]</span>. {B} '
        '<span class="citation" data-cites="a2 a3">[<a href="#ref-a2" role="doc-biblioref">2</a>,'
        '<a href="#ref-a3" role="doc-biblioref">3</a>]</span>.</p>',
        each(
            '<div id="ref-a{0}" class="csl-entry"><div class="csl-left-margin">{0}. </div>'
            '<div class="csl-right-inline"><strong>Made for the test</strong> {1} '
            '<a href="https://doi.org/10.5555/m{0}">https://doi.org/10.5555/m{0}</a></div></div>',
            '<h2 class="page_break_before" id="references">References</h2>'
            '<div id="refs" class="references csl-bib-body" role="doc-bibliography">{}</div>',
        ),
    ),
    "easy footnotes (WordPress)": Shape(
        f'<p>{A}.<span id="easy-footnote-1-9" class="easy-footnote-margin-adjust"></span><span class="easy-footnote">'
        '<a href="https://example.org/post/#easy-footnote-bottom-1-9" title="Maker AB"><sup>1</sup></a></span> '
        f'{B}.<span class="easy-footnote"><a href="#easy-footnote-bottom-2-9"><sup>2</sup></a></span><sup>,</sup>'
        '<span class="easy-footnote"><a href="#easy-footnote-bottom-3-9"><sup>3</sup></a></span></p>',
        each(
            '<li class="easy-footnote-single"><span id="easy-footnote-bottom-{0}-9" '
            'class="easy-footnote-margin-adjust"></span>{1}<a class="easy-footnote-to-top" href="#easy-footnote-{0}-9">'
            "</a></li>",
            '<div class="easy-footnote-title"><h4>Notes</h4></div><ol class="easy-footnotes-wrapper">{}</ol>',
        ),
    ),
    "modern footnotes (WordPress)": Shape(
        f'<p>{A}.<sup class="modern-footnotes-footnote" data-mfn="1"><a href="javascript:void(0)">1</a></sup>'
        f'<span class="modern-footnotes-footnote__note" data-mfn="1">{entry(1)}</span> {B}.'
        '<sup class="modern-footnotes-footnote" data-mfn="2"><a href="javascript:void(0)">2,3</a></sup></p>',
        each(
            "<li><span>{0}</span><div>{1}</div></li>",
            '<h3>Sources</h3><ul class="modern-footnotes-list modern-footnotes-list--show-only-for-print">{}</ul>',
        ),
    ),
    "plain list (WordPress)": Shape(
        f"<p>{A}.<sup>1</sup> {B}.<sup>2,3</sup></p>",
        each("<li>{1}</li>", "<p><strong>References:</strong></p><ol>{}</ol><p>Posted in <a href='/c'>News</a></p>"),
    ),
    "MediaWiki": Shape(
        f'<p>{A}.<sup id="cite_ref-m1_1-0" class="reference"><a href="#cite_note-m1-1"><span class="cite-bracket">&#91;'
        f'</span>1<span class="cite-bracket">&#93;</span></a></sup> {B}.<sup id="cite_ref-4" class="reference">'
        '<a href="#cite_note-4">[note 1]</a></sup><sup id="cite_ref-m2" class="reference"><a href="#cite_note-m2-2">'
        '[2]</a></sup><sup class="reference"><a href="#cite_note-m3-3">[3]</a></sup>'
        '</p><h2><span id="Notes">Notes</span><span class="mw-editsection">[<a href="/e">edit</a>]</span></h2>'
        '<ol class="references"><li id="cite_note-4"><span class="mw-cite-backlink"><b><a href="#cite_ref-4">^</a></b>'
        "</span> <span class='reference-text'>Not counting relapses of 2009, see below.</span></li></ol>",
        each(
            '<li id="cite_note-m{0}-{0}"><span class="mw-cite-backlink">^ <a href="#cite_ref-m{0}_{0}-0"><sup><i><b>a'
            '</b></i></sup></a> <a href="#cite_ref-m{0}_{0}-1"><sup>b</sup></a></span> '
            '<span class="reference-text"><cite class="citation journal">{1}</cite></span></li>',
            '<div class="mw-heading"><h2 id="References">References</h2><span '
            'class="mw-editsection">[edit]</span></div>'
            '<div class="reflist"><div class="mw-references-wrap"><ol class="references">{}</ol></div></div>',
        ),
    ),
    "GitHub": Shape(
        f'<p>{A}.<sup><a href="#user-content-fn-1-ab" id="user-content-fnref-1-ab" data-footnote-ref="" '
        f'aria-describedby="footnote-label">1</a></sup> {B}.<sup><a href="#user-content-fn-2-ab" data-footnote-ref="">2'
        '</a></sup><sup>, </sup><sup><a href="#user-content-fn-3-ab" data-footnote-ref="">3</a></sup></p>',
        each(
            '<li id="user-content-fn-{0}-ab"><p>{1} <a href="#user-content-fnref-{0}-ab" data-footnote-backref="" '
            'aria-label="Back to reference {0}" class="data-footnote-backref">↩</a></p></li>',
            '<section data-footnotes="" class="footnotes"><h2 id="footnote-label" class="sr-only">Footnotes</h2>'
            "<ol>{}</ol></section>",
        ),
    ),
    "markdown-it": Shape(
        f'<p>{A}.<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup> {B}.'
        '<sup class="footnote-ref"><a href="#fn2" id="fnref2">[2]</a></sup>,'
        '<sup class="footnote-ref"><a href="#fn3" id="fnref3">[3]</a></sup></p>',
        each(
            '<li id="fn{0}" class="footnote-item"><p>{1} <a href="#fnref{0}" class="footnote-backref">↩︎</a></p></li>',
            '<hr class="footnotes-sep"><section class="footnotes"><ol class="footnotes-list">{}</ol></section>',
        ),
    ),
    "kramdown": Shape(
        f'<p>{A}.<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote" role="doc-noteref">1</a></sup> {B}.'
        '<sup id="fnref:2"><a href="#fn:2" class="footnote" rel="footnote">2</a></sup> '
        '<sup id="fnref:3"><a href="#fn:3" class="footnote" rel="footnote">3</a></sup></p>',
        each(
            '<li id="fn:{0}"><p>{1} <a href="#fnref:{0}" class="reversefootnote" '
            'role="doc-backlink">&#8617;</a></p></li>',
            '<div class="footnotes" role="doc-endnotes"><ol>{}</ol></div>',
        ),
    ),
    "Sphinx citations": Shape(
        f'<p>{A} <a class="reference internal" href="#id4" id="id1"><span>[1]</span></a>. {B} '
        '<a class="reference internal" href="#id5" id="id2"><span>[2]</span></a>, '
        '<a class="reference internal" href="#id6" id="id3"><span>[3]</span></a>.</p>',
        "<div class='citation-list' role='list'>"
        + "".join(
            f'<div class="citation" id="id{n + 3}" role="doc-biblioentry"><span class="label">'
            f'<span class="fn-bracket">[</span>{label}<span class="fn-bracket">]</span></span><p>{entry(n)}</p></div>'
            for n, label in (
                (1, '<a role="doc-backlink" href="#id1">1</a>'),
                (2, "2"),
                (3, '<a role="doc-backlink" href="#id3">3</a>'),
            )
        )
        + "</div>",
    ),
    "Sphinx footnotes": Shape(
        f'<p>{A} <a class="footnote-reference brackets" href="#f1" id="id1" role="doc-noteref">'
        '<span class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a>. '
        f'{B} <a class="footnote-reference brackets" href="#f2" id="id2">[2]</a>, '
        '<a class="footnote-reference brackets" href="#f3" id="id3">[3]</a>.</p>',
        each(
            '<aside class="footnote brackets" id="f{0}" role="doc-footnote"><span class="label"><span '
            'class="fn-bracket">[</span>{0}<span class="fn-bracket">]</span></span><span class="backrefs">('
            '<a role="doc-backlink" href="#id1">1</a>,<a role="doc-backlink" '
            'href="#id2">2</a>)</span><p>{1}</p></aside>',
            '<aside class="footnote-list brackets">{}</aside>',
        ),
    ),
    "old Sphinx": Shape(
        f'<p>{A} <a class="reference internal" href="#id4" id="id1">[1]</a>. {B} '
        '<a class="reference internal" href="#id5">[2]</a>, <a class="reference internal" href="#id6">[3]</a>.</p>',
        "<dl class='citation'>"
        + "".join(
            f'<dt class="label" id="id{n + 3}"><span class="brackets"><a class="fn-backref" '
            f'href="#id{n}">{n}</a></span>'
            f"</dt><dd><p>{entry(n)}</p></dd>"
            for n in (1, 2, 3)
        )
        + "</dl>",
    ),
    "jekyll-scholar": Shape(
        f'<p>{A} <a class="citation" href="#k1">[1]</a>. {B} <a class="citation" href="#k2">[2, 3]</a>.</p>',
        each('<li><span id="k{0}">{1}</span></li>', '<ol class="bibliography">{}</ol>'),
    ),
    "Word": Shape(
        f"<p class=MsoNormal>{A}.<sup>1</sup><o:p></o:p></p>\n<p class=MsoNormal>{B}.<span "
        "style='vertical-align:super'>2"
        "</span><span\nstyle='mso-text-raise:4.0pt'>,3</span><!--[if gte mso 9]><xml>[7]</xml><![endif]--></p>",
        each(
            "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span\nstyle='mso-list:"
            "Ignore'>{0}.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>{1}"
            "<o:p></o:p></p>",
            "<p class=MsoNormal><b>References<o:p></o:p></b></p>{}",
        ),
    ),
    "Word endnotes": Shape(
        f'<p class=MsoNormal>{A}.<a style=\'mso-endnote-id:edn1\' href="#_edn1" name="_ednref1" title=""><span '
        "class=MsoEndnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span "
        "class=MsoEndnoteReference>1</span><![endif]></span></span></a> "
        f'{B}.<a href="#_edn2" name="_ednref2"><span class=MsoEndnoteReference>2</span></a>'
        '<span class=MsoEndnoteReference>,</span><a href="#_edn3" name="_ednref3"><span class=MsoEndnoteReference>3'
        "</span></a></p>",
        each(
            '<div style=\'mso-element:endnote\' id=edn{0}><p class=MsoEndnoteText><a href="#_ednref{0}" name="_edn{0}" '
            'title=""><span class=MsoEndnoteReference><![if !supportFootnotes]>{0}<![endif]></span></a> {1}</p></div>',
            "<div style='mso-element:endnote-list'><br clear=all><hr align=left size=1 width=\"33%\">{}</div>",
        ),
    ),
    "LibreOffice": Shape(
        f'<p>{A}.<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> {B}.'
        '<a class="sdfootnoteanc" name="sdfootnote2anc" href="#sdfootnote2sym"><sup>2</sup></a><sup>,</sup>'
        '<a class="sdfootnoteanc" name="sdfootnote3anc" href="#sdfootnote3sym"><sup>3</sup></a></p>',
        each(
            '<div id="sdfootnote{0}"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote{0}sym" '
            'href="#sdfootnote{0}anc">{0}</a>{1}</p></div>'
        ),
    ),
    "Google Docs": Shape(
        f'<style>.c1{{color:#000}}.c4{{font-size:9pt;vertical-align:super}}</style><p class="c0"><span class="c1">{A}.'
        f'</span><span class="c4">1</span><span class="c1"> {B}.</span><span class="c4 c1">2,3</span></p>',
        each(
            '<li class="c0 li-bullet-0"><span class="c1">{1}</span></li>',
            '<p class="c0"><span class="c1">References</span></p><ol class="c5 lst-kix_1-0 start" start="1">{}</ol>',
        ),
    ),
    "PubMed Central": Shape(
        f'<p id="P1">{A} [<a href="#B1-test" class="bibr popnode" rid="B1-test">1</a>]. {B} '
        '[<a href="#B2-test" class="bibr">2</a>,<a href="#B3-test" class="bibr">3</a>]. See '
        '<a href="#F1" class="fig">4</a>.</p><figure id="F1"><figcaption>What was done.</figcaption></figure>',
        each(
            '<li id="B{0}-test"><span class="label">{0}.</span><cite>{1}</cite> [<a '
            'href="https://doi.org/10.5555/t{0}">'
            'DOI</a>] [<a href="/articles/PMC7/">PMC free article</a>] [<a '
            'href="https://pubmed.ncbi.nlm.nih.gov/99{0}/">'
            'PubMed</a>] [<a href="https://scholar.google.com/x">Google Scholar</a>]</li>',
            '<section class="ref-list" id="R1"><h2 class="pmc_sec_title">References</h2><ul class="ref-list font-sm" '
            'style="list-style-type:none">{}</ul></section>',
        ),
    ),
    "Springer": Shape(
        f'<p>{A} [<a data-track="click" data-test="citation-ref" aria-label="Reference 1" title="Maker" '
        'href="/articles/10.1/s1#ref-CR1" id="ref-link-1">1</a>]. '
        f'{B} [<a data-test="citation-ref" href="/articles/10.1/s1#ref-CR2">2</a>, '
        '<a data-test="citation-ref" href="/articles/10.1/s1#ref-CR3">3</a>]. Fig. '
        '<a data-test="figure-link" href="/articles/10.1/s1#Fig1">1</a> and [<a href="#Fig1">1</a>].</p><div '
        'id="Fig1">Figure</div>',
        each(
            '<li class="c-article-references__item js-c-reading-companion-references-item" data-counter="{0}."><p '
            'class="c-article-references__text" id="ref-CR{0}">{1}</p><p class="c-article-references__links '
            'u-hide-print">'
            '<a href="https://doi.org/10.5555%2Fs{0}" aria-label="Article reference {0}">Article</a>\xa0<a '
            'aria-label="Google Scholar reference {0}" href="http://scholar.google.com/x">Google '
            "Scholar</a>\xa0</p></li>",
            '<section aria-labelledby="Bib1" data-title="References"><div class="c-article-section" id="Bib1-section">'
            '<h2 class="c-article-section__title" id="Bib1">References</h2><div data-container-section="references">'
            '<ol class="c-article-references" data-track-component="outbound reference">{}</ol></div></div></section>',
        ),
    ),
    "PLOS": Shape(
        f'<p>{A} [<a href="#pone.1.ref001" class="ref-tip">1</a>]. {B} [<a href="#pone.1.ref002" class="ref-tip">2</a>,'
        '<a href="#pone.1.ref003" class="ref-tip">3</a>].</p>',
        each(
            '<li id="ref{0}"><span class="order">{0}.</span><span class="number"><a name="pone.1.ref00{0}" '
            'id="pone.1.ref00{0}" class="link-target"></a></span>{1} <ul class="reflinks" data-doi="10.5555/p{0}"><li>'
            '<a href="#" data-author="x">View Article</a></li><li><a href="http://scholar.google.com">Google '
            "Scholar</a>"
            "</li></ul></li>",
            '<div class="toc-section"><h2>References</h2><ol class="references">{}</ol></div>',
        ),
    ),
    "Elsevier": Shape(
        f'<p>{A} <a name="bbib1" href="#bib1" class="workspace-trigger"><span>[1]</span></a>. {B} '
        '<a name="bbib2" href="#bib2">[2]</a>, <a name="bbib3" href="#bib3">[3]</a>.</p>',
        each(
            '<dt class="label"><a href="#bbib{0}" id="ref-id-bib{0}">[{0}]</a></dt><dd class="reference" id="bib{0}">'
            '<div class="contribution"><div class="authors u-font-sans">{1}</div></div><div class="host">Part of it.'
            '</div><div class="ReferenceLinks"><a href="https://doi.org/10.5555/e{0}">View article</a><a href="/s">'
            "Google Scholar</a></div></dd>",
            '<section class="bibliography"><h2>References</h2><section><dl '
            'class="references">{}</dl></section></section>',
        ),
    ),
    "AMA": Shape(
        f'<p>{A}.<sup><a class="ref-link" href="#ref-1">1</a></sup> {B}.<sup><a class="ref-link" href="#ref-2">2</a>'
        '&ndash;<a class="ref-link" href="#ref-3">3</a></sup></p>',
        each(
            '<div class="reference"><a name="ref-{0}"></a><div class="reference-number">{0}.</div><div '
            'class="reference-content">{1}<a href="#ref-link-{0}">Return to ref {0} in article</a></div></div>',
            '<div class="h3 references-title">References</div><div class="references">{}</div>',
        ),
    ),
    "table": Shape(
        f"<p>{A} [1]. {B} [2,3].</p>",
        each(
            '<tr><td valign=top>[{0}]<td><a name="r{0}"></a>{1}',
            "<h3>References</h3><table border=0>{}</table>",
        ),
    ),
    "breaks": Shape(
        f"<P>{A} (1). {B} (2,&nbsp;3).",
        "<P><B>REFERENCES</B><BR>" + "<BR>\n".join(f"{n}. {entry(n)}" for n in (1, 2, 3)) + "<P>The end of it all.",
    ),
    "raised labels": Shape(
        f"<p>{A}.&sup1; {B}.&sup2;,&sup3;</p>".replace("&sup2;,&sup3;", "&sup2;&#8201;&sup3;"),
        each("<p><sup>{0}</sup>{1}</p>", "<h2>References</h2>{}"),
    ),
}


@pytest.mark.parametrize("name", SHAPES)
class TestAPage:
    def test_cites_what_it_shows(self, name: str) -> None:
        shape = SHAPES[name]
        citations = page(shape.body, shape.references).citations
        assert [number for citation in citations for number in citation.numbers] == [1, 2, 3]
        assert {citation.claim.sentence for citation in citations} == {f"{A}.", f"{B}."}

    def test_lists_its_entries_whole(self, name: str) -> None:
        shape = SHAPES[name]
        references = page(shape.body, shape.references).references
        assert [reference.number for reference in references] == [1, 2, 3]
        for reference in references:
            plain = reference.raw.removeprefix("Made for the test ")
            assert plain.startswith(entry(reference.number))
            rest = plain.removeprefix(entry(reference.number)).strip().removeprefix("Part of it.").strip()
            assert rest == "" or all(word.startswith("https://") for word in rest.split())

    def test_links_lead_to_the_references_of_their_numbers(self, name: str) -> None:
        shape = SHAPES[name]
        for citation in page(shape.body, shape.references).citations:
            assert all(link.number == link.target for link in citation.links)
