"""The comments of a Word file and the text between their marks, by lxml and apart from refcheck's own reading."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

_SIGNS = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
_HIDDEN = frozenset({"del", "moveFrom", "txbxContent"})
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


@dataclass(frozen=True)
class Commented:
    """A comment.

    Attributes:
        author, date: who made it, and when, as written.
        said: its text, a line for each paragraph.
        about: the text between its marks, without what was deleted.
        marked: whether both marks and the reference are there, once each.
        in_field: whether its range begins within a field.
    """

    author: str
    date: str
    said: str
    about: str
    marked: bool
    in_field: bool


def comments_in(data: bytes) -> list[Commented]:
    """The comments of a Word file, in the order of their part."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if "word/comments.xml" not in archive.namelist():
            return []
        comments, document = (tree(archive.read(f"word/{name}.xml")) for name in ("comments", "document"))
    found = []
    for comment in comments.iter("{*}comment"):
        has = _attributes(comment)
        said = ["".join(p.itertext("{*}t")) for p in comment.iter("{*}p")]
        marks = [[e for e in document.iter(f"{{*}}{kind}") if _attributes(e)["id"] == has["id"]] for kind in _MARKS]
        marked = all(len(each) == 1 for each in marks)
        about = _between(document, marks[0][0], marks[1][0]) if marked else ""
        within = marked and _depth(document, marks[0][0]) > 0
        found.append(Commented(has.get("author", ""), has.get("date", ""), "\n".join(said), about, marked, within))
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


def _depth(document: etree._Element, start: etree._Element) -> int:
    """How many fields are open at an element."""
    depth = 0
    for element in document.iter("{*}fldChar", start.tag):
        if element is start:
            break
        depth += {"begin": 1, "end": -1}.get(_attributes(element).get("fldCharType", ""), 0)
    return depth


def _between(document: etree._Element, start: etree._Element, end: etree._Element) -> str:
    pieces: list[str] = []
    inside = False
    for element in document.iter(etree.Element):
        if element is start:
            inside = True
        elif element is end:
            break
        elif inside and _HIDDEN.isdisjoint(local(above) for above in element.iterancestors()):
            if local(element) == "p":
                pieces.append("\n")
            elif local(element) == "t":
                pieces.append(element.text or "")
            elif local(element.getparent()) == "r":
                pieces.append(_SIGNS.get(local(element), ""))
    return "".join(pieces)
