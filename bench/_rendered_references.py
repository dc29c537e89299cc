"""References made of Crossref records in the manner of many citation styles, each piece with its label.

Labelled references of real lists are few outside of medicine. A record says which string is which field; what differs
from style to style (order of names, marks, how numbers are told) is drawn by lot, part by part, so that combinations
come up that no list of styles has. Records whose DOI is in the half that `bench comparing` is measured on are left out.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from typing import TYPE_CHECKING

from bench._rendered_books import Books
from bench._rendered_lists import MONTHS, PUBLISHERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench._anystyle import Pieces

SEED = 20261129


def rendered(data: Path, count: int) -> Iterator[Pieces]:
    """So many references, made of records chosen by lot."""
    lot = random.Random(SEED)
    records = []
    with gzip.open(data / "crossref-works" / "works.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            if is_fitting(item["DOI"]) and item.get("title") and item.get("author") and len(item["title"][0]) > 12:
                records.append(item)
    records.sort(key=lambda item: (item["type"] == "journal-article", item["DOI"]))
    rare = sum(item["type"] != "journal-article" for item in records)
    chosen = lot.sample(records[rare:], min(len(records) - rare, count - rare)) + records[:rare]
    for item in chosen:
        yield _Reference(lot, item).pieces()


def is_fitting(doi: str) -> bool:
    """Whether a record belongs to the half that references are made of."""
    return hashlib.sha256(doi.encode()).digest()[0] % 2 == 0


class _Reference(Books):
    """A record to be printed in a style."""

    def pieces(self) -> Pieces:
        """The reference."""
        if self.lot.random() < 0.06:
            return self.report()
        kind = self.item["type"]
        edited = kind in ("edited-book", "journal-article") and self.lot.random() < 0.04
        authors = self.names(self.item["author"])
        if self.lot.random() < 0.04:
            authors = authors.upper()
        out: Pieces = [("O", self.pick("[7] ", "12. ", "3) ", "(4) "))] if self.lot.random() < 0.02 else []
        if authors:
            out.append(
                ("R", authors + self.pick(", eds", " (eds.)", ", editors", ", ed.", " (Eds)", " (Hrsg.)"))
                if edited
                else ("A", authors)
            )
        early = self.early
        if early:
            out.append(("D", self.date_early()))
        elif authors:
            mark = ": " if self.lot.random() < 0.2 else self.stop
            if self.lot.random() < 0.03:
                mark = mark.strip()  # a space that got lost
            out.append(("R" if edited else "A", mark[1:] if authors.endswith(".") and mark[0] == "." else mark))
        opening, closing = self.quotes
        title = self.title
        ending = "" if title[-1] in "?!" else self.end_stop
        inside = self.pick(title + ending + closing, title + closing + ending) if closing else title + ending
        out += [("T", opening + inside), ("", " ")]
        if edited:
            whole = self.book
        elif kind == "journal-article":
            draw = self.lot.random()
            whole = (
                self.article
                if draw < 0.62
                else self.book
                if draw < 0.82
                else self.chapter
                if draw < 0.94
                else self.thesis
            )
        elif kind in ("book-chapter", "proceedings-article", "reference-entry"):
            whole = self.chapter
        else:
            whole = self.thesis if kind == "dissertation" else self.book
        out += whole(late=not early)
        if self.lot.random() < 0.15:
            out.append(
                (
                    "O",
                    self.pick(
                        f" doi:{self.item['DOI']}",
                        f" https://doi.org/{self.item['DOI']}",
                        " Epub ahead of print.",
                        " [PubMed]",
                        " Available from: http://www.example.org/paper.pdf",
                        f" PMID: {self.lot.randrange(10**6, 3 * 10**7)}",
                    ),
                )
            )
        return [piece for piece in out if piece[1]]

    def journal(self) -> str:
        """The name of the journal, in full or short, with or without its stops."""
        item = self.item
        names = [*(item.get("container-title") or []), *(item.get("short-container-title") or [])]
        name = self.lot.choice(names) if names else "Proc. R. Soc. Lond"
        return name.replace(".", "") if self.lot.random() < 0.3 else name

    def article(self, *, late: bool) -> Pieces:
        """What stands behind an article's title."""
        item = self.item
        year, volume, issue, pages = self.year(), item.get("volume", ""), item.get("issue", ""), item.get("page", "")
        dash = self.pick("-", "–", "–", "--")
        pages = pages.replace("-", dash)
        if not pages and item.get("article-number"):
            pages = item["article-number"]
        lead = "in: " if self.lot.random() < 0.03 else "In " if self.lot.random() < 0.03 else ""
        out: Pieces = [("C", lead + self.journal())]
        if self.lot.random() < 0.02:
            out[0] = ("C", f"{out[0][1]}{self.pick(' (Lond)', ' (Phila Pa 1976)', ' (Oxford)', ' [Internet]')}")
        if self.lot.random() < 0.03:
            own = item.get("publisher") or "Elsevier"
            out += [("C", ". "), ("P", own if self.lot.random() < 0.5 else self.lot.choice(PUBLISHERS)), ("P", "; ")]
            late_mark = f"{year};" if late else ""
            out += [
                ("D", late_mark),
                *self.numbers(volume, issue, pages, self.pick(":", ": ")),
                ("G" if pages else "D", "."),
            ]
            return out
        if late and self.lot.random() < 0.45:
            when = year + (
                f" {self.pick(*MONTHS)}" + self.pick("", f" {self.lot.randrange(1, 29)}")
                if self.lot.random() < 0.25
                else ""
            )
            out += [("C", self.pick(". ", " ", ", ")), ("D", f"{when}{self.pick(';', '; ', ', ', ' ')}")]
            out += self.numbers(volume, issue, pages, self.pick(":", ": ", ", ", ", pp. "))
            return [*out, ("G" if pages else "D", ".")]
        out.append(("C", self.pick(", ", " ", ". ", ", ")))
        if late and self.lot.random() < 0.4:
            out += self.numbers(volume, issue, "", "")
            out += [("D", f" ({year})"), ("D", self.pick(" ", ": ", ", "))]
            return [*out, ("G", self.pick("", "", "pp. ", "p. ") + pages + ".")] if pages else [*out, ("D", ".")]
        out += self.numbers(volume, issue, pages, self.pick(", ", ":", ": ", ", pp. ", ", p. ", " pp "))
        if late:
            when = (f"{self.pick(*MONTHS)}{self.pick('.', '')} " if self.lot.random() < 0.3 else "") + year
            out.append(("D", self.pick(f" ({when}).", f", {when}.", f", {when}")))
        else:
            out.append(("G" if pages else "I", "."))
        return out

    def numbers(self, volume: str, issue: str, pages: str, before_pages: str) -> Pieces:
        """Volume, issue and pages."""
        style = self.lot.randrange(10)
        out: Pieces = []
        if volume:
            out.append(
                (
                    "V",
                    (
                        "vol. "
                        if style == 0
                        else "Vol "
                        if style == 1
                        else "Bd. "
                        if style == 2 and self.lot.random() < 0.3
                        else ""
                    )
                    + volume,
                )
            )
        if issue and self.lot.random() < 0.75:
            out.append(
                (
                    "I",
                    f", no. {issue}"
                    if style in (0, 3)
                    else f", Issue {issue}"
                    if style == 4
                    else f" ({issue})"
                    if style == 5
                    else f".{issue}"
                    if style == 6
                    else f", {issue}"
                    if style == 7
                    else f"({issue})",
                )
            )
        if pages:
            out += [("G", (before_pages if out else before_pages.strip(" ,:")) + pages)]
        return out
