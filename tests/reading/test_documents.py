"""Plain text and Markdown as documents: blocks, places, mark-up, suppressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refcheck.reading import read_bytes
from tests.reading._articles import article, cited, entries

if TYPE_CHECKING:
    from refcheck.article import Article, Suppression


def covered(read: Article, suppression: Suppression) -> str:
    return read.source.text[suppression.covers.start : suppression.covers.end]


class TestPlaces:
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("name", ["a.txt", "a.md"])
    def test_line_and_column_are_right_with_every_line_end(self, end: str, name: str) -> None:
        text = f"Title{end}{end}Cells died, as was\U0001f9ec shown [1].{end}{end}References{end}{end}" + entries(
            2
        ).replace("\n", end)
        read = read_bytes(b"\xef\xbb\xbf" + text.encode(), name)
        (citation,) = read.citations
        place = read.source.position(citation.span.start)
        assert (place.line, place.column) == (3, 27)
        assert read.source.position(read.references[1].span.start).line == 8

    @settings(max_examples=60)
    @given(
        st.lists(
            st.sampled_from(
                [
                    "Cells died.1 ",
                    "[1]",
                    "<sup>2</sup>",
                    "*so*",
                    "`x`",
                    "\n\n",
                    "\r\n",
                    "- ",
                    "> ",
                    "é",
                    "1. A. 2001;1:2-3.\n",
                    "<!-- c -->",
                    "|a|b|\n|-|-|\n",
                    "&amp;",
                    "[x](#y)",
                    "\t",
                ]
            ),
            max_size=25,
        )
    )
    def test_every_span_points_at_what_it_says(self, parts: list[str]) -> None:
        text = "".join(parts)
        for name in ("a.txt", "a.md"):
            read = read_bytes(text.encode(), name)
            for citation in read.citations:
                assert (
                    citation.span.start <= citation.digits.start < citation.digits.end <= citation.span.end <= len(text)
                )
                assert str(citation.items[0].first) in text[citation.digits.start : citation.digits.end]
            for reference in read.references:
                assert reference.label == read.source.text[reference.label_span.start : reference.label_span.end]
                assert all(
                    text[at] == c or c == " " for at, c in zip(reference.text.offsets, reference.raw, strict=True)
                )


class TestText:
    def test_the_lines_of_a_wrapped_paragraph_belong_together(self) -> None:
        text = (
            "Many cancers spread to the liver and to the lung, as\n"
            "has been known for a long time in many countries of\n"
            "the world.[1] More.\n"
        )
        (citation,) = article(text, 2).citations
        assert citation.claim.sentence.startswith("Many cancers")
        assert citation.claim.sentence.endswith("of the world.")

    def test_a_line_that_ends_early_ends_its_paragraph(self) -> None:
        text = "A Title\nMany cancers spread to the liver and to the lung, as has been known.[1] More.\n"
        (citation,) = article(text, 2).citations
        assert citation.claim.sentence.startswith("Many cancers")

    def test_each_item_is_a_block_of_its_own(self) -> None:
        text = "For example:\n  • One is so. Two is so.[1]\n  • Three is so.[2]\n"
        first, second = article(text, 2).citations
        assert (first.claim.before, first.claim.sentence, first.claim.after) == ("One is so.", "Two is so.", "")
        assert second.claim.before == ""

    def test_the_sentence_around_a_flattened_marker_is_whole(self) -> None:
        first, *_ = article(
            "Some live nearly 50% at five years and 30% at 10 years.1 Others do.2 More do.3", 3
        ).citations
        assert first.claim.sentence == "Some live nearly 50% at five years and 30% at 10 years."
        assert first.claim.after == "Others do."


class TestMarkdown:
    def test_code_maths_links_and_front_matter_hold_no_citations(self) -> None:
        body = (
            "---\ntitle: A [2]\n---\n\n# Title\n\nOne [1], `x [3]`, $x_[4]$, \\(y [5]\\), ``a ` [6]``."
            "\n\n```\n[7]\n```\n\n"
            "~~~\n[8]\n~~~\n\n    x = [9];\n\n![figure [10]](a.png) <https://example.org/[11]> <!-- [12] -->\n"
        )
        assert cited(body, name="a.md") == [(1,)]

    def test_toml_front_matter_too(self) -> None:
        assert cited("+++\na = [2]\n+++\n\nOne [1].", name="a.md") == [(1,)]

    def test_front_matter_that_never_ends_is_none(self) -> None:
        assert cited("---\n\nOne [1].", name="a.md") == [(1,)]

    def test_text_that_was_only_indented_is_text(self) -> None:
        body = "Title\n\n    Many cancers spread to the liver and to the lung, as has long been known [1].\n"
        assert cited(body, name="a.md") == [(1,)]

    def test_the_claim_shows_text_without_mark_up(self) -> None:
        body = "The [cancer](/x?id=4) of *the* **liver** &amp; H~2~O in `code` __grew__ a_b_c 2 * 3.[1]"
        (citation,) = article(body, 2, "a.md").citations
        assert citation.claim.sentence == "The cancer of the liver & H2O in code grew a_b_c 2 * 3."

    def test_items_quotes_cells_and_headings_are_blocks_of_their_own(self) -> None:
        body = (
            "## A heading [1]\n\n- One is so.\n  And two [2].\n- Three [3].\n\n> Quoted and\n> more [4].\n\n"
            "| a | b |\n|---|---|\n| Cell one [5] | Cell two [6] |\n"
        )
        citations = article(body, 6, "a.md").citations
        assert [citation.claim.sentence for citation in citations] == [
            "A heading",
            "And two.",
            "Three.",
            "Quoted and more.",
            "Cell one",
            "Cell two",
        ]

    def test_lines_behind_bullets_that_markdown_does_not_know_are_blocks_too(self) -> None:
        first, second = article("For example:\n  • One is so.[1]\n  • Two is so.[2]\n", 2, "a.md").citations
        assert (first.claim.sentence, second.claim.before) == ("One is so.", "")

    def test_spans_and_divs_of_pandoc_and_roles_of_myst_are_seen_through(self) -> None:
        body = (
            "::: {.callout-note}\nThe [cancer]{.smallcaps} grew [1]{.mark}.{sup}`2` "
            "Then CO{sub}`2`, as `x`, fell.^3^\n:::\n"
            "\n:::{note} Of interest\nOthers [4]. *More _so_*.\n:::\n"
        )
        citations = article(body, name="a.md").citations
        assert [citation.numbers for citation in citations] == [(1,), (2,), (3,), (4,)]
        assert citations[0].claim.sentence == "The cancer grew."
        assert (citations[2].claim.sentence, citations[3].claim.sentence) == ("Then CO2, as x, fell.", "Others.")

    def test_html_blocks_are_text(self) -> None:
        body = "<div>\n<p>One is so<sup>1</sup>.</p><p>Two<br>is so<sup>2</sup>.</p>\n</div>"
        first, second = article(body, 2, "a.md").citations
        assert (first.claim.sentence, second.claim.sentence) == ("One is so.", "Two is so.")


class TestSuppressions:
    def test_on_a_line_of_its_own_it_covers_the_next_block(self) -> None:
        read = article(
            "One.\n\n<!-- refcheck: ignore[REF102, shifted-citations] as agreed -->\nTwo [1].\n\nThree.", 2, "a.md"
        )
        (suppression,) = read.suppressions
        assert (suppression.codes, suppression.reason) == (("REF102", "shifted-citations"), "as agreed")
        assert covered(read, suppression) == "Two [1]."

    def test_at_the_end_of_a_line_it_covers_its_block(self) -> None:
        read = article("One.\n\nTwo is so [1]. <!-- refcheck: ignore -->\n\nThree.", 2)
        (suppression,) = read.suppressions
        assert suppression.codes == ()
        assert covered(read, suppression).startswith("Two is so [1].")
        assert [citation.numbers for citation in read.citations] == [(1,)]

    def test_it_may_cover_one_reference(self) -> None:
        first, second = entries(2).split("\n")
        text = f"One [1].\n\nReferences\n\n{first}\n<!-- refcheck: ignore[REF102] -->\n{second}\n"
        for name in ("a.txt", "a.md"):
            read = read_bytes(text.encode(), name)
            assert covered(read, read.suppressions[0]) == second
            assert [reference.raw for reference in read.references] == [first[3:], second[3:]]

    def test_a_whole_file_may_be_covered(self) -> None:
        read = article("<!-- refcheck: ignore-file[REF103]: by design -->\n\nOne [1].", 2, "a.md")
        (suppression,) = read.suppressions
        assert (suppression.whole_file, suppression.reason) == (True, "by design")
        assert len(covered(read, suppression)) == len(read.source.text)

    def test_a_range_covers_everything_up_to_its_end(self) -> None:
        body = "One.\n\n<!-- refcheck: ignore-start[REF102] as agreed -->\nTwo [1].\n\n<!-- refcheck: ignore-end -->"
        (suppression,) = article(f"{body}\n\nFour.", 2, "a.md").suppressions
        assert (suppression.codes, suppression.reason, suppression.flaw) == (("REF102",), "as agreed", "")
        assert body[suppression.covers.start : suppression.covers.end] == body[6:]
        assert suppression.ended_by is not None
        assert body[suppression.ended_by.start :] == "<!-- refcheck: ignore-end -->"

    def test_ranges_nest_and_cross_by_their_codes(self) -> None:
        words = ["start[A]", "start[B, C]", "end[A]", "start", "end", "end[C B]"]
        comments = [f"<!-- refcheck: ignore-{word} -->" for word in words]
        read = article("\n\n".join(comments), 0)
        ends = [
            each.ended_by and read.source.text[each.ended_by.start : each.ended_by.end] for each in read.suppressions
        ]
        assert [each.codes for each in read.suppressions] == [("A",), ("B", "C"), ()]
        assert ends == [comments[2], comments[5], comments[4]]

    def test_a_range_without_end_or_beginning_and_a_misspelt_word_silence_nothing_and_say_so(self) -> None:
        words = ["ignore-end[A]", "ignore-start[B]", "ignore-end[A]", "ignored[C]", "look here"]
        read = article("\n\n".join(f"<!-- refcheck: {word} -->" for word in words), 0)
        assert [(each.codes, each.flaw, len(each.covers)) for each in read.suppressions] == [
            (("A",), "ends a range that never began", 0),
            (("B",), "begins a range that never ends (with ignore-end)", 0),
            (("A",), "ends a range that never began", 0),
            (("C",), "says 'ignored' and silences nothing; perhaps ignore is meant", 0),
        ]

    def test_with_nothing_after_it_it_covers_itself(self) -> None:
        read = article("One [1].\n\n<!-- refcheck: ignore -->", 0)
        assert covered(read, read.suppressions[0]) == "<!-- refcheck: ignore -->"

    def test_a_comment_that_is_only_shown_or_is_about_something_else_is_none(self) -> None:
        shown = "`<!-- refcheck: ignore -->`\n\n```\n<!-- refcheck: ignore -->\n```"
        body = f"{shown}\n\n<!-- a remark -->\n\nOne [1]. <!-- open"
        assert article(body, 0, "a.md").suppressions == ()
