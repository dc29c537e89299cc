"""Words and ranges that a line end cuts: "chemo-" / "therapy" is one word, "follow-" / "up" keeps its hyphen.

Whether the hyphen belongs to the word, the rest of the document says best: where "chemotherapy" stands elsewhere, that
is the word. Only where it says nothing do rules decide.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise

from refcheck.source import MappedText

_CUT = re.compile(
    r"(?P<hyphen>[-\u2010\xad]|(?<=[\d\])])[\u2011-\u2013\u2212])"
    r"(?P<end>[ \t]{0,8}\n[ \t]{0,80})(?=[^\W_]|[\[(]\d)"
)
"""A hyphen at the end of a line, or the dash of a range there."""
_WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*+")
_PIECES = re.compile(r"(?<![^\W\d_])[^\W\d_]{0,40}[-\u2010\xad][ \t]{0,8}(?:\r\n|\n|\r)[ \t]{0,80}[^\W\d_]{0,40}")
_LAST_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,40}$")
_FIRST_WORD = re.compile(r"[^\W\d_]{1,40}")
_LEFT_OPEN = re.compile(r"(?:and|or|to|nor|und|oder|bis|et|ou|y|o|e|en|of)\b(?!-)")
""""pre- and" / "postoperative" leave the first word open."""
_ADDRESS = re.compile(r"https?://|www\.|10\.\d{4,9}/")

_FIRST_PARTS = (
    " non self well high low long short cross half full free first second third fourth two three four five six seven"
    " eight nine double single triple open closed early dose time age cost evidence placebo case follow large small"
    " middle left right life health patient population risk quality site cell tumor tumour disease drug light heavy"
    " deep fast slow hospital community real head side soft hard year day week month hour "
)
"""What in English stands before a hyphen more often than at the break of a word."""
_SECOND_PARTS = (
    " up year years day days month months week weeks hour hours old based related dependent independent free term like"
    " specific treated induced associated positive negative cell cells blind blinded center centre fold wide life risk"
    " grade quality dose of the controlled label arm sided tailed called care analysis analyses reported rich poor"
    " resistant sensitive adjusted matched driven derived mediated effective threatening naive response type level"
    " scale stage phase limiting small invasive randomized randomised significant point income "
)
"""What in English stands behind a hyphen more often than after the break of a word."""


class LineEnds:
    """Puts together what the line ends of one document cut.

    Args:
        text: the whole document, whose words say how its words are written.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _words(self) -> Counter[str]:
        """How often each word, and each two parts of a hyphenated one, stand within a line."""
        words: Counter[str] = Counter()
        for found in _WORDS.finditer(_PIECES.sub(" ", self._text)):
            parts = found[0].casefold().replace("\u2010", "-").split("-")
            words.update(parts)
            words.update(f"{first}-{second}" for first, second in pairwise(parts))
        return words

    def rejoin(self, raw: MappedText) -> MappedText:
        """Take out the line ends behind hyphens, and the hyphens that only a line end made.

        Args:
            raw: lines, with a line feed between them.
        """
        text = raw.text
        if "\n" not in text:
            return raw
        parts: list[MappedText] = []
        at = 0
        for cut in _CUT.finditer(text):
            keeps = self._keeps(text[max(0, cut.start() - 100) : cut.start()], text[cut.end() : cut.end() + 80], cut)
            if keeps is None:
                continue
            parts.append(raw.slice(at, cut.start("end") if keeps else cut.start()))
            at = cut.end()
        if not parts:
            return raw
        return MappedText.join([*parts, raw.slice(at, len(text))])

    def _keeps(self, before: str, after: str, cut: re.Match[str]) -> bool | None:
        """Whether the hyphen stays; None where the line end stays too."""
        if cut["hyphen"] == "\xad":
            return False
        if not before or before[-1].isspace() or _LEFT_OPEN.match(after):
            return None
        before = before.rsplit(maxsplit=1)[-1]
        if _ADDRESS.search(before):
            return True
        last, first = _LAST_WORD.search(before), _FIRST_WORD.match(after)
        if last is None or first is None:
            return True  # COX-2, 5-year, [3-5]
        left, right = last[0].casefold(), first[0].casefold()
        whole, parted = self._words[left + right], self._words[f"{left}-{right}"]
        if whole != parted:
            return parted > whole
        if len(left) == 1 or before[: last.start()].endswith(("-", "\u2010")):
            return True
        if first[0][0].isupper():
            return not (last[0].isupper() and first[0].isupper() and len(left) > 3)
        if f" {right} " in _SECOND_PARTS:
            return True
        # "follow-" / "ing" is one word, "high-" / "resolution" two.
        return f" {left} " in _FIRST_PARTS and (len(right) > 5 or self._words[right] > 0)
