"""Mark-up in a reference: seen through for reading, and told apart into formatting and leftovers.

What a Markdown or HTML processor would render is formatting and no fault: emphasis that opens and closes as
CommonMark's flanking rules want (``*Ann Surg*``, ``**12**``), closed tags (``<i>in vitro</i>``), links, line breaks,
backslash escapes. What would stay visible is stray: emphasis glued to its surroundings (``**Fakih M.**The``), a mark
or a tag without its partner, a character entity, a LaTeX command. An asterisk between two characters (HLA-B*57) is
text.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from html import unescape

from refcheck.article import StrayMarkup
from refcheck.references.emphasis import Mark, judge_emphasis
from refcheck.source import MappedText, Span

_TAGS = r"(?:i|b|em|strong|u|s|sub|sup|sc|small|span|font|cite|italic|bold|underline|p|tt|code|q)"
# Every quantifier is bounded or runs over characters that cannot start the next part, so the scan is linear.
_MARK = re.compile(
    # What any of these begins with: most places are passed at once.
    r"(?=[\[<&\\{}*_\-‐\u00ad\u200b-\u200f\u2060\ufeff]|https?:|www\.|[^\S ]| \s)(?:"
    r"(?P<link>\[{1,2}(?P<words>[^\[\]]{0,400})\]{1,2}\(<?(?P<target>[^\s()<>]{1,1000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,400}){0,4})>?"
    r"(?:\s{1,3}\"[^\"]{0,1000}\")?\s?\))"
    r"|(?P<address>(?:https?://|www\.)[^\s<>&*\[\]\\{}]+)"
    r"|(?P<anchor><a\s[^<>]{0,1000}>)|(?P<anchor_end></a\s?>)"
    rf"|(?P<tag></?{_TAGS}(?:\s[^<>]{{0,200}})?/?>)"
    rf"|(?P<escaped_tag>&lt;/?{_TAGS}\s?/?&gt;)"
    r"|(?P<line_break><br\s?/?>)"
    r"|(?P<autolink><(?=https?://|www\.|doi:)[^<>\s]{1,1000}>)"
    r"|(?P<entity>&(?:amp;){0,2}(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<accent>(?!\\'s(?![A-Za-z]))\{?\\(?P<diacritic>[\"'`^~]"
    r"|[cvuHk](?=[\s{])\s?)\{?\\?(?P<base>[A-Za-z])\}{0,2})"
    r"|(?P<letter>\{?\\(?P<name>ss|oe|OE|ae|AE|aa|AA|o|O|l|L|i)(?![A-Za-z])(?:\{\}|\})?)"
    r"|(?P<command>\\[A-Za-z]{2,20}\*?\s?\{)"
    r"|(?P<tex_escape>\\[&%$\#])"
    r"|(?P<escape>\\[!\"'()*+,\-./:;<=>?@\[\\\]^_`{|}~])"
    r"|(?P<emphasis>\*{1,3}|(?<![^\W_])_{1,2}(?=[^\W_])|(?<=[\w.?!)])_{1,2}(?!\w))"
    r"|(?P<brace>[{}])"
    r"|(?P<hyphenation>(?<=[^\W\d_])[-‐]\s{0,8}\n\s{0,8}(?=[^\W\d_]))"
    r"|(?P<invisible>[\u00ad\u200b-\u200f\u2060\ufeff])"
    r"|(?P<space>[^\S ]\s*| \s+))",
    re.IGNORECASE,
)
_ANY_MARK = re.compile(r"[\[<>&\\*_{}\u00ad\u200b-\u200f\u2060\ufeff]|[^\S ]|  ")
_HREF = re.compile(r"href\s?=\s?[\"']?([^\s\"'<>]{1,1000})", re.IGNORECASE)
_LINK_WORDS = re.compile(
    r"(?:pub\s?med|pmc|cross\s?ref|medline|google scholar|web of science|abstract|full text|free|article|doi|link"
    r"|view|pdf|"
    r"isi|scopus|external|available|also|online|with|subscription|registration|\W|\s){1,20}$",
    re.IGNORECASE,
)
_DIACRITICS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "oe": "œ", "OE": "Œ", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł",
    "L": "Ł", "i": "i",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """The target of a link that stood in a reference.

    Attributes:
        target: the address.
        span: the whole link, where it stands in the raw text.
    """

    target: str
    span: Span


@dataclass(frozen=True, slots=True)
class SeenThrough:
    """A reference without its mark-up.

    Attributes:
        text: what is left, white space folded; its offsets lead back into the raw text.
        stray: mark-up that should not be there.
        links: addresses that were only in the mark-up.
    """

    text: MappedText
    stray: tuple[StrayMarkup, ...] = ()
    links: tuple[Link, ...] = ()


def see_through(raw: str) -> SeenThrough:
    """Take the mark-up out of a reference and say which of it is stray. Linear in the length of the text."""
    if not _ANY_MARK.search(raw):
        return SeenThrough(MappedText.of(raw))
    scanner = _Scanner()
    scanner.scan(raw)
    marks = scanner.marks
    judge_emphasis(raw, marks)
    return SeenThrough(
        _without(raw, marks),
        tuple(StrayMarkup(mark.text, Span(mark.start, mark.end), mark.stands_for) for mark in marks if mark.stray),
        tuple(scanner.links),
    )


# What stands in the stead of mark-up that needs no thought.
_SIMPLE = {"line_break": " ", "space": " ", "invisible": "", "emphasis": ""}


class _Scanner:
    """One pass over a reference that notes every piece of mark-up."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.links: list[Link] = []
        self.opened_tags: dict[str, list[int]] = {}
        self.opened_braces: list[int] = []

    def scan(self, raw: str) -> None:
        """Note the mark-up of a text."""
        readers = {
            "link": self.link,
            "anchor": self.anchor,
            "anchor_end": self.anchor,
            "tag": self.tag,
            "autolink": self.autolink,
            "entity": self.entity,
            "command": self.command,
            "brace": self.brace,
        }
        for found in _MARK.finditer(raw):
            # `lastgroup` names the outermost alternative: inner groups close before it.
            kind = found.lastgroup or ""
            if kind in _SIMPLE:
                self.note(found, _SIMPLE[kind])
            elif kind in readers:
                readers[kind](found)
            elif kind != "address":  # its underscores are its own
                self.note(found, _sign(kind, found), stray=kind not in {"escape", "hyphenation"})

    def note(self, found: re.Match[str], stands_for: str, *, stray: bool = False) -> None:
        """Note a whole match."""
        self.marks.append(Mark(found.start(), found.end(), found.group(), stands_for, stray))

    def link(self, found: re.Match[str]) -> None:
        """``[words](target)``: the words stay, unless they only name a service."""
        words = found.group("words")
        self.links.append(Link(found.group("target"), Span(*found.span())))
        if not words or _LINK_WORDS.match(words):
            self.note(found, " ")
        else:
            self.marks.append(Mark(found.start(), found.start("words"), "["))
            self.marks.append(Mark(found.end("words"), found.end(), "]"))

    def anchor(self, found: re.Match[str]) -> None:
        """``<a href="...">`` or its end."""
        href = _HREF.search(found.group())
        if href:
            self.links.append(Link(unescape(href.group(1)), Span(*found.span())))
        self.note(found, "")

    def tag(self, found: re.Match[str]) -> None:
        """A closed pair of tags is formatting; a tag alone stays stray."""
        text = found.group()
        name = text.strip("</>").split()[0].lower()
        opened = self.opened_tags.setdefault(name, [])
        pairs = text.startswith("</") and bool(opened)
        if pairs:
            self.marks[opened.pop()].stray = False
        elif not text.startswith("</"):
            opened.append(len(self.marks))
        self.note(found, "", stray=not pairs)

    def autolink(self, found: re.Match[str]) -> None:
        """``<https://...>``: only the brackets go."""
        self.marks.append(Mark(found.start(), found.start() + 1, "<"))
        self.marks.append(Mark(found.end() - 1, found.end(), ">"))

    def entity(self, found: re.Match[str]) -> None:
        """``&amp;``, also where it was escaped twice."""
        means = unescape(unescape(unescape(found.group())))
        if means != found.group():
            self.note(found, " " if means.isspace() else means, stray=True)

    def command(self, found: re.Match[str]) -> None:
        r"""``\textit{``: its brace is closed later."""
        self.opened_braces.append(len(self.marks))
        self.note(found, "", stray=True)

    def brace(self, found: re.Match[str]) -> None:
        """Braces go out in pairs (LaTeX groups); one alone is text."""
        if found.group() == "{":
            self.opened_braces.append(len(self.marks))
            self.note(found, "{")
        elif self.opened_braces:
            opening = self.marks[self.opened_braces.pop()]
            opening.stands_for, opening.stray = "", True
            self.note(found, "", stray=True)


def _sign(kind: str, found: re.Match[str]) -> str:
    """The character that an escape means."""
    if kind == "accent":
        letter = found.group("base") + _DIACRITICS.get(found.group("diacritic").strip(), "")
        return unicodedata.normalize("NFC", letter)
    if kind == "letter":
        return _LETTERS.get(found.group("name"), "")
    if kind == "hyphenation":
        return found.group()[0]
    return "" if kind == "escaped_tag" else found.group()[1]


def _without(raw: str, marks: list[Mark]) -> MappedText:
    text: list[str] = []
    offsets = array("q")
    at = 0
    for mark in marks:
        text.append(raw[at : mark.start])
        offsets.extend(range(at, mark.start))
        text.append(mark.stands_for)
        offsets.extend([mark.start] * len(mark.stands_for))
        at = mark.end
    text.append(raw[at:])
    offsets.extend(range(at, len(raw)))
    return MappedText("".join(text), offsets)
