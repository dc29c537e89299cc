"""What stands around a raised number that tells a citation from a power, a unit, an isotope or a charge."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.reading.contexts import HARDLY, LOOK_BACK, NEVER, UNLIKELY

if TYPE_CHECKING:
    from collections.abc import Sequence

GREATEST_POWER = 12
"""Few powers of a written number are greater."""
_UNIT = re.compile(
    r"(?:^|[\s(\[{\d/·×⋅.,;=+|<>−-])(?:[munckdµμp]?m|ft|in|yd|s|sec|min|h|hr|d|kg|cells?/m|[Ee]ta|[KkCc]hi"
    r"|[RrIηχΧXxyTωσρβpenNabtZz]|[ηƞɳ]G?p)$"
    r"|\((?:m|cm|mm|kg|s)\)$"
)
_LONG_UNIT = re.compile(r"(?:^|[^\w])(?:m[gmV]|[munpµμ]?mol|[md]?[lL]|deg|pixels?|counts?|height|stature|units?)$")
_LOOSE_UNIT = re.compile(r"(?:^|[\s(/])(?:[munckdµμ]?m|ft|s)\s$|[(/×]\s?[munckdµμ]?m$")
_LOOSE_TEN = re.compile(r"(?:^|[×x*·.\s(])10\s$")
_RESULT_AFTER = re.compile(r"\s?[=<>≥≤≈]")
_OPERATOR_AFTER = re.compile(r"\s?[/+×·*−]")
_ATOM = re.compile(r"(?:^|[^\w])[CNOS]$")
_SITE_AFTER = re.compile(r"[-‐‑–]?[A-Za-z]")
_SPECTROMETRY = re.compile(r"(?:^|[\s/(-])MS$")
_RESIDUE = re.compile(
    r"(?:^|[^A-Za-z]|[a-z])(?:Ala|Arg|Asn|Asp|Cys|Gln|Glu|Gly|His|Ile|Leu|Lys|Met|Phe|Pro|Ser|Thr|Trp|Tyr|Val)-?$"
)
_LOOSE_SYMBOL = re.compile(r"(?:^|[\s(\[])[rRχΧxXIη]\s$")
_LOOSE_LETTER = re.compile(r"(?:^|[\s(/])[A-Za-z]\s$")
_CHARGED = re.compile(r"[A-Z][a-z]?\+$")
_DIGITS = re.compile(r"[\d.,·]+$")
_TOKEN = re.compile(r"[\w.,·‐-]+$")
_BASE = frozenset({"10", "2", "1"})
_YEAR = re.compile(r"(?:^|\D)(?:18|19|20)\d\d$")
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
    if _LOOSE_TEN.search(tail) or (_ATOM.search(tail) and _SITE_AFTER.match(after)):
        return NEVER  # 10 ⁹, O⁶-methyl, N¹-acetyl
    if _RESIDUE.search(tail):
        return HARDLY  # Ser⁹
    if ends[0] in {2, 3, 4} and (doubt := _doubt_of_power(tail, after)):
        return doubt
    if tail[-1].isdigit():
        token, digits = _TOKEN.search(tail), _DIGITS.search(tail)
        if token and digits and token[0] == digits[0] and not _YEAR.search(digits[0]):
            if digits[0] in _BASE:
                return NEVER
            # Powers are small: "0.685⁴³" cites.
            return UNLIKELY if ends[0] <= GREATEST_POWER or len(digits[0]) < 3 else 0.0
    if _CHARGED.search(tail) or tail[-1] in "+−×/^=":
        return UNLIKELY
    return UNLIKELY if _ELEMENT.match(after) and tail[-1].isalnum() else 0.0


def _doubt_of_power(tail: str, after: str) -> float:
    """How much speaks for a square or a cube, a charge, a step of mass spectrometry."""
    if _LOOSE_SYMBOL.search(tail) or _UNIT.search(tail) or _LOOSE_UNIT.search(tail):
        return NEVER
    if _RESULT_AFTER.match(after) or _SPECTROMETRY.search(tail):
        return NEVER  # χ²₃ = 9.96, MS/MS²
    if _OPERATOR_AFTER.match(after) or _LONG_UNIT.search(tail) or _LOOSE_LETTER.search(tail):
        return UNLIKELY  # (Z₁ + Z₂)² / d
    return 0.0


def _is_isotope(before: str, after: str) -> bool:
    """Whether a raised number opens a word: ⁹⁰Y, [¹⁸F]."""
    return (
        after[:1].isalpha() and (not before or not before[-1].isalnum()) and before[-1:] not in tuple(".,;:!?)”’\"'%")
    )
