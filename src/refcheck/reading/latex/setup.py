r"""How a document cites, told by its class, its packages and its bibliography style.

Which styles sort is from the documentation of the BibTeX styles on CTAN (``plain`` and what derives from it), of natbib
and of biblatex (its default is ``sorting=nty``; the styles of journals that number set ``none``). Nearly every
journal that numbers its references numbers them as they are cited, so that is what an unknown style is taken for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.source import Span

if TYPE_CHECKING:
    from refcheck.reading.latex.groups import Groups

_SORTED_STYLES = re.compile(
    r"(?:plain|abbrv|alpha|acm|siam|siamplain|amsplain|amsalpha|amsabbrv|amsxport|apalike2?|apa|apacite|apacitex|agsm|dcu"
    r"|kluwer|harvard|newapa|chicago[a-z]*|plainnat|abbrvnat|plainurl|abbrvurl|alphaurl|plainyr|plaindin|abbrvdin|alphadin"
    r"|plainnat-[\w-]+|is-(?:plain|abbrv|alpha)|IEEEtranS[AN]?|splncs0[34]|splncs_srt|spmpsci|spbasic|ACM-Reference-Format"
    r"|acmtrans|elsarticle-harv|model[25]-names|jfm|cell|genetics|ecology|jss2?|francais|plain-fr|abbrv-fr|apsrmp[\w-]*)"
)
_NAMES_AND_YEARS = re.compile(
    r"(?:apalike2?|apa|apacite|apacitex|agsm|dcu|kluwer|harvard|newapa|chicago[a-z]*|alpha[a-z]*|amsalpha|is-alpha"
    r"|elsarticle-harv|spbasic|jfm|cell|genetics|ecology|apsrmp[\w-]*|authoryear[\w-]*|authortitle[\w-]*|mla[\w-]*"
    r"|verbose[\w-]*|chicago-[\w-]+|philosophy[\w-]*)"
)
_UNSORTED_BIBLATEX = re.compile(
    r"(?:vancouver|nature|science|ieee|nejm|ama|chem-acs|chem-angew|chem-biochem|chem-rsc|phys|numeric-verb|lncs|biomed|cse)"
)
_PACKAGE = re.compile(r"\\(?:usepackage|RequirePackage|PassOptionsToPackage|document(?:class|style))(?![A-Za-z])")
_STYLE = re.compile(r"\\bibliographystyle\s{0,9}\{\s{0,9}([^{}]{0,100}?)\s{0,9}\}")
_NAMED = re.compile(r"\\(?:(bibliography)|(addbibresource|addglobalbib|addsectionbib))(?![A-Za-z@])")
_BEGIN = "\\begin{document}"
_SORTING_OPTIONS = frozenset({"sort", "sort&compress", "sortcites", "sortcites=true"})


@dataclass(frozen=True, slots=True)
class Setup:
    """How a document cites.

    Attributes:
        body: where its text begins.
        is_whole: whether it is a document, not a chapter of one.
        style: the name of its bibliography style; empty if it names none.
        sorts: whether that style sorts the list by author, year and title.
        shows_names: whether it cites by names and years, so that no numbers are printed at all.
        sorts_groups: whether the numbers of one citation are put in ascending order.
        raised: whether the numbers are raised.
        bibliographies: the bibliography files it names, each with its place.
    """

    body: int
    is_whole: bool
    style: str
    sorts: bool
    shows_names: bool
    sorts_groups: bool
    raised: bool
    bibliographies: tuple[tuple[str, Span], ...]


def read_setup(groups: Groups) -> Setup:
    """Read how a document cites.

    Args:
        groups: its text, definitions blanked out.
    """
    clean = groups.clean
    begin = clean.find(_BEGIN)
    body = begin + len(_BEGIN) if begin >= 0 else 0
    packages = _packages(groups)
    style = next((found[1] for found in _STYLE.finditer(clean) if found[1]), "")
    natbib = packages.get("natbib", set())
    biblatex = packages.get("biblatex")
    if biblatex is None:
        sorts = bool(_SORTED_STYLES.fullmatch(style))
        names = bool(_NAMES_AND_YEARS.fullmatch(style)) and not {"numbers", "super"} & natbib
    else:
        options = dict(part.partition("=")[::2] for part in biblatex)
        style = options.get("bibstyle") or options.get("style") or "numeric"
        sorting = options.get("sorting") or ("none" if _UNSORTED_BIBLATEX.fullmatch(style) else "nty")
        sorts = sorting not in {"none", "citeorder", "noneyear"}
        names = bool(_NAMES_AND_YEARS.fullmatch(options.get("citestyle") or style))
        style = f"biblatex, style={style}, sorting={sorting}"
    cite = packages.get("cite")
    return Setup(
        body=body,
        is_whole=begin >= 0,
        style=style,
        sorts=sorts,
        shows_names=names,
        sorts_groups=(cite is not None and "nosort" not in cite)
        or bool(_SORTING_OPTIONS & (natbib | (biblatex or set())))
        or (biblatex is not None and "-comp" in style),
        raised="super" in natbib or bool({"superscript", "super"} & (cite or set())),
        bibliographies=tuple(_bibliographies(groups)),
    )


def _packages(groups: Groups) -> dict[str, set[str]]:
    """The options of each package and class, by its name."""
    out: dict[str, set[str]] = {}
    for found in _PACKAGE.finditer(groups.clean):
        at = found.end()
        options: set[str] = set()
        if found[0].startswith("\\Pass") and (passed := groups.group(at)):
            options = _options(groups, passed)
            at = passed[1] + 1
        while option := groups.option(at):
            options |= _options(groups, option)
            at = option[1] + 1
        if names := groups.group(at):
            for name in groups.shown(*names).split(","):
                out.setdefault(name.strip(), set()).update(options)
    return out


def _options(groups: Groups, span: tuple[int, int]) -> set[str]:
    return {re.sub(r"[\s{}]", "", option) for option in groups.shown(*span).split(",")}


def _bibliographies(groups: Groups) -> list[tuple[str, Span]]:
    """The bibliography files that a document names, in order."""
    out: dict[str, Span] = {}
    for found in _NAMED.finditer(groups.clean):
        at = found.end()
        while option := groups.option(at):
            at = option[1] + 1
        if names := groups.group(at):
            for name in groups.shown(*names).split(",") if found[1] else [groups.shown(*names)]:
                if name.strip() and "#" not in name:
                    out.setdefault(name.strip().removesuffix(".bib"), Span(found.start(), names[1] + 1))
    return list(out.items())
