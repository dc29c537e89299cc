"""What was read out of an article, for `refcheck show`: citations with their claims, references with their fields."""

from __future__ import annotations

import json
import textwrap
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from refcheck.article import ReferenceFields
from refcheck.output.places import place
from refcheck.wording import counted

if TYPE_CHECKING:
    from refcheck.article import Article, Citation, Reference
    from refcheck.bibliography import Author
    from refcheck.source import Source, Span

#: parts of ReferenceFields that are not fields of the work
_NOT_FIELDS = {"spans", "markup"}


def _author(author: Author) -> dict[str, Any]:
    if author.is_group:
        return {"name": author.family}
    return {key: getattr(author, key) for key in ("family", "given", "suffix") if getattr(author, key)}


def field_values(parsed: ReferenceFields) -> dict[str, Any]:
    """The fields that were found, by name, as JSON values."""
    values: dict[str, Any] = {}
    for each in fields(ReferenceFields):
        value = getattr(parsed, each.name)
        if each.name in _NOT_FIELDS or not value:
            continue
        values[each.name] = [_author(author) for author in value] if each.name == "authors" else value
    return values


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


def as_json(article: Article) -> str:
    """The article's citations and references as one JSON object."""
    source = article.source
    content = {
        "path": source.path,
        "format": source.format,
        "notes": list(article.notes),
        "citations": [_citation(source, citation) for citation in article.citations],
        "references": [_reference(source, reference) for reference in article.references],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(each.get("name") or " ".join(each.values()) for each in value)
    return "yes" if value is True else str(value)


def _place(source: Source, span: Span) -> str:
    """Line and column, after the name of the file if it is another one."""
    at = source.position(span.start)
    path = source.path_at(span.start)
    return ("" if path == source.path else f"{path}:") + f"{at.line}:{at.column:<5}"


def as_text(article: Article, *, width: int) -> str:
    """The same for people, `width` columns wide."""
    source = article.source
    places = ", places by paragraph and column" if source.unit == "paragraph" else ""
    lines = [f"{source.path}: {source.format}{places}, {counted(len(article.citations), 'citation')}, "
             f"{counted(len(article.references), 'reference')}"]  # fmt: skip
    lines += [line for note in article.notes for line in textwrap.wrap(note, width=width, subsequent_indent="  ")]
    for scope in article.scopes:
        if len(article.scopes) > 1:
            lines += ["", f"Numbering {scope.index + 1} of {len(article.scopes)}"]
        lines += ["", "Citations"] if scope.citations else []
        for citation in scope.citations:
            at = _place(source, citation.span)
            claim = citation.claim
            marked = f"{claim.sentence[: claim.anchor]}⟦{citation.text}⟧{claim.sentence[claim.anchor :]}"
            lines += textwrap.wrap(marked, width=width, initial_indent=f"  {at} ", subsequent_indent="        ")
        lines += ["", "References"] if scope.references else []
        for reference in scope.references:
            at = _place(source, reference.span)
            rendered = "" if reference.rendered_number is None else f" (shown as {reference.rendered_number})"
            head = f"  {at} {reference.number}{rendered}. "
            lines += textwrap.wrap(reference.raw, width=width, initial_indent=head, subsequent_indent="        ")
            for name, value in field_values(reference.fields).items():
                lines.append(f"          {name.replace('_', ' ')}: {_value(value)}")
    return "\n".join(lines) + "\n"
