"""Titles."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from refcheck.comparing.containers import same_container
from refcheck.comparing.model import Disagreement
from refcheck.comparing.text import STOP_WORDS, joined, key, plain, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.article import Reference
    from refcheck.work import Work

_NOTICE = re.compile(
    r"^\W*(retract(ed|ion)( article| paper)?|withdrawn|removed|erratum|corrigendum|reprint of)\s*[:.\-–—]\s*", re.I
)
_LEADING_YEAR = re.compile(r"^\W*\d{4}[a-z]?\W+")
_ERRATUM_NOTE = re.compile(
    r"\s*[\[(](?:(?:published |see )?(?:erratum|errata|corrections?|corrected|comments?)\b|retracted\b)[^\n]{0,300}$",
    re.I,
)
_TRAILING_NOTE = re.compile(r"\s*[\[(][^\[\]()]{1,80}[\])]\W*$")
_BOUNDARY = re.compile(r"[:;.?!]\s|\s[-–—]\s?|—|\s[(\[]")
_TRANSLATED = re.compile(r"^\W{0,2}\[.{10,}\]\W{0,2}$", re.S)

# Below this share of common words two titles are in two languages, or the title was not read right: no accusation.
_UNRELATED = 0.3
# From this share on they are one title, in which words were exchanged.
_MOSTLY = 0.6
# A piece of a title that can stand for it has so many letters at least; so many ways of cutting are tried at most.
_SHORTEST_PIECE, _MOST_PAIRS = 6, 30
# What has more words is no title, and takes long to compare.
_MOST_WORDS = 150
_SMALL = STOP_WORDS | {"i", "r", "tm"}


def compare_title(reference: Reference, record: Work) -> Disagreement | None:
    """Compare the printed title with the record's title and its alternative titles.

    Case, punctuation, mark-up, Greek letters, British and American spelling, numerals, small words, a subtitle that
    one of them leaves out and a note at the end are no disagreement. A content word that differs is.
    """
    printed = reference.fields.title
    titles = [plain(title) for title in _own_titles(record) if 0 < len(words(title)) <= _MOST_WORDS]
    if not 0 < len(words(printed)) <= _MOST_WORDS or not titles or "�" in record.title or _TRANSLATED.match(printed):
        return None
    if any(same_container(printed, name) for name in record.containers):
        return None  # a style without titles, whose journal was read as one
    raw = joined(reference.raw)
    differences = []
    for title in titles:
        if len(words(title)) > 2 and any(joined(form) in raw for form in _whole_and_noteless(title, reference.raw)):
            return None
        difference = _difference(_continued(reference, title) or printed, title)
        if difference is None:
            return None
        differences.append(difference)
    difference, title = min(zip(differences, titles, strict=True), key=lambda pair: pair[0].size)
    if difference.common < _UNRELATED:
        return None
    return Disagreement(
        "title",
        printed,
        title,
        difference.told,
        confidence=0.7 if difference.minor else 0.9,
        minor=difference.minor,
        correction=title,
    )


def _own_titles(record: Work) -> Iterator[str]:
    """The titles of a record, but for one that is only its title without the subtitle."""
    yield record.title
    for title in record.alternative_titles:
        if not joined(record.title).startswith(joined(title)):
            yield title


def _continued(reference: Reference, title: str) -> str:
    """The printed title with its subtitle, where the parse ended before that; empty if it did not, or none is there.

    A subtitle is taken to be there if half of its words stand right behind the title.
    """
    span = reference.fields.spans.get("title")
    head, whole = [list(map(key, words(text))) for text in (reference.fields.title, title)]
    if span is None or not len(head) < len(whole) or whole[: len(head)] != head:
        return ""
    following = words(reference.raw[span.end : span.end + 3 * len(title)])[: len(whole) - len(head)]
    common = len(set(map(key, following)) & set(whole[len(head) :]) - _SMALL)
    content = len(set(whole[len(head) :]) - _SMALL)
    return f"{reference.fields.title} {' '.join(following)}" if content <= 2 * common < 2 * content else ""


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for what `compare_title` lets pass."""
    return bool(words(one)) and bool(words(other)) and _difference(one, other) is None


class _Difference:
    """What differs between two titles: the words left out and put in, and how much they have in common."""

    def __init__(self, left_out: list[list[str]], put_in: list[list[str]], common: float, minor: bool) -> None:
        self.size = sum(map(len, left_out)) + sum(map(len, put_in))
        self.common = common
        self.minor = minor
        # Words stand for others in a title that is otherwise there to its end: no subtitle or note was left out.
        self.is_replacement = common >= _MOSTLY and all(map(_is_exchange, left_out, put_in))
        out, new = (" ... ".join(" ".join(part) for part in parts if part) for parts in (left_out, put_in))
        if out and new:
            self.told = f"'{_shown(new)}' stands for '{_shown(out)}'"
        else:
            self.told = f"'{_shown(out)}' is left out" if out else f"'{_shown(new)}' is added"


def _is_exchange(out: list[str], new: list[str]) -> bool:
    return bool(out) and bool(new) and max(len(out), len(new)) <= 2


def _shown(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rsplit(" ", 1)[0] + " ..."


def _whole_and_noteless(title: str, other: str = "") -> Iterator[str]:
    """A title, and without a retraction notice before it or a note after it, unless the other has half the note."""
    bare = _NOTICE.sub("", title)
    title = bare if words(bare) else title
    yield title
    for note in (_TRAILING_NOTE, _ERRATUM_NOTE, _LEADING_YEAR):
        shorter = note.sub("", title)
        if shorter != title and len(words(shorter)) > 2:
            left = (
                {word for word in words(title[len(shorter) :]) if len(word) > 3} if title.startswith(shorter) else set()
            )
            if left.isdisjoint(words(other)) or left.issubset(words(other)):
                yield shorter


def _pieces(title: str) -> Iterator[str]:
    """A title without its subtitle, or without a series' name before it, at each place where these may end."""
    for boundary in islice(_BOUNDARY.finditer(title), _MOST_PAIRS):
        for piece in (title[: boundary.start() + 1], title[boundary.end() :]):
            if len(joined(piece)) >= _SHORTEST_PIECE:
                yield piece


def _difference(printed: str, title: str) -> _Difference | None:
    """The smallest difference between two titles, a subtitle or a note left out; None if there is none."""
    printed, title = plain(printed), plain(title)
    whole = _word_difference(words(printed), words(title))
    if whole is None or whole.is_replacement:
        return whole
    pairs = [(one, other) for one in _whole_and_noteless(printed) for other in _whole_and_noteless(title)]
    pairs += [(printed, piece) for piece in _pieces(title)]
    pairs += [(form, title) for piece in _pieces(printed) for form in _whole_and_noteless(piece)]
    if any(joined(one) == joined(other) for one, other in pairs):
        return None
    smallest: _Difference | None = None
    for one, other in pairs[:_MOST_PAIRS]:
        difference = _word_difference(words(one), words(other))
        if difference is None:
            return None
        if smallest is None or difference.size < smallest.size:
            smallest = difference
    return smallest


def _word_difference(printed: list[str], title: list[str]) -> _Difference | None:
    matcher = SequenceMatcher(a=list(map(key, title)), b=list(map(key, printed)), autojunk=False)
    left_out: list[list[str]] = []
    put_in: list[list[str]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal" and not _tolerable(title[a:b], printed[c:d], title[:a]):
            left_out.append(title[a:b])
            put_in.append(printed[c:d])
    if not left_out:
        return None
    common = sum(block.size for block in matcher.get_matching_blocks()) / min(len(printed), len(title))
    minor = all(_misspelt("".join(out), "".join(new)) for out, new in zip(left_out, put_in, strict=True))
    return _Difference(left_out, put_in, common, minor)


def _tolerable(out: list[str], new: list[str], before: list[str]) -> bool:
    """Whether a stretch of the record's title may be printed as another one."""
    if "".join(map(key, out)) == "".join(map(key, new)) or _SMALL.issuperset((*out, *new)):
        return True
    # An acronym stands for the words, or beside the words, that it abbreviates.
    return any(
        len(short) == 1
        and len(short[0]) > 1
        and (_is_acronym(short[0], long) or (not long and _ends_in(before, short[0])))
        for short, long in ((out, new), (new, out))
    )


def _is_acronym(word: str, phrase: list[str]) -> bool:
    content = [part for part in phrase if part not in _SMALL]
    return word in ("".join(part[0] for part in phrase), "".join(part[0] for part in content))


def _ends_in(before: list[str], acronym: str) -> bool:
    return any(_is_acronym(acronym, before[-length:]) for length in range(len(acronym), len(acronym) + 4))


def _misspelt(one: str, other: str) -> bool:
    """Whether two runs of letters are one word with a slip of the pen in it (no digit in which differs)."""
    if min(len(one), len(other)) < 4 or re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    return DamerauLevenshtein.distance(one, other) <= 1 + (len(one) > 8)
