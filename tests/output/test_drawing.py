"""The picture of claims against references: lines that fit a terminal, and documents that any viewer opens."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest
from PIL import Image

from refcheck.article import Article
from refcheck.errors import UsageError
from refcheck.output.drawing import png, svg, terminal
from refcheck.output.drawing.words import columns, fitted
from refcheck.reading import read_bytes

SVG = "{http://www.w3.org/2000/svg}"
LIVER = Path(__file__).parents[2] / "articles" / "liver-metastases.txt"
# Words that have nothing in common, one for each reference of a long list.
SUBJECTS = [f"{first}{second}ology" for first in ("bal", "cer", "dom", "fin", "gur", "hel", "jan", "kor", "lum", "mer")
            for second in ("ab", "ec", "id", "of", "ug", "yt", "as", "ez")]  # fmt: skip


def read(text: str) -> Article:
    """An article written in Markdown."""
    return read_bytes(text.encode(), "a.md")


def long_article(*, inserted_before: int = 0) -> Article:
    """Eighty claims and their references, one of which was put into the list without renumbering."""
    text = "".join(f"Much has been learnt from {subject} of late [{at}].\n\n" for at, subject in enumerate(SUBJECTS, 1))
    works = [f"Doe J. A study of {subject}. J Stud. 2001;1:1-2." for subject in SUBJECTS]
    if inserted_before:
        works.insert(inserted_before - 1, "Roe J. Something else entirely. J Stud. 2003;1:1-2.")
    return read(text + "## References\n\n" + "".join(f"{at}. {work}\n" for at, work in enumerate(works, 1)))


def lines_of(article: Article, width: int) -> list[str]:
    """The picture in a terminal, without colours."""
    return click.unstyle(terminal.render(article, width=width)).splitlines()


@pytest.fixture(scope="module")
def liver() -> Article:
    """The article whose numbers from the second 3 on are one too low."""
    return read_bytes(LIVER.read_bytes(), "liver.txt")


@pytest.fixture(scope="module")
def long() -> Article:
    """Eighty references, from the 31st on one too many."""
    return long_article(inserted_before=31)


class TestTerminal:
    def test_shows_the_second_diagonal_with_its_bracket(self, liver: Article) -> None:
        lines = lines_of(liver, 80)
        assert [line[:29].rstrip() for line in lines if re.match(r" +[678]  ", line)] == [
            "   6          · ○ █     │ +1",
            "   7          ·   ○ █ ░ │",
            "   8          ·     ○ █ ┘",
        ]
        assert "  a stretch of the text:" in lines
        assert "+1: 3-8 should be 4-9, in a stretch of the text (confidence 0.99)" in lines

    def test_names_what_fits_and_the_words_that_say_so(self, liver: Article) -> None:
        assert any(line.endswith("→ 7 Wei 2006: metastases, resection, survival") for line in lines_of(liver, 80))

    @pytest.mark.parametrize("width", [20, 40, 80, 120])
    def test_no_line_is_longer_than_the_terminal(self, width: int, liver: Article, long: Article) -> None:
        for article in (liver, long):
            assert max(map(columns, lines_of(article, width))) <= width

    def test_a_long_list_is_cut_into_blocks_along_its_diagonal(self, long: Article) -> None:
        lines = lines_of(long, 80)
        rows = [line for line in lines if re.match(r" +[0-9]+  ", line) and re.search("[●•○]", line)]
        assert [int(line.split()[0]) for line in rows] == list(range(1, 81))
        assert sum(line.count("┐") for line in rows) == sum(line.count("┘") for line in rows) == 1
        assert all("█" in line for line in rows[31:-1])

    def test_a_wide_terminal_has_the_whole_list_side_by_side(self) -> None:
        assert "      " + "1234567890" * 8 in lines_of(long_article(), 120)

    def test_a_number_that_is_not_in_the_list_is_marked(self, liver: Article) -> None:
        lines = lines_of(read(long_article().source.text.replace("[80]", "[99]")), 120)
        assert any(re.match(r"  99  .*×", line) for line in lines)
        assert "  ×    the number printed, which is not in the list" in lines
        assert not any("×" in line for line in lines_of(liver, 80))

    def test_says_that_nothing_is_off(self) -> None:
        assert "No run of numbers that is off was found." in lines_of(long_article(), 80)

    def test_a_list_of_which_few_are_cited_fits_as_well(self) -> None:
        body, cut, rest = long_article().source.text.partition("## References")
        some = read("\n\n".join(body.split("\n\n")[::7]) + "\n\n" + cut + rest)
        assert max(map(columns, lines_of(some, 60))) <= 60

    def test_notes_on_the_reading_come_first(self, liver: Article) -> None:
        lines = lines_of(replace(liver, notes=("numbers are computed",)), 100)
        assert lines[1] == "numbers are computed"

    def test_wide_letters_count_for_two_columns(self) -> None:
        assert columns("肝転移 x") == 8
        assert columns(fitted("肝転移" * 20, 20)) <= 20


class TestSVG:
    def test_is_one_document_that_needs_no_other(self, liver: Article) -> None:
        document = svg.render(liver)
        root = ElementTree.fromstring(document)  # noqa: S314 (our own)
        assert root.tag == f"{SVG}svg"
        assert not re.search(r"href|<script|@import|url\(", document)
        assert root.findtext(f"{SVG}title") == "Claims against references: liver.txt"
        assert "3-8 should be 4-9" in str(root.findtext(f"{SVG}desc"))

    def test_tells_claims_and_references_where_one_points(self, liver: Article) -> None:
        root = ElementTree.fromstring(svg.render(liver))  # noqa: S314 (our own)
        titles = [element.text or "" for element in root.iter(f"{SVG}title")]
        assert any(title.startswith("7 Wei 2006, Survival After Hepatic") for title in titles)
        assert any("times likelier than 6, which is cited" in title for title in titles)
        assert any("nearly 30% at 10 years" in title for title in titles)

    def test_has_colours_for_a_dark_ground(self, liver: Article) -> None:
        assert "@media (prefers-color-scheme: dark)" in svg.render(liver)

    def test_survives_markup_and_control_characters(self) -> None:
        article = long_article()
        hostile = article.source.text.replace("balabology", "</text><script>\x1b[31m\u202e & ]]>")
        root = ElementTree.fromstring(svg.render(read(hostile)))  # noqa: S314 (our own)
        assert not list(root.iter(f"{SVG}script"))

    def test_is_the_same_every_time(self, liver: Article) -> None:
        assert svg.render(liver) == svg.render(liver)


class TestPNG:
    def test_is_a_picture_of_the_size_of_the_svg_twice(self, liver: Article) -> None:
        image = Image.open(BytesIO(png.render(liver)))
        size = re.search(r'width="(\d+)" height="(\d+)"', svg.render(liver))
        assert size is not None
        assert (image.format, image.size) == ("PNG", (2 * int(size[1]), 2 * int(size[2])))
        colours = image.getcolors(1 << 20)
        assert colours is not None
        assert {(232, 89, 12), (31, 111, 196)} <= {colour for _, colour in colours}

    def test_letters_that_a_font_lacks_are_written_plainer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(png, "_FONTS", ())
        lettering = png._Lettering(22, bold=False)
        assert lettering.spelt("Bouché 5–6 → 肝") == "Bouche 5-6 > ?"

    def test_without_pillow_it_says_what_to_install(self, liver: Article, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "PIL", None)
        with pytest.raises(UsageError, match=r"python -m pip install 'article-refcheck\[png\]'"):
            png.render(liver)

    def test_a_picture_that_is_too_large_is_refused(self, liver: Article, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(png, "MOST_PIXELS", 1000)
        with pytest.raises(UsageError, match="too many for a PNG: write an SVG"):
            png.render(liver)


class TestSeveralNumberings:
    TEXT = "\n".join(
        f"# Part {part}\n\nThe Barthel index was used [1]. Sleep was rated [2]. Pain was scored [3].\n\n"
        "## References\n\n1. Mahoney F. The Barthel index. Md Med J. 1965;14:61-5.\n"
        "2. Buysse D. Rating of sleep. Psychiatry Res. 1989;28:193-213.\n"
        "3. Melzack R. The pain score. Pain. 1975;1:277-99.\n"
        for part in (1, 2)
    )

    def test_each_has_a_part_of_the_picture(self) -> None:
        article = read(self.TEXT)
        headings = ["Numbering 1 of 2", "Numbering 2 of 2"]
        assert [line for line in lines_of(article, 80) if line.startswith("Numbering")] == headings
        words = [element.text for element in ElementTree.fromstring(svg.render(article)).iter(f"{SVG}text")]  # noqa: S314 (our own)
        assert [word for word in words if word and word.startswith("Numbering")] == headings


class TestAStretchOfOlderText:
    def test_is_drawn_by_itself(self) -> None:
        body, cut, rest = long_article().source.text.partition("## References")
        older = body.split("\n\n")[30:40]
        stale = "\n\n".join(re.sub(r"\[(\d+)\]", lambda match: f"[{int(match[1]) - 1}]", each) for each in older)
        article = read(f"{body}{stale}\n\n{cut}{rest}")
        lines = lines_of(article, 120)
        below = lines[lines.index("  a stretch of the text:") :]
        off = [line for line in below if re.match(r" +\d+  .*○█", line)]
        assert [int(line.split()[0]) for line in off] == list(range(30, 40))
        assert ">a stretch of the text</text>" in svg.render(article)


class TestNothingToDraw:
    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("Nothing is cited.\n", "No reference list was found: there is nothing to draw the claims against."),
            (
                "Nothing.\n\n## References\n\n1. Doe J. One. J. 2001;1:1.\n2. Doe J. Two. J. 2001;1:2.\n"
                "3. Doe J. Three. J. 2001;1:3.\n",
                "No numbered citations were found: there are no claims to draw.",
            ),
            (
                "Much is known [1].\n\n## References\n\n1. Doe J. One. J. 2001;1:1.\n",
                "There are too few references to tell them apart by what is said of them.",
            ),
        ],
    )
    def test_is_said_in_one_line(self, text: str, line: str) -> None:
        article = read(text)
        assert lines_of(article, 100)[2:] == [line]
        assert line in svg.render(article)
