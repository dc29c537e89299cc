"""Sentences of medical prose, and the claims that citations close."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.reading.claims import claims_for, take_out
from refcheck.reading.sentences import sentence_spans
from refcheck.source import MappedText, Span

if TYPE_CHECKING:
    from refcheck.article import Claim


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def claims(text: str) -> list[Claim]:
    """The claims of a text whose citations are in square brackets."""
    markers = [Span(*found.span()) for found in re.finditer(r"\[\d+\]", text)]
    rest, anchors = take_out(MappedText.of(text), markers)
    return claims_for(rest, anchors)


class TestSentences:
    @pytest.mark.parametrize(
        "text",
        [
            "As Smith et al. reported, it works.",
            "It works, e.g. in mice.",
            "It works, i.e. The outcome is better.",
            "See Fig. 2 for more.",
            "We gave approx. 3 mg.",
            "Dr. J. Smith and Prof. B. Jones agree.",
            "Trial no. 5 was stopped.",
            "The mean was 3.5 mg.",
            "Placebo vs. drug was compared.",
            "Refs. 3 and Eq. 4 hold.",
            "Trial no. AB-12 was stopped.",
            "Stool grew S. Typhi in mice.",
            "We used a kit (Maker Inc. Kit B) here.",
            "The gene p.Val600 was found.",
            "Mice lived (U.S. Mouse Board) well.",
        ],
    )
    def test_a_stop_within_a_sentence_does_not_end_it(self, text: str) -> None:
        assert sentences(text) == [text]

    def test_a_stop_within_closing_brackets_ends_one(self) -> None:
        assert sentences("It works. (See there.) After that it fails.") == [
            "It works.",
            "(See there.)",
            "After that it fails.",
        ]

    def test_et_al_ends_one_where_a_new_one_plainly_begins(self) -> None:
        assert len(sentences("It was shown by Smith et al. The patients improved.")) == 2

    @pytest.mark.parametrize(
        "text",
        [
            "He was on PD. Controversy remains.",
            "We used the ST. In this test they read.",
            "They had it <5 years’ long. In all they lived.",
            "It needs vitamin D. Doses vary.",
            "Some have hepatitis B and C. GL helps.",
            "It took 5 min. They slept.",
            "It was sold by Maker Inc. The kit is old.",
            "We gave it. tDCS was used.",
            "It worked well. p < 0.05 was significant.",
            "Is it so? Yes it is.",
            "It is so. (a) Mice lived.",
            "It was a “cavalier.” Others agreed.",
        ],
    )
    def test_a_stop_before_a_new_sentence_ends_one(self, text: str) -> None:
        assert len(sentences(text)) == 2

    @pytest.mark.parametrize(
        ("text", "stop"),
        [
            ("As shown by Maker et al. Statistics were good.", 24),
            ("We used the package for R. Adonis is a test.", 25),
            ("Guidelines say so (e.g.). Doses vary.", 23),
        ],
    )
    def test_a_stop_beside_a_marker_ends_one(self, text: str, stop: int) -> None:
        assert len(sentence_spans(text, [stop])) == 2

    def test_a_bullet_or_a_lettered_label_hides_no_boundary(self) -> None:
        assert len(sentences("• One is so. Two is so.")) == 2
        assert len(sentences("(a) One is so. Two is so.")) == 2

    def test_a_marker_glued_between_two_sentences_parts_them(self) -> None:
        text = "It works.Others disagree."
        assert [text[a:b] for a, b in sentence_spans(text, [9])] == ["It works.", "Others disagree."]

    def test_a_long_text_is_read_in_pieces(self) -> None:
        text = "Cells died. " * 3000
        assert len(sentences(text)) == 3000
        assert len(sentence_spans("a" * 20_000)) >= 2
        assert all(end - start <= 4_000 for start, end in sentence_spans("one; two, " * 2_000))

    @given(st.text(alphabet="Ab c.,?!\n“”()•é", max_size=80))
    def test_the_sentences_hold_everything_but_the_space_between(self, text: str) -> None:
        spans = sentence_spans(text)
        covered = {at for start, end in spans for at in range(start, end)}
        assert all(text[at].isspace() for at in range(len(text)) if at not in covered)
        assert all(spans[i][1] <= spans[i + 1][0] for i in range(len(spans) - 1))


class TestTakeOut:
    def test_the_space_before_a_marker_goes_with_it_where_a_stop_follows(self) -> None:
        text, anchors = take_out(MappedText.of("shown [1]. More"), [Span(6, 9)])
        assert (text.text, anchors) == ("shown. More", [5])

    def test_what_is_left_still_knows_its_place(self) -> None:
        text, _ = take_out(MappedText.of("a [1] b", 10), [Span(2, 5)])
        assert text.source_span(0, len(text.text)) == Span(10, 17)


class TestClaims:
    def test_a_marker_after_the_stop_belongs_to_the_sentence_before_it(self) -> None:
        (claim,) = claims("Cells died.[1] Mice lived.")
        assert (claim.sentence, claim.clause, claim.anchor) == ("Cells died.", "Cells died", 11)
        assert (claim.before, claim.after) == ("", "Mice lived.")

    def test_a_marker_after_stop_and_space_too(self) -> None:
        (claim,) = claims("Cells died. [1] Mice lived.")
        assert claim.sentence == "Cells died."

    def test_a_marker_before_a_comma_belongs_to_the_clause_before_it(self) -> None:
        first, second, third = claims("In mice,[1] rats [2], and dogs it works.[3]")
        assert (first.clause, second.clause, third.clause) == ("In mice", "rats", "and dogs it works")

    def test_neighbouring_markers_share_a_clause(self) -> None:
        first, second = claims("Cells died [1] [2].")
        assert first.clause == second.clause == "Cells died"

    def test_a_clause_begins_at_a_semicolon_or_a_contrast(self) -> None:
        first, second = claims(
            "Tumours shrank in some; they grew in others [1], whereas survival was not prolonged [2]."
        )
        assert first.clause == "they grew in others"
        assert second.clause == "whereas survival was not prolonged"

    def test_two_words_alone_are_no_clause(self) -> None:
        (claim,) = claims("Nausea was common, but less so [1].")
        assert claim.clause == "but less so"
        (claim,) = claims("Nausea was common and severe; so was pain, and fever [1].")
        assert claim.clause == "so was pain, and fever"

    def test_the_sentence_is_folded_and_points_at_the_source(self) -> None:
        (claim,) = claims("Cells\n   died  soon [1] after.")
        assert (claim.sentence, claim.sentence[: claim.anchor]) == ("Cells died soon after.", "Cells died soon")
        assert claim.span == Span(0, 30)

    def test_claims_are_the_same_whatever_was_asked_of_them_before(self) -> None:
        text = "Mice lived. Rats grew [1] and in the end died [2] [3]. Cats did not."
        asked, others = claims(text), claims(text)
        assert [claim.clause for claim in asked] == ["Rats grew", "and in the end died", "and in the end died"]
        assert others[2].span == asked[0].span
        assert asked == others
        assert {(claim.before, claim.after) for claim in others} == {("Mice lived.", "Cats did not.")}

    def test_a_block_of_nothing_but_a_marker_has_an_empty_claim(self) -> None:
        (claim,) = claims("[1]")
        assert (claim.sentence, claim.clause, claim.anchor) == ("", "", 0)

    @given(st.lists(st.sampled_from(["Cells died.", "[1]", " ", "in mice,", "et al.", "\n", "Then"]), max_size=20))
    def test_every_anchor_is_within_its_sentence(self, parts: list[str]) -> None:
        for claim in claims("".join(parts)):
            assert 0 <= claim.anchor <= len(claim.sentence)
