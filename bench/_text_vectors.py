"""Learn the vectors of texts: imitate a sentence model first, then tell cited titles from their neighbours.

Needs sentence-transformers (`pip install '.[semantic]'`) and torch, which comes with it.
"""

from __future__ import annotations

import copy
import pickle
import random
from typing import TYPE_CHECKING

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sklearn.linear_model import LogisticRegression
from torch.nn import functional

from bench._nearest_words import cited, neighbour_loss
from refcheck.alignment.evidence import Evidence
from refcheck.alignment.terms import terms
from refcheck.alignment.text_vectors import COMMON, VIEWS, TextVectors
from refcheck.alignment.word_table import in_whole_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from refcheck.article import Scope

FEATURES = 128
DIMENSIONS = 128  # of a text; those of the sentence model that vary most
LONGEST = 600  # code points of a text that the sentence model reads
MOST_WORDS = 48  # of a text that are learnt from
MOST_CLAIMS = 70  # of an article that are learnt from at once
EPOCHS, BATCH, RATE, RATE_OF_VECTORS = 8, 256, 3e-3, 1e-3  # of imitating
LEFT_OUT = 0.08  # share of the words, so that no single one is relied on
TUNING_EPOCHS, TUNING_RATE, TUNING_RATE_OF_VECTORS, TUNING_LEFT_OUT = 2, 5e-4, 1e-4, 0.1
LAST = 0.05  # share of the rate at the end
STRUCTURE = 2.0  # what the likeness of texts to one another counts beside that to the model's vectors
BEGIN = 3.0  # nats that full likeness is worth to begin with


def texts_of(scopes: Iterable[Scope]) -> list[str]:
    """The titles and claims of articles, each once."""
    found: dict[str, None] = {}
    for scope in scopes:
        for reference in scope.references:
            found.setdefault((reference.fields.title or reference.raw)[:LONGEST])
        for citation in scope.citations:
            found.setdefault(citation.claim.sentence[:LONGEST])
            found.setdefault(citation.claim.clause[:LONGEST])
    return [text for text in found if text]


def taught(texts: Sequence[str], model: str, cache: Path | None = None) -> np.ndarray:
    """The vectors of texts by a sentence model, in the dimensions in which they vary most, each of length one.

    Args:
        texts: the texts.
        model: name or folder of a model of sentence-transformers.
        cache: a file to keep the model's vectors in (a pickle, so one's own only); they take an hour.
    """
    known: dict[str, np.ndarray] = {}
    if cache is not None and cache.exists():
        known = pickle.loads(cache.read_bytes())  # noqa: S301 (written by this program)
    new = [text for text in texts if text not in known]
    if new:
        found = SentenceTransformer(model, device="cpu").encode(new, batch_size=64, convert_to_numpy=True)
        known.update(zip(new, found.astype(np.float16), strict=True))
        if cache is not None:
            cache.write_bytes(pickle.dumps(known))
    vectors = np.array([known[text] for text in texts], dtype=np.float32)
    vectors -= vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(vectors[::7], full_matrices=False)
    fewer = vectors @ directions[:DIMENSIONS].T
    unit: np.ndarray = fewer / (np.linalg.norm(fewer, axis=1, keepdims=True) + 1e-9)
    return unit


class _Model(torch.nn.Module):
    """What `TextVectors` does, with everything in it learnt; row 0 is of no word."""

    def __init__(self, table: np.ndarray) -> None:
        super().__init__()
        size, width = table.shape
        self.table = torch.nn.Embedding(size + 1, width, padding_idx=0)
        self.gains = torch.nn.Embedding(size + 1, 1)
        with torch.no_grad():
            self.table.weight[1:] = torch.tensor(table) * 2
            self.gains.weight.zero_()
        self.before = torch.nn.Linear(width, FEATURES, bias=False)
        self.own = torch.nn.Linear(width, FEATURES)
        self.after = torch.nn.Linear(width, FEATURES, bias=False)
        self.back = torch.nn.Linear(FEATURES, width)
        torch.nn.init.zeros_(self.back.weight)
        torch.nn.init.zeros_(self.back.bias)
        self.out = torch.nn.Linear(width, DIMENSIONS, bias=False)

    def forward(self, rows: torch.Tensor, left_out: float = 0.0) -> torch.Tensor:
        """The vector of each text, by the rows of its words."""
        if left_out:
            rows = torch.where(torch.rand(rows.shape) < left_out, 0, rows)
        words = self.table(rows)
        features = self.own(words)
        features = features + functional.pad(self.before(words[:, :-1]), (0, 0, 1, 0))
        features = features + functional.pad(self.after(words[:, 1:]), (0, 0, 0, 1))
        weights = torch.exp(self.gains(rows)) * (rows > 0)[..., None]
        made = words + self.back(functional.relu(features))
        return self.out((made * weights).sum(1) / (weights.sum(1) + 1e-6))


class _Scorer(torch.nn.Module):
    """What `TextVectors.likeness` adds to what words say."""

    def __init__(self, model: _Model) -> None:
        super().__init__()
        self.model = model
        self.maps = torch.nn.ParameterList(torch.eye(DIMENSIONS) for _ in range(VIEWS))
        self.worth = torch.nn.Parameter(torch.full((VIEWS,), BEGIN))
        self.words = torch.nn.Parameter(torch.tensor(1.0))

    def forward(self, article: _Known, some: torch.Tensor, left_out: float) -> torch.Tensor:
        titles = _centred(self.model(article.titles, left_out))
        scores = self.words * article.words[some]
        for rows, turn, worth in zip(article.views, self.maps, self.worth, strict=True):
            scores = scores + worth * (_centred(self.model(rows[some], left_out)) @ turn @ titles.T)
        return scores


def _centred(vectors: torch.Tensor) -> torch.Tensor:
    return functional.normalize(vectors - COMMON * vectors.mean(0, keepdim=True), dim=1, eps=1e-6)


class _Known:
    """One article as tensors: the rows of its words, what words say of each pair, and which titles are cited.

    Args:
        scope: the article.
        evidence: the same, taken apart.
        weights: of the features that are words only.
        places: for each known stem its place.
    """

    def __init__(self, scope: Scope, evidence: Evidence, weights: np.ndarray, places: Mapping[str, int]) -> None:
        self.titles = _rows([reference.title for reference in evidence.references], places)
        self.views = [_rows([claim.views[view] for claim in evidence.claims], places) for view in range(VIEWS)]
        self.words = torch.tensor(lexical(evidence) @ weights, dtype=torch.float32)
        self.cited = torch.tensor(cited(scope))


def lexical(evidence: Evidence) -> np.ndarray:
    """What words alone say of each pair of a claim and a reference, feature by feature."""
    return np.stack(evidence.lexical(slice(None)), axis=-1)[:, :-1]


def _rows(texts: Sequence[Sequence[str]], places: Mapping[str, int]) -> torch.Tensor:
    known = [[places[word] + 1 for word in text if word in places][:MOST_WORDS] for text in texts]
    rows = np.zeros((len(texts), max(map(len, known), default=1) or 1), dtype=np.int64)
    for row, places_of in zip(rows, known, strict=True):
        row[: len(places_of)] = places_of
    return torch.tensor(rows)


def imitated(names: Sequence[str], table: np.ndarray, texts: Sequence[str], vectors: np.ndarray) -> _Model:
    """Learn to make the vectors of texts that a sentence model made.

    Args:
        names: the stems.
        table: their vectors to begin with.
        texts: the texts.
        vectors: of each, of length one.
    """
    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = _Model(table)
    places = {name: at for at, name in enumerate(names)}
    rows = _rows([terms(text) for text in texts], places)
    lengths = (rows > 0).sum(1).numpy()
    usable = np.flatnonzero(lengths > 1)
    wanted = torch.tensor(vectors)
    batches = len(usable) // BATCH
    adam = _adam(model, RATE, RATE_OF_VECTORS, 1e-2)
    schedule = _schedule(adam, EPOCHS * batches, 200)
    chance = np.random.default_rng(0)
    for epoch in range(EPOCHS):
        # Texts of about the same length together, so that little is padded.
        order = usable[np.argsort(lengths[usable] + 6 * chance.random(len(usable)))]
        groups = order[: batches * BATCH].reshape(batches, BATCH)
        chance.shuffle(groups)
        total = 0.0
        for group in groups:
            made = functional.normalize(model(rows[group][:, : int(lengths[group].max())], LEFT_OUT), dim=1)
            right = wanted[group]
            loss = (1 - (made * right).sum(1)).mean() + STRUCTURE * ((made @ made.T - right @ right.T) ** 2).mean()
            total += _step(model, adam, schedule, loss)
        print(f"texts imitated: {len(usable)}, epoch {epoch}, {total / batches:.4f}")
    return model


def learn(names: Sequence[str], imitating: _Model, scopes: Sequence[Scope]) -> TextVectors:
    """Tune the vectors on the claims of articles and the titles that they cite.

    Args:
        names: the stems.
        imitating: the model to begin with; it stays as it is.
        scopes: the articles.
    """
    torch.set_num_threads(1)
    torch.manual_seed(0)
    places = {name: at for at, name in enumerate(names)}
    taken_apart = [(scope, Evidence([each.claim for each in scope.citations], scope.references)) for scope in scopes]
    weights = _weights_of_words(taken_apart[::3])
    articles = [_Known(scope, evidence, weights, places) for scope, evidence in taken_apart]
    articles = [article for article in articles if article.cited.sum() > 0]
    scorer = _Scorer(copy.deepcopy(imitating))
    adam = _adam(scorer, TUNING_RATE, TUNING_RATE_OF_VECTORS, 1e-3)
    schedule = _schedule(adam, TUNING_EPOCHS * len(articles), 50)
    order = random.Random(0)
    for epoch in range(TUNING_EPOCHS):
        order.shuffle(articles)
        total = 0.0
        for article in articles:
            some = torch.randperm(len(article.cited))[:MOST_CLAIMS]
            if article.cited[some].sum() > 0:
                loss = neighbour_loss(scorer(article, some, TUNING_LEFT_OUT), article.cited[some])
                total += _step(scorer, adam, schedule, loss)
        print(f"text vectors: {len(names)} words, {len(articles)} articles, epoch {epoch}, {total / len(articles):.4f}")
    return _written(places, scorer)


def _weights_of_words(articles: Sequence[tuple[Scope, Evidence]]) -> np.ndarray:
    rows: list[np.ndarray] = []
    for scope, evidence in articles:
        features, is_cited = lexical(evidence), cited(scope)
        for step in (1, -1):
            told = is_cited * (1 - np.roll(is_cited, step, axis=1))
            told[:, 0 if step > 0 else -1] = 0
            rows.append((features - np.roll(features, step, axis=1))[told > 0])
    matrix = np.vstack(rows)
    scale = matrix.std(axis=0) + 1e-6
    answers = np.concatenate([np.ones(len(matrix)), np.zeros(len(matrix))])
    model = LogisticRegression(fit_intercept=False, max_iter=500)
    weights: np.ndarray = model.fit(np.vstack([matrix, -matrix]) / scale, answers).coef_[0] / scale
    return weights


def _adam(model: torch.nn.Module, rate: float, rate_of_vectors: float, decay: float) -> torch.optim.Optimizer:
    of_words = [each for name, each in model.named_parameters() if name.endswith(("table.weight", "gains.weight"))]
    rest = [each for name, each in model.named_parameters() if not name.endswith(("table.weight", "gains.weight"))]
    groups = [
        {"params": rest, "lr": rate, "weight_decay": decay},
        {"params": of_words, "lr": rate_of_vectors, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups)


def _schedule(adam: torch.optim.Optimizer, steps: int, warm: int) -> torch.optim.lr_scheduler.LambdaLR:
    return torch.optim.lr_scheduler.LambdaLR(
        adam, lambda step: min(1, (step + 1) / warm) * (1 - (1 - LAST) * step / steps)
    )


def _step(
    model: torch.nn.Module,
    adam: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    loss: torch.Tensor,
) -> float:
    adam.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    adam.step()
    schedule.step()
    return float(loss.item())


def _written(places: Mapping[str, int], scorer: _Scorer) -> TextVectors:
    with torch.no_grad():
        model = scorer.model
        out = model.out.weight.T
        whole, scale = in_whole_numbers(model.table.weight[1:].numpy())
        return TextVectors(
            places=places,
            table=whole,
            scale=scale,
            gains=model.gains.weight[1:, 0].numpy(),
            before=model.before.weight.T.numpy(),
            own=model.own.weight.T.numpy(),
            after=model.after.weight.T.numpy(),
            bias=model.own.bias.numpy(),
            of_words=out.numpy(),
            of_features=(model.back.weight.T @ out).numpy(),
            rest=(model.back.bias @ out).numpy(),
            maps=np.stack([(turn * worth).numpy() for turn, worth in zip(scorer.maps, scorer.worth, strict=True)]),
        )
