"""Words matched one by one: the arithmetic on a table of vectors, and what the one that comes with refcheck knows."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.alignment import nearest_words as module
from refcheck.alignment.nearest_words import NearestWords, nearest_words
from refcheck.alignment.terms import terms

WORDS = ("liver", "hepatic", "sleep", "insomnia", "trial")


def small(**changes: object) -> NearestWords:
    """Vectors in two dimensions: liver and hepatic point one way, sleep and insomnia the other, trial between them."""
    parts: dict[str, object] = {
        "places": {word: at for at, word in enumerate(WORDS)},
        "table": np.array([[100, 0], [98, 20], [0, 100], [20, 98], [70, 70]], dtype=np.int8),
        "scale": np.array([0.01, 0.01], dtype=np.float32),
        "turn": np.eye(2, dtype=np.float32),
        "gains": np.array([0.5, 0, 0, 0, -1], dtype=np.float32),
        "threshold": 0.4,
        "rarity": 0.3,
        "length": 0.5,
        "shares": (1.0, 0.5),
    }
    return NearestWords(**(parts | changes))  # type: ignore[arg-type]


WEIGHTED = st.dictionaries(st.sampled_from([*WORDS, "zebra", "yak"]), st.floats(0.1, 4).map(np.float32).map(float))


class TestCloseness:
    @given(st.lists(WEIGHTED, min_size=1, max_size=4), st.lists(st.tuples(WEIGHTED, WEIGHTED), min_size=1, max_size=4))
    def test_is_what_its_definition_says(
        self, titles: list[dict[str, float]], claims: list[tuple[dict[str, float], dict[str, float]]]
    ) -> None:
        words = small()
        # the weight of a word of a claim is one for all claims of an article
        rarity: dict[str, float] = {}
        for view in (0, 1):
            for claim in claims:
                for word, weight in claim[view].items():
                    rarity.setdefault(word, weight)
        views = [[{word: rarity[word] for word in claim[view]} for claim in claims] for view in (0, 1)]
        found = words.closeness(words.titles(titles), views)
        for at in range(len(claims)):
            for column, title in enumerate([*titles, {}]):
                expected = sum(
                    share * _closeness(words, view[at], title) for share, view in zip(words.shares, views, strict=True)
                )
                assert found[at, column] == pytest.approx(expected, abs=1e-4)

    def test_of_words_that_mean_the_same_is_more_than_of_others(self) -> None:
        words = small()
        liver, sleep = words.closeness(words.titles([{"liver": 1.0}, {"sleep": 1.0}]), [[{"hepatic": 1.0}]] * 2)[0, :2]
        assert liver > sleep == 0

    def test_of_a_word_that_is_not_known_is_that_of_itself_only(self) -> None:
        words = small()
        same, other = words.closeness(words.titles([{"zebra": 1.0}, {"yak": 1.0}]), [[{"zebra": 1.0}]] * 2)[0, :2]
        assert same > other == 0

    def test_does_not_depend_on_how_many_claims_are_taken_at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        words = small()
        titles = words.titles([{"liver": 2.0, "trial": 1.0}, {"sleep": 1.0}])
        views = [[{"hepatic": 1.0}, {}, {"insomnia": 2.0, "trial": 0.5}]] * 2
        at_once = words.closeness(titles, views)
        monkeypatch.setattr(module, "MOST_CELLS", 1)
        assert np.array_equal(at_once, words.closeness(titles, views))


def _closeness(words: NearestWords, claim: dict[str, float], title: dict[str, float]) -> float:
    """The definition, word by word."""
    counts = {word: weight * exp(_gain(words, word)) for word, weight in title.items()}
    near = sum(
        count * max((_near(words, other, word, claim[other]) for other in claim), default=0.0)
        for word, count in counts.items()
    )
    return float(near / (sum(counts.values()) + 0.5) ** words.length)


def _gain(words: NearestWords, word: str) -> float:
    return float(words.gains[words.places[word]]) if word in words.places else 0.0


def _near(words: NearestWords, one: str, other: str, rarity: float) -> float:
    if one in words.places and other in words.places:
        a, b = (words.table[words.places[word]] * words.scale for word in (one, other))
        cosine = float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))
    else:
        cosine = float(one == other)
    return max(cosine - words.threshold, 0.0) * exp(words.rarity * (rarity - 1))


class TestFile:
    def test_keeps_everything(self) -> None:
        read = NearestWords.from_bytes(small().to_bytes())
        assert read.places == small().places
        for name in ("table", "scale", "turn", "gains"):
            assert np.array_equal(getattr(read, name), getattr(small(), name))
        assert (read.threshold, read.rarity, read.length, read.shares) == (0.4, 0.3, 0.5, (1.0, 0.5))

    @pytest.mark.parametrize(
        ("word", "near", "far"),
        [
            ("liver", "hepatic", "school"),
            ("children", "pediatric", "kidney"),
            ("heart", "cardiac", "teeth"),
            ("smoking", "tobacco", "knee"),
        ],
    )
    def test_that_comes_with_refcheck_knows_what_goes_together(self, word: str, near: str, far: str) -> None:
        words = nearest_words()
        titles = words.titles([{terms(near)[0]: 1.0}, {terms(far)[0]: 1.0}])
        one, other = words.closeness(titles, [[{terms(word)[0]: 1.0}]] * 2)[0, :2]
        assert one > other
