"""Lists of authors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.comparing.author_block import AuthorBlock
from refcheck.comparing.heads import authors_before_title
from refcheck.comparing.model import Disagreement
from refcheck.comparing.names import family_keys, initials_agree, is_group, misspelt_family, same_family
from refcheck.comparing.remainder import remainder
from refcheck.comparing.text import joined, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.article import Reference
    from refcheck.bibliography import Author
    from refcheck.work import Work

_TRUNCATED = re.compile(r"\bet\.?\s{0,2}al\b|\band others\b|…|\.\s?\.\s?\.", re.I)

_ET_AL = re.compile(r"\bet\.?\s{0,2}al\b|\band others\b", re.I)

# Of the names a record has, so many are shown before "et al.".
_SHOWN = 6
# Of the hundreds of names that some works have, so many printed ones are compared.
_MOST_COMPARED = 60


def compare_authors(reference: Reference, record: Work) -> Disagreement | None:
    """Compare the printed authors with the record's.

    Wrong, missing, added and reordered authors disagree. Fewer initials, particles, diacritics, "et al.", groups
    beside persons, and a record that has only its first author or none do not.
    """
    printed = _persons((reference.fields.authors or authors_before_title(reference, record))[:_MOST_COMPARED])
    recorded = _persons(record.authors)
    if not printed or not recorded or any("�" in author.family or "?" in author.family for author in recorded):
        return None
    if len(recorded) == 1 and len(printed) > 1 and same_family(printed[0], recorded[0]):
        return None
    pairing = _pair(printed, recorded)
    told = _told(pairing, reference, record)
    if told is None:
        return None
    explanation, confidence, minor = told
    return Disagreement(
        "authors",
        _listed(printed, truncated=reference.fields.authors_truncated),
        _listed(recorded, truncated=not record.authors_complete),
        explanation,
        confidence=confidence,
        minor=minor,
        correction=_corrected(pairing, reference),
    )


@dataclass(frozen=True, slots=True)
class _Pairing:
    """Which printed author is which recorded one: for every printed author an index into the record, or None."""

    printed: Sequence[Author]
    recorded: Sequence[Author]
    indices: tuple[int | None, ...]

    @property
    def wrong(self) -> list[int]:
        return [at for at, index in enumerate(self.indices) if index is None]

    @property
    def missing(self) -> list[int]:
        found = set(self.indices)
        return [index for index in range(len(self.recorded)) if index not in found]

    @property
    def misspelt(self) -> list[tuple[Author, Author]]:
        pairs = ((self.printed[at], self.recorded[index]) for at, index in enumerate(self.indices) if index is not None)
        return [(one, other) for one, other in pairs if not same_family(one, other)]

    @property
    def last(self) -> int:
        """How far the record's list is printed: past the last author found, or that a wrong one stands for."""
        found = [index for index in self.indices if index is not None]
        return max(max(found, default=-1) + 1, len(self.printed))

    @property
    def in_order(self) -> bool:
        found = [index for index in self.indices if index is not None]
        return found == sorted(found)


def _pair(printed: Sequence[Author], recorded: Sequence[Author]) -> _Pairing:
    """Pair the authors: those in their own places first, then those elsewhere, then those with a slip in them."""
    indices: list[int | None] = [None] * len(printed)
    free = set(range(len(recorded)))
    for agree in (_same, same_family, misspelt_family):
        for at, author in enumerate(printed):
            if indices[at] is None:
                fitting = (index for index in free if agree(author, recorded[index]))
                indices[at] = min(fitting, key=lambda index: abs(index - at), default=None)
                free.discard(indices[at] if indices[at] is not None else -1)
    return _Pairing(printed, recorded, tuple(indices))


def _same(one: Author, other: Author) -> bool:
    return same_family(one, other) and initials_agree(one, other)


def _told(pairing: _Pairing, reference: Reference, record: Work) -> tuple[str, float, bool] | None:
    """What is wrong, how sure that is, and whether it is only a spelling; None if nothing is."""
    rest = words(remainder(reference, record))
    raw = set(rest)
    glued = "".join(rest)  # names lose their spaces when mark-up is taken out
    wrong = [at for at in pairing.wrong if not _is_misread(pairing.printed[at], record)]
    wrong = [] if _are_beyond(pairing, record) else wrong
    missing = [
        index
        for index in _really_missing(
            pairing, truncated=_is_truncated(reference), to_last=_skips_to_last(reference, pairing)
        )
        if not _is_printed(pairing.recorded[index], raw, glued)
    ]
    if len(wrong) > len(pairing.printed) / 2:
        # Rather another edition's authors, editors or a misread reference, unless the first author is another.
        if not missing or 0 not in wrong:
            return None
        if raw & {word for author in pairing.recorded for word in words(author.family) if len(word) > 2}:
            return None
    if wrong and missing:
        names = _names(pairing.printed, wrong), _names(pairing.recorded, missing)
        return f"{names[0]} {'stands' if len(wrong) == 1 else 'stand'} for {names[1]}", 0.85, False
    if missing:
        return f"{_names(pairing.recorded, missing)} {_be(missing)} left out", 0.85, False
    if wrong:
        return f"{_names(pairing.printed, wrong)} {_be(wrong)} not among the record's authors", 0.7, False
    if not pairing.in_order:
        return "the order is another", 0.85, False
    if pairing.misspelt:
        one, other = pairing.misspelt[0]
        return f"{one.family} is spelt {other.family}", 0.7, True
    return None


def _is_misread(author: Author, record: Work) -> bool:
    """Whether the title's beginning, or the journal's name (``J. Am. Chem. Soc.``), was read as an author."""
    name = words(f"{author.family} {author.given}")
    if not set(words(record.title)).isdisjoint(words(author.family)) or joined(record.title).startswith("".join(name)):
        return True
    names = [words(container) for container in record.containers]
    return any(all(any(full.startswith(word) for full in container) for word in name) for container in names)


def _is_printed(author: Author, raw: set[str], glued: str) -> bool:
    """Whether the family name stands somewhere in the reference, though it was not read as an author's."""
    family = words(author.family)
    return raw.issuperset(family) or (len("".join(family)) > 3 and "".join(family) in glued)


def _is_truncated(reference: Reference) -> bool:
    fields = reference.fields
    declared = fields.authors_truncated or len(fields.authors) > _MOST_COMPARED
    return declared or bool(_TRUNCATED.search(reference.raw))


def _skips_to_last(reference: Reference, pairing: _Pairing) -> bool:
    """Whether the last printed name may be the list's last: nothing says that others follow it."""
    found = _ET_AL.search(reference.raw)
    return found is None or reference.raw.find(pairing.printed[-1].family, found.end()) >= 0


def _are_beyond(pairing: _Pairing, record: Work) -> bool:
    """Whether the authors not found all stand after those found, and the record may have only the first ones."""
    found = [at for at, index in enumerate(pairing.indices) if index is not None]
    beyond = bool(found) and all(at > found[-1] for at in pairing.wrong)
    return beyond and (not record.authors_complete or (not pairing.missing and len(found) < 3))


def _really_missing(pairing: _Pairing, *, truncated: bool, to_last: bool) -> list[int]:
    """The recorded authors that the printed list should have: "et al." stands for those after the last printed.

    Some styles print the first authors, a row of dots, and the last author: those between are declared too.
    """
    missing = pairing.missing
    if not truncated:
        return missing
    found = sorted(index for index in pairing.indices if index is not None)
    if not found:
        return missing[: len(pairing.printed)]
    if to_last and len(found) > 1 and found[-1] == len(pairing.recorded) - 1:
        found.pop()
    return [index for index in missing if index < found[-1]]


def _persons(authors: Sequence[Author]) -> list[Author]:
    """The persons of a list whose names are in Latin letters; groups are printed or left out as styles will have it."""
    persons = [author for author in authors if not is_group(author) and family_keys(author.family)]
    once = list(dict.fromkeys(persons))
    return once if 2 * len(once) == len(persons) else persons  # some records have every author twice


def _names(authors: Sequence[Author], indices: Sequence[int]) -> str:
    shown = [authors[index].family for index in indices[:3]]
    return ", ".join(shown) + (f" and {len(indices) - 3} more" if len(indices) > 3 else "")


def _be(indices: Sequence[int]) -> str:
    return "is" if len(indices) == 1 else "are"


def _listed(authors: Sequence[Author], *, truncated: bool) -> str:
    shown = ", ".join(map(str, authors[:_SHOWN]))
    return shown + (", et al." if truncated or len(authors) > _SHOWN else "")


def _corrected(pairing: _Pairing, reference: Reference) -> str:
    """The printed block with one name mended, or the one put in that is left out; empty where more is wrong."""
    span = reference.fields.spans.get("authors")
    if span is None or len(pairing.printed) != len(reference.fields.authors):
        return ""
    block = reference.raw[span.start : span.end]
    missing = [index for index in pairing.missing if index < pairing.last]
    if not pairing.wrong and not missing and len(pairing.misspelt) == 1:
        one, other = pairing.misspelt[0]
        return block.replace(one.family, other.family) if block.count(one.family) == 1 else ""
    if not pairing.in_order or pairing.misspelt:
        return ""
    names = AuthorBlock(block, pairing.printed)
    match pairing.wrong, missing:
        case [at], [index] if at == index:
            return names.replaced(at, pairing.recorded[index])
        case [], [index]:
            return names.inserted(index, pairing.recorded[index])
    return ""
