"""JATS files that no publisher wrote."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bench._hostile_bait import REFERENCE, Bait, repeated

if TYPE_CHECKING:
    from collections.abc import Iterator


def _xml(name: str, prolog: str, body: str, *, grows: bool = False) -> Bait:
    data = f'<?xml version="1.0"?>{prolog}<article><body><p>{body}</p></body></article>'.encode()
    return Bait(name, lambda _size: data, grows=grows)


def jats_bait() -> Iterator[Bait]:
    """What is hostile to a reader of JATS, or of any XML."""
    levels = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12))
    yield _xml("an entity bomb", f'<!DOCTYPE article [<!ENTITY e0 "lol">{levels}]>', "&e11;")
    yield _xml("an entity of a megabyte", f'<!DOCTYPE article [<!ENTITY e0 "{"a" * 1_000_000}">]>', "&e0;" * 1000)
    yield _xml("an external entity", '<!DOCTYPE article [<!ENTITY e SYSTEM "file:///etc/hostname">]>', "&e;")
    yield _xml("an external DTD", '<!DOCTYPE article SYSTEM "http://127.0.0.1:9/a.dtd">', "a")
    yield _xml("a parameter entity", '<!DOCTYPE article [<!ENTITY % p SYSTEM "file:///etc/hostname">%p;]>', "a")
    yield _xml("an entity nobody declared", "", "&nbsp;&nobody;")
    yield _xml("an inclusion", "", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/hostname"/>')
    yield _xml("attributes by the thousand", "", "<xref " + " ".join(f'a{at}="1"' for at in range(20_000)) + "/>")
    yield _xml("an attribute twice", "", '<xref a="1" a="2"/>')
    for tag in ("p", "sec", "xref", "sup", "italic", "table", "list", "ref", "fn", "boxed-text", "disp-quote"):
        yield _xml(f"<{tag}> 100,000 deep", "", f"<{tag}>" * 100_000)
        yield _xml(f"<{tag}> 150 deep", "", f"<{tag}>" * 150 + "a" + f"</{tag}>" * 150)
        yield Bait(f"<{tag}> over and over", partial(_elements, tag))
        yield Bait(f"<{tag}/> empty over and over", partial(_elements, tag, text=""))
    for inner in (
        '<xref ref-type="bibr" rid="r1">1</xref>',
        '<xref ref-type="bibr" rid="r1 r2 r3">1</xref>, ',
        '<sup><xref ref-type="bibr" rid="r1">1</xref></sup>',
        "<sup>1</sup>",
        "<!-- a -->",
        "<?a b?>",
        "&#49;",
        "<![CDATA[[1] ]]>",
        '<xref ref-type="bibr" rid="none">',
        "]]>",
        "<",
        "&",
    ):
        yield Bait(f"{inner} over and over", partial(_inner, inner))
    for around, inner in (
        ("{}", "<collab>A</collab>"),
        ("<source>{}</source>", "<italic>a</italic>"),
        ("{}", "<year>1</year>. "),
    ):
        yield Bait(f"{around.format(inner)} over and over in an entry", partial(_entry, around, inner))


def _elements(tag: str, size: int, text: str = "So it was [1]. ") -> bytes:
    return f"<article><body>{repeated(f'<{tag}>{text}</{tag}>', size)}</body></article>".encode()


def _inner(inner: str, size: int) -> bytes:
    body = f"<p>{repeated(inner, size)}</p>"
    reference = f'<ref id="r1"><label>1</label><mixed-citation>{REFERENCE}</mixed-citation></ref>'
    return f"<article><body>{body}</body><back><ref-list>{reference}</ref-list></back></article>".encode()


def _entry(around: str, inner: str, size: int) -> bytes:
    entry = around.format(repeated(inner, size))
    return f"<article><back><ref-list><ref><citation>{entry}<p/></citation></ref></ref-list></back></article>".encode()
