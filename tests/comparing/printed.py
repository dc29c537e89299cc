"""References and records of which only the fields in question matter."""

from __future__ import annotations

from typing import Any

from refcheck.article import Reference, ReferenceFields
from refcheck.bibliography import Author
from refcheck.source import MappedText, Span
from refcheck.work import Work


def printed(raw: str = "", **fields: Any) -> Reference:
    """A reference with these fields; `raw` is what else stands in it."""
    values = [str(value) for value in fields.values() if isinstance(value, str | int)]
    names = [str(author) for author in fields.get("authors", ())]
    text = raw or ", ".join(names) + ". " + ". ".join(values)
    spans = {name: Span(text.index(value), text.index(value) + len(value)) for name, value in _placed(fields, text)}
    return Reference(
        1,
        "1.",
        MappedText.of(text),
        Span(0, len(text)),
        Span(0, 0),
        ReferenceFields(**{"spans": spans, **fields}),
    )


def _placed(fields: dict[str, Any], text: str) -> list[tuple[str, str]]:
    placed = [(name, value) for name, value in fields.items() if isinstance(value, str) and value and value in text]
    authors = ", ".join(str(author) for author in fields.get("authors", ()))
    return [*placed, ("authors", authors)] if authors and authors in text else placed


def people(names: str) -> tuple[Author, ...]:
    """Authors from "Wei AC; Greig PD"; a name in brackets is a group's."""
    found = []
    for name in filter(None, map(str.strip, names.split(";"))):
        if name.startswith("["):
            found.append(Author(name.strip("[]"), is_group=True))
        else:
            family, _, given = name.rpartition(" ") if "," not in name else name.partition(",")
            found.append(Author(family.strip() or given, given.strip() if family.strip() else ""))
    return tuple(found)


def record(**values: Any) -> Work:
    """A record made for the test."""
    return Work(**{"doi": "10.5555/test", **values})
