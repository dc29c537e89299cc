"""References from bibliography files: their numbers, their places, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from refcheck.bibliography import WorkKind
from tests.reading.latex._documents import BIB, LIST, article, document, numbered, on_disk

if TYPE_CHECKING:
    from pathlib import Path

    from refcheck.article import Article

BODY = "So \\cite{gamma}. And so \\cite{beta,alpha}.\\nocite{delta}"


def read(folder: Path, style: str = "", preamble: str = "", body: str = BODY, **files: str) -> Article:
    """The article of a document with a bibliography file."""
    ending = f"\\bibliographystyle{{{style}}}\n\\bibliography{{refs}}\n" if style else "\\printbibliography\n"
    named = {"refs.bib": BIB} | {name.replace("_", "."): text for name, text in files.items()}
    return on_disk(folder, {"a.tex": document(body, preamble, ending), **named})


class TestOrder:
    @pytest.mark.parametrize("style", ["unsrt", "vancouver", "ieeetr", "nature", "journal-of-no-one"])
    def test_is_that_of_citation_in_styles_that_do_not_sort(self, style: str, tmp_path: Path) -> None:
        one = read(tmp_path, style)
        assert numbered(one) == [(1, "Müller Jérôm"), (2, "Brown Ben, G"), (3, "Young Zoe, O"), (4, "A page. http")]
        assert [citation.numbers for citation in one.citations] == [(1,), (2, 3)]
        assert one.notes == (
            f"no .aux or .bbl of this document is here: numbers were computed from the style's order ({style}), "
            "in order of first citation",
        )

    @pytest.mark.parametrize("style", ["plain", "abbrv", "splncs04"])
    def test_is_that_of_names_in_styles_that_sort(self, style: str, tmp_path: Path) -> None:
        one = read(tmp_path, style)
        assert [reference.raw.split()[0] for reference in one.references] == ["A", "Brown", "Müller", "Young"]
        assert one.notes[0].endswith("sorted by author, year and title")

    def test_is_told_by_the_options_of_biblatex(self, tmp_path: Path) -> None:
        named = "\\addbibresource{refs.bib}"
        for options, first in (
            ("sorting=none", "Müller"),
            ("style=vancouver", "Müller"),
            ("style=numeric-comp", "Brown"),
        ):
            one = read(tmp_path, preamble=f"\\usepackage[{options}]{{biblatex}}\n{named}")
            assert one.references[0].raw.split()[0] == first
        assert [citation.numbers for citation in one.citations] == [(2,), (1, 4)]

    def test_names_and_years_are_said_to_be_what_is_printed(self, tmp_path: Path) -> None:
        assert "prints names and years" in read(tmp_path, "apalike").notes[0]

    def test_everything_is_listed_where_everything_is_asked_for(self, tmp_path: Path) -> None:
        one = read(tmp_path, "unsrt", body="So \\cite{beta}. \\nocite{*}")
        assert [number for number, _ in numbered(one)] == [1, 2, 3, 4]


class TestCompiled:
    def test_numbers_are_those_of_the_aux_file(self, tmp_path: Path) -> None:
        aux = "\\bibcite{alpha}{7}\n\\bibcite{gamma}{{2}{1999}{{M}}{{}}}\n\\bibcite{other}{{x}{1}}\n\\bibcite{beta}{3}"
        one = read(tmp_path, "unsrt", a_aux=aux)
        assert [citation.numbers for citation in one.citations] == [(2,), (3, 7)]
        assert [reference.number for reference in one.references] == [2, 3, 7, 8]
        assert one.notes[0] == f"numbers of references are those of {tmp_path}/a.aux"
        assert "1 key cited since then (delta), numbered after its last reference" in one.notes[1]

    def test_a_list_made_by_bibtex_is_what_prints_and_the_bib_is_what_is_to_be_mended(self, tmp_path: Path) -> None:
        one = read(tmp_path, "plain", a_bbl=LIST)
        assert [citation.numbers for citation in one.citations] == [(3,), (2, 1)]
        first = one.references[0]
        assert first.raw == "Maker AB, Tester C. Made for the test, part alpha. J Tests. 2001;1:11–19."
        assert first.fields.title == "Fever in Malaria"
        assert one.source.path_at(first.span.start).endswith("refs.bib")
        assert one.notes == ("numbers of references are from the order of a.bbl",)

    def test_it_is_the_list_where_there_is_no_bib(self, tmp_path: Path) -> None:
        files = {"b.tex": document(BODY, ending="\\bibliography{lost}"), "b.bbl": LIST}
        one = on_disk(tmp_path, files, "b.tex")
        assert one.source.path_at(one.references[0].span.start).endswith("b.bbl")
        assert one.notes[0] == "the bibliography lost.bib was not read: not found"

    def test_biber_says_the_order_too(self, tmp_path: Path) -> None:
        bbl = (
            "\\refsection{0}\\datalist[entry]{none/global//global/global}\n"
            + "".join(f"\\entry{{{key}}}{{article}}{{}}\\endentry\n" for key in ("delta", "alpha", "beta", "gamma"))
            + "\\enddatalist\\endrefsection\\datalist\\entry{alpha}{book}{}"
        )
        one = read(tmp_path, preamble="\\usepackage{biblatex}\\addbibresource{refs.bib}", a_bbl=bbl)
        assert [citation.numbers for citation in one.citations] == [(4,), (3, 2)]


class TestEntries:
    def test_fields_are_read_and_known_by_their_places(self, tmp_path: Path) -> None:
        one = read(tmp_path, "unsrt")
        book, _, young, page = one.references
        text = one.source.text
        assert (book.fields.authors[0].family, book.fields.authors[0].given) == ("Müller", "Jérôme")
        assert (book.fields.title, book.fields.publisher, book.fields.kind) == (
            "Wounds & scars",
            "House",
            WorkKind.BOOK,
        )
        assert (young.fields.pages, young.fields.doi, young.fields.year) == ("41–49", "10.1000/alpha", 2004)
        shown = [text[span.start : span.end] for span in map(young.field_span, ("pages", "volume", "year", "doi"))]
        assert shown[:3] == ["41--49", "4", "2004"]
        assert young.raw == "Young Zoe, Old Adam. Fever in Malaria. J Tests. 2004;4(2):41–49. doi:10.1000/alpha"
        assert page.fields.url == "" or page.fields.url.startswith("https")
        at = one.source.position(young.span.start)
        assert (one.source.path_at(young.span.start).rpartition("/")[2], at.line, at.column) == ("refs.bib", 2, 1)

    def test_biblatex_has_names_of_its_own(self, tmp_path: Path) -> None:
        bib = (
            "@online{gamma, author={{World Health Office}}, title={Page}, url={https://x.org}, date={2011-05-04}}\n"
            "@report{beta, author={Gray, G.}, title={Report}, institution={Office}, location={Rome}, year={c. 2003}}\n"
            "@article{alpha, author={Old, A. and others}, title={Fever}, subtitle={a trial}, journaltitle={J Tests},\n"
            "  date={2004}, eprint={123456}, eprinttype={pubmed}, eid={e12}, doi={https://doi.org/10.1000/A}}\n"
            "@misc{delta, title={Preprint}, eprint={2001.01234}, archiveprefix={arXiv}, editor={Brown, B.}}"
        )
        page, report, trial, preprint = (each.fields for each in read(tmp_path, "unsrt", refs_bib=bib).references)
        assert (page.kind, page.authors[0].is_group, page.year) == (WorkKind.WEB_PAGE, True, 2011)
        assert (report.publisher, report.place, report.year) == ("Office", "Rome", 2003)
        assert (trial.title, trial.container, trial.pmid, trial.doi) == (
            "Fever: a trial",
            "J Tests",
            "123456",
            "10.1000/a",
        )
        assert (trial.authors_truncated, trial.article_number) == (True, "e12")
        assert (preprint.arxiv, preprint.authors[0].family) == ("2001.01234", "Brown")

    def test_macros_and_the_entry_above_are_looked_up(self, tmp_path: Path) -> None:
        bib = (
            "@string{jt = {J Tests}}\n@string(bad = \n@comment{@article{x, }}\n"
            "@inproceedings{gamma, author={Old, A.}, title={Talk}, crossref={book}, month = jan}\n"
            "@article{beta, author={Gray, G.}, title={Pain}, journal = jt # { Series}, year = 2001}\n"
            "@proceedings{book, title={All talks}, year={2012}, publisher={House}}\n"
        )
        talk, pain = read(tmp_path, "unsrt", refs_bib=bib).references
        assert (talk.fields.container, talk.fields.year, talk.fields.publisher) == ("All talks", 2012, "House")
        assert pain.fields.container == "J Tests Series"


class TestBroken:
    def test_what_is_broken_costs_one_entry_and_is_said(self, tmp_path: Path) -> None:
        bib = (
            "@article{gamma, title = {Never closes, year = 1999\n\n"
            "@article{beta, author={Gray, G.}, title={Pain}, year=2001}\n"
            "@article{beta, author={Else, E.}, title={Other}}\n"
            "@article{alpha, title = }\n@article{, title={No key}}\n@article{delta title}\n"
        )
        one = read(tmp_path, "unsrt", refs_bib=bib)
        assert [reference.fields.title for reference in one.references if reference.fields.title == "Pain"] == ["Pain"]
        notes = "\n".join(one.notes)
        assert f"{tmp_path}/refs.bib:1: the entry gamma never closes; what follows it is read" in notes
        assert f"{tmp_path}/refs.bib:4: the key beta stands here again; the first entry that has it counts" in notes
        assert "refs.bib:5: the entry alpha" in notes
        assert "refs.bib:6: an entry without a key was passed over" in notes

    def test_faults_without_end_are_summed_up(self, tmp_path: Path) -> None:
        notes = read(tmp_path, "unsrt", refs_bib=BIB + "@misc{alpha, title={x}}\n" * 50).notes
        assert len(notes) == 22
        assert "more of its entries are broken" in notes[-2]

    def test_an_entry_that_is_too_long_is_not_read(self, tmp_path: Path) -> None:
        one = read(tmp_path, "unsrt", refs_bib="@misc{gamma, note={" + "x" * 200_001 + "}}")
        assert "the entry gamma cannot be read: it is too long" in one.notes[0]

    def test_no_bibliography_is_said_and_the_citations_are_read(self, tmp_path: Path) -> None:
        one = on_disk(tmp_path, {"a.tex": document(BODY, ending="\\bibliography{../refs,lost}")})
        assert one.notes == (
            "the bibliography ../refs.bib was not read: only files below the article's folder are read",
            "the bibliography lost.bib was not read: not found",
        )
        assert [citation.numbers for citation in one.citations] == [(1,), (2, 3)]
        none = article(BODY, ending="")
        assert none.notes == ("4 keys cited, and this document names no bibliography: numbered in order of citation",)

    def test_accents_on_letters_without_a_dot_and_a_backslash_before_nothing_are_read(self, tmp_path: Path) -> None:
        bib = "@misc{gamma, author={Garc{\\'{\\i}}a, A.}, title={Fever \\}, note = {x}}\n"
        bib += "@misc{beta, note={Maker A. On pain. J Tests.}}"
        first, second = read(tmp_path, "unsrt", refs_bib=bib).references
        assert first.fields.authors[0].family == "García"
        assert first.fields.title.startswith("Fever")
        assert second.raw == "Maker A. On pain. J Tests"


class TestListsInTheText:
    def test_numbers_are_those_of_the_labels_or_of_the_order(self) -> None:
        ending = (
            "\\begin{thebibliography}{9}\\bibitem[7]{alpha} Maker A. One. J 2001.\n\\bibitem[{\\textit{Ma01}}]{beta}\n"
            "Maker B.\\newblock Two. J 2002. \\bibitem{}Maker C. Three. J 2003."
            "\\end{thebibliography}\nAfter \\cite{beta}."
        )
        one = article("So \\cite{alpha}.", ending=ending)
        assert [(r.number, r.raw) for r in one.references] == [
            (7, "Maker A. One. J 2001."), (2, "Maker B. Two. J 2002."), (3, "Maker C. Three. J 2003."),
        ]  # fmt: skip
        assert [citation.numbers for citation in one.citations] == [(7,), (2,)]
        assert one.source.text[one.references[0].label_span.start :].startswith("\\bibitem[7]{alpha}")

    def test_each_list_has_its_own_numbers(self) -> None:
        def part(keys: str) -> str:
            items = "".join(f"\\bibitem{{{key}}} Maker {key}. Title. J Tests 2001." for key in keys)
            return f"So \\cite{{{keys[-1]}}}.\n\\begin{{thebibliography}}{{9}}{items}\\end{{thebibliography}}\n"

        one = article(part("ab") + part("ca"), ending="")
        assert [(citation.scope, citation.numbers) for citation in one.citations] == [(0, (2,)), (1, (2,))]
        assert [reference.scope for reference in one.references] == [0, 0, 1, 1]

    def test_items_outside_the_environment_are_a_list_as_well(self) -> None:
        one = article(
            "So \\cite{b}.", ending="\\section*{References}\\bibitem{a} Maker A. One.\\bibitem{b} Maker B. Two.\n"
        )
        assert [reference.number for reference in one.references] == [1, 2]

    def test_comments_in_a_bibliography_file_silence_its_entries(self, tmp_path: Path) -> None:
        one = read(tmp_path, "unsrt", refs_bib=BIB.replace("@book", "% refcheck: ignore[REF406] old\n@book"))
        (suppression,) = one.suppressions
        assert one.source.text[suppression.covers.start :].startswith("@book{gamma")
