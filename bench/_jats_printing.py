"""References of JATS articles printed again, with something in their elements changed."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from bench.printings import text
from refcheck.reading.jats_entry import Entry
from refcheck.reading.jats_tags import Types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Person = tuple[str, str]


@dataclass
class ElementPrinter:
    """Prints the work of a ``ref`` element as the reader of JATS reads it, some of its values changed."""

    element: Any

    def __call__(self, changes: Mapping[str, Any]) -> str:
        """The reference on one line; empty if it cannot be printed so."""
        ref = copy.deepcopy(self.element)
        ref.tail = None
        replaced = ("", "")
        for name, value in changes.items():
            match name:
                case "year" | "volume" | "issue":
                    _write(ref.find(f".//{name}"), value)
                case "pages":
                    _write(ref.find(".//fpage"), value[0])
                    _write(ref.find(".//lpage"), value[1])
                case "journal":
                    _write(ref.find(".//source"), value[1] or value[0])
                case "title":
                    _write(ref.find(".//article-title"), value)
                case "without":
                    if not _remove(list(names_in(ref)), value):
                        return ""
                case "first":
                    _rename(next(names_in(ref)), value)
                case "doi":
                    replaced = (text(ref.find(".//pub-id[@pub-id-type='doi']")), value)
        markup = etree.tostring(ref, encoding="unicode")
        if replaced[0]:
            markup = re.sub(re.escape(replaced[0]), replaced[1].replace("\\", ""), markup, flags=re.I)
        return Entry(markup, 0, Types()).text


def names_in(element: Any) -> Iterator[Any]:
    """The elements of the persons that a citation names as authors."""
    for name in element.iter("name", "string-name"):
        if name.find("surname") is not None and name.getparent().get("person-group-type") != "editor":
            yield name


def name_in(element: Any) -> Person:
    """Family and given name."""
    return text(element.find("surname")), text(element.find("given-names"))


def _rename(name: Any, person: Person) -> None:
    """Print another person in place of a name, by initials where that is."""
    given = name.find("given-names")
    initials = "".join(part[0] for part in re.findall(r"\w+", person[1]))
    _write(name.find("surname"), person[0])
    _write(given, initials if text(given).isupper() else person[1])


def _write(element: Any, value: str) -> None:
    """Replace what an element says; an element that is not there, or a value that is empty, is left alone."""
    if element is None or not value:
        return
    tail = element.tail
    for child in list(element):
        element.remove(child)
    element.text, element.tail = value, tail


def _remove(names: list[Any], at: int) -> bool:
    """Take a name out of its list, with what stands between it and the next."""
    name = names[at]
    if any(other.getparent() is not name.getparent() for other in names):
        return False
    if at and name is names[-1]:
        names[at - 1].tail = name.tail
    name.getparent().remove(name)
    return True
