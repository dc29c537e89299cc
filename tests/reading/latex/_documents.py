"""Small LaTeX documents made for the tests: their references are no real works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.reading import read_bytes, read_file

if TYPE_CHECKING:
    from pathlib import Path

    from refcheck.article import Article

KEYS = ("alpha", "beta", "gamma", "delta")
LIST = (
    "\\begin{thebibliography}{9}\n"
    + "\n".join(
        f"\\bibitem{{{key}}} Maker AB, Tester C. Made for the test, part {key}. "
        f"\\emph{{J Tests}}. 2001;{at}:{at}1--{at}9."
        for at, key in enumerate(KEYS, 1)
    )
    + "\n\\end{thebibliography}\n"
)
BIB = """
@article{alpha, author = {Young, Zoe and Old, Adam}, title = {Fever in {Malaria}}, journal = {J Tests}, year = 2004,
  volume = {4}, number = {2}, pages = {41--49}, doi = {10.1000/ALPHA}}
@article{beta,
  author = "Brown, Ben and Gray, Guy and White, Wim",
  title = "Sleep and pain",
  journal = "J Tests", year = "2002"
}
@book{gamma, author = {M{\\"u}ller, J{\\'e}r{\\^o}me}, title = {Wounds \\& scars}, publisher = {House}, year = {1999}}
@misc{delta, title = {A page}, howpublished = {\\url{https://example.org/page}}, year = {2010}}
"""


def document(body: str, preamble: str = "", ending: str = LIST) -> str:
    """A whole document."""
    return f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n{body}\n{ending}\\end{{document}}\n"


def article(body: str, preamble: str = "", ending: str = LIST) -> Article:
    """The article of a document that needs no other file."""
    return read_bytes(document(body, preamble, ending).encode(), "a.tex")


def cited(body: str, preamble: str = "", ending: str = LIST) -> list[tuple[int, ...]]:
    """The numbers of the citations that are read in a body."""
    return [citation.numbers for citation in article(body, preamble, ending).citations]


def claim(body: str, preamble: str = "") -> str:
    """The sentence of the only citation in a body."""
    (citation,) = article(body, preamble).citations
    return citation.claim.sentence


def on_disk(folder: Path, files: dict[str, str], main: str = "a.tex") -> Article:
    """The article of a document of several files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_file(str(folder / main))


def numbered(read: Article) -> list[tuple[int, str]]:
    """The references with the beginning of what they say."""
    return [(reference.number, reference.raw[:12]) for reference in read.references]
