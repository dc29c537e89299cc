"""The hostile files of each format: bait in its body and its references, and what is hostile in its own ways."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from bench._hostile_bait import REFERENCE, Bait, repeated, texts
from bench._hostile_jats import jats_bait
from bench._hostile_word import WITHIN_A_PARAGRAPH, hostile_word_files, many_in_a_paragraph, word_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def bait(form: str) -> list[Bait]:
    """All bait of a format: the runs in its body and in its references, and what is hostile in its own ways."""
    found = [
        Bait(f"{name}, in the {where}", partial(_wrapped, form, where, make))
        for name, make in texts()
        for where in ("body", "references")
    ]
    return found + list(_OWN.get(form, lambda: iter(()))()) + list(_anywhere(form))


def _wrapped(form: str, where: str, make: Callable[[int], str], size: int) -> bytes:
    text = make(size)
    if where == "body":
        return article(form, [text], [REFERENCE] * 3)
    return article(form, ["So it is [1]. And so [2,3]."], [REFERENCE, text, REFERENCE])


def article(form: str, paragraphs: list[str], references: list[str]) -> bytes:
    """A small article of a format."""
    if form == "word":
        return word_file(paragraphs, references)
    if form in ("jats", "html"):
        body = "".join(f"<p>{escape(_xml_text(text))}</p>" for text in paragraphs)
        if form == "html":
            items = "".join(f"<li>{escape(text)}</li>" for text in references)
            return f"<!doctype html><html><body>{body}<h2>References</h2><ol>{items}</ol></body></html>".encode(
                errors="replace"
            )
        items = "".join(
            f'<ref id="r{at}"><label>{at}</label><mixed-citation>{escape(_xml_text(text))}</mixed-citation></ref>'
            for at, text in enumerate(references, 1)
        )
        return (
            f'<article article-type="research-article"><body>{body}</body><back><ref-list>{items}</ref-list>'
            "</back></article>"
        ).encode(errors="replace")
    if form == "latex":
        items = "\n".join(f"\\bibitem{{r{at}}} {text}" for at, text in enumerate(references, 1))
        return (
            "\\documentclass{article}\n\\begin{document}\n" + "\n\n".join(paragraphs) + " \\cite{r1,r2}\n"
            f"\\begin{{thebibliography}}{{9}}\n{items}\n\\end{{thebibliography}}\n\\end{{document}}\n"
        ).encode(errors="replace")
    items = "\n".join(f"{at}. {text}" for at, text in enumerate(references, 1))
    return ("\n\n".join(paragraphs) + f"\n\nReferences\n\n{items}\n").encode(errors="replace")


def _xml_text(text: str) -> str:
    return "".join(char for char in text if char in "\t\n\r" or char >= " ")


def _anywhere(form: str) -> Iterator[Bait]:
    """What may come as a file of any format."""
    seed = article(form, ["So it is [1]."], [REFERENCE] * 3)
    for name, data in (
        ("nothing", b""),
        ("one zero byte", b"\0"),
        ("a mark only", b"\xef\xbb\xbf"),
        ("a UTF-16 mark only", b"\xff\xfe"),
        ("a UTF-32 mark only", b"\xff\xfe\0\0"),
        ("half a UTF-16 unit", b"\xff\xfea"),
        ("lone surrogates", b"\xed\xa0\x80"),
        ("a lone UTF-16 surrogate", b"\xff\xfe\x00\xd8a\0"),
        ("all bytes", bytes(range(256)) * 40),
        ("one letter", b"a"),
        ("a reference list only", article(form, [], [REFERENCE] * 40)),
        ("citations only", article(form, ["[1] [2,3]."], [])),
        ("UTF-16 with its mark", b"\xff\xfe" + seed.decode("latin-1").encode("utf-16-le")),
        ("UTF-16 without a mark", seed.decode("latin-1").encode("utf-16-le")),
        ("a PDF", b"%PDF-1.7\n" + seed),
        ("an old Word file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + seed),
        ("an archive", b"PK\x03\x04" + seed),
    ):
        yield Bait(name, lambda _size, data=data: data, grows=False)  # type: ignore[misc]  # a default binds it now
    for name, text in (
        ("one line of words", "the fever was rare and brief "),
        ("one line of one letter", "a"),
        ("one line of citations", "it was so [1,3-5]. "),
        ("lines without an end", "a\r"),
    ):
        yield Bait(f"50 MB, {name}", partial(_large, form, text), grows=False)


def _large(form: str, text: str, _size: int) -> bytes:
    return article(form, [repeated(text, 50_000_000)], [REFERENCE])


_LISTED_TAGS = "div p span a sup table td ol li blockquote b section script style pre svg template select"
_TAGS = _LISTED_TAGS.split()


def _html() -> Iterator[Bait]:
    for tag in _TAGS:
        yield _page(f"<{tag}> 100,000 deep", f"<{tag}>" * 100_000)
        yield _page(f"<{tag}> 100,000 deep, closed", f"<{tag}>" * 100_000 + "a [1]." + f"</{tag}>" * 100_000)
        yield Bait(f"<{tag}> over and over", partial(_tags, f"<{tag}>So it was [1]."))
        yield Bait(f"</{tag}> over and over", partial(_tags, f"</{tag}>"))
    for inner in (
        '<a href="#r1">1</a>',
        '<sup><a href="#r1">1</a></sup>',
        '<a id="r1">',
        "<",
        "</",
        "<!",
        "<!--",
        "<?",
        "<a ",
        '<a b="',
        "<a b='1' ",
        "&#",
        "&#x110000;",
        "&amp",
        "<![CDATA[",
        "<!DOCTYPE ",
        "<p/>",
    ):
        yield Bait(f"{inner!r} over and over", partial(_tags, inner))
    for name, items in (
        ("buttons only", "<li id=r1>[PubMed]</li>" * 9),
        ("empty", "<li id=r1></li>" * 9),
        ("one", "<li>"),
    ):
        for around in ("<ol>{}</ol>", "<section id=references><ol>{}</ol></section>", "<ul class=footnotes>{}</ul>"):
            body = f"<p>So <a href=#r1>1</a> and [1].</p>{around.format(items)}"
            yield _page(f"a list of {name} in {around}", body)
    yield _page("attributes by the thousand", "<p " + " ".join(f'a{at}="1"' for at in range(20_000)) + ">a [1].</p>")


def _page(name: str, body: str) -> Bait:
    data = f"<!doctype html><html><body>{body}</body></html>".encode()
    return Bait(name, lambda _size: data, grows=False)


def _tags(inner: str, size: int) -> bytes:
    return b"<!doctype html><html><body>" + inner.encode() * (size // len(inner)) + b"</body></html>"


def _latex() -> Iterator[Bait]:
    for name, body in (
        ("itself included", r"\input{a}\input{a.tex}\include{a}" * 50),
        ("a file outside", r"\input{/etc/hostname}"),
        ("a folder above", r"\input{../../../../etc/hostname}\bibliography{../../../etc/hostname}"),
        ("a command to run", r"\input{|ls}\immediate\write18{ls}"),
        ("a macro that calls itself", r"\def\a{\a\a}\a"),
        (
            "macros that double",
            "".join(rf"\newcommand{{\m{chr(97 + at)}}}{{\m{chr(98 + at)}\m{chr(98 + at)}}}" for at in range(24))
            + r"\ma",
        ),
        ("verbatim that never ends", r"\begin{verbatim}" + "a [1] " * 20_000),
        ("no such bibliography", r"\bibliography{no,no}"),
        ("braces 100,000 deep", "{" * 100_000 + "a" + "}" * 100_000),
        ("environments 20,000 deep", r"\begin{quote}" * 20_000),
        ("arguments 50,000 deep", r"\emph{" * 50_000 + "a" + "}" * 50_000),
        ("options 50,000 deep", r"\cite[" * 50_000),
    ):
        data = f"\\documentclass{{article}}\\begin{{document}}{body}\\end{{document}}".encode()
        yield Bait(name, lambda _size, data=data: data, grows=False)  # type: ignore[misc]  # a default binds it now
    for inner in (
        r"\cite{a} ",
        r"\cite{",
        r"\cite[a]{",
        r"\cite{a,",
        r"\input{",
        r"\input{none}",
        r"\begin{",
        r"\begin{a}",
        r"\end{a}",
        r"\item ",
        r"\footnote{",
        r"\section{",
        r"\def\a",
        r"\newcommand{\a}",
        "\\",
        "{",
        "}",
        "%\n",
        "$",
        "$$",
        r"\[",
        r"\(",
        r"\verb|",
        r"\verb",
        "~",
        "&",
        "#1",
        "^^",
        "^{1}",
        r"\textsuperscript{1}",
        r"\bibitem{a} ",
        r"\bibitem[",
        r"\emph{a",
        r"\label{a}",
        r"\ref{a}",
        r"\iffalse ",
        r"\fi ",
    ):
        yield Bait(f"{inner!r} over and over", partial(_commands, inner))


def _commands(inner: str, size: int) -> bytes:
    body = inner * (size // len(inner))
    return f"\\documentclass{{article}}\\begin{{document}}\n{body}\n\\end{{document}}".encode()


def _word() -> Iterator[Bait]:
    for name, data in hostile_word_files():
        yield Bait(name, lambda _size, data=data: data, grows=False)  # type: ignore[misc]  # a default binds it now
    for one in WITHIN_A_PARAGRAPH:
        yield Bait(f"{one} over and over", partial(many_in_a_paragraph, one))


_OWN: dict[str, Callable[[], Iterator[Bait]]] = {"jats": jats_bait, "html": _html, "latex": _latex, "word": _word}
