"""Reading Markdown: the blocks are markdown-it-py's, the columns come from the source itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.reading import inline
from refcheck.reading.assembly import Document, assemble
from refcheck.reading.blocks import Block, BlockKind
from refcheck.reading.decoding import decode
from refcheck.reading.line_ends import LineEnds
from refcheck.reading.lines import Line, join_lines, lines_of
from refcheck.reading.markdown_html_lists import with_shown_lists
from refcheck.reading.markdown_links import without_reference_links
from refcheck.reading.markdown_tables import grid_cells, grid_tables
from refcheck.reading.page_furniture import without_page_furniture
from refcheck.reading.pandoc.document import with_keys
from refcheck.reading.printed import from_lines
from refcheck.reading.reference_labels import Item
from refcheck.reading.reference_list import find_reference_lists
from refcheck.reading.reference_unnumbered import find_unnumbered_list
from refcheck.reading.run_in_lists import cut_run_in_lists
from refcheck.reading.suppressions import find_comments
from refcheck.reading.text import paragraphs
from refcheck.source import MappedText, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from refcheck.article import Article

_FENCE = re.compile(r"[ >]{0,12}(?:[-*+]\s{1,3}|\d{1,3}[.)]\s{1,3})?(`{3,}+(?!.*`)|~{3,})")
_DIV = re.compile(r"[ >]{0,12}:{3,}\s{0,3}(?:\{[^{}]{0,200}\}|[\w-]{0,60})\s{0,3}[^:\n]{0,200}:{0,80}\s{0,80}$")
"""The fences of divs in Pandoc, Quarto and MyST."""
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|hr|li|ol|ul|dl|dt|dd|table|thead|tbody|tr|td|th|h[1-6]|section|article|blockquote|figure|figcaption)"
    r"\b[^<>]{0,1000}>",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•▪◦‣·:~]\s+")
"""Of items that CommonMark does not know: typed bullets, and the definitions of Pandoc's definition lists."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def read(data: bytes, path: str) -> Article:
    """Read a Markdown file.

    Args:
        data: the file.
        path: its path, as the user gave it.

    Raises:
        UnreadableArticle: if it is not text.
    """
    source = Source(path, decode(data, path), "markdown")
    plain = lines_of(source)
    literal = _front_matter(plain) | _fenced(plain)
    literal |= {line.number for line in plain if line.number not in literal and _DIV.match(line.text)}
    comments = find_comments(source.text, _line_spans(plain, literal))
    line_ends = LineEnds(source.text)
    starts = {plain[number].start for number in literal}
    lines = without_page_furniture(lines_of(source, comments), literal)
    lines = with_shown_lists(lines, _beginning(lines, starts))
    lines = cut_run_in_lists(lines, _beginning(lines, starts), line_ends)
    literal = _beginning(lines, starts)
    lines = without_reference_links(lines, literal)
    tables = list(grid_tables(lines, literal))
    literal |= {line.number for table in tables for line in table}
    tokens = _tokens(lines, literal)
    lists = find_reference_lists(lines, literal, _ordered_items(tokens))
    unnumbered = None if lists else find_unnumbered_list(lines, literal)
    lists = [unnumbered] if unnumbered else lists
    taken = {number for part in lists for number in part.line_numbers}
    cells = [cell for table in tables for cell in grid_cells(table)]
    rendered = [_rendered([cell], BlockKind.TABLE_CELL, line_ends) for cell in cells]
    blocks = [*_blocks(lines, tokens, taken, line_ends), *filter(None, rendered)]
    blocks.sort(key=lambda block: block.span)
    document = Document(blocks, from_lines(lists, inline.REFERENCE, line_ends), comments)
    return assemble(*with_keys(source, document))


def _beginning(lines: Sequence[Line], starts: set[int]) -> set[int]:
    """The numbers of the lines that begin at some places."""
    return {line.number for line in lines if line.start in starts}


def _front_matter(lines: Sequence[Line]) -> set[int]:
    """The lines of a YAML or TOML head, its fences included."""
    fence = lines[0].text.rstrip()
    if fence not in {"---", "+++"}:
        return set()
    for line in lines[1:]:
        if line.text.rstrip() == fence or (fence == "---" and line.text.rstrip() == "..."):
            return set(range(line.number + 1))
    return set()


def _fenced(lines: Sequence[Line]) -> set[int]:
    """The lines of fenced code, the fences included."""
    inside: set[int] = set()
    fence = ""
    for line in lines:
        found = _FENCE.match(line.text)
        if fence:
            inside.add(line.number)
            if found and found[1].startswith(fence) and not line.text[found.end() :].strip():
                fence = ""
        elif found:
            inside.add(line.number)
            fence = found[1]
    return inside


def _line_spans(lines: Sequence[Line], numbers: set[int]) -> list[Span]:
    return [Span(lines[number].start, lines[number].start + len(lines[number].text)) for number in sorted(numbers)]


def _tokens(lines: Sequence[Line], literal: set[int]) -> list[Token]:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (only Markdown needs it)

    parser = MarkdownIt("commonmark").enable("table")
    # Blocks are all that is asked of it: paragraphs are scanned here, where columns are known.
    parser.core.ruler.enableOnly(["normalize", "block"])
    # Fenced code and front matter are left out, so that both sides agree on what is code.
    return parser.parse("\n".join("" if line.number in literal else line.text for line in lines))


def _ordered_items(tokens: Sequence[Token]) -> dict[int, Item]:
    """The items of ordered lists by the line on which they begin."""
    found: dict[int, Item] = {}
    stack: list[tuple[int, list[tuple[int, str]]]] = []
    for position, token in enumerate(tokens):
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            stack.append((int(token.attrGet("start") or 1), []))
        elif token.type == "list_item_open" and token.map:
            stack[-1][1].append((token.map[0], token.info))
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            start, items = stack.pop()
            if token.type == "ordered_list_close":
                ones = len(items) > 1 and all(typed == "1" for _, typed in items)
                found.update((line, Item(start + at, ones, position)) for at, (line, _) in enumerate(items))
    return found


def _blocks(lines: Sequence[Line], tokens: Sequence[Token], taken: set[int], line_ends: LineEnds) -> Iterator[Block]:
    parents: list[str] = []
    row, column = -1, 0
    for token in tokens:
        if token.nesting > 0:
            parents.append(token.type)
        elif token.nesting < 0:
            parents.pop()
        if token.map is None:
            continue
        inside = [line for line in lines[token.map[0] : token.map[1]] if line.number not in taken]
        if not inside:
            continue
        block = None
        if token.type == "inline" and parents[-1:] in (["td_open"], ["th_open"]):
            line = lines[token.map[0]]
            column = column if row == line.number else 0
            at = max(line.text.find(token.content, column), column) if token.content else column
            row, column = line.number, at + len(token.content)
            block = _rendered([line.mapped(at, column)], BlockKind.TABLE_CELL, line_ends)
        elif token.type == "inline":
            yield from _paragraphs(list(_content(token, inside)), _kind(parents), line_ends)
        elif token.type == "html_block":
            yield from _html(inside, line_ends)
        elif token.type == "code_block" and _is_prose(inside):
            yield from paragraphs(inside, inline.MARKDOWN, line_ends)
        if block:
            yield block


def _paragraphs(parts: Sequence[MappedText], kind: BlockKind, line_ends: LineEnds) -> Iterator[Block]:
    """The blocks of one paragraph: one, unless its lines are items behind bullets that Markdown does not know."""
    start = 0
    for index in range(1, len(parts) + 1):
        if index < len(parts) and not _BULLET.match(parts[index].text):
            continue
        bullet = _BULLET.match(parts[start].text)
        first = parts[start].slice(bullet.end() if bullet else 0, len(parts[start].text))
        block = _rendered([first, *parts[start + 1 : index]], BlockKind.LIST_ITEM if bullet else kind, line_ends)
        start = index
        if block:
            yield block


def _rendered(parts: Sequence[MappedText], kind: BlockKind, line_ends: LineEnds) -> Block | None:
    raw = line_ends.rejoin(join_lines(parts))
    return inline.render(raw, inline.MARKDOWN, kind) if raw.text else None


def _kind(parents: Sequence[str]) -> BlockKind:
    if parents[-1:] == ["heading_open"]:
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM if "list_item_open" in parents[-2:] else BlockKind.PARAGRAPH


def _content(token: Token, lines: Sequence[Line]) -> Iterator[MappedText]:
    """The lines of a paragraph without what the block structure put before them (quotes, bullets, indentation)."""
    assert token.map is not None  # noqa: S101 (the caller looked)
    content = token.content.split("\n")
    for line in lines:
        index = line.number - token.map[0]
        piece = content[index].strip() if index < len(content) else ""
        if not piece:
            continue
        text = line.text.rstrip()
        start = len(text) - len(piece) if text.endswith(piece) else text.find(piece)
        if start < 0:
            start = len(text) - len(text.lstrip(" \t>"))
            piece = text[start:]
        yield line.mapped(start, start + len(piece))


def _html(lines: Sequence[Line], line_ends: LineEnds) -> Iterator[Block]:
    raw = line_ends.rejoin(join_lines([line.mapped() for line in lines]))
    at = 0
    for tag in [*_BLOCK_TAG.finditer(raw.text), None]:
        end = tag.start() if tag else len(raw.text)
        if raw.text[at:end].strip():
            block = inline.render(raw.slice(at, end), inline.MARKDOWN)
            if block:
                yield block
        at = tag.end() if tag else end


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether an indented "code block" is text that was only indented."""
    text = "\n".join(line.text for line in lines[:40])
    words = _WORD.findall(text)
    symbols = sum(text.count(symbol) for symbol in "{}=<>;|\\_$")
    return len(words) >= 8 and symbols * 10 <= len(words) and sum(map(len, words)) > 0.6 * len(text.replace(" ", ""))
