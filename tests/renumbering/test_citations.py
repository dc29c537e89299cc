"""Other numbers in the form in which a citation is printed."""

from __future__ import annotations

import pytest

from refcheck.fixing.bytes import edited
from refcheck.reading import read_bytes
from refcheck.renumbering import Renumbering

ENTRIES = [f"Bell AB, Noor C. Fever in children after a cold bath, part {at}. J Med. 2001;{at}:1-9." for at in range(9)]
LIST = "\n\n## References\n\n" + "\n".join(f"{at}. {entry}" for at, entry in enumerate(ENTRIES, 1)) + "\n"


def renumbered(data: str, name: str, mapping: dict[int, int]) -> str:
    """A text after all its citations were given other numbers; "refused" where one cannot be."""
    article = read_bytes(data.encode(), name)
    (scope,) = article.scopes
    edits = [Renumbering(article.source, scope).edits(citation, mapping) for citation in scope.citations]
    if None in edits:
        return "refused"
    return edited(article.source.text, [edit for each in edits if each for edit in each])


def in_markdown(marker: str, mapping: dict[int, int]) -> str:
    """The marker after renumbering; it stands in a text whose other citations are one number each."""
    text = f"Cold baths lower fever.{marker} Nurses agree.<sup>9</sup>"
    return (
        renumbered(text + LIST, "a.md", mapping).removesuffix(LIST)[len("Cold baths lower fever.") :].partition(" N")[0]
    )


ONE_ON = {number: number + 1 for number in range(1, 9)}


class TestForm:
    @pytest.mark.parametrize(
        ("marker", "mapping", "expected"),
        [
            ("<sup>6-8</sup>", ONE_ON, "<sup>7-9</sup>"),
            ("<sup>2, 4–6</sup>", ONE_ON, "<sup>3, 5–7</sup>"),
            ("²˒⁴⁻⁶", ONE_ON, "³˒⁵⁻⁷"),
            ("<sup>4-6</sup>", {5: 6, 6: 7}, "<sup>4,6,7</sup>"),  # what is left of a range of three
            ("<sup>3-6</sup>", {3: 2}, "<sup>2,4-6</sup>"),
            ("⁴⁻⁶", {5: 6, 6: 7}, "⁴˒⁶˒⁷"),
            ("<sup>3, 5</sup>", {3: 8}, "<sup>5, 8</sup>"),  # ascending stays ascending
            ("<sup>5, 3</sup>", {3: 8}, "<sup>5, 8</sup>"),  # and what was in an order of its own keeps that
            ("<sup>5, 2</sup>", {5: 1}, "<sup>1, 2</sup>"),
            ("<sup>4,5,6</sup>", {4: 5, 5: 6, 6: 7}, "<sup>5,6,7</sup>"),  # no range where none is printed
            ("<sup>2,3</sup>", {3: 2}, "<sup>2</sup>"),  # two that have become one
            ("<sup>2,3</sup>", {}, "<sup>2,3</sup>"),
        ],
    )
    def test_is_kept(self, marker: str, mapping: dict[int, int], expected: str) -> None:
        assert in_markdown(marker, mapping) == expected

    def test_a_range_that_falls_apart_takes_the_comma_of_the_others(self) -> None:
        text = f"Cold baths lower fever [4-6]. Nurses agree [1; 2].{LIST}"
        assert renumbered(text, "a.md", {5: 7, 6: 8}).startswith("Cold baths lower fever [4; 7; 8].")


def page(first: str, second: str) -> str:
    entries = "".join(f'<li id="r{at}">{entry}</li>\n' for at, entry in enumerate(ENTRIES, 1))
    text = f"<p>Cold baths {first}. Nurses {second}.</p>\n<h2>References</h2><ol>\n{entries}</ol>"
    return f"<!DOCTYPE html><html><body>{text}</body></html>"


def jats(marker: str) -> str:
    entries = "".join(
        f'<ref id="B{at}"><label>{at}</label><mixed-citation>{entry}</mixed-citation></ref>\n'
        for at, entry in enumerate(ENTRIES, 1)
    )
    back = f"<back><ref-list>{entries}</ref-list></back>"
    return f"<article><front/><body><p>Cold baths {marker}.</p></body>{back}</article>"


class TestLinks:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (
                '<sup><a href="#r3">3</a>,<a href="#r6">6</a></sup>',
                '<sup><a href="#r4">4</a>,<a href="#r7">7</a></sup>',
            ),
            ('[<a href="#r3">3</a>–<a href="#r5">5</a>]', '[<a href="#r4">4</a>–<a href="#r6">6</a>]'),
        ],
    )
    def test_of_a_page_follow(self, before: str, after: str) -> None:
        other = '[<a class="bibr" href="#r1">1</a>]'
        moved = other.replace("r1", "r2").replace(">1<", ">2<")
        assert renumbered(page(before, other), "a.html", ONE_ON) == page(after, moved)

    def test_that_lead_elsewhere_stay(self) -> None:
        text = page('<sup><a href="#r3">3</a></sup>', '<sup><a href="#r3">4</a></sup>')
        assert '<a href="#r3">5</a>' in renumbered(text, "a.html", ONE_ON)

    def test_of_jats_follow_to_references_that_nobody_cited(self) -> None:
        marker = '[<xref ref-type="bibr" rid="B{0}">{0}</xref>, <xref ref-type="bibr" rid="B{1}">{1}</xref>]'
        assert renumbered(jats(marker.format(3, 6)), "a.xml", ONE_ON) == jats(marker.format(4, 7))

    def test_of_jats_change_places_with_their_numbers(self) -> None:
        marker = '[<xref ref-type="bibr" rid="B{0}">{0}</xref>, <xref ref-type="bibr" rid="B{1}">{1}</xref>]'
        assert renumbered(jats(marker.format(3, 6)), "a.xml", {3: 8}) == jats(marker.format(6, 8))

    def test_of_a_range_that_would_fall_apart_are_not_torn(self) -> None:
        marker = '[<xref ref-type="bibr" rid="B3">3</xref>-<xref ref-type="bibr" rid="B5">5</xref>]'
        assert renumbered(jats(marker), "a.xml", {5: 6}) == "refused"

    def test_of_markdown_follow(self) -> None:
        anchored = "".join(f'{at}. <a id="r{at}"></a>{entry}\n' for at, entry in enumerate(ENTRIES, 1))
        text = f"Cold baths [3](#r3), [6](#r6) help. Nurses [1](#r1) agree.\n\n## References\n\n{anchored}"
        expected = text.replace("[6](#r6)", "[7](#r7)").replace("[3](#r3)", "[4](#r4)").replace("[1](#r1)", "[2](#r2)")
        assert renumbered(text, "a.md", ONE_ON) == expected


class TestWhatIsNoNumber:
    def test_a_key_is_not_renumbered(self) -> None:
        entry = "\\bibitem{a} Bell A. Fever. J Med. 2001;1:2."
        body = f"Baths~\\cite{{a}}.\\begin{{thebibliography}}{{9}}{entry}\\end{{thebibliography}}"
        text = f"\\documentclass{{article}}\\begin{{document}}{body}\\end{{document}}"
        assert renumbered(text, "a.tex", {1: 2}) == "refused"
