"""The parts of the evidence: words, names, features, scores."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.alignment.evidence import FEATURES, Evidence
from refcheck.alignment.judging import RUN_FEATURES, coefficients, probability
from refcheck.alignment.names import author_keys, key, mentions
from refcheck.alignment.pair_terms import ClaimTerms
from refcheck.alignment.scorer import by_words
from refcheck.alignment.scores import Scores
from refcheck.alignment.semantic import FEATURES as MEANINGS
from refcheck.alignment.terms import fold, terms, terms_of
from refcheck.alignment.why import why
from refcheck.article import Claim, ReferenceFields
from refcheck.bibliography import Author
from refcheck.source import Span
from tests.alignment.small_articles import article, claim, reference


class TestTerms:
    def test_are_stems_without_stop_words(self) -> None:
        assert terms("The resected metastases, and resection of a metastasis") == (
            "resect",
            "metastas",
            "resect",
            "metastasi",
        )

    def test_are_folded(self) -> None:
        assert terms("Bouché Łódź") == terms("bouche lodz")

    def test_are_the_same_after_so_many_words_that_all_are_forgotten(self, monkeypatch: pytest.MonkeyPatch) -> None:
        texts = ["Resected metastases", "of the liver", "resected livers"]
        before = terms_of(texts)
        monkeypatch.setattr("refcheck.alignment.terms.MOST", 2)
        assert [terms_of([text])[0] for text in texts] == terms_of(texts) == before

    @given(st.text())
    def test_folding_twice_changes_nothing(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)


class TestNames:
    @pytest.mark.parametrize(
        ("printed", "other"),
        [("O'Brien", "O’Brien"), ("Martínez-Lavín", "Martinez Lavin"), ("Bouché", "Bouche"), ("DiSantis", "Di Santis")],
    )
    def test_have_one_key_however_they_are_printed(self, printed: str, other: str) -> None:
        assert key(printed) == key(other)

    def test_are_known_with_and_without_their_particle(self) -> None:
        assert author_keys(Author("van der Berg", "K")) == {"vanderberg", "berg"}

    def test_of_groups_are_known_whole(self) -> None:
        assert author_keys(Author("DCCT Research Group", is_group=True)) == {"dcctresearchgroup"}

    def test_are_mentioned_alone_and_two_in_a_row(self) -> None:
        found = {mention.name for mention in mentions("As van der Berg and Martinez Lavin's group showed")}
        assert {"Berg", "Martinez", "Lavin", "Martinez Lavin"} <= found


SAID = "Wei showed that the 36 hepatic metastases in café-goers, grew."


class TestClaims:
    @given(
        st.lists(
            st.sampled_from(
                ["Wei", "showed", "that", "the", "36", "hepatic", "metastases", "in", "café-goers,", "grew."]
            )
        ),
        st.data(),
    )
    def test_of_one_sentence_have_the_terms_of_their_clauses(self, words: list[str], data: st.DataObject) -> None:
        ends = sorted(data.draw(st.sets(st.integers(1, max(1, len(words))), max_size=4)))
        sentence = " ".join(words)
        claims = [
            Claim(sentence, " ".join(words[start:end]), len(" ".join(words[:end])), "", "", Span(0, len(sentence)))
            for start, end in pairwise([0, *ends])
        ]
        for one, found in zip(claims, ClaimTerms.of(claims, ()), strict=True):
            assert found.claim is one
            assert found.views[:2] == (terms(one.clause), terms(sentence))

    def test_see_names_behind_the_marker_before_only(self) -> None:
        sentence = "Wei had it, and Greig had it"
        first, second = (Claim(sentence, "", at, "", "", Span(0, 28)) for at in (10, 28))
        one, other = ClaimTerms.of([first, second], {"wei", "greig"})
        assert (set(one.near), set(other.near), set(one.named)) == ({"wei"}, {"greig"}, {"wei", "greig"})


def features(evidence: Evidence, at: int, reference: int) -> list[float]:
    """The features of one pair."""
    return [float(matrix[at, reference]) for matrix in evidence.features(slice(None))]


class TestFeatures:
    def test_are_as_many_as_they_have_names(self) -> None:
        evidence = Evidence([cited.claim for cited in article().citations], article().references)
        assert len(features(evidence, 0, 0)) == len(FEATURES)

    def value(self, name: str, sentence: str, at: int, anchor: int | None = None) -> float:
        evidence = Evidence([claim(sentence, 0, anchor)], article().references)
        return features(evidence, 0, at)[FEATURES.index(name)]

    def test_see_the_first_author_before_the_marker(self) -> None:
        sentence = "It was shown by Kaplan et al. in one of the largest studies"
        assert self.value("first author near, et al.", sentence, 9, anchor=29) == 1
        assert self.value("first author near", "Kaplan had it, " + "x" * 90, 9) == 0
        assert self.value("first author in sentence", "Kaplan had it, " + "x" * 90, 9) == 1

    def test_see_that_another_author_is_named(self) -> None:
        assert self.value("other author near", "as Kaplan", 3) == 1
        assert self.value("other author near", "as Kaplan", 9) == 0

    def test_see_years_and_acronyms(self) -> None:
        assert self.value("year", "in 1958 they", 9) == 1
        assert self.value("other year", "in 1958 they", 3) == 1
        assert self.value("initials", "the PSQI", 3) == 1

    def test_weigh_words_that_every_reference_has_as_nothing(self) -> None:
        alike = [reference(number, "A", 2000, f"pain {word}") for number, word in enumerate(("knee", "hip", "back"), 1)]
        evidence = Evidence([claim("pain of the knee", 0)], alike)
        rare = FEATURES.index("clause rare")
        assert features(evidence, 0, 0)[rare] > 3 * features(evidence, 0, 1)[rare]

    def test_use_the_whole_entry_where_there_is_no_title(self) -> None:
        bare = reference(1, "WHO", 2000, "International classification")
        untitled = type(bare)(**{**{name: getattr(bare, name) for name in bare.__slots__}, "fields": ReferenceFields()})
        evidence = Evidence([claim("the international classification", 0)], [untitled])
        assert features(evidence, 0, 0)[FEATURES.index("clause rare")] > 0


class TestScores:
    def test_are_the_weighted_features_even_where_nothing_is_shared(self) -> None:
        scope = article()
        weights = coefficients("words").pair
        scores = Scores(scope, by_words())
        evidence = Evidence([citation.claim for citation in scope.citations], scope.references)
        for at in range(len(scope.citations)):
            for number in range(1, 13):
                pair = features(evidence, at, number - 1)
                expected = sum(weight * value for weight, value in zip(weights, pair, strict=True))
                assert scores(at, number) == pytest.approx(expected, abs=1e-4)

    def test_are_the_same_in_portions(self, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = Scores(article(), by_words()).matrix
        monkeypatch.setattr("refcheck.alignment.evidence.MOST_CELLS", 30)
        assert np.allclose(Scores(article(), by_words()).matrix, whole, atol=1e-4)

    def test_are_the_same_in_every_process(self) -> None:
        """The order of a set is another one in every process, and sums of rounded numbers depend on their order."""
        program = (
            "from tests.alignment.small_articles import article\n"
            "from refcheck.alignment.scorer import by_words\n"
            "from refcheck.alignment.scores import Scores\n"
            "print(Scores(article(), by_words()).matrix.tobytes().hex())"
        )
        told = {
            subprocess.run(
                [sys.executable, "-c", program],
                env={**os.environ, "PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": "1"},
                capture_output=True,
                text=True,
                check=True,
                cwd=Path(__file__).parents[2],
            ).stdout
            for seed in ("1", "2", "3")
        }
        assert len(told) == 1

    def test_of_a_number_beyond_the_list_are_those_of_nothing(self) -> None:
        assert Scores(article(), by_words())(0, 99) < Scores(article(), by_words())(0, 1)


class TestCoefficients:
    def test_are_as_many_as_there_are_features(self) -> None:
        assert len(coefficients("words").pair) == len(FEATURES)
        assert len(coefficients("semantic").pair) == len(FEATURES) + len(MEANINGS)
        for scorer in ("words", "semantic"):
            assert len(coefficients(scorer).run) == len(RUN_FEATURES)

    def test_say_what_they_come_from(self) -> None:
        assert {"data", "licence", "date", "script"} <= coefficients("words").provenance.keys()

    def test_turn_odds_into_probabilities_that_rise(self) -> None:
        values = [probability(odds) for odds in (-1e9, -3, 0, 3, 1e9)]
        assert all(one < other for one, other in pairwise(values))
        assert values[2] == 0.5


class TestWhy:
    def test_gives_names_years_and_words_of_the_claim_that_the_other_has_not(self) -> None:
        sentence = "Kaplan (1958) entered incomplete observations and data"
        fits, cited = article().references[9], article().references[7]
        assert why(claim(sentence, 0), fits, cited) == ("Kaplan", "1958", "incomplete")
