"""From one reference string to its fields."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refcheck.bibliography import Author, WorkKind
from refcheck.references import parse_reference
from refcheck.references.markup import see_through
from refcheck.source import Span

TITLE = "Survival after hepatic resection for colorectal metastases: a 10-year experience"
WEI = (
    Author("Wei", "AC"),
    Author("Greig", "PD"),
    Author("Grant", "D"),
)


class TestTheReferencesTheProjectBeganWith:
    """The reference list of a patient information article, with the defects it was printed with."""

    def test_a_societys_report(self) -> None:
        fields = parse_reference(
            "American Cancer Society. Colorectal Cancer Facts & Figures 2017-2019. Atlanta: American Cancer Society, "
            "2017."
        )
        assert fields.kind is WorkKind.REPORT
        assert fields.authors == (Author("American Cancer Society", is_group=True),)
        assert fields.title == "Colorectal Cancer Facts & Figures 2017-2019"
        assert (fields.place, fields.publisher, fields.year) == ("Atlanta", "American Cancer Society", 2017)
        assert (fields.container, fields.volume, fields.pages) == ("", "", "")

    def test_names_glued_to_the_title_by_stray_asterisks(self) -> None:
        raw = (
            "**Cho M, Gong J and Fakih M.**The state of regional therapy in the management of metastatic colorectal "
            "cancer "
            "to the liver. Expert Review of Anticancer Therapy, 2016; 16(2): 229–245."
        )
        fields = parse_reference(raw)
        assert fields.authors == (Author("Cho", "M"), Author("Gong", "J"), Author("Fakih", "M"))
        assert fields.title.startswith("The state of regional therapy")
        assert fields.title.endswith("to the liver")
        assert fields.container == "Expert Review of Anticancer Therapy"
        assert (fields.year, fields.volume, fields.issue, fields.pages) == (2016, "16", "2", "229–245")
        assert fields.kind is WorkKind.ARTICLE
        assert [(mark.text, mark.replacement) for mark in fields.markup] == [("**", ""), ("**", " ")]
        mended = raw
        for mark in reversed(fields.markup):
            mended = mended[: mark.span.start] + mark.replacement + mended[mark.span.end :]
        assert mended.startswith("Cho M, Gong J and Fakih M. The state")

    def test_a_page_range_that_runs_backward_is_kept_as_printed(self) -> None:
        fields = parse_reference(
            "Alsina J, Choti MA. Liver-directed therapies in colorectal cancer. Seminars in Oncology. 2011;38:651-567."
        )
        assert fields.authors == (Author("Alsina", "J"), Author("Choti", "MA"))
        assert fields.title == "Liver-directed therapies in colorectal cancer"
        assert (fields.container, fields.year, fields.volume, fields.issue) == ("Seminars in Oncology", 2011, "38", "")
        assert fields.pages == "651-567"

    def test_an_author_list_that_says_it_is_cut(self) -> None:
        fields = parse_reference(
            "van Hazel GA, Heinemann V, Sharma NK et al. SIRFLOX: Randomized Phase III trial comparing first-line "
            "mFOLFOX6 "
            "(plus or minus bevacizumab) plus selective internal radiation therapy in patients with metastatic "
            "colorectal "
            "cancer. Journal of Clinical Oncology. 2016; 34: 1723–1731."
        )
        assert fields.authors == (Author("van Hazel", "GA"), Author("Heinemann", "V"), Author("Sharma", "NK"))
        assert fields.authors_truncated
        assert fields.title.startswith("SIRFLOX: Randomized Phase III trial")
        assert fields.title.endswith("metastatic colorectal cancer")
        assert (fields.container, fields.year, fields.volume) == ("Journal of Clinical Oncology", 2016, "34")
        assert fields.pages == "1723–1731"

    def test_a_cut_list_inside_stray_asterisks(self) -> None:
        fields = parse_reference(
            "**Kennedy AS, Ball D, Cohen SJ et al.**Multicenter evaluation of the safety and efficacy of "
            "radioembolization in "
            "patients with unresectable colorectal liver metastases selected as candidates for 90Y resin "
            "microspheres. "
            "Journal of Gastrointestinal Oncology. 2015; 6: 134–142."
        )
        assert fields.authors == (Author("Kennedy", "AS"), Author("Ball", "D"), Author("Cohen", "SJ"))
        assert fields.authors_truncated
        assert fields.title.startswith("Multicenter evaluation")
        assert fields.title.endswith("90Y resin microspheres")
        assert (fields.container, fields.year) == ("Journal of Gastrointestinal Oncology", 2015)
        assert (fields.volume, fields.pages) == ("6", "134–142")

    def test_product_information_with_a_truncated_address(self) -> None:
        fields = parse_reference(
            "SIR-Spheres® microspheres (Yttrium-90 Microspheres) Product Information. "
            "Available at: com/us/clinicians/package-insert/."
        )
        assert fields.kind is WorkKind.PRODUCT_INFORMATION
        assert fields.title == "SIR-Spheres® microspheres (Yttrium-90 Microspheres) Product Information"
        assert fields.url == "com/us/clinicians/package-insert/"
        assert (fields.authors, fields.year, fields.container) == ((), None, "")

    def test_capitals_and_hyphens_in_a_title(self) -> None:
        fields = parse_reference(
            "Wei A, Greig P, Grant D, et al. Survival After Hepatic Resection for Colorectal Metastases: A 10-Year "
            "Experience. "
            "Annals of Surgical Oncology. 2006; 13:668-676."
        )
        assert fields.authors == (Author("Wei", "A"), Author("Greig", "P"), Author("Grant", "D"))
        assert fields.title == "Survival After Hepatic Resection for Colorectal Metastases: A 10-Year Experience"
        assert (fields.container, fields.year, fields.volume) == ("Annals of Surgical Oncology", 2006, "13")
        assert (fields.pages, fields.authors_truncated) == ("668-676", True)

    def test_a_trials_number_in_a_title_is_neither_volume_nor_page(self) -> None:
        fields = parse_reference(
            "Portier G, Elias D, Bouche O, et al. Multicenter Randomized Trial of Adjuvant Fluorouracil and Folinic "
            "Acid "
            "Compared With Surgery Alone After Resection of Colorectal Liver Metastases: FFCD ACHBTH AURC 9002 "
            "Trial. "
            "Journal of Clinical Oncology. 2006; 24: 4976-4982."
        )
        assert fields.title.endswith("FFCD ACHBTH AURC 9002 Trial")
        assert (fields.container, fields.volume, fields.pages) == ("Journal of Clinical Oncology", "24", "4976-4982")

    def test_five_authors_in_full(self) -> None:
        fields = parse_reference(
            "Capussotti L, Muratore A, Mulas MM, Massucco P, Aglietta M. Neoadjuvant Chemotherapy and Resection for "
            "Initially "
            "Irresectable Colorectal Liver Metastases. British Journal of Surgery. 2006;93:1001-1006."
        )
        assert [author.family for author in fields.authors] == [
            "Capussotti",
            "Muratore",
            "Mulas",
            "Massucco",
            "Aglietta",
        ]
        assert not fields.authors_truncated
        assert (fields.container, fields.pages) == ("British Journal of Surgery", "1001-1006")


STYLES = {
    "Vancouver": f"Wei AC, Greig PD, Grant D. {TITLE}. Ann Surg Oncol. 2006 May;13(5):668-76.",
    "AMA": f"Wei AC, Greig PD, Grant D. {TITLE}. *Ann Surg Oncol*. 2006;13(5):668-676.",
    "APA": f"Wei, A. C., Greig, P. D., & Grant, D. (2006). {TITLE}. Annals of Surgical Oncology, 13(5), 668–676.",
    "Harvard": f"Wei, A.C., Greig, P.D. and Grant, D. (2006) ‘{TITLE}’, Annals of Surgical Oncology, 13(5), pp. "
    f"668–676.",
    "IEEE": f"A. C. Wei, P. D. Greig, and D. Grant, “{TITLE},” Ann. Surg. Oncol., vol. 13, no. 5, pp. 668–676, May "
    f"2006.",
    "Nature": f"Wei, A. C., Greig, P. D. & Grant, D. {TITLE}. Ann. Surg. Oncol. 13, 668–676 (2006).",
    "BMC": f"Wei AC, Greig PD, Grant D: {TITLE}. Ann Surg Oncol 2006, 13(5):668-676.",
    "PDQ": f"Wei AC, Greig PD, Grant D: {TITLE}. Ann Surg Oncol 13 (5): 668-76, 2006.",
    "Springer": f"Wei AC, Greig PD, Grant D (2006) {TITLE}. Ann Surg Oncol 13:668–676",
    "Elsevier": f"A.C. Wei, P.D. Greig, D. Grant, {TITLE}, Ann. Surg. Oncol. 13 (2006) 668–676.",
    "Royal Society": f"Wei, A. C., Greig, P. D. & Grant, D. 2006 {TITLE}. Ann. Surg. Oncol. 13, 668-676.",
}


class TestStyles:
    @pytest.mark.parametrize("style", STYLES)
    def test_the_same_article_is_read_the_same_in_every_style(self, style: str) -> None:
        fields = parse_reference(STYLES[style])
        assert [author.family for author in fields.authors] == ["Wei", "Greig", "Grant"]
        assert [author.given.replace(".", "").replace(" ", "") for author in fields.authors] == ["AC", "PD", "D"]
        assert fields.title == TITLE
        assert fields.container in {"Ann Surg Oncol", "Ann. Surg. Oncol", "Annals of Surgical Oncology"}
        assert (fields.year, fields.volume) == (2006, "13")
        assert fields.pages.replace("–", "-") in {"668-676", "668-76"}
        assert fields.issue in {"", "5"}
        assert fields.kind is WorkKind.ARTICLE
        assert not fields.markup

    def test_chemists_print_no_title(self) -> None:
        fields = parse_reference("S. E. Han, G. Chen, Nano Lett. 2010, 10, 1012.")
        assert [author.family for author in fields.authors] == ["Han", "Chen"]
        assert (fields.title, fields.container) == ("", "Nano Lett")
        assert (fields.year, fields.volume, fields.pages) == (2010, "10", "1012")

    def test_names_in_full(self) -> None:
        fields = parse_reference(
            "Thursby, Jerry, and Marie Thursby. 2006. Where is the new science in corporate R&D. Science 314(8): "
            "1547-1548."
        )
        assert fields.authors == (Author("Thursby", "Jerry"), Author("Thursby", "Marie"))
        assert (fields.title, fields.container) == ("Where is the new science in corporate R&D", "Science")
        assert (fields.year, fields.volume, fields.issue) == (2006, "314", "8")

    def test_an_abbreviated_journal_is_told_from_the_end_of_the_title(self) -> None:
        fields = parse_reference(
            "Ran, R., Xu, K., Lu, A., et al.: Hypoxia preconditioning in the brain. Dev. Neurosci. 27, 87–92 (2005)"
        )
        assert fields.title == "Hypoxia preconditioning in the brain"
        assert fields.container == "Dev. Neurosci"
        assert (fields.year, fields.volume, fields.pages) == (2005, "27", "87–92")

    def test_a_linked_pubmed_abstract_gives_the_pmid_and_is_no_stray_markup(self) -> None:
        fields = parse_reference(
            "Krebber AM, Buffart LM, Kleijn G, et al.: Prevalence of depression in cancer patients: a meta-analysis "
            "of diagnostic "
            "interviews and self-report instruments. Psychooncology 23 (2): 121-30, 2014. [[PUBMED Abstract]]"
            "(http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&db=PubMed&list_uids=24105788&dopt=Abstract "
            '"http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&db=PubMed&list_uids=24105788&dopt=Abstract")'
        )
        assert (fields.pmid, fields.url, fields.markup) == ("24105788", "", ())
        assert (fields.container, fields.year, fields.volume) == ("Psychooncology", 2014, "23")
        assert (fields.issue, fields.pages) == ("2", "121-30")

    def test_a_label_left_before_the_reference_is_skipped(self) -> None:
        assert parse_reference(f"[7] Wei AC, Greig PD. {TITLE}. Ann Surg Oncol. 2006;13:668-76.").authors == WEI[:2]
        assert parse_reference(f"7. Wei AC, Greig PD. {TITLE}. Ann Surg Oncol. 2006;13:668-76.").authors == WEI[:2]


def located(numbers: str) -> tuple[int | None, str, str, str, str]:
    """The numbers of a reference that is otherwise the same."""
    fields = parse_reference(f"Wei AC, Greig PD. Survival after resection. Ann Surg Oncol. {numbers}")
    return fields.year, fields.volume, fields.issue, fields.pages, fields.article_number


class TestNumbers:
    @pytest.mark.parametrize(
        ("numbers", "wanted"),
        [
            ("2006;13:668-76.", (2006, "13", "", "668-76", "")),
            ("2006; 16(2): 229–245.", (2006, "16", "2", "229–245", "")),
            ("2006 May 12;13(5):668-76.", (2006, "13", "5", "668-76", "")),
            ("2006 Nov-Dec;13(5-6):668-76.", (2006, "13", "5-6", "668-76", "")),
            ("2006;13(3 Suppl 1):S1-5.", (2006, "13", "3 Suppl 1", "S1-5", "")),
            ("2006;13 Suppl 2:S77-S80.", (2006, "13", "Suppl 2", "S77-S80", "")),
            ("2006;13:e12.", (2006, "13", "", "e12", "")),
            ("2006;13(5):e1000097.", (2006, "13", "5", "", "e1000097")),
            ("2006;13:1425.e1-e5.", (2006, "13", "", "1425.e1-e5", "")),
            ("2006;(3):CD001431.", (2006, "", "3", "", "CD001431")),
            ("2016;2016:1234567.", (2016, "2016", "", "", "1234567")),
            ("13, 13116 (2006).", (2006, "13", "", "", "13116")),
            ("2006;13(5).", (2006, "13", "5", "", "")),
            ("2006;13:668-76; discussion 677.", (2006, "13", "", "668-76", "")),
            ("2006;13:668-76, 702.", (2006, "13", "", "668-76, 702", "")),
            ("2006a;13:668-76.", (2006, "13", "", "668-76", "")),
        ],
    )
    def test_year_volume_issue_and_pages(self, numbers: str, wanted: tuple[int, str, str, str, str]) -> None:
        assert located(numbers) == wanted

    def test_a_date_of_access_is_no_year(self) -> None:
        fields = parse_reference(
            "World Health Organization. Cancer. https://www.who.int/health-topics/cancer. Accessed May 3, 2019."
        )
        assert (fields.year, fields.url) == (None, "https://www.who.int/health-topics/cancer")

    def test_ahead_of_print_has_a_journal_but_no_numbers(self) -> None:
        fields = parse_reference(
            "Wei AC, Greig PD. Survival after resection. Ann Surg Oncol. 2006 [Epub ahead of print]."
        )
        assert (fields.title, fields.container) == ("Survival after resection", "Ann Surg Oncol")
        assert (fields.year, fields.volume, fields.pages) == (2006, "", "")

    def test_a_year_in_the_title_is_not_the_year(self) -> None:
        fields = parse_reference(
            "Tiemersma EW, Bronzwaer SL, Lyytikainen O, et al. Methicillin-resistant Staphylococcus aureus in "
            "Europe, "
            "1999-2002. "
            "Emerg Infect Dis. 2004;10:1627-34."
        )
        assert fields.title.endswith("Europe, 1999-2002")
        assert (fields.year, fields.volume) == (2004, "10")

    def test_a_journal_with_a_year_in_its_name(self) -> None:
        fields = parse_reference(
            "Lotz JC: Animal models of intervertebral disc degeneration: lessons learned. Spine (Phila Pa 1976) "
            "2004, "
            "29:2742-2750."
        )
        assert (fields.container, fields.year, fields.volume) == ("Spine (Phila Pa 1976)", 2004, "29")


class TestBooks:
    def test_a_book_with_an_edition(self) -> None:
        fields = parse_reference(
            "Cohen J. Statistical Power Analysis for the Behavioral Sciences. 2nd ed. New York, NY: Psychology "
            "Press; "
            "1988."
        )
        assert fields.kind is WorkKind.BOOK
        assert fields.title == "Statistical Power Analysis for the Behavioral Sciences"
        assert (fields.edition, fields.place, fields.publisher) == ("2nd ed", "New York, NY", "Psychology Press")
        assert fields.year == 1988

    def test_a_chapter_stands_in_a_book(self) -> None:
        fields = parse_reference(
            "Solon G. Intergenerational mobility in the labor market. In: Ashenfelter O, Card D, editors. Handbook "
            "of "
            "labor "
            "economics. Amsterdam: Elsevier; 1999. p. 1761-800."
        )
        assert fields.kind is WorkKind.CHAPTER
        assert fields.title == "Intergenerational mobility in the labor market"
        assert fields.container == "Handbook of labor economics"
        assert (fields.place, fields.publisher, fields.year) == ("Amsterdam", "Elsevier", 1999)
        assert fields.pages == "1761-800"

    def test_place_and_publisher_in_brackets(self) -> None:
        fields = parse_reference(
            "Dix, G., Jew and Greek: A Study in the Primitive Church (London: Adam and Charles Black, 1953)."
        )
        assert fields.title == "Jew and Greek: A Study in the Primitive Church"
        assert (fields.place, fields.publisher, fields.year) == ("London", "Adam and Charles Black", 1953)


PARTS = (
    *(
        "Wei AC",
        ", ",
        ". ",
        "2006",
        ";",
        "13",
        "(5)",
        ":",
        "668-76",
        "**",
        "et al",
        "In: ",
        "doi:10.1/x",
        "10.1245/ASO",
        " ",
    ),
    *("<i>", "&amp;", "“", "Ann Surg", "eds", "漢字", "(", "Suppl 1", "p. 3"),
)


class TestSpans:
    def test_every_field_stands_where_its_span_says(self) -> None:
        raw = (
            f"Wei AC, Greig PD. {TITLE}. Ann Surg Oncol. 2006;13(5):668-76. doi:10.1245/ASO.2006.05.039 PMID: 16523369"
        )
        fields = parse_reference(raw)
        for name in ("title", "container", "volume", "issue", "pages", "pmid"):
            span = fields.spans[name]
            assert raw[span.start : span.end] == getattr(fields, name)
        assert raw[fields.spans["authors"].start : fields.spans["authors"].end] == "Wei AC, Greig PD"
        assert raw[fields.spans["doi"].start : fields.spans["doi"].end].lower() == fields.doi
        assert fields.spans["year"] == Span(raw.index("2006;"), raw.index("2006;") + 4)

    def test_formatting_inside_a_title_is_taken_out_of_the_value_but_lies_in_the_span(self) -> None:
        raw = "Wei AC, Greig PD. Effects <i>in vivo</i> of H<sub>2</sub>O. *Ann Surg*. 2006;**13**:668-76."
        fields = parse_reference(raw)
        span = fields.spans["title"]
        assert fields.title == "Effects in vivo of H2O"
        assert see_through(raw[span.start : span.end]).text.text == fields.title
        assert (fields.container, fields.volume, fields.markup) == ("Ann Surg", "13", ())

    @settings(deadline=None)
    @given(st.text(max_size=120))
    def test_any_text_is_read_without_an_error_and_spans_stay_inside(self, raw: str) -> None:
        for span in parse_reference(raw).spans.values():
            assert 0 <= span.start < span.end <= len(raw)

    @settings(max_examples=200, deadline=None)
    @given(st.lists(st.sampled_from(PARTS), max_size=25))
    def test_any_mixture_of_parts_is_read_without_an_error(self, parts: list[str]) -> None:
        raw = "".join(parts)
        fields = parse_reference(raw)
        assert all(0 <= span.start < span.end <= len(raw) for span in fields.spans.values())
        assert all(raw[mark.span.start : mark.span.end] == mark.text for mark in fields.markup)

    @pytest.mark.parametrize(
        "unit", ["(", "“", "A. ", "Aa", "AaB", "10.1000/", "&amp;", "*", "1-", "a@", "[a](", "Smith J, (", "9"]
    )
    def test_long_hostile_text_is_read(self, unit: str) -> None:
        assert parse_reference(unit * (8000 // len(unit))).kind in set(WorkKind)


class TestOtherScripts:
    def test_names_without_capitals_survive(self) -> None:
        fields = parse_reference("王伟, 李娜. 结直肠癌肝转移的治疗. 中华外科杂志. 2016;54(2):229-245.")
        assert (fields.year, fields.volume, fields.issue, fields.pages) == (2016, "54", "2", "229-245")
        assert "肝转移" in fields.title

    def test_cyrillic_is_read_as_latin_is(self) -> None:
        fields = parse_reference("Иванов АБ, Петров ВГ. Лечение метастазов. Вопросы онкологии. 2006;52:668-76.")
        assert fields.authors == (Author("Иванов", "АБ"), Author("Петров", "ВГ"))
        assert (fields.title, fields.container) == ("Лечение метастазов", "Вопросы онкологии")


class TestMaterial:
    def test_real_references_of_many_journals_have_an_author_a_title_and_pages(self, material: object) -> None:
        from bench.parsing import measure, pmc, same_letters  # noqa: PLC0415 (needs the material)

        sample = [pair for pair, _ in zip(pmc(material), range(400), strict=False)]  # type: ignore[arg-type]
        counts = measure(sample, same_letters, [], set())
        for name in ("first author", "title", "container", "volume", "first page"):
            assert counts[name]["right"] / counts[name]["wanted"] > 0.9
