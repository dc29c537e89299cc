"""What a token of a reference looks like, for the tagger: its own make, its neighbours', and what rules say of it.

Features are names. Those of a word depend on the word alone, those of a context on a small key, so that what they
weigh is summed up once for each word and each key (`tagging`). The rules' own answer is among them: the tagger only
has to learn where they err.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from refcheck.references.journal_names import JOURNAL_ABBREVIATIONS, JOURNAL_WORDS
from refcheck.references.lexicon import COMPANY_FORMS, GROUP_HEADS, PARTICLES, words
from refcheck.references.locator_words import ISSUE, MONTHS, PAGE, PAGES, ROMAN, SUPPLEMENT, VOLUME, year_of
from refcheck.references.publishers import PUBLISHERS
from refcheck.references.tokens import DASHES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from refcheck.references.tokens import Token

OFFSETS = (0, -1, 1, -2, 2)
"""Which neighbours' words a token's label may depend on, as steps from it."""

FIELDS: Mapping[str, str] = {
    "authors": "A", "title": "T", "container": "C", "publisher": "P", "place": "L", "edition": "E", "year": "D",
    "volume": "V", "issue": "I", "pages": "G", "article_number": "G",
}  # fmt: skip
"""The label of each field that rules find; what is in none of them is ``O`` (other) to the tagger, ``-`` to rules."""

Key = tuple[str | int | bool, ...]

_LEXICONS = (
    ("month", MONTHS),
    ("particle", PARTICLES),
    ("group", GROUP_HEADS),
    ("company", COMPANY_FORMS),
    ("abbreviation", JOURNAL_ABBREVIATIONS),
    ("journal", JOURNAL_WORDS),
    ("publisher", PUBLISHERS),
)
_EDITORS = words("ed eds editor editors hrsg hg éd éds red dir coord edited edit herausgegeben edits comp")
_EDITIONS = words("edition edn aufl auflage ausg édition edición ediz")
_TRANSLATORS = words("trans transl translated translator übers übersetzt trad")
_SPECIAL = (
    ("ed", _EDITORS),
    ("edn", _EDITIONS),
    ("trans", _TRANSLATORS),
    ("in", words("in")),
    ("and", words("and & et und y e i og och")),
    ("al", words("al others")),
    ("vol", VOLUME),
    ("no", ISSUE),
    ("pp", PAGES),
    ("suppl", SUPPLEMENT),
    ("month", MONTHS),
    ("of", words("of the for on with from to by at as de la le les des du del della der die das den von zur für")),
    ("genre", words("thesis dissertation diss phd master report paper preprint unpublished manuscript forthcoming")),
    ("net", words("http https www url doi retrieved accessed available online press")),
)
_SPECIALS = {word: name for name, listed in reversed(_SPECIAL) for word in listed}
# Of words farther away fewer features are looked at.
_KINDS = (None, frozenset({"c=", "w=", "l="}), frozenset({"c=", "l="}))
_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")
_QUOTES = frozenset("\"“”„«»‘’'`")
# What says what stands before or behind it.
_KEYWORDS = frozenset({"Inin", "ed", "Ined", "edn", "trans", "year", "vol", "no", "pp", "genre", "net"})
_MARKS = frozenset(".,:;?!()[]") | _QUOTES


@lru_cache(20_000)
def word_class(word: str) -> str:
    """What kind of token it is, by its signs and by what its word says in references."""
    first = word[:1]
    if not first.isalnum():
        return "dash" if word in DASHES else "quote" if word in _QUOTES else word if word in _MARKS else "sign"
    if word.isdecimal():
        return "year" if year_of(word) else f"{min(len(word), 5)}d"
    special = _SPECIALS.get(word.lower())
    if special and (len(word) > 1 or not word.isupper()):
        return f"In{special}" if special in ("in", "ed") and first.isupper() else special
    if not word.isalpha():
        return "year" if year_of(word) else "page" if PAGE.match(word) else "mixed" if _any_digit(word) else "name'"
    if len(word) > 1 and ROMAN.match(word):
        return "roman"
    if first.isupper():
        if len(word) == 1:
            return "X"
        return ("XX" if len(word) < 4 else "XXX") if word.isupper() else ("Xx" if len(word) < 5 else "Xxx")
    if first.islower():
        return "xx" if len(word) > 3 else "x"
    return "script"


def _any_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def word_features(word: str) -> list[str]:
    """What there is to say of a word alone."""
    lower = word.lower()
    features = [f"c={word_class(word)}", *(f"l={name}" for name, listed in _LEXICONS if lower in listed)]
    if word[:1].isalpha():
        folded = unicodedata.normalize("NFKD", lower)
        features += [f"w={lower}", f"s={folded[-3:]}", f"s2={folded[-2:]}", f"p={folded[:3]}"]
        if word[:1].isupper() and not word.isupper():
            features.append(f"S={folded[-3:]}")
    else:
        features.append(f"w={lower[:12]}")
    return features


def offset_features(word: str, offset: int) -> Iterator[str]:
    """The features of a word that stands so many steps from the token that is to be labelled."""
    kinds = _KINDS[abs(offset)]
    return (f"{offset}{name}" for name in word_features(word) if kinds is None or name[:2] in kinds)


def split_offset(name: str) -> tuple[int | None, str]:
    """The offset and the rest of a name that `offset_features` made; None and the name of one of a context."""
    if name[0] == "-":
        return int(name[:2]), name[2:]
    return (int(name[0]), name[1:]) if name[0].isdecimal() else (None, name)


def contexts(tokens: Sequence[Token], ruled: Sequence[str]) -> list[tuple[Key, ...]]:
    """For each token the keys of what stands around it.

    Args:
        tokens: of the reference.
        ruled: for each the field that rules put it in, as a label of `FIELDS`, or ``-``.

    Returns:
        For each token as many keys, whose features `context_features` names.
    """
    count = len(tokens)
    classes = ["<", *(word_class(token.text) for token in tokens), ">", ">"]
    spaced = [0, *(int(tokens[at].start > tokens[at - 1].end) for at in range(1, count)), 1]
    rules = ["<", *ruled, ">"]
    following = _following_marks(classes, count)
    ahead = _keywords_ahead(classes, count)
    whole = _whole(classes, rules)
    depth = 0
    quoted = 0
    year = host = False
    before = keyword = "<"
    steps = 0
    keys: list[tuple[Key, ...]] = []
    for at in range(count):
        own = classes[at + 1]
        rule = rules[at + 1]
        if own in _CLOSING:
            depth = 0
        keys.append(
            (
                (1, rules[at], rule, rules[at + 2], own, keyword, ahead[at]),
                (2, classes[at], own, classes[at + 2], spaced[at], spaced[at + 1]),
                (3, own, before, *following[at]),
                (4, rule, own, at * 8 // count, min(at, 3), min(count - at, 3), min(steps, 7)),
                (5, own, depth, quoted, year, host, rule, whole),
            )
        )
        if own in _OPENING:
            depth = 1
        elif own == "quote":
            quoted = min(quoted + 1, 2)
        elif own == "year":
            year = True
        elif own == "Inin":
            host = True
        if own in _KEYWORDS:
            keyword = own
        steps += 1
        if own in _MARKS or own == "quote":
            before, steps = own, 0
    return keys


def _following_marks(classes: list[str], count: int) -> list[tuple[str, str, int]]:
    """For each token the next mark, what stands behind it, and how far away it is."""
    found = [("", "", 0)] * count
    mark, behind, place = ">", ">", count
    for at in range(count - 1, -1, -1):
        steps = place - at
        found[at] = mark, behind, steps if steps < 4 else 4 if steps < 8 else 5
        own = classes[at + 1]
        if own in _MARKS or own == "quote":
            mark, behind, place = own, classes[at + 2], at
    return found


def _keywords_ahead(classes: list[str], count: int) -> list[str]:
    """For each token the next one behind it that says what stands beside it."""
    found = [""] * count
    keyword = ">"
    for at in range(count - 1, -1, -1):
        found[at] = keyword
        if classes[at + 1] in _KEYWORDS:
            keyword = classes[at + 1]
    return found


def _whole(classes: list[str], rules: list[str]) -> str:
    """What is said in the reference as a whole: fields that rules find, a host, editors."""
    present = set(rules)
    parts = [label for label in "ACVGPL" if label in present]
    present = set(classes)
    parts += [name[:1].lower() for name in ("Inin", "ed", "trans", "genre", "quote") if name in present]
    return "".join(parts)


def context_features(key: Key) -> list[str]:
    """The names of the features that a key stands for."""
    kind, *parts = key
    if kind == 1:
        left, rule, right, own, before, ahead = parts
        return [
            f"r={rule}", f"r<={left}{rule}", f"r>={rule}{right}", f"r<>={left}{rule}{right}", f"rc={rule}{own}",
            f"y<={own} {before}", f"y>={own} {ahead}", f"y<>={before} {ahead}", f"yr={rule} {before} {ahead}",
        ]  # fmt: skip
    if kind == 2:
        left, own, right, before, after = parts
        return [f"b<={left} {own}", f"b>={own} {right}", f"b<>={left} {own} {right}", f"s={own} {before}{after}"]
    if kind == 3:
        own, before, mark, behind, steps = parts
        return [
            f"m<={own} {before}", f"m>={own} {mark} {behind}", f"m<>={before} {mark}", f"n={mark} {steps}",
            f"m={before} {mark} {behind}",
        ]  # fmt: skip
    if kind == 4:
        rule, own, tenth, first, last, steps = parts
        return [
            f"a={tenth}",
            f"ar={rule}{tenth}",
            f"i={first} {own}",
            f"j={last} {own}",
            f"k={steps} {own}",
            f"k={steps}",
        ]
    own, depth, quoted, year, host, rule, whole = parts
    seen = f"{depth:d}{quoted:d}{year:d}{host:d}"
    return [f"f={seen}", f"fc={seen} {own}", f"fr={seen}{rule}", f"h={whole}", f"hr={rule}{whole}", f"d={depth}{rule}"]
