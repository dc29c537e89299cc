"""What the head of a document says about its bibliography, and what a style sheet says about its order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from refcheck.reading.bibliographies.csl_items import items_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_HEAD = 500_000
"""The longest head that is read, in code points."""

_HEAD = re.compile(
    r"\s{0,1000}---[ \t]*(?:\r\n?|\n)(?P<yaml>.*?)(?:^|(?<=[\r\n]))(?:---|\.\.\.)[ \t]*(?:\r|\n|$)", re.DOTALL
)
_DIRECTIVE = re.compile(
    r"^[ \t]{0,9}(?:`{3,9}|:{3,9}|\.\. )\s?\{?bibliography\}?(?:::)?[ \t]+(?P<files>[^\r\n`]{1,500})", re.MULTILINE
)
_NOCITE = re.compile(r"@([\w*][\w:.#$%&+?<>~/-]*)")
_SORTED = re.compile(r"<bibliography\b[^>]{0,1000}>.{0,2000}?<sort>\s*<key\s[^>]{0,300}>", re.DOTALL)
_FORMAT = re.compile(r"citation-format=\"([a-z-]{1,30})\"")


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says.

    Attributes:
        files: the bibliography files, as they are named.
        items: references that stand in the head itself.
        silent: keys that are listed without being cited.
        style: the style sheet that is named.
        notes: what is wrong with it.
    """

    files: tuple[str, ...] = ()
    items: tuple[dict[str, Any], ...] = ()
    silent: tuple[str, ...] = ()
    style: str = ""
    notes: tuple[str, ...] = ()


def read_head(text: str) -> Head:
    """Read the head of a document, and the directives in it that name bibliographies.

    Args:
        text: the document.
    """
    files = [name for found in _DIRECTIVE.finditer(text) for name in re.split(r"[\s,]+", found["files"].strip())]
    opening = text[:1_000].lstrip()
    found = _HEAD.match(text[:LONGEST_HEAD]) if opening.startswith("---") else None
    if not found or not re.search(r"^\s*(?:bibliography|references|nocite|csl)\s*:", found["yaml"], re.MULTILINE):
        return Head(tuple(files))
    read, problem = parsed_yaml(found["yaml"])
    if problem:
        return Head(tuple(files), notes=(f"the head of the document cannot be read: {problem}",))
    if not isinstance(read, dict):
        return Head(tuple(files))
    return Head(
        (*_names(read.get("bibliography")), *files),
        tuple(items_of(read)),
        tuple(_NOCITE.findall(str(read.get("nocite", "")))),
        str(read.get("csl") or ""),
    )


def parsed_yaml(text: str) -> tuple[Any, str]:
    """The value of a YAML text, and what is wrong with it, in one line (empty if nothing is)."""
    # The compiled parser where there is one: the other takes ten seconds for a megabyte.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader), ""  # noqa: S506 (both loaders are safe ones)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark else ""
        return None, line + " ".join(str(getattr(error, "problem", None) or "no YAML").split())
    except (ValueError, RecursionError, TypeError) as error:
        return None, " ".join(str(error).split())[:100] or "no YAML"


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        yield from (str(name) for name in value if isinstance(name, str))
    elif isinstance(value, dict):
        for each in value.values():
            yield from _names(each)


def sheet_sorts(sheet: str) -> bool:
    """Whether a CSL style sheet sorts its list by anything but the order of citation."""
    found = _SORTED.search(sheet)
    return bool(found) and "citation-number" not in (found[0].rpartition("<key")[2] if found else "")


def sheet_numbers(sheet: str) -> bool:
    """Whether a CSL style sheet cites by numbers."""
    found = _FORMAT.search(sheet)
    return found is None or found[1] == "numeric"
