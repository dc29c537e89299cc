"""Markdown beyond CommonMark: grid tables, link definitions, long footnotes, definition lists, rules and headings."""

from __future__ import annotations

import pytest

from refcheck.article import Article
from refcheck.reading import read_bytes
from tests.reading._articles import article, cited, entries


def claims(body: str) -> list[tuple[tuple[int, ...], str]]:
    return [(found.numbers, found.claim.sentence) for found in article(body, 6, "a.md").citations]


class TestGridTables:
    TABLE = (
        "+-------+----------------+\n"
        "| Drug  | Result         |\n"
        "+=======+================+\n"
        "| One   | It works in    |\n"
        "|       | most [2].      |\n"
        "+-------+----------------+\n"
        "| Two: it does not [3].  |\n"
        "+-------+----------------+\n"
    )

    def test_every_cell_is_a_block_over_its_lines(self) -> None:
        assert claims(f"Known [1].\n\n{self.TABLE}\nThe end [4].\n") == [
            ((1,), "Known."),
            ((2,), "It works in most."),
            ((3,), "Two: it does not."),
            ((4,), "The end."),
        ]

    def test_one_without_an_end_is_text(self) -> None:
        assert cited("+---+---+\n| a | b [1] |\n\nMore [2].", name="a.md") == [(1,), (2,)]

    def test_at_the_end_of_a_file(self) -> None:
        read = read_bytes(f"Known [2].\n\n## References\n\n{entries(3)}\n\n{self.TABLE}".rstrip().encode(), "a.md")
        assert [citation.numbers for citation in read.citations] == [(2,), (2,), (3,)]


class TestLinkDefinitions:
    def test_that_links_use_are_no_references_and_the_links_no_citations(self) -> None:
        body = (
            'See [the site][9] and [that one][2]. It works [1,2].\n\n[9]: https://example.org/a "A"\n'
            "[2]: <https://example.org/b>\n"
        )
        assert claims(body) == [((1, 2), "It works.")]
        read = article(body, 3, "a.md")
        assert [reference.number for reference in read.references] == [1, 2, 3]
        assert read.citations[0].claim.before == "See the site and that one."
        assert read.source.text[slice(read.citations[0].span.start, read.citations[0].span.end)] == "[1,2]"

    def test_a_link_without_a_definition_is_what_it_says(self) -> None:
        assert cited("As [Maker said][3] and [others][2].\n\n[2]: https://example.org/b\n", name="a.md") == [(3,)]

    def test_definitions_that_only_numbers_use_may_be_references(self) -> None:
        text = "It works [1][2].\n\n[1]: https://example.org/a-2001\n[2]: https://example.org/b-2002\n"
        assert [reference.number for reference in read_bytes(text.encode(), "a.md").references] == [1, 2]

    def test_code_is_left_alone(self) -> None:
        assert cited("See [it][9] [1].\n\n```\n[x][9]\n```\n\n[9]: https://example.org/a\n", name="a.md") == [(1,)]


class TestFootnotes:
    TEXT = (
        "It works.[^1] And so.[^2]\n\n"
        "[^1]: Maker A. Made for it. J Tests. 2001;1:1-9.\n\n"
        "    {}\n\n"
        "[^2]: Other B. More of it. J Tests. 2002;2:1-9.\n\nThe end.[^1]\n"
    )

    @pytest.mark.parametrize("length", [3, 80])
    def test_indented_paragraphs_belong_to_the_note(self, length: int) -> None:
        more = "It was long before it was read. " * length
        read: Article = read_bytes(self.TEXT.format(more.strip()).encode(), "a.md")
        assert read.references[0].raw == f"Maker A. Made for it. J Tests. 2001;1:1-9. {more.strip()}"
        assert [citation.numbers for citation in read.citations] == [(1,), (2,), (1,)]


class TestDefinitionLists:
    @pytest.mark.parametrize("mark", [": ", ":   ", "~ "])
    def test_each_definition_is_a_block(self, mark: str) -> None:
        assert claims(f"A drug\n{mark}It works in most [2].\n\nAnother drug\n{mark}It does not [3].\n") == [
            ((2,), "It works in most."),
            ((3,), "It does not."),
        ]


class TestWhereTheListBegins:
    @pytest.mark.parametrize(
        "heading",
        [
            "References\n==========\n\n",
            "References\n----------\n",
            "***\n\n",
            "---\n",
            "---\n\n",
            "* * *\n\nReferences\n\n",
        ],
    )
    @pytest.mark.parametrize("label", ["{}. ", "{}\\. ", "\\[{}\\] ", "[{}] "])
    def test_after_rules_and_underlined_headings(self, heading: str, label: str) -> None:
        text = f"Known [1].\n\n{heading}{entries(4, label)}\n\n---\n\nFigure 1. The drug works [2].\n"
        read = read_bytes(text.encode(), "a.md")
        assert [reference.number for reference in read.references] == [1, 2, 3, 4]
        assert [citation.claim.sentence for citation in read.citations] == ["Known.", "The drug works."]


class TestListsInHtml:
    FIRST = "Maker A. Made for it. J Tests. 2001;1:1-9."
    SECOND = "Other B. More of it. J Tests. 2002;2:1-9."

    @pytest.mark.parametrize(
        "listed",
        [
            "<ol>\n<li>{}</li>\n<li>{}</li>\n</ol>\n",
            "<ol>\n<li><p>{}</p></li>\n\n<li>\n<p>{}</p></li>\n</ol>\n",
            "<ol><li>{}</li><li>{}</li></ol>\n",
            '<div id="refs" class="references">\n<div id="ref-a" class="csl-entry">\n'
            '<span class="csl-left-margin">1. </span><span class="csl-right-inline">{}</span>\n</div>\n'
            '<div id="ref-b" class="csl-entry">\n<div class="csl-left-margin">2. </div>\n'
            '<div class="csl-right-inline">{}</div>\n</div>\n</div>\n',
        ],
    )
    def test_show_what_a_browser_shows(self, listed: str) -> None:
        text = f"It works [1,2].\n\n## References\n\n{listed.format(self.FIRST, self.SECOND)}\nThe end [2].\n"
        read = read_bytes(text.encode(), "a.md")
        assert [(each.number, each.raw) for each in read.references] == [(1, self.FIRST), (2, self.SECOND)]
        assert text[: read.references[1].span.end].endswith("2002;2:1-9.")
        assert [citation.numbers for citation in read.citations] == [(1, 2), (2,)]

    def test_may_begin_later(self) -> None:
        text = f'It works [4].\n\n## References\n\n<ol start="4">\n<li>{self.FIRST}</li>\n<li>{self.SECOND}</li></ol>\n'
        assert [each.number for each in read_bytes(text.encode(), "a.md").references] == [4, 5]

    def test_of_steps_are_text(self) -> None:
        text = "Do it:\n\n<ol>\n<li>Open the door [1].</li>\n<li>Close it [2].</li>\n</ol>\n"
        assert cited(text, name="a.md") == [(1,), (2,)]


def test_raw_html_as_pandoc_writes_it_is_mark_up() -> None:
    body = "A drug`<sup>`{=html}®`</sup>`{=html} works`<sup>`{=html}1,2`</sup>`{=html} but `a[3]` does not [4]."
    assert claims(body) == [
        ((1, 2), "A drug® works but a[3] does not."),
        ((4,), "A drug® works but a[3] does not."),
    ]
