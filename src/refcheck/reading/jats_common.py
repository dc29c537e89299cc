"""Entries of the common kind: names, then plain elements, with or without punctuation between them.

Nearly all entries with elements are so. Their names are taken out, and what is left, split at its angle brackets, is
one list of tags and one of texts, of which what is wanted stands at known places. They read as `jats_entry` reads them
piece by piece; only where the pieces come from is not noted, and worked out that way when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.reading.jats_authors import is_folded, named
from refcheck.reading.jats_head import head_of, work_in
from refcheck.reading.jats_plans import elements_of, plan_of
from refcheck.reading.jats_punctuated import read_punctuated
from refcheck.reading.jats_tags import EDGES, ET_AL, FIELDS, NOTHING, OWN_PUNCTUATION, is_setting
from refcheck.reading.xml_source import with_ordinary_characters
from refcheck.sealing import maker
from refcheck.source import Span

if TYPE_CHECKING:
    from refcheck.bibliography import Author
    from refcheck.reading.jats_entry import Entry
    from refcheck.reading.jats_head import Head, Work
    from refcheck.reading.jats_tags import Types

_span = maker(Span)
_STOPS = ".?!:;,"
_URL = FIELDS.index("url")


def read_common(entry: Entry, plain: str, start: int, types: Types) -> bool:
    """Read an entry if it is of the common kind.

    Args:
        entry: the entry, to be filled.
        plain: the entry, as in `XmlSource.plain`.
        start: where it stands in the source.
        types: what the attributes in the list mean.

    Returns:
        Whether it is.
    """
    text = with_ordinary_characters(plain)
    if text is None:
        return False
    work = work_in(text)
    if work is None:
        return False
    head = head_of(work)
    is_read = head is not None and (
        _read_plain(entry, head, work)
        or (OWN_PUNCTUATION.search(plain) is not None and read_punctuated(entry, head, work))
    )
    if not (is_read or _read_text(entry, work)):
        return False
    entry.kind = types[work.citation]
    entry.truncated = head is not None and head.et_al is not None
    if label := work.label:
        entry.label = label if label.isdecimal() else " ".join(label.split())
        at = plain.index("<label>") + 7
        entry.label_span = _span(start + at, start + plain.index("<", at))
    return True


def _read_text(entry: Entry, work: Work) -> bool:
    """Read an entry that is nothing but text, however set, and links; whether it is."""
    inside = [work.first, *work.texts[:-2]]
    links = [number for number, tag in enumerate(work.tags[:-2], 1) if not is_setting(tag)]
    for link, end in zip(links[::2], [*links[1::2], 0], strict=False):
        is_link = work.tags[link - 1][:9] == "ext-link " and end == link + 1 and work.tags[link] == "/ext-link"
        if not is_link or not inside[link]:
            return False
    pieces = list(filter(None, inside))
    if work.names or work.texts[-2].strip() or ET_AL in pieces or any(map(str.isspace, pieces)):
        return False
    entry.authors = []
    if links:
        url = inside[links[0]]
        for link in links[0 if any(inside[: links[0]]) else 2 :: 2]:
            inside[link] = f" {inside[link]}"
        entry.take(inside, (*NOTHING[:_URL], url, *NOTHING[_URL + 1 :]))
    else:
        entry.take(pieces, NOTHING)
    return True


def _read_plain(entry: Entry, head: Head, work: Work) -> bool:
    """Read an entry without punctuation of its own, if its elements are plain; whether they are."""
    names = head.names
    between = "".join([work.texts[-2], *head.behind, *head.rest])
    if (between and not between.isspace()) or (names and names.gap):
        return False
    before = (1 if head.behind else 0) + (0 if head.et_al is None else 2 if head.behind else 1)  # pieces
    found = elements_of(work.tags[head.at : -2], work.texts[head.at : -2], own=False)
    if found is None:
        return False
    shape, elements = found
    inside = elements[::2]
    gaps = "".join(elements[1::2])
    if gaps and not gaps.isspace():
        return False
    silent = tuple([number for number, each in enumerate(inside) if not each]) if "" in inside else ()
    plan = plan_of(shape, before, silent)
    pieces = plan.pieces.copy()
    pieces[1::2] = inside
    for number, at, behind in plan.behind_stops:
        if inside[number][-1] in _STOPS:
            pieces[at] = behind
    shown_authors, entry.authors = _authors(head)
    if shown_authors[-1:] in _STOPS:
        pieces[0] = plan.behind_authors
    entry.text = text = shown_authors + "".join(pieces)
    entry.was_folded = False
    if not is_folded(text):
        entry.text = " ".join(text.split())
        entry.was_folded = entry.text != text
        inside = [" ".join(each.split()) for each in inside]
    values: list[str | None] = [each.strip(EDGES) for each in inside]
    values.append(None)
    entry.values = plan.values(values)
    return True


def _authors(head: Head) -> tuple[str, list[Author]]:
    """How the authors read, "et al." included, and who they are."""
    et_al, names = head.et_al, head.names
    if not head.behind:
        return et_al or "", []
    text, authors = (names.text, names.authors) if names else ("", [])
    if head.others:
        text = ", ".join([*filter(None, [text]), *[" ".join(filter(None, person)) for person in head.others]])
        authors += named(head.others)
    return text if et_al is None else f"{text}, {et_al}", authors
