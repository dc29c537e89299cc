"""Lists of retractions are read in every form that they come in, within bounds, or refused in one line."""

from __future__ import annotations

import gzip
from datetime import date
from typing import TYPE_CHECKING

import pytest

from refcheck.errors import RetractionListError
from refcheck.resolution.retractions import reading
from refcheck.resolution.retractions.listed import ListedWork, title_key
from refcheck.resolution.retractions.pinned import packed
from refcheck.resolution.retractions.reading import list_of, read_list
from refcheck.work import Update, UpdateKind
from tests.support.retraction_lists import COLUMNS, CORRECTED, LANCET, RETRACTED, published, reduced

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 29)


def works(text: str | bytes) -> list[ListedWork]:
    """The works of a list's text."""
    data = text.encode() if isinstance(text, str) else text
    return list(list_of(data, "list.csv", source="list.csv").content.works())


def refusal(data: str | bytes) -> str:
    """What is said of a list that cannot be read."""
    with pytest.raises(RetractionListError) as refused:
        works(data)
    return str(refused.value)


class TestThePublishedFormat:
    def test_the_rows_of_one_work_are_one_work_with_its_notices(self) -> None:
        (work,) = works(published(CORRECTED, RETRACTED))
        assert (work.doi, work.pmid) == (LANCET, "9500320")
        assert (work.author, work.year, work.journal) == ("wakefield", 1998, "Lancet")
        assert work.title == title_key(RETRACTED["Title"])
        assert work.updates == (
            Update(
                UpdateKind.CORRECTION,
                "10.1016/s0140-6736(04)15715-2",
                date(2004, 3, 6),
                "retraction-watch",
                ("Error in Results and/or Conclusions",),
                LANCET,
            ),
            Update(
                UpdateKind.RETRACTION,
                "10.1016/s0140-6736(10)60175-4",
                date(2010, 2, 6),
                "retraction-watch",
                ("Falsification/Fabrication of Data", "Manipulation of Results"),
                LANCET,
            ),
        )

    def test_one_notice_given_twice_is_one(self) -> None:
        (work,) = works(published(RETRACTED, RETRACTED | {"Record ID": "4037"}))
        assert len(work.updates) == 1

    @pytest.mark.parametrize("doi", ["Unavailable", "unavailable", "", "see notes"])
    def test_a_work_without_a_doi_is_known_by_its_number(self, doi: str) -> None:
        (work,) = works(published(RETRACTED | {"OriginalPaperDOI": doi}))
        assert (work.doi, work.pmid) == ("", "9500320")

    def test_a_number_of_naught_is_none(self) -> None:
        (work,) = works(published(RETRACTED | {"OriginalPaperPubMedID": "0"}))
        assert work.pmid == ""

    @pytest.mark.parametrize("when", ["", "1/1/1900 0:00", "31/31/2010 0:00", "yesterday"])
    def test_a_date_that_is_none_is_none(self, when: str) -> None:
        (work,) = works(published(RETRACTED | {"RetractionDate": when}))
        assert work.updates[0].date is None

    def test_rows_of_no_use_are_counted(self) -> None:
        nobody = RETRACTED | {"OriginalPaperDOI": "", "OriginalPaperPubMedID": "0", "Author": ""}
        other = RETRACTED | {"RetractionNature": "Something new"}
        read = list_of(published(RETRACTED, nobody, other).encode(), "list.csv", source="list.csv")
        assert (len(list(read.content.works())), read.passed_over) == (1, 2)

    def test_a_suffix_is_no_family_name(self) -> None:
        (work,) = works(published(RETRACTED | {"Author": "John Angus Walker-Smith Jr."}))
        assert work.author == "smith"

    def test_line_ends_within_a_field_do_not_end_its_row(self) -> None:
        (work,) = works(published(RETRACTED | {"Title": "One\u2028two\x0bthree\nfour"}))
        assert work.title == title_key("One two three four")

    def test_single_bytes_of_another_encoding_cost_no_row(self) -> None:
        text = published(RETRACTED | {"Institution": "Universit\xe9"}).encode("latin-1")
        assert [work.doi for work in works(text)] == [LANCET]

    def test_the_latest_notice_dates_the_list(self) -> None:
        content = list_of(published(RETRACTED, CORRECTED).encode(), "a", source="a").content
        assert content.source.latest == date(2010, 2, 6)


class TestTheReducedFormat:
    def test_a_row_may_hold_several_natures(self) -> None:
        (work,) = works(reduced(("10.1016/S0140-6736(97)11096-0", "Correction;Retraction")))
        assert work.doi == LANCET
        assert [update.kind for update in work.updates] == [UpdateKind.CORRECTION, UpdateKind.RETRACTION]

    def test_a_row_without_a_doi_is_of_no_use(self) -> None:
        # It would fit every reference that prints none.
        text = reduced(("", "Retraction"), ("Unavailable", "Retraction"), (LANCET, "Retraction"))
        read = list_of(text.encode(), "a", source="a")
        assert (len(list(read.content.works())), read.passed_over) == (1, 2)

    def test_it_may_begin_with_a_byte_order_mark(self) -> None:
        assert works(b"\xef\xbb\xbf" + reduced((LANCET, "Retraction")).encode())


class TestThePinnedCopy:
    def test_says_what_the_list_said(self) -> None:
        source = list_of(published(CORRECTED, RETRACTED).encode(), "a.csv", source="a.csv", retrieved=DAY).content
        copy = list_of(packed(source), "retractions.tsv.gz", source="").content
        assert list(copy.works()) == list(source.works())
        assert (copy.source.path, copy.source.source) == ("retractions.tsv.gz", "a.csv")
        assert (copy.source.retrieved, copy.source.latest) == (DAY, date(2010, 2, 6))
        assert copy.source.sha256 == source.source.sha256

    def test_the_same_list_is_the_same_bytes(self) -> None:
        data = published(CORRECTED, RETRACTED).encode()
        first, second = (packed(list_of(data, "a", source="a", retrieved=DAY).content) for _ in range(2))
        assert first == second

    def test_one_that_is_cut_is_refused(self) -> None:
        data = packed(list_of(published(CORRECTED, RETRACTED).encode(), "a", source="a").content)
        assert refusal(data[:-20]) == "list.csv: a damaged gzip file: it cannot be unpacked"
        shorter = gzip.decompress(data).rsplit(b"\n", 2)[0]
        assert refusal(shorter) == "list.csv: a pinned list that is cut: 1 of 2 notices are there"

    def test_a_broken_line_is_named(self) -> None:
        text = gzip.decompress(packed(list_of(published(RETRACTED).encode(), "a", source="a").content))
        assert refusal(text.replace(b"\t1998\t", b"\t")) == "list.csv:2: not a line of a list of retractions"
        assert "a broken line in a list of retractions: 10.1016/" in refusal(
            text.replace(b"\t1998\t", b"\tMCMXCVIII\t")
        )

    def test_a_first_line_that_says_nothing_is_named(self) -> None:
        assert refusal('{"format": "refcheck-retractions"') == (
            "list.csv:1: a pinned list of retractions with a broken first line"
        )

    def test_another_version_is_refused(self) -> None:
        text = gzip.decompress(packed(list_of(published(RETRACTED).encode(), "a", source="a").content))
        assert "version 2 of a pinned list" in refusal(text.replace(b'"version": 1', b'"version": 2'))


class TestRefusing:
    @pytest.mark.parametrize("data", ["", "<!DOCTYPE html>\n<title>Sign in</title>\n", "a,b\n1,2\n", b"\x00\xff\x8b{]"])
    def test_a_file_that_is_no_list(self, data: str | bytes) -> None:
        assert refusal(data).startswith("list.csv: not a list of retractions: its first line names neither")

    def test_a_list_without_any(self) -> None:
        assert refusal(",".join(COLUMNS)) == "list.csv: a list of retractions without any"

    def test_a_file_that_is_no_csv_names_the_line(self) -> None:
        assert refusal(reduced((LANCET, "Retraction"), ("x" * 200_000, "Retraction"))).startswith(
            "list.csv:3: not a CSV file: field larger than"
        )

    def test_a_damaged_archive(self) -> None:
        assert "damaged gzip file" in refusal(gzip.compress(reduced((LANCET, "Retraction")).encode())[:-9])

    def test_more_than_is_allowed_packed_or_not(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reading, "MAX_BYTES", 1_000_000)
        text = reduced((LANCET, "Retraction")).encode() + b" " * 1_000_000
        assert refusal(text) == refusal(gzip.compress(text)) == "list.csv: more than 1 MB"

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(RetractionListError, match="cannot be read: No such file"):
            read_list(tmp_path / "list.csv")
