"""The labels that references stand behind: ``1.``, ``[1]``, ``(1)``, ``1)``, ``[^1]:`` ..."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.reading.citation_markers import parse_numbers
from refcheck.reading.reference_likeness import LIKELY, REACH, STRONG, reference_score
from refcheck.sealing import sealed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.reading.lines import Line

_LABEL = re.compile(
    r"(?P<before>[ \t\xa0>]{0,40}(?:[-*+•]\s{1,4}(?=[\\\[(]))?(?:<a\s[^<>]{0,200}>(?:</a>)?)?(?:\*\*|__)?)"
    r"(?P<label>\\?[\[［【](?P<bracket>\d{1,4})(?P<of_bracket>[a-h]?)\\?[\]］】](?P<definition>:)?\.?"
    r"|\[\^(?P<footnote>[^\]\s\[]{1,100})\]:"
    r"|[(（](?P<parens>\d{1,4})(?P<of_parens>[a-h]?)[)）]"
    r"|(?P<paren>\d{1,4})(?P<of_paren>[a-h]?)[)）]"
    r"|(?P<dot>\d{1,4})(?P<of_dot>[a-h]?)\\?[.．、](?!\d)"
    r"|[Rr][Ee][Ff](?:\.|erence|ERENCE)?[ \xa0]?(?P<word>\d{1,4})[.:]?(?=\s)"
    r"|\[?(?P<supplement>[Ss]\d{1,3})(?:\]|[.):](?=\s))"
    r"|(?P<dash>\d{1,4})[ \xa0]{1,3}[–—-](?=\s)"
    r"|<sup>\[?(?P<sup>\d{1,4})\]?</sup>"
    r"|\^(?P<caret>\d{1,4})\^"
    r"|(?P<unicode>[⁰¹²³⁴-⁹]{1,4})"
    r"|(?P<bare>\d{1,4})(?=[\s:]))"
    r"(?P<after>:?(?:\*\*|__)?[\s\xa0]*)(?=\S)"
)
_KINDS = (
    "bracket", "footnote", "parens", "paren", "dot", "word", "supplement", "dash", "sup", "caret", "unicode", "bare",
)  # fmt: skip
_GUARDED = frozenset({"bare", "dash", "word", "unicode", "sup", "caret"})
"""Labels that often begin a line of prose."""
_PAGES = re.compile(r"[A-Za-z]?\d{1,6}(?:\s?[–-]|[.;,]|$)")
_MONTH_OR_UNIT = re.compile(
    r"(?:(?!(?:d[eaiu]|de[lnr]|do?s|van|von|v[ad]n|l[ae]|el|al|te[nr])\s)[a-z]|%|[A-Z][a-z]{2,8}\s(?:18|19|20)\d\d\b)"
)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of an ordered Markdown list.

    Attributes:
        number: the number it renders with.
        all_ones: whether every item of its list is typed ``1.``, so that what is typed says nothing.
        of: which list of the document it belongs to.
    """

    number: int
    all_ones: bool
    of: int


@sealed
@dataclass(frozen=True, slots=True)
class Labelled:
    """A line that begins with a label.

    Attributes:
        line: the line.
        kind: which sort of label; a list keeps to one.
        number: what it says; 0 for a label that is a name.
        name: the label of a footnote or of a supplement's reference ("S1"), else empty.
        label: where the label stands in the line.
        content: where the text after it begins in the line.
        score: how much the text after it reads like a reference.
        rendered: the number that the format shows for it, if that differs.
        of: which ordered list of a Markdown document it belongs to.
        part: the letter of one work of several under one number ("4a").
    """

    line: Line
    kind: str
    number: int
    name: str
    label: tuple[int, int]
    content: int
    score: float
    rendered: int | None = None
    of: int | None = None
    part: str = ""

    @property
    def likely(self) -> bool:
        """Whether the text reads like a reference."""
        return self.score >= LIKELY

    @property
    def strong(self) -> bool:
        """Whether it can hardly be anything else."""
        return self.score >= STRONG


def labelled(line: Line, following: Sequence[Line], item: Item | None) -> Labelled | None:
    """Read the label of a line.

    Args:
        line: the line.
        following: the lines after it (an entry may be wrapped).
        item: what Markdown makes of the line, if it begins an item of an ordered list.
    """
    found = _LABEL.match(line.text)
    if not found:
        return None
    kind = next(name for name in _KINDS if found[name])
    content = found.end()
    rest = line.text[content : content + 1000]
    if kind in {"unicode", "bare", "dot"} and not found["after"] and not rest[:1].isalpha() and kind != "unicode":
        return None
    if kind in _GUARDED and "\t" not in found["after"] and _MONTH_OR_UNIT.match(rest):
        return None  # "12 patients ...", "3 March 2004"; behind a tab "van den Bent MJ ..." may stand
    if kind in {"paren", "parens", "bare", "dash"} and _PAGES.match(rest):
        return None  # a reference wrapped within "20(supplement 1):1–13."
    named = kind in {"footnote", "supplement"}
    numbers = None if named else parse_numbers(unicodedata.normalize("NFKC", found[kind]))
    if not named and not numbers:
        return None
    number = numbers[0].first if numbers else 0
    shown = None
    if item and kind in {"dot", "paren"}:
        if item.all_ones:
            number = item.number
        elif item.number != number:
            shown = item.number
    return Labelled(
        line,
        kind,
        number,
        found[kind] if named else "",
        found.span("label"),
        content,
        reference_score(_whole(rest, following)),
        shown,
        item.of if item else None,
        (found[f"of_{kind}"] if kind in {"bracket", "parens", "paren", "dot"} else ""),
    )


def _whole(rest: str, following: Sequence[Line]) -> str:
    """The text of an entry with the lines it is wrapped over."""
    parts = [rest]
    length = len(rest)
    for line in following:
        if length > REACH or line.is_blank or _LABEL.match(line.text) or len(line.text) > REACH:
            break
        parts.append(line.text.strip())
        length += len(line.text)
    return " ".join(parts)
