"""Bait: runs of what the patterns of a reader look for, made to any length, and the hostile files of each format."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REFERENCE = "Bell AB, Noor C. Fever in children after a cold bath. J Made Up Med. 2004;12(3):229-35."
RUNS = """
[ ] [] [[ ]] [1 [1, [1- [1-2] [1]-[2] 1] ( ) (1 (1, (1) (1,2) 1, 1,1, 1- 1–2 1,2-3; ^ ^1 ^1^ ^1,2^ ¹
¹, ¹⁻² .1 .1,2 a.1 a1 word.1,2 <sup> <sup>1 <sup>1</sup> </sup> <sub> <a <a> </a> <a/> <!-- --> <!--
refcheck:ignore <br> </ <![CDATA[ ]]> * ** *** **** **a *a*b* _ __ ____ _a_ ` `` ``` ``a` ~ ~~ ~~~
~a~ ! ![ ![[ ![a](b) ]( ](a [a](b) [a](#b) [1](#r1) [a][b] [^ [^1] [^a] & &amp &amp; &# &#x &#49; \\
\\\\ \\[ \\] \\( \\) \\{ $ $$ $a$ $1 $$a$$ { } {} {{ % # = ~ @ [@a] [@ @a; 0 1 11 1. 1.1 1a a1 . ..
... … .. " ' “ ” ‘ ’ " a" , ; : ? ! / // - -- --- – — − + > >> | |a| |- || ||| • · a A Aa Ab. A.
A.B. al. et_al. e.g. i.e. Dr. Fig. Figs. vs. No. no.1 p.1 Bell_et_al. Bell_et_al.[1] Bell_and_Noor,
http:// http://a/ www. doi: 10.1000/ 10.1000/a( https://doi.org/10.1/ PMID: PMID:1 PMC1 arXiv: ISBN
978-0 urn: x@y.z 2004; 2004;12(3):229-35. 229-35 12(3) (2004) (2004). Suppl. J. Med. In: eds.
Accessed Available_from: é \u0301 \u200b \u200d \u00ad \ufeff \u00a0 \u2009 \u2028 \u0085 \x0b \x0c
中 中。 😀 ﷺ ᾳ İ ß ſ ﬁ ² ½ ³³ ٣ ३ 𝟙
"""
LINES = """
a [1] a. a.1 - * + 1. 1) [1] (1) [^1]: [^1]:_a #_a ## > >_> ``` ~~~ | |_a_|_b_| |---|---| --- ===
*** ___ _a [a]: [a]:_b <p> <div> <!-- </div> References References_ $$ % \\item \\\\ ::: +++ ...
{.a} : :_a @ !!! 1 1_ 2004 12_a 1.1 _____a \t- \t
"""


@dataclass(frozen=True)
class Bait:
    """Something hostile that can be made to any length.

    Attributes:
        name: what it is.
        make: makes about so many bytes of it.
        grows: whether its length means something, so that time may be compared over lengths.
    """

    name: str
    make: Callable[[int], bytes]
    grows: bool = True


def _tokens(listed: str) -> list[str]:
    return [
        token.encode()
        .decode("raw_unicode_escape" if "\\u" in token or "\\x" in token else "utf-8")
        .replace("_a", " a")
        .replace("_b", " b")
        .replace("_", " ")
        if token.strip("_")
        else token
        for token in listed.split()
    ]


def texts() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Every run and every line as bait, by a name, each made to about so many code points."""
    for token in dict.fromkeys([*_tokens(RUNS), " ", "\t", "\r", "\n", "\r\n", "\n\n", " \n"]):
        yield f"{token!r} in one run", partial(repeated, token)
        if token.strip():
            yield f"{token!r} between words", partial(repeated, f"{token} so ")
    for token in dict.fromkeys(_tokens(LINES)):
        yield f"lines of {token!r}", partial(repeated, f"{token}\n")
        yield f"lines that begin with {token!r}", partial(repeated, f"{token} the fever was rare and brief\n")
    for opening, closing in (
        ("[", "]"),
        ("(", ")"),
        ("*a ", " a*"),
        ("<sup>", "</sup>"),
        ("<div>", "</div>"),
        ("“", "”"),
    ):
        yield f"{opening!r} nested in itself", partial(_nested, opening, closing)
    yield "quotes nested line by line", partial(_deeper, "> ", "a")
    yield "lists nested line by line", partial(_deeper, "  ", "- a")
    yield "numbered references", _references
    yield "one number repeated as reference", partial(repeated, f"1. {REFERENCE}\n")
    yield "citations in one paragraph", partial(repeated, "It was so [1,3-5], and so [2]. ")
    yield "citations in one sentence", partial(repeated, "it was so [1,3-5], and so [2], but ")
    yield "citations that are not closed", partial(repeated, "it was so [1,3-5, and so on. ")
    yield "named authors", partial(repeated, "Bell et al. and Noor showed it [6]. ")
    yield "footnotes and their calls", _footnotes
    yield (
        "suppressions that silence nothing",
        partial(repeated, "So it is [77]. <!-- refcheck: ignore[REF101] a -->\n\n"),
    )


def repeated(token: str, size: int) -> str:
    """As many of a token as make so many bytes."""
    return token * (size // len(token.encode()))


def _nested(opening: str, closing: str, size: int) -> str:
    count = size // len((opening + closing).encode())
    return opening * count + "a" + closing * count


def _deeper(token: str, end: str, size: int) -> str:
    deepest = min(int((2 * size / len(token)) ** 0.5), 1500)  # a line for each depth
    ramp = "\n".join(token * depth + end for depth in range(1, deepest)) + "\n\n"
    return ramp * max(1, size // len(ramp))


def _references(size: int) -> str:
    return "References\n\n" + "\n".join(f"{at}. {REFERENCE}" for at in range(1, size // 90))


def _footnotes(size: int) -> str:
    count = size // 130
    calls = " ".join(f"So it was[^{at}]." for at in range(1, count))
    return calls + "\n\n" + "\n".join(f"[^{at}]: {REFERENCE}" for at in range(1, count))
