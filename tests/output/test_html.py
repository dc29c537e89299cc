"""The report as a page: it is complete in itself, says what the run found, and lets no article put anything in it."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from refcheck.output.html.blocks import Kind, blocks_of
from refcheck.reading import read_bytes
from tests.support.running import ARTICLE, Run
from tests.support.word import docx, entries, p
from tests.support.written import WRITERS, Written

ARTICLES = Path(__file__).parents[2] / "articles"
WITHOUT_END = frozenset({"meta", "input", "br", "hr"})
HOSTILE = (
    ARTICLE.replace("Recurrence", "<script>ran = 1</script><img src=x onerror='ran = 2'> Recurrence")
    .replace("Guidelines", '"><svg onload=ran=3> &lt;b&gt; Guidelines \x1b[31m \x0c')
    .replace("Adam R", "<iframe src='javascript:ran=4'></iframe> Adam R")
    .replace("Wei A", "</li></ul></section></script><script>ran = 5</script> Wei A")
)


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes, and whether they nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute of {tag} twice"
        self.elements.append((tag, dict(attrs)))
        if tag not in WITHOUT_END:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in {"script", "style"}:
            self.text += data

    def values(self, name: str) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get(name)) is not None]


@pytest.fixture
def shipped(run: Run) -> str:
    """The report on the articles of the project."""
    shutil.copytree(ARTICLES, "articles")
    run("check", "--locked", "--offline", "-f", "html", "-o", "report.html", "articles")
    return Path("report.html").read_text("utf-8")


def report(run: Run, name: str, content: str | bytes, *options: str) -> str:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    run("check", "--offline", "-f", "html", "-o", "report.html", *options, name)
    return Path("report.html").read_text("utf-8")


class TestThePage:
    def test_leads_nowhere_but_to_itself_and_to_dois(self, shipped: str) -> None:
        page = Page(shipped)
        identifiers = page.values("id")
        assert len(set(identifiers)) == len(identifiers)
        for href in page.values("href"):
            assert href.startswith("https://doi.org/") or href[0] == "#"
            assert href[0] != "#" or href[1:] in identifiers, href
        for name in ("aria-labelledby", "data-r", "data-f"):
            assert all(word in identifiers for value in page.values(name) for word in value.split()), name
        assert page.values("src") == page.values("style") == []
        assert "@import" not in shipped
        assert "url(" not in shipped

    def test_allows_itself_only_its_own_script_and_style(self, shipped: str) -> None:
        page = Page(shipped)
        policy = next(value for value in page.values("content") if value.startswith("default-src"))
        assert policy.startswith("default-src 'none'; script-src 'sha256-")
        assert "unsafe" not in policy
        assert [tag for tag, _ in page.elements].count("script") == 1
        assert [tag for tag, _ in page.elements].count("style") == 1

    def test_shows_every_finding_with_its_places(self, shipped: str) -> None:
        page = Page(shipped)
        cards = [attributes for tag, attributes in page.elements if tag == "article"]
        assert len(cards) == 14
        assert {"REF301", "REF210", "REF102"} <= {card["data-rule"] for card in cards}
        assert "To mend: renumber 3-8 to 4-9" in page.text
        assert "2 references of a kind Crossref does not hold" in page.text

    def test_marks_what_a_shifted_run_covers(self, shipped: str) -> None:
        marked = re.findall(r'<a id="c1-\d+" class="c error"[^>]*>([^<]*)</a>', shipped)
        assert marked == ["3,4,5", "6", "7", "8"]

    def test_shows_references_with_their_records(self, shipped: str) -> None:
        text = Page(shipped).text
        assert "Crossref record: Kahn G." in text
        assert "Record entered by hand: Wei" in text
        assert "Never cited." in text

    def test_takes_the_tags_off_raised_numbers(self, shipped: str) -> None:
        text = Page(shipped).text
        assert "<sup>" not in text
        assert "recognized it by its rash.1" in text

    def test_draws_the_alignment_of_every_article(self, shipped: str) -> None:
        assert [tag for tag, _ in Page(shipped).elements].count("svg") == 3

    def test_is_the_same_every_time(self, run: Run) -> None:
        assert report(run, "a.md", ARTICLE) == report(run, "a.md", ARTICLE)


class TestAnArticle:
    @pytest.mark.parametrize("name", sorted(WRITERS))
    def test_of_every_format_has_its_text_and_citations(self, name: str, run: Run) -> None:
        endings = {"text": "txt", "markdown": "md", "jats": "xml", "html": "html", "latex": "tex", "word": "docx"}
        written = Written([[("Fever is common", (1,)), ("Baths help", (2, 3))], [("None was cited here", ())]], 3, "[]")
        page = Page(report(run, f"a.{endings[name]}", WRITERS[name](written)))
        shown = [attributes for _, attributes in page.elements if (attributes.get("class") or "").startswith("c")]
        cited = [attributes["data-r"] for attributes in shown if "data-r" in attributes]
        assert cited == ["r0-0", "r0-1 r0-2"]
        for words in ("Fever is common", "Baths help", "None was cited here", "Fever in children after a cold bath"):
            assert words in page.text

    def test_cannot_put_elements_into_the_page(self, run: Run) -> None:
        for name in ("<img src=x onerror=ran=6>.md", "a.txt"):
            text = report(run, name, HOSTILE)
            page = Page(text)
            tags = [tag for tag, _ in page.elements]
            assert tags.count("script") == 1
            assert not {"img", "iframe"} & set(tags)
            assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
            assert "<script>ran = 1</script>" in page.text
            assert "\x0c" not in text
            assert "\x1b" not in text

    def test_without_citations_or_references_says_so(self, run: Run) -> None:
        text = Page(report(run, "a.md", "Nothing is cited here.\n")).text
        assert "no numbered citations were found; nothing was checked" in text
        assert "No reference list was found." in text

    def test_that_cites_what_is_not_there_links_nowhere(self, run: Run) -> None:
        page = Page(report(run, "a.md", ARTICLE.replace("[2]", "[9]")))
        undefined = next(attributes for _, attributes in page.elements if attributes.get("class") == "c error")
        assert (undefined.get("href"), undefined.get("tabindex")) == (None, "0")

    def test_of_word_is_told_by_paragraph(self, run: Run) -> None:
        text = Page(report(run, "a.docx", docx(p("So it is [7].") + p("And so [1]: all.") + entries(1)))).text
        assert "a.docx: paragraph 1" in text

    def test_that_cannot_be_read_is_named(self, run: Run) -> None:
        Path("b.txt").write_bytes(b"\x00\x01\x02\x00" * 40)
        Path("a.md").write_text(ARTICLE)
        run("check", "--offline", "-f", "html", "-o", "report.html", "a.md", "b.txt")
        assert "could not be read: b.txt" in Page(Path("report.html").read_text("utf-8")).text


class TestBlocks:
    def blocks(self, text: str, path: str = "a.md") -> list[tuple[Kind, str]]:
        return [(block.kind, block.text) for block in blocks_of(read_bytes(text.encode(), path))]

    def test_leave_the_references_out_once(self) -> None:
        kinds = [kind for kind, _ in self.blocks(ARTICLE)]
        assert kinds == [Kind.HEADING, Kind.PARAGRAPH, Kind.HEADING, Kind.REFERENCES]

    def test_keep_the_lines_of_lists_and_tables(self) -> None:
        kinds = {text[:1]: kind for kind, text in self.blocks("One\ntwo.\n\n- a\n- b\n\n| a | b |\n| c | d |\n")}
        assert kinds == {"O": Kind.PARAGRAPH, "-": Kind.KEPT, "|": Kind.KEPT}

    def test_have_nothing_that_joins_the_files_of_a_document(self) -> None:
        text = "\\begin{document}\nFever is common \\cite{bell}.\n\\end{document}\n"
        assert "".join(block for _, block in self.blocks(text, "a.tex")) == text.strip()

    @pytest.mark.parametrize("path", ["a.md", "a.txt"])
    def test_know_where_each_code_point_stands(self, path: str) -> None:
        text = ARTICLE.replace(" [1]", "<sup>1</sup>").replace(" [2]", "^2^").replace("\n\n", "\r\n\r\n")
        article = read_bytes(text.encode(), path)
        for block in blocks_of(article):
            assert "".join(article.source.text[offset] for offset in block.offsets) == block.text
