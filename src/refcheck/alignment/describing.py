"""A reference in a few words, to show to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refcheck.article import Reference

LONGEST = 90


def described(reference: Reference) -> str:
    """The first author, the year and the title, cut short: "Wei 2006, Survival After Hepatic Resection ..."."""
    fields = reference.fields
    whole = ", ".join(part for part in (named(reference), fields.title) if part) if fields.title else reference.raw
    return f"{reference.number}  {shortened(whole, LONGEST)}"


def named(reference: Reference) -> str:
    """The first author and the year: "Wei 2006"; what of them there is."""
    fields = reference.fields
    return " ".join(
        part for part in (fields.authors[0].family if fields.authors else "", str(fields.year or "")) if part
    )


def shortened(text: str, longest: int) -> str:
    """The text, cut at a word and marked so if it is longer."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 3]
    return (cut[: cut.rfind(" ")] if " " in cut else cut) + "..."
