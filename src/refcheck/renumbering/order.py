"""Vancouver order: references are numbered in the order in which the text first cites them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.errors import UsageError
from refcheck.finding import Edit
from refcheck.renumbering.citations import Renumbering
from refcheck.renumbering.tokens import first_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from refcheck.article import Article, Citation, Reference, Scope
    from refcheck.source import Source

_ID = re.compile(r"\s(?:xml:)?(?:id|name)\s*=\s*[\"']")


def order_of_appearance(article: Article) -> dict[int, int]:
    """The number that each reference gets: the cited ones by first appearance, then the others as they stand.

    Args:
        article: one whose numbering is beyond doubt.

    Returns:
        Printed number to new number, for every reference.

    Raises:
        UsageError: where the numbering is in doubt, or is not printed in the text: no citations, no references, several
            numberings, numbers that stand twice in the list or are not in it, ranges that run backward, citations by
            key.
    """
    scope = _numbering(article)
    listed = [reference.number for reference in scope.references]
    cited = dict.fromkeys(number for citation in scope.citations for number in citation.numbers)
    order = [*cited, *(number for number in listed if number not in cited)]
    return {number: place for place, number in enumerate(order, 1)}


def in_order_of_appearance(article: Article) -> tuple[Edit, ...]:
    """The edits that number an article in the order in which it first cites its references.

    Entries change places with label and all; what stands between them stays where it is.

    Raises:
        UsageError: as `order_of_appearance`; also where a citation cannot be given its numbers by editing digits.
    """
    mapping = order_of_appearance(article)
    (scope,) = [scope for scope in article.scopes if scope.references]
    text = article.source.text
    # Where ids stand in the entries they go with them, and every link stays right.
    ids_move = any(_ID.search(text[each.span.start : each.span.end]) for each in scope.references)
    renumbering = Renumbering(article.source, scope, links_follow=not ids_move)
    edits: list[Edit] = []
    for citation in scope.citations:
        found = renumbering.edits(citation, mapping)
        if found is None:
            raise _refusal(article.source, citation, f"{citation.text} cannot be renumbered by changing its digits")
        edits += found
    return (*edits, *_sorted_list(article.source, scope.references, mapping))


def _sorted_list(source: Source, references: Sequence[Reference], mapping: Mapping[int, int]) -> Iterator[Edit]:
    places = sorted(references, key=lambda reference: reference.span)
    entries = sorted(references, key=lambda reference: mapping[reference.number])
    for place, entry in zip(places, entries, strict=True):
        text = _labelled(source.text, entry, mapping[entry.number])
        if text != source.text[place.span.start : place.span.end]:
            yield Edit(place.span, text)


def _labelled(text: str, entry: Reference, number: int) -> str:
    """An entry with another number in its label, if one is printed."""
    start, end = entry.span.start, entry.span.end
    label = entry.label_span
    printed = first_number(text, start if label == entry.span else label.start, label.end)
    if printed is None or printed.number != entry.number:
        return text[start:end]
    return text[start : printed.span.start] + printed.printed(number) + text[printed.span.end : end]


def _numbering(article: Article) -> Scope:
    """The one numbering of an article; raises where there is any doubt about it."""
    source = article.source
    if not article.citations or not article.references:
        what = "references" if article.citations else "citations"
        raise UsageError(f"no numbered {what} were found: there is nothing to renumber", path=source.path)
    if any(citation.keys for citation in article.citations):
        raise UsageError("cites by key: its numbers are computed, there is nothing to renumber", path=source.path)
    scopes = [scope for scope in article.scopes if scope.citations or scope.references]
    if len(scopes) > 1:
        raise UsageError(f"has {len(scopes)} numberings, and not one: not renumbered", path=source.path)
    (scope,) = scopes
    _must_have_sound_list(source, scope)
    listed = {reference.number for reference in scope.references}
    for citation in scope.citations:
        if any(item.first > item.last for item in citation.items) or not citation.closed:
            raise _refusal(source, citation, f"{citation.text} cannot be read as it stands (see REF106)")
        missing = next((number for number in citation.numbers if number not in listed), None)
        if missing is not None:
            raise _refusal(source, citation, f"{missing} is cited and not in the reference list (see REF101)")
    return scope


def _must_have_sound_list(source: Source, scope: Scope) -> None:
    seen: set[int] = set()
    for reference in scope.references:
        line = source.position(reference.span.start).line
        if reference.number in seen:
            raise UsageError(
                f"reference {reference.number} stands twice in the list (see REF105): not renumbered",
                path=source.path,
                line=line,
            )
        if reference.rendered_number is not None:
            raise UsageError(
                f"reference {reference.number} is shown as {reference.rendered_number} (see REF105): not renumbered",
                path=source.path,
                line=line,
            )
        seen.add(reference.number)


def _refusal(source: Source, citation: Citation, why: str) -> UsageError:
    return UsageError(f"{why}: not renumbered", path=source.path, line=source.position(citation.span.start).line)
