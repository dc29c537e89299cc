"""What an entry of a reference list says, without the buttons that sites put behind it.

"[PubMed] [Google Scholar]" and the arrow back to the text are no part of a reference, but the address behind such a
link may hold the DOI that the entry does not print: then the address is taken in its stead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.reading.html.links import fragment
from refcheck.reading.inline import folded
from refcheck.source import MappedText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.reading.html.passages import Mark, Passage

_BUTTON = re.compile(
    r"[\s\[(]*(?:(?:view|see|find|get|open|read|go\sto|search|full|free|pmc|the|this|in|at|on|via|download|reference"
    r"|original|publisher)\s)*(?:google\s?scholar|google|scholar|pub\s?med(?:\scentral)?|medline|cross\s?ref|doi|scopus"
    r"|web\sof\s(?:science|knowledge)|isi|cas|chemport|ads|embase|arxiv|pmc|full[\s-]?text|pdf|html|link|links"
    r"|article(?:\s(?:in\s|on\s)?(?:pub\s?med|google\sscholar|scopus|crossref|cas))?|abstract|abstract/free\sfull\stext"
    r"|free\s(?:pmc\s)?article|record|external\slink|first\scitation\sin\sarticle|export\scitation|details|openurl"
    r"|sfx|library|zbl|mathscinet|europe\spmc|semantic\sscholar|ncbi|taylor\s&\sfrancis\sonline|wiley\sonline\slibrary)"
    r"(?:\s(?:article|record|abstract|central|google\sscholar|pubmed|full\stext|\(pdf\)|\(open\sin\sa\snew\swindow\)))?"
    r"[\s\])»›>↗.]*",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"[\s\[(]*(?:[↩↑⇑^↵⏎⤴↲⬆▲△«↖⮐⤶🔙\ufe0e\ufe0f]+|(?:jump\s(?:back\s)?(?:up|to.{0,40})|back(?:\sto.{0,40})?|return(?:\sto.{0,40})?"
    r"|go\sback.{0,30}|top|up|zurück|retour))(?:\d{1,2})?[\s\])]*",
    re.IGNORECASE,
)
_BACK_LETTER = re.compile(r"\s*[a-z]{1,2}\s*")
_BACK_CLASSES = frozenset({"backref", "back-ref", "backlink", "back-link", "fn-backref", "footnote-backref"})
_NUMBER = re.compile(r"\W{0,3}\d{1,4}\W{0,3}")
_DOI = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/10\.\d{4,9}/\S+|10\.\d{4,9}/[^\s?#&]+", re.IGNORECASE)
_PUBMED = re.compile(
    r"https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/)\d{1,12}(?!\d)"
    r"|list_uids=\d{1,12}",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s?[|·•/]\s?$")
_BEFORE = re.compile(r"[\[(]\s?$")
_AFTER = re.compile(r"\s?[\])]")
_PRINTED_DOI = re.compile(r"\b10\.\d{4}")
_PRINTED_PMID = re.compile(r"\bPMID\b|pubmed\S{0,30}/\d", re.IGNORECASE)
_LEFT = re.compile(r"(?:[\[(][\s,;|·•&]*[\])][\s,;|·•/]*)++|(?:\s*[|·•])++\s*$")
_TYPED_BUTTONS = re.compile(
    r"(?:\s*\[\s?(?:google\sscholar|pub\s?med|cross\s?ref|medline|pmc(?:\sfree\sarticle)?|free\spmc\sarticle|web\sof\sscience"
    r"|scopus|cas|isi|full[\s-]?text|abstract|article|green\sversion|ads)\s?\])+\s*$",
    re.IGNORECASE,
)


def entry_text(passage: Passage, source: str) -> MappedText:
    """The text of a passage if it is one of a reference.

    Args:
        passage: the passage.
        source: the page, that offsets count in.
    """
    if not passage.links:
        return passage.text
    text = passage.text
    pieces: list[MappedText] = []
    at = 0
    for mark in passage.links:
        if mark.content.start < at:
            continue
        shown = text.text[mark.content.start : mark.content.end]
        is_button = len(shown) < 80 and _BUTTON.fullmatch(shown) is not None
        if not is_button and not _leads_back(mark, shown):
            continue
        before, after = _BEFORE.search(text.text, at, mark.content.start), _AFTER.match(text.text, mark.content.end)
        enclosed = before is not None and after is not None
        start = before.start() if before and enclosed else mark.content.start
        separator = _SEPARATOR.search(text.text, at, start)
        pieces.append(text.slice(at, separator.start() if separator else start))
        pieces += _identifier(mark, text.text, source) if is_button else []
        at = after.end() if after and enclosed else mark.content.end
    if not pieces:
        return text
    return _without(_LEFT, MappedText.join([*pieces, text.slice(at, len(text.text))]))


def label_mark(passage: Passage, text: MappedText) -> Mark | None:
    """The mark of the number that an entry begins with as its label: a raised one, or one that links back to the text.

    Args:
        passage: the passage.
        text: its `entry_text`.
    """
    for mark in (*passage.raised[:1], *passage.links[:1]):
        if (
            mark.content.start == 0
            and mark.content.end < len(text.text)
            and text.offsets[0] == passage.text.offsets[0]
            and (mark in passage.raised or fragment(mark.element))
            and _NUMBER.fullmatch(text.text[: mark.content.end])
        ):
            return mark
    return None


def tidied(text: MappedText) -> MappedText:
    """An entry without buttons that are only text, on one line, without white space at its ends."""
    return folded(_without(_TYPED_BUTTONS, text) if text.text.rstrip().endswith("]") else text)


def _without(pattern: re.Pattern[str], text: MappedText) -> MappedText:
    pieces, at = [], 0
    for found in pattern.finditer(text.text):
        pieces.append(text.slice(at, found.start()))
        at = found.end()
    return MappedText.join([*pieces, text.slice(at, len(text.text))]) if pieces else text


def _leads_back(mark: Mark, shown: str) -> bool:
    """Whether a link leads from a note back to the text; a number that does is the label of its note."""
    element = mark.element
    if not fragment(element) or len(shown) > 60:
        return False
    if _BACK.fullmatch(shown):
        return True
    says = "doc-backlink" in element.roles or not _BACK_CLASSES.isdisjoint(element.classes)
    return (says and not _NUMBER.fullmatch(shown)) or (
        _BACK_LETTER.fullmatch(shown) is not None and "ref" in fragment(element).lower()
    )


def _identifier(mark: Mark, entry: str, source: str) -> Iterator[MappedText]:
    """The DOI or PMID in the address of a link, if the entry does not print one of its kind."""
    element = mark.element
    for pattern, printed in ((_DOI, _PRINTED_DOI), (_PUBMED, _PRINTED_PMID)):
        found = pattern.search(element.get("href"))
        if found and not printed.search(entry):
            at = source.find(found[0], element.start, element.content)
            # Where entities and escapes make its letters none of the source's, all of it stands at its tag.
            offsets = range(at, at + len(found[0])) if at >= 0 else [element.start] * len(found[0])
            space = [offsets[0]]
            yield MappedText.join(
                [MappedText(" ", space), MappedText(found[0], offsets), MappedText(" ", [offsets[-1]])]
            )
            return
