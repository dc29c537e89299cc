"""Names of journals, full and abbreviated."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from refcheck.bibliography import WorkKind
from refcheck.comparing.model import Disagreement
from refcheck.comparing.remainder import remainder
from refcheck.comparing.text import STOP_WORDS, joined, key, plain, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from refcheck.article import Reference
    from refcheck.work import Work

_OFFICIAL = re.compile(r"\b(?:the )?off(?:icial|\.)? (?:j(?:ournal|\.)?|organ|publ\w*) .*$", re.I)
_ACRONYM = re.compile(r"[A-Z]{2,10}\b")
_CODE = re.compile(r"[A-Z]{2,10}\b|[a-z]{2,5}")
_KNOWN_ACRONYMS = frozenset(("jama", "bmj", "nejm", "pnas", "cmaj", "mmwr", "jnci", "jaci", "ajr", "ajnr"))
_ELIDED = re.compile(r"\b(?:d|l|all|dall|dell|degl|nell|sull)['’]", re.I)
# Societies that stand before the names of their journals, or do not.
_SOCIETY = re.compile(r"^(?:ACM|IEEE)[\s/]+")
_NUMBER_BEHIND = re.compile(r"[\s,]{1,3}\d{1,6}$")
_CAPITALISED = re.compile(r"[A-Z][a-z]{0,6}")
_BRACKETED = re.compile(r"[(\[][^()\[\]]{0,60}[)\]]")
_SUBTITLE = re.compile(r"\s*[:=]\s|/|\s[-–—]\s|[.;]\s(?=[A-Z][a-z]+ )|, (?=official )")
_SMALL_WORDS = "e y o i del della degli dei do da dos das al il el los las och og voor van het"
_ADDED_WORDS = (
    "am american br british us usa uk england london eur ed edition vol volume online electronic print internet "
    "series ser section sect suppl supplement supplements part pt a b c d 1 2 3 1950 1985 official journal u s "
    "usa united states america amst amsterdam neth netherlands basel switz edinb mosc russ baltim md phila pa "
    "engl lond oxf bethesda camb mass paris copenh den n y silver spring malden tokyo jpn"
)
_SMALL = STOP_WORDS | frozenset(_SMALL_WORDS.split())
_SECTION = frozenset(map(key, ("conference", "section", "sect", "part", "pt", "series", "ser")))
_OTHER_NAME = frozenset(map(key, ("j", "journal", "soc", "society", "assoc", "association")))
_ADDED = frozenset(map(key, _ADDED_WORDS.split()))
# Journals that go by initials, or by another name, that no abbreviation leads to (each pair names one journal, as
# the NLM catalogue does).
_KNOWN = {
    frozenset(pair)
    for pair in (
        ("bmj", "britishmedicaljournal"),
        ("bmj", "britmedj"),
        ("bmj", "brmedj"),
        ("bmj", "bmjclinicalresearched"),
        ("archinternmed", "jamainternalmedicine"),
        ("archinternmed", "jamainternmed"),
        ("archgenpsychiatry", "jamapsychiatry"),
        ("archsurg", "jamasurgery"),
        ("archneurol", "jamaneurology"),
        ("archpediatradolescmed", "jamapediatrics"),
        ("cancerchemotherrep", "cancertreatmentreports"),
        ("eurjphysiol", "pflugersarch"),
        ("nejm", "newenglandjournalofmedicine"),
        ("mmwr", "morbidityandmortalityweeklyreport"),
    )
}


def compare_container(reference: Reference, record: Work) -> Disagreement | None:
    """Compare the printed journal with every name that the record gives; journal articles only."""
    printed = _NUMBER_BEHIND.sub("", reference.fields.container)
    names = [plain(name) for name in record.containers if words(name)]
    if record.kind is not WorkKind.ARTICLE or not words(printed) or not names or "�" in "".join(names):
        return None
    if reference.fields.kind not in (WorkKind.ARTICLE, WorkKind.UNKNOWN):
        return None
    if _CODE.fullmatch(printed) and printed.lower() not in _KNOWN_ACRONYMS:
        return None  # initials, or a publisher's own code, that only those who know the journal can read
    if len(joined(record.title)) > 20 and joined(record.title) in joined(printed):
        return None  # the title was read as part of it
    rest = remainder(reference, record)
    letters = joined(rest)
    for name in names:
        if same_container(printed, name) or (len(joined(name)) >= 6 and joined(name) in letters):
            return None
        if _is_printed(_SOCIETY.sub("", name), rest) or _drawn_together(printed, name):
            return None
        acronym = _ACRONYM.match(name)
        if acronym and len(acronym[0]) > 2 and re.search(rf"\b{acronym[0]}\b", rest):
            return None
    return Disagreement("container", printed, names[0], correction=names[0])


def same_container(one: str, other: str) -> bool:
    """Whether two names can be those of one journal, abbreviated or not."""
    return any(
        first and second and _same(first, second) for first in _forms(plain(one)) for second in _forms(plain(other))
    )


def _drawn_together(printed: str, name: str) -> bool:
    """Whether one word is the beginnings of the other name's words ("ApJ", "IUCrJ")."""
    parts = _CAPITALISED.findall(printed)
    if len(parts) < 2 or "".join(parts) != printed:
        return False
    left = (word for word in words(name) if word not in _SMALL)
    return all(any(_is_drawn_from(part.lower(), word) for word in left) for part in parts)


def _is_drawn_from(part: str, word: str) -> bool:
    letters = iter(word)
    return part[0] == word[0] and all(letter in letters for letter in part)


def _is_printed(name: str, raw: str) -> bool:
    """Whether a name of several words stands somewhere in the reference, abbreviated, though it was not read as one."""
    content = _content(tuple(words(name)))
    if not 2 <= len(content) <= 12:
        return False
    printed = [word for word in words(raw)[:400] if word not in _SMALL]
    starts = (at for at, word in enumerate(printed) if word[0] == content[0][0])
    return any(_aligned(content, _keys(printed[at : at + len(content)])) for at in starts)


@lru_cache(maxsize=4096)
def _forms(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of a name: as it stands, without what is in brackets, and without its subtitle."""
    name = _ELIDED.sub("", name)
    bare = _OFFICIAL.sub("", _BRACKETED.sub(" ", name)[:400])
    pieces = _SUBTITLE.split(bare)
    forms = [name, bare, pieces[0], pieces[-1], _SOCIETY.sub("", name)]
    society = _ACRONYM.match(bare)
    if society and len(society[0]) > 2 and bare.count(" ") > 2:
        forms.append(bare[society.end() :])  # IEEE Antennas and Wireless Propagation Letters
    head = bare.partition(", ")[0]  # "Magnetic Resonance Materials in Physics, Biology and Medicine"
    forms += [head] if len(words(head)) > 3 else []
    return tuple(dict.fromkeys(tuple(words(form)[:25]) for form in forms))


@lru_cache(maxsize=4_096)  # the journals of an article are compared again in every check while it is open
def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if "".join(one) == "".join(other) or _is_known(one, other):
        return True
    if _initials(one, other) or _initials(other, one):
        return True
    return _aligned(_content(one), _content(other))


def _is_known(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(
        (_spells(first, one) and _spells(second, other)) or (_spells(first, other) and _spells(second, one))
        for first, second in map(sorted, _KNOWN)
    )


def _spells(known: str, name: tuple[str, ...]) -> bool:
    """Whether a name is the known one, abbreviated further or written out further."""
    text = "".join(word for word in name if word not in ("the",))
    return text == known or (len(name) > 1 and _abbreviates(known, "".join(_content(name))) and known[:4] == text[:4])


def _initials(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` is the initials of `full` ("PNAS", "AJNR Am J Neuroradiol"), what follows them agreeing."""
    first = short[0]
    if not 2 <= len(first) <= 8:
        return False
    for names in (full, _content(full)):
        initials = "".join(word[0] for word in names)
        if len(short) == 1 and initials == first:
            return True
        if len(first) > 2 and initials.startswith(first):
            return len(short) == 1 or _aligned(_content(short[1:]), _content(full)) or initials == first
    # The initials stand before the name that they abbreviate, or are all of the other name.
    rest = _content(short[1:])
    if len(rest) > 2 and full == (first,):
        return "".join(word[0] for word in rest) == first
    return (
        len(rest) > 1
        and "".join(word[0] for word in rest)[: len(first) - 1] == first[:-1]
        and _aligned(rest, _content(full))
    )


@lru_cache(maxsize=2_000)  # the known names are asked for with every journal
def _content(name: tuple[str, ...]) -> tuple[str, ...]:
    kept = _keys(word for word in name if word not in _SMALL and not (len(word) == 4 and word.isdigit()))
    return kept or name


def _keys(words: Iterable[str]) -> tuple[str, ...]:
    """The keys of words; a word without one ("and") stands for itself."""
    return tuple(key(word) or word for word in words)


def _aligned(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words of two names abbreviate each other in order, words such as "Online" at the end aside."""
    return _align(one, other, 0, 0, {})


def _align(one: tuple[str, ...], other: tuple[str, ...], i: int, j: int, seen: dict[tuple[int, int], bool]) -> bool:
    if (i, j) in seen:
        return seen[i, j]
    if i == len(one) or j == len(other):
        # What is left must be something that catalogues add, or another name of the journal or its society, or the
        # name of the section whose letter both have.
        left = (*one[i:], *other[j:])
        in_section = i > 1 and j > 1 and len(one[i - 1]) == len(other[j - 1]) == 1
        named = len(left) > 2 and not _OTHER_NAME.isdisjoint(left)
        return i + j > 0 and (_ADDED.issuperset(left) or named or in_section)
    seen[i, j] = found = (
        (_agree(one[i], other[j]) and _align(one, other, i + 1, j + 1, seen))
        or (_is_glued(one[i], other[j : j + 2]) and _align(one, other, i + 1, j + 2, seen))
        or (_is_glued(other[j], one[i : i + 2]) and _align(one, other, i + 2, j + 1, seen))
        or (one[i] in _SECTION and _align(one, other, i + 1, j, seen))
        or (other[j] in _SECTION and _align(one, other, i, j + 1, seen))
        or (_abbreviates_run(one[i], other, j) and _align(one, other, i + 1, j + len(one[i]), seen))
        or (_abbreviates_run(other[j], one, i) and _align(one, other, i + len(other[j]), j + 1, seen))
    )
    return found


def _abbreviates_run(word: str, name: tuple[str, ...], start: int) -> bool:
    """Whether a word is the initials of the words of the other name from there on ("NY" for "New York")."""
    return len(word) > 1 and word == "".join(part[0] for part in name[start : start + len(word)])


def _is_glued(word: str, parts: tuple[str, ...]) -> bool:
    """Whether a word is two words of the other name in one ("gastrointest" for "gastro intestinal")."""
    if len(parts) < 2 or not word.startswith(parts[0]) or len(word) == len(parts[0]):
        return False
    return _agree(word[len(parts[0]) :], parts[1])


def _agree(one: str, other: str) -> bool:
    return _abbreviates(one, other) or _abbreviates(other, one)


def _abbreviates(short: str, full: str) -> bool:
    """Whether `short` is `full` cut off ("gastroenterol") or drawn together ("natl", "dtsch")."""
    if full.startswith(short):
        return True
    if short[0] != full[0] or len(short) < 3:
        return False
    letters = iter(full)
    return all(letter in letters for letter in short)
