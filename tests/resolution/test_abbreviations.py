"""Journal names, abbreviated, found in a reference."""

from __future__ import annotations

import pytest

from refcheck.resolution.abbreviations import found_in, is_name_of
from refcheck.resolution.normalise import tokens


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

    def test_finds_a_name_that_ends_in_initials(self) -> None:
        name = "Proceedings of the National Academy of Sciences of the United States of America"
        assert found_in(tokens("A title. Proc Natl Acad Sci USA 2001"), name) == 1.0


@pytest.mark.parametrize(
    ("printed", "container", "same"),
    [
        ("Lancet", "The Lancet", True),
        ("J. Clin. Oncol.", "Journal of Clinical Oncology", True),
        ("PNAS", "Proceedings of the National Academy of Sciences", True),
        ("BMJ Open", "BMJ", False),
        ("BMJ", "BMJ Open", False),
        ("", "BMJ", False),
        ("BMJ", "", False),
    ],
)
def test_a_name_is_the_whole_name_or_none(printed: str, container: str, same: bool) -> None:
    assert is_name_of(printed, container) is same
