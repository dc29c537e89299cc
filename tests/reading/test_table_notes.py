"""Raised numbers in tables that the lines below the table explain."""

from __future__ import annotations

import pytest

from tests.reading.html.pages import cited

TEXT = "<p>Survival was long.<sup>1</sup> Others died.<sup>2</sup></p>"
TABLE = (
    "<p>Table 1. Patients<sup>1</sup></p>"
    "<table><tr><th>Group<td>Age<sup>2</sup><tr><td>Women<sup>3</sup><td>sixty<sup>1</sup></table>"
)


class TestTableNotes:
    @pytest.mark.parametrize(
        "notes",
        [
            "<p><sup>1</sup> Women only.</p><p><sup>2</sup> In years.</p>",
            "<p>Values are means.</p><p>1) Women only.</p><p>2) In years.</p>",
            "<p>¹Women only.</p><p>²In years.</p>",
        ],
    )
    def test_numbers_that_a_table_explains_are_no_citations(self, notes: str) -> None:
        assert cited(f"{TEXT}{TABLE}{notes}<p>More died.<sup>1</sup></p>") == [(1,), (2,), (3,), (1,)]

    def test_notes_may_share_a_cell_of_the_table(self) -> None:
        table = TABLE.replace("</table>", "<tr><td><sup>1</sup> In years.<br><sup>2</sup> Women only.</table>")
        assert cited(TEXT + table) == [(1,), (2,), (3,)]

    def test_labels_may_stand_within_a_caption_of_several_paragraphs(self) -> None:
        caption = (
            "<p>Table 1</p><p>Costs<sup>1</sup> in both groups. <sup>1</sup> € = 1.1 US $; <sup>2</sup> of one year</p>"
        )
        table = "<table><tr><td>Care<sup>2</sup><td>Staff<sup>3</sup></table>"
        assert cited(f"{TEXT}{caption}{table}") == [(1,), (2,), (3,)]

    def test_low_numbers_are_notes_in_a_table_that_cites_nothing_higher(self) -> None:
        body = "<p>Survival was long.<sup>1-12</sup></p>"
        table = "<p>Table 1. Costs</p><table><tr><td>Care<sup>2</sup><td>Staff<sup>1</sup><td>Maker et al<sup>1</sup>"
        assert cited(f"{body}{table}</table>") == [tuple(range(1, 13)), (1,)]
        assert cited(f"{body}{table}<td>Other<sup>11</sup></table>")[1:] == [(2,), (1,), (1,), (11,)]

    def test_notes_may_count_past_nine(self) -> None:
        cells = "".join(f"<td>Item<sup>{n}</sup>" for n in range(1, 13))
        body = "<p>Survival was long.<sup>1-12</sup></p>"
        assert cited(f"{body}<table><tr>{cells}</table>") == [tuple(range(1, 13))]

    def test_without_notes_they_are_citations(self) -> None:
        assert cited(f"{TEXT}{TABLE}<p>More died.</p>") == [(1,), (2,), (1,), (2,), (3,), (1,)]

    @pytest.mark.parametrize(
        "after",
        [
            "<h2>Next</h2><p><sup>1</sup> Women only.</p>",
            "<p><sup>2</sup> In years.</p>",
            f"<p><sup>1</sup> {'Women only. ' * 60}</p>",
        ],
    )
    def test_what_is_no_note_explains_nothing(self, after: str) -> None:
        assert cited(f"{TEXT}{TABLE}{after}")[:6] == [(1,), (2,), (1,), (2,), (3,), (1,)]
