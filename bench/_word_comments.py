"""The comments of a Word file and the text between their marks, by lxml and apart from refcheck's own reading."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

_SIGNS = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
_HIDDEN = frozenset({"del", "moveFrom", "txbxContent"})
_MARKS = ["commentRangeStart", "commentRangeEnd", "commentReference"]


@dataclass(frozen=True)
class Commented:
    """A comment.

    Attributes:
        author, date: who made it, and when, as written.
        said: its text, a line for each paragraph.
        about: the text between its marks, without what was deleted.
        marked: whether both marks and the reference are there, once each and in this order.
        in_field: whether its range begins within a field.
    """

    author: str
    date: str
    said: str
    about: str
    marked: bool
    in_field: bool


@dataclass
class _Range:
    marks: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    depth: int = 0


def comments_in(data: bytes) -> list[Commented]:
    """The comments of a Word file, in the order of their part."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if "word/comments.xml" not in archive.namelist():
            return []
        comments, document = (tree(archive.read(f"word/{name}.xml")) for name in ("comments", "document"))
    ranges = _ranges(document)
    found = []
    for comment in comments.iter("{*}comment"):
        has = _attributes(comment)
        said = "\n".join("".join(p.itertext("{*}t")) for p in comment.iter("{*}p"))
        one = ranges.get(has["id"], _Range())
        about = "".join(one.pieces)
        marked = one.marks == _MARKS
        found.append(Commented(has.get("author", ""), has.get("date", ""), said, about, marked, one.depth > 0))
    return found


def tree(data: bytes) -> etree._Element:
    """The XML of a part."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    name: str = etree.QName(element).localname
    return name


def _attributes(element: etree._Element) -> dict[str, str]:
    return {etree.QName(name).localname: value for name, value in element.attrib.items()}


def _ranges(document: etree._Element) -> dict[str, _Range]:
    """The marks of comments, by their identifiers, and what stands between."""
    ranges: defaultdict[str, _Range] = defaultdict(_Range)
    open_: dict[str, _Range] = {}
    depth = 0
    for element in document.iter(etree.Element):
        name = local(element)
        if name in _MARKS:
            key = _attributes(element)["id"]
            ranges[key].marks.append(name)
            if name == "commentRangeStart":
                ranges[key].depth = depth
                open_[key] = ranges[key]
            elif name == "commentRangeEnd":
                open_.pop(key, None)
        elif name == "fldChar":
            depth += {"begin": 1, "end": -1}.get(_attributes(element).get("fldCharType", ""), 0)
        elif open_ and (shown := _shown(element, name)):
            for one in open_.values():
                one.pieces.append(shown)
    return ranges


def _shown(element: etree._Element, name: str) -> str:
    if not _HIDDEN.isdisjoint(local(above) for above in element.iterancestors()):
        return ""
    if name == "p":
        return "\n"
    if name == "t":
        return element.text or ""
    return _SIGNS.get(name, "") if local(element.getparent()) == "r" else ""
