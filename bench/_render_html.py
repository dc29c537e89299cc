"""An article as a web page: linked and plain markers, lists of several makes, and the furniture of a page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from bench._manuscript import Block, Group, Kind, Manuscript, Run, numbers_of
from bench._render import Rendered, Spelling, expected, item_labels, joined, listed, marker_of, placed, spelling

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

_Entry = tuple[int, str, str]
_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>p.fn::before {{ content: "[1]"; }}</style>
<script>var cited = [1, 2]; if (cited[0] < 3) {{ document.title += " [3]"; }}</script>
</head>
<body>
<nav><ul><li><a href="#main">1</a></li><li><a href="#references">References</a></li></ul></nav>
<!-- not shown [4] -->
<main id="main">
"""
_TAIL = "</main>\n<footer><p>&copy; The journal</p></footer>\n</body>\n</html>\n"


@dataclass(frozen=True)
class _Page:
    """How one article is set.

    Attributes:
        each: how a generator makes the marker of a single number, two ``{}`` for the id and the number; if given,
            a group is one such marker for each of its numbers.
        shape: how a marker is made: ``{}`` stands for its numbers.
        link: how each number is: linked, linked with the raising inside the link, or plain.
        spell: commas and dashes.
        after: whether markers follow the punctuation.
        gap: what stands before a marker.
        names: the ids of the references.
        entity: whether dashes and spaces are written as entities.
    """

    shape: str
    link: str
    spell: Spelling
    after: bool
    gap: str
    names: str
    entity: bool
    each: str = ""

    def marker(self, group: Group) -> str:
        if self.each:
            return "".join(self.each.format(self.names.format(n), n) for n in numbers_of(group.items))
        shown = self.spell.comma.join(self._item(first, last) for first, last in group.items)
        return marker_of(group, shown, self.shape)

    def _item(self, first: int, last: int) -> str:
        dash = "&ndash;" if self.entity and self.spell.dash == "–" else self.spell.dash
        return self._number(first) if first == last else f"{self._number(first)}{dash}{self._number(last)}"

    def _number(self, number: int) -> str:
        if self.link == "plain":
            return str(number)
        inside = f"<sup>{number}</sup>" if self.link == "raised inside" else str(number)
        return f'<a href="#{self.names.format(number)}">{inside}</a>'


def sup(article: Manuscript, chance: random.Random) -> Rendered:
    """Raised markers, linked (in either nesting) or plain."""
    link = chance.choice(["linked", "linked", "raised inside", "plain"])
    shape = "{}" if link == "raised inside" else "<sup>{}</sup>"
    return _render(article, chance, shape, link, after=chance.random() < 0.7, gap="")


def linked(article: Manuscript, chance: random.Random) -> Rendered:
    """Bracketed markers whose numbers are links."""
    return _render(article, chance, chance.choice(["[{}]", "[{}]", "({})"]), "linked", after=False, gap=" ")


def plain(article: Manuscript, chance: random.Random) -> Rendered:
    """Bracketed markers without links."""
    return _render(article, chance, "[{}]", "plain", after=False, gap=" ")


def generated(article: Manuscript, chance: random.Random) -> Rendered:
    """One marker for each number, as Pandoc makes footnotes and MediaWiki references."""
    each, names, make = chance.choice(
        [
            ('<a href="#{}" class="footnote-ref" role="doc-noteref"><sup>{}</sup></a>', "fn{}", _pandoc_notes),
            ('<sup class="reference"><a href="#{}">[{}]</a></sup>', "cite_note-{}", _wiki),
        ]
    )
    page = _Page("", "", spelling(chance, tight=True), chance.random() < 0.7, "", names, False, each)
    return _finished(article, chance, page, make)


def _render(article: Manuscript, chance: random.Random, shape: str, link: str, *, after: bool, gap: str) -> Rendered:
    entity = chance.random() < 0.3
    names = chance.choice(["ref{}", "B{}", "ref-CR{}", "cite_note-{}", "r{}"])
    page = _Page(shape, link, spelling(chance, tight=not gap), after, gap, names, entity)
    return _finished(article, chance, page, chance.choice([_ordered, _ordered, _divs, _paragraphs, _definitions, _csl]))


def _finished(article: Manuscript, chance: random.Random, page: _Page, make: Callable[[list[_Entry]], str]) -> Rendered:
    article = joined(article)
    title = next((_shown(block) for block in article.blocks if block.kind is Kind.TITLE), article.name)
    body = "\n".join(_blocks(article, page))
    text = _HEAD.format(title=escape(title)) + body + "\n" + _list(article, chance, page, make) + _TAIL
    return Rendered(
        {"article.html": text.encode()}, "article.html", expected(article), listed(article), single=bool(page.each)
    )


def _shown(block: Block) -> str:
    return "".join(run.text for run in block.runs if isinstance(run, Run))


def _text(block: Block, page: _Page) -> str:
    shown = [
        page.marker(piece) if isinstance(piece, Group) else _run(piece)
        for piece in placed(block, after=page.after, gap=page.gap)
    ]
    text = "".join(shown)
    return text.replace(" [", "&nbsp;[") if page.entity else text


def _run(run: Run) -> str:
    text = escape(run.text, quote=False)
    for wanted, tag in ((run.raised, "sup"), (run.lowered, "sub"), (run.italic, "em"), (run.bold, "strong")):
        if wanted and run.text.strip():
            text = f"<{tag}>{text}</{tag}>"
    return text


def _blocks(article: Manuscript, page: _Page) -> Iterator[str]:
    labels = item_labels(article, "")
    numbered = list(enumerate(article.blocks))
    for kind, run in groupby(numbered, key=lambda pair: (pair[1].kind, pair[1].place[0])):
        members = list(run)
        if kind[0] is Kind.CELL:
            yield _table([block for _, block in members], page)
        elif kind[0] is Kind.ITEM:
            ordered = members[0][1].level and all(labels[at].strip() for at, _ in members)
            items = "".join(f"<li>{_text(block, page)}</li>\n" for _, block in members)
            yield f"<ol>\n{items}</ol>" if ordered else f"<ul>\n{items}</ul>"
        else:
            for _, block in members:
                yield _block(block, _text(block, page))


def _block(block: Block, text: str) -> str:
    match block.kind:
        case Kind.TITLE:
            return f"<h1>{text}</h1>"
        case Kind.HEADING:
            level = min(6, block.level + 1)
            return f"<h{level}>{text}</h{level}>"
        case Kind.CAPTION:
            return f'<p class="caption">{text}</p>'
        case Kind.FOOTNOTE:
            return f'<p class="fn">{text}</p>'
        case Kind.BOX:
            return f'<div class="box"><p>{text}</p></div>'
    return f"<p>{text}</p>"


def _table(cells: list[Block], page: _Page) -> str:
    rows = (
        "<tr>" + "".join(f"<td>{_text(cell, page)}</td>" for cell in row) + "</tr>\n"
        for _, row in groupby(cells, key=lambda cell: cell.place)
    )
    return f"<table>\n{''.join(rows)}</table>"


def _list(article: Manuscript, chance: random.Random, page: _Page, make: Callable[[list[_Entry]], str]) -> str:
    heading = "" if chance.random() < 0.2 else '<h2 id="references">References</h2>\n'
    entries = [
        (entry.number, page.names.format(entry.number), escape(entry.text, quote=False)) for entry in article.references
    ]
    back = ' <a href="#main">↩</a>' if chance.random() < 0.25 else ""
    return heading + make([(number, name, text + back) for number, name, text in entries]) + "\n"


def _ordered(entries: list[_Entry]) -> str:
    items = "\n".join(f'<li id="{name}">{text}</li>' for _, name, text in entries)
    return f'<ol class="references">\n{items}\n</ol>'


def _divs(entries: list[_Entry]) -> str:
    items = "\n".join(
        f'<div class="ref" id="{name}"><span class="label">{number}.</span> <span class="text">{text}</span></div>'
        for number, name, text in entries
    )
    return f'<div class="ref-list">\n{items}\n</div>'


def _paragraphs(entries: list[_Entry]) -> str:
    return "\n".join(f'<p id="{name}">[{number}] {text}</p>' for number, name, text in entries)


def _definitions(entries: list[_Entry]) -> str:
    items = "\n".join(f'<dt id="{name}">{number}.</dt>\n<dd>{text}</dd>' for number, name, text in entries)
    return f"<dl>\n{items}\n</dl>"


def _csl(entries: list[_Entry]) -> str:
    items = "\n".join(
        f'<div id="{name}" class="csl-entry" role="doc-biblioentry">\n<div class="csl-left-margin">{number}. </div>'
        f'<div class="csl-right-inline">{text}</div>\n</div>'
        for number, name, text in entries
    )
    return f'<div id="refs" class="references csl-bib-body" role="doc-bibliography">\n{items}\n</div>'


def _pandoc_notes(entries: list[_Entry]) -> str:
    items = "\n".join(
        f'<li id="{name}"><p>{text}<a href="#fnref{number}" class="footnote-back" role="doc-backlink">↩︎</a></p></li>'
        for number, name, text in entries
    )
    return f'<section class="footnotes" role="doc-endnotes">\n<hr />\n<ol>\n{items}\n</ol>\n</section>'


def _wiki(entries: list[_Entry]) -> str:
    items = "\n".join(
        f'<li id="{name}"><span class="mw-cite-backlink"><b><a href="#cite_ref-{number}">^</a></b></span> '
        f'<span class="reference-text">{text}</span></li>'
        for number, name, text in entries
    )
    return f'<div class="mw-references-wrap"><ol class="references">\n{items}\n</ol></div>'
