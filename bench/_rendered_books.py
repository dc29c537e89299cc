"""What stands behind the title of a made reference to anything but an article in a journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench._rendered_lists import GROUPS, PLACES, PUBLISHERS, SCHOOLS
from bench._rendered_style import Style

if TYPE_CHECKING:
    from bench._anystyle import Pieces


class Books(Style):
    """A style for books, chapters, theses and reports."""

    def report(self) -> Pieces:
        """What an organisation published, in print or on the web."""
        group = self.lot.choice(GROUPS)
        title = self.title if self.lot.random() < 0.6 else self.title.split(":")[0]
        year = self.year()
        out: Pieces = [("A", group + ("" if self.early else ". "))]
        if self.early:
            out.append(("D", self.date_early()))
        out += [("T", title + "."), ("", " ")]
        draw = self.lot.random()
        late: Pieces = [] if self.early else [("D", f" {year}.")]
        if draw < 0.4:
            return [*out, ("L", f"{self.lot.choice(PLACES)}: "), ("P", group + (";" if late else ".")), *late]
        if draw < 0.8:
            address = self.pick(
                "https://www.example.org/reports/12", "www.example.gov/cancer", "http://example.int/a.pdf"
            )
            lead = self.pick("", "Available at: ", "Available from: ", "Retrieved from ", "Accessed May 3, 2019. ")
            return [*out, *late, ("O", f" {lead}{address}")]
        return out if draw < 0.9 else [*out, *late]

    def imprint(self) -> tuple[str, str]:
        """Place and publisher."""
        own = self.item.get("publisher", "")
        publisher = own if own and self.lot.random() < 0.4 else self.lot.choice(PUBLISHERS)
        return self.item.get("publisher-location") or self.lot.choice(PLACES), publisher

    def published(self, *, late: bool) -> Pieces:
        """Place, publisher and, if it is still to be told, the year."""
        place, publisher = self.imprint()
        year = self.year()
        draw = self.lot.random()
        if draw < 0.3:
            return [
                ("L", f"{place}: "),
                ("P", f"{publisher}{';' if late else '.'}"),
                *([("D", f" {year}.")] if late else []),
            ]
        if draw < 0.45:
            return [
                ("L", f"({place}: "),
                ("P", f"{publisher}, " if late else f"{publisher})."),
                *([("D", f"{year}).")] if late else []),
            ]
        if draw < 0.65:
            return [
                ("P", f"{publisher}, "),
                ("L", place + ("," if late else ".")),
                *([("D", f" {year}.")] if late else []),
            ]
        if draw < 0.75:
            return [("P", publisher + ("," if late else ".")), *([("D", f" {year}.")] if late else [])]
        if draw < 0.9:
            return [
                ("L", f"{place}, "),
                ("P", publisher + ("," if late else ".")),
                *([("D", f" {year}.")] if late else []),
            ]
        return [("L", place + ("," if late else ".")), *([("D", f" {year}.")] if late else [])]

    def edition(self) -> Pieces:
        """An edition, now and then."""
        if self.lot.random() < 0.85:
            return []
        number = self.pick("2nd", "3rd", "4th", "5th", "Second", "Third", "10th", "Revised")
        return [("E", self.pick(f"{number} ed. ", f"({number} ed.). ", f"{number} edition, ", f"{number} edn. "))]

    def book(self, *, late: bool) -> Pieces:
        """What stands behind a book's title."""
        out = self.edition()
        draw = self.lot.random()
        if draw < 0.1:
            out.append(("V", self.pick("Vol. 2. ", "vol. 3, ", "Vol. I. ", "Bd. 2, ")))
        elif draw < 0.16:
            out.append(
                (
                    "S",
                    self.pick(
                        "(Lecture Notes in Computer Science). ",
                        "Studies in History 12. ",
                        "Springer Series in Statistics. ",
                    ),
                )
            )
        elif draw < 0.24:
            out.append(
                (
                    "R",
                    self.pick(
                        "Trans. Richard Howard. ",
                        "Translated by M. Inwood. ",
                        "Ed. by J. Smith. ",
                        "Edited by A. Lincoln and M. Ross. ",
                    ),
                )
            )
        out += self.published(late=late)
        if self.lot.random() < 0.12:
            out.append(("G", f" {self.lot.randrange(90, 700)} {self.pick('p', 'pp', 'S')}."))
        return out

    def chapter(self, *, late: bool) -> Pieces:
        """What stands behind the title of a chapter or a paper in proceedings."""
        names = self.item.get("container-title") or [self.title[::-1].partition(" ")[2][::-1] or self.title]
        host = self.pick(
            *names,
            "Proceedings of the 12th International Conference on Machine Learning",
            "Handbook of " + self.title.split()[-1],
        )
        lead = self.pick("In: ", "In: ", "In ", "In ", "in ", "in: ", "")
        out: Pieces = []
        pages = (self.item.get("page") or f"{self.lot.randrange(1, 300)}-{self.lot.randrange(301, 400)}").replace(
            "-", self.pick("-", "–")
        )
        if self.lot.random() < 0.6 and lead:
            people = self.names(
                self.lot.sample(self.item["author"], min(len(self.item["author"]), self.lot.randrange(1, 4))),
                editors=True,
            )
            one = self.pick("Ed", "ed")
            mark = self.pick(
                f" ({one}s.), ", f" ({one}.), ", f", {one}s. ", ", editors. ", f" ({one}s): ", f", {one}. "
            )
            if self.lot.random() < 0.25:
                out += [
                    ("C", f"{lead}{host}, "),
                    ("R", self.pick("ed. ", "edited by ", "eds. ", "ed. by ") + people + self.pick(", ", ". ")),
                ]
            else:
                out += [("R", f"{lead}{people}{mark}"), ("C", host + self.pick(". ", ", ", ". ", " "))]
        else:
            out.append(("C", lead + host + self.pick(". ", ", ", " ")))
        early_pages = self.lot.random() < 0.4
        if early_pages:
            out.append(("G", self.pick(f"(pp. {pages}). ", f"pp. {pages}. ", f"{pages}. ", f"pp. {pages}, ")))
        out += self.edition() + self.published(late=late)
        if not early_pages and self.lot.random() < 0.8:
            out.append(("G", self.pick(f" p. {pages}.", f" pp. {pages}.", f", pp. {pages}", f" {pages}.")))
        return out

    def thesis(self, *, late: bool) -> Pieces:
        """What stands behind the title of a thesis or report."""
        genre = self.pick(
            "PhD thesis, ",
            "Ph.D. dissertation, ",
            "Master's thesis, ",
            "[dissertation]. ",
            "Unpublished doctoral dissertation, ",
            "Technical Report TR-12, ",
            "Working paper no. 34, ",
        )
        school = self.item.get("publisher") if self.lot.random() < 0.4 else self.lot.choice(SCHOOLS)
        out: Pieces = [("O", genre), ("P", (school or "MIT") + self.pick(", ", ". "))]
        if self.lot.random() < 0.4:
            out.append(("L", self.lot.choice(PLACES) + ("," if late else ".")))
        return [*out, ("D", f" {self.year()}.")] if late else out
