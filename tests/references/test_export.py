"""Exchange formats: BibTeX there and back, RIS, CSL-JSON, from printed fields and from records."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from refcheck.article import Article, Reference, ReferenceFields
from refcheck.bibliography import Author, WorkKind
from refcheck.references import parse_reference
from refcheck.references.bibtex import citation_keys, fields_of, to_bibtex
from refcheck.references.csl_json import to_csl_json
from refcheck.references.export import FORMATS, export, records_of
from refcheck.references.pages import page_ends
from refcheck.references.records import Record, fields_of_work
from refcheck.references.ris import to_ris
from refcheck.source import MappedText, Source, Span
from refcheck.work import Work

WEI = parse_reference(
    "Wei AC, van Hazel GA, et al. Survival After Hepatic Resection for Colorectal Metastases: A 10-Year Experience. "
    "Annals of Surgical Oncology. 2006;13(5):668-76. doi:10.1245/ASO.2006.05.039 PMID: 16523369"
)
REPORT = parse_reference(
    "American Cancer Society. Colorectal Cancer Facts & Figures 2017-2019. Atlanta: American Cancer Society, 2017."
)


def read_back(fields: ReferenceFields) -> ReferenceFields:
    (entry,) = parse_string(to_bibtex([Record("7", fields)]), "bibtex").entries.values()
    return fields_of(entry)


class TestBibtex:
    def test_an_entry_as_it_is_written(self) -> None:
        assert to_bibtex([Record("7", WEI)]) == (
            "@article{wei2006survival,\n"
            '    author = "Wei, AC and van Hazel, GA and others",\n'
            '    title = "Survival After Hepatic Resection for Colorectal Metastases: A 10-Year Experience",\n'
            '    volume = "13",\n'
            '    number = "5",\n'
            '    pages = "668--76",\n'
            '    doi = "10.1245/aso.2006.05.039",\n'
            '    pmid = "16523369",\n'
            '    journal = "Annals of Surgical Oncology",\n'
            '    year = "2006",\n'
            '    note = "Reference 7; the author list is cut"\n'
            "}\n"
        )

    def test_a_group_is_braced_and_not_split(self) -> None:
        text = to_bibtex([Record("1", REPORT)])
        assert 'author = "{American Cancer Society}"' in text
        assert r"Facts \& Figures" in text
        assert read_back(REPORT).authors == REPORT.authors

    def test_a_sici_doi_is_written_as_it_is(self) -> None:
        doi = "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"
        assert f'doi = "{doi}"' in to_bibtex([Record("1", ReferenceFields(doi=doi))])

    def test_capitals_inside_words_are_kept_from_styles(self) -> None:
        assert "{mFOLFOX6} and {BRAF} in Hepatitis {B}" in to_bibtex(
            [Record("1", ReferenceFields(title="mFOLFOX6 and BRAF in Hepatitis B"))]
        )

    def test_keys_are_unique_and_do_not_depend_on_what_follows(self) -> None:
        records = [
            Record("1", WEI),
            Record("2", REPORT),
            Record("3", WEI),
            Record("4", WEI),
            Record("5", ReferenceFields()),
        ]
        keys = citation_keys(records)
        assert keys == [
            "wei2006survival",
            "americancancersociety2017colorectal",
            "wei2006survivalb",
            "wei2006survivalc",
            "reference",
        ]
        assert citation_keys(records[:2]) == keys[:2]
        assert len(set(citation_keys([Record("1", WEI)] * 40))) == 40

    def test_a_foreign_entry_is_read_with_its_latex(self) -> None:
        (entry,) = parse_string(
            r'@inbook{a, author = "M{\"u}ller, Jos{\'e}", title = "{DNA} Repair", pages = "12--15", year = "in press"}',
            "bibtex",
        ).entries.values()
        fields = fields_of(entry)
        assert fields.authors == (Author("Müller", "José"),)
        assert (fields.title, fields.pages, fields.year, fields.kind) == ("DNA Repair", "12–15", None, WorkKind.CHAPTER)

    words = st.text(alphabet="abcXYZéß漢 &%#$_^~\\{}<>'`.:()", min_size=1, max_size=20).map(
        lambda text: " ".join(text.split())
    )
    names = st.text(alphabet="abcdeXYZéßüø'-", min_size=1, max_size=12).map(lambda text: "N" + text.strip("-'"))

    @settings(max_examples=60, deadline=None)
    @given(
        st.builds(
            ReferenceFields,
            kind=st.sampled_from([kind for kind in WorkKind if kind is not WorkKind.UNKNOWN]),
            authors=st.lists(
                st.one_of(
                    st.builds(Author, family=names, given=names, suffix=st.sampled_from(["", "Jr", "III"])),
                    st.builds(Author, family=words.filter(bool), is_group=st.just(True)),
                    st.builds(Author, family=st.just("van Hazel"), given=names),
                    st.builds(Author, family=st.just("Brown and Root, Inc"), given=st.just("Guy, A. and B.")),
                ),
                min_size=1,
                max_size=4,
            ).map(tuple),
            authors_truncated=st.booleans(),
            title=words,
            container=words,
            publisher=words,
            place=words,
            year=st.one_of(st.none(), st.integers(1500, 2100)),
            volume=st.sampled_from(["", "12", "12A", "Suppl 3"]),
            issue=st.sampled_from(["", "5", "1-2"]),
            pages=st.sampled_from(["", "229–245", "e12", "S1–S5"]),
            article_number=st.sampled_from(["", "e1000097"]),
            edition=st.sampled_from(["", "2nd ed"]),
            doi=st.sampled_from(["", "10.1000/a_b%c#d", "10.1002/(sici)1<1::a>3.0.co;2-2"]),
            pmid=st.sampled_from(["", "16523369"]),
            arxiv=st.sampled_from(["", "1706.03762"]),
            isbn=st.sampled_from(["", "080442957X"]),
            url=st.sampled_from(["", "https://example.org/a_b?c=d&e=%20#f~g"]),
        )
    )
    def test_what_is_written_reads_back_the_same(self, fields: ReferenceFields) -> None:
        assert read_back(fields) == fields


class TestRis:
    def test_a_record_as_it_is_written(self) -> None:
        assert to_ris([Record("7", WEI)]) == (
            "TY  - JOUR\nID  - 7\nAU  - Wei, AC\nAU  - van Hazel, GA\n"
            "TI  - Survival After Hepatic Resection for Colorectal Metastases: A 10-Year Experience\n"
            "T2  - Annals of Surgical Oncology\nPY  - 2006\nVL  - 13\nIS  - 5\nSP  - 668\nEP  - 676\n"
            "DO  - 10.1245/aso.2006.05.039\nAN  - 16523369\nN1  - Reference 7; the author list is cut\nER  - \n\n"
        )

    def test_every_line_is_a_tag(self) -> None:
        for line in to_ris([Record("1", WEI), Record("2", REPORT)]).splitlines():
            assert not line or re.match(r"[A-Z][A-Z0-9]  - ", line)

    def test_names_with_suffixes_and_groups(self) -> None:
        fields = ReferenceFields(
            authors=(Author("Smith", "JA", "Jr"), Author("Health, Education and Welfare", is_group=True))
        )
        text = to_ris([Record("1", dataclasses.replace(fields, arxiv="1706.03762"))])
        assert "AU  - Smith, JA, Jr\n" in text
        assert "AU  - Health Education and Welfare\n" in text
        assert "UR  - https://arxiv.org/abs/1706.03762\n" in text


class TestCslJson:
    TYPES = frozenset(
        {"article", "article-journal", "book", "chapter", "dataset", "document", "paper-conference", "report"}
        | {"software", "standard", "thesis", "webpage"}
    )

    def test_an_item_as_it_is_written(self) -> None:
        assert json.loads(to_csl_json([Record("7", WEI)])) == [
            {
                "id": "wei2006survival",
                "citation-number": 7,
                "type": "article-journal",
                "author": [{"family": "Wei", "given": "AC"}, {"family": "van Hazel", "given": "GA"}],
                "issued": {"date-parts": [[2006]]},
                "title": "Survival After Hepatic Resection for Colorectal Metastases: A 10-Year Experience",
                "container-title": "Annals of Surgical Oncology",
                "volume": "13",
                "issue": "5",
                "DOI": "10.1245/aso.2006.05.039",
                "PMID": "16523369",
                "page": "668-76",
                "note": "Reference 7; the author list is cut",
            }
        ]

    @pytest.mark.parametrize("kind", WorkKind)
    def test_every_kind_has_a_type_of_the_schema(self, kind: WorkKind) -> None:
        (item,) = json.loads(to_csl_json([Record("1", ReferenceFields(kind=kind, arxiv="1706.03762"))]))
        assert item["type"] in self.TYPES

    def test_a_group_is_literal(self) -> None:
        (item,) = json.loads(to_csl_json([Record("2.7", REPORT)]))
        assert item["author"] == [{"literal": "American Cancer Society"}]
        assert item["citation-number"] == "2.7"


class TestRecords:
    def test_a_resolved_work_is_told_in_the_same_terms(self) -> None:
        work = Work(
            doi="10.1245/aso.2006.05.039",
            title="Survival",
            authors=(Author("Wei", "Alice C."),),
            containers=("Annals of Surgical Oncology", "Ann Surg Oncol"),
            years=(2006, 2007),
            volume="13",
            pages="668-676",
            isbns=("9780306406157",),
        )
        fields = fields_of_work(work, printed_year=2006)
        assert (fields.container, fields.year, fields.isbn) == ("Annals of Surgical Oncology", 2006, "9780306406157")
        assert fields_of_work(work, printed_year=1999).year == 2007
        assert fields_of_work(Work(doi="", authors_complete=False)).authors_truncated

    def test_several_lists_keep_their_numbers_apart(self) -> None:
        reference = Reference(7, "7.", MappedText.of("x", 3), Span(0, 4), Span(0, 2), WEI)
        one = Article(Source("a.txt", "7. x", "text"), (), (reference,))
        two = Article(Source("a.txt", "7. x", "text"), (), (reference, dataclasses.replace(reference, scope=1)))
        assert [record.number for record in records_of(one)] == ["7"]
        assert [record.number for record in records_of(two)] == ["1.7", "2.7"]

    @pytest.mark.parametrize("format_name", FORMATS)
    def test_every_format_can_be_written(self, format_name: str) -> None:
        assert "10.1245/aso.2006.05.039" in export([Record("7", WEI)], format_name)

    def test_another_format_is_refused(self) -> None:
        with pytest.raises(ValueError, match="docx"):
            export([], "docx")


class TestPages:
    @pytest.mark.parametrize(
        ("pages", "ends"),
        [
            ("229–245", ("229", "245")),
            ("1425-37", ("1425", "1437")),
            ("S12-5", ("S12", "S15")),
            ("S12-15", ("S12", "S15")),
            ("651-567", ("651", "567")),
            ("e12", ("e12", "")),
            ("1425.e1-e5", ("1425.e1", "e5")),
            ("45-50, 62", ("45-50, 62", "")),
            ("", ("", "")),
        ],
    )
    def test_an_abbreviated_end_is_written_out(self, pages: str, ends: tuple[str, str]) -> None:
        assert page_ends(pages) == ends
