"""Letters without diacritics."""

from __future__ import annotations

import pytest

from refcheck.folding import base_letters


class TestBaseLetters:
    @pytest.mark.parametrize(
        ("text", "letters"),
        [
            ("Wei 2006", "wei 2006"),
            ("Bouché", "bouche"),
            ("Sørensen", "sorensen"),
            ("Đặng", "dang"),
            ("Weiß", "weiss"),
            ("ﬁbrosis", "fibrosis"),
            ("İnan", "inan"),
            ("ǣ", "ae"),
            ("β-blocker", "β-blocker"),
        ],
    )
    def test_keep_what_every_printing_has(self, text: str, letters: str) -> None:
        assert base_letters(text) == letters
