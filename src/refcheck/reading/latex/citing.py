r"""The citing commands of a document: ``\cite`` and its many relatives, in natbib, biblatex and by macros."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from refcheck.reading.latex.groups import Groups
    from refcheck.reading.latex.macros import Macro
    from refcheck.reading.limits import Allowance


class Shows(Enum):
    """What a citing command prints where numbers are cited."""

    MARKER = "[3,5]"
    BARE = "3,5"
    RAISED = "3,5, raised"
    NAMED = "Smith et al. [3]"
    NAME = "Smith et al."
    NOTHING = ""


_BARE = frozenset(
    {"citealp", "citealt", "citenum", "citen", "onlinecite", "citeonline", "citenobr", "Citealp", "Citealt"}
)
_RAISED = frozenset({"supercite", "supercites", "upcite", "citeup", "scite", "textsupercite", "ucite", "cupercite"})
_NAMED = frozenset(
    {"citet", "Citet", "textcite", "Textcite", "textcites", "Textcites", "citetext", "citeA", "shortciteA"}
)
_NAME = frozenset(
    [
        "citeauthor",
        "Citeauthor",
        "citefullauthor",
        "Citefullauthor",
        "citeauthors",
        "citeyear",
        "citeyearpar",
        "citetitle",
        "citedate",
        "citeurl",
        "citeyearNP",
        "citeauthorNP",
        "citetalias",
        "citepalias",
    ]
)
_NONE = frozenset(
    [
        "citestyle",
        "setcitestyle",
        "bibcite",
        "newcites",
        "citereset",
        "citesetup",
        "defcitealias",
        "bstctlcite",
        "citation",
        "newcitecommand",
        "citenamefont",
        "citeindextrue",
        "citeindexfalse",
        "citepunct",
        "citeleft",
        "citeright",
        "citemid",
        "citedash",
        "citeform",
        "citetrackertrue",
        "citetrackerfalse",
        "printcites",
        "precite",
        "postcite",
    ]
)
_NAME_OF_ONE = re.compile(r"(?:no)?[cC]ite[A-Za-z@]*|[A-Za-z@]*[cC]ites?")
_KEY = re.compile(r"[^,]+")
_IS_KEY = re.compile(r"[^\s{}\\#%~]+(?: [^\s{}\\#%~]+){0,5}")


@dataclass(frozen=True, slots=True)
class Call:
    """One citing command.

    Attributes:
        span: the command with its arguments.
        keys: the keys with their places, as written.
        shows: what it prints.
        lead: what is printed before it by the macro that wraps it.
    """

    span: Span
    keys: tuple[tuple[str, Span], ...]
    shows: Shows
    lead: str = ""


def shows(name: str) -> Shows | None:
    """What a command prints; None if it does not cite."""
    if name in _NONE or not _NAME_OF_ONE.fullmatch(name):
        return None
    for kind, names in ((Shows.BARE, _BARE), (Shows.RAISED, _RAISED), (Shows.NAMED, _NAMED), (Shows.NAME, _NAME)):
        if name in names:
            return kind
    return Shows.NOTHING if name.startswith("nocite") else Shows.MARKER


def find_calls(groups: Groups, macros: Mapping[str, Macro], start: int, allowance: Allowance) -> list[Call]:
    """The citing commands of a text, in order.

    Args:
        groups: the text, definitions blanked out.
        macros: what the document defines.
        start: where its text begins.
        allowance: how many keys may be cited.
    """
    wrappers = {name: macro for name, macro in macros.items() if macro.cites and re.fullmatch("[A-Za-z@]+", name)}
    others = "".join(f"|{re.escape(name)}" for name in sorted(wrappers, key=len, reverse=True))
    command = re.compile(rf"\\([A-Za-z@]*[cC]ite[A-Za-z@]*{others})(?![A-Za-z@])\*?")
    calls: list[Call] = []
    for found in command.finditer(groups.clean, start):
        name = found[1]
        if calls and found.start() < calls[-1].span.end:
            continue  # in the argument of another
        if groups.clean[found.start() - 1 : found.start()] == "\\" and _is_escaped(groups.clean, found.start()):
            continue  # "\\\\cite": a line break before it
        call = _wrapped(groups, found, wrappers[name]) if name in wrappers else _call(groups, found)
        if call:
            allowance.spend(len(call.keys))
            calls.append(call)
    return calls


def _is_escaped(text: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before a place."""
    count = 0
    while count < 50 and text[at - 1 - count : at - count] == "\\":
        count += 1
    return count % 2 == 1


def _call(groups: Groups, found: re.Match[str]) -> Call | None:
    kind = shows(found[1])
    if kind is None:
        return None
    several = found[1].endswith("cites")
    at = found.end()
    keys: list[tuple[str, Span]] = []
    end = 0
    while not end or several:
        for opening in "(<":
            while option := groups.option(at, opening):
                at = option[1] + 1
        while option := groups.option(at):
            at = option[1] + 1
        group = groups.group(at)
        if not group or (end and group[0] - at > 2):
            break
        keys += _keys(groups, *group)
        at = end = group[1] + 1
    return Call(Span(found.start(), end), tuple(keys), kind) if keys else None


def _keys(groups: Groups, start: int, end: int) -> Iterator[tuple[str, Span]]:
    for part in _KEY.finditer(groups.clean, start, end):
        name = part[0].replace("\0", " ")  # a comment is white space here
        first = part.start() + len(name) - len(name.lstrip())
        span = Span(first, first + len(name.strip()))
        name = groups.shown(*part.span())
        if _IS_KEY.fullmatch(name):
            yield name, span


def _wrapped(groups: Groups, found: re.Match[str], macro: Macro) -> Call | None:
    """The use of a macro that cites: with keys of its own, or those it is given."""
    assert macro.cites is not None  # noqa: S101 (the caller looked)
    name, given = macro.cites
    kind = shows(name)
    if kind is None:
        return None
    lead = "\xa0" if macro.body.lstrip().startswith(("~", "\\cite")) and "~" in macro.body[:3] else ""
    which = re.fullmatch(r"#(\d)", given)
    if not which:
        here = Span(found.start(), found.end())
        keys = tuple((key.strip(), here) for key in given.split(",") if _IS_KEY.fullmatch(key.strip()))
        return Call(here, keys, kind, lead) if keys else None
    at = found.end()
    arguments: list[tuple[int, int]] = []
    while len(arguments) < macro.arguments:
        option = groups.option(at)
        if option and "#" in macro.body and len(arguments) == 0 and macro.arguments > 1:
            arguments.append(option)
            at = option[1] + 1
            continue
        group = groups.group(at)
        if not group:
            break
        arguments.append(group)
        at = group[1] + 1
    if len(arguments) < int(which[1]):
        return None
    keys = tuple(_keys(groups, *arguments[int(which[1]) - 1]))
    return Call(Span(found.start(), at), keys, kind, lead) if keys else None
