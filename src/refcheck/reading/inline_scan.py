"""One pass over the source of a paragraph that finds what is mark-up in it, and what that says about citations."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections import deque
from typing import Any

from refcheck.article import MarkerStyle
from refcheck.reading.citation_markers import parse_numbers
from refcheck.reading.emphasis import DEEPEST, Emphasis
from refcheck.reading.inline_tokens import BEGINNING, POWER, TOKEN

_ATTRIBUTES = re.compile(r"\{\s{0,3}[.#\w][^{}\n]{0,200}\}")
"""Of a span in Pandoc, `[text]{.class}`."""
_ROLE = re.compile(r"\{(sup|superscript|sub|subscript|abbr|term|math)\}$")
"""Of MyST, {sup}`1`."""
_RAW_HTML = re.compile(r"\{=html5?\}")
"""Behind code of Pandoc's that is none: `<sup>`{=html}."""
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]{1,500})""", re.IGNORECASE)
_IN_DOCUMENT = re.compile(r"[^\s]{0,200}#(?!.{0,20}(?:fig|tab|sec\d|sec-|eq|box|app|scheme|chart))", re.IGNORECASE)
_DOI_TARGET = re.compile(r"doi\.org/10\.", re.IGNORECASE)
_REAL_TARGET = re.compile(r"[#/.]|https?:|www\.")


class InlineScan:
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
        self._brackets: deque[tuple[int, bool]] = deque(maxlen=DEEPEST)
        self._tags: deque[tuple[str, int, int, str]] = deque(maxlen=DEEPEST)
        self._emphasis = Emphasis()
        self._raw_ends: dict[int, int] = {}  # where raw HTML of Pandoc's closes, and where that ends

    def run(self) -> InlineScan:
        """Scan to the end."""
        at = 0
        while beginning := BEGINNING.search(self.text, at):
            at = beginning.start()
            found = TOKEN.match(self.text, at)
            if found is None:
                at += 1
                continue
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
        if start in self._raw_ends:
            return self._raw_ends[start]
        closing = _closing_run(self._backticks, end - start, end)
        if closing is None:
            return end
        self._hide(start, end)
        if raw := _RAW_HTML.match(self.text, closing + end - start):
            self._hide(closing, raw.end())
            self._raw_ends[closing] = raw.end()
            return end  # what it holds is mark-up
        self._hide(closing, closing + end - start)
        role = _ROLE.search(self.text[max(0, start - 24) : start])
        if role:
            self._hide(start - len(role[0]), start)
        if role and role[1].startswith("sup"):
            outer = (start - len(role[0]), closing + end - start)
            self.marks.append((end, closing, *outer, MarkerStyle.SUPERSCRIPT, ""))
        else:
            self.opaque.append((end, closing))
        return closing + end - start

    def _on_caret(self, found: re.Match[str]) -> int:
        start, end = found.span()
        if parse_numbers(found["raised"]) is None:
            power = POWER.match(self.text, start)  # "^(1) and 10^(6)"
            return self._on_power(power) if power else start + 1
        self._hide(start, start + 1)
        self._hide(end - 1, end)
        self.marks.append((start + 1, end - 1, start, end, MarkerStyle.CARET, ""))
        return end

    def _on_power(self, found: re.Match[str]) -> int:
        """A raised number as plain text has it: "^12", or "^(1,2)" as Pandoc writes it, which writes "¹" for one."""
        inside = "wrapped" if found["wrapped"] else "bare"
        if parse_numbers(found[inside]) is None:
            return found.start() + 1
        (start, end), (outer, close) = found.span(inside), found.span()
        self._hide(outer, start)
        if end < close:
            self._hide(end, close)
        self.marks.append((start, end, outer, close, MarkerStyle.UNICODE_SUPERSCRIPT, ""))
        return close

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
        attributes = (
            _ATTRIBUTES.match(self.text, start + 1) if "escape" in self.markup and not found["target"] else None
        )
        if opened >= 0 and attributes:
            if parse_numbers(self.text[opened + 1 : start]) is None:
                self._hide(opened, opened + 1)
                self._hide(start, start + 1)
            self._hide(start + 1, attributes.end())
            return attributes.end()
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
        start, end = found.span()
        opened = self._emphasis.opening_of(self.text, start, end)
        if opened is not None:
            self._hide(opened, opened + end - start)
            self._hide(start, end)
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
