"""The works that citation fields carry: evidence about references and printed numbers, nothing more."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from refcheck.article import Article, Link, ReferenceFields
from refcheck.reading import read_bytes
from tests.support.word import field, p, package, parts, r, read, relationships

TITLES = {
    1: "Survival after resection of metastases of the liver",
    2: "Adjuvant treatment of patients with cancer of the colon",
    3: "Selective internal radiation of tumours in the liver",
}
NAMES = {1: "Wei", 2: "Portier", 3: "Gray"}
LIST = p("References") + "".join(
    p(f"{n}. {NAMES[n]} A, Tester C. {TITLES[n]}. J Tests. 200{n};12:{n}1-{n}9.") for n in TITLES
)


def item(number: int, **more: Any) -> dict[str, Any]:
    """A work in CSL JSON."""
    data = {
        "title": TITLES[number],
        "author": [{"family": NAMES[number], "given": "A."}],
        "issued": {"date-parts": [[2000 + number]]},
        "DOI": f"10.5555/{number}",
    }
    return {"id": number, "itemData": {**data, **more}}


def zotero(*works: dict[str, Any]) -> str:
    return " ADDIN ZOTERO_ITEM CSL_CITATION " + json.dumps({"citationID": "x", "citationItems": list(works)})


def cited(code: str, shown: str, data: str = "", listed: str = LIST) -> Article:
    return read(p("So it is ", field(code, shown, data=data), ".") + listed)


def embedded(article: Article) -> dict[int, str]:
    """The DOI kept for each reference that has something kept."""
    return {one.number: one.embedded.doi for one in article.references if one.embedded is not None}


class TestReferences:
    def test_get_the_work_that_agrees_with_their_text(self) -> None:
        article = cited(zotero(item(1), item(3)), "[1,3]")
        assert embedded(article) == {1: "10.5555/1", 3: "10.5555/3"}
        assert article.references[0].fields.doi == ""
        assert article.citations[0].links == ()

    def test_whatever_the_order_of_the_works(self) -> None:
        assert embedded(cited(zotero(item(3), item(1)), "[1-3]")) == {1: "10.5555/1", 3: "10.5555/3"}

    def test_a_short_title_needs_author_and_year(self) -> None:
        listed = (
            p("References")
            + p("1. Wei A. Editorial. J Tests. 2001;12:1-9.")
            + p("2. Gray B. Reply. J Tests. 2003;1:2-3.")
        )
        assert embedded(cited(zotero(item(1, title="Editorial")), "[1]", listed=listed)) == {1: "10.5555/1"}
        assert embedded(cited(zotero(item(2, title="Editorial")), "[1]", listed=listed)) == {}

    def test_a_doi_that_is_printed_is_enough(self) -> None:
        listed = LIST.replace("21-29.", "21-29. doi:10.5555/2")
        assert embedded(
            cited(zotero(item(2, title="Something else altogether, in other words")), "[2]", listed=listed)
        ) == {2: "10.5555/2"}


class TestLinks:
    def test_say_where_the_work_stands_if_the_number_prints_another(self) -> None:
        article = cited(zotero(item(3)), "[1]")
        (citation,) = article.citations
        assert citation.links == (Link(1, 3, citation.digits),)
        assert citation.numbers == (1,)
        assert embedded(article) == {}

    def test_point_at_the_one_number_that_is_off(self) -> None:
        article = cited(zotero(item(1), item(3)), "[1,2]")
        (link,) = article.citations[0].links
        assert (link.number, link.target) == (2, 3)
        assert article.source.text[link.span.start : link.span.end] == "2"

    def test_point_at_all_digits_if_the_number_is_within_a_range(self) -> None:
        listed = LIST + p("4. Gray A. The fourth of these works, on tumours of the lung. J Tests. 2009;9:1-2.")
        listed += p("5. Lee A. The fifth of these works, on tumours of the bone. J Tests. 2019;9:3-4.")
        other = item(3, title="The fifth of these works, on tumours of the bone", DOI="", author=[])
        article = cited(zotero(item(1), other, item(3)), "[1-3]", listed=listed)
        (link,) = article.citations[0].links
        assert (link.number, link.target) == (2, 5)
        assert link.span == article.citations[0].digits

    @pytest.mark.parametrize(
        ("works", "shown"),
        [
            ([item(2, title="A title that no reference of this list has at all")], "[1]"),  # not in the list
            ([item(1, title="Survival after resection of liver metastases: the long run")], "[1]"),  # only other words
            ([item(2), item(3)], "[1]"),  # two works at one number
            ([item(3)], "[1,2]"),  # which of the two?
            ([item(3)], "[7]"),  # not in the list: another rule says so
            ([item(3), item(1)], "[1]"),  # the number is right, one work does not show
        ],
    )
    def test_are_given_only_where_all_is_clear(self, works: list[dict[str, Any]], shown: str) -> None:
        assert cited(zotero(*works), shown).citations[0].links == ()

    def test_are_not_given_if_two_references_fit(self) -> None:
        again = p(f"4. Gray A, Tester C. {TITLES[3]}. J Tests. 2003;12:31-39.")
        assert cited(zotero(item(3)), "[1]", listed=LIST + again).citations[0].links == ()

    def test_are_looked_for_a_bounded_number_of_times(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("refcheck.reading.embedded.MOST_SEARCHES", 1)
        body = p("So ", field(zotero(item(3)), "[1]"), ". Thus ", field(zotero(item(2)), "[1]"), ".")
        assert [len(one.links) for one in read(body + LIST).citations] == [1, 0]


ENDNOTE = (
    "<EndNote><Cite><Author>Gray</Author><Year>2003</Year><record><contributors><authors><author>"
    '<style face="normal">Gray, A. B.</style></author><author>The Group,</author></authors></contributors>'
    f"<titles><title>{TITLES[3]}</title><secondary-title>Journal of Tests</secondary-title></titles>"
    "<pages>31-39</pages><volume>12</volume><number>4</number><dates><year>2003</year></dates>"
    "<electronic-resource-num>10.5555/END.</electronic-resource-num><accession-num>1234</accession-num>"
    "</record></Cite></EndNote>"
)


def packed(text: str, encoding: str = "utf-8") -> str:
    return base64.b64encode(text.encode(encoding)).decode()


class TestKinds:
    def test_endnote_in_the_instruction(self) -> None:
        article = cited(f" ADDIN EN.CITE {ENDNOTE}", "[3]")
        kept = article.references[2].embedded
        assert kept is not None
        assert [str(author) for author in kept.authors] == ["Gray A. B.", "The Group"]
        assert (kept.title, kept.container, kept.year) == (TITLES[3], "Journal of Tests", 2003)
        assert (kept.volume, kept.issue, kept.pages, kept.doi, kept.pmid) == ("12", "4", "31-39", "10.5555/end", "1234")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
    def test_endnote_attached(self, encoding: str) -> None:
        assert embedded(cited(" ADDIN EN.CITE ", "[3]", data=packed(ENDNOTE, encoding))) == {3: "10.5555/end"}

    def test_endnote_without_a_record(self) -> None:
        short = "<EndNote><Cite><Author>Gray</Author><Year>2003</Year></Cite></EndNote>"
        kept = cited(f" ADDIN EN.CITE {short}", "[3]").references[2].embedded
        assert kept is not None
        assert ([str(author) for author in kept.authors], kept.year) == (["Gray"], 2003)

    def test_mendeley_in_a_field_or_in_the_tag_of_a_control(self) -> None:
        assert embedded(cited(" ADDIN CSL_CITATION " + json.dumps({"citationItems": [item(2)]}), "[2]")) == {
            2: "10.5555/2"
        }
        tag = "MENDELEY_CITATION_v3_" + packed(json.dumps({"citationItems": [item(2)]}))
        control = f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{r("[2]")}</w:sdtContent></w:sdt>'
        assert embedded(read(p("So ", control, ".") + LIST)) == {2: "10.5555/2"}

    @staticmethod
    def word(source: str, code: str, shown: str) -> Article:
        made = parts(p("So ", field(code, shown), ".") + LIST)
        made["word/_rels/document.xml.rels"] = relationships(
            [("r1", "customXml", "../customXml/item1.xml"), ("r2", "customXml", "../customXml/item2.xml")]
        )
        made["customXml/item1.xml"] = "<!DOCTYPE x><x/>"
        bibliography = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
        made["customXml/item2.xml"] = f'<b:Sources xmlns:b="{bibliography}">{source}</b:Sources>'
        return read_bytes(package(made), "a.docx")

    def test_words_own_sources(self) -> None:
        person = "<b:Person><b:Last>Gray</b:Last><b:First>Ann</b:First></b:Person>"
        source = (
            "<b:Source><b:Tag>Gra03</b:Tag><b:Author><b:Author><b:NameList>"
            + person
            + "</b:NameList></b:Author></b:Author>"
            f"<b:Title>{TITLES[3]}</b:Title><b:Year>2003</b:Year><b:JournalName>J Tests</b:JournalName>"
            "<b:DOI>10.5555/W</b:DOI></b:Source>"
            "<b:Source><b:Tag>Who01</b:Tag><b:Author><b:Author><b:Corporate>Wei Group</b:Corporate></b:Author>"
            "</b:Author>"
            f"<b:Title>{TITLES[1]}</b:Title><b:Year>2001</b:Year></b:Source>"
        )
        article = self.word(source, " CITATION Gra03 \\l 1033 \\m Who01 \\m None ", "[1, 3]")
        assert embedded(article) == {1: "", 3: "10.5555/w"}
        kept = article.references[0].embedded
        assert kept is not None
        assert kept.authors[0].is_group

    @pytest.mark.parametrize(
        "code",
        [
            " ADDIN ZOTERO_ITEM CSL_CITATION {",
            " ADDIN ZOTERO_ITEM CSL_CITATION " + '{"a":' * 5000,
            " ADDIN ZOTERO_ITEM CSL_CITATION [1]",
            ' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": 7}',
            ' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": [7, {"itemData": 7}, {}]}',
            ' ADDIN ZOTERO_ITEM CSL_CITATION{"citationItems":[{"itemData":{"title":[], "author":[1],"issued":7}}]}',
            " ADDIN EN.CITE <EndNote><Cite>",
            " ADDIN EN.CITE <EndNote><Cite></EndNote>",
            " ADDIN EN.CITE",
            " CITATION Nobody",
        ],
    )
    def test_what_cannot_be_understood_says_nothing(self, code: str) -> None:
        article = cited(code, "[1]", data="a")
        assert [one.numbers for one in article.citations] == [(1,)]
        assert embedded(article) == {}

    def test_names_and_dates_of_every_make(self) -> None:
        work = item(
            1,
            author=[{"literal": "Wei Group"}, {"non-dropping-particle": "van", "family": "Hazel"}],
            issued={"raw": "May 2001"},
            PMID=77,
        )
        kept = cited(zotero(work), "[1]").references[0].embedded
        assert kept is not None
        assert [(author.family, author.is_group) for author in kept.authors] == [
            ("Wei Group", True),
            ("van Hazel", False),
        ]
        assert (kept.year, kept.pmid) == (2001, "77")


def test_an_article_without_references_has_no_evidence() -> None:
    article = read(p("So it is ", field(zotero(item(1)), "[1]"), "."))
    assert [one.links for one in article.citations] == [()]


def test_what_is_kept_is_a_value_of_fields() -> None:
    kept = cited(zotero(item(1)), "[1]").references[0].embedded
    assert isinstance(kept, ReferenceFields)
