"""Small articles written in every format from one description, for tests that hold all readers to the same."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)


@dataclass(frozen=True)
class Written:
    """An article.

    Attributes:
        paragraphs: each a list of sentences with the numbers that each cites (none: no citation).
        references: how many references there are.
        style: how citations are marked, ``[]`` or ``sup``.
    """

    paragraphs: Sequence[Sequence[tuple[str, tuple[int, ...]]]]
    references: int
    style: str

    @property
    def cited(self) -> list[tuple[int, ...]]:
        """The numbers of its citations, in order."""
        return [numbers for paragraph in self.paragraphs for _, numbers in paragraph if numbers]

    def entries(self) -> list[str]:
        """Its references, without their labels."""
        return [
            f"Bell AB, Noor C. Fever in children after a cold bath, part {number}. J Made Up Med. 20{number % 20:02d};"
            f"12({number}):{number}1-{number}9."
            for number in range(1, self.references + 1)
        ]

    def texts(self, marked: Callable[[tuple[int, ...], str], str], plain: Callable[[str], str] = str) -> list[str]:
        """Its paragraphs, each citation made by `marked` from its numbers and its style."""
        return [
            " ".join(
                f"{plain(sentence)}{marked(numbers, self.style) if numbers else ''}." for sentence, numbers in paragraph
            )
            for paragraph in self.paragraphs
        ]


def _numbers(numbers: tuple[int, ...]) -> str:
    return ",".join(map(str, numbers))


def _typed(numbers: tuple[int, ...], style: str) -> str:
    return f" [{_numbers(numbers)}]" if style == "[]" else f"<sup>{_numbers(numbers)}</sup>"


def _lines(article: Written) -> bytes:
    entries = "\n".join(f"{number}. {entry}" for number, entry in enumerate(article.entries(), 1))
    return ("\n\n".join(article.texts(_typed)) + f"\n\nReferences\n\n{entries}\n").encode()


def _jats(article: Written) -> bytes:
    def marked(numbers: tuple[int, ...], style: str) -> str:
        linked = ",".join(f'<xref ref-type="bibr" rid="r{number}">{number}</xref>' for number in numbers)
        return f" [{linked}]" if style == "[]" else f"<sup>{linked}</sup>"

    body = "\n".join(f"<p>{text}</p>" for text in article.texts(marked, escape))
    entries = "\n".join(
        f'<ref id="r{number}"><label>{number}</label><mixed-citation>{entry}</mixed-citation></ref>'
        for number, entry in enumerate(article.entries(), 1)
    )
    return (
        f'<?xml version="1.0"?>\n<article article-type="research-article"><front/><body>\n{body}\n</body>\n'
        f"<back><ref-list>\n{entries}\n</ref-list></back></article>\n"
    ).encode()


def _html(article: Written) -> bytes:
    body = "\n".join(f"<p>{text}</p>" for text in article.texts(_typed, escape))
    entries = "\n".join(f"<li>{entry}</li>" for entry in article.entries())
    return (
        f"<!DOCTYPE html>\n<html><body>\n{body}\n<h2>References</h2>\n<ol>\n{entries}\n</ol>\n</body></html>\n"
    ).encode()


def _latex(article: Written) -> bytes:
    def marked(numbers: tuple[int, ...], style: str) -> str:
        keys = ",".join(f"r{number}" for number in numbers)
        return f"~\\cite{{{keys}}}" if style == "[]" else f"\\textsuperscript{{\\cite{{{keys}}}}}"

    entries = "\n\n".join(f"\\bibitem{{r{number}}} {entry}" for number, entry in enumerate(article.entries(), 1))
    return (
        "\\documentclass{article}\n\\begin{document}\n"
        + "\n\n".join(article.texts(marked))
        + f"\n\n\\begin{{thebibliography}}{{99}}\n{entries}\n\\end{{thebibliography}}\n\\end{{document}}\n"
    ).encode()


def _word(article: Written) -> bytes:
    def run(text: str, properties: str = "") -> str:
        return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    def marked(numbers: tuple[int, ...], style: str) -> str:
        raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>' if style == "sup" else ""
        text = run(_numbers(numbers), raised) if raised else run(f" [{_numbers(numbers)}]")
        return f"</w:t></w:r>{text}<w:r><w:t>"

    texts = [f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in article.texts(marked, escape)]
    texts.append(run("References"))
    texts += [run(f"{number}. {entry}") for number, entry in enumerate(article.entries(), 1)]
    body = "".join(f"<w:p>{text}</w:p>" for text in texts)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
    return target.getvalue()


WRITERS: dict[str, Callable[[Written], bytes]] = {
    "text": _lines,
    "markdown": _lines,
    "jats": _jats,
    "html": _html,
    "latex": _latex,
    "word": _word,
}
"""How an article is written in each format, by the format's name."""
