"""Reference lists of pages: which they are, how their entries are numbered, and what is left out of an entry."""

from __future__ import annotations

import pytest

from tests.reading.html.pages import cited, entry, listed, page

BODY = "<p>The tumour shrank [1]. Survival was long [2].</p>"


def numbers(references: str, body: str = BODY) -> list[int]:
    return [reference.number for reference in page(body, references).references]


def entries(references: str, body: str = BODY) -> list[str]:
    return [reference.raw for reference in page(body, references).references]


class TestNumbers:
    @pytest.mark.parametrize(
        ("opening", "expected"),
        [
            ("<ol>", [1, 2, 3]),
            ("<ol start=7>", [7, 8, 9]),
            ("<ol start='x'>", [1, 2, 3]),
            ("<ol reversed>", [3, 2, 1]),
            ("<ol start=5 reversed>", [5, 4, 3]),
            ("<ol style='list-style-type: decimal'>", [1, 2, 3]),
        ],
    )
    def test_of_a_list_are_those_that_a_browser_shows(self, opening: str, expected: list[int]) -> None:
        assert numbers(listed(3, around=f"<h2>References</h2>{opening}{{}}</ol>")) == expected
        assert numbers(listed(3, around=f"<div class=references>{opening}{{}}</ol></div>")) == expected

    def test_of_an_item_may_be_set(self) -> None:
        items = f"<li>{entry(1)}<li value=5>{entry(2)}<li>{entry(3)}"
        assert numbers(f"<ol class=references>{items}</ol>") == [1, 5, 6]

    @pytest.mark.parametrize("around", ["<ol>{}</ol>", "<ul>{}</ul>", "<ul style='list-style:none'>{}</ul>", "{}"])
    @pytest.mark.parametrize("label", ["{0}. ", "[{0}] ", "({0}) ", "<b>{0}.</b> ", "<span>{0})</span>&nbsp;"])
    def test_that_are_typed_are_what_counts(self, around: str, label: str) -> None:
        item = f"<li>{label}{{1}}</li>" if "l>" in around else f"<p>{label}{{1}}</p>"
        for heading in ("<h3>References</h3>", "<section class='references'>"):
            references = page(BODY, heading + listed(3, item, around)).references
            assert [reference.number for reference in references] == [1, 2, 3]
            assert [reference.raw for reference in references] == [entry(1), entry(2), entry(3)]

    def test_go_on_where_a_list_goes_on(self) -> None:
        second = "".join(f"<li>{entry(n)}" for n in (3, 4))
        read = page(BODY, f"{listed(2)}<p>More of them:</p><ol class=references start=3>{second}</ol>")
        assert [reference.number for reference in read.references] == [1, 2, 3, 4] or len(read.scopes) == 1

    def test_of_entries_without_one_go_on_from_the_last(self) -> None:
        items = f"<li>[1] {entry(1)}<li>{entry(2)}<li>[3] {entry(3)}"
        read = page(BODY, f"<ul class=references>{items}</ul>").references
        assert [(each.number, each.label) for each in read] == [(1, "[1]"), (2, ""), (3, "[3]")]

    def test_without_dots_are_numbers_where_all_entries_have_them(self) -> None:
        assert numbers("<ul class=references>" + "".join(f"<li>{n} {entry(n)}" for n in (1, 2, 3)) + "</ul>") == [
            1,
            2,
            3,
        ]

    @pytest.mark.parametrize("kind", ["type=a", "style='list-style: upper-roman'", "class='list-unstyled references'"])
    def test_are_not_computed_where_none_show(self, kind: str) -> None:
        read = page(BODY, f"<ol {kind} class=references><li>{entry(1)}<li>{entry(2)}</ol>").references
        assert [(each.number, each.label) for each in read] == [(1, ""), (2, "")]


class TestEntries:
    def test_lose_the_buttons_behind_them(self) -> None:
        buttons = (
            "[<a href='/x'>PubMed</a>] [<a href='http://scholar.google.com/'>Google Scholar</a>] "
            "(<a href=#>View Article</a>)"
            " | <a href='https://doi.org/10.5555/12345'>Crossref</a>"
        )
        found = entries(f"<ol class=references><li>{entry(1)} {buttons}<li>{entry(2)} [PubMed] [Google Scholar]</ol>")
        assert found == [f"{entry(1)} https://doi.org/10.5555/12345", entry(2)]

    def test_keep_what_is_printed_as_text(self) -> None:
        assert entries(f"<ol class=references><li>{entry(1)} doi:10.5555/1 [doi]<li>{entry(2)}</ol>")[0].endswith(
            "[doi]"
        )

    def test_keep_an_identifier_that_only_a_button_has(self) -> None:
        pubmed = "<a href='https://pubmed.ncbi.nlm.nih.gov/11111111/'>PubMed</a>"
        doi = "<a href='https://doi.org/10.5555&#47;2'>CrossRef</a>"
        (first, second, third) = page(
            BODY,
            f"<ol class=references><li>{entry(1)} {pubmed}<li>{entry(2)} {doi}"
            f"<li>{entry(3)} doi:10.5555/3 <a href='https://doi.org/10.5555/3'>DOI</a></ol>",
        ).references
        assert (first.fields.pmid, second.fields.doi, third.fields.doi) == ("11111111", "10.5555/2", "10.5555/3")
        assert third.raw.count("10.5555") == 1
        assert page(BODY).source.text.count("10.5555") == 0

    @pytest.mark.parametrize("back", ["↩", "&#8617;&#xfe0e;", "^", "↑ ", "Jump up", "back to text", "<b>a</b>"])
    def test_lose_links_back_to_the_text(self, back: str) -> None:
        link = f'<a href="#cite_ref-1">{back}</a>'
        for item in (f"<li>{{1}} {link}", f"<li>{link} {{1}}"):
            assert entries(listed(2, item, "<ol class=references>{}</ol>")) == [entry(1), entry(2)]

    def test_keep_a_link_back_that_is_their_label(self) -> None:
        item = '<p><a href="#cite{0}" class="backlink">{0}</a> {1}</p>'
        assert numbers(listed(3, item, "<h2>References</h2>{}")) == [1, 2, 3]

    def test_keep_titles_that_are_links(self) -> None:
        item = '<li>Maker A. <a href="https://doi.org/10.5555/{0}">Made for the test.</a> J Tests. 2001;1:2-3.'
        assert entries(listed(2, item)) == ["Maker A. Made for the test. J Tests. 2001;1:2-3."] * 2

    def test_may_have_paragraphs_lists_and_breaks(self) -> None:
        second = "Maker A.<br>Tests of it.<ol type=a><li>One. 2001;1:2-3.</ol>"
        items = f"<li><p>{entry(1)}</p><p>Available online.</p><li>{second}"
        assert entries(f"<ol class=references>{items}</ol>") == [
            f"{entry(1)} Available online.",
            "Maker A. Tests of it. One. 2001;1:2-3.",
        ]
        assert entries(f"<h2>References</h2><ol>{items}</ol>")[0] == f"{entry(1)} Available online."

    def test_may_have_labels_that_are_raised(self) -> None:
        read = page(BODY, listed(2, "<li><sup>{0}</sup>{1}", "<ul class=references>{}</ul>")).references
        assert [(each.number, each.label, each.raw) for each in read] == [(1, "1", entry(1)), (2, "2", entry(2))]

    def test_empty_ones_are_none(self) -> None:
        assert numbers(f"<ol class=references><li>{entry(1)}<li><li>{entry(3)}<li>[<a href=x>PubMed</a>]</ol>") == [
            1,
            3,
        ]

    @pytest.mark.parametrize("around", ["<section id=references><ol>{}</ol></section>", "<ol>{}</ol>"])
    def test_of_which_only_buttons_are_left_make_no_list(self, around: str) -> None:
        items = "<li id=r1>[PubMed]</li><li id=r2>[Crossref]</li>"
        calls = "<p>It was so <a href=#r1>1</a>, and so <a href=#r2>2</a>.</p>"
        assert "".join(entries(around.format(items), calls)) == ""

    def test_know_the_ids_that_lead_to_them(self) -> None:
        body = "<p>One [<a href=#a>1</a>]. Two [<a href=#b>2</a>]. Three [<a href=#c>3</a>].</p>"
        for around in ("<ol class=references>{}</ol>", "<h2>References</h2><ol>{}</ol>"):
            items = f"<li id=a>{entry(1)}<li><a name=b></a>{entry(2)}<li>{entry(3)} <span id=c></span><li>{entry(4)}"
            links = [citation.links[0].target for citation in page(body, around.format(items)).citations]
            assert links == [1, 2, 3]

    def test_an_anchor_before_a_paragraph_leads_to_it(self) -> None:
        body = "<p>One [<a href=#a1>1</a>]. Two [<a href=#a2>2</a>].</p>"
        references = listed(2, '<a name="a{0}"></a><p>[{0}] {1}</p>', "<h2>References</h2>{}")
        assert [citation.links[0].target for citation in page(body, references).citations] == [1, 2]

    def test_an_anchor_in_a_line_leads_to_it(self) -> None:
        body = "<p>One [<a href=#a1>1</a>]. Two [<a href=#a2>2</a>].</p>"
        references = listed(2, '[{0}] <a name="a{0}"></a>{1}<br>', "<p>References<br>{}")
        assert [citation.links[0].target for citation in page(body, references).citations] == [1, 2]


class TestWhichLists:
    def test_steps_are_none(self) -> None:
        body = "<ol><li>Open the box [1].<li>Take the medicine out [2].<li>Close it.</ol>"
        assert cited(body) == [(1,), (2,)]
        assert len(page(body).references) == 5

    def test_one_that_numbers_link_to_needs_no_heading(self) -> None:
        body = '<p>One <a href="#k1">[1]</a>, two <a href="#k2">[2]</a>.</p>'
        references = listed(2, '<li id="k{0}">{1}', "<p>What we read</p><ul>{}</ul>")
        assert numbers(references, body) == [1, 2]

    def test_what_stands_around_it_stays_text(self) -> None:
        body = "<p>Before it [1].<br>References<br>1. " + entry(1) + "<br>2. " + entry(2) + "<br><br>After it all.</p>"
        read = page(body, "")
        assert [reference.raw for reference in read.references] == [entry(1), entry(2)]
        assert [citation.claim.sentence for citation in read.citations] == ["Before it."]

    def test_footnotes_are_no_references_where_a_list_is(self) -> None:
        notes = '<section class="footnotes"><ol><li id="fn1">Mostly women, as in 2001.</ol></section>'
        body = '<p>It shrank.<a href="#fn1" class="footnote-ref"><sup>1</sup></a> It grew [2]. It went [1].</p>'
        assert cited(body, listed() + notes) == [(2,), (1,)]
        assert cited(body, listed(around="<ol class=references>{}</ol>") + notes) == [(2,), (1,)]

    def test_footnotes_that_are_remarks_are_no_references(self) -> None:
        notes = '<section class="footnotes"><ol><li id="fn1">Mostly women.<li id="fn2">Mostly men.</ol></section>'
        body = '<p>It shrank.<a href="#fn1" class="footnote-ref"><sup>1</sup></a></p>'
        assert numbers(notes, body) == []

    def test_numbering_may_restart_in_every_section(self) -> None:
        for around in ("<h3>References</h3><ol>{}</ol>", "<ol class=references>{}</ol>"):
            text = f"<h2>A</h2><p>One [2].</p>{listed(2, around=around)}<h2>B</h2><p>Two [1].</p>"
            read = page(text, listed(3, around=around))
            assert [(citation.numbers, citation.scope) for citation in read.citations] == [((2,), 0), ((1,), 1)]
            assert [len(scope.references) for scope in read.scopes] == [2, 3]

    def test_layout_around_a_list_is_no_list(self) -> None:
        many = listed(40, around="<ol class=references>{}</ol>")
        read = page(BODY, f"<div class=references><ul><li>{many}</ul></div>")
        assert len(read.references) == 40

    def test_buttons_in_a_list_of_their_own_are_no_list(self) -> None:
        buttons = "".join(f"<li><a href=/x>{name}</a>" for name in ("View Article", "PubMed", "Google Scholar"))
        found = page("<p>It shrank [1].</p>", f"<ol class=references><li>{entry(1)}<ul>{buttons}</ul></ol>").references
        assert [reference.raw for reference in found] == [entry(1)]

    def test_lists_within_an_item_show_no_numbers_of_their_own(self) -> None:
        items = f"<li>{entry(1)}<div><ol><li>Part of it.</ol></div><li>{entry(2)}<dl></dl>"
        assert numbers(f"<h2>References</h2><ol>{items}</ol>") == [1, 2]

    def test_long_items_and_items_of_many_paragraphs_are_no_entries(self) -> None:
        for item in (f"<li>{entry(1)} {'Word went on. ' * 500}", f"<li>{entry(1)}{'<p>Word.</p>' * 70}"):
            assert numbers(f"<div class=references><ul>{item}</ul></div>", "<p>One.</p>") == []

    def test_rows_of_data_are_none(self) -> None:
        rows = "".join(f"<tr><td>{n}<td>{n * 7} patients" for n in range(1, 9))
        assert len(page(f"{BODY}<table>{rows}</table>").references) == 5
