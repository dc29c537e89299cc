r"""What cites in LaTeX, what it prints, and what does not cite."""

from __future__ import annotations

import pytest

from refcheck.article import MarkerStyle
from tests.reading.latex._documents import article, cited, claim


class TestCommands:
    @pytest.mark.parametrize(
        "written",
        [
            "\\cite{beta}", "\\cite{ beta }", "\\cite[p.~5]{beta}", "\\cite[see][p.~5]{beta}", "\\citep*{beta}",
            "\\cite [p. 5] {beta}", "\\parencite[{[sic]} 5]{beta}", "\\autocite{beta}", "\\footcite{beta}",
            "\\onlinecite{beta}", "\\supercite{beta}", "\\citealp{beta}", "(\\citenum{beta})", "[\\citenum{beta}]",
            "\\textsuperscript{\\cite{beta}}", "$^{\\cite{beta}}$", "\\citeA{beta}", "\\mycites{beta}",
            "\\shortcite{beta}", "\\cite<see>{beta}", "\\cite{%\n  beta}", "\\fullcite{beta}",
        ],
    )  # fmt: skip
    def test_relatives_of_cite_are_citations(self, written: str) -> None:
        read = article(f"Fever came back in most of the children {written}.")
        assert [citation.numbers for citation in read.citations] == [(2,)]
        assert read.citations[0].claim.sentence == "Fever came back in most of the children."
        assert read.citations[0].style is MarkerStyle.LINKED

    def test_several_keys_are_one_citation_over_lines_too(self) -> None:
        assert cited("So it is \\cite{alpha, beta,\n   gamma}. And so \\cites{alpha}[p. 3]{delta}.") == [
            (1, 2, 3),
            (1, 4),
        ]

    def test_the_place_of_a_key_is_the_key_without_the_white_space_around_it(self) -> None:
        read = article("So it is \\cite{alpha\f,\u2009beta}.")
        names = [read.source.text[key.span.start : key.span.end] for key in read.citations[0].keys]
        assert names == ["alpha", "beta"]

    def test_citations_side_by_side_stay_two_and_a_dash_makes_a_range(self) -> None:
        assert cited("So \\cite{alpha}\\cite{beta}. Or \\cite{alpha}--\\cite{gamma}.") == [(1,), (2,), (1, 2, 3)]

    def test_packages_that_sort_give_ascending_numbers(self) -> None:
        assert cited("So \\cite{gamma,alpha}.") == [(3, 1)]
        for preamble in ("\\usepackage{cite}", "\\usepackage[numbers,sort&compress]{natbib}"):
            assert cited("So \\cite{gamma,alpha}.", preamble) == [(1, 3)]

    def test_raised_numbers_have_no_brackets(self) -> None:
        read = article("So it is.\\cite{alpha} Then.", "\\usepackage[super]{natbib}")
        assert [(c.text, c.claim.sentence) for c in read.citations] == [("1", "So it is.")]

    def test_textual_citations_name_their_authors_where_they_are_known(self) -> None:
        item = "\\bibitem[{Maker et~al.(2001)}]{alpha} Maker A. Title. J 2001."
        ending = f"\\begin{{thebibliography}}{{9}}{item}\\end{{thebibliography}}"
        (citation,) = article("As \\citet{alpha} saw, fever falls.", ending=ending).citations
        assert citation.claim.sentence == "As Maker et al. saw, fever falls."
        assert claim("As \\citet{beta} saw, fever falls.") == "As saw, fever falls."

    def test_what_only_names_a_work_or_adds_it_to_the_list_prints_no_number(self) -> None:
        assert cited("As \\citeauthor{alpha} saw. \\nocite{beta} \\nocite{*} So \\cite{gamma}.") == [(3,)]

    @pytest.mark.parametrize(
        "written",
        ["\\citestyle{nature}", "\\setcitestyle{square}", "\\cite", "\\cite{#1}", "\\cite{}", "\\incitement{alpha}",
         "\\verb|\\cite{alpha}|", "\\lstinline{\\cite}", "% \\cite{alpha}", "\\%\\\\cite{alpha}"],
    )  # fmt: skip
    def test_what_looks_like_it_and_does_not_cite(self, written: str) -> None:
        assert cited(f"Fever fell {written}\nand rose \\cite{{delta}}.") == [(4,)]

    def test_a_key_that_no_reference_has_is_a_citation_past_the_list(self) -> None:
        (citation,) = article("So \\cite{beta,lost}.").citations
        assert [(key.name, key.number) for key in citation.keys] == [("beta", 2), ("lost", 5)]

    def test_places_are_those_of_the_command_and_of_its_keys(self) -> None:
        read = article("So it is \\cite[p.~5]{beta, gamma}.")
        (citation,) = read.citations
        text = read.source.text
        assert text[citation.span.start : citation.span.end] == "\\cite[p.~5]{beta, gamma}"
        assert text[citation.digits.start : citation.digits.end] == "beta, gamma"
        assert [text[key.span.start : key.span.end] for key in citation.keys] == ["beta", "gamma"]


class TestMacros:
    @pytest.mark.parametrize(
        "definition",
        [
            "\\newcommand{\\mine}[1]{~\\cite{#1}}", "\\newcommand\\mine[1]{\\citep{#1}}", "\\def\\mine#1{\\cite{#1}}",
            "\\NewDocumentCommand{\\mine}{m}{\\cite{#1}}", "\\renewcommand*{\\mine}[1]{\\textsuperscript{\\cite{#1}}}",
        ],
    )  # fmt: skip
    def test_a_macro_that_cites_is_a_citation_where_it_is_used(self, definition: str) -> None:
        assert cited("Fever fell\\mine{beta,gamma}.", definition) == [(2, 3)]

    def test_the_argument_that_it_cites_may_be_the_second(self) -> None:
        assert cited("As \\mine{Brown}{beta} saw.", "\\newcommand{\\mine}[2]{#1 \\cite{#2}}") == [(2,)]

    def test_it_may_cite_always_the_same(self) -> None:
        assert cited("Fever fell \\both{}.", "\\newcommand{\\both}{\\cite{alpha,delta}}") == [(1, 4)]

    def test_one_that_lacks_its_argument_or_does_not_print_is_none(self) -> None:
        assert (
            cited(
                "A \\mine\n\nand \\other{alpha}.", "\\newcommand{\\mine}[1]{\\cite{#1}}\\def\\other#1{\\citestyle{#1}}"
            )
            == []
        )

    def test_macros_for_words_are_read_as_words(self) -> None:
        preamble = (
            "\\newcommand{\\hcc}{hepatic \\emph{cancer}}\n\\newcommand{\\todo}[1]{}\n"
            "\\newcommand{\\hl}[1]{\\textbf{#1}}\n"
            "\\let\\old=\\cite\n\\newenvironment{x}{\\cite{alpha}}{}\n\\newcommand{\\open"
        )
        body = "Most \\hcc{} grew\\todo{cite [3]} \\hl{fast} \\cite{alpha}."
        assert claim(body, preamble) == "Most hepatic cancer grew fast."


class TestTypedByHand:
    @pytest.mark.parametrize(
        "marker",
        ["[1,3]", "\\textsuperscript{1,3}", "$^{1,3}$", "\\up{1,3}", "$^{\\mathrm{1,3}}$", "${}^{[1,3]}$", "$^{1{,}3}$",
         "\\(^{1,3}\\)"],
    )  # fmt: skip
    def test_numbers_are_citations_as_they_are_elsewhere(self, marker: str) -> None:
        body = f"Fever fell in children.{marker} Pain did not.{marker.replace('1', '2').replace('3', '4')}"
        assert cited(body) == [(1, 3), (2, 4)]

    def test_powers_units_and_formulas_are_none(self) -> None:
        body = (
            "Of 10$^3$ cells in 5 m$^2$, $x_{[1]}$ and $[2]$ and $$[3]$$ \\[ [4] \\] "
            "grew.\\textsuperscript{1} So.$^{2}$ $^2 3$"
        )
        assert cited(body) == [(1,), (2,)]

    def test_a_list_may_be_an_enumeration_under_a_heading(self) -> None:
        items = "".join(f"\\item Maker A. On part {n}. J Tests. 200{n};1:2--3.\n" for n in (1, 2, 3))
        read = article(
            "Fever fell [2].", ending=f"\\section*{{References}}\n\\begin{{enumerate}}\n{items}\\end{{enumerate}}\n"
        )
        assert [(r.number, r.raw) for r in read.references][1] == (2, "Maker A. On part 2. J Tests. 2002;1:2–3.")
        assert [c.numbers for c in read.citations] == [(2,)]

    @pytest.mark.parametrize("between", ["\\\\\n", "\n\n", "\\newline "])
    def test_or_lines_with_labels(self, between: str) -> None:
        for label in ("[{}]", "{{[}}{}{{]}}", "{}."):
            entries = between.join(f"{label.format(n)} Maker A. On part. J Tests. 200{n};1:2--3." for n in (1, 2, 3))
            read = article("Fever fell [2].", ending=f"\\section*{{References}}\n\\noindent {entries}\n")
            assert [r.number for r in read.references] == [1, 2, 3]
