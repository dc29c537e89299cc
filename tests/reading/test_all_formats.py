"""What holds for every reader: held over the registry, so that a new format is held to it at once."""

from __future__ import annotations

import codecs
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from refcheck.article import MarkerStyle
from refcheck.errors import UnreadableArticle
from refcheck.reading import FORMATS, read_bytes
from tests.support.written import WRITERS, Written

if TYPE_CHECKING:
    from refcheck.article import Article, Citation
    from refcheck.reading import Format

EVERY_FORMAT = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
# Shrinking a document takes minutes; the smallest of them is small enough to look at as it is.
FEW = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)

_MARKS = """
[1] [2,3] [1-3] [4 (1) (2,3) ^1^ ^2 ¹ ²,³ .1 a.2,3 word1 <sup> </sup> <sup>1</sup> <a_href="#r1">
</a> <p> </p> <li> <ol> < > <!-- --> <!--_refcheck:ignore_--> & &amp; &#49; &#x110000; &nbsp; * ** _
__ ` ``` ~ [ ] ( ) ![ ](#r1) ]( [^1] [^a]: [^1]: | |-|-| # ## --- === - + 1. 2. 12) References \\
\\cite{r1} \\cite{ \\bibitem{r1} \\begin{document} \\end{document} { } $ $$ %
<xref_ref-type="bibr"_rid="r1"> </xref> <ref_id="r1"> <label> </label> <article> <body> <ref-list>
<table> <td> <w:p> <w:t> et_al. Bell Fever was rare. 2004;12(3):1-9. 10.1000/a
https://example.org/a(b) "So 'so “so ” é 中 😀 \\input{a} <br/> <!DOCTYPE
"""
TOKENS = [mark.replace("_", " ") for mark in _MARKS.split()] + [
    "\n\n",
    "\r",
    "\u00a0",
    "\u200b",
    "\u2028",
    "\x0c",
    "\0",
]

WORDS = [
    "fever",
    "was",
    "rare",
    "in",
    "children",
    "who",
    "bathed",
    "often",
    "a cold bath",
    "brief and mild",
    "seen again",
]
sentences = st.lists(st.sampled_from(WORDS), min_size=3, max_size=9).map(lambda words: f"The {' '.join(words)} here")


@st.composite
def articles(draw: st.DrawFn) -> Written:
    """Plausible articles: every reference is cited, in order, some again."""
    references = draw(st.integers(3, 14))
    groups = []
    above = 0
    while above < references:
        new = draw(st.integers(1, min(3, references - above)))
        again = draw(st.lists(st.integers(1, above), max_size=1)) if above else []
        groups.append((*again, *range(above + 1, above + new + 1)))
        above += new
    paragraphs: list[list[tuple[str, tuple[int, ...]]]] = [[]]
    for group in groups:
        if draw(st.booleans()):
            paragraphs[-1].append((draw(sentences), ()))
        paragraphs[-1].append((draw(sentences), group))
        if draw(st.integers(0, 3)) == 0:
            paragraphs.append([(draw(sentences), ())])
    return Written(paragraphs, references, draw(st.sampled_from(["[]", "sup"])))


def read(data: bytes, form: Format) -> Article | None:
    """Read a file of a format and hold the article to its promises; None if it is refused, in one line."""
    try:
        article = read_bytes(data, f"a{form.extensions[0]}")
    except UnreadableArticle as error:
        assert re.fullmatch(rf"a\{form.extensions[0]}(?::\d+)?: [^\n]{{5,300}}", str(error))  # noqa: PT017
        return None
    holds(article)
    return article


def holds(article: Article) -> None:
    """Hold an article to what its values promise."""
    text = article.source.text
    for citation in article.citations:
        assert 0 <= citation.span.start < citation.span.end <= len(text)
        assert citation.span.start <= citation.digits.start <= citation.digits.end <= citation.span.end
        assert citation.items
        assert 0 <= citation.claim.anchor <= len(citation.claim.sentence)
        assert 0 <= citation.claim.span.start <= citation.claim.span.end <= len(text)
        assert citation.claim.sentence == " ".join(citation.claim.sentence.split())
        assert prints_its_numbers(article, citation)
    for reference in article.references:
        assert 0 <= reference.span.start < reference.span.end <= len(text)
        assert reference.span.start <= reference.label_span.start <= reference.label_span.end <= reference.span.end
        for name, span in reference.fields.spans.items():
            assert 0 <= span.start <= span.end <= len(reference.raw), name
    for scope in article.scopes:
        for first, second in pairwise(scope.citations):
            assert first.span.end <= second.span.start, (first.text, first.span, second.text, second.span)


def prints_its_numbers(article: Article, citation: Citation) -> bool:
    """Whether its digits are exactly the numbers that it prints, or the keys that stand for them."""
    if citation.keys:
        text = article.source.text
        # A line end within a key is a space in LaTeX.
        return all(" ".join(text[key.span.start : key.span.end].split()) == key.name for key in citation.keys)
    if citation.style is MarkerStyle.FOOTNOTE or not re.search(r"\d", citation.text):
        return True
    printed = article.source.text[citation.digits.start : citation.digits.end]
    plain = printed.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    first, last = str(citation.items[0].first), str(citation.items[-1].last)
    if "&" in plain:
        return True  # "&#49;" is a digit too
    # Mark-up may stand between two digits ("2<b>1</b>").
    begins = re.match(".*?".join(first), plain, re.DOTALL)
    ends = re.match(".*?".join(reversed(last)), plain[::-1], re.DOTALL)
    return bool(begins and ends)


@EVERY_FORMAT
class TestAnyBytes:
    @FEW
    @given(data=st.binary(max_size=300))
    def test_are_read_or_refused_in_one_line(self, form: Format, data: bytes) -> None:
        read(data, form)

    @FEW
    @given(text=st.text(max_size=300))
    def test_that_are_text_too(self, form: Format, text: str) -> None:
        read(text.encode("utf-8", "surrogatepass"), form)

    @FEW
    @given(tokens=st.lists(st.sampled_from(TOKENS), max_size=60), between=st.sampled_from(["", " ", "\n"]))
    def test_that_are_mark_up_of_any_format_too(self, form: Format, tokens: list[str], between: str) -> None:
        read(between.join(tokens).encode(), form)

    @FEW
    @given(article=articles(), tokens=st.lists(st.sampled_from(TOKENS), max_size=8), seed=st.randoms())
    def test_that_are_an_article_spoilt_too(
        self, form: Format, article: Written, tokens: list[str], seed: object
    ) -> None:
        data = WRITERS[form.name](article)
        for token in tokens:
            at = seed.randrange(len(data))  # type: ignore[attr-defined]  # hypothesis gives a Random
            data = data[:at] + token.encode() + data[at:]
        read(data, form)


@EVERY_FORMAT
class TestArticles:
    @FEW
    @given(article=articles())
    def test_are_read_as_they_were_written(self, form: Format, article: Written) -> None:
        found = read(WRITERS[form.name](article), form)
        assert found is not None
        assert [citation.numbers for citation in found.citations] == article.cited
        assert [reference.number for reference in found.references] == list(range(1, article.references + 1))
        sentences = [f"{text}." for paragraph in article.paragraphs for text, numbers in paragraph if numbers]
        assert [citation.claim.sentence for citation in found.citations] == sentences

    @FEW
    @given(article=articles())
    def test_are_read_the_same_every_time(self, form: Format, article: Written) -> None:
        data = WRITERS[form.name](article)
        assert read(data, form) == read(data, form)

    @FEW
    @given(article=articles(), end=st.sampled_from([b"\r\n", b"\r"]))
    def test_are_the_same_with_every_line_end(self, form: Format, article: Written, end: bytes) -> None:
        data = WRITERS[form.name](article)
        if form.name == "word":
            pytest.skip("a Word file has no lines")
        one, other = read(data, form), read(data.replace(b"\n", end), form)
        assert one is not None
        assert other is not None
        assert [(found.numbers, found.claim.sentence, found.claim.anchor) for found in one.citations] == [
            (found.numbers, found.claim.sentence, found.claim.anchor) for found in other.citations
        ]
        assert [(found.number, found.raw) for found in one.references] == [
            (found.number, found.raw) for found in other.references
        ]

    @FEW
    @given(article=articles())
    def test_are_the_same_behind_a_byte_order_mark(self, form: Format, article: Written) -> None:
        data = WRITERS[form.name](article)
        if form.name == "word":
            pytest.skip("a Word file is no text")
        assert read(codecs.BOM_UTF8 + data, form) == read(data, form)
