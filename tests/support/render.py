"""A Crossref record as a printed reference, in the styles that medical articles use."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Record = dict[str, Any]
_SHORT = {
    "archives": "Arch", "journal": "J", "of": "", "the": "", "and": "", "american": "Am", "international": "Int",
    "medicine": "Med", "medical": "Med", "clinical": "Clin", "surgery": "Surg", "research": "Res", "society": "Soc",
    "chemical": "Chem", "chemistry": "Chem", "dermatology": "Dermatol", "general": "Gen", "psychiatry": "Psychiatry",
    "internal": "Intern", "science": "Sci", "sciences": "Sci", "european": "Eur", "british": "Br", "national": "Natl",
    "annals": "Ann", "engineering": "Eng", "biology": "Biol", "physics": "Phys", "review": "Rev", "reviews": "Rev",
    "environmental": "Environ", "technology": "Technol", "applied": "Appl", "for": "", "in": "", "on": "",
}  # fmt: skip


def first(record: Record, name: str) -> str:
    """The first value of a list field, tags and entities taken out."""
    values = record.get(name) or [""]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html.unescape(str(values[0])))).strip()


def title(record: Record) -> str:
    """Title and subtitle."""
    subtitle = first(record, "subtitle")
    return f"{first(record, 'title')}: {subtitle}" if subtitle else first(record, "title")


def year(record: Record) -> str:
    """The year that the record was issued."""
    return str(record["issued"]["date-parts"][0][0])


def abbreviated(record: Record) -> str:
    """The container's deposited abbreviation, or one made word by word."""
    name = first(record, "container-title")
    short = first(record, "short-container-title")
    if short and short != name:
        return short.replace(".", "")
    return " ".join(part for word in name.split() if (part := _SHORT.get(word.lower(), word)))


def initials(given: str) -> str:
    """The initials of given names: MA for Mary Ann and for M.A."""
    return "".join(part[0].upper() for part in re.split(r"[\s.\-]+", given) if part)


def people(record: Record, form: Callable[[str, str], str], *, most: int, keep: int, last: str = "") -> str:
    """Authors in a style: beyond `most` only the first `keep` and et al."""
    names = [
        form(person["family"], person.get("given") or "") if person.get("family") else person["name"]
        for person in record.get("author") or []
        if person.get("family") or person.get("name")
    ]
    if len(names) > most:
        return ", ".join(names[:keep]) + ", et al"
    if last and len(names) > 1:
        return ", ".join(names[:-1]) + last + names[-1]
    return ", ".join(names)


def vancouver(record: Record) -> str:
    """ICMJE: six authors, abbreviated journal, shortened page range."""
    authors = people(record, lambda family, given: f"{family} {initials(given)}".strip(), most=6, keep=6)
    issue = f"({record['issue']})" if record.get("issue") else ""
    where = f"{record.get('volume', '')}{issue}:{shortened(pages(record))}"
    return f"{authors}. {stopped(title(record))} {abbreviated(record)}. {year(record)};{where}."


def ama(record: Record) -> str:
    """American Medical Association: three authors beyond six, full ranges."""
    authors = people(record, lambda family, given: f"{family} {initials(given)}".strip(), most=6, keep=3)
    issue = f"({record['issue']})" if record.get("issue") else ""
    where = f"{record.get('volume', '')}{issue}:{pages(record)}"
    return f"{authors}. {stopped(title(record))} {abbreviated(record)}. {year(record)};{where}."


def apa(record: Record) -> str:
    """American Psychological Association: year after the authors, full journal, en dash."""

    def form(family: str, given: str) -> str:
        return f"{family}, " + " ".join(f"{letter}." for letter in initials(given)) if given else family

    issue = f"({record['issue']})" if record.get("issue") else ""
    authors = people(record, form, most=20, keep=19, last=", & ")
    where = f"{record.get('volume', '')}{issue}, {pages(record).replace('-', '–')}"
    return f"{authors} ({year(record)}). {stopped(title(record))} {first(record, 'container-title')}, {where}."


def chicago(record: Record) -> str:
    """Chicago author-date and Harvard: given names in full, the title in quotes."""
    authors = people(
        record, lambda family, given: f"{family}, {given}" if given else family, most=10, keep=7, last=", and "
    )
    issue = f", no. {record['issue']}" if record.get("issue") else ""
    where = f"{record.get('volume', '')}{issue}: {pages(record).replace('-', '–')}"
    return f"{authors}. {year(record)}. “{stopped(title(record))}” {first(record, 'container-title')} {where}."


def biomed_central(record: Record) -> str:
    """BMC and PDQ: a colon after the authors, year after the journal."""
    authors = people(record, lambda family, given: f"{family} {initials(given)}".strip(), most=6, keep=3)
    issue = f" ({record['issue']})" if record.get("issue") else ""
    where = f"{record.get('volume', '')}{issue}: {shortened(pages(record))}"
    return f"{authors}: {stopped(title(record))} {abbreviated(record)} {where}, {year(record)}."


STYLES: dict[str, Callable[[Record], str]] = {
    "vancouver": vancouver,
    "ama": ama,
    "apa": apa,
    "chicago": chicago,
    "biomed central": biomed_central,
}


def stopped(text: str) -> str:
    """A text with a full stop, unless it ends a sentence already."""
    return text if text.endswith((".", "?", "!")) else text + "."


def pages(record: Record) -> str:
    """Pages, or the article number."""
    return str(record.get("page") or record.get("article-number") or "")


def shortened(text: str) -> str:
    """``1425-1437`` as ``1425-37``."""
    found = re.fullmatch(r"(\d+)-(\d+)", text)
    if not found or len(found[1]) != len(found[2]):
        return text
    at = next((place for place, (a, b) in enumerate(zip(*found.groups(), strict=True)) if a != b), len(found[1]))
    return f"{found[1]}-{found[2][at:]}" if at < len(found[1]) else found[1]


def render(record: Record, style: str, *, doi: bool = False) -> str:
    """One reference.

    Args:
        record: the Crossref record.
        style: one of `STYLES`.
        doi: whether the reference prints its DOI.
    """
    text = STYLES[style](record)
    return f"{text} doi:{record['DOI']}" if doi else text


def renderable(record: Record) -> bool:
    """Whether a record has what a reference prints: title, author, container, year."""
    return bool(
        first(record, "title")
        and any(person.get("family") for person in record.get("author") or [])
        and first(record, "container-title")
        and ((record.get("issued") or {}).get("date-parts") or [[None]])[0][0]
    )
