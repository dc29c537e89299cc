"""Learn the word vectors: co-occurrence in the articles' own text, then a map from claims to the titles they cite."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse  # type: ignore[import-untyped]  # no stubs, and only the fit uses it
from sklearn.utils.extmath import randomized_svd

from refcheck.alignment.evidence import Evidence
from refcheck.alignment.shifts import MOST_TOGETHER
from refcheck.alignment.terms import terms
from refcheck.alignment.vectors import VIEWS, WordVectors, centred
from refcheck.alignment.word_table import in_whole_numbers

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from refcheck.article import Scope

DIMENSIONS = 64
WINDOW = 12  # words to either side that count as near
LEAST_COUNT = 12
MOST_WORDS = 12_000
SMOOTHING = 0.75  # of the distribution of context words (Levy, Goldberg and Dagan 2015)
EPOCHS = 2
RATE = 0.004
DECAY = 1e-3
BATCH = 512


def embeddings(texts: Sequence[Sequence[str]]) -> tuple[list[str], np.ndarray]:
    """Vectors by singular values of positive pointwise mutual information."""
    counts = Counter(word for text in texts for word in text)
    words = [word for word, count in counts.most_common(MOST_WORDS) if count >= LEAST_COUNT and not word[0].isdigit()]
    place = {word: at for at, word in enumerate(words)}
    size = len(words)
    near = sparse.csr_matrix((size, size), dtype=np.float32)
    for start in range(0, len(texts), 6000):
        pairs: list[np.ndarray] = []
        for text in texts[start : start + 6000]:
            row = np.array([place[word] for word in text if word in place], dtype=np.int32)
            pairs.extend(np.stack([row[:-step], row[step:]]) for step in range(1, WINDOW + 1) if len(row) > step)
        one, other = np.concatenate(pairs, axis=1)
        near = near + sparse.coo_matrix((np.ones(len(one), dtype=np.float32), (one, other)), shape=(size, size)).tocsr()
    near = (near + near.T).tocoo()
    totals = np.asarray(near.tocsr().sum(axis=1)).ravel()
    smooth = totals**SMOOTHING
    information = np.log(near.data * smooth.sum() / (totals[near.row] * smooth[near.col]))
    keep = information > 0
    matrix = sparse.coo_matrix((information[keep], (near.row[keep], near.col[keep])), shape=(size, size)).tocsr()
    left, values, _ = randomized_svd(matrix, n_components=DIMENSIONS, random_state=0, n_iter=3)
    return words, (left * np.sqrt(values)).astype(np.float32)


def _pairs(
    articles: Mapping[str, Scope], words: Sequence[str], table: np.ndarray, rng: random.Random
) -> tuple[np.ndarray, np.ndarray]:
    """For each citation the vectors of its views, and of the cited title less those of another one."""
    places = {word: at for at, word in enumerate(words)}
    known = WordVectors(places, table, np.ones(DIMENSIONS, np.float32), np.zeros(0, np.float32))
    claims, differences = [], []
    for scope in articles.values():
        evidence = Evidence([citation.claim for citation in scope.citations], scope.references)
        titles = centred(known.totals(evidence.title_weights))
        views = np.stack([centred(known.totals(evidence.claim_weights(view))) for view in range(VIEWS)], axis=1)
        count = len(scope.references)
        for at, citation in enumerate(scope.citations):
            cited = set(citation.numbers)
            if len(cited) > MOST_TOGETHER:
                continue
            for number in cited:
                others = {number - 2, number - 1, number + 1, number + 2, rng.randint(1, count), rng.randint(1, count)}
                for other in others - cited:
                    if number <= count and 1 <= other <= count:
                        claims.append(views[at])
                        differences.append(titles[number - 1] - titles[other - 1])
    return np.array(claims, dtype=np.float32), np.array(differences, dtype=np.float32)


def learn(texts: Sequence[Sequence[str]], articles: Mapping[str, Scope], rng: random.Random) -> WordVectors:
    """The vectors of the texts, and the map that tells cited titles from others in the articles."""
    words, table = embeddings(texts)
    claims, differences = _pairs(articles, words, table, rng)
    maps = [np.eye(DIMENSIONS) * 1.5 for _ in range(VIEWS)]
    start = [matrix.copy() for matrix in maps]
    first = [np.zeros_like(matrix) for matrix in maps]
    second = [np.zeros_like(matrix) for matrix in maps]
    order = np.random.default_rng(0)
    step = 0
    for epoch in range(EPOCHS):
        loss = []
        shuffled = order.permutation(len(claims))
        for begin in range(0, len(claims), BATCH):
            batch = shuffled[begin : begin + BATCH]
            margin = sum(np.einsum("nd,nd->n", claims[batch, v] @ maps[v], differences[batch]) for v in range(VIEWS))
            pull = -1 / (1 + np.exp(margin))
            loss.append(float(np.log1p(np.exp(-margin)).mean()))
            step += 1
            for v in range(VIEWS):  # Adam
                slope = (claims[batch, v] * pull[:, None]).T @ differences[batch] / len(batch)
                slope = slope + DECAY * (maps[v] - start[v])
                first[v] = 0.9 * first[v] + 0.1 * slope
                second[v] = 0.999 * second[v] + 0.001 * slope * slope
                maps[v] -= RATE * (first[v] / (1 - 0.9**step)) / (np.sqrt(second[v] / (1 - 0.999**step)) + 1e-8)
        print(f"vectors: {len(words)} words, {len(claims)} pairs, epoch {epoch}, loss {np.mean(loss):.4f}")
    whole, scale = in_whole_numbers(table)
    return WordVectors(
        places={word: at for at, word in enumerate(words)},
        table=whole,
        scale=scale,
        maps=np.stack(maps).astype(np.float32),
    )


def texts_of(documents: Sequence[str]) -> list[tuple[str, ...]]:
    """The stems of each text."""
    return [terms(document) for document in documents]
