"""Numbers that stand where a document does not set its citations, and numbers that words and units explain."""

from __future__ import annotations

from refcheck.reading import read_bytes

REFERENCES = "\n\nReferences\n\n" + "\n".join(f"{n}. Maker A. Title {n}. J Med. 2001;{n}:1-9." for n in range(1, 11))
RAISED = " ".join(f"Something was seen.<sup>{n}</sup>" for n in (*range(1, 11),) * 5)
ENCLOSED = " ".join(f"Something was seen ({n})." for n in (*range(1, 11),) * 5)


def cited(body: str) -> list[tuple[int, ...]]:
    """The citations behind the first fifty."""
    return [each.numbers for each in read_bytes((body + REFERENCES).encode(), "article.md").citations][50:]


def test_a_raised_number_after_a_space_is_doubted_where_the_others_touch_the_word() -> None:
    assert cited(f"{RAISED} Means of nine <sup>2</sup> and of eight; <sup>3</sup> for others.") == []


def test_a_raised_number_before_the_stop_is_doubted_where_the_others_follow_it() -> None:
    assert cited(f"{RAISED} It was given per unit qm<sup>3</sup>, again.") == []


def test_authors_are_cited_before_a_stop_too() -> None:
    assert cited(f"{RAISED} As did Maker et al.<sup>3</sup>, again.") == [(3,)]


def test_short_words_shares_and_abbreviations_before_a_stop_are_no_units() -> None:
    body = "It was in use<sup>2</sup>, in 48%<sup>3</sup>, and so was BP<sup>2</sup>."
    assert cited(f"{RAISED} {body}") == [(2,), (3,), (2,)]


def test_the_labels_of_many_notes_in_one_paragraph_do_not_show_the_way_of_a_document() -> None:
    text = "\n\n".join(f"Something was seen.<sup>{n}</sup> More was not." for n in (*range(1, 11),) * 5)
    notes = " ".join(f"<sup>{n}</sup> means of {n} groups;" for n in range(1, 11))
    assert cited(f"{text}\n\nIn all figures: {notes}") == []


def test_a_label_that_touches_the_word_behind_it_is_none_where_citations_do_not() -> None:
    body = "Department of Care, Hill Town.<sup>2</sup>Institute of Health, Lake Town."
    assert cited(f"{RAISED} {body}") == []


def test_residues_atoms_and_tests_are_no_citations() -> None:
    body = "We saw Ser<sup>9</sup> and O<sup>6</sup>-methyl, χ<sub>3</sub><sup>2</sup> = 9 and MS/MS<sup>2</sup> runs."
    assert cited(f"{RAISED} {body}") == []


def test_parentheses_after_an_exact_value_or_a_name_cite() -> None:
    assert cited(f"{ENCLOSED} It differed, p = 0.001 (5). Version 2 (7) was used. Maker et al (6) agree.") == [
        (5,),
        (7,),
        (6,),
    ]


def test_numbers_said_in_words_and_results_of_tests_are_none() -> None:
    assert cited(f"{ENCLOSED} In two (2) patients and twenty-one (21) others. F [1, 7] = 3.2. Age 2,4 (1,3).") == []


def test_parts_of_a_sentence_that_are_counted_are_none() -> None:
    assert cited(f"{ENCLOSED} Out if they (1) had pain, (2) could not walk, (3) were deaf.") == []


def test_numbers_that_jump_from_cell_to_cell_are_counts() -> None:
    rows = [f"| Arm {arm} ({count}) | 2.1 |" for arm, count in zip("ABCDEFGH", (8, 3, 7, 2, 9, 4, 8, 1), strict=True)]
    table = "\n\n| Arm | Mean |\n| --- | --- |\n" + "\n".join(rows)
    assert cited(f"{ENCLOSED}{table}") == []
