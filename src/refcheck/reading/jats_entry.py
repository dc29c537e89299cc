"""One entry of a JATS reference list: its text as a reader sees it, and which part of it is what.

In most articles the entry is only elements, and the journal's style puts the commas; then it is put together here in
the style of the biomedical journals, so that it reads and can be searched as print. An entry that has its own
punctuation keeps it, and only elements that would touch are kept apart. What is added stands in the text, not in the
source: it points at the tag before which it was added.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from refcheck.reading.xml_source import characters_in, literal_runs
from refcheck.source import MappedText, Runs, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEPARATORS = {
    "name": ", ", "string-name": ", ", "collab": ", ", "etal": ", ", "person-group": ". ", "surname": " ",
    "given-names": " ", "prefix": " ", "suffix": " ", "institution": ", ", "role": ", ", "article-title": ". ",
    "chapter-title": ". ", "trans-title": ". ", "data-title": ". ", "source": ". ", "trans-source": ". ",
    "series": ". ", "edition": ". ", "year": ". ", "date": ". ", "month": " ", "day": " ", "season": " ", "volume": ";",
    "issue": "(", "supplement": " ", "fpage": ":", "lpage": "-", "elocation-id": ":", "page-range": ":",
    "publisher-loc": ". ", "publisher-name": ": ", "conf-name": ". ", "conf-loc": ", ", "conf-date": ", ",
    "comment": ". ", "date-in-citation": ". ", "isbn": ". ", "issn": ". ", "pub-id": ". ", "ext-link": " ", "uri": " ",
    "patent": ". ", "std": ". ", "version": ". ", "size": ". ", "annotation": ". ", "note": " ", "p": " ", "label": " ",
    "element-citation": "; ", "mixed-citation": "; ", "nlm-citation": "; ", "citation": "; ",
}  # fmt: skip
"""What stands before an element where the entry has no punctuation of its own."""
_IDENTIFIERS = {"doi": ". doi:", "pmid": ". PMID "}
CITATIONS = frozenset({"element-citation", "mixed-citation", "nlm-citation", "citation"})
_CONTAINERS = CITATIONS | {"name", "string-name", "person-group", "date", "note", "annotation"}
_OWN_PUNCTUATION = re.compile(
    r"</(?:name|string-name|surname|given-names|person-group|collab|article-title|source|year|volume|issue|fpage)>"
    r"\s{0,9}(?:[.,;:()]|&#)"
)
_NAME = re.compile(r"/?([^\s/>]*)")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s{0,9}=\s{0,9}["']([^"']*)["']""")


class Tag:
    """A tag that means something in an entry.

    Attributes:
        name: of its element.
        token: as written, without its angle brackets.
        opens: whether it begins the element.
        empty: whether it ends it, too.
        separator: what stands before the element where the entry has no punctuation of its own.
        leaf: whether the element holds text, so that white space in it counts.
    """

    __slots__ = ("empty", "leaf", "name", "opens", "separator", "token")

    def __init__(self, name: str, token: str) -> None:
        self.name = name
        self.token = token
        self.opens = token[0] != "/"
        self.empty = token[-1] == "/"
        self.leaf = name not in _CONTAINERS
        self.separator = _SEPARATORS[name]
        if name == "pub-id" and self.opens:
            self.separator = _IDENTIFIERS.get(self.attribute("pub-id-type"), self.separator)

    def attribute(self, *names: str) -> str:
        """The value of the first of some attributes that it has."""
        values = dict(_ATTRIBUTE.findall(self.token))
        return next((characters_in(values[name]) for name in names if name in values), "")


class Tags(dict[str, Tag | None]):
    """What each tag of a list means, None where it means nothing; each is looked at once."""

    def __missing__(self, token: str) -> Tag | None:
        name = _NAME.match(token)
        tag = Tag(name[1], token) if name and name[1] in _SEPARATORS else None
        self[token] = tag
        return tag


class Entry:
    """One entry, taken apart.

    Args:
        plain: the entry, from its start tag to its end tag, as in `XmlSource.plain`.
        start: where it stands in the source.
        tags: what the tags of the list mean.

    Attributes:
        pieces: its text in pieces, label left out.
        label: its label, as printed; empty if it has none.
        label_span: where the text of the label stands in the source.
        elements: the elements of the first work, in order of their ends, and which `pieces` are in them.
    """

    __slots__ = ("_parts", "_places", "_start", "elements", "label", "label_span", "pieces")

    def __init__(self, plain: str, start: int, tags: Tags) -> None:
        self._start = start
        self._parts = plain.split("<")
        self.pieces: list[str] = []
        self._places: list[int] = []  # for each piece the part it is of; for one that was added its complement
        self.label = ""
        self.label_span: Span | None = None
        self.elements: list[tuple[Tag, int, int]] = []
        self._read(tags, own_punctuation=_OWN_PUNCTUATION.search(plain) is not None)

    def _read(self, tags: Tags, *, own_punctuation: bool) -> None:
        pieces, places, elements = self.pieces, self._places, self.elements
        opened: dict[str, tuple[Tag, int]] = {}
        separator = ""  # what is to stand before the next text
        leaves = works = 0  # elements open that hold text; works read
        for at, part in enumerate(self._parts):
            token, _, text = part.partition(">")
            tag = tags[token] if token else None
            if tag is not None:
                if tag.opens:
                    if separator in _WEAK and tag.separator != " ":
                        separator = tag.separator
                    elif not separator:
                        separator = " "
                    if not tag.empty:
                        leaves += tag.leaf
                        opened[tag.name] = (tag, len(pieces))
                    elif tag.name == "etal":
                        self._add(separator, "et al" if text.lstrip()[:1] == "." else "et al.", ~at, own_punctuation)
                        separator = ""
                        if not works:
                            elements.append((tag, len(pieces) - 1, len(pieces)))
                elif tag.name in opened:
                    leaves -= tag.leaf
                    begun, first = opened.pop(tag.name)
                    if not works:
                        elements.append((begun, first, len(pieces)))
                    if tag.name == "issue" and not own_punctuation and first < len(pieces):
                        pieces.append(")")
                        places.append(~at)
                    elif tag.name in CITATIONS:
                        works += 1
                    elif tag.name == "label" and not first and self.label_span is None:
                        self._take_label()
                        separator = ""
                    if own_punctuation and not separator:
                        separator = " "
            if not text or (not leaves and text.isspace() and not own_punctuation):
                continue
            if "&" in text:
                text = characters_in(text)
            if separator:
                self._add(separator, text, at, own_punctuation)
                separator = ""
            else:
                pieces.append(text)
                places.append(at)

    def _add(self, separator: str, text: str, at: int, own_punctuation: bool) -> None:
        """Add a piece, kept apart from what is before it."""
        if self.pieces:
            before = self.pieces[-1][-1]
            if own_punctuation:
                separator = _between(before, text, separator)
            elif before in ".?!:;," and separator[:2] in {". ", ": "}:
                separator = separator[1:]
            if separator:
                self.pieces.append(separator)
                self._places.append(at if at < 0 else ~at)
        self.pieces.append(text)
        self._places.append(at)

    def _take_label(self) -> None:
        if self.pieces:
            self.label = " ".join("".join(self.pieces).split())
            first, last = self._places[0], self._places[-1]
            self.label_span = Span(self._text_start(first), self._text_start(last) + len(self._parts[last].partition(">")[2]))
        self.pieces.clear()
        self._places.clear()
        self.elements.clear()

    def _text_start(self, part: int) -> int:
        """Where the text of a part stands in the source."""
        before = sum(map(len, self._parts[:part])) + part
        return self._start + before + self._parts[part].find(">") + 1

    def mapped(self) -> MappedText:
        """The text of the entry on one line, white space folded, label left out."""
        text = "".join(self.pieces)
        folded = " ".join(text.split())
        make = partial(
            _runs, self._parts, tuple(self._places), tuple(self.pieces), self._start, folded=folded != text
        )
        return MappedText(folded, Runs(make=make, length=len(folded)))


_WEAK = frozenset({"", " ", ", "})


def _between(before: str, text: str, separator: str) -> str:
    """What keeps two texts of an entry apart that has punctuation of its own: a space where they would touch."""
    if text[0].isspace() or before.isspace():
        return ""
    if len(separator) > 2:  # an identifier, which is printed with its kind
        return separator[1:]
    return " " if text[0].isalnum() and (before.isalnum() or before in ".,;)") else ""


def _runs(
    parts: Sequence[str], places: Sequence[int], pieces: Sequence[str], start: int, *, folded: bool
) -> list[Sequence[int]]:
    """The offsets of an entry's pieces; what was added points at the tag before which it was."""
    starts = list(accumulate((len(part) + 1 for part in parts), initial=start))
    runs: list[Sequence[int]] = []
    for place, piece in zip(places, pieces, strict=True):
        if place < 0:
            runs.append([starts[~place] - 1] * len(piece))
        else:
            part = parts[place]
            inside = part.find(">") + 1
            runs += literal_runs(part[inside:], starts[place] + inside)
    if not folded:
        return runs
    kept: list[int] = []
    space = -1
    for character, offset in zip("".join(pieces), chain.from_iterable(runs), strict=True):
        if not character.isspace():
            if space >= 0 and kept:
                kept.append(space)
            space = -1
            kept.append(offset)
        elif space < 0:
            space = offset
    return [kept]
