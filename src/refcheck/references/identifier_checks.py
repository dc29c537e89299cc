"""What is wrong with a printed identifier that can be told from itself: check digits, lengths, shapes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from refcheck.references.identifiers import find_identifiers
from refcheck.references.markup import see_through

if TYPE_CHECKING:
    from collections.abc import Callable

    from refcheck.source import Span

_LABELLED_DOI = re.compile(
    r"\b(?:doi\s?[:=]\s{0,2}(?:https?://(?:dx\.)?doi\.org/)?|https?://(?:dx\.)?doi\.org/)(?P<doi>[^\s;,\"“”]{1,300})",
    re.IGNORECASE,
)
_LABELLED_PMID = re.compile(r"\bPMID\s?:\s{0,2}(?P<pmid>[^\s;,.\])]{1,30})", re.IGNORECASE)
_SHAPE_OF_DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9})*/\S")
# Eight digits since 2010; nine would be reached in some decades. The oldest have one.
_LONGEST_PMID = 8
_FIRST_ARXIV_YEAR, _FIRST_ARXIV_NUMBER = 91, "0704"


class IdentifierProblem(NamedTuple):
    """An identifier that cannot be one.

    Attributes:
        kind: the name of its field ("doi", "pmid", "isbn", "arxiv").
        text: as printed.
        span: where it stands in the raw reference.
        reason: why it cannot be one, as the end of a sentence ("its check digit should be 4").
    """

    kind: str
    text: str
    span: Span
    reason: str


def identifier_problems(raw: str) -> tuple[IdentifierProblem, ...]:
    """Every identifier of a reference that cannot be one, in the order of their places.

    A DOI is only judged where it is labelled as one; whether it is registered is another question.
    """
    seen = see_through(raw).text
    found = find_identifiers(seen.text)
    problems = [
        (item.kind, item.start, item.end, reason)
        for item in found
        if (reason := _JUDGES.get(item.kind, _no_problem)(item.value))
    ]
    dois = [(item.start, item.end) for item in found if item.kind == "doi"]
    pmids = [(item.start, item.end) for item in found if item.kind == "pmid"]
    problems += _unrecognised(_LABELLED_DOI, "doi", seen.text, dois, _doi_reason)
    problems += _unrecognised(_LABELLED_PMID, "pmid", seen.text, pmids, lambda _: "a PMID has digits only")
    return tuple(
        IdentifierProblem(kind, seen.text[start:end], seen.source_span(start, end), reason)
        for kind, start, end, reason in sorted(problems, key=lambda problem: problem[1])
    )


def _no_problem(_: str) -> str:
    return ""


def _doi_reason(text: str) -> str:
    if re.match(r"[1lI][0Oo]\.", text) and not text.startswith("10."):
        return 'it begins with letters in place of "10."'
    if not text.startswith("10."):
        return 'a DOI begins with "10."'
    if not re.match(r"10\.\d{4,9}", text):
        return "its prefix is not 10. with four to nine digits"
    return "" if _SHAPE_OF_DOI.match(text) else "it has no suffix after its prefix"


def _pmid_reason(digits: str) -> str:
    if len(digits) > _LONGEST_PMID:
        return f"a PMID has at most {_LONGEST_PMID} digits, this one {len(digits)}"
    return "a PMID does not begin with 0" if digits.startswith("0") else ""


def _isbn_reason(isbn: str) -> str:
    if len(isbn) == 10:
        total = sum((10 - at) * (10 if sign == "X" else int(sign)) for at, sign in enumerate(isbn[:9]) if sign != "X")
        check = (11 - total % 11) % 11
        wanted = "X" if check == 10 else str(check)
    elif len(isbn) == 13 and "X" not in isbn:
        if not isbn.startswith(("978", "979")):
            return "an ISBN of thirteen digits begins with 978 or 979"
        total = sum(int(sign) * (3 if at % 2 else 1) for at, sign in enumerate(isbn[:12]))
        wanted = str(-total % 10)
    else:
        return f"an ISBN has 10 or 13 digits, this one {len(isbn)}"
    if "X" in isbn[:-1]:
        return "an ISBN has X only as its last sign"
    return "" if isbn[-1] == wanted else f"its check digit should be {wanted}"


def _arxiv_reason(identifier: str) -> str:
    digits = identifier.rpartition("/")[2]
    if not 1 <= int(digits[2:4]) <= 12:
        return f"{digits[2:4]} is no month"
    if "/" in identifier:
        return (
            ""
            if int(digits[:2]) >= _FIRST_ARXIV_YEAR or digits[:4] < _FIRST_ARXIV_NUMBER
            else "this form ended in March 2007"
        )
    if digits[:4] < _FIRST_ARXIV_NUMBER:
        return "this form began in April 2007"
    wanted = 4 if digits[:4] < "1501" else 5
    length = len(digits.partition(".")[2])
    return "" if length == wanted else f"it should have {wanted} digits after the point, not {length}"


_JUDGES: dict[str, Callable[[str], str]] = {
    "doi": lambda value: "" if _SHAPE_OF_DOI.match(value) else "it has no suffix after its prefix",
    "pmid": _pmid_reason,
    "isbn": _isbn_reason,
    "arxiv": _arxiv_reason,
}


def _unrecognised(
    pattern: re.Pattern[str], kind: str, text: str, known: list[tuple[int, int]], judge: Callable[[str], str]
) -> list[tuple[str, int, int, str]]:
    """Strings labelled as an identifier in which none was recognised."""
    out = []
    for match in pattern.finditer(text):
        start = match.start(kind)
        printed = match.group(kind).rstrip(".,;:)]'\"")
        end = start + len(printed)
        if printed and all(end <= a or start >= b for a, b in known) and (reason := judge(printed)):
            out.append((kind, start, end, reason))
    return out
