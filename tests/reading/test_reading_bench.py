"""The benchmark of reading, on an article written for it: its truth, its renderings, its marks."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from bench._manuscript import Kind, Manuscript, numbers_of
from bench._reading_alignment import Read, align
from bench._truth import manuscript
from bench._truth_groups import items_of
from bench._truth_sentences import HOLE, sentence_at, sentences_of

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("Bell", "Noor", "Vance", "Okoye", "Lindt", "Marsh", "Pohl", "Quist", "Rask", "Sato", "Thorn", "Udall")
TOPICS = ("fever", "cough", "sleep", "gait", "pulse", "sight", "hearing", "weight", "pain", "thirst", "rash", "stroke")


def _cited(*numbers: int) -> str:
    return ",".join(f'<xref ref-type="bibr" rid="B{number}">{number}</xref>' for number in numbers)


ENTRIES = "".join(
    f'<ref id="B{at}"><label>{at}.</label><element-citation><name><surname>{name}</surname>'
    "<given-names>A</given-names></name>"
    f"<article-title>A made up trial of warm baths against {topic} in adults</article-title>"
    f"<source>J Made Up Med</source><year>{2000 + at}</year><volume>{at}</volume>"
    f"<fpage>{at}1</fpage><lpage>{at}9</lpage>"
    "</element-citation></ref>"
    for at, (name, topic) in enumerate(zip(NAMES, TOPICS, strict=True), 1)
)
PROSE = " ".join(f"Warm baths lessened {topic} in every adult [{_cited(at)}]." for at, topic in enumerate(TOPICS, 1))
ARTICLE = f"""<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><title-group>
<article-title>Warm baths</article-title></title-group></article-meta></front><body><sec><title>Introduction</title>
<p>{PROSE}</p>
<p>Bell et al. [{_cited(1)}] saw no harm. The others did
[<xref ref-type="bibr">2</xref>–<xref ref-type="bibr">5</xref>,8],
at 20 mg/m<sup>2</sup>. So did nurses of the ward [9].</p>
<table-wrap><label>Table 1</label><table><tr><td>Marsh [{_cited(6)}]</td><td>12</td></tr></table></table-wrap>
</sec></body>
<back><ref-list>{ENTRIES}</ref-list></back></article>"""


@pytest.fixture
def article(tmp_path: Path) -> Manuscript:
    path = tmp_path / "made.nxml"
    path.write_text(ARTICLE, encoding="utf-8")
    found = manuscript(path)
    assert isinstance(found, Manuscript)
    return found


class TestTruth:
    def test_groups_have_the_numbers_printed_linked_or_not(self, article: Manuscript) -> None:
        groups = [(numbers_of(group.items), group.linked) for group in article.groups[12:]]
        assert groups == [((1,), True), ((2, 3, 4, 5, 8), True), ((9,), False), ((6,), True)]

    def test_groups_know_their_sentence_and_their_block(self, article: Manuscript) -> None:
        assert article.groups[13].sentence == "The others did , at 20 mg/m2."
        assert [block.kind for block in article.blocks if block.groups] == [Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.CELL]

    def test_entries_are_set_as_a_reader_sees_them(self, article: Manuscript) -> None:
        assert article.references[1].text == (
            "Noor A. A made up trial of warm baths against cough in adults. J Made Up Med. 2002;2:21–29."
        )

    def test_an_article_that_prints_no_numbers_is_left_out_with_the_reason(self, tmp_path: Path) -> None:
        path = tmp_path / "years.nxml"
        path.write_text(ARTICLE.replace('ref-type="bibr"', ""), encoding="utf-8")
        assert manuscript(path) == "no numbered citations printed"

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            (f"It was cold. It rained {HOLE}. We left.", "It rained ."),
            (f"It was cold. It rained.{HOLE} We left.", "It rained."),
            (f"As Bell et al. {HOLE} said, it rained. We left.", "As Bell et al. said, it rained."),
            (f"It fell by 3.5 mm, i.e. little {HOLE}. 12 of us left.", "It fell by 3.5 mm, i.e. little ."),
            (f"All got vitamin D. The rest {HOLE} got none.", "The rest got none."),
            (f"It was seen by J. Bell {HOLE}.", "It was seen by J. Bell ."),
            (f"It was cold. qPCR failed {HOLE}.", "qPCR failed ."),
        ],
    )
    def test_the_sentence_of_a_marker(self, text: str, sentence: str) -> None:
        assert sentence_at(text, sentences_of(text), text.index(HOLE)) == sentence


class TestMarks:
    @pytest.mark.parametrize(
        ("printed", "numbers"), [("[1, 3–5]", (1, 3, 4, 5)), ("2 and 4", (2, 4)), ("5-3", (5, 3)), ("4a", (4,))]
    )
    def test_what_a_marker_prints(self, printed: str, numbers: tuple[int, ...]) -> None:
        assert numbers_of(items_of(printed)) == numbers

    def test_groups_are_aligned_by_numbers_and_among_equal_ones_by_sentence(self) -> None:
        pytest.importorskip("docx")
        from bench._render import Expected  # noqa: PLC0415

        true = [Expected((1,), "It rained."), Expected((1,), "It snowed."), Expected((2,), "It thawed.")]
        assert align(true, [Read((1,), "It snowed."), Read((2,), "It thawed.")]) == [(1, 0), (2, 1)]


class TestRenderings:
    def test_every_style_is_read_as_it_is_printed(self, article: Manuscript, tmp_path: Path) -> None:
        pytest.importorskip("docx")
        from bench._reading_run import on_disk  # noqa: PLC0415
        from bench._reading_score import score  # noqa: PLC0415
        from bench._reading_styles import STYLES, itself  # noqa: PLC0415
        from refcheck.reading import read_bytes  # noqa: PLC0415

        for style in STYLES:
            for seed in range(4):
                if style.render is None:
                    rendered = itself(article, "made.nxml", (tmp_path / "made.nxml").read_bytes())
                else:
                    rendered = style.render(article, random.Random(seed))
                with on_disk(rendered) as name:
                    marks = score(rendered, read_bytes(rendered.files[rendered.main], name))
                assert not marks.faults, (style.title, seed, marks.faults)
