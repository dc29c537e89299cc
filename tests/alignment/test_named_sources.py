"""Which names in a sentence are sources, and of which citation."""

from __future__ import annotations

import pytest

from refcheck.alignment.named_sources import NamedSource, named_sources
from tests.alignment.small_articles import citation, claim


def sources(marked: str) -> list[NamedSource]:
    """The sources of one sentence in which every ``*`` is a marker."""
    parts = marked.split("*")
    sentence = "".join(parts)
    anchors = [sum(map(len, parts[: at + 1])) for at in range(len(parts) - 1)]
    return list(named_sources([citation([at], claim(sentence, 0, anchor)) for at, anchor in enumerate(anchors, 1)]))


class TestAName:
    @pytest.mark.parametrize(
        ("sentence", "name"),
        [
            ("Hannula et al.*", "Hannula"),
            ("as shown by Kenney and colleagues *", "Kenney"),
            ("Smith and Jones * found it", "Smith"),
            ("according to O'Brien *, it is", "O'Brien"),
            ("van der Berg et al. * found it", "van der Berg"),
            ("Martínez-Lavín and co-workers *", "Martínez-Lavín"),
            ("J. Bell et al. (2006) * found it", "Bell"),
            ("Bell's study *", "Bell"),
        ],
    )
    def test_right_before_the_marker_is_its_source(self, sentence: str, name: str) -> None:
        found = sources(sentence)
        assert [(source.name, source.direct) for source in found] == [(name, True)]

    @pytest.mark.parametrize(
        "sentence", ["Bell demonstrated that most recover *", "Bell et al. have shown that most recover*."]
    )
    def test_that_is_the_subject_is_the_source_of_the_marker_at_the_end(self, sentence: str) -> None:
        assert [(source.name, source.direct) for source in sources(sentence)] == [("Bell", False)]

    @pytest.mark.parametrize(
        "sentence",
        [
            "Bell's palsy heals *",
            "a Likert scale *",
            "Cox regression was used *",
            "Kaplan-Meier curves *",
            "the Mann-Whitney U test *",
            "the Fisher exact test *",
            "the trial was reported by the Study Group *",
            "recovery in Finland *",
        ],
    )
    def test_of_an_illness_a_method_or_a_place_is_none(self, sentence: str) -> None:
        assert sources(sentence) == []

    def test_is_not_the_source_of_what_another_clause_cites(self) -> None:
        assert sources("Bell et al. found that most recover, consistent with earlier reports *") == []

    def test_belongs_to_the_marker_behind_it_not_to_later_ones(self) -> None:
        found = sources("Bell et al. * and Hannula et al. * agree with the rest *")
        assert [(source.citation, source.name) for source in found] == [(0, "Bell"), (1, "Hannula")]

    def test_of_two_authors_gives_both_keys(self) -> None:
        assert sources("Bland and Altman *")[0].keys == ("bland", "altman")


class TestHostileText:
    @pytest.mark.parametrize("piece", ["van ", "A. ", "Aa-", "Bell and ", "Aa ", "et al. ", "by "])
    def test_is_answered(self, piece: str) -> None:
        assert len(sources(piece * 20_000 + "*")) <= 1
