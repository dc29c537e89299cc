"""Notes in a reference that are no field: dates of access, links' labels, ``Epub ahead of print``, discussion pages.

They are taken out before the fields are read, so that a date of access is never the year of publication.
"""

from __future__ import annotations

import re

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:(?:on |at )?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? ?\d{{4}}|\d{{1,2}}(?:st|nd|rd"
    rf"|th)? (?:of )?{_MONTH},? \d{{4}}|{_MONTH},? \d{{4}}"
    rf"|\d{{4}}[-/. ]\d{{1,2}}[-/. ]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}|\d{{4}},? {_MONTH}(?: \d{{1,2}})?"
    rf"|\d{{4}}))"
)
_NOTE = re.compile(
    r"\[(?:pub ?med|cross ?ref|google ?scholar|medline|pmc free article|free full text|full text|ref list"
    r"|web of science|internet|on-?line|"
    r"abstract|serial online|monograph on the internet|homepage on the internet|electronic resource|computer program"
    r"|database on the internet|"
    r"epub[^\]\[]{0,60}|published [^\]\[]{0,150}|cited [^\]\[]{0,60}|accessed[^\]\[]{0,60}|updated[^\]\[]{0,60}"
    r"|(?:article )?in [a-z]{3,12}|in press|review|letter|"
    r"editorial|comment|ahead of print|erratum[^\]\[]{0,150}|doi|isi|scopus|online first|cited)\]"
    rf"|(?:\(|\b)(?:last |date |date of |first |originally |page last )?(?:accessed|cited|retrieved|visited|viewed"
    rf"|consulted|downloaded|updated|reviewed|modified|posted)(?: (?:on|date|in))?\s?:?\s?{_DATE}\.?\)?,?(?: from)?"
    rf"|\(?\be-?pub(?:lication)?(?: ahead of print| online)?(?:[:,]? {_DATE})?\)?(?: ahead of print)?"
    rf"|\(?\b(?:e-?)?pub(?:lished)? (?:online )?ahead of (?:print|publication)(?:[:,.]? {_DATE})?\)?"
    rf"|\bpublished online(?: first)?:?(?: {_DATE})?|\bonline ahead of print|\bahead of print"
    r"|[;,.]\s?(?:discussion|quiz|author reply|reply|table of contents|passim|erratum in|erratum"
    r"|comment in)\b[\w :;,.\-–/()]{0,80}$"
    r"|\b(?:also )?available (?:at|from|in|via|on|through)\b(?: the)?(?: url)?\s?:?|\bavailable(?: online)?\s?:"
    r"|\b(?:also )?available online(?: at| with (?:free )?(?:subscription|registration))?|\b(?:retrieved|accessed"
    r"|downloaded|obtained) (?:from|at|via)\s?:?"
    r"|\b(?:full text|url|website|web site|link)\s?:|\(?\bdoi\s?:[^;\n]{0,60}$|\bdoi\s?[:.]?(?=\s{0,3}$)"
    r"|\bpmid\s?[:.]?(?=\s{0,3}$)",
    re.IGNORECASE,
)


def blank_notes(text: str) -> str:
    """The text with its notes turned into spaces, so that every place stays where it was."""
    return _NOTE.sub(lambda found: " " * len(found.group()), text)


def is_ahead_of_print(text: str) -> bool:
    """Whether a reference says that it was printed before its volume was known."""
    lower = text.lower()
    return "epub" in lower or "ahead of print" in lower or "in press" in lower or "online first" in lower
