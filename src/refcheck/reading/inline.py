"""Mark-up within a paragraph: taken out of the text, with what it says about citations kept.

One pass over the source finds what to leave out and what to set apart; the text is then put together from the rest,
so that each of its code points still knows its place. Every pattern is bounded: a line of a megabyte takes a moment.
"""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_left
from collections import deque
from typing import TYPE_CHECKING, Any

from refcheck.article import MarkerStyle
from refcheck.reading.blocks import Block, BlockKind, Markup
from refcheck.reading.citation_markers import parse_numbers
from refcheck.source import MappedText, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DEEPEST = 1_000
"""How deep brackets, tags and emphasis may nest and still be paired."""
_URL_END = r"[^\s<>\"”\[\]⁰¹²³⁴-⁹]{0,2000}"
_TOKEN = re.compile(
    r"(?=[<$\\`\[\]^!&*_~]|https?:|www\.|doi:|10\.)"  # what any of these begins with: most places are passed at once
    r"(?:(?P<comment><!--)"
    r"|(?P<autolink><(?:https?://|mailto:)[^\s<>]{1,2000}>)"
    r"|(?P<tag></?(?P<tagname>[A-Za-z][A-Za-z0-9]{0,15})(?:\s[^<>]{0,1000})?/?>)"
    r"|(?P<display>\$\$[^$]{1,2000}\$\$)"
    r"|(?P<math>\$(?![\s$])[^$\n]{0,300}(?<![\s$\\])\$(?!\d))"
    r"|(?P<paren>\\\((?!\s*[\d,–-]{1,20}\s*\\\)).{1,300}?\\\))"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|(?P<footnote>\[\^(?P<label>[^\]\s\[]{1,100})\])"
    r"|(?P<caret>\^(?P<raised>[^\s^][^\^\n]{0,60})\^)"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\](?P<target>\(\s{0,9}(?P<dest><[^<>\n]{0,2000}>|[^\s()<>]{0,2000}(?:\([^\s()]{0,500}\)[^\s()]{0,2000}){0,5})"
    r"(?:\s{1,9}(?:\"[^\"]{0,2000}\"|'[^']{0,500}'))?\s{0,9}\))?)"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    rf"|(?P<url>(?:https?://|www\.){_URL_END}|\b(?:doi:\s?)?10\.\d{{4,9}}/{_URL_END})"
    r"|(?P<emphasis>\*{1,3}|_{1,3})"
    r"|(?P<tilde>~[^\s~]{1,20}~))"
)
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]{1,500})""", re.IGNORECASE)
_IN_DOCUMENT = re.compile(r"[^\s]{0,200}#(?!.{0,20}(?:fig|tab|sec\d|sec-|eq|box|app|scheme|chart))", re.IGNORECASE)
_DOI_TARGET = re.compile(r"doi\.org/10\.", re.IGNORECASE)
_REAL_TARGET = re.compile(r"[#/.]|https?:|www\.")

MARKDOWN = frozenset(
    {"escape", "math", "paren", "display", "code", "emphasis", "entity", "open", "close", "tag", "caret", "tilde"}
)
"""What is mark-up in Markdown."""
TEXT = frozenset({"open", "close", "tag", "caret"})
"""What is mark-up in a plain text: what remains of a conversion, nothing that could be meant literally."""
REFERENCE = frozenset({"escape", "open", "close"})
"""What is taken out of a Markdown reference: emphasis and tags stay, they may be stray."""
PLAIN_REFERENCE: frozenset[str] = frozenset()
"""What is taken out of a plain text's reference: nothing but comments."""


def render(raw: MappedText, markup: frozenset[str], kind: BlockKind = BlockKind.PARAGRAPH) -> Block | None:
    """Take the mark-up out of a paragraph.

    Args:
        raw: the paragraph's source, line prefixes (quotes, indentation, bullets) already taken off.
        markup: which kinds of mark-up there are (`MARKDOWN`, `TEXT`, ...).
        kind: what the block is.

    Returns:
        The block, or None if nothing visible is left.
    """
    scan = _Scan(raw.text, markup).run()
    text = _apply(raw, scan.edits)
    if not text.text.strip():
        return None
    span = Span(raw.offsets[0], raw.offsets[-1] + 1)
    places = text.offsets
    marks = []
    for start, end, outer_start, outer_end, style, label in scan.marks:
        content = _place(raw, places, start, end)
        if len(content):
            marks.append(Markup(content, style, raw.source_span(outer_start, outer_end), label))
    opaque = sorted(content for start, end in scan.opaque if len(content := _place(raw, places, start, end)))
    return Block(text, span, kind, tuple(sorted(marks, key=_order)), tuple(opaque))


def render_text(raw: MappedText, markup: frozenset[str]) -> MappedText:
    """Take the mark-up out and fold every run of white space into one space; still mapped."""
    text = _apply(raw, _Scan(raw.text, markup).run().edits)
    parts = []
    for word in re.finditer(r"\S+(\s?)", text.text):
        space = MappedText(" ", text.offsets[word.end() - 1 : word.end()]) if word[1] else None
        parts.append(text.slice(word.start(), word.end() - len(word[1])))
        if space is not None:
            parts.append(space)
    folded = MappedText.join(parts)
    return folded.slice(0, len(folded.text.rstrip()))


def _order(mark: Markup) -> tuple[int, int]:
    return mark.content.start, -mark.content.end


def _place(raw: MappedText, places: Sequence[int], start: int, end: int) -> Span:
    """Where a stretch of the raw text is in the text without mark-up."""
    first = raw.offsets[start] if start < len(raw.offsets) else raw.offsets[-1] + 1
    last = raw.offsets[end] if end < len(raw.offsets) else raw.offsets[-1] + 1
    return Span(bisect_left(places, first), bisect_left(places, last))


def _apply(raw: MappedText, edits: Iterable[tuple[int, int, str]]) -> MappedText:
    """The raw text with its edits made; what an edit puts in stands where the edit begins."""
    text: list[str] = []
    offsets = array("q")
    at = 0
    for start, end, instead in sorted(edits):
        if start < at:
            continue  # within something already left out
        text.append(raw.text[at:start])
        offsets.extend(raw.offsets[at:start])
        text.append(instead)
        offsets.extend([raw.offsets[start]] * len(instead))
        at = end
    text.append(raw.text[at:])
    offsets.extend(raw.offsets[at:])
    return MappedText("".join(text), offsets)


class _Scan:
    """One pass over the raw text of a paragraph; all positions are in that text.

    Attributes:
        edits: what to leave out, as (start, end, what to put instead).
        marks: what is set apart, as (start, end, start with mark-up, end with mark-up, style, label).
        opaque: stretches without citations.
    """

    def __init__(self, text: str, markup: frozenset[str]) -> None:
        self.text = text
        self.markup = markup | {"comment", "autolink", "url", "footnote"}
        self.edits: list[tuple[int, int, str]] = []
        self.marks: list[tuple[int, int, int, int, MarkerStyle, str]] = []
        self.opaque: list[tuple[int, int]] = []
        self._last_comment_end = text.rfind("-->")
        self._backticks = _backtick_runs(text) if "code" in markup else {}
        # What is open and never closed is forgotten, the outermost first.
        self._brackets: deque[tuple[int, bool]] = deque(maxlen=_DEEPEST)
        self._tags: deque[tuple[str, int, int, str]] = deque(maxlen=_DEEPEST)
        self._emphasis: deque[tuple[str, int]] = deque(maxlen=_DEEPEST)

    def run(self) -> _Scan:
        """Scan to the end."""
        at = 0
        while found := _TOKEN.search(self.text, at):
            kind = found.lastgroup or ""
            if kind in self.markup:
                at = getattr(self, f"_on_{kind}")(found)
            else:
                at = found.end() if kind in {"code", "emphasis"} else found.start() + 1
        return self

    def _hide(self, start: int, end: int, instead: str = "") -> None:
        self.edits.append((start, end, instead))

    def _on_comment(self, found: re.Match[str]) -> int:
        if found.start() > self._last_comment_end:
            return found.end()
        closing = self.text.index("-->", found.end() - 2)
        self._hide(found.start(), closing + 3)
        return closing + 3

    def _on_url(self, found: re.Match[str]) -> int:
        url = found[0]
        if ")" in url and "(" not in url:
            url = url[: url.index(")")]  # "(https://example.org)3"
        end = found.start() + len(url.rstrip(".,;:*_"))
        self.opaque.append((found.start(), end))
        return max(end, found.start() + 1)

    _on_autolink = _on_url

    def _on_footnote(self, found: re.Match[str]) -> int:
        start, end = found.span()
        if self.text[end : end + 1] == ":" and not self.text[:start].rpartition("\n")[2].strip():
            return start + 1  # a definition, which only its line's beginning tells from a call before a colon
        self._hide(start, start + 2)
        self._hide(end - 1, end)
        self.marks.append((start + 2, end - 1, start, end, MarkerStyle.FOOTNOTE, found["label"]))
        return end

    def _on_escape(self, found: re.Match[str]) -> int:
        self._hide(found.start(), found.start() + 1)
        return found.end()

    def _on_math(self, found: re.Match[str]) -> int:
        self.opaque.append(found.span())
        return found.end()

    _on_display = _on_paren = _on_math

    def _on_code(self, found: re.Match[str]) -> int:
        start, end = found.span()
        closing = _closing_run(self._backticks, end - start, end)
        if closing is None:
            return end
        self._hide(start, end)
        self._hide(closing, closing + end - start)
        self.opaque.append((end, closing))
        return closing + end - start

    def _on_caret(self, found: re.Match[str]) -> int:
        start, end = found.span()
        if parse_numbers(found["raised"]) is None:
            return start + 1
        self._hide(start, start + 1)
        self._hide(end - 1, end)
        self.marks.append((start + 1, end - 1, start, end, MarkerStyle.CARET, ""))
        return end

    def _on_tilde(self, found: re.Match[str]) -> int:
        self._hide(found.start(), found.start() + 1)
        self._hide(found.end() - 1, found.end())
        self.opaque.append((found.start() + 1, found.end() - 1))
        return found.end()

    def _on_entity(self, found: re.Match[str]) -> int:
        self._hide(*found.span(), html.unescape(found[0]))
        return found.end()

    def _on_open(self, found: re.Match[str]) -> int:
        self._brackets.append((found.start(), found[0] == "!["))
        return found.end()

    def _on_close(self, found: re.Match[str]) -> int:
        start, end = found.span()
        opened, is_image = self._brackets.pop() if self._brackets else (-1, False)
        if opened < 0 or not found["target"] or not ("escape" in self.markup or _REAL_TARGET.match(found["dest"])):
            return start + 1
        if is_image:
            self._hide(opened, end)
            return end
        self._hide(opened, opened + 1)
        if "tag" not in self.markup and _DOI_TARGET.search(found["dest"]) and "10." not in self.text[opened:start]:
            # "[Crossref](https://doi.org/10....)": the identifier is part of what a reference says.
            self._hide(start, found.start("dest"), " ")
            self._hide(found.end("dest"), end)
        else:
            self._hide(start, end)
        if _IN_DOCUMENT.match(found["dest"]):
            self.marks.append((opened + 1, start, opened, end, MarkerStyle.LINKED, ""))
        return end

    def _on_tag(self, found: re.Match[str]) -> int:
        name = found["tagname"].lower()
        start, end = found.span()
        self._hide(start, end, " " if name == "br" else "")
        if name not in {"sup", "a", "sub", "code", "math"}:
            return end
        if not found[0].startswith("</"):
            target = _HREF.search(found[0])
            self._tags.append((name, start, end, target[1] if target else ""))
            return end
        # The opening tag is almost always the last one; a handful of levels is more than any document nests.
        for depth in range(1, min(len(self._tags), 6) + 1):
            if self._tags[-depth][0] == name:
                _, opened, content, target_of = self._tags[-depth]
                _drop(self._tags, depth)
                if name == "sup":
                    self.marks.append((content, start, opened, end, MarkerStyle.SUPERSCRIPT, ""))
                elif name == "a" and _IN_DOCUMENT.match(target_of):
                    self.marks.append((content, start, opened, end, MarkerStyle.LINKED, ""))
                elif name in {"sub", "code", "math"}:
                    self.opaque.append((content, start))
                break
        return end

    def _on_emphasis(self, found: re.Match[str]) -> int:
        """Pair runs of `*` or `_` by what stands beside them; a run that closes nothing stays text."""
        run = found[0]
        start, end = found.span()
        before = self.text[start - 1] if start else " "
        after = self.text[end] if end < len(self.text) else " "
        if not before.isspace() and not (run[0] == "_" and after.isalnum()):
            for depth in range(1, min(len(self._emphasis), 4) + 1):
                if self._emphasis[-depth][0] == run:
                    _, at = self._emphasis[-depth]
                    _drop(self._emphasis, depth)
                    self._hide(at, at + len(run))
                    self._hide(start, end)
                    return end
        if not after.isspace() and not (run[0] == "_" and before.isalnum()):
            self._emphasis.append((run, start))
        return end


def _drop(stack: deque[Any], count: int) -> None:
    for _ in range(count):
        stack.pop()


def _backtick_runs(text: str) -> dict[int, list[int]]:
    runs: dict[int, list[int]] = {}
    for run in re.finditer(r"`+", text):
        runs.setdefault(len(run[0]), []).append(run.start())
    return runs


def _closing_run(runs: dict[int, list[int]], length: int, at: int) -> int | None:
    starts = runs.get(length, [])
    index = bisect_left(starts, at)
    return starts[index] if index < len(starts) else None
