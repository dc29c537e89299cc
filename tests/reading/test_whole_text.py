"""All that a person reads of an article in XML."""

from __future__ import annotations

import pytest

from refcheck.reading import read_bytes
from refcheck.reading.whole_text import passages_of

JATS = """\
<?xml version="1.0" encoding="{encoding}"?>
<article><front/><body><sec><title>Méthodes</title>
<p>Nothing is cited here.</p>
<p>Fever is common [<xref ref-type="bibr" rid="r1">1</xref>].
<list><list-item><p>Cold baths &amp; rest.</p></list-item></list>
So it is.</p></sec></body>
<back><ref-list><ref id="r1"><label>1</label><mixed-citation>Bell A. Fever. J Made Up Med. 2012;1:1-9.</mixed-citation>
</ref></ref-list></back></article>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
class TestJats:
    def test_has_the_paragraphs_that_cite_nothing_and_the_headings(self, encoding: str) -> None:
        source = read_bytes(JATS.format(encoding=encoding).encode(encoding), "a.xml").source
        read = [(" ".join(passage.text.text.split()), heading) for passage, heading in passages_of(source)]
        assert read == [
            ("Méthodes", True),
            ("Nothing is cited here.", False),
            ("Fever is common [1]. So it is.", False),
            ("Cold baths & rest.", False),
        ]

    def test_agrees_with_what_the_reader_kept(self, encoding: str) -> None:
        source = read_bytes(JATS.format(encoding=encoding).encode(encoding), "a.xml").source
        whole = {passage.paragraph: passage for passage, _ in passages_of(source)}
        kept = [passage for passage in source.passages if passage.paragraph]
        assert [passage.paragraph for passage in kept] == [3]
        for passage in kept:
            same = whole[passage.paragraph]
            assert (same.span, same.text.text) == (passage.span, passage.text.text)
            assert list(same.text.offsets) == list(passage.text.offsets)


def test_of_a_text_there_are_none() -> None:
    assert list(passages_of(read_bytes(b"Just words.\n", "a.txt").source)) == []
