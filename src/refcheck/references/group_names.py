"""Groups that are named as authors: societies, study groups, offices, companies."""

from __future__ import annotations

from refcheck.bibliography import Author
from refcheck.references.lexicon import COMPANY_FORMS, GROUP_HEADS
from refcheck.references.locator_words import year_of
from refcheck.references.name_tokens import Name, NameTokens

_HEADS_OF_PHRASES = frozenset({"of", "for", "on", "in", "and", "&", "the", "to", "de", "des", "für", "del"})
_WEAK_HEADS = frozenset({"health", "cancer", "survey", "statistics", "consensus", "campaign"})
_MOST_WORDS_IN_GROUP = 22


def group_name(t: NameTokens, index: int) -> Name | None:
    """A group's name: words up to the next stop, among them one that groups are named by."""
    at = index
    start = index
    lead = [t.at(index + n).lower() for n in range(3)]
    if lead[0] in ("for", "on") and "the" in lead:
        start = index + lead.index("the") + 1
        at = start
    if not t.at(at)[:1].isupper():
        return None
    head = -1
    while at < t.count and at - start < _MOST_WORDS_IN_GROUP:
        word = t.at(at)
        if word == "," and t.at(at + 1).lower() in COMPANY_FORMS:
            return Name(Author(t.slice(start, at + 2), is_group=True), at + 2, "group", t.tokens[at + 1].end)
        if word in ".:;([,":
            break
        if word in '?!"“' or (year_of(word) is not None):
            return None if word in "?!" else _named_group(t, start, at, head)
        if word.lower() in GROUP_HEADS:
            head = at
        at += 1
    return _named_group(t, start, at, head)


def _named_group(t: NameTokens, start: int, end: int, head: int) -> Name | None:
    if end <= start or end >= t.count or t.at(end) not in ".:;,(":
        return None
    words = [t.at(n) for n in range(start, end)]
    if not _is_group(words, head - start):
        return None
    return Name(Author(t.slice(start, end), is_group=True), end, "group", t.tokens[end - 1].end)


def _is_group(words: list[str], head: int) -> bool:
    if len(words) == 1:
        word = words[0]
        return word.isalpha() and word.isupper() and 2 <= len(word) <= 8
    if head < 0:
        return False
    lower = [word.lower() for word in words if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words if word[0].isalpha() and word.lower() not in _HEADS_OF_PHRASES)
    if capitals < 0.8 * sum(word not in _HEADS_OF_PHRASES for word in lower):
        return False
    if words[head].lower() in _WEAK_HEADS and not any(word in GROUP_HEADS - _WEAK_HEADS for word in lower):
        return False
    return head == len(words) - 1 or len(words) - head <= 9
