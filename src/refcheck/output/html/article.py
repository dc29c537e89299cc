"""One article of the report: its findings beside its text, its references, and its claims as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.alignment.completing import completed
from refcheck.output.drawing import svg
from refcheck.output.drawing.layout import drawing_of
from refcheck.output.html.findings import cards
from refcheck.output.html.places import Places
from refcheck.output.html.references import reference_list
from refcheck.output.html.text import Text
from refcheck.output.markup import escaped
from refcheck.output.summary import notes
from refcheck.wording import counted

if TYPE_CHECKING:
    from refcheck.report import ArticleReport


_PARTS = {"findings": "Findings", "text": "Text", "references": "References", "picture": "Claims against references"}


def section(each: ArticleReport, index: int) -> str:
    """An article as a section of the page.

    Args:
        each: the article and what was found in it.
        index: which of the report's articles it is, from 0.
    """
    source = each.article.source
    places = Places(each, index)
    text = Text(places)
    name = f"a{index}"
    body = text.html(f"{name}-references")  # first: it tells what can be seen
    findings = cards(places, text) or "<p>Nothing was found.</p>\n"
    said = "".join(f"<li>{escaped(note)}</li>\n" for note in notes(each))
    counts = ", ".join(
        (
            source.format,
            counted(len(each.article.citations), "citation"),
            counted(len(each.article.references), "reference"),
            f"{len(each.resolved):,} resolved",
        )
    )
    known = completed(each.article, [resolution.record for resolution in each.resolutions])
    picture = svg.element(drawing_of(known, headed=False), f"{name}-picture-")
    return (
        f'<section class="article" id="{name}" tabindex="-1" aria-labelledby="{name}-h">\n'
        f'<h2 id="{name}-h">{escaped(source.path)}</h2>\n<p class="counts">{escaped(counts)}</p>\n'
        + (f'<ul class="notes">\n{said}</ul>\n' if said else "")
        + _jumps(name)
        + '<div class="columns">\n'
        + _part(f"{name}-findings", "findings", f"Findings ({len(places.findings)})", findings)
        + _part(f"{name}-text", "text", "Text", body)
        + "</div>\n"
        + _part(f"{name}-references", "list", "References", reference_list(places, tuple(each.resolutions)))
        + _part(f"{name}-picture", "picture", "Claims against references", _picture(picture, name))
        + "</section>\n"
    )


def _jumps(name: str) -> str:
    """Links to the parts of an article, for small screens, on which they stand one below the other."""
    links = " ".join(f'<a href="#{name}-{part}">{word}</a>' for part, word in _PARTS.items())
    return f'<p class="jumps">{links}</p>\n'


def _part(name: str, kind: str, heading: str, content: str) -> str:
    whole = name.partition("-")[0]  # where there are several articles, each part is said to be of its own
    return (
        f'<section class="{kind}" id="{name}" tabindex="-1" aria-labelledby="{name}-h {whole}-h">\n'
        f'<h3 id="{name}-h">{heading}</h3>\n{content}</section>\n'
    )


def _picture(picture: str, name: str) -> str:
    """A picture that scrolls by itself, so that the page does not."""
    return (
        "<p>A row for each number cited, a column for each reference. Numbers that are right make a diagonal; a run "
        "that is off has a second one beside it. Pointing at a cell tells more.</p>\n"
        f'<div class="scroll" role="group" tabindex="0" aria-labelledby="{name}-picture-h">\n{picture}</div>\n'
    )
