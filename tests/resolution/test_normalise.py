"""Text made comparable."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from refcheck.resolution.normalise import compact, folded, reference_key, tokens


class TestReferenceKey:
    def test_white_space_and_compatibility_characters_do_not_matter(self) -> None:
        assert reference_key(" A\u00a0B \n ﬁ ") == "A B fi"

    def test_markup_case_and_punctuation_do(self) -> None:
        assert reference_key("**Cho M.**The") != reference_key("Cho M. The")

    @given(st.text())
    def test_is_its_own_key(self, raw: str) -> None:
        assert reference_key(reference_key(raw)) == reference_key(raw)


class TestFolded:
    def test_accents_ligatures_and_greek_letters_do_not_matter(self) -> None:
        assert folded("Bøuché β-Synthase Œdema") == "bouche beta-synthase oedema"

    def test_a_word_broken_over_two_lines_is_joined(self) -> None:
        assert folded("bio-\navailability") == "bioavailability"


class TestTokens:
    def test_punctuation_parts_numbers(self) -> None:
        assert tokens("1974;99:496-7") == ["1974", "99", "496", "7"]


class TestCompact:
    def test_hyphens_and_spaces_do_not_matter(self) -> None:
        assert compact("Meta-analysis of") == compact("meta analysis of")
