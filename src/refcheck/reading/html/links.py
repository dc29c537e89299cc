"""What the links of a page say: which lead to a reference, which to something else, and what they carry themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from refcheck.reading.citation_markers import parse_numbers

if TYPE_CHECKING:
    from refcheck.reading.html.passages import Mark, Passage
    from refcheck.reading.html.tree import Element

_CITING_CLASSES_NAMES = """bibr bibref bib-ref biblioref bibliolink xref-bibr bibrlink citation citation-ref citation-
link citeref cite-ref cite cite-link in-text-citation ref-link reference-link link-ref bib-link ltx_ref_bib"""
_CITING_CLASSES = frozenset(_CITING_CLASSES_NAMES.split())
_CITING_ROLES = frozenset({"doc-biblioref", "biblioref"})
_CITING_SUP = frozenset({"reference", "citation", "cite", "references"})
_CITING_VALUES = {
    "data-jats-ref-type": "bibr",
    "data-xref-type": "bibr",
    "ref-type": "bibr",
    "data-ref-type": "bibr",
    "data-test": "citation-ref",
    "data-track-action": "reference anchor",
}
_NOTE = re.compile(r"(?:^|[-_])_?(?:fn|ftn|edn|footnotes?|endnotes?|notes?|sdfootnote|sdendnote)(?:ref)?(?:$|[-_:\d])")


def fragment(element: Element) -> str:
    """The id that a link leads to; empty if it leads to no place within a page."""
    _, hash_, name = element.get("href").strip().partition("#")
    return unquote(name) if hash_ and not name.startswith("/") else ""


def targets(element: Element) -> list[str]:
    """The ids that a link, or a span that Pandoc marked as citing, may lead to."""
    if "href" in element.attributes:
        return [name] if (name := fragment(element)) else []
    keys = element.get("data-cites").split()
    return [f"ref-{keys[0]}"] if len(keys) == 1 else []


def is_citing(element: Element) -> bool:
    """Whether a link says by itself that it is a citation."""
    if "data-cites" in element.attributes or any(
        element.get(name).lower() == value for name, value in _CITING_VALUES.items() if name in element.attributes
    ):
        return True
    if not _CITING_CLASSES.isdisjoint(element.classes) or not _CITING_ROLES.isdisjoint(element.roles):
        return True
    above = element.parent
    return above is not None and above.tag == "sup" and not _CITING_SUP.isdisjoint(above.classes)


def is_note_id(name: str) -> bool:
    """Whether an id is one that generators give to footnotes and endnotes (``fn1``, ``_ftn2``).

    MediaWiki's ``cite_note-3`` may be either.
    """
    return _NOTE.search(name.lower()) is not None and not name.startswith("cite_note")


def is_numeric(passage: Passage, mark: Mark) -> bool:
    """Whether a link shows nothing but citation numbers."""
    shown = passage.text.text[mark.content.start : mark.content.end]
    return len(shown) < 200 and parse_numbers(shown.strip(" (),;")) is not None
