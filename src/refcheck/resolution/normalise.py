"""Text made comparable: case, accents, ligatures, Greek letters, hyphenation, dashes and quotes no longer matter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from refcheck.folding import base_letters

_SIGNS = str.maketrans(
    {
        "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
        "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho",
        "σ": "sigma", "ς": "sigma", "τ": "tau", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
        "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "−": "-", "’": "'", "‘": "'", "´": "'", "`": "'",
    }
)  # fmt: skip
_HYPHENATION = re.compile(r"(?<=[a-z])- (?=[a-z])")  # a word that was broken over two lines
TOKEN = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"\s+")


def reference_key(raw: str) -> str:
    """What a reference is known by in the lock file: compatibility characters resolved, white space folded.

    Mark-up, case and punctuation are kept, so that an edited reference is a new one.
    """
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", raw)).strip()


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A text in lower case without accents, its line-end hyphenation joined."""
    if text.isascii():
        return _HYPHENATION.sub("", " ".join(text.lower().replace("`", "'").split()))
    text = base_letters(unicodedata.normalize("NFKC", text)).translate(_SIGNS)
    return _HYPHENATION.sub("", _SPACES.sub(" ", text).replace("\u00ad", "").strip())


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, folded; punctuation always parts them (``1974;99:496-7`` gives four)."""
    return TOKEN.findall(folded(text))


def compact(text: str) -> str:
    """The letters and digits of a text, folded, without anything between: hyphens and spaces do not matter."""
    return "".join(tokens(text))
