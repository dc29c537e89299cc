"""Names that lost their spaces, as they are met in text made from JATS: ``LeibingE, DallalG. E. & ShawHMYinD``."""

from __future__ import annotations

import re

from refcheck.bibliography import Author
from refcheck.references.name_tokens import INITIALS, Name, NameTokens
from refcheck.references.tokens import DASHES

_GLUED = re.compile(
    r"(?P<family>[A-ZÀ-ÖØ-Þ](?:['’][A-ZÀ-Þ])?[a-zß-öø-ÿ'’]{1,30}(?:[A-Z][a-zß-öø-ÿ]{1,30})?)"
    r"(?P<given>(?!RNA|DNA)[A-ZÀ-ÖØ-Þ]{1,4}(?:Jr|2nd|3rd|i)?)(?:et)?$"
)
_ONE_GLUED = (
    r"(?P<family>(?:[a-z]{2,3} )?[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’]{1,30}(?:[- ]?[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’]{1,30}){0,2})"
    r"(?P<given>[A-ZÀ-ÖØ-Þ]{1,3}(?:Jr)?)(?![a-zß-öø-ÿ])"
)
_IN_GLUED_BLOCK = re.compile(_ONE_GLUED)
_GLUED_BLOCK = re.compile(r"(?:" + re.sub(r"\?P<\w+>", "?:", _ONE_GLUED) + r"){2,60}")


def glued_name(t: NameTokens, index: int, form: str) -> Name | None:
    """A family name with its initials glued to it at the token `index`, or None."""
    at = index
    while at < min(t.count, index + 7) and (t.name_like(at) or t.at(at) in DASHES):
        word = t.at(at)
        # Few words have a capital behind their first letter.
        found = _GLUED.match(word) if len(word) > 2 and not word[1:].islower() else None
        if found is not None:
            after = t.at(at + 1)
            closes = form == "glued" or t.ends(at + 1) or after in DASHES or bool(INITIALS.match(after))
            # The only author, with the title right behind, is not so sure.
            closes = closes or (at == index and len(found.group("given")) <= 2 and after[:1].isupper())
            return _with_rest(t, index, at + 1, found) if closes else None
        at += 1
    return None


def _with_rest(t: NameTokens, index: int, at: int, found: re.Match[str]) -> Name:
    """``LeibingE``, ``DallalG. E.``: a family name that lost the space before its initials."""
    start = t.tokens[index].start
    family = t.text[start : t.tokens[at - 1].start] + found.group("family")
    end = at
    if t.at(end) in DASHES and INITIALS.match(t.at(end + 1)) and len(t.at(end + 1)) <= 2:
        end += 2
    if t.at(end) == "." and (more := t.closing_initials(end + 1)):
        end = more
    elif len(t.at(end)) == 1 and INITIALS.match(t.at(end)) and t.ends(end + 1):
        end += 1
    if t.at(end - 1) != "." and t.at(end) == "." and t.separator(end + 1):
        end += 1
    given = found.group("given") + t.text[t.tokens[at - 1].end : t.tokens[end - 1].end]
    return Name(Author(family, given), end, "glued", t.tokens[end - 1].end)


def glued_list(t: NameTokens, index: int) -> tuple[list[Author], int] | None:
    """``HaluskaPShawHMYinD``: a whole list that lost its commas and spaces."""
    start = t.tokens[index].start
    found = _GLUED_BLOCK.match(t.text, start)
    if not found:
        return None
    end = found.end()
    after = index
    while after < t.count and t.tokens[after].end <= end:
        after += 1
    if after == t.count or t.tokens[after].start < end:
        return None
    authors = [Author(name.group("family"), name.group("given")) for name in _IN_GLUED_BLOCK.finditer(found.group())]
    return authors, after
