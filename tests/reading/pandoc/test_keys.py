"""Citations by key in Markdown: Pandoc, Quarto and MyST."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from refcheck.reading import read_bytes
from refcheck.reading.companions import MOST_BYTES
from refcheck.reading.pandoc.head import parsed_yaml
from tests.reading.latex._documents import BIB, numbered, on_disk

if TYPE_CHECKING:
    from pathlib import Path

    from refcheck.article import Article

HEAD = "---\ntitle: A note\nbibliography: refs.bib\n---\n\n"
CSL = [
    {"id": "alpha", "type": "article-journal", "title": "Fever in <i>Malaria</i>", "container-title": "J Tests",
     "author": [{"family": "Young", "given": "Zoe"}, {"literal": "The Group"}, "Somebody", {"given": "x"}, 3],
     "issued": {"date-parts": [[2004, 5]]}, "volume": 4, "page": "41-49", "DOI": "https://doi.org/10.1000/ALPHA"},
    {"id": "beta", "type": "book", "title": "Pain", "publisher": "House", "issued": "2002",
     "editor": [{"family": "Berg", "non-dropping-particle": "van den", "given": "A"}]},
    {"title": "without an id"},
]  # fmt: skip


def read(folder: Path, body: str, head: str = HEAD, name: str = "a.md", **files: str) -> Article:
    """The article of a document with a bibliography file."""
    others = {"refs.bib": BIB} | {key.replace("__", "."): text for key, text in files.items()}
    return on_disk(folder, {name: head + body, **others}, name)


def cited(folder: Path, body: str) -> list[tuple[int, ...]]:
    return [citation.numbers for citation in read(folder, body).citations]


class TestCitations:
    @pytest.mark.parametrize(
        ("body", "numbers"),
        [
            ("So it is [@gamma]. And so [@beta; @alpha].", [(1,), (2, 3)]),
            ("So it is [see @gamma, pp. 3-5; also -@beta].", [(1, 2)]),
            ("So says @gamma [p. 3] and so does -@beta.", [(1,), (2,)]),
            ("So it is [*see* @{gamma}].", [(1,)]),
            ("Mail a.b@gamma.org or x@beta; ask @nobody; see @fig-1 and [@fig-2; @tbl-x].", []),
            ("`[@gamma]` and\n\n    code [@beta]\n\n```\n[@alpha]\n```\n", []),
            ("So {cite}`gamma`, as {cite:p}`beta,alpha` and {footcite}`gamma`.", [(1,), (2, 3), (1,)]),
            ("As {cite:t}`gamma` saw; {cite:author}`beta` too. {cite} none. {cite}`a b`", [(1,)]),
            ("- one [@gamma]\n\n| a | b |\n|---|---|\n| c [@beta] | d |\n", [(1,), (2,)]),
            ("So it is [@gamma; @lost].", [(1, 2)]),
        ],
    )
    def test_keys_are_read_as_the_numbers_that_they_show(
        self, body: str, numbers: list[tuple[int, ...]], tmp_path: Path
    ) -> None:
        assert cited(tmp_path, body) == numbers

    def test_authors_are_named_where_they_are_printed(self, tmp_path: Path) -> None:
        first, second = read(tmp_path, "As @beta saw, *fever* <sup>x</sup> falls. Not so [@gamma].").citations
        assert first.claim.sentence == "As Brown et al. saw, fever x falls."
        assert second.claim.sentence == "Not so."
        assert second.keys[0].name == "gamma"

    def test_places_are_those_of_the_keys(self, tmp_path: Path) -> None:
        one = read(tmp_path, "So *it* is [@gamma; @beta].\n")
        (citation,) = one.citations
        text = one.source.text
        assert text[citation.span.start : citation.span.end] == "[@gamma; @beta]"
        assert [text[key.span.start : key.span.end] for key in citation.keys] == ["gamma", "beta"]
        assert one.source.path_at(one.references[0].span.start).endswith("refs.bib")
        assert one.source.position(one.references[1].span.start).line == 4

    def test_other_marks_and_formulas_stay_in_their_places(self, tmp_path: Path) -> None:
        one = read(tmp_path, "Of 10<sup>3</sup> cells $x_[1]$ [@gamma] grew 10<sup>4</sup> and `x` [@beta] $y$.")
        assert [citation.numbers for citation in one.citations] == [(1,), (2,)]


class TestBibliographies:
    def test_numbers_are_said_to_be_computed(self, tmp_path: Path) -> None:
        one = read(tmp_path, "So [@beta].")
        assert one.notes == (
            "the document cites by key: numbers were computed from the order of citation, in order of first citation; "
            "its style prints names and years, the numbers are refcheck's",
        )

    def test_a_style_sheet_says_whether_the_list_is_sorted(self, tmp_path: Path) -> None:
        head = "---\nbibliography: [refs.bib]\ncsl: s.csl\nnocite: '@delta'\n---\n"
        sheet = (
            '<style><category citation-format="numeric"/><bibliography><sort>\n<key macro="author"/></sort>'
            "</bibliography></style>"
        )
        by_name = read(tmp_path, "So [@gamma; @beta].", head, s__csl=sheet)
        assert [citation.numbers for citation in by_name.citations] == [(2, 1)]
        assert by_name.notes[0].endswith("sorted by author, year and title")
        by_number = read(
            tmp_path, "So [@gamma; @beta].", head, s__csl=sheet.replace('macro="author"', 'variable="citation-number"')
        )
        assert [number for number, _ in numbered(by_number)] == [1, 2, 3]
        assert by_number.citations[0].numbers == (1, 2)

    @pytest.mark.parametrize("name", ["refs2.json", "refs2.yaml"])
    def test_csl_files_are_read(self, name: str, tmp_path: Path) -> None:
        files = {name.replace(".", "__"): json.dumps(CSL, indent=1)}
        one = read(tmp_path, "So [@beta; @alpha].", f"---\nbibliography: {name}\n---\n", **files)
        book, trial = one.references
        assert (book.fields.authors[0].family, book.fields.year) == ("van den Berg", 2002)
        assert [author.family for author in trial.fields.authors] == ["Young", "The Group", "Somebody"]
        assert (trial.fields.title, trial.fields.pages, trial.fields.doi) == (
            "Fever in Malaria",
            "41–49",
            "10.1000/alpha",
        )
        span = trial.field_span("container")
        assert one.source.text[span.start : span.end] == "J Tests"

    def test_references_may_stand_in_the_head(self) -> None:
        item = "- id: doe\n  title: On livers\n  author: [{family: Doe, given: Jane}]\n  issued: 2010\n"
        head = f"---\nreferences:\n{item}---\n"
        one = read_bytes(f"{head}\nSo it is [@doe].".encode(), "-")
        assert [(r.number, r.raw) for r in one.references] == [(1, "Doe Jane. On livers. 2010")]
        assert one.source.position(one.references[0].span.start).line == 3

    def test_directives_and_projects_name_bibliographies_too(self, tmp_path: Path) -> None:
        myst = read(tmp_path, "So {cite}`beta`.\n\n```{bibliography} refs.bib\n:style: unsrt\n```\n", "")
        assert len(myst.references) == 1
        quarto = read(
            tmp_path, "So [@beta].", "", "b.qmd", _quarto__yml="project:\n  type: book\nbibliography: refs.bib\n"
        )
        assert len(quarto.references) == 1

    @pytest.mark.parametrize(
        ("head", "note"),
        [
            ("bibliography: lost.bib", "the bibliography lost.bib was not read: not found"),
            ("bibliography: ../refs.bib", "only files below the article's folder are read"),
            ("bibliography: bad.json", "bad.json was not read: Expecting value"),
            ("bibliography: bad.yaml", "bad.yaml was not read: line"),
            ("bibliography: deep.json", "was not read: its parts are nested too deeply"),
            ("bibliography: [", "the head of the document cannot be read: line"),
            ("bibliography: 2001-99-99", "the head of the document cannot be read: month must be in 1..12"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_read_is_said_and_the_citations_are_read(self, head: str, note: str, tmp_path: Path) -> None:
        files = {"bad__json": "{", "bad__yaml": "[{", "deep__json": "[" * 200_000}
        files["bad__json"] = "[nothing]"
        one = read(tmp_path, "So [@beta].", f"---\n{head}\n---\n", **files)
        assert note in "\n".join(one.notes)
        assert [citation.numbers for citation in one.citations] == [(1,)]
        assert one.references == ()

    def test_a_document_that_names_none_is_left_as_it_is_if_it_has_a_list(self, tmp_path: Path) -> None:
        listed = (
            "\n\n## References\n\n1. Maker A. Fever. J Tests. 2001;1:2-3.\n2. Maker B. Pain. J Tests. 2002;1:2-3.\n"
        )
        assert [c.numbers for c in read(tmp_path, f"So [1]. And [@user] [2].{listed}", "").citations] == [(1,), (2,)]
        none = read(tmp_path, "So [@beta].", "")
        assert none.notes == ("1 key cited, and the document names no bibliography: numbered in order of citation",)

    def test_a_typed_list_beside_a_bibliography_is_left_aside_and_that_is_said(self, tmp_path: Path) -> None:
        listed = (
            "\n\n## References\n\n1. Maker A. Fever. J Tests. 2001;1:2-3.\n2. Maker B. Pain. J Tests. 2002;1:2-3.\n"
        )
        one = read(tmp_path, f"So [@beta].{listed}")
        assert len(one.references) == 1
        assert "1 typed reference list left aside: the document cites by key" in one.notes

    def test_a_head_that_holds_something_else_is_none(self, tmp_path: Path) -> None:
        assert read(tmp_path, "So [@beta].", "---\n- bibliography: x\n---\n").references == ()

    def test_yaml_that_is_nested_without_end_is_refused(self) -> None:
        assert parsed_yaml("[" * 20_000)[1]

    def test_nothing_is_read_from_files_that_are_too_large(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("refcheck.reading.companions.MOST_BYTES", 10)
        assert MOST_BYTES > 10
        assert "more files, or larger ones" in read(tmp_path, "So [@beta].").notes[0]
