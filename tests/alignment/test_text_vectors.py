"""Vectors of texts: the arithmetic on words and the words beside them, and what those that come with refcheck know."""

from __future__ import annotations

from itertools import pairwise
from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.alignment.terms import terms
from refcheck.alignment.text_vectors import TextVectors, centred, text_vectors

WORDS = ("bone", "marrow", "sleep")
TEXTS = st.lists(st.lists(st.sampled_from([*WORDS, "zebra"]), max_size=5), max_size=6)


def small() -> TextVectors:
    """Words in two dimensions, three features, texts in two dimensions."""
    chance = np.random.default_rng(7)

    def some(*shape: int) -> np.ndarray:
        return chance.normal(size=shape).astype(np.float16).astype(np.float32)

    return TextVectors(
        places={word: at for at, word in enumerate(WORDS)},
        table=np.array([[100, 0], [50, 50], [-20, 90]], dtype=np.int8),
        scale=np.array([0.01, 0.02], dtype=np.float16).astype(np.float32),
        gains=some(3),
        before=some(2, 3),
        own=some(2, 3),
        after=some(2, 3),
        bias=some(3),
        of_words=some(2, 2),
        of_features=some(3, 2),
        rest=some(2),
        maps=some(2, 2, 2),
    )


def _vector(vectors: TextVectors, words: list[str]) -> np.ndarray:
    """What the definition says, word by word."""
    known = [vectors.places[word] for word in words if word in vectors.places]
    if not known:
        return np.zeros(2)
    none = np.zeros(2)
    rows = [none, *(vectors.table[place] * vectors.scale for place in known), none]
    weights = [exp(vectors.gains[place]) for place in known]
    total = np.zeros(2)
    for at, weight in enumerate(weights, 1):
        made = rows[at - 1] @ vectors.before + rows[at] @ vectors.own + rows[at + 1] @ vectors.after + vectors.bias
        total += weight * (rows[at] @ vectors.of_words + np.maximum(made, 0) @ vectors.of_features)
    return total / sum(weights) + vectors.rest


class TestVectors:
    @given(TEXTS)
    def test_are_what_their_definition_says(self, texts: list[list[str]]) -> None:
        vectors = small()
        found = vectors.vectors(texts)
        assert found.shape == (len(texts), 2)
        for row, words in zip(found, texts, strict=True):
            assert row == pytest.approx(_vector(vectors, words), abs=1e-4)

    @given(TEXTS)
    def test_of_a_text_are_the_same_whatever_stands_beside_it(self, texts: list[list[str]]) -> None:
        vectors = small()
        together = vectors.vectors(texts)
        for row, words in zip(together, texts, strict=True):
            assert vectors.vectors([words])[0] == pytest.approx(row, abs=1e-5)

    def test_survive_their_file(self) -> None:
        vectors = small()
        read = TextVectors.from_bytes(vectors.to_bytes())
        assert read.places == vectors.places
        texts = [["bone", "marrow"], ["sleep"]]
        assert np.allclose(read.vectors(texts), vectors.vectors(texts), atol=1e-6)
        assert np.array_equal(read.table, vectors.table)

    def test_are_written_the_same_again(self) -> None:
        assert small().to_bytes() == small().to_bytes()

    def test_of_no_article_are_none(self) -> None:
        assert len(centred(np.zeros((0, 4), dtype=np.float32))) == 0


class TestLikeness:
    @given(TEXTS.filter(len), TEXTS.filter(len))
    def test_is_of_every_claim_and_title_and_one_that_is_like_none(
        self, titles: list[list[str]], claims: list[list[str]]
    ) -> None:
        found = small().likeness(titles, [claims, claims])
        assert [matrix.shape for matrix in found] == [(len(claims), len(titles) + 1)] * 2
        assert all(np.isfinite(matrix).all() and not matrix[:, -1].any() for matrix in found)


class TestThoseThatComeWithRefcheck:
    def test_know_texts_that_mean_the_same(self) -> None:
        claim, same, other = (
            "Resection of the liver is the only cure for some patients.",
            "Hepatic surgery for colorectal metastases",
            "Validation of a questionnaire on sleep quality",
        )
        vectors = text_vectors().vectors([terms(text) for text in (claim, same, other)])
        unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        assert unit[0] @ unit[1] > unit[0] @ unit[2] + 0.2

    def test_know_which_words_are_unusual(self) -> None:
        found = [text_vectors().unusual(terms(word)[0]) for word in ("patients", "hepatic", "zzzzz")]
        assert all(0 <= one < other <= 1 for one, other in pairwise(found))

    def test_are_nothing_of_words_that_are_not_known(self) -> None:
        assert not text_vectors().vectors([("zzzzz",)]).any()
