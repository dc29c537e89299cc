"""The lines of keys in TOML, which error messages and `config show` name."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from refcheck.config.toml_lines import line_of, lines_of

FILE = '''\
# a comment with [brackets] = and "quotes
select = ["REF1", # one
  "]", 'REF2']
"quoted key" = """
several = "lines"
""" # and on
[severity]
REF301 = "info"

[per-file."drafts/*.md"]
ignore = []
min-confidence = 0.9
[[tables]]
inline = { a = 1, b = [1] }
dotted.key = 'x'
'''


class TestLines:
    def test_every_key_has_its_line(self) -> None:
        tomllib.loads(FILE)
        assert lines_of(FILE) == {
            ("select",): 2,
            ("quoted key",): 4,
            ("severity",): 7,
            ("severity", "REF301"): 8,
            ("per-file", "drafts/*.md"): 10,
            ("per-file", "drafts/*.md", "ignore"): 11,
            ("per-file", "drafts/*.md", "min-confidence"): 12,
            ("tables",): 13,
            ("tables", "inline"): 14,
            ("tables", "dotted", "key"): 15,
        }

    def test_what_stands_in_an_inline_table_has_the_line_of_the_table(self) -> None:
        assert line_of(lines_of(FILE), ("tables", "inline", "a")) == 14
        assert line_of(lines_of(FILE), ("nowhere",)) is None

    @given(st.text("ab[]{}=,.\"'#\n\\ ", max_size=60))
    def test_no_text_stops_it(self, text: str) -> None:
        assert all(1 <= line <= text.count("\n") + 1 for line in lines_of(text).values())
