"""The commands and environments of LaTeX, by what they do to the text."""

from __future__ import annotations

import re

_UNSEEN = {
    0: """noindent indent maketitle tableofcontents listoffigures listoftables newpage clearpage cleardoublepage hline
        toprule midrule bottomrule centering raggedright raggedleft small footnotesize tiny scriptsize normalsize large
        Large LARGE huge Huge bf it em rm sf tt sc bfseries itshape rmfamily sffamily ttfamily mdseries upshape slshape
        scshape normalfont boldmath linenumbers doublespacing singlespacing onehalfspacing frontmatter mainmatter
        backmatter appendix printbibliography printbibheading makeatletter makeatother relax null protect newblock
        hfill vfill hfil bigskip medskip smallskip left right displaystyle sloppy fussy selectfont onecolumn
        flushbottom raggedbottom begingroup endgroup leavevmode allowbreak goodbreak filbreak nopagebreak pagebreak
        linebreak nolinebreak xspace unskip ignorespaces allowdisplaybreaks glsresetall hyperref makebox""",
    1: """label vspace hspace vskip includegraphics bibliography bibliographystyle documentclass usepackage
        RequirePackage input include subfile subfileinclude cline cmidrule specialrule cellcolor rowcolor columncolor
        color pagecolor pagenumbering thispagestyle pagestyle author affil affiliation address institute institution
        date email thanks orcid orcidID ead keywords pacs authorrunning titlerunning runninghead corresp received
        accepted revised published todo marginpar phantomsection index glsadd nomenclature addbibresource deleted
        deletedtext sout graphicspath fancyhead fancyfoot lhead rhead cfoot chead lfoot rfoot tag notag markright
        captionsetup linespread includeonly tnotetext cortext fntext theoremstyle hyphenation usetikzlibrary
        usepgfplotslibrary shorttitle shortauthors authornote authornotemark corref fnref tnoteref journal ccsdesc
        copyrightyear acmDOI acmISBN acmYear acmVolume acmNumber acmJournal scalebox raisebox textcolor href parbox
        colorbox rotatebox foreignlanguage hyperlink hypertarget adjustbox fontfamily selectlanguage citestyle
        bibliographyunit""",
    2: """setcounter addtocounter setlength addtolength fontsize markboth rule resizebox newcolumntype
        PassOptionsToPackage numberwithin multicolumn multirow fancypagestyle fcolorbox""",
    3: "addcontentsline definecolor newacronym titlespacing contentsline",
}
UNSEEN = {name: count for count, names in _UNSEEN.items() for name in names.split()}
"""Commands that show nothing, and how many groups they take with them; what ``multicolumn`` shows is its third."""

APART = frozenset({
    "section", "subsection", "subsubsection", "chapter", "part", "paragraph", "subparagraph", "title", "subtitle",
    "addsec", "addchap", "minisec", "bmhead", "heading",
})  # fmt: skip
"""Headings."""
BESIDE = frozenset({"footnote", "footnotetext", "caption", "captionof", "captionabove", "captionbelow", "endnote",
                    "sidenote", "tablefootnote", "subcaption", "thanksnote", "bicaption", "legend"})  # fmt: skip
"""Blocks of their own within others."""
RAISED = frozenset({"textsuperscript", "up", "textsu", "ts", "sps", "supscr", "fup"})
"""What raises its argument."""
LITERAL = frozenset({"url", "path", "nolinkurl", "doi", "ce", "ch", "num", "si", "unit", "ensuremath", "texttt", "code",
                     "SI", "qty", "SIrange", "numrange", "SIlist", "mathrm", "mathit", "mathbf", "textsubscript",
                     "isotope", "chemfig"})  # fmt: skip
"""What shows its arguments and cites nothing."""
REFERRING = frozenset({"ref", "eqref", "autoref", "cref", "Cref", "pageref", "nameref", "vref", "fref", "subref",
                       "labelcref"})  # fmt: skip
"""What prints the number of something else."""

MATH = re.compile(
    r"(?:equation|align|eqnarray|gather|multline|flalign|alignat|displaymath|math|dmath|subequations|split|IEEEeqnarray)\*?"
)
TABULAR = re.compile(r"(?:tabular[xy*]?|longtable\*?|tabu|longtabu|supertabular\*?|xtabular|tblr|longtblr|NiceTabular)")
LIST = re.compile(r"(?:itemize|enumerate|description|compactitem|compactenum|inparaenum|list|tasks|trivlist)\*?")
NUMBERED = re.compile(r"(?:enumerate|compactenum|inparaenum)\*?")
INLINE = re.compile(r"(?:small|footnotesize|normalsize|large|otherlanguage\*?|spacing|CJK\*?|em|bf|it)")
BIBLIOGRAPHY = re.compile(r"(?:thebibliography|references|bibliography|biblist)\*?")
ARGUMENTS = {
    "tabular": 1, "tabular*": 2, "tabularx": 2, "tabulary": 2, "longtable": 1, "longtable*": 1, "tabu": 1,
    "longtabu": 1, "supertabular": 1, "xtabular": 1, "tblr": 1, "longtblr": 1, "NiceTabular": 1, "minipage": 1,
    "multicols": 1,
    "wrapfigure": 2, "wraptable": 2, "spacing": 1, "adjustwidth": 2, "list": 2, "otherlanguage": 1, "otherlanguage*": 1,
    "CJK": 2, "CJK*": 2, "adjustbox": 1, "columns": 0, "column": 1, "threeparttable": 0, "tcolorbox": 0, "resizebox": 2,
}  # fmt: skip
"""How many groups an environment takes that are no text."""
