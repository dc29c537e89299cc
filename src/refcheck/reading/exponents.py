"""What stands around a raised number that tells a citation from a power, a unit, an isotope or a charge."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.reading.contexts import HARDLY, LOOK_BACK, NEVER, UNLIKELY

if TYPE_CHECKING:
    from collections.abc import Sequence

GREATEST_POWER = 4
"""Few powers of a number other than ten are greater."""
RESISTANCE = 5
"""The power of centimetres in the resistance of vessels."""
_UNIT = re.compile(
    r"(?:^|[\s(\[{\d/·×⋅.,;=+|<>−-])(?:[munckdµμp]?m|ft|in|yd|s|sec|min|h|hr|d|kg|cells?/m|[Ee]ta|[KkCc]hi"
    r"|[RrIηχΧXxyTωσρβpenNabtZz]|[ηƞɳ]G?p|π\s?[rR]|[a-z]?[χΧϖφϕ])$"
    r"|\((?:m|cm|mm|kg|s)\)\)?$|(?:Gy|[kmµμ]?g)[·.]?cm$"
)
_LONG_UNIT = re.compile(
    r"(?:^|[^\w])(?:m[gmVs]|(?:centi|milli)?met(?:er|re)s?|[munpµμ]?mol|[md]?[lL]|deg|pixels?|counts?|h(?:eigh)?t|stature"
    r"|units?)$"
)
_RESISTANCE = re.compile(r"[/·.⋅∙*×\s]\s?cm-?$")
_LOOSE_UNIT = re.compile(r"(?:^|[\s(/])(?:[munckdµμ]?m|ft|s)\s$|[(/×]\s?[munckdµμ]?m$")
_RESULT_AFTER = re.compile(r"\s?[=<>≥≤≈]")
_TESTED = re.compile(r"(?:^|[\s(;,])[XχΧFtRrη]\s?$")
_OPERATOR_AFTER = re.compile(r"\s?[/+×·*−]")
_EQUATION_AFTER = re.compile(r"\s?\(\d{1,2}\)")
_GROUPED = re.compile(r"[=+×*/−-]\s?\([^()]{0,40}\)$|[=+×*/−-]\s?\[[^\[\]]{0,40}\]$|[|}]$")
_ATOM = re.compile(r"(?:^|[^\w])[CNOS]$")
_SITE_AFTER = re.compile(r"[-‐‑–]?[A-Za-z]")
_SPECTROMETRY = re.compile(r"(?:^|[\s/(-])MS$")
_RESIDUE = re.compile(
    r"(?:^|[^A-Za-z]|[a-z])(?:Ala|Arg|Asn|Asp|Cys|Gln|Glu|Gly|His|Ile|Leu|Lys|Met|Phe|Pro|Ser|Thr|Trp|Tyr|Val)-?$"
)
_LOOSE_SYMBOL = re.compile(r"(?:^|[\s(\[*])[rRχΧxXIη]\s$")
_LOOSE_LETTER = re.compile(r"(?:^|[\s(/])[A-Za-z]\s$")
_DIGITS = re.compile(r"[\d.,·]+$")
_TOKEN = re.compile(r"[\w.,·‐-]+$")
_TEN = re.compile(r"(?:^|[×x*·.\s(])10\s$|(?:^|[^\w.,·]|[x×])10$")
_LONGEST_WORD = 6
"""What a word of the patterns above, with what must not stand before it, has at most, in code points."""
_DOTTED_TEN = re.compile(r"(?:^|[^\w.,·])[1-9][.·]10$")
_LOW_BASES = frozenset({"1", "2"})
_CALCULATED = re.compile(r"(?:^|[×x*·/+−=±^(])\s?[\d.,·]+$")
_YEAR = re.compile(r"(?:^|\D)(?:18|19|20)\d\d$")
_LABELLED = re.compile(r"(?:1[134]C|1[35]N|1[578]O|18F|[23]H|3[23]P|35S)(?![a-z])")
_ELEMENT = re.compile(r"(?:[CONHFPS](?:[A-Z\d\]-]|\s?PET\b|\s(?:isotop|label|enrich))|Tc|Xe|Cr|Sr|Ga|Lu|Rb|Y-|Ca\b)")


def doubt_of_raised(before: str, after: str, ends: Sequence[int]) -> float:
    """How much speaks against a citation: 10³, m², kg/m², R², ¹³C, Ca²⁺ are none.

    Args:
        before: the text before the raised number.
        after: the text after it.
        ends: the numbers raised.
    """
    if _is_isotope(before, after):
        return NEVER
    tail = before[-LOOK_BACK:]
    if len(ends) > 1 or not tail:
        return 0.0
    # What is looked for ends with the tail, so most of it need not be searched.
    word = tail[-_LONGEST_WORD:]
    if _TEN.search(word) or (_ATOM.search(word) and _SITE_AFTER.match(after)):
        return NEVER  # 10 ⁹, 5x10⁶, O⁶-methyl, N¹-acetyl
    if _RESIDUE.search(word):
        return HARDLY  # Ser⁹
    if (_RESULT_AFTER.match(after) and _TESTED.search(word)) or (ends[0] == RESISTANCE and _RESISTANCE.search(tail)):
        return NEVER  # X²₂ = 11.3, dyn·s/cm⁵
    if ends[0] in {2, 3, 4} and (doubt := _doubt_of_power(tail, after)):
        return doubt
    if tail[-1].isdigit() and (doubt := _doubt_behind_number(tail, ends[0])):
        return doubt
    if tail[-1] in "+−×/^=":
        return UNLIKELY  # Ca⁺²
    if tail[-1].isalnum() and _LABELLED.match(f"{ends[0]}{after[:3]}"):
        return HARDLY  # NaH¹³CO₃
    return UNLIKELY if tail[-1].isalnum() and _ELEMENT.match(after) else 0.0


def _doubt_behind_number(tail: str, number: int) -> float:
    """How much speaks for the power of a number: only what is calculated with has one; "the age of 18²" cites."""
    if _DOTTED_TEN.search(tail):
        return UNLIKELY  # 1.10⁶
    token, digits = _TOKEN.search(tail), _DIGITS.search(tail)
    if not token or not digits or token[0] != digits[0] or _YEAR.search(digits[0]):
        return 0.0
    if digits[0] in _LOW_BASES:
        return NEVER
    return UNLIKELY if number <= GREATEST_POWER and _CALCULATED.search(tail) else 0.0


def _doubt_of_power(tail: str, after: str) -> float:
    """How much speaks for a square or a cube, a charge, a step of mass spectrometry."""
    if _LOOSE_SYMBOL.search(tail) or _UNIT.search(tail) or _LOOSE_UNIT.search(tail):
        return NEVER
    if _RESULT_AFTER.match(after) or _SPECTROMETRY.search(tail):
        return NEVER  # χ²₃ = 9.96, MS/MS²
    if _GROUPED.search(tail) or after[:1].isdigit() or ("=" in tail and _EQUATION_AFTER.match(after)):
        return UNLIKELY  # = (mean + SD)², S²₁, = 10 × LBGI² (6)
    if _OPERATOR_AFTER.match(after) or _LONG_UNIT.search(tail) or _LOOSE_LETTER.search(tail):
        return UNLIKELY  # (Z₁ + Z₂)² / d
    return 0.0


def _is_isotope(before: str, after: str) -> bool:
    """Whether a raised number opens a word: ⁹⁰Y, [¹⁸F]."""
    return (
        after[:1].isalpha() and (not before or not before[-1].isalnum()) and before[-1:] not in tuple(".,;:!?)”’\"'%")
    )
