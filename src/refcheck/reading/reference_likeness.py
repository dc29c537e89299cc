"""Whether a line reads like an entry of a reference list, and not like a step, a heading or prose."""

from __future__ import annotations

import re

LIKELY = 2.5
"""The score from which a text reads like a reference."""
STRONG = 4.0
"""The score from which it can hardly be anything else."""
REACH = 600
"""How much of a line is looked at, in code points."""
LONGEST = 900
"""Few references are longer than this, in code points."""

_SIGNS = (
    (1.0, re.compile(r"[12](?<=\b.)(?:(?<=1)[89]|(?<=2)0)\d\d[a-z]?\b").search),
    (
        2.0,
        re.compile(r"\b10\.\d{4,9}/\S|https?://|\bwww\.|\bPMID\b|\bPMC\d{4}|\barXiv\b|\bISBN\b", re.IGNORECASE).search,
    ),
    # 2006;13:668-676   20 (16): 2497-506   vol. 3, pp. 4-9   11(2), 81-90
    (
        2.0,
        re.compile(
            r"\d(?<=\b.)(?!\d{0,2},\d{3}(?![\d–-]))\d{0,3}\s?(?:\([^()]{1,20}\))?\s?[:,]\s?[A-Z]{0,2}\d{1,6}(?:\s?[-–—]\s?[A-Z]?\d|[.;\s]|$)"
        ).search,
    ),
    (1.5, re.compile(r"\bpp?\.\s?\d|\bvol(?:ume)?\.?\s\d", re.IGNORECASE).search),
    # Wei A, ...   van Hazel GA, ...   Smith, J. A.   J. A. Smith
    (
        1.5,
        re.compile(
            r"\W{0,4}(?:[a-zà-ÿ]{2,4}\s){0,2}[A-ZÀ-Þ][\w'’‐-]{0,30},?\s(?:[A-ZÀ-Þ][.\s-]{0,2}){1,4}(?:[,.;:(]|\s|$)"
        ).match,
    ),
    (1.5, re.compile(r"\W{0,4}(?:[A-ZÀ-Þ]\.[\s-]?){1,3}[A-ZÀ-Þ][\w'’‐-]{1,30}[,.;\s]").match),
    (1.5, re.compile(r"\bet\s+al\b|\band others\b").search),
    (
        1.0,
        re.compile(
            r"\b(?=[ADEIJLPRSTUWe\[])(?:Available (?:at|from|online)|Accessed|Retrieved|Last accessed"
            r"|\[Internet\]|In:|In\s[A-Z]\.|[Ee]ds?\."
            r"|Press|Publish(?:er|ing)|University|Elsevier|Springer|Wiley|Proceedings|Journal|J\s[A-Z][a-z]+|Thesis"
            r"|Dissertation|Report|edn?\b|edition|PubMed)"
        ).search,
    ),
    (0.5, re.compile(r"[A-Z][^.]{20,300}[.?]\s{1,2}[*_]{0,2}[A-Z][\w\s&.]{2,60}").search),
)
"""How much each sign says, and what looks for it; those that stand at the beginning are looked for only there."""
_INSTRUCTION = re.compile(
    r"\W{0,3}(?:if|when|please|click|open|select|press|enter|add|use|then|we|i|you)\s", re.IGNORECASE
)

_CITES = re.compile(r"\[\d{1,3}\]\(#|\w\s?\[\^?\d{1,3}(?:[,–-]\s?\d{1,3}){0,5}\][.,;\s]")
"""A citation: references do not cite."""


def reference_score(text: str) -> float:
    """How much a text (without its label) has the marks of a reference: year, volume and pages, names, identifiers."""
    head = text[:REACH]
    if _INSTRUCTION.match(head) or ("[" in head and _CITES.search(head)):
        return 0.0
    return sum([weight for weight, find in _SIGNS if find(head)]) - (1.5 if len(text) > LONGEST else 0.0)
