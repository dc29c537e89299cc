"""Journal names and their abbreviations."""

from __future__ import annotations

import pytest

from refcheck.resolution.abbreviations import abbreviates, found_in
from refcheck.resolution.normalise import tokens

PNAS = "Proceedings of the National Academy of Sciences of the United States of America"


class TestAbbreviates:
    @pytest.mark.parametrize(
        ("short", "full"),
        [
            ("J Clin Oncol", "Journal of Clinical Oncology"),
            ("J. Am. Chem. Soc.", "Journal of the American Chemical Society"),
            ("N Engl J Med", "New England Journal of Medicine"),
            ("Proc Natl Acad Sci U S A", PNAS),
            ("Proc Natl Acad Sci USA", PNAS),
            ("PNAS", PNAS),
            ("JNCI", "Journal of the National Cancer Institute"),
            ("Lancet", "The Lancet"),
            ("Dtsch Arztebl Int", "Deutsches Ärzteblatt international"),
            ("Spine (Phila Pa 1976)", "Spine"),
            ("BMJ", "BMJ (Clinical research ed.)"),
            ("Acta Crystallogr Sect E", "Acta Crystallographica Section E: Crystallographic Communications"),
            ("Archives of Dermatology", "ARCHIVES OF DERMATOLOGY"),
        ],
    )
    def test_accepts_what_abbreviates(self, short: str, full: str) -> None:
        assert abbreviates(short, full)

    @pytest.mark.parametrize(
        ("short", "full"),
        [
            ("Cancer", "Cancer Research"),
            ("Science", "Science of the Total Environment"),
            ("J Clin Oncol", "Journal of Clinical Oncology Practice"),
            ("Ann Surg", "Annals of Surgical Oncology"),
            ("Br J Surg", "Brazilian Journal of Medicine"),
            ("", "Science"),
        ],
    )
    def test_refuses_another_journal(self, short: str, full: str) -> None:
        assert not abbreviates(short, full)


class TestFoundIn:
    def test_finds_an_abbreviated_name_in_a_reference(self) -> None:
        words = tokens("Wei A. Survival. Ann Surg Oncol. 2006;13:668-676.")
        assert found_in(words, "Annals of Surgical Oncology") == 1.0

    def test_gives_the_share_of_the_name_that_is_there(self) -> None:
        assert found_in(tokens("Ann Surg 2006"), "Annals of Surgical Oncology") == pytest.approx(2 / 3)

    def test_finds_nothing_of_a_name_without_words(self) -> None:
        assert found_in(["ann"], "...") == 0.0

    def test_finds_initials(self) -> None:
        assert found_in(tokens("A title. JAMA. 2001"), "Journal of the American Medical Association") == 1.0
