"""The reference list with what became of each reference, as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.output.html.blocks import Block, Kind
from refcheck.output.html.places import span_of
from refcheck.output.html.records import record_of
from refcheck.output.html.weaving import Mark, woven
from refcheck.output.markup import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.article import Reference
    from refcheck.output.html.places import Places
    from refcheck.source import Span
    from refcheck.work import Resolution

_MOST_LINKS = 30
"""Citations of one reference that are linked; a list of more helps nobody."""


def reference_list(places: Places, resolutions: tuple[Resolution, ...]) -> str:
    """The references of all numberings of an article, each numbering under a heading if there are several."""
    article = places.article
    cited = _cited(places)
    out = []
    at = 0
    for scope in article.scopes:
        if len(article.scopes) > 1:
            out.append(f"<h4>Numbering {scope.index + 1} of {len(article.scopes)}</h4>\n")
        items = []
        for at in (at for at, reference in enumerate(article.references) if reference.scope == scope.index):
            items.append(_item(places, at, record_of(resolutions[at]), cited.get(at, [])))
        if items:
            out.append(f'<ul class="references">\n{"".join(items)}</ul>\n')
    return "".join(out) or "<p>No reference list was found.</p>\n"


def _cited(places: Places) -> dict[int, list[int]]:
    """For each reference the citations of it."""
    first: dict[tuple[int, int], int] = {}
    for at, reference in enumerate(places.article.references):
        first.setdefault((reference.scope, reference.number), at)
    found: dict[int, list[int]] = {}
    for at, citation in enumerate(places.article.citations):
        for number in dict.fromkeys(citation.numbers):
            if (citation.scope, number) in first:
                found.setdefault(first[citation.scope, number], []).append(at)
    return found


def _item(places: Places, at: int, record: str, cited: list[int]) -> str:
    reference = places.article.references[at]
    findings = places.by_reference.get(at, [])
    own = [number for number in findings if _is_about(places, number, at)]
    severity = f' class="{worst}"' if (worst := places.worst(own)) else ""
    number = f"{reference.number}."
    if reference.rendered_number is not None:
        number += f" (shown as {reference.rendered_number})"
    links = [
        f'<a href="#{places.citation(one)}">{escaped(places.article.citations[one].text)}</a>'
        for one in cited[:_MOST_LINKS]
    ]
    if len(cited) > _MOST_LINKS:
        links.append(f"and {len(cited) - _MOST_LINKS} more")
    about = [
        f'<a class="{places.findings[one].severity}" href="#{places.finding(one)}">'
        f"{places.findings[one].code} {places.findings[one].name}</a>"
        for one in findings
    ]
    return (
        f'<li id="{places.reference(at)}" tabindex="-1"{severity}>'
        f'<p class="printed"><b class="number">{number}</b> {_printed(places, reference, own)}</p>{record}'
        f'<p class="uses">{"Cited: " + ", ".join(links) if links else "Never cited."}</p>'
        + (f'<p class="uses">Findings: {", ".join(about)}</p>' if about else "")
        + "</li>\n"
    )


def _is_about(places: Places, number: int, at: int) -> bool:
    """Whether the first place of a finding is in a reference; others may only name it as the one that fits."""
    return places.reference_at(span_of(places.findings[number].location)) == at


def _printed(places: Places, reference: Reference, findings: list[int]) -> str:
    """A reference as it is printed, with what findings point at marked."""
    block = Block(Kind.PARAGRAPH, reference.raw, reference.text.offsets)
    return woven(reference.raw, _marked(places, block, findings), set())


def _marked(places: Places, block: Block, findings: list[int]) -> Iterator[tuple[int, int, Mark]]:
    spans: dict[Span, list[int]] = {}
    for number in findings:
        spans.setdefault(span_of(places.findings[number].location), []).append(number)
    for span, numbers in spans.items():
        start, end = block.place(span)
        if end - start < len(block.text):  # what is said of all of it is said by its frame
            yield start, end, Mark(span, 0, "mark", f' class="{places.worst(numbers)}"')
