"""What a file looks like by its content."""

from __future__ import annotations

import codecs

import pytest

from refcheck.reading import contents
from refcheck.reading.contents import Likeness

NONE, LIKELY, CERTAIN = Likeness
FILLED = b"<h1>Fever</h1><p>One.</p><p>Two.</p>"


@pytest.mark.parametrize(
    ("data", "likeness"),
    [
        (b"<?xml version='1.0'?><!DOCTYPE article PUBLIC '-//NLM//DTD JATS'>", CERTAIN),
        (b"<article xmlns:xlink='x' article-type='research-article'>", CERTAIN),
        (b"<!-- a comment --><?a instruction?> <article><front>", CERTAIN),
        (b"<pmc-articleset><article>", CERTAIN),
        (codecs.BOM_UTF16_LE + "<article dtd-version='1.3'>".encode("utf-16-le"), CERTAIN),
        (b"<article>", LIKELY),
        (b"<?xml version='1.0'?><TEI>", LIKELY),
        (b"<?xml version='1.0'?><html>", NONE),
        (b"Fever was rare [1].", NONE),
    ],
)
def test_jats(data: bytes, likeness: Likeness) -> None:
    assert contents.jats(data) is likeness


@pytest.mark.parametrize(
    ("data", "likeness"),
    [
        (b"<!DOCTYPE html>", CERTAIN),
        (b"\xef\xbb\xbf\n<HTML lang=en>", CERTAIN),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML'>", CERTAIN),
        (FILLED, LIKELY),
        (FILLED + b"\n\n## But this is Markdown\n", NONE),
        (b"<p align=center>One paragraph.</p>", NONE),
        (b"Text that speaks of <html>.", NONE),
    ],
)
def test_html(data: bytes, likeness: Likeness) -> None:
    assert contents.html(data) is likeness


@pytest.mark.parametrize(
    ("data", "likeness"),
    [
        (b"\\documentclass[12pt]{article}", CERTAIN),
        (b"% !TeX root = main.tex\r\n\r\n\\RequirePackage{fix-cm}\r\n\\documentclass{article}", CERTAIN),
        (b"\\section{Fever}\nIt was rare.", LIKELY),
        (b"Fever was rare~\\citep[see][]{bell2004}.", LIKELY),
        (b"The command \\documentclass opens a document.", NONE),
    ],
)
def test_latex(data: bytes, likeness: Likeness) -> None:
    assert contents.latex(data) is likeness


@pytest.mark.parametrize(
    ("data", "likeness"),
    [(b"PK\x03\x04....word/document.xml", CERTAIN), (b"PK\x03\x04....xl/workbook.xml", NONE), (b"word/", NONE)],
)
def test_word(data: bytes, likeness: Likeness) -> None:
    assert contents.word(data) is likeness


@pytest.mark.parametrize(
    "bait",
    [
        b"\\RequirePackage" + b"%" * 90_000,
        b"\\RequirePackage%%%\n" * 9_000,
        b" " * 99_000,
        b"<!--" * 25_000,
        b"<?a?>" * 20_000,
        b"<article " * 11_000,
        b"|" * 99_000,
        b"#\n" * 49_000 + b" " * 1_000,
    ],
)
def test_a_head_that_is_all_bait_is_looked_at_once(bait: bytes) -> None:
    for looks_like in (contents.jats, contents.html, contents.latex, contents.markdown, contents.word):
        assert looks_like(bait + b"x") is not CERTAIN
