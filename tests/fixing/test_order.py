"""Vancouver order, whatever the order before: every claim still cites its work."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from refcheck.fixing import Workspace
from refcheck.fixing.order import put_in_order
from tests.alignment.small_articles import CLAIMS, WORKS
from tests.fixing.faulty import LINE_ENDS, SUFFIXES, Faulty, written

ORIGINAL = Faulty(WORKS, list(zip(CLAIMS, WORKS, strict=True)), range(1, len(WORKS) + 1))


@given(works=st.permutations(WORKS), style=st.sampled_from(sorted(SUFFIXES)), ends=st.sampled_from(sorted(LINE_ENDS)))
@settings(max_examples=20, deadline=None)
def test_is_reached_from_any_order(works: list[tuple[str, int, str]], style: str, ends: str) -> None:
    mixed = Faulty(works, ORIGINAL.claims, ())
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / f"article{SUFFIXES[style]}")
        Path(path).write_bytes(written(mixed, style, ends, mixed.right))
        workspace = Workspace()
        put_in_order(workspace, path)
        article = workspace.read(path)
        assert [citation.numbers for citation in article.citations] == [(at,) for at in range(1, len(WORKS) + 1)]
        assert [reference.fields.authors[0].family for reference in article.references] == [work[0] for work in WORKS]
        assert all(link.number == link.target for citation in article.citations for link in citation.links)
        workspace.write()
        if style in ("sup", "footnotes"):  # where no ids go with the entries
            expected = written(ORIGINAL, style, "unix", ORIGINAL.right).split()
            assert Path(path).read_bytes().split() == expected
        assert put_in_order(Workspace(), path) == 0
