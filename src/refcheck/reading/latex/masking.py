r"""What of a LaTeX source is no text: comments, verbatim, what ``\iffalse`` switches off, all after ``\end{document}``.

It is blanked out code point for code point (with NUL, which no source has), so that everything after this step
may take what it sees for text and every offset still is one of the source.
"""

from __future__ import annotations

import re

from refcheck.source import Span

BLANK = "\0"
LONGEST_VERB = 500

_VERBATIM = (
    r"[vV]erbatim\*?|[BLS]?Verbatim\*?|alltt|lstlisting\*?|minted|comment|filecontents\*?|tikzpicture|pgfpicture|CCSXML"
    r"|asy|python|sagesilent|pycode"
)
_STOP = re.compile(
    r"\\(?:(?P<verb>verb\*?|lstinline|mintinline)(?![A-Za-z@])"
    rf"|begin\s{{0,9}}\{{\s{{0,9}}(?P<env>{_VERBATIM})\s{{0,9}}\}}"
    r"|(?P<false>iffalse)(?![A-Za-z@])"
    r"|(?P<end>end\s{0,9}\{\s{0,9}document\s{0,9}\}|endinput(?![A-Za-z@])))"
    r"|\\.|(?P<comment>%[^\r\n]*+(?:(?:\r\n?|\n)[ \t]*+)?)",
    re.DOTALL,
)
_VERB = re.compile(
    r"(?:\[[^\]\r\n]{0,200}\]|\{[a-z]{1,20}\}(?=\S)){0,2}(?:(?P<braced>\{[^{}\r\n]{0,2000}\})|(?P<mark>[^\w\s]))"
)
# Conditionals that open a level; \ifthenelse and \iff look like them and are none.
_LEVEL = re.compile(
    r"\\(?:(?P<fi>fi)|(?P<else>else)|if(?!f\b|thenelse\b)[A-Za-z@]*)(?![A-Za-z@])|\\.|%[^\r\n]*+", re.DOTALL
)


def mask(text: str) -> tuple[str, list[Span]]:
    """Blank out what is no text.

    Args:
        text: a LaTeX source.

    Returns:
        The text, of the same length, and where its comments stand.
    """
    parts: list[str] = []
    comments: list[Span] = []
    never_ends: set[str] = set()
    kept = at = 0
    while found := _STOP.search(text, at):
        start, at = found.span()
        if found["comment"] is not None:
            end = at
            if text[start : start + 300].find("refcheck") >= 0:
                comments.append(Span(start, start + len(found[0].rstrip())))
        elif found["verb"]:
            shown = _VERB.match(text, at)
            end = shown.end() if shown else at
            if shown and shown["mark"]:
                end = text.find(shown["mark"], end, end + LONGEST_VERB) + 1
            if end <= at:
                continue
        elif found["env"]:
            closing = f"\\end{{{found['env']}}}"
            last = -1 if closing in never_ends else text.find(closing, at)
            if last < 0:
                never_ends.add(closing)
                continue
            end = last + len(closing)
        elif found["false"]:
            end = _end_of_false(text, at)
        elif found["end"]:
            end = len(text)
        else:
            continue
        parts += [text[kept:start], _blank(end - start, breaks=found["env"] is not None)]
        kept = at = end
    return "".join([*parts, text[kept:]]), comments


def _blank(length: int, *, breaks: bool) -> str:
    return "\n\n" + BLANK * (length - 2) if breaks else BLANK * length


def _end_of_false(text: str, start: int) -> int:
    r"""Where the text goes on after an ``\iffalse``: behind its ``\fi`` or ``\else``."""
    depth = 1
    for found in _LEVEL.finditer(text, start):
        if found["fi"]:
            depth -= 1
            if depth == 0:
                return found.end()
        elif found["else"]:
            if depth == 1:
                return found.end()
        elif found[0].startswith("\\if"):
            depth += 1
    return len(text)
