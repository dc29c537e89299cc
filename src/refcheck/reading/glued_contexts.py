"""What stands before a glued number: how much it speaks for a citation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from refcheck.reading.contexts import NEVER, NUMBERED_THINGS
from refcheck.reading.digit_runs import next_sentence_follows
from refcheck.reading.exponents import doubt_of_raised

LOOK_BACK = 40
"""How much of the text before a number is looked at, in code points."""

WORD_BEFORE = re.compile(r"([^\W_][\w'’+/.‐-]*)$")
_COUNTED_WORD = re.compile(rf"(?:{NUMBERED_THINGS}|exons?|files?|gps?)$", re.IGNORECASE | re.VERBOSE)
# "in recent years12" is likelier a citation than "years 12".
_COUNTED_PLURAL = re.compile(
    r"(?:sections|chapters|boxes|steps|parts|items|questions|phases|grades|stages|types|panels|volumes|numbers"
    r"|versions|levels|groups?|days|weeks|months|years?|visits|cycles|schemes?)$"
)
_LENGTH = re.compile(r"\d\s?(?:[mµμunckd]?m|ft|in)$")
# Measures and substances whose lowered digit is a part of their name, with the character that follows it.
_MEASURES = re.compile(r"(?:FEV[136]|(?<![^\W_])(?:(?:[SPFV]?[aipv]?|[Ee]t)C?O2|VC?O2|NO[23]|HbA1))[^\d.,]?$")
_LOGARITHM = re.compile(r"(?:^|[\W\d_])[Ll]og$")
_BASE = re.compile(r"(?:10|2)(?!\d)")
_GROUP_OF_ATOMS = re.compile(r"\w\(\w{1,3}\)$|\((?:m|cm|mm|kg|s)\)$")
YEAR = r"(?:18\d|19\d|20[0-3])\d"
_NO_DECIMAL = re.compile(rf"(?:^|\D)(?:{YEAR}|\d{{1,3}}\.\d{{1,4}})$|[A-Za-z)]{{2}}[-‐]?\d{{1,2}}$")
_NAMED_LETTER = re.compile(r"(?:^|[^\w])[A-Za-z]\d{1,2}$")
STATISTIC = re.compile(r"[=<>≤≥±~≈]\s?[-−–]?[\d.,]*$")
_FUNCTION_WORDS = "with to of than and or by from for at in is was were over under about between up on as the a"
_SMALL_WORDS = frozenset(_FUNCTION_WORDS.split())
_INITIALS = re.compile(r"(?:[A-Z]\.){1,5}[A-Z]$")
_SINGLE_LETTER = re.compile(r"(?:^|\s)[A-Za-z]$")
_CAPITAL = re.compile(r"\s{1,3}[(\[“\"‘']?[A-Z]|\s*$")
_FOR_EXAMPLE = re.compile(r"\b(?:e\.\s?g|i\.\s?e|cf|viz)$")
_ABBREVIATED = re.compile(
    r"\b(?:p|pp|figs?|figes|figures?|tables?|nos?|vol|eqs?|ref|refs|tab|sec|ch|v|ver|approx|ca|suppl|n|art|cat|jan|feb|mar|apr|aug|sept?|oct|nov|dec)$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATED = 8
"""One more than the longest of these has, in code points, to see where it begins."""
_UNIT_NAMES = "cm mm km dm m nm s sec min kg mg g ml l in ft cc mol cal pm am h d height weight radius"
_UNITS = frozenset(_UNIT_NAMES.split())
_WORDS_TOO = frozenset({"in", "am", "weight", "height"})
_REFERRING = re.compile(
    r"\b(?:(?:described|reported|reviewed|found|presented|published|given|listed|proposed|discussed|supplement)"
    r" (?:in|by)"
    r"|(?:adapted|taken|modified) from|cited by)$"
)
_LETTERS_TOO = re.compile(r"[^\W\d_].*\d[^\W\d_]$")
_LETTERED_THING = re.compile(r"[^\W\d_]{3,30}\s[A-Za-z]$")
_REFERENCE = re.compile(r"\b[Rr]efs?$")
_SECTION = re.compile(r"[\s<>=≤≥±~−–-]{0,4}\d{1,2}(?:\.\d{1,2}){0,3}")
_SURNAME = re.compile(r"(?:Mac|Mc|De|Di|Du|La|Le|Van|[DO][’'])[A-Z][a-z]{2,20}$")
_DIGITS = re.compile(r"[\d,–-]{0,20}")
_NEXT_WORD = re.compile(r"\s[^\W\d_]")
_MORE_DIGITS = re.compile(r"[,;–-]?\d")
_POWERS = frozenset("234")
AFTER_POWER = 20
"""How much of the text after a number shows a power, in code points."""
FILLS_A_GAP = -2.4
"""The weight of what is hardly ever a citation: it is believed where the very next number is missing otherwise."""
_MEASURED_UNIT = re.compile(rf"(?:\d\s|/)(?:{'|'.join(sorted(_UNITS))})$")
_ENDS_IN_LETTERS = re.compile(r"\d[^\W\d_]{2,}$|\w{2}\d[^\W\d_]$")


@dataclass(frozen=True, slots=True)
class Weighed:
    """What stands before a number.

    Attributes:
        weight: how much it speaks for a citation, in the units of `sequence`.
        name: the word that the number may be a part of ("HER" of "HER2"), or empty.
        is_loose: whether it is white space.
    """

    weight: float
    name: str = ""
    is_loose: bool = False


def weigh(text: str, start: int) -> Weighed | None:
    """Judge what stands before a number; None if it cannot be a citation.

    Args:
        text: the block.
        start: where the number begins; not 0.
    """
    before = text[max(0, start - LOOK_BACK) : start]
    weighed = _weighed(text, start, before)
    return None if weighed is None or _is_measure(text, start, before) else weighed


def _weighed(text: str, start: int, before: str) -> Weighed | None:
    last = before[-1]
    if last in ".,;:!?":
        return _after_stop(text, start, before[:-1])
    if last in "\"'" and before[-2:-1] in tuple(" \n=(["):
        return None  # "the '11 for Health' programme"
    if last in ")]}”’\"'»™®©":
        return Weighed(1.0 if last != "'" else 0.0)
    if last == "%":
        return Weighed(0.0)
    if last.isalpha():
        return _after_word(before, text[start], single=not text[start + 1 : start + 2].isdigit())
    if last == "+" and before[-2:-1].isalnum():
        return Weighed(-0.6)  # "CIN2+9"
    if last in " \xa0" and before[-2:-1].isalpha():
        word = WORD_BEFORE.search(before[:-1])
        if word and len(word[1]) > 3 and word[1].islower() and not _COUNTED_WORD.match(word[1]):
            return Weighed(-3.0, is_loose=True)
    return None  # a number by itself, as most are


def _is_measure(text: str, start: int, before: str) -> bool:
    """Whether a number is a power, a base or a part of a measure: "kg/metre2", "log10", "25(OH)2", "FEV1/FVC"."""
    if text[start] in "23" and not text[start + 1 : start + 2].isdigit() and _LENGTH.search(before.rstrip(".")):
        return True  # "10 cm2", "10 cm.2"
    if before[-1] == ")" and _GROUP_OF_ATOMS.search(before):
        return True
    if text[start] in _POWERS and not _MORE_DIGITS.match(text, start + 1):
        after = text[start + 1 : start + AFTER_POWER]
        if doubt_of_raised(before, after, (int(text[start]),)) == NEVER:
            return True
    if _LOGARITHM.search(before) and _BASE.match(text, start):
        return True
    return bool(_MEASURES.search(before + text[start : start + 2]))


def _after_stop(text: str, start: int, before: str) -> Weighed | None:
    stop = text[start - 1]
    if stop == "," and before.endswith("et al."):
        return Weighed(1.2)
    if stop == "," and _FOR_EXAMPLE.search(before[:-1]):
        return Weighed(0.3)  # "see e.g.,10"
    if not before or before[-1].isspace() or before[-1] in "./-–−([=<>$£€":
        return None
    if before[-1].isdigit():
        return _after_number(text, start, before)
    if _INITIALS.search(before):
        return Weighed(0.5)  # "approved in the U.S.A.8"
    if _FOR_EXAMPLE.search(before):
        return Weighed(0.3)
    if stop == "." and _REFERENCE.search(before):
        return Weighed(0.6)  # "adapted from Ref.34"
    if _ABBREVIATED.search(before[-_LONGEST_ABBREVIATED:]):
        return None
    if stop == "." and _SINGLE_LETTER.search(before) and _CAPITAL.match(text, start + 1 + _more(text, start)):
        return Weighed(-0.8)  # "in the package for R.18 Others"
    if re.search(r"(?:^|[^\w‐-])[a-zA-Z]$", before):
        return Weighed(0.3) if stop == "." and _MEASURED_UNIT.search(before) else None  # "above 0.2 mmol/l.40"
    return Weighed({".": 2.0, ",": 1.2, ";": 1.0, ":": 0.6, "!": 1.0, "?": 1.5}[stop])


def _more(text: str, start: int) -> int:
    found = _DIGITS.match(text, start + 1)
    return found.end() - start - 1 if found else 0


def _after_number(text: str, start: int, before: str) -> Weighed | None:
    """A number, a stop and digits are a decimal, but for "in 2009.4 The", "an ICC of 0.125.2 The", "IL-6.7 The"."""
    stop = text[start - 1]
    end = start + 1 + _more(text, start)
    ends = next_sentence_follows(text, end)
    if stop not in ".," or _NAMED_LETTER.search(before):
        return None
    if len(before) == start - 1 and _SECTION.fullmatch(before):
        return None  # "2.1.1 Quality of life"
    if re.search(r"\b(?:v|ver|version)\.?\s?[\d.]+$", before):
        return Weighed(-1.0) if ends else None
    if _NO_DECIMAL.search(before[-9:]):
        if stop == ".":
            return Weighed(0.0)
        return Weighed(-0.3) if _NEXT_WORD.match(text, end) else None
    if stop == "." and ends and not STATISTIC.search(before):
        return Weighed(-1.0)  # "with SPSS 21.40 A model"
    return None


def _after_word(before: str, digit: str, *, single: bool) -> Weighed | None:
    found = WORD_BEFORE.search(before)
    word = found[1] if found else ""
    bare = re.split(r"[-‐/.]", word)[-1]
    if re.search(r"\bet\sal(?:\.?['’]s)?$", before):
        return Weighed(1.2)
    if _REFERRING.search(before) or re.search(r"\d0['’]?s$", before):
        return Weighed(0.4)  # "described in4", "in the 1970s4"
    raised = digit in "23" and single
    if _MEASURED_UNIT.search(before):
        return None if raised else Weighed(-0.6)  # "after 78 s24", "4 g/d32"
    if bare.lower() in _UNITS and bare not in _WORDS_TOO and not (bare.isupper() and _LETTERED_THING.search(before)):
        return None if raised or (len(bare) < 3 and single) else Weighed(-0.6 if len(bare) > 2 else FILLS_A_GAP, word)
    if len(bare) == 1:
        return _after_letter(before, word, single=single)
    if any(character.isdigit() for character in bare) and not _ENDS_IN_LETTERS.search(bare):
        return Weighed(FILLS_A_GAP + 0.6, word) if _LETTERS_TOO.search(word) else None  # "EQ-5D61"
    doubtful = _doubtful_word(word if bare in _SMALL_WORDS else bare, single=single)
    if doubtful is not None:
        return doubtful
    if bare[-2:] in ("'s", "’s"):
        return Weighed(0.0)
    if _SURNAME.search(word):
        return Weighed(0.4)
    if not bare[1:].islower():
        return Weighed(-1.2 if sum(map(str.islower, bare)) < 4 else -0.2, word)  # "PANSS", "MoodGym"
    if len(bare) < 4:
        return Weighed(0.0 if bare.islower() and len(bare) == 3 else -0.5, word)
    if bare[0].isupper():
        return Weighed(0.4, word)
    return Weighed(1.0, word if len(bare) < 5 else "")


def _after_letter(before: str, word: str, *, single: bool) -> Weighed | None:
    if len(word) > 2 and word[-2] in "-‐":
        return Weighed(-0.8, word)  # "LDL-C39"
    named = _LETTERED_THING.search(before)
    if named:
        return Weighed(-1.2 - 1.2 * single, named[0])  # "vitamin D13"
    return Weighed(-1.8) if len(word) == 1 and word.isupper() and not single else None  # "Study A12"


def _doubtful_word(word: str, *, single: bool) -> Weighed | None:
    if word == "see":
        return Weighed(0.4)
    if word in _SMALL_WORDS:
        return Weighed(-1.2 if single else -0.5)  # "as suggested by57."
    if _COUNTED_PLURAL.match(word):
        return Weighed(-0.3, word)
    if _COUNTED_WORD.match(word):
        return Weighed(-2.1 if single else -0.5, word)
    return None
