"""What sort of work a reference is about, by its wording and by the fields that were found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.bibliography import WorkKind

if TYPE_CHECKING:
    from collections.abc import Mapping

# In this order: the first that fits wins. Each looks at the whole reference, its title or its container. Few references
# hold one of the words without which it cannot fit, and these are found much sooner than it is seen not to fit.
_BY_WORDING = (
    (
        WorkKind.THESIS,
        ("thesis", "dissertation", "habilitation", "doctoral", "diss"),
        re.compile(r"\b(?:thesis|dissertation|habilitation|doctoral|ph\.?d\.? diss)", re.IGNORECASE),
    ),
    (
        WorkKind.PRODUCT_INFORMATION,
        ("product", "package insert", "prescribing", "instructions for use", "drug label"),
        re.compile(
            r"\b(?:product (?:information|monograph|label(?:ing)?)|package insert|prescribing information"
            r"|summary of product characteristics"
            r"|instructions for use|drug label|\[package insert\]|highlights of prescribing)\b",
            re.IGNORECASE,
        ),
    ),
    (
        WorkKind.PREPRINT,
        ("rxiv", "preprint", "research square", "ssrn"),
        re.compile(
            r"\b(?:med|bio|psy|chem|soc|eng|ag)?rxiv\b|\bpreprints?\b|\bresearch square\b|\bssrn\b", re.IGNORECASE
        ),
    ),
    (
        WorkKind.STANDARD,
        ("ISO", "IEC", "ASTM", "ANSI", "DIN", "EN", "IEEE", "NF"),
        re.compile(
            r"\b(?:ISO|IEC|ASTM|ANSI|DIN|EN|IEEE Std|BS EN|NF)(?:/[A-Z]{2,5})?\s(?:EN\s"
            r"|ISO\s)?[A-Z]?\d{2,6}(?:[-–:]\d+)*\b"
        ),
    ),
    (
        WorkKind.DATASET,
        ("set]", "dryad", "figshare", "zenodo", "dataverse"),
        re.compile(
            r"\[data ?set\]|\bdata ?set\]|\bdryad\b|\bfigshare\b|\bzenodo\b|\bdataverse\b"
            r"|\bharvard dataverse\b",
            re.IGNORECASE,
        ),
    ),
    (
        WorkKind.SOFTWARE,
        ("software", "computer program", "r package", "r foundation", "statacorp", "sas institute", "spss"),
        re.compile(
            r"\[computer (?:software|program)|\[software\]|\bR package version\b|\bstatistical software\b"
            r"|\bR foundation for statistical computing\b"
            r"|\bStataCorp\b|\bSAS Institute\b|\bIBM SPSS Statistics\b|\bsoftware,? version \d",
            re.IGNORECASE,
        ),
    ),
)
_ARE_CASED = tuple(not wording.flags & re.IGNORECASE for _, _, wording in _BY_WORDING)
_CONFERENCE = re.compile(
    r"\b(?:proceedings of the|conference|symposium|congress|annual meeting|workshop|poster (?:session )?presented"
    r"|paper presented)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:report|facts (?:&|and) figures|working paper|white paper|technical (?:report|document|series)|fact ?sheet"
    r"|guidelines?|guidance|statistics|"
    r"yearbook|recommendations|strategy|action plan|census|survey|protocol|policy|manual)\b",
    re.IGNORECASE,
)


def kind_of(text: str, fields: Mapping[str, str], *, serial: bool, group_authors: bool, hosted: bool) -> WorkKind:
    """The kind of a reference.

    Args:
        text: the reference without mark-up.
        fields: the fields found, by name.
        serial: whether it has a journal's volume or pages.
        group_authors: whether all its authors are groups.
        hosted: whether an ``In:`` leads to the book it stands in.
    """
    container = fields.get("container", "")
    by_wording = _by_wording(text, container, outweighed=serial and bool(fields.get("pages")))
    if by_wording is not None:
        return by_wording
    if fields.get("arxiv") and not serial:
        return WorkKind.PREPRINT
    national_academy = serial and container.lower().startswith("proceedings of the national")
    if _CONFERENCE.search(container) and not national_academy:
        return WorkKind.CONFERENCE_PAPER
    if hosted and container:
        return WorkKind.CHAPTER
    in_journal = container and (serial or fields.get("doi")) and not fields.get("isbn")
    if in_journal or fields.get("pmid"):
        return WorkKind.ARTICLE
    return _without_journal(text, fields, group_authors=group_authors)


def _by_wording(text: str, container: str, *, outweighed: bool) -> WorkKind | None:
    """What the reference calls itself. A journal's pages outweigh it, unless the journal is a preprint server."""
    for (kind, words, wording), is_cased in zip(_BY_WORDING, _ARE_CASED, strict=True):
        if outweighed and kind is not WorkKind.PREPRINT:
            continue
        subject = container or text if kind is WorkKind.PREPRINT else text
        written = subject if is_cased else subject.lower()
        if any(map(written.__contains__, words)) and wording.search(subject):
            return kind
    return None


def _without_journal(text: str, fields: Mapping[str, str], *, group_authors: bool) -> WorkKind:
    report_like = bool(_REPORT.search(fields.get("title", "")))
    is_book = bool(fields.get("isbn") or fields.get("edition"))
    if _CONFERENCE.search(text):
        return WorkKind.CONFERENCE_PAPER
    if fields.get("publisher") or fields.get("place"):
        return WorkKind.REPORT if group_authors or (report_like and not is_book) else WorkKind.BOOK
    if is_book:
        return WorkKind.BOOK
    if fields.get("url"):
        return WorkKind.REPORT if report_like and group_authors else WorkKind.WEB_PAGE
    if group_authors and fields.get("title"):
        return WorkKind.REPORT
    return WorkKind.ARTICLE if fields.get("container") and fields.get("year") else WorkKind.UNKNOWN
