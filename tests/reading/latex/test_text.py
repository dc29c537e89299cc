r"""What of a LaTeX source is text, and how it reads."""

from __future__ import annotations

import pytest

from refcheck.reading import read_bytes
from tests.reading.latex._documents import LIST, article, cited, claim, document


class TestLetters:
    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("M\\\"uller", "Müller"), ("Mu\\~noz", "Muñoz"), ("Caf\\'{e}", "Café"), ("na{\\\"\\i}ve", "naïve"),
            ("S{\\o}rensen", "Sørensen"), ("Sm{\\aa}", "Små"), ("Stra\\ss e", "Straße"), ("\\v{S}imek", "Šimek"),
            ("\\c c", "ç"), ("\\'\\o x", "ǿx"), ("\\\"o", "ö"), ("50\\% \\& more", "50% & more"),
            ("5\\,mg", "5\u2009mg"), ("A~B", "A\xa0B"), ("1--2---3", "1–2—3"), ("``so'' `it'", "“so” ‘it'"),
            ("don't", "don't"), ("\\textdegree C", "°C"), ("\\ldots and", "… and"), ("\\o re", "øre"),
            ("$p \\leq 0.05$", "p ≤ 0.05"), ("\\(\\alpha\\)", "α"), ("H\\textsubscript{2}O", "H2O"), ("a\\-b", "ab"),
            ("\\textbf{so \\emph{it}}", "so it"), ("{\\em so} it", "so it"), ("\\textcolor{red}{so}", "so"),
            ("\\foo[1]{so}", "so"), ("\\foo [1]", "[1]"), ("\\mbox{so}", "so"), ("\\href{https://x.org}{so}", "so"),
            ("\\url{https://x.org/a_b}", "https://x.org/a_b"), ("Table~\\ref{t}", "Table\xa0X"), ("\\SI{5}{mg}", "5mg"),
            ("one\\\\two", "one two"), ("a & b", "a & b"), ("costs \\$5 and $6", "costs $5 and $6"), ("\\\"{}x", "x"),
            ("\\text{a}\\label{b}c", "ac"), ("one % gone\n  two", "one two"), ("one\\%\ntwo", "one% two"),
            ("a\\footnotemark[2] b", "a b"), ("\\begin{small}so\\end{small}", "so"), ("\\lq so\\rq", "‘so’"),
        ],
    )  # fmt: skip
    def test_commands_are_read_as_what_they_print(self, written: str, read: str) -> None:
        folded = " ".join(f"Here {read} stands.".split())
        assert claim(f"Here {written} stands \\cite{{alpha}}.") == folded

    def test_every_code_point_knows_its_place(self) -> None:
        read = article('H\\"aufig f\\"allt das Fieber \\cite{alpha}.')
        span = read.citations[0].claim.span
        assert read.source.text[span.start : span.end] == 'H\\"aufig f\\"allt das Fieber \\cite{alpha}.'


class TestBlocks:
    def test_headings_notes_captions_items_and_cells_are_blocks_of_their_own(self) -> None:
        body = (
            "\\section[Short]{A heading \\cite{alpha}}\n"
            "Text goes on\\footnote{A note \\cite{beta}.} and on \\cite{gamma}.\n"
            "\\begin{itemize}\\item One \\cite{alpha}\n\\item[(b)] Two \\cite{beta}\\end{itemize}\n"
            "\\begin{table}[ht]\\caption{A table \\cite{gamma}}"
            "\\begin{tabular}{l|c} \\hline Drug \\cite{delta} & Dose\\\\[2pt]\n"
            "\\multicolumn{2}{c}{Both \\cite{alpha}} \\\\ \\end{tabular}\\end{table}\n"
            "\\begin{description}\\item[Dose] Three \\cite{beta}\\end{description}"
        )
        assert [citation.claim.sentence for citation in article(body).citations] == [
            "A heading", "Text goes on and on.", "A note.", "One", "(b) Two", "A table", "Drug", "Both", "Dose Three",
        ]  # fmt: skip

    def test_a_paragraph_goes_on_around_formulas_and_comments(self) -> None:
        body = "It was\n% a remark\nseen that\n\\begin{equation}\n x = [1]\n\\end{equation}\nfever fell \\cite{alpha}."
        assert claim(body) == "It was seen that fever fell."

    def test_environments_that_never_end_and_groups_that_never_close_lose_nothing(self) -> None:
        assert cited("\\begin{equation} Fever {fell \\cite{alpha}. $x \\begin{verbatim} \\( \\verb|") == [(1,)]
        assert cited("\\begin{center Fever \\cite{alpha}. \\end \\iffalse \\cite{beta}", ending="") == [(1,)]

    def test_formulas_may_cite(self) -> None:
        assert cited("So $x$ is$^{\\textrm{\\cite{beta}}}$. Price $5.\n\nNext $ \\cite{alpha}.") == [(2,), (1,)]


class TestLeftOut:
    @pytest.mark.parametrize(
        "hidden",
        [
            "% \\cite{alpha}\n", "\\begin{verbatim}\n\\cite{alpha}\n\\end{verbatim}",
            "\\begin{comment}\\cite{alpha}\\end{comment}",
            "\\begin{lstlisting}[language=C]\n[1]\n\\end{lstlisting}", "\\verb+\\cite{alpha}+", "\\mintinline{c}|x[1]|",
            "\\iffalse \\cite{alpha} \\ifx a\\fi \\cite{alpha} \\fi", "\\newcommand{\\x}{\\cite{alpha}}", "\\todo{[1]}",
            "\\iffalse \\cite{alpha} \\else", "\\author{A. Maker\\textsuperscript{1,2}}", "\\newtheorem{a}{[1]}",
        ],
    )  # fmt: skip
    def test_what_is_no_text_holds_no_citations(self, hidden: str) -> None:
        assert cited(f"Fever fell {hidden} in all \\cite{{delta}}.") == [(4,)]

    def test_nor_does_the_preamble_nor_what_stands_after_the_end(self) -> None:
        assert cited("Fever fell \\cite{delta}.", "\\cite{alpha} [1]", f"{LIST}\\end{{document}} \\cite{{beta}}\n") == [
            (4,)
        ]

    def test_a_chapter_alone_is_read_from_its_beginning(self) -> None:
        read = read_bytes(b"\\chapter{One}\nFever fell \\cite{b}. Pain did not \\cite{a,b}.\n", "a.tex")
        assert [citation.numbers for citation in read.citations] == [(1,), (2, 1)]
        assert read.notes == (
            "2 keys cited, and this part of a document names no bibliography: numbered in order of citation",
        )

    def test_the_content_tells_the_format_where_no_name_does(self) -> None:
        assert read_bytes(document("Fever fell \\cite{alpha}.").encode(), "-").source.format == "latex"


class TestSuppressions:
    def test_a_comment_covers_its_block_or_the_next(self) -> None:
        body = "% refcheck: ignore[REF103] as agreed\nOne is so \\cite{beta}.\n\n"
        body += "Two is so \\cite{alpha}. % refcheck: ignore\n"
        read = article(body)
        covered = [read.source.text[each.covers.start : each.covers.end] for each in read.suppressions]
        assert [each.codes for each in read.suppressions] == [("REF103",), ()]
        assert read.suppressions[0].reason == "as agreed"
        assert covered[0].startswith("One is so")
        assert covered[1].startswith("Two is so")
        assert "One" not in covered[1]
