r"""Macros that a document defines: taken out of its text, and resolved as far as they cite or stand for words.

``\newcommand{\mycite}[1]{~\cite{#1}}`` is no citation, its uses are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.reading.latex.masking import BLANK

if TYPE_CHECKING:
    from refcheck.reading.latex.groups import Groups

LONGEST_TEXT = 300
"""The longest body that is looked at, in code points."""

_DEFINITION = re.compile(
    r"\\(?:(?P<command>(?:re|provide)?newcommand|DeclareRobustCommand|(?:New|Renew|Provide|Declare)DocumentCommand)"
    r"|(?P<def>[gex]?def)"
    r"|(?P<let>let)"
    r"|(?P<other>(?:re)?newenvironment|(?:New|Renew|Provide|Declare)DocumentEnvironment|newtheorem|newcounter"
    r"|DeclareMathOperator|DeclareCiteCommand|newcites|titleformat|pagestyle|hypersetup|setlength|addtolength"
    r"|DeclareFieldFormat|DeclareNameAlias|renewbibmacro|AtBeginDocument|AtEndDocument|AtEveryBibitem|lstset|tikzset"
    r"|bibpunct|setcitestyle))\*?(?![A-Za-z@])"
)
_NAME = re.compile(r"\s{0,9}\{?\s{0,9}\\(?P<name>[A-Za-z@]+|.)\s{0,9}\}?", re.DOTALL)
_PARAMETERS = re.compile(r"[^{}\\]{0,100}(?=\{)")
_CITES = re.compile(
    r"\\(?P<name>[A-Za-z@]*[cC]ite[A-Za-z@]*)\*?\s{0,9}(?:\[[^\[\]]{0,200}\]\s{0,9}){0,2}\{\s{0,9}(?P<keys>[^{}]{1,2000})\}"
)


@dataclass(frozen=True, slots=True)
class Macro:
    r"""What a document defined.

    Attributes:
        body: its definition.
        arguments: how many it takes; of an ``xparse`` signature or ``\def`` those that are named in the body.
        start, end: where the body stands.
    """

    body: str
    arguments: int
    start: int
    end: int

    @property
    def cites(self) -> tuple[str, str] | None:
        """The citing command in the body, and the keys it is given: fixed ones, or ``#1``."""
        found = _CITES.search(self.body) if self.is_short else None
        return (found["name"], found["keys"].strip()) if found else None

    @property
    def is_short(self) -> bool:
        """Whether its body is short enough to be words."""
        return len(self.body) <= LONGEST_TEXT

    @property
    def drops_arguments(self) -> bool:
        r"""Whether what it is given is not shown at all (``\newcommand{\todo}[1]{}``)."""
        return self.arguments > 0 and "#" not in self.body


def take_definitions(groups: Groups) -> tuple[str, dict[str, Macro]]:
    """Find the definitions of a document.

    Args:
        groups: its text.

    Returns:
        The text with them blanked out, and the macros by name.
    """
    clean = groups.clean
    macros: dict[str, Macro] = {}
    parts: list[str] = []
    kept = 0
    for found in _DEFINITION.finditer(clean):
        if found.start() < kept:
            continue
        end = _definition(groups, found, macros)
        if end > found.end():
            parts += [clean[kept : found.start()], BLANK * (end - found.start())]
            kept = end
    return "".join([*parts, clean[kept:]]), macros


def _definition(groups: Groups, found: re.Match[str], macros: dict[str, Macro]) -> int:
    """Where a definition ends; what it defines is noted."""
    at = found.end()
    if found["other"]:
        return groups.after_arguments(
            at, 4 if "nvironment" in found["other"] else 3 if "theorem" in found["other"] else 2
        )
    name = _NAME.match(groups.clean, at)
    if not name:
        return at
    at = name.end()
    if found["let"]:
        target = re.compile(r"\s{0,9}=?\s{0,9}(?:\\(?:[A-Za-z@]+|.)|\S)", re.DOTALL).match(groups.clean, at)
        return target.end() if target else at
    arguments = 0
    if found["def"]:
        parameters = _PARAMETERS.match(groups.clean, at)
        if parameters:
            arguments = parameters[0].count("#")
            at = parameters.end()
    elif "Document" in found["command"]:
        signature = groups.group(at)
        if signature:
            arguments = len(re.findall(r"[mrRoOdD]", groups.clean[slice(*signature)][:50]))
            at = signature[1] + 1
    else:
        while option := groups.option(at):
            count = groups.clean[slice(*option)].strip()
            arguments = int(count) if count.isdecimal() and len(count) == 1 and not arguments else arguments
            at = option[1] + 1
    body = groups.group(at)
    if not body:
        return at
    macros[name["name"]] = Macro(groups.clean[slice(*body)], arguments, *body)
    return body[1] + 1
