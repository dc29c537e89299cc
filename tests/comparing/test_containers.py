"""Journals: abbreviations in both directions against other journals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.bibliography import WorkKind
from refcheck.comparing import compare_container
from refcheck.comparing.containers import same_container
from tests.comparing.printed import printed, record

WORDS = ("the", "and", "of", "per", "cent", "a", "J", "Ann", "Annals", "Surg", "Oncology", "B", "IEEE", "2", "'", "&")


class TestOneJournal:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Ann Surg Oncol", "Annals of Surgical Oncology"),
            ("Ann. Surg. Oncol.", "The Annals of Surgical Oncology"),
            ("J Natl Cancer Inst", "JNCI: Journal of the National Cancer Institute"),
            ("Dtsch Med Wochenschr", "DMW - Deutsche Medizinische Wochenschrift"),
            ("Z Gastroenterol", "Zeitschrift für Gastroenterologie"),
            ("JAMA", "Journal of the American Medical Association"),
            ("JAMA", "JAMA: The Journal of the American Medical Association"),
            ("JAMA J Am Med Assoc", "JAMA"),
            ("BMJ", "British Medical Journal"),
            ("Br Med J (Clin Res Ed)", "BMJ"),
            ("Proc Natl Acad Sci U S A", "Proceedings of the National Academy of Sciences"),
            ("PNAS", "Proceedings of the National Academy of Sciences"),
            ("AJNR Am J Neuroradiol", "American Journal of Neuroradiology"),
            ("Molecules (Basel)", "Molecules"),
            ("Lancet", "The Lancet"),
            ("Food & Function", "Food and Function"),
            ("J Clin Oncol Off J Am Soc Clin Oncol", "Journal of Clinical Oncology"),
            ("Br J Clin Psychol", "The British journal of clinical psychology/the British Psychological Society"),
            ("Gastrointest Endosc", "Gastro-Intestinal Endoscopy"),
            ("J Bone Joint Surg Am", "The Journal of Bone and Joint Surgery-American Volume"),
            ("Arch Intern Med", "JAMA Internal Medicine"),
            ("Ugeskr Laeger", "Ugeskrift for Laeger"),
            ("N Engl J Med", "New England Journal of Medicine"),
            ("Acta Obstet Gynecol Scand", "Acta Obstetricia et Gynecologica Scandinavica"),
            ("Anaesthesia", "Anesthesia"),
            ("Ann NY Acad Sci", "Annals of the New York Academy of Sciences"),
            ("Acta Cryst D", "Acta Crystallographica Section D Structural Biology"),
            ("AABP Proceedings", "American Association of Bovine Practitioners Conference Proceedings"),
            ("RR", "Renaissance and Reformation"),
            ("J. Am. Chem. Soc.", "Journal of the American Chemical Society"),
            ("JNCI", "Journal of the National Cancer Institute"),
            ("Dtsch Arztebl Int", "Deutsches Ärzteblatt international"),
            ("Spine (Phila Pa 1976)", "Spine"),
            ("Boll Unione Mat Ital", "Bollettino dell'Unione Matematica Italiana"),
            ("SIGARCH Comput. Archit. News", "ACM SIGARCH Computer Architecture News"),
            ("BMJ", "BMJ (Clinical research ed.)"),
            ("Acta Crystallogr Sect E", "Acta Crystallographica Section E: Crystallographic Communications"),
        ],
    )
    def test_goes_by_both_names(self, one: str, other: str) -> None:
        assert same_container(one, other)
        assert same_container(other, one)


class TestTwoJournals:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Ann Surg", "Annals of Surgical Oncology"),
            ("Lancet", "The Lancet Oncology"),
            ("J Clin Oncol", "Journal of Clinical Pathology"),
            ("Br J Surg", "British Journal of Psychiatry"),
            ("Diabetes Care", "JAMA"),
            ("Br Med Assoc", "British Medical Journal"),
            ("Eur J Cancer", "European Journal of Cancer Prevention"),
            ("Pain", "European Journal of Pain"),
        ],
    )
    def test_are_told_apart(self, one: str, other: str) -> None:
        assert not same_container(one, other)
        assert not same_container(other, one)


class TestComparing:
    def test_tells_another_journal_and_corrects_it(self) -> None:
        found = compare_container(printed(container="Ann Surg"), record(containers=("Annals of Surgical Oncology",)))
        assert found is not None
        assert found.correction == "Annals of Surgical Oncology"

    def test_accepts_any_name_of_the_record(self) -> None:
        names = ("Pflügers Archiv", "European Journal of Physiology")
        assert compare_container(printed(container="Eur J Physiol"), record(containers=names)) is None

    @pytest.mark.parametrize(
        ("raw", "name"),
        [
            ("Wei A. Ten years. Ann Surg Oncol. 2006.", "Annals of Surgical Oncology"),
            ("Wei A. Ten years. ANNALS OF SURGICAL ONCOLOGY 2006.", "Annals of Surgical Oncology"),
            ("Hampton T. Browning of fat. JAMA. 2012.", "JAMA"),
        ],
    )
    def test_looks_for_the_journal_in_the_whole_reference(self, raw: str, name: str) -> None:
        assert compare_container(printed(raw, container="years"), record(containers=(name,))) is None

    def test_lets_initials_pass_that_it_does_not_know(self) -> None:
        other = record(containers=("Clinical Ophthalmology",))
        assert compare_container(printed(container="OPTH"), other) is None
        assert compare_container(printed(container="JAMA"), other) is not None

    @pytest.mark.parametrize(
        ("name", "journal"),
        [("ApJ", "The Astrophysical Journal"), ("IUCrJ", "International Union of Crystallography Journal")],
    )
    def test_understands_names_drawn_together(self, name: str, journal: str) -> None:
        assert compare_container(printed(container=name), record(containers=(journal,))) is None
        assert compare_container(printed(container=name), record(containers=("Stroke",))) is not None

    def test_does_not_take_the_title_or_a_doi_for_the_journal(self) -> None:
        raw = "Wei A. Exercise after stroke. Ann Surg. 2006. doi:10.1161/stroke.2006.05"
        reference = printed(raw, container="Ann Surg", title="Exercise after stroke")
        assert compare_container(reference, record(title="Exercise after stroke", containers=("Stroke",))) is not None

    def test_lets_pass_what_was_read_together_with_the_title(self) -> None:
        title = "Biomonitoring of air pollution"
        reference = printed(container=f"Senhuk, {title}, CeN")
        assert compare_container(reference, record(title=title, containers=("Ciência e Natura",))) is None

    def test_compares_articles_only(self) -> None:
        other = record(containers=("Annals of Surgical Oncology",))
        assert compare_container(printed(container="Liver", kind=WorkKind.BOOK), other) is None
        book = record(containers=("Annals of Surgical Oncology",), kind=WorkKind.CHAPTER)
        assert compare_container(printed(container="Liver"), book) is None
        assert compare_container(printed(container="Liver"), record()) is None

    @given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))
    def test_judges_whatever_stands_around_the_name(self, around: str) -> None:
        for names in (("Annals of Surgical Oncology",), ("Surgery and the Annals of B", around)):
            compare_container(printed(f"{around} 2004;1:2", container=around), record(containers=names))

    @given(st.text(max_size=30), st.text(max_size=30))
    def test_does_not_depend_on_the_order_of_the_names(self, one: str, other: str) -> None:
        assert same_container(one, other) == same_container(other, one)
