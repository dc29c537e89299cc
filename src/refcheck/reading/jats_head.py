"""What stands before the elements of an entry of a JATS reference list: its label, what sort of work it is, authors."""

from __future__ import annotations

from typing import NamedTuple

from refcheck.reading.jats_tags import CITATIONS, ET_AL

Person = tuple[str, str, str, str]
"""Family name, given names and suffix of an author, or the name of a group."""

_PERSON = ["surname", "/surname", "given-names", "/given-names", "/name"]
_PERSON_WITH_SUFFIX = [*_PERSON[:-1], "suffix", "/suffix", "/name"]
_ET_AL = frozenset({"etal/", "etal /"})
_NOT_FIRST = " \t\r\n.,;"
"""What the name of a group does not begin with."""
_AUTHORS = frozenset({"person-group", 'person-group person-group-type="author"'})


class Head(NamedTuple):
    """What stands before the elements, character references as they are.

    Attributes:
        label: the label, empty if there is none.
        citation: the tag that the work begins with.
        families: the family names of the authors up to the first who is not just a family name and given names.
        givens: the given names of the same.
        others: the authors from there on.
        behind: the text behind each of the authors.
        et_al: what says that there are more, or none.
        rest: the texts behind that and behind the end of the authors' group, where there are these.
        at: which tag is the first behind all that.
    """

    label: str
    citation: str
    families: list[str]
    givens: list[str]
    others: list[Person]
    behind: list[str]
    et_al: str | None
    rest: list[str]
    at: int

    @property
    def people(self) -> list[Person]:
        """All authors."""
        ordinary = [(family, given, "", "") for family, given in zip(self.families, self.givens, strict=True)]
        return ordinary + self.others


def head_of(tags: list[str], texts: list[str]) -> Head | None:
    """Read the head of an entry.

    Args:
        tags: the tags of the entry, without their angle brackets.
        texts: the text behind each of them.

    Returns:
        The head; none if it is not of the common kind.
    """
    label = ""
    at = 1
    blank = texts[0]
    if tags[1:3] == ["label", "/label"]:
        label = texts[1]
        blank += texts[2]
        at = 3
        if not label:
            return None
    citation = tags[at] if at < len(tags) else ""
    name = citation.partition(" ")[0]
    if name not in CITATIONS or tags[-2] != f"/{name}":
        return None
    blank += texts[at]
    at += 1
    is_group = tags[at] in _AUTHORS
    if is_group:
        blank += texts[at]
        at += 1
    families, givens, others, behind, at = _people(tags, texts, at)
    et_al = None
    rest: list[str] = []
    if tags[at] in _ET_AL:
        et_al = ET_AL
        rest.append(texts[at])
        at += 1
    elif tags[at : at + 2] == ["etal", "/etal"]:
        et_al = texts[at] or ET_AL
        rest.append(texts[at + 1])
        at += 2
    if is_group:
        if tags[at] != "/person-group":
            return None
        rest.append(texts[at])
        at += 1
    if blank and not blank.isspace():
        return None
    return Head(label, citation, families, givens, others, behind, et_al, rest, at)


def _people(tags: list[str], texts: list[str], at: int) -> tuple[list[str], list[str], list[Person], list[str], int]:
    """The authors from a tag on as in `Head`, and the first tag behind them."""
    end = _end_of_ordinary(tags, at)
    families, givens, behind = texts[at + 1 : end : 6], texts[at + 3 : end : 6], texts[at + 5 : end : 6]
    blank = "".join(texts[at:end:2])
    if (blank and not blank.isspace()) or "" in families or "" in givens:
        end = at
        families, givens, behind = [], [], []
    others, more, end = _others(tags, texts, end)
    return families, givens, others, behind + more, end


def _end_of_ordinary(tags: list[str], at: int) -> int:
    """The first tag behind authors of which each is a family name and given names."""
    tag = tags[at]
    if tag == "name" or tag[:5] == "name ":
        person = [tag, *_PERSON]
        while tags[at : at + 6] == person:
            at += 6
    return at


def _others(tags: list[str], texts: list[str], at: int) -> tuple[list[Person], list[str], int]:
    """Authors of all kinds from a tag on, the text behind each of them, and the first tag behind them."""
    people: list[Person] = []
    behind: list[str] = []
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
        people.append(person)
        behind.append(gap)
        at = end
    return people, behind, at
