"""What stands before the elements of an entry of a JATS reference list: its label, what sort of work it is, authors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from refcheck.reading.jats_authors import ORDINARY_NAMES, names_in
from refcheck.reading.jats_tags import CITATIONS, ET_AL

if TYPE_CHECKING:
    from refcheck.reading.jats_authors import Names, Person

_BEGINNING = re.compile(
    rf"<ref\b[^<>]*>\s*(?:<label>([^<]+)</label>\s*)?<(({'|'.join(sorted(CITATIONS))})(?:\s[^<>]*)?)>"
    rf"(?:\s*(<person-group(?: person-group-type=\"author\")?>\s*)?({ORDINARY_NAMES}))?"
)
"""How an entry begins: its label, the tag of the work and its name, the tag of the authors, authors."""
_GROUPS = frozenset({"person-group", 'person-group person-group-type="author"'})
_PERSON = ["surname", "/surname", "given-names", "/given-names", "/name"]
_PERSON_WITH_SUFFIX = [*_PERSON[:-1], "suffix", "/suffix", "/name"]
_new = tuple.__new__  # as in `jats_text`
_ET_AL = frozenset({"etal/", "etal /"})
_NOT_FIRST = " \t\r\n.,;"
"""What the name of a group does not begin with."""


class Work(NamedTuple):
    """The beginning of an entry, and the rest in tags and texts.

    Attributes:
        label: the label, empty if there is none.
        citation: the tag that the work begins with.
        names: the authors it begins with, up to the first who is not written as nearly all are; or none.
        is_group: whether these are in a group that has not ended.
        first: the text behind that.
        tags: the tags of the rest, without their angle brackets.
        texts: the text behind each of them.
    """

    label: str
    citation: str
    names: Names | None
    is_group: bool
    first: str
    tags: list[str]
    texts: list[str]


class Head(NamedTuple):
    """The authors of a work, and what stands behind them before its elements.

    Attributes:
        names: as in `Work`.
        others: the authors from there on.
        behind: the text behind the `names`, if there are these, and behind each of the others.
        et_al: what says that there are more, or none.
        rest: the texts behind that and behind the end of the authors' group, where there are these.
        at: which tag is the first behind all that.
    """

    names: Names | None
    others: list[Person]
    behind: list[str]
    et_al: str | None
    rest: list[str]
    at: int


def work_in(entry: str) -> Work | None:
    """Read how an entry begins.

    Args:
        entry: the entry, its character references read.

    Returns:
        Its work; none if it is not of the common kind, or there is more than one.
    """
    begun = _BEGINNING.match(entry)
    if begun is None:
        return None
    label, citation, name, group, found = begun.groups()
    names = names_in(found) if found else None
    end = begun.end() if names else begun.end(2) + 1
    parts = entry[end:].replace(">", "<").split("<")
    tags, texts = parts[1::2], parts[2::2]
    if len(tags) < 2 or tags[-2] != f"/{name}":
        return None
    return _new(Work, (label or "", citation, names, names is not None and group is not None, parts[0], tags, texts))


def head_of(work: Work) -> Head | None:
    """Read the authors of a work; none if it is not of the common kind."""
    _, _, names, is_group, first, tags, texts = work
    at = 0
    others: list[Person] = []
    behind: list[str] = []
    if names:
        behind.append(first)
    else:
        is_group = tags[0] in _GROUPS
        if is_group:
            first += texts[0]
            at = 1
        if first and not first.isspace():
            return None
    if tags[at][:4] in {"name", "coll"}:
        at = _add_others(others, behind, tags, texts, at)
    et_al = None
    rest: list[str] = []
    if tags[at] in _ET_AL:
        et_al = ET_AL
        rest.append(texts[at])
        at += 1
    elif tags[at] == "etal" and tags[at + 1] == "/etal":
        et_al = texts[at] or ET_AL
        rest.append(texts[at + 1])
        at += 2
    if is_group:
        if tags[at] != "/person-group":
            return None
        rest.append(texts[at])
        at += 1
    return _new(Head, (names, others, behind, et_al, rest, at))


def _add_others(others: list[Person], behind: list[str], tags: list[str], texts: list[str], at: int) -> int:
    """Add authors of all kinds from a tag on and the text behind each of them; the first tag behind them."""
    while (tag := tags[at]) == "name" or tag[:5] == "name " or tag[:6] == "collab":
        if tags[at + 1 : at + 6] == _PERSON:
            blank, family, between, given, after, gap = texts[at : at + 6]
            if blank or between or after:
                blank += between + after
            person = (family, given, "", "")
            end = at + 6
        elif tags[at + 1 : at + 8] == _PERSON_WITH_SUFFIX:
            blank, family, between, given, space, suffix, after, gap = texts[at : at + 8]
            blank += between + space + after
            person = (family, given, suffix, "")
            end = at + 8
            if not suffix:
                break
        else:
            blank, family, given, gap = "", "", "", texts[at + 1]
            person = ("", "", "", texts[at])
            end = at + 2
            if tags[at + 1] != "/collab" or not texts[at][:1].strip(_NOT_FIRST):
                break
        if (blank and not blank.isspace()) or not (person[3] or (family and given)):
            break
        others.append(person)
        behind.append(gap)
        at = end
    return at
