"""The XML of a Word file as a tree, with short names whatever the namespaces are called.

Reading needs no places in the XML (a Word file's places are paragraphs), so the tree is the standard library's, filled
by expat itself: several times faster than one with offsets, and nothing outside the file is ever read. Who writes into
the XML has the places kept beside the tree. What no document needs is refused: a document type (and with it every
entity), absurd depth, more elements than memory should hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError, TreeBuilder  # only builds: nothing is parsed by it
from xml.parsers import expat  # only tokenises: a document type is refused

from refcheck.errors import UnreadableArticle

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 200  # text boxes in tables in content controls reach about 50
MAX_ELEMENTS = 1_500_000  # a manuscript of 500 pages has about 300,000
MAX_TAG = 4_000_000  # bytes; a citation keeps the works it cites in its tag, some thousand bytes each
_STEP = 250_000

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/bibliography": "b:",
    "http://purl.oclc.org/ooxml/officeDocument/bibliography": "b:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
}
_OTHER = "?"  # elements of other namespaces are looked through, their attributes dropped
_BARE = frozenset(
    {
        "http://schemas.openxmlformats.org/package/2006/content-types",
        "http://schemas.openxmlformats.org/package/2006/relationships",
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
        "http://purl.oclc.org/ooxml/officeDocument/customProperties",
        "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes",
    }
)
"""Namespaces whose names are used without a prefix here."""


@dataclass(slots=True)
class Places:
    """Where the elements of a part stand in it, in bytes.

    Attributes:
        begins: where the start tag of each begins.
        ends: where its end tag begins; of an element of one tag only (``<w:t/>``) without meaning.
        namespace: that of the root.
    """

    begins: dict[Element, int] = field(default_factory=dict)
    ends: dict[Element, int] = field(default_factory=dict)
    namespace: str = ""


def parse(data: bytes, path: str, part: str, places: Places | None = None) -> Element:
    """Read the XML of one part.

    Args:
        data: the part.
        path: the path of the file, for errors.
        part: the name of the part, for errors.
        places: is filled, if it is given.

    Returns:
        The root; names are "w:p", "r:id", "m:oMath" and the like, in documents of the Strict kind too.

    Raises:
        UnreadableArticle: if it is not well-formed, has a document type, or is too deep or too large.
    """
    return _Reader(path, part, places).read(data)


class _Reader:
    def __init__(self, path: str, part: str, places: Places | None) -> None:
        self.path = path
        self.part = part
        self.places = places
        self.builder = TreeBuilder()
        self.names: dict[str, str] = {}
        self.depth = 0
        self.count = 0
        parser = self.parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.builder.data
        parser.StartDoctypeDeclHandler = self.refuse_doctype

    def read(self, data: bytes) -> Element:
        try:
            for at in range(0, len(data), _STEP):
                self.parser.Parse(data[at : at + _STEP], False)
                if at + _STEP - self.parser.CurrentByteIndex > MAX_TAG:
                    raise self.error("has a tag that is longer than any document needs")
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self.error(f"is not well-formed XML: {expat.ErrorString(error.code)}") from error
        except (ParseError, ValueError, LookupError) as error:  # an encoding that Python does not know
            raise self.error("is in an unknown encoding") from error
        finally:
            # The parser and its handlers hold each other: let go at once, the tree may be large.
            self.parser.StartElementHandler = self.parser.EndElementHandler = None
            self.parser.StartDoctypeDeclHandler = None
        root: Element = self.builder.close()
        return root

    def error(self, problem: str) -> UnreadableArticle:
        return UnreadableArticle(f"{self.part} {problem}", path=self.path)

    def refuse_doctype(self, *_declaration: object) -> None:
        raise self.error("declares a document type, which no Word file does")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.count += 1
        if self.depth > MAX_DEPTH:
            raise self.error(f"is nested deeper than {MAX_DEPTH} elements")
        if self.count > MAX_ELEMENTS:
            raise self.error(f"has more than {MAX_ELEMENTS:,} elements")
        kept = {short: value for name, value in attributes.items() if (short := self.short(name))[0] != _OTHER}
        element = self.builder.start(self.short(tag), kept)
        if self.places is not None:
            self.places.begins[element] = self.parser.CurrentByteIndex
            self.places.namespace = self.places.namespace or tag.rpartition(" ")[0]

    def end(self, tag: str) -> None:
        self.depth -= 1
        element = self.builder.end(self.short(tag))
        if self.places is not None:
            self.places.ends[element] = self.parser.CurrentByteIndex

    def short(self, name: str) -> str:
        found = self.names.get(name)
        if found is None:
            namespace, _, local = name.rpartition(" ")
            prefix = "" if not namespace or namespace in _BARE else _PREFIXES.get(namespace, _OTHER)
            found = prefix + local
            if len(self.names) < 10_000:
                self.names[name] = found
        return found


def children(element: Element | None, tag: str) -> Iterator[Element]:
    """The children of one name; of no element none."""
    return (child for child in (element if element is not None else ()) if child.tag == tag)


def below(element: Element | None, *tags: str) -> Element | None:
    """The first child of the first child of ... with these names, or None."""
    for tag in tags:
        element = None if element is None else element.find(tag)
    return element


def value(element: Element | None, child: str) -> str | None:
    """The ``w:val`` of a child, or None; "" if the child has none."""
    found = None if element is None else element.find(child)
    return None if found is None else found.get("w:val", "")


def is_on(element: Element | None, child: str) -> bool | None:
    """Whether a toggle (``w:vanish``) is on; None if it is not given."""
    found = value(element, child)
    return None if found is None else found not in {"0", "false", "off", "none"}


def whole(text: str | None, default: int = 0) -> int:
    """A whole number as written, or `default` if it is none, or one that no document needs."""
    digits = (text or "").strip()
    bare = digits.removeprefix("-")
    return int(digits) if bare.isascii() and bare.isdecimal() and len(bare) <= 9 else default


def branches(element: Element) -> Iterator[Element]:
    """The children of an element; of alternatives (``mc:AlternateContent``) those of the first branch."""
    for child in element:
        if child.tag == "mc:AlternateContent":
            branch = next((one for one in child if one.tag == "mc:Choice"), None)
            branch = branch if branch is not None else child.find("mc:Fallback")
            if branch is not None:
                yield from branches(branch)
        else:
            yield child
