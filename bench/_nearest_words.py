"""Learn the vectors that match words one by one: a sentence model's vectors of words, tuned on claims and cited titles.

Needs sentence-transformers (`pip install '.[semantic]'`) and torch, which comes with it.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from torch.nn import functional

from refcheck.alignment.evidence import Evidence
from refcheck.alignment.nearest_words import VIEWS, NearestWords
from refcheck.alignment.shifts import MOST_TOGETHER
from refcheck.alignment.terms import WORD, terms
from refcheck.alignment.word_table import in_whole_numbers
from refcheck.folding import base_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from refcheck.article import Scope

DIMENSIONS = 96
LEAST_COUNT = 3
COMMONEST = 12_000  # words by which the directions are chosen that are kept
EPOCHS = 2
RATE = 2e-3
RATE_OF_VECTORS = 2e-4
LAST = 0.1  # share of the rate at the end
NEIGHBOURS = ((1, 1.0), (-1, 1.0), (2, 0.5), (-2, 0.5))  # steps in the list, and what telling them apart counts
WHOLE_LIST = 0.3  # what telling the cited reference from all others counts
SCALE = 8.0  # so that what is learnt is of the order of one


def embeddings(texts: Iterable[str], model: str) -> tuple[list[str], np.ndarray]:
    """The stems of the texts, and for each the vector of its commonest form by a sentence model, in fewer dimensions.

    Args:
        texts: where words are taken from.
        model: name or folder of a model of sentence-transformers.
    """
    forms: dict[str, Counter[str]] = {}
    for text in texts:
        for word in WORD.findall(base_letters(text)):
            for stem in terms(word):
                forms.setdefault(stem, Counter())[word] += 1
    counts = {name: sum(each.values()) for name, each in forms.items()}
    kept = sorted((n for n in counts if counts[n] >= LEAST_COUNT and not n[0].isdigit()), key=lambda n: (-counts[n], n))
    encoder = SentenceTransformer(model, device="cpu")
    vectors = encoder.encode([forms[name].most_common(1)[0][0] for name in kept], batch_size=256, convert_to_numpy=True)
    vectors = vectors.astype(np.float32) - vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(vectors[:COMMONEST], full_matrices=False)
    fewer = vectors @ directions[:DIMENSIONS].T
    return kept, fewer / np.linalg.norm(fewer, axis=1).mean()


class Matched:
    """One article as tensors: the words of titles and claims, and which titles are cited.

    Args:
        scope: the article.
        places: for each known stem its row.
    """

    def __init__(self, scope: Scope, places: Mapping[str, int]) -> None:
        evidence = Evidence([citation.claim for citation in scope.citations], scope.references)
        titles = [_known(words, places) for words in evidence.title_weights]
        views = [[_known(words, places) for words in view] for view in evidence.claim_weights]
        self.title_rows, self.weights = _matrix(titles)
        rarity: dict[int, float] = {}
        for view in views:
            for claim in view:
                rarity.update(claim)
        column = {row: at for at, row in enumerate(rarity)}
        self.claim_rows = torch.tensor(list(rarity), dtype=torch.long)
        self.rarity = torch.tensor(list(rarity.values()), dtype=torch.float32)
        self.views = []
        for view in views:
            groups = np.full((len(view), max(1, *map(len, view), 1)), len(column))
            for group, claim in zip(groups, view, strict=True):
                group[: len(claim)] = [column[row] for row in claim]
            self.views.append(torch.tensor(groups))
        self.cited = torch.tensor(cited(scope))


def cited(scope: Scope) -> np.ndarray:
    """Claim by reference, 1 where it is cited and not among many."""
    found = np.zeros((len(scope.citations), len(scope.references)), dtype=np.float32)
    for at, citation in enumerate(scope.citations):
        if len(set(citation.numbers)) <= MOST_TOGETHER:
            found[at, [number - 1 for number in citation.numbers if 1 <= number <= found.shape[1]]] = 1
    return found


def _known(words: Mapping[str, float], places: Mapping[str, int]) -> dict[int, float]:
    return {places[word]: weight for word, weight in words.items() if word in places}


def _matrix(titles: Sequence[Mapping[int, float]]) -> tuple[torch.Tensor, torch.Tensor]:
    column = {row: at for at, row in enumerate(dict.fromkeys(row for title in titles for row in title))}
    weights = np.zeros((len(titles), len(column)), dtype=np.float32)
    for row, title in zip(weights, titles, strict=True):
        row[[column[word] for word in title]] = list(title.values())
    return torch.tensor(list(column), dtype=torch.long), torch.tensor(weights)


class _Model(torch.nn.Module):
    """What `NearestWords.closeness` does, with everything in it learnt."""

    def __init__(self, table: np.ndarray) -> None:
        super().__init__()
        self.table = torch.nn.Parameter(torch.tensor(table))
        self.gains = torch.nn.Parameter(torch.zeros(len(table)))
        self.turn = torch.nn.Parameter(torch.eye(table.shape[1]))
        self.threshold = torch.nn.Parameter(torch.tensor(0.4))
        self.rarity = torch.nn.Parameter(torch.tensor(0.3))
        self.length = torch.nn.Parameter(torch.tensor(0.5))
        self.shares = torch.nn.Parameter(torch.tensor([0.4] * VIEWS))

    def forward(self, article: Matched) -> torch.Tensor:
        titles = functional.normalize(self.table[article.title_rows] @ self.turn, dim=1, eps=1e-6)
        claims = functional.normalize(self.table[article.claim_rows], dim=1, eps=1e-6)
        near = functional.relu(claims @ titles.T - self.threshold)
        near = near * torch.exp(self.rarity * (article.rarity - 1))[:, None]
        near = torch.cat([near, torch.zeros(1, len(article.title_rows))])
        weights = article.weights * torch.exp(self.gains[article.title_rows])
        weights = weights / (weights.sum(1, keepdim=True) + 0.5) ** self.length.clamp(0, 1)
        best = [near[view].amax(1) @ weights.T for view in article.views]
        return SCALE * torch.stack(best, -1) @ self.shares


def neighbour_loss(scores: torch.Tensor, cited: torch.Tensor) -> torch.Tensor:
    """How badly cited titles are told from the others of the list, and above all from their neighbours."""
    others = torch.logsumexp(scores - 1e9 * cited, 1, keepdim=True)
    whole = (cited * (torch.logaddexp(scores, others) - scores)).sum() / cited.sum()
    total, count = torch.tensor(0.0), torch.tensor(1e-6)
    for step, worth in NEIGHBOURS:
        told = cited * (1 - torch.roll(cited, step, 1))
        if step > 0:
            told[:, :step] = 0
        else:
            told[:, step:] = 0
        total = total + worth * (told * functional.softplus(torch.roll(scores, step, 1) - scores)).sum()
        count = count + worth * told.sum()
    return WHOLE_LIST * whole + total / count


def learn(names: Sequence[str], table: np.ndarray, scopes: Iterable[Scope]) -> NearestWords:
    """Tune the vectors on the claims of articles and the titles that they cite.

    Args:
        names: the stems.
        table: their vectors to begin with.
        scopes: the articles.
    """
    torch.set_num_threads(1)
    torch.manual_seed(0)
    places = {name: at for at, name in enumerate(names)}
    articles = [article for scope in scopes if (article := Matched(scope, places)).cited.sum() > 0]
    model = _Model(table)
    vectors = [model.table, model.gains]
    rest = [parameter for name, parameter in model.named_parameters() if name not in ("table", "gains")]
    adam = torch.optim.Adam([{"params": rest, "lr": RATE}, {"params": vectors, "lr": RATE_OF_VECTORS}])
    steps = EPOCHS * len(articles)
    schedule = torch.optim.lr_scheduler.LambdaLR(adam, lambda step: 1 - (1 - LAST) * step / steps)
    order = random.Random(0)
    for epoch in range(EPOCHS):
        order.shuffle(articles)
        total = 0.0
        for article in articles:
            loss = neighbour_loss(model(article), article.cited)
            adam.zero_grad()
            loss.backward()
            adam.step()
            schedule.step()
            total += loss.item()
        print(
            f"nearest words: {len(names)} words, {len(articles)} articles, epoch {epoch}, {total / len(articles):.4f}"
        )
    with torch.no_grad():
        whole, scale = in_whole_numbers(model.table.numpy())
        return NearestWords(
            places=places,
            table=whole,
            scale=scale,
            turn=model.turn.numpy(),
            gains=model.gains.numpy(),
            threshold=float(model.threshold),
            rarity=float(model.rarity),
            length=float(model.length.clamp(0, 1)),
            shares=tuple(SCALE * float(share) for share in model.shares),
        )
