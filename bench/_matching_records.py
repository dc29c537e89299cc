"""The records of the benchmark of matching: real ones, those that the pairs describe, and distractors made of both.

A distractor is made of the fields of real records: the beginning of one title and the end of another, the authors of a
third, a journal, a volume and pages of a fourth. Around every record that a pair describes stand its near duplicates:
what is most easily taken for it.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Record = dict[str, Any]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_IN_PLACE = re.compile(r"(?<=\()(?:19|20)\d\d(?=[a-z]?\))|(?<!\d)(?:19|20)\d\d(?=[a-z]?\s?[;:])")
_FIRST_NUMBER = re.compile(r"\d+")
_PREPRINTS = ("bioRxiv", "medRxiv", "Research Square", "SSRN")
_NOTICES = ("Erratum to: {}", "Correction: {}", "Erratum: {}", "Corrigendum to \u201c{}\u201d")


def described(pair: dict[str, Any]) -> Record | None:
    """A record made of what a pair tells beside its string (PubMed's title, journal, volume, first page, author).

    It has no year of its own, so it is given the one that the string prints: these figures say little about years.
    """
    if not (pair["doi"] and pair.get("atitle") and pair.get("jtitle") and pair.get("firstPage")):
        return None
    years = _YEAR_IN_PLACE.findall(pair["reference"]) or _YEAR.findall(pair["reference"])
    return {
        "DOI": pair["doi"],
        "type": "journal-article",
        "title": [pair["atitle"]],
        "container-title": [pair["jtitle"]],
        "volume": pair.get("volume", ""),
        "page": pair["firstPage"],
        "author": [{"family": pair["firstAuthor"]}] if pair.get("firstAuthor") else [],
        "issued": {"date-parts": [[int(year) for year in years[:1]]]},
    }


class Distractors:
    """Makes records that nobody refers to.

    Args:
        records: real ones, whose fields are used.
        seed: of the choice.
    """

    def __init__(self, records: Sequence[Record], seed: int) -> None:
        self._chance = random.Random(seed)
        articles = [one for one in records if one.get("title") and one.get("container-title") and one.get("page")]
        self._titles = [one["title"][0].split() for one in articles]
        self._authors = [one["author"] for one in articles if one.get("author")]
        self._places = [_place(one) for one in articles]
        self._count = 0

    def near(self, record: Record) -> Iterator[Record]:
        """What is easily taken for a record."""
        chance = self._chance
        year = next(iter(record["issued"]["date-parts"][0]), 2000)
        title = record["title"][0]
        another = self._somewhere(year + chance.choice((-1, 1)))
        yield self._made({**record, "title": [self._title()], **_moved(record, chance, chance.choice((-3, -2, 2, 3)))})
        yield self._made({**record, **another})  # the same title in another journal
        yield self._made({**record, **_moved(record, chance, chance.choice((-2, -1, 1, 2)))})  # every year's
        page = chance.randint(8, 30)
        yield self._made({**record, "title": [f"{title}. Part II"], "page": _plus(record["page"], page)})
        notice = chance.choice(_NOTICES).format(title)
        yield self._made(
            {**record, "title": [notice], **_moved(record, chance, chance.choice((0, 1))), "update-to": [
                {"DOI": record["DOI"], "type": "erratum"}]}
        )  # fmt: skip
        preprint: Record = {
            "type": "posted-content",
            "title": [title],
            "author": record["author"],
            "institution": [{"name": chance.choice(_PREPRINTS)}],
            "issued": {"date-parts": [[year - chance.choice((0, 1))]]},
        }
        if chance.random() < 0.66:
            preprint["relation"] = {"is-preprint-of": [{"id-type": "doi", "id": record["DOI"]}]}
        yield self._made(preprint)

    def others(self, count: int) -> Iterator[Record]:
        """Records of other works."""
        for _ in range(count):
            place = self._chance.choice(self._places)
            yield self._made(
                {
                    "type": "journal-article",
                    "title": [self._title()],
                    "author": self._chance.choice(self._authors),
                    **self._somewhere(place["issued"]["date-parts"][0][0] + self._chance.randint(-12, 12)),
                }
            )

    def _title(self) -> str:
        head, tail = self._chance.choice(self._titles), self._chance.choice(self._titles)
        return " ".join(head[: (len(head) + 1) // 2] + tail[len(tail) // 2 :])

    def _somewhere(self, year: int) -> Record:
        place = self._chance.choice(self._places)
        first = self._chance.randint(1, 3000)
        return {
            **place,
            "volume": str(self._chance.randint(1, 150)),
            "issue": str(self._chance.randint(1, 12)),
            "page": f"{first}-{first + self._chance.randint(1, 20)}",
            "issued": {"date-parts": [[year]]},
        }

    def _made(self, record: Record) -> Record:
        self._count += 1
        return {**record, "DOI": f"10.5555/made.{self._count}"}


def _place(record: Record) -> Record:
    year = next(iter((record.get("issued") or {}).get("date-parts", [[2000]])[0]), None)
    return {
        "container-title": record["container-title"],
        "short-container-title": record.get("short-container-title") or [],
        "publisher": record.get("publisher", ""),
        "issued": {"date-parts": [[year or 2000]]},
    }


def _moved(record: Record, chance: random.Random, years: int) -> Record:
    """Another year, the volume moved with it, other pages."""
    year = next(iter(record["issued"]["date-parts"][0]), 2000)
    return {
        "issued": {"date-parts": [[year + years]]},
        "volume": _plus(record.get("volume", ""), years),
        "page": str(chance.randint(1, 2500)),
    }


def _plus(number: str, more: int) -> str:
    """A volume or page so many further: S12 plus 3 is S15."""
    return _FIRST_NUMBER.sub(lambda found: str(int(found[0]) + more), number, count=1)
