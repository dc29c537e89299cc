"""An article as a Word file: raised runs, bracketed text, and the fields of the programs that manage references."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from bench._manuscript import Block, Group, Kind, Manuscript, PrintedEntry, Run, numbers_of
from bench._render import Rendered, Spelling, expected, item_labels, joined, listed, marker_of, placed, spelling
from bench._word_package import LIST_NUMBERING, field, package, paragraph, run, table

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

CHANGED = 0.2
"""Share of the files with tracked changes and content controls around some markers."""

_RAISED = '<w:vertAlign w:val="superscript"/>'
_TRACKED = 'w:id="{}" w:author="Editor" w:date="2026-01-01T00:00:00Z"'
_MAKERS = ("zotero", "mendeley", "endnote", "word")


@dataclass(frozen=True)
class _Page:
    """How one article is set.

    Attributes:
        entries: its references by number.
        spell: commas and dashes.
        raised: run properties of a marker; empty where it stands in brackets.
        maker: the program whose fields hold the markers, or nothing.
        changed: whether some markers stand in tracked changes and content controls.
        split: whether the text of markers is cut into several runs.
        chance: decides for each marker.
    """

    entries: dict[int, PrintedEntry]
    spell: Spelling
    raised: str
    maker: str
    changed: bool
    split: bool
    chance: random.Random

    def marker(self, group: Group) -> str:
        inside = self.spell.spell(group.items)
        shown = inside if self.raised else marker_of(group, inside, "[{}]")
        pieces = list(shown) if self.split and self.chance.random() < 0.3 else [shown]
        result = "".join(run(piece, self.raised) for piece in pieces)
        if self.maker:
            return self._field(group, result)
        if not self.changed:
            return result
        match self.chance.choice(["", "", "inserted", "control", "replaced"]):
            case "inserted":
                return f"<w:ins {_TRACKED.format(self.chance.randint(1, 9999))}>{result}</w:ins>"
            case "control":
                return f"<w:sdt><w:sdtPr/><w:sdtContent>{result}</w:sdtContent></w:sdt>"
            case "replaced":
                gone = f"<w:r><w:rPr>{self.raised}</w:rPr><w:delText>{'1' if self.raised else '[1]'}</w:delText></w:r>"
                return f"<w:del {_TRACKED.format(self.chance.randint(1, 9999))}>{gone}</w:del>{result}"
        return result

    def _field(self, group: Group, result: str) -> str:
        cited = [self.entries[number] for number in numbers_of(group.items) if number in self.entries]
        match self.maker:
            case "zotero":
                return field(f"ADDIN ZOTERO_ITEM CSL_CITATION {_csl(cited)}", result)
            case "mendeley":
                return field(f"ADDIN CSL_CITATION {_csl(cited)}", result)
            case "endnote":
                return field(f"ADDIN EN.CITE {_endnote(cited)}", result)
        sources = " \\m ".join(f"Src{entry.number}" for entry in cited) or "Src0"
        inner = field(f"CITATION {sources} \\l 1033", result)
        return f"<w:sdt><w:sdtPr><w:citation/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def _csl(cited: list[PrintedEntry]) -> str:
    items = [
        {"id": entry.number, "uris": [f"http://example.org/items/{entry.number}"], "itemData": _item(entry)}
        for entry in cited
    ]
    return json.dumps({"citationItems": items, "properties": {"noteIndex": 0}}, ensure_ascii=False)


def _item(entry: PrintedEntry) -> dict[str, object]:
    fields = dict(entry.fields)
    year = fields.get("year", "")
    return {
        "id": entry.number,
        "type": "article-journal",
        "title": fields.get("title", ""),
        "container-title": fields.get("journal", ""),
        **({"issued": {"date-parts": [[year]]}} if year else {}),
    }


def _endnote(cited: list[PrintedEntry]) -> str:
    records = "".join(
        f"<Cite><Author>{escape(dict(entry.fields).get('author', '')[:20])}</Author><RecNum>{entry.number}</RecNum>"
        f"<record><titles><title>{escape(dict(entry.fields).get('title', ''))}</title></titles></record></Cite>"
        for entry in cited
    )
    return f"<EndNote>{records}</EndNote>"


def superscript(article: Manuscript, chance: random.Random) -> Rendered:
    """Raised runs, by their own formatting or by a style."""
    raised = chance.choice([_RAISED, _RAISED, '<w:rStyle w:val="CitationMark"/>'])
    return _render(article, chance, raised, "", after=chance.random() < 0.7)


def brackets(article: Manuscript, chance: random.Random) -> Rendered:
    """Numbers in brackets, as text."""
    return _render(article, chance, "", "", after=False)


def fields(article: Manuscript, chance: random.Random) -> Rendered:
    """Markers made by Zotero, Mendeley, EndNote or Word itself, raised or in brackets."""
    raised = chance.choice([_RAISED, ""])
    return _render(article, chance, raised, chance.choice(_MAKERS), after=bool(raised) and chance.random() < 0.7)


def _render(article: Manuscript, chance: random.Random, raised: str, maker: str, *, after: bool) -> Rendered:
    article = joined(article)
    page = _Page(
        {entry.number: entry for entry in article.references},
        spelling(chance, tight=bool(raised)),
        raised,
        maker,
        chance.random() < CHANGED,
        chance.random() < 0.3,
        chance,
    )
    gap = "" if raised else " "

    def text(block: Block) -> str:
        pieces = placed(block, after=after, gap=gap)
        return "".join(page.marker(piece) if isinstance(piece, Group) else _run(piece) for piece in pieces)

    label = chance.choice(["%1."] * 3 + ["[%1]", "[%1]", "%1)", "%1"])
    body = [*_blocks(article, text), *_list(article, chance, label, bool(maker))]
    return Rendered({"article.docx": package(body, label)}, "article.docx", expected(article), listed(article))


def _run(piece: Run) -> str:
    properties = "<w:b/>" * piece.bold + "<w:i/>" * piece.italic
    if piece.raised or piece.lowered:
        properties += f'<w:vertAlign w:val="{"superscript" if piece.raised else "subscript"}"/>'
    return run(piece.text, properties)


def _blocks(article: Manuscript, text: Callable[[Block], str]) -> Iterator[str]:
    labels = item_labels(article, "")
    for kind, members in groupby(enumerate(article.blocks), key=lambda pair: (pair[1].kind, pair[1].place[0])):
        if kind[0] is Kind.CELL:
            rows = groupby((block for _, block in members), key=lambda block: block.place)
            yield table([[text(cell) for cell in row] for _, row in rows])
            continue
        for at, block in members:
            match block.kind:
                case Kind.TITLE:
                    yield paragraph(text(block), "Title")
                case Kind.HEADING:
                    yield paragraph(text(block), f"Heading{min(6, max(1, block.level))}")
                case Kind.ITEM if labels[at]:
                    yield paragraph(text(block), "ListNumber" if labels[at].strip() and block.level else "ListBullet")
                case Kind.CAPTION:
                    yield paragraph(text(block), "Caption")
                case Kind.BOX:
                    yield table([[text(block)]])
                    yield paragraph("")
                case _:
                    yield paragraph(text(block))


def _list(article: Manuscript, chance: random.Random, label: str, made: bool) -> Iterator[str]:
    if chance.random() < 0.75:
        yield paragraph(run("References"), chance.choice(["Heading1", ""]))
    how = chance.choice(["typed", "numbered", "by style", "by a style's style"])
    if made:
        how = "typed"  # the fields of these programs print the numbers
    numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{LIST_NUMBERING}"/></w:numPr>'
    space = chance.choice(["\t", " "])
    last = len(article.references) - 1
    for at, entry in enumerate(article.references):
        if how != "typed":
            style = {"by style": "NumberedReference", "by a style's style": "LaterReference"}.get(how, "")
            yield paragraph(run(entry.text), style, "" if style else numbered)
            continue
        inside = run(label.replace("%1", str(entry.number)) + space + entry.text)
        if made and at == 0:
            inside = _FIELD_BEGINS + inside
        if made and at == last:
            inside += _FIELD_ENDS
        yield paragraph(inside)


_FIELD_BEGINS = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> ADDIN ZOTERO_BIBL {"uncited":[]} CSL_BIBLIOGRAPHY </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_FIELD_ENDS = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
