"""One person's name, in the orders that reference styles print it."""

from __future__ import annotations

import re

from refcheck.bibliography import Author
from refcheck.references.glued_names import glued_name
from refcheck.references.lexicon import COMPANY_FORMS, GROUP_HEADS, NOT_NAMES, PARTICLES
from refcheck.references.locator_words import year_of
from refcheck.references.name_tokens import INITIALS, MIXED_INITIALS, Name, NameTokens
from refcheck.references.tokens import DASHES

_MOST_WORDS_IN_FAMILY = 5
_INITIAL_WITHIN = re.compile(r"\w+ [A-Z]\. \w\w")


def person_name(t: NameTokens, index: int, form: str, position: int, *, joined: bool) -> Name | None:
    """One person's name at the token `index`, or None.

    Args:
        t: the tokens.
        index: where the name begins.
        form: the order that the names before it were printed in; empty for the first.
        position: how many names stand before it.
        joined: whether it follows a word for "and".
    """
    name = _initials_first(t, index)
    if name is None and (form == "inverted" or (form == "apa" and joined)):
        # "and de Jong, P. F." has its family name first, "and Robert A. Kagan" has not.
        name = _family_first(t, index, form, position)
        if name is None or name.form == "vancouver":
            name = _given_first(t, index, form) or name
    elif name is None and form == "given first":
        name = _given_first(t, index, form)
    if name is None and position == 0:
        name = _first_in_full(t, index)
    name = name or _family_first(t, index, form, position)
    return name or (_only_family(t, index) if position == 0 else None)


def _first_in_full(t: NameTokens, index: int) -> Name | None:
    """``Guy A. van Hazel, Volker Heinemann``: told from a title only by another such name, or a quotation, after it."""
    name = _given_first(t, index, "given first")
    if name is None or t.at(name.next) == ".":
        return None
    following = t.separator(name.next)
    if not following:
        return None
    quoted = t.at(following) in ("“", "«", '"', "‘") and t.at(name.next) == ","
    if t.joins(name.next) and _INITIAL_WITHIN.match(name.author.given):
        return None  # one author and a title: "Fujita T. Troponin Levels and Mortality After Noncardiac Surgery"
    second = quoted or t.truncation(following) or _given_first(t, following, "given first")
    return name if second else None


def _family_first(t: NameTokens, index: int, form: str, position: int) -> Name | None:
    glued = glued_name(t, index, form)
    if glued:
        return glued
    at = t.family(index)
    if not at:
        return None
    infix = t.suffix(at)
    if infix and (end := t.closing_initials(infix + (t.at(infix) == ","))):
        given = (infix + (t.at(infix) == ","), end)
        return Name(
            Author(t.slice(index, at), t.slice(*given), t.slice(at + (t.at(at) == ","), infix).rstrip(".")),
            end, "vancouver", t.tokens[end - 1].end,
        )  # fmt: skip
    end = t.closing_initials(at)
    if end and t.ends(t.suffix(end) or end):
        return _made(t, (index, at), (at, end), "vancouver")
    if t.at(at) == ",":
        end = t.closing_initials(at + 1)
        if end and t.at(at + 1).lower() not in COMPANY_FORMS and not _family_then(t, at + 1, form):
            return _made(t, (index, at), (at + 1, end), "apa")
        if form != "vancouver" and (position == 0 or form == "inverted"):
            end = _given_names(t, at + 1)
            if end:
                return _made(t, (index, at), (at + 1, end), "inverted")
    return None


def _family_then(t: NameTokens, index: int, form: str) -> bool:
    """Whether the initials at `index` rather begin a name of their own ("..., J. Smith")."""
    return form in ("initials first",) and bool(_initials_first(t, index))


def _given_names(t: NameTokens, index: int) -> int:
    """The index after given names in full (``Alice C.``, ``Jean-Pierre``) if a name may end there, or 0."""
    at = index
    words = 0
    full = False
    while at < t.count and words < 4:
        word = t.at(at)
        if not (word[:1].isupper() and word[:1].isalpha()):
            break
        if word.lower() in NOT_NAMES or word.lower() in GROUP_HEADS:
            return 0
        full = full or (len(word) > 1 and not word.isupper())
        words += 1
        at += 1
        if (t.at(at) == "." and len(word) == 1) or (t.at(at) == "." and len(word) <= 2 and t.at(at + 1) == ","):
            at += 1
        while t.at(at) in DASHES and t.touches(at) and t.at(at + 1)[:1].isalpha():
            at += 2
            if t.at(at) == "." and len(t.at(at - 1)) == 1:
                at += 1
    if full and not t.ends(at) and at > index + 2 and t.at(at - 1) == ".":
        return at - 1  # the stop closes the block: Bosk, Charles L. Forgive
    return at if full and t.ends(at) else 0


def _initials_first(t: NameTokens, index: int) -> Name | None:
    end = t.initials(index, mixed=False)
    if not end:
        return None
    dotted = t.at(index + 1) == "." or (t.at(index + 1) in DASHES and len(t.at(index)) == 1)
    # ``BF Walker``: without dots only a plain mixed-case name may follow.
    for at in [end] if dotted else [end, index + 1]:
        family = t.family(at, stop_at_initials=False)
        if not family or family - at > _MOST_WORDS_IN_FAMILY or at >= t.count:
            continue
        word = t.at(family - 1)
        if len(word) < 2 or (not dotted and (word.isupper() or MIXED_INITIALS.match(word))):
            continue
        if t.ends(t.suffix(family) or family):
            return _made(t, (at, family), (index, at), "initials first")
    return None


def _given_first(t: NameTokens, index: int, form: str) -> Name | None:
    """``Paul D. Greig``, ``Guy A. van Hazel``: the last word with the particles before it is the family name."""
    at = index
    starts: list[int] = []
    while at < t.count and len(starts) < 6 and t.name_like(at) and not t.is_common(at):
        starts.append(at)
        at += 1
        if t.at(at) == "." and len(t.at(at - 1)) == 1:
            at += 1
        while t.at(at) in DASHES and t.touches(at) and t.at(at + 1)[:1].isalpha():
            at += 2
    if any(t.at(start).lower() in GROUP_HEADS for start in starts):
        return None
    if len(starts) < 2 or not t.ends(at) or INITIALS.match(t.at(starts[-1])):
        return None
    split = len(starts) - 1
    while split > 1 and t.at(starts[split - 1]).lower() in PARTICLES and t.at(starts[split - 1])[0].islower():
        split -= 1
    return _made(t, (starts[split], at), (index, starts[split]), form)


def _only_family(t: NameTokens, index: int) -> Name | None:
    """``Poigenfürst (1991)``: one word that only the year behind it makes a name."""
    word = t.at(index)
    if (
        not (word[:1].isupper() and word.isalpha() and not word.isupper() and len(word) > 2)
        or word.lower() in NOT_NAMES
    ):
        return None
    if t.at(index + 1) != "(" or year_of(t.at(index + 2)) is None or t.at(index + 3) != ")":
        return None
    return Name(Author(word), index + 1, "vancouver", t.tokens[index].end)


def _made(t: NameTokens, family: tuple[int, int], given: tuple[int, int], form: str) -> Name:
    """A name of two stretches of tokens, with the suffix behind the later one."""
    after = max(family[1], given[1])
    end = t.suffix(after) or after
    suffix = t.slice(after + (t.at(after) == ","), end).rstrip(".") if end > after else ""
    return Name(Author(t.slice(*family), t.slice(*given), suffix), end, form, t.tokens[end - 1].end)
