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
