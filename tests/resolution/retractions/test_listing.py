"""A reference means a work of a list only where that is beyond doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refcheck.resolution.resolver import OfflineResolver
from refcheck.resolution.retractions.noticing import ListedResolver, with_notices
from refcheck.resolution.retractions.reading import list_of
from refcheck.work import DoiState, NotFound, Origin, Resolution, Unchecked, UncheckedReason, Update, UpdateKind, Work
from tests.support.references import reference
from tests.support.retraction_lists import CORRECTED, LANCET, RETRACTED, published, reduced

WORDS = (
    "Wakefield AJ, Murch SH, Anthony A, et al. Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive "
    "developmental disorder in children. Lancet. 1998;351(9103):637-41."
)
OTHER = (
    "Portier G, Elias D, Bouche O. Adjuvant fluorouracil for metastases of the liver. J Clin Oncol. 2006;24:4976-82."
)
FULL = list_of(published(CORRECTED, RETRACTED).encode(), "list.csv", source="list.csv").content
REDUCED = list_of(reduced((LANCET, "Retraction;Correction")).encode(), "list.csv", source="list.csv").content
OFFLINE = Resolution(Unchecked(UncheckedReason.OFFLINE), DoiState.UNCHECKED)


def kinds(raw: str, known: Resolution = OFFLINE, content: object = FULL) -> list[str]:
    """The kinds of notice that a list has about a reference."""
    assert content in (FULL, REDUCED)
    answer = with_notices(reference(raw), known, REDUCED if content is REDUCED else FULL)
    return [update.kind.value for update in answer.notices]


class TestByDoi:
    @pytest.mark.parametrize("doi", [LANCET, LANCET.upper(), f"https://doi.org/{LANCET}", f"doi: {LANCET}."])
    def test_a_printed_doi_decides_however_it_is_written(self, doi: str) -> None:
        assert kinds(f"{WORDS} {doi}", content=REDUCED) == ["retraction", "correction"]

    def test_no_doi_and_a_list_of_dois_find_nothing(self) -> None:
        assert kinds(WORDS, content=REDUCED) == []

    def test_a_longer_doi_is_another(self) -> None:
        assert kinds(f"{WORDS} doi:{LANCET}1", content=REDUCED) == []

    def test_the_records_doi_goes_before_the_printed_one(self) -> None:
        record = Resolution(Work(LANCET), DoiState.NOT_PRINTED)
        assert kinds(OTHER, record) == ["correction", "retraction"]
        other = Resolution(Work("10.1200/jco.2006.06.8353"), DoiState.OTHER_WORK)
        assert kinds(f"{OTHER} doi:{LANCET}", other) == []

    @pytest.mark.parametrize("state", [DoiState.OTHER_WORK, DoiState.UNREGISTERED])
    def test_a_doi_that_is_known_to_be_wrong_accuses_nobody(self, state: DoiState) -> None:
        assert kinds(f"{OTHER} doi:{LANCET}", Resolution(NotFound(), state), REDUCED) == []

    def test_nor_does_one_beside_which_everything_is_another_works(self) -> None:
        assert kinds(f"{OTHER} doi:{LANCET}") == []
        assert kinds(f"{OTHER.replace('Portier', 'Wakefield')} doi:{LANCET}") == ["correction", "retraction"]

    def test_a_record_entered_by_hand_without_a_doi_lets_the_printed_one_decide(self) -> None:
        by_hand = Resolution(Work("", title="Typed in", origin=Origin.MANUAL))
        assert kinds(f"{WORDS} doi:{LANCET}", by_hand, REDUCED) == ["retraction", "correction"]

    def test_what_a_reference_manager_keeps_decides_where_none_is_printed(self) -> None:
        one = replace(reference(WORDS), embedded=reference(f"{WORDS} doi:{LANCET}").fields)
        assert with_notices(one, OFFLINE, REDUCED).notices

    def test_an_entry_may_hold_several_works(self) -> None:
        assert kinds(f"a) {OTHER} doi:10.1200/jco.2006.06.8353. b) {WORDS} doi:{LANCET}", content=REDUCED)

    @pytest.mark.parametrize("words", ["Comment on:", "Letter about", "In reply to", "Correction to"])
    def test_but_what_it_answers_is_not_meant(self, words: str) -> None:
        assert not kinds(f"{OTHER} doi:10.1200/jco.2006.06.8353. {words} doi:{LANCET}", content=REDUCED)


class TestWithoutDoi:
    def test_a_number_with_the_author_decides(self) -> None:
        assert kinds("Wakefield AJ, et al. Ileal hyperplasia. Lancet. 1998;351:637-41. PMID: 9500320")

    def test_a_number_alone_may_be_a_slip(self) -> None:
        assert kinds(f"{OTHER} PMID: 9500320") == []

    def test_a_title_with_first_author_year_and_journal_decides(self) -> None:
        assert kinds(WORDS) == ["correction", "retraction"]
        assert kinds(WORDS.replace("1998;", "1999;"))
        assert kinds(WORDS.replace("Lancet", "The Lancet"))

    @pytest.mark.parametrize(
        ("printed", "instead"),
        [("1998;", "2010;"), ("Wakefield", "Wakeman"), ("in children", "in adults"), ("Lancet", "Lancet Oncol")],
    )
    def test_and_none_of_them_without_the_others(self, printed: str, instead: str) -> None:
        assert kinds(WORDS.replace(printed, instead)) == []

    def test_a_printed_doi_that_is_not_on_the_list_leaves_no_room_for_words(self) -> None:
        assert kinds(f"{WORDS} doi:10.1200/jco.2006.06.8353") == []

    def test_works_without_title_number_or_doi_do_not_fit_references_without(self) -> None:
        assert kinds("Anonymous.") == []
        assert kinds("Anonymous.", content=REDUCED) == []


class TestOneEvent:
    def test_what_the_record_says_is_not_said_again(self) -> None:
        notice = Update(UpdateKind.WITHDRAWAL, "10.1016/s0140-6736(10)60175-4", source="publisher")
        known = Resolution(Work(LANCET, updates=(notice,)), DoiState.VERIFIED)
        assert kinds(WORDS, known) == ["correction"]
        assert kinds(WORDS, known, REDUCED) == ["correction"]

    def test_what_is_only_marked_in_the_title_gains_the_notice(self) -> None:
        known = Resolution(Work(LANCET, updates=(Update(UpdateKind.RETRACTION, source="title"),)))
        assert kinds(WORDS, known) == ["correction", "retraction"]
        assert kinds(WORDS, known, REDUCED) == ["correction"]

    def test_a_second_look_adds_nothing(self) -> None:
        once = with_notices(reference(WORDS), OFFLINE, FULL)
        assert with_notices(reference(WORDS), once, FULL) is once


class TestTheResolver:
    def test_adds_to_the_answers_of_another(self) -> None:
        first, second = ListedResolver(OfflineResolver(), FULL).resolve([reference(OTHER), reference(WORDS, 2)])
        assert (len(first.notices), len(second.notices)) == (0, 2)
        assert isinstance(second.outcome, Unchecked)
