"""The DOIs that a reference may mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.article import ReferenceFields
from refcheck.resolution.dois import printed_dois
from tests.support.references import reference

NOTHING = ReferenceFields()


class TestPrintedDois:
    @pytest.mark.parametrize(
        ("raw", "first"),
        [
            ("A. doi:10.1002/BJS.5387.", "10.1002/bjs.5387"),
            ("A (https://doi.org/10.1002/bjs.5387).", "10.1002/bjs.5387"),
            ("A. doi:10.1016/S0140-6736(97)11096-0.", "10.1016/s0140-6736(97)11096-0"),
            ("A. doi: 10.1016/ j.jada.2003.10.016", "10.1016/j.jada.2003.10.016"),
            ("A. 10.1002/bjs.5387Epub 2006 Jul 1", "10.1002/bjs.5387"),
            ("A. 10.1002/bjs.5387.PMID:1234", "10.1002/bjs.5387"),
            (
                "A. doi:10.1175/1520-0493(1974)102<0736:WACOJ>2.0.CO;2",
                "10.1175/1520-0493(1974)102<0736:wacoj>2.0.co;2",
            ),
            ("A. <doi:10.1002/bjs.5387>", "10.1002/bjs.5387"),
        ],
    )
    def test_the_likeliest_comes_first(self, raw: str, first: str) -> None:
        assert printed_dois(reference(raw, fields=NOTHING))[0] == first

    def test_the_parsed_one_comes_before_what_the_string_shows(self) -> None:
        fields = ReferenceFields(doi="10.1000/parsed")
        assert printed_dois(reference("10.1000/shown", fields=fields)) == ("10.1000/parsed", "10.1000/shown")

    def test_a_tail_that_may_belong_to_other_text_is_cut_off_as_well(self) -> None:
        found = printed_dois(reference("A. 10.1002/bjs.5387Wei 10.1000/182#sec", fields=NOTHING))
        assert "10.1002/bjs.5387" in found
        assert "10.1000/182" in found

    def test_the_next_sentence_is_no_part_of_it(self) -> None:
        assert printed_dois(reference("doi:10.1002/bjs.5387. Smith J", fields=NOTHING))[0] == "10.1002/bjs.5387"

    def test_there_are_never_many(self) -> None:
        assert (
            len(printed_dois(reference("10.1/a " + " ".join(f"10.1000/{n}" for n in range(50)), fields=NOTHING))) == 5
        )

    def test_no_doi_is_none(self) -> None:
        assert printed_dois(reference("A. B. 2006;13:668.", fields=NOTHING)) == ()

    @given(st.text(alphabet="10./()<>;Aa #,"))
    def test_any_tail_gives_a_doi_or_none(self, tail: str) -> None:
        for doi in printed_dois(reference(f"10.1234/{tail}", fields=NOTHING)):
            assert doi.startswith("10.1234/")
            assert len(doi) > len("10.1234/")
