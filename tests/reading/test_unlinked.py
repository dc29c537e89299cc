"""Citations that nobody linked among linked ones."""

from __future__ import annotations

import pytest

from tests.support.word import entries, field, numbers, p, read, sup


def linked(*shown: str) -> list[str]:
    """A paragraph's pieces: a claim, then a citation in a field, and so on."""
    return [piece for each in shown for piece in (" so it is ", field("ADDIN ZOTERO_ITEM {}", each))]


BRACKETS = [f"[{n}]" for n in range(1, 7)]
RAISED = [sup(str(n)) for n in range(1, 7)]


class TestUnlinked:
    @pytest.mark.parametrize(("shown", "typed"), [(BRACKETS, "[5]"), (RAISED, sup("5"))])
    def test_citations_that_look_as_the_linked_ones_do_are_read(self, shown: list[str], typed: str) -> None:
        article = read(p(*linked(*shown), ". It was shown again", typed, " there.") + entries(6))
        assert numbers(article)[-1] == (5,)
        assert len(numbers(article)) == 7

    def test_one_behind_the_end_of_the_list_is_read_too(self) -> None:
        assert numbers(read(p(*linked(*BRACKETS), " and there [8].") + entries(6)))[-1] == (8,)

    @pytest.mark.parametrize("typed", ["[2020]", "[40]", "(2)"])
    def test_other_numbers_are_none(self, typed: str) -> None:
        assert len(numbers(read(p(*linked(*BRACKETS), f" and there {typed}.") + entries(6)))) == 6

    def test_those_of_another_look_are_none(self) -> None:
        assert len(numbers(read(p(*linked(*BRACKETS), " and there", sup("2"), " it is.") + entries(6)))) == 6

    def test_numbers_in_parentheses_and_low_raised_ones_are_too_often_something_else(self) -> None:
        shown = [f"({n})" for n in range(1, 7)]
        assert len(numbers(read(p(*linked(*shown), " and there (5).") + entries(6)))) == 6
        assert len(numbers(read(p(*linked(*RAISED), " and there", sup("2"), " it is.") + entries(6)))) == 6

    def test_raised_numbers_in_tables_call_the_tables_notes(self) -> None:
        table = f"<w:tbl><w:tr><w:tc>{p('Pain', sup('5'), ' at rest')}</w:tc><w:tc>{p('5')}</w:tc></w:tr></w:tbl>"
        assert len(numbers(read(p(*linked(*RAISED)) + table + entries(6)))) == 6

    def test_few_linked_ones_show_no_look(self) -> None:
        assert len(numbers(read(p(*linked("[1]"), " and there (1).") + entries(3)))) == 1
