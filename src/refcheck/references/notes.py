"""Notes in a reference that are no field: dates of access, links' labels, ``Epub ahead of print``, discussion pages.

They are taken out before the fields are read, so that a date of access is never the year of publication.
"""

from __future__ import annotations

import re

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    r"(?:on |at )?(?:"
    rf"{_MONTH} {_DAY},? ?\d{{4}}|{_DAY} (?:of )?{_MONTH},? \d{{4}}|{_MONTH},? \d{{4}}"
    r"|\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    rf"|\d{{4}},? {_MONTH}(?: \d{{1,2}})?|\d{{4}})"
)
# Pages after the article's own; a year behind them is the year of publication.
_PAGE = r"(?!(?:19|20)\d\d\b)[A-Za-z]{0,2}\d[\w\-–]{0,12}"
_PAGES = rf"(?:pp?\.? ?)?{_PAGE}(?:, ?{_PAGE}){{0,4}}"
_NOTES = (
    # Links' labels and what stands in square brackets about the medium
    r"\[(?:pub ?med|cross ?ref|google ?scholar|medline|pmc free article|(?:free )?full text|ref list|web of science"
    r"|isi|scopus|doi)\]",
    r"\[(?:internet|on-?line(?: first)?|abstract|review|letter|editorial|comment|in press|ahead of print"
    r"|(?:article )?in [a-z]{3,12})\]",
    r"\[(?:serial online|(?:monograph|homepage|database) on the internet|electronic resource|computer program)\]",
    r"\[(?:epub|cited|accessed|updated)[^\]\[]{0,60}\]|\[(?:published |erratum)[^\]\[]{0,150}\]",
    # Dates of access
    r"(?:\(|\b)(?:last |date |date of |first |originally |page last )?"
    r"(?:accessed|cited|retrieved|visited|viewed|consulted|downloaded|updated|reviewed|modified|posted)"
    rf"(?: (?:on|date|in))?\s?:?\s?{_DATE}\.?\)?,?(?: from)?",
    # Ahead of print
    rf"\(?\be-?pub(?:lication)?(?: ahead of print| online)?(?:[:,]? {_DATE})?\)?(?: ahead of print)?",
    rf"\(?\b(?:e-?)?pub(?:lished)? (?:online )?ahead of (?:print|publication)(?:[:,.]? {_DATE})?\)?",
    rf"\bpublished online(?: first)?:?(?: {_DATE})?|\bonline ahead of print|\bahead of print",
    # What follows the pages
    rf"[;,.]\s?(?:discussion|quiz|author reply|reply),? {_PAGES}(?=[\s.,;]|$)",
    r"[;,.]\s?(?:table of contents|passim)\.?\s*$|[;,.]\s?(?:erratum|comment) in\b[\w :;,.\-–/()]{0,120}$",
    # Words before an address or an identifier
    r"\b(?:also )?available (?:at|from|in|via|on|through)\b(?: the)?(?: url)?\s?:?|\bavailable(?: online)?\s?:",
    r"\b(?:also )?available online(?: at| with (?:free )?(?:subscription|registration))?",
    r"\b(?:retrieved|accessed|downloaded|obtained) (?:from|at|via)\s?:?|\b(?:full text|url|web ?site|link)\s?:",
    r"\(?\bdoi\s?:[^;\n]{0,60}$|\b(?:doi|pmid)\s?[:.]?(?=\s{0,3}$)",
)
# The look ahead says what any of them begins with, so that most places are passed at once.
_NOTE = re.compile(rf"(?=[\[(;,.]|\b[acdeflmopruvw])(?:{'|'.join(_NOTES)})", re.IGNORECASE)
# Every note has one of these; to look for them takes a hundredth of the time that the patterns take.
_SIGN_WORDS = """
[ accessed cited retrieved visited viewed consulted downloaded updated reviewed modified posted pub online print
discussion quiz reply contents passim erratum comment available obtained text url web link doi pmid
"""
_SIGNS = tuple(_SIGN_WORDS.split())


def blank_notes(text: str) -> str:
    """The text with its notes turned into spaces, so that every place stays where it was."""
    lower = text.lower()
    if not any(map(lower.__contains__, _SIGNS)):
        return text
    return _NOTE.sub(lambda found: " " * len(found.group()), text)


def is_ahead_of_print(text: str) -> bool:
    """Whether a reference says that it was printed before its volume was known."""
    lower = text.lower()
    return "epub" in lower or "ahead of print" in lower or "in press" in lower or "online first" in lower
