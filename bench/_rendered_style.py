"""How one made reference prints names and years, drawn by lot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random

_TAG = re.compile(r"<[^<>]{1,200}>")


class Style:
    """One style, drawn by lot, and the record to be printed in it."""

    def __init__(self, lot: random.Random, item: dict[str, Any]) -> None:
        self.lot = lot
        self.item = item
        self.form = lot.choice(("vancouver", "vancouver", "apa", "initials", "initials", "inverted", "given", "dotted"))
        self.stop = lot.choice((". ", ". ", ". ", ", ", ", ", ": "))
        self.end_stop = "," if self.stop == ", " else "."
        self.early = lot.random() < 0.45
        self.quotes = lot.choice((("", ""),) * 6 + (("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"), ("„", "“")))
        self.title = " ".join(_TAG.sub("", item["title"][0]).split()).rstrip(".")

    def pick(self, *of: str) -> str:
        """One of them."""
        return self.lot.choice(of)

    # -- names -------------------------------------------------------------------------------------------------

    def name(self, person: dict[str, str], *, first: bool) -> str:
        """One person."""
        family, given = person.get("family", ""), person.get("given", "")
        if not family:
            return person.get("name", "") or given
        parts = re.findall(r"\w+", given)
        letters = [part[0] for part in parts]
        dotted = ". ".join(letters) + "." if letters else ""
        if self.form == "vancouver":
            return f"{family} {''.join(letters)}".strip()
        if self.form == "dotted":
            return f"{family} {dotted.replace(' ', '')}".strip()
        if self.form == "apa":
            return f"{family}, {dotted}" if dotted else family
        if self.form == "initials":
            return f"{dotted} {family}".strip()
        if self.form == "inverted" and first:
            return f"{family}, {given}" if given else family
        return f"{given} {family}".strip()

    def names(self, people: list[dict[str, str]], *, editors: bool = False) -> str:
        """A list of persons."""
        cut = self.lot.choice((3, 6, 6, 20, 20))
        listed = [self.name(person, first=not at and not editors) for at, person in enumerate(people[:cut])]
        listed = [name for name in listed if name]
        mark = "; " if self.form in ("apa", "inverted") and self.lot.random() < 0.3 else ", "
        if len(people) > cut:
            return mark.join(listed) + self.pick(", et al", " et al", ", et al.", ", and others")
        joiner = self.pick(" and ", " & ", ", and ", ", & ", mark, mark)
        return mark.join(listed[:-1]) + (joiner if len(listed) > 1 else "") + (listed[-1] if listed else "")

    # -- parts -------------------------------------------------------------------------------------------------

    def year(self) -> str:
        """The year of publication, or "in press" where there is none."""
        dates = (self.item.get("issued") or {}).get("date-parts") or [[None]]
        return str(dates[0][0] or "in press")

    def date_early(self) -> str:
        """The year behind the authors."""
        letter = self.pick("", "", "", "", "", "a", "b")
        year = self.year() + letter
        return self.pick(
            f" ({year}). ",
            f" ({year}). ",
            f" ({year}) ",
            f" {year}. ",
            f". {year}. ",
            f", {year}. ",
            f" ({year}): ",
            f", ({year}), ",
        )
