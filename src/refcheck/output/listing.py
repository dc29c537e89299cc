"""What was read out of an article, for `refcheck show`: citations with their claims, references with their fields."""

from __future__ import annotations

import json
from dataclasses import fields
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from refcheck.article import ReferenceFields
from refcheck.output.places import place
from refcheck.output.wrapping import wrapped
from refcheck.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from refcheck.article import Article, Citation, Reference
    from refcheck.bibliography import Author
    from refcheck.source import Source, Span

_NOBODY: Mapping[str, str] = MappingProxyType({})
#: parts of ReferenceFields that are not fields of the work
_NOT_FIELDS = {"spans", "markup"}
_FIELDS = tuple(each.name for each in fields(ReferenceFields) if each.name not in _NOT_FIELDS)
_values = attrgetter(*_FIELDS)
_LABELS = tuple(f"          {name.replace('_', ' ')}: " for name in _FIELDS)
_PLAIN_LABELS, _plain_values = _LABELS[3:], attrgetter(*_FIELDS[3:])
"""Those that are texts or numbers; before them stand the kind and the authors."""


def _author(author: Author) -> dict[str, Any]:
    if author.is_group:
        return {"name": author.family}
    return {key: getattr(author, key) for key in ("family", "given", "suffix") if getattr(author, key)}


def field_values(parsed: ReferenceFields) -> dict[str, Any]:
    """The fields that were found, by name, as JSON values."""
    return {
        name: [_author(author) for author in value] if name == "authors" else value
        for name, value in zip(_FIELDS, _values(parsed), strict=True)
        if value
    }


def _places(source: Source, span: Span) -> dict[str, Any]:
    path = source.path_at(span.start)
    return {
        **({"path": path} if path != source.path else {}),
        "start": place(source, source.position(span.start)),
        "end": place(source, source.position(span.end)),
    }


def _citation(source: Source, citation: Citation) -> dict[str, Any]:
    return {
        "numbers": list(citation.numbers),
        "text": citation.text,
        **_places(source, citation.span),
        "claim": citation.claim.sentence,
        "clause": citation.claim.clause,
        "style": citation.style.value,
        "scope": citation.scope,
    }


def _reference(source: Source, reference: Reference) -> dict[str, Any]:
    return {
        "number": reference.number,
        "rendered_number": reference.rendered_number,
        "raw": reference.raw,
        "fields": field_values(reference.fields),
        **_places(source, reference.span),
        "scope": reference.scope,
    }


def as_json(article: Article, confirmed: Mapping[str, str] = _NOBODY) -> str:
    """The article's citations and references as one JSON object.

    Args:
        article: what was read.
        confirmed: what a person wrote who vouches for what was found of a reference, by the reference's text.
    """
    source = article.source
    content = {
        "path": source.path,
        "format": source.format,
        "notes": list(article.notes),
        "citations": [_citation(source, citation) for citation in article.citations],
        "references": [
            _reference(source, one) | ({"confirmed": confirmed[one.raw]} if one.raw in confirmed else {})
            for one in article.references
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _field_lines(parsed: ReferenceFields) -> list[str]:
    lines = [_LABELS[0] + parsed.kind]
    if parsed.authors:
        names = [
            f"{each.family} {each.given}" if each.given and not each.suffix else str(each) for each in parsed.authors
        ]
        lines.append(_LABELS[1] + "; ".join(names))
    if parsed.authors_truncated:
        lines.append(_LABELS[2] + "yes")
    lines += [f"{label}{value}" for label, value in zip(_PLAIN_LABELS, _plain_values(parsed), strict=True) if value]
    return lines


def _placing(source: Source) -> Callable[[int], str]:
    """What makes an offset line and column, after the name of the file if it is another one."""
    if not source.parts:
        line_and_column = source.line_and_column
        return lambda offset: "%d:%-5d" % line_and_column(offset)  # noqa: UP031 (takes the pair as it is)

    def place_of(offset: int) -> str:
        line, column = source.line_and_column(offset)
        path = source.path_at(offset)
        return f"{path}:{line}:{column:<5}" if path != source.path else f"{line}:{column:<5}"

    return place_of


def as_text(article: Article, confirmed: Mapping[str, str] = _NOBODY, *, width: int) -> str:
    """The same for people, `width` columns wide."""
    source = article.source
    place_of = _placing(source)
    places = ", places by paragraph and column" if source.unit == "paragraph" else ""
    lines = [f"{source.path}: {source.format}{places}, {counted(len(article.citations), 'citation')}, "
             f"{counted(len(article.references), 'reference')}"]  # fmt: skip
    lines += [line for note in article.notes for line in wrapped(note, width, "", "  ")]
    for scope in article.scopes:
        if len(article.scopes) > 1:
            lines += ["", f"Numbering {scope.index + 1} of {len(article.scopes)}"]
        lines += ["", "Citations"] if scope.citations else []
        for citation in scope.citations:
            at = place_of(citation.span.start)
            claim = citation.claim
            sentence, anchor = claim.sentence, claim.anchor
            marked = f"{sentence[:anchor]}⟦{citation.text}⟧{sentence[anchor:]}"
            lines += wrapped(marked, width, f"  {at} ", "        ")
        lines += ["", "References"] if scope.references else []
        for reference in scope.references:
            at = place_of(reference.span.start)
            rendered = "" if reference.rendered_number is None else f" (shown as {reference.rendered_number})"
            head = f"  {at} {reference.number}{rendered}. "
            lines += wrapped(reference.raw, width, head, "        ")
            lines += _field_lines(reference.fields)
            if reference.raw in confirmed:
                lines += wrapped(confirmed[reference.raw], width, "          confirmed by hand: ", "            ")
    return "\n".join(lines) + "\n"
