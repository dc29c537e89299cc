"""The findings of an article as cards, each with the places it points at, as HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.output.html.blocks import Block, Kind
from refcheck.output.html.places import span_of
from refcheck.output.html.text import quoted
from refcheck.output.markup import escaped
from refcheck.output.places import shown

if TYPE_CHECKING:
    from refcheck.finding import Finding, Location
    from refcheck.output.html.places import Places
    from refcheck.output.html.text import Text
    from refcheck.source import Span

_LABELLED = re.compile(r"(\w+): +(.*)", re.DOTALL)
"""A line of a claim's table: ``fits:   7  Wei 2006, ...``."""
_CERTAIN = 0.995


def cards(places: Places, text: Text) -> str:
    """The findings in the order of their places."""
    return "".join(_card(places, text, at, finding) for at, finding in enumerate(places.findings))


def _card(places: Places, text: Text, at: int, finding: Finding) -> str:
    name = places.finding(at)
    sure = f' <span class="sure">confidence {finding.confidence:.2f}</span>' if finding.confidence < _CERTAIN else ""
    where = escaped(shown(places.article.source, finding.location))
    lines = "".join(f"<p>{escaped(line)}</p>" for line in finding.message.splitlines())
    advice = "".join(f'<p class="advice">{escaped(line)}</p>' for line in finding.advice)
    return (
        f'<article class="finding {finding.severity}" id="{name}" tabindex="-1" data-severity="{finding.severity}"'
        f' data-rule="{finding.code}" aria-labelledby="{name}-h">'
        f'<h4 id="{name}-h"><span class="badge">{finding.severity}</span> {finding.code} {finding.name}</h4>'
        f'<p class="where">{where}{sure}</p>{lines}{_shown(places, text, finding)}{advice}</article>\n'
    )


def _shown(places: Places, text: Text, finding: Finding) -> str:
    """The places of a finding: each with its words, and what is to be seen there."""
    out = []
    last = None
    for location in (finding.location, *finding.related):
        span = span_of(location)
        if location.excerpt and span != last and (words := _words(places, text, span)):
            out.append(f'<p class="place">{_link(places, text, span, words)}</p>')
            last = span
        if location.message:
            out.append(_row(places, text, location))
    return "".join(out)


def _row(places: Places, text: Text, location: Location) -> str:
    labelled = _LABELLED.match(location.message)
    label, words = labelled.groups() if labelled else ("", location.message)
    content = escaped(" ".join(words.split()))
    if not location.excerpt and label != "shared":
        content = _link(places, text, span_of(location), content)
    if not label:
        return f'<p class="row">{content}</p>'
    return f'<p class="row labelled"><span class="label">{escaped(label)}</span> <span>{content}</span></p>'


def _link(places: Places, text: Text, span: Span, content: str) -> str:
    """A link to what shows a place, if it can be seen."""
    target = places.target(span)
    seen = target in text.known or places.reference_at(span) is not None
    return f'<a href="#{target}">{content}</a>' if seen else content


def _words(places: Places, text: Text, span: Span) -> str:
    """The words at a place, in the text or in a reference."""
    at = places.reference_at(span)
    if at is None:
        return text.quoted(span)
    reference = places.article.references[at]
    start, end = Block(Kind.PARAGRAPH, reference.raw, reference.text.offsets).place(span)
    number = escaped(f"{reference.number}. ")
    if end - start == len(reference.raw):  # all of it: nothing in it to stress
        return f'{number}<span class="all">{escaped(reference.raw)}</span>'
    return number + quoted(reference.raw, start, end)
