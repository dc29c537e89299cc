"""HTML cut into tags, text and comments, each with its place in the source.

A tokenizer of our own: html.parser gives lines and columns but no offsets, and its time has grown with the square of
hostile input more than once; lxml gives a line only. What is malformed is cut as the HTML standard says (section
13.2.5, https://html.spec.whatwg.org/multipage/parsing.html#tokenization), except that nothing is dropped to the end of
the file because of one missing ``>``, ``-->`` or quotation mark. Every step moves forward: time is linear.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_ATTRIBUTES = 500
"""How many attributes of one tag are read; hand-made and generated pages have a few dozen at most."""

_MARK = re.compile(r"<(?:(?P<letter>[A-Za-z])|[/!?])")
_NAME = re.compile(r"[A-Za-z][^\s/>]{0,100}")
_ATTRIBUTE = re.compile(r"[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+(=)\s*+)?")
_UNQUOTED = re.compile(r"[^\s>]*+")
# Between these tags there is no mark-up, whatever it looks like.
_RAW_TEXT = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
_PREFIXES = frozenset({"", "h", "html", "xhtml", "svg", "mml"})
_NO_ATTRIBUTES: Mapping[str, str] = {}


class Token(NamedTuple):
    """One piece of a page.

    Attributes:
        kind: what it is; ``raw`` is text in which entities mean nothing (CDATA, scripts).
        start: its offset in the source.
        end: the offset after it.
        name: the name of a tag, lower case, without the prefix of a namespace that browsers know.
        attributes: of a start tag, by lower-case names, entities replaced; the first of a name counts.
        closed: whether a start tag ends in ``/>``.
    """

    kind: Literal["start", "end", "text", "raw", "comment"]
    start: int
    end: int
    name: str = ""
    attributes: Mapping[str, str] = _NO_ATTRIBUTES
    closed: bool = False


def tokens(text: str, *, xml: bool = False) -> Iterator[Token]:
    """Cut a page into tokens.

    Args:
        text: the page.
        xml: whether it is XHTML, where ``<script/>`` is closed and CDATA is text.
    """
    return _Tokenizer(text, xml=xml).run()


class _Tokenizer:
    """Cuts one text; where its last closing characters stand is found once, so that no search for one runs twice."""

    def __init__(self, text: str, *, xml: bool) -> None:
        self.text = text
        self.xml = xml
        self.last = {mark: text.rfind(mark) for mark in (">", "'", '"', "-->", "]]>")}

    def run(self) -> Iterator[Token]:
        text, at = self.text, 0
        while opening := _MARK.search(text, at):
            start = opening.start()
            if start >= self.last[">"]:
                break
            if start > at:
                yield Token("text", at, start)
            token = self._start_tag(start) if opening["letter"] else self._other(start)
            yield token
            at = token.end + (len("]]>") if token.kind == "raw" else 0)
            if token.kind == "start" and token.name in _RAW_TEXT and not (self.xml and token.closed):
                closing = _RAW_TEXT[token.name].search(text, at)
                end = closing.start() if closing else len(text)
                if end > at:
                    yield Token("raw", at, end)
                at = end
        if at < len(text):
            yield Token("text", at, len(text))

    def _start_tag(self, start: int) -> Token:
        text = self.text
        found = _NAME.match(text, start + 1)
        assert found is not None  # noqa: S101 (the caller saw its first letter)
        attributes: dict[str, str] = {}
        at = found.end()
        for _ in range(MOST_ATTRIBUTES):
            attribute = _ATTRIBUTE.match(text, at)
            if not attribute:
                break
            after, value = attribute.end(), ""
            if attribute[2]:
                end, value = self._value(after)
                if end < 0:
                    break  # a quotation mark that nothing closes is no part of the tag
                after = end
            at = after
            attributes.setdefault(attribute[1].lower(), html.unescape(value) if "&" in value else value)
        end = text.find(">", at)
        if end < 0:
            end = text.find(">", start)
        closed = text[end - 1] == "/"
        return Token("start", start, end + 1, _plain(found[0]), attributes or _NO_ATTRIBUTES, closed)

    def _value(self, at: int) -> tuple[int, str]:
        """An attribute's value and where it ends; -1 if it never does."""
        quote = self.text[at : at + 1]
        if quote in {"'", '"'}:
            if at >= self.last[quote]:
                return -1, ""
            end = self.text.index(quote, at + 1)
            return (end + 1, self.text[at + 1 : end]) if end < self.last[">"] else (-1, "")
        found = _UNQUOTED.match(self.text, at)
        assert found is not None  # noqa: S101 (it matches the empty text)
        return found.end(), found[0]

    def _other(self, start: int) -> Token:
        """An end tag, a comment, CDATA, a declaration, or what the standard calls a bogus comment."""
        text = self.text
        name = _NAME.match(text, start + 2)
        if text[start + 1] == "/" and name:
            return Token("end", start, text.index(">", start) + 1, _plain(name[0]))
        if text.startswith("<!--", start):
            if text.startswith((">", "->"), start + 4):
                return Token("comment", start, text.index(">", start) + 1)
            if start + 4 <= self.last["-->"]:
                return Token("comment", start, text.index("-->", start + 4) + 3)
        elif self.xml and text.startswith("<![CDATA[", start) and start < self.last["]]>"]:
            end = text.index("]]>", start)
            return Token("raw", start + len("<![CDATA["), end)
        return Token("comment", start, text.index(">", start) + 1)


def _plain(name: str) -> str:
    """A tag's name without the prefix that XHTML may give it; Word's ``o:p`` is no ``p``."""
    prefix, _, local = name.lower().rpartition(":")
    return local if prefix in _PREFIXES else name.lower()
