r"""An article in LaTeX: `\cite` and its relatives, the list in the file or made by BibTeX (`.bib` and `.bbl`)."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from bench._latex_text import escaped
from bench._manuscript import Block, Group, Kind, Manuscript, PrintedEntry, Run, numbers_of
from bench._render import Expected, Rendered, expected, joined, placed

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

_PREAMBLE = r"""\documentclass[11pt]{{article}}
\usepackage[utf8]{{inputenc}}
\usepackage[T1]{{fontenc}}
{package}
% \cite{{forgotten}} stands in a comment and is not printed
\newcommand{{\citein}}[1]{{in \cite{{#1}}}}
\title{{{title}}}
\date{{}}
\begin{{document}}
\maketitle
"""
_AUTHORS = re.compile(r" and (?![^{]*\})")
"""Between authors, and not within the braces of a group."""
_SECTIONS = ("section", "section", "subsection", "subsubsection", "paragraph")
_PACKAGES = {
    "cite": ("", r"\usepackage{hyperref}", r"\usepackage[super]{cite}"),
    "citep": (r"\usepackage[numbers]{natbib}", r"\usepackage[super,comma]{natbib}"),
}


@dataclass(frozen=True)
class _Page:
    """How one article is set.

    Attributes:
        keys: the keys of the references by number.
        command: the command that cites.
        comma: what stands between keys.
        maths: whether raised and lowered letters are set as mathematics.
        typed: whether accents and dashes are written as commands.
    """

    keys: dict[int, str]
    command: str
    comma: str
    maths: bool
    typed: bool

    def marker(self, group: Group) -> str:
        keys = [self.keys[number] for number in numbers_of(group.items) if number in self.keys]
        return f"\\{self.command}{{{self.comma.join(keys)}}}" if keys else "[?]"

    def run(self, run: Run) -> str:
        text = escaped(run.text, typed=self.typed)
        if run.raised or run.lowered:
            if self.maths and run.text.isdigit():
                return f"${'^' if run.raised else '_'}{{{text}}}$"
            return f"\\text{'super' if run.raised else 'sub'}script{{{text}}}"
        if (run.italic or run.bold) and run.text.strip():
            return f"\\text{'bf' if run.bold else 'it'}{{{text}}}"
        return text


def cite(article: Manuscript, chance: random.Random) -> Rendered:
    """Write an article in LaTeX."""
    article = joined(article)
    command = chance.choice(["cite", "cite", "citep"])
    keys = _keys(article.references, named=chance.random() < 0.5)
    page = _Page(keys, command, chance.choice([",", ", "]), chance.random() < 0.5, chance.random() < 0.5)
    wrapped = chance.random() < 0.5
    title = next((block for block in article.blocks if block.kind is Kind.TITLE), None)
    package = chance.choice(_PACKAGES[command])
    preamble = _PREAMBLE.format(package=package, title=_text(title, page) if title is not None else article.name)
    body = "\n\n".join(_blocks(article, page, wrapped=wrapped))
    files: dict[str, str] = {}
    if chance.random() < 0.25:
        files["body.tex"] = body + "\n"
        body = r"\input{body}"
    printed, references = _printed(article, keys), article.references
    made = _bibliography(references, page, chance)
    if (kept := chance.choice(["here", "here", "bbl", "bib"])) != "here":
        files["library.bib"] = "\n\n".join(_bib(entry, page) for entry in references) + "\n"
        if kept == "bbl":
            files["article.bbl"] = made + "\n"
        else:
            printed, references = _as_cited(printed, references)
        made = "\\bibliographystyle{unsrt}\n\\bibliography{library}"
    files["article.tex"] = f"{preamble}\n{body}\n\n{made}\n\n\\end{{document}}\n"
    if package.endswith("{cite}"):  # it prints the numbers of a group in ascending order
        printed = tuple(replace(group, numbers=tuple(sorted(group.numbers))) for group in printed)
    data = {name: text.encode() for name, text in files.items()}
    parts = {entry.number: (_bib_parts(entry), ()) for entry in references} if kept != "here" else None
    return Rendered(data, "article.tex", printed, tuple((entry.number, entry.text) for entry in references), parts)


def _printed(article: Manuscript, keys: dict[int, str]) -> tuple[Expected, ...]:
    """What LaTeX prints: a number that the list does not have is a question mark there, and no group of its own."""
    groups = []
    for group in expected(article):
        known = tuple(number for number in group.numbers if number in keys)
        if known:
            groups.append(replace(group, numbers=known))
    return tuple(groups)


def _as_cited(
    printed: tuple[Expected, ...], references: tuple[PrintedEntry, ...]
) -> tuple[tuple[Expected, ...], tuple[PrintedEntry, ...]]:
    """What is printed where no `.bbl` says it: the style `unsrt` numbers what is cited, in the order it is cited."""
    order = {old: new for new, old in enumerate(dict.fromkeys(n for group in printed for n in group.numbers), 1)}
    groups = tuple(replace(group, numbers=tuple(order[n] for n in group.numbers)) for group in printed)
    entries = sorted((entry for entry in references if entry.number in order), key=lambda entry: order[entry.number])
    return groups, tuple(replace(entry, number=order[entry.number]) for entry in entries)


def _keys(references: tuple[PrintedEntry, ...], *, named: bool) -> dict[int, str]:
    keys = {}
    for entry in references:
        family = re.sub(r"[^A-Za-z]", "", entry.text.partition(" ")[0]) or "Anon"
        year = re.search(r"(?:19|20)\d\d", entry.text)
        keys[entry.number] = f"{family}{year[0] if year else ''}-{entry.number}" if named else f"ref{entry.number}"
    return keys


def _text(block: Block, page: _Page) -> str:
    shown = "".join(_piece(piece, page) for piece in placed(block, after=False, gap=" "))
    return shown.replace(" \\cite", "~\\cite") if page.comma == "," else shown


def _piece(piece: Run | Group, page: _Page) -> str:
    return page.marker(piece) if isinstance(piece, Group) else page.run(piece)


def _blocks(article: Manuscript, page: _Page, *, wrapped: bool) -> Iterator[str]:
    blocks = [block for block in article.blocks if block.kind is not Kind.TITLE]
    for kind, members in groupby(blocks, key=lambda block: (block.kind, block.place[0])):
        if kind[0] is Kind.CELL:
            yield _table(list(members), page)
        elif kind[0] is Kind.ITEM:
            items = list(members)
            name = "enumerate" if items[0].level else "itemize"
            shown = "\n".join(f"\\item {_text(block, page)}" for block in items)
            yield f"\\begin{{{name}}}\n{shown}\n\\end{{{name}}}"
        else:
            for block in members:
                text = _block(block, _text(block, page))
                yield textwrap.fill(text, 80, break_long_words=False, break_on_hyphens=False) if wrapped else text


def _block(block: Block, text: str) -> str:
    match block.kind:
        case Kind.HEADING:
            return f"\\{_SECTIONS[min(block.level, len(_SECTIONS) - 1)]}{{{text}}}"
        case Kind.CAPTION:
            return f"\\begin{{figure}} \\caption{{{text}}} \\end{{figure}}"
        case Kind.BOX:
            return f"\\begin{{quote}} {text} \\end{{quote}}"
    return text


def _table(cells: list[Block], page: _Page) -> str:
    rows = [" & ".join(_text(cell, page) for cell in row) for _, row in groupby(cells, key=lambda cell: cell.place)]
    columns = "l" * (1 + max(row.count(" & ") for row in rows))
    shown = " \\\\\n".join(rows)
    return f"\\begin{{table}}\n\\begin{{tabular}}{{{columns}}}\n{shown} \\\\\n\\end{{tabular}}\n\\end{{table}}"


def _bibliography(references: tuple[PrintedEntry, ...], page: _Page, chance: random.Random) -> str:
    argued = page.command == "citep"
    blocks = chance.random() < 0.5
    entries = []
    for entry in references:
        text = escaped(entry.text, typed=page.typed)
        if blocks:
            text = re.sub(r"(?<=[a-z]{3}\.) (?=[A-Z])", "\n\\\\newblock ", text)
        argument = f"[{entry.number}]" if argued else ""
        entries.append(f"\\bibitem{argument}{{{page.keys[entry.number]}}}\n{text}")
    return "\\begin{thebibliography}{99}\n\n" + "\n\n".join(entries) + "\n\n\\end{thebibliography}"


def _bib(entry: PrintedEntry, page: _Page) -> str:
    fields = ",\n".join(f"  {name} = {{{_bib_value(name, value, page)}}}" for name, value in entry.fields)
    names = {name for name, _ in entry.fields}
    kind = "article" if "journal" in names else "book" if "title" in names else "misc"
    return f"@{kind}{{{page.keys[entry.number]},\n{fields}\n}}"


def _bib_value(name: str, value: str, page: _Page) -> str:
    if name == "author":
        return " and ".join(
            f"{{{escaped(author[1:-1], typed=page.typed)}}}"
            if author.startswith("{")
            else escaped(author, typed=page.typed)
            for author in _AUTHORS.split(value)
        )
    return value if name == "doi" else escaped(value, typed=page.typed)


def _bib_author(author: str, page: _Page) -> str:
    if author.startswith("{"):
        return f"{{{escaped(author[1:-1], typed=page.typed)}}}"
    return escaped(author, typed=page.typed)


def _bib_parts(entry: PrintedEntry) -> tuple[str, ...]:
    """What a reader of the `.bib` must show of an entry, however it sets it: all fields, names and initials."""
    parts: list[str] = []
    for name, value in entry.fields:
        if name == "author":
            parts += [piece for author in _AUTHORS.split(value) for piece in _name_parts(author)]
        elif name == "pages":
            parts += value.split("--")
        else:
            parts.append(value)
    return tuple(parts)


def _name_parts(author: str) -> list[str]:
    if author.startswith("{"):
        return [author.strip("{}")]
    family, *given = author.split(", ")
    return [] if author == "others" else [family, *given]
