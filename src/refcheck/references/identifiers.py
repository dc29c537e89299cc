"""Identifiers in a reference: DOI, PMID, PMCID, arXiv, ISBN and addresses, found by their shape.

Each finder gives the value in its plain form and where it stands, prefixes included, so that what is left of the
reference can be read without them. All patterns run in linear time.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

_DOI = re.compile(r"10\.\s?\d{4,9}(?:\.\d{1,9}){0,3}\s?(?:/|%2[Ff])\s?[^\s\"“”„«»]{1,400}")
_DOI_BEFORE = re.compile(
    r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/{1,2}|https?://[^\s/]{1,60}/(?:[^\s]{0,40}/)?"
    r"|(?:https?:/{0,2}\s?)?(?:digital object identifier"
    r"|doi(?:\.org)?)\s?[:=/]?\s{0,2}(?:https?://(?:dx\.)?doi\.org/)?)$",
    re.IGNORECASE,
)
# What runs on behind a DOI when a space got lost; none of these begins a DOI suffix's own part.
_DOI_RUN_ON = re.compile(
    r"[.,;]?\(?\[?(?:pmid|pmc\d|pubmed|pub\s?med|crossref|epub|available|accessed|https?:|published|google)"
    r"|\[[A-Za-z ]{3,30}\]|[;,]$|\?(?:[a-z_]{2,20}=)",
    re.IGNORECASE,
)
# No reference has more of one kind; the bound keeps hostile text from costing more than linear time.
_MOST = 20
_DOI_TAIL = " .,;:'’‘`*…|"
_BRACKETS = {")": "(", "]": "[", ">": "<", "}": "{"}
_PMID = re.compile(
    r"(?:\[?\b(?:PMID|Pub\s?Med(?:\s?(?:PMID|ID|identifier))?)\s?[:=#]?\s{0,2}\[?|list_uids="
    r"|(?:https?://)?(?:www\.)?(?:ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/|pubmed\.ncbi\.nlm\.nih\.gov/))"
    r"(?P<pmid>\d{1,12})(?!\d)\]?/?",
    re.IGNORECASE,
)
# Pages that run into a PMID at the end of the reference (``66:945–5117142385``), as text made of JATS has it. No page
# has as many digits behind so few; PMIDs are below 43 million. A single page must leave no doubt.
_GLUED_PMID = re.compile(
    r"(?:(?<!\d)[A-Za-z]{0,2}\d{1,5}[-–][A-Za-z]{0,2}\d{1,5}?(?P<short>(?:[1-3]\d|4[0-2]|[1-9])\d{6})"
    r"|:\s?[A-Za-z]{0,2}\d{2,5}?(?P<long>(?:[1-3]\d|4[0-2])\d{6}))\.?\s*$"
)
_PMCID = re.compile(
    r"(?:https?://[a-z.]{1,60}/(?:pmc/)?articles/)?(?:\bPMCID\s?:?\s?)?\bPMC\s?(?P<pmcid>\d{4,9})\b/?", re.IGNORECASE
)
_ARXIV = re.compile(
    r"(?:https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/|\barxiv\s?(?:e-?prints?|preprint)?\s?(?:arxiv)?\s?[:.]?\s?)"
    r"(?P<arxiv>\d{4}\.\d{4,6}"
    r"|[a-z\-]{2,12}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,3})?(?:\.pdf)?(?:\s?\[[a-z.\-A-Z]{2,20}\])?",
    re.IGNORECASE,
)
_ISBN = re.compile(
    r"\bISBN(?:[- ]?1[03])?\s?[:.]?\s{0,2}(?P<isbn>[\dX][\dX\-–‐‑ ]{6,24}[\dX])(?![\dA-Za-z])", re.IGNORECASE
)
_URL = re.compile(
    r"<?(?:URL\s?:?\s?)?(?P<url>(?:https?\s?:\s?/{1,2}\s?|ftp://|www\.)[^\s\"“”<>]{2,1000})>?", re.IGNORECASE
)
_LABELLED_URL = re.compile(
    r"\b(?:available|retrieved|accessed|obtained|downloaded|viewed)(?: online)?(?: (?:at|from|on|via"
    r"|through))?\s?:?\s{0,2}(?:URL\s?:?\s?)?"
    r"(?P<url>[A-Za-z0-9][A-Za-z0-9\-]{0,60}(?:\.[A-Za-z0-9\-]{1,60}){0,6}/[^\s\"“”<>]{0,1000}|/[^\s\"“”<>]{2,1000}"
    r"|(?:[A-Za-z0-9\-]{1,60}\.){1,5}(?:com|org|net|edu|gov|int|info|io|eu|uk|de|fr|ca|au|ch|nl)\b/?)",
    re.IGNORECASE,
)
_BEFORE_ADDRESSES = ("availab", "retrieved", "accessed", "obtained", "downloaded", "viewed")
_DOMAINS = (".com", ".org", ".net", ".edu", ".gov", ".int", ".info")
_BARE_HOST = re.compile(
    r"(?<![\w@./\-])(?P<url>[a-z0-9\-]{1,60}(?:\.[a-z0-9\-]{1,60}){0,4}\.(?:com|org|net|edu|gov|int"
    r"|info)(?:/[^\s\"“”<>]{0,1000}|(?![\w.])))",
    re.IGNORECASE,
)


class Identifier(NamedTuple):
    """One identifier.

    Attributes:
        kind: the name of its field ("doi", "pmid", "pmcid", "arxiv", "isbn", "url").
        value: in the form that the field holds.
        start, end: where the identifier itself stands.
        from_, to: where it stands with its label ("doi:", a resolver's address).
    """

    kind: str
    value: str
    start: int
    end: int
    from_: int
    to: int


def find_identifiers(text: str) -> list[Identifier]:
    """Every identifier in a text, by kind; none overlaps one that was found before it."""
    found: list[Identifier] = []
    lower = text.lower()
    if "10." in text:
        found.extend(_dois(text))
    if "arxiv" in lower:
        found.extend(_labelled(_ARXIV, "arxiv", text, found))
    if "pmid" in lower or "pub" in lower or "list_uids" in lower:
        found.extend(_labelled(_PMID, "pmid", text, found))
    elif text.rstrip(" .")[-7:].isdecimal() and (glued := _GLUED_PMID.search(text, max(0, len(text) - 40))):
        start, end = glued.span(glued.lastgroup or 0)
        found.append(Identifier("pmid", text[start:end], start, end, start, end))
    if "pmc" in lower:
        found.extend(_labelled(_PMCID, "pmcid", text, found))
    if "isbn" in lower:
        found.extend(_labelled(_ISBN, "isbn", text, found))
    if "/" in text or "." in text:
        found.extend(_addresses(text, lower, found))
    return found


def _free(start: int, end: int, found: list[Identifier]) -> bool:
    return all(end <= other.from_ or start >= other.to for other in found)


def _labelled(pattern: re.Pattern[str], kind: str, text: str, before: list[Identifier]) -> list[Identifier]:
    return [
        Identifier(kind, plain(kind, match.group(kind)), match.start(kind), match.end(kind), match.start(), match.end())
        for match in pattern.finditer(text)
        if _free(match.start(kind), match.end(kind), before)
    ][:_MOST]


def plain(kind: str, printed: str) -> str:
    """An identifier in the form in which its field holds it."""
    if kind == "doi":
        return _plain_doi(printed)
    if kind == "pmcid":
        return "PMC" + "".join(filter(str.isdigit, printed))
    if kind == "isbn":
        return "".join(sign for sign in printed.upper() if sign.isdigit() or sign == "X")
    if kind == "arxiv":
        return printed.lower() if "/" in printed else printed
    return printed


def _plain_doi(printed: str) -> str:
    joined = "".join(printed.split())
    return (unquote(joined) if "%" in joined else joined).lower()


def _dois(text: str) -> list[Identifier]:
    found: list[Identifier] = []
    at = 0
    while len(found) < _MOST and (match := _DOI.search(text, at)):
        start = match.start()
        end = _doi_end(text, start, match.end())
        at = max(end, start + 3)
        slash = re.search(r"/|%2[Ff]", text[start:end])
        if slash is None or start + slash.end() >= end:
            continue
        before = _DOI_BEFORE.search(text, max(0, start - 200), start)
        label = before.start() if before else start
        found.append(Identifier("doi", _plain_doi(text[start:end]), start, end, label, end))
    return found


def _doi_end(text: str, start: int, end: int) -> int:
    run_on = _DOI_RUN_ON.search(text, start + 8, end)
    end = run_on.start() if run_on else _over_line_break(text, start, end)
    return _trimmed(text, start, end, _DOI_TAIL)


_NEXT_PART = re.compile(r"\s(?=[\w()<>:;\-]{0,40}\d)[\w().<>:;/\-]{1,60}(?=[\s,;]|$)")
_NEXT_DOTTED_PART = re.compile(r"\s\d{1,8}(?:[.\-]\w{1,12}){1,6}(?=[\s,;]|\.?$|\.\s)")


def _over_line_break(text: str, start: int, end: int) -> int:
    """A DOI broken after a mark that cannot end it goes on after the space."""
    last = text[end - 1]
    following = None
    if last in "/_-(<:" and end - start > 8:
        following = _NEXT_PART.match(text, end)
    elif last == ".":
        following = _NEXT_DOTTED_PART.match(text, end)
    return following.end() if following else end


def _trimmed(text: str, start: int, end: int, tail: str) -> int:
    """Where an identifier ends when the punctuation of the sentence around it is taken off."""
    counts = {sign: text.count(sign, start, end) for pair in _BRACKETS.items() for sign in pair}
    while end > start:
        last = text[end - 1]
        if last in tail or (last in _BRACKETS and counts[last] > counts[_BRACKETS[last]]):
            if last in _BRACKETS:
                counts[last] -= 1
            end -= 1
            continue
        if last in "([{<":
            end -= 1
            counts[last] -= 1
            continue
        return end
    return end


def _addresses(text: str, lower: str, before: list[Identifier]) -> list[Identifier]:
    found: list[Identifier] = []
    patterns = [_URL] if "http" in lower or "www." in lower or "ftp:" in lower else []
    if any(map(lower.__contains__, _BEFORE_ADDRESSES)):
        patterns.append(_LABELLED_URL)
    if any(map(lower.__contains__, _DOMAINS)):
        patterns.append(_BARE_HOST)
    for pattern in patterns:
        for match in pattern.finditer(text):
            start = match.start("url")
            end = _trimmed(text, start, match.end("url"), " .,;:'’‘*|")
            if end - start >= 4 and len(found) < _MOST and _free(start, end, [*before, *found]):
                found.append(Identifier("url", text[start:end], start, end, match.start(), end))
    return found
