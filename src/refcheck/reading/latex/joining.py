r"""A LaTeX document and the files that it inputs, as one text that knows which file each stretch of it stands in."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refcheck.reading.companions import MOST_BYTES, Unavailable
from refcheck.reading.latex.masking import BLANK, mask
from refcheck.source import Part, Span

if TYPE_CHECKING:
    from refcheck.reading.companions import Companions

DEEPEST = 20
"""How many files deep files may input each other."""
MOST_INPUTS = 2_000
MOST_NOTES = 20
"""How many files that are not there are named one by one."""

_INPUT = re.compile(
    r"\\(?:(?P<import>(?:sub)?import|(?:sub)?(?:input|include)from)\*?\s{0,9}\{(?P<folder>[^{}\\#]{0,300})\}\s{0,9}\{(?P<file>[^{}\\#]{1,300})\}"
    r"|(?:input|include|subfile|subfileinclude|InputIfFileExists)\s{0,9}\{(?P<name>[^{}\\#]{1,300})\}"
    r"|input[ \t]{1,9}(?P<bare>[^\s{}\\#%]{1,300}))"
)
_SEAM = "%\n"  # between files: as TeX reads it, nothing, and no line goes on from one file into the next
_NO_TEXT = re.compile(r"(?:glyphtounicode|.*\.(?:pgf|tikz|pdf_tex|eps_tex|def|sty|cls|cfg|clo|ltxml))$")


@dataclass
class Joined:
    """The text of several files.

    Attributes:
        text: their texts, each where it is read.
        clean: the same, what is no text blanked out.
        parts: which file each stretch stands in.
        comments: where comments stand that may be about refcheck.
        notes: what could not be read, a line each.
    """

    text: str = ""
    clean: str = ""
    parts: list[Part] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Joiner:
    """Puts files together; `append` may be called again for what the document reads at its end.

    Args:
        companions: where they are read from.
    """

    def __init__(self, companions: Companions) -> None:
        self._companions = companions
        self._masked: dict[str, tuple[str, list[Span]]] = {}
        self._texts: list[str] = []
        self._cleans: list[str] = []
        self._length = 0
        self._inputs = 0
        self.joined = Joined()

    def append(self, path: str, text: str, *, follow: bool = True, clean: str | None = None) -> Span:
        """Add a file.

        Args:
            path: its path.
            text: its text.
            follow: whether to add, in their places, the files that it inputs.
            clean: the text with what is no LaTeX text blanked out, if it is not masked as LaTeX is.

        Returns:
            Where it stands in the joined text.
        """
        start = self._length
        if clean is not None:
            self._masked[path] = clean, []
        self._file(path, text, "", (path,) if follow else ())
        return Span(start, self._length)

    def finish(self) -> Joined:
        """The joined text."""
        self.joined.text = "".join(self._texts)
        self.joined.clean = "".join(self._cleans)
        return self.joined

    def _file(self, path: str, text: str, folder: str, chain: tuple[str, ...]) -> None:
        if path not in self._masked:
            clean, comments = mask(text)
            self._masked[path] = (_without_preamble(clean) if len(chain) > 1 else clean), comments
        clean, comments = self._masked[path]
        at = 0
        for found in _INPUT.finditer(clean) if chain else ():
            read = self._read(path, text, found, folder, chain)
            if read is None:
                continue
            # The command itself is no text, not even where its argument has no braces.
            self._stretch(path, text, clean[at : found.start()] + BLANK * len(found[0]), at, comments)
            at = found.end()
            below = posixpath.join(folder, found["folder"]) if found["import"] else folder
            self._file(*read, below, (*chain, read[0]))
        self._stretch(path, text, clean[at:], at, comments)

    def _read(
        self, path: str, text: str, found: re.Match[str], folder: str, chain: tuple[str, ...]
    ) -> tuple[str, str] | None:
        name = (found["name"] or found["file"] or found["bare"]).strip()
        if found["folder"]:
            name = posixpath.join(found["folder"].strip(), name)
        own = posixpath.dirname(name)
        endings = ("", ".tex") if posixpath.splitext(name)[1] else (".tex", "")
        try:
            if _NO_TEXT.match(name):
                return None
            self._inputs += 1
            if self._inputs > MOST_INPUTS or self._length > MOST_BYTES:
                raise Unavailable("more is input than is read")
            shown, inside = self._companions.text(name, *endings, below=folder or _folder_of(chain, own))
            if shown in chain:
                raise Unavailable("it inputs itself")
            if len(chain) > DEEPEST:
                raise Unavailable(f"files input each other more than {DEEPEST} deep")
        except Unavailable as error:
            if len(self.joined.notes) < MOST_NOTES:
                line = text.count("\n", 0, found.start()) + 1
                self.joined.notes.append(f"{path}:{line}: {name} is input and was not read: {error}")
            elif len(self.joined.notes) == MOST_NOTES:
                self.joined.notes.append(f"{path}: more files are input and were not read")
            return None
        return shown, inside

    def _stretch(self, path: str, text: str, clean: str, start: int, comments: list[Span]) -> None:
        end = start + len(clean)
        self.joined.parts.append(Part(self._length, path, text, start, len(clean)))
        shift = self._length - start
        first = bisect_left(comments, start, key=lambda comment: comment.start)
        last = bisect_left(comments, end, key=lambda comment: comment.start)
        self.joined.comments += [Span(each.start + shift, each.end + shift) for each in comments[first:last]]
        self._texts += [text[start:end], _SEAM]
        self._cleans += [clean, BLANK * len(_SEAM)]
        self._length += len(clean) + len(_SEAM)


def _folder_of(chain: tuple[str, ...], own: str) -> str:
    """Where else an input may stand: beside the file that inputs it, as the article's folder sees it."""
    if len(chain) < 2:
        return ""
    return posixpath.relpath(posixpath.dirname(chain[-1]) or ".", posixpath.dirname(chain[0]) or ".") if not own else ""


def _without_preamble(clean: str) -> str:
    r"""A file that is a document of its own as well (``\subfile``): only what is between begin and end counts."""
    begin = clean.find("\\begin{document}")
    if begin < 0:
        return clean
    end = begin + len("\\begin{document}")
    return BLANK * end + clean[end:]
