"""One entry of a JATS reference list: its text as a reader sees it, and what its elements say.

Nearly all are of a common kind (`jats_common`), which is read at once; the others are put together piece by piece
(`jats_pieces`). Where the text and the fields stand few ever ask: that is worked out by the pieces for both.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from refcheck.offsets import Runs
from refcheck.reading.jats_authors import is_folded
from refcheck.reading.jats_common import read_common
from refcheck.reading.jats_pieces import Pieces
from refcheck.reading.jats_tags import EDGES, FIELDS, Types, fields_in
from refcheck.reading.xml_source import characters_in, without_unseen
from refcheck.sealing import maker
from refcheck.source import MappedText, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.bibliography import Author
    from refcheck.reading.jats_tags import Values

_mapped = maker(MappedText)


class Entry:
    """One entry, taken apart.

    Args:
        plain: the entry, from its start tag to its end tag, as in `XmlSource.plain`.
        start: where it stands in the source.
        types: what the attributes in the list mean.
        common: whether an entry of the common kind may be read at once; it reads the same.

    Attributes:
        plain: the entry, as given.
        text: its text on one line, white space folded.
        was_folded: whether there was white space to fold.
        label: its label, as printed; empty if it has none.
        label_span: where the text of the label stands in the source.
        kind: what sort of work it is said to be.
        values: what the elements of its first work say, in the order of `FIELDS`, without stops and white space
            around it.
        authors: the authors of the first work.
        truncated: whether there are said to be more.
    """

    __slots__ = (
        "_start", "authors", "kind", "label", "label_span", "plain", "text", "truncated", "values", "was_folded",
    )  # fmt: skip

    text: str
    was_folded: bool
    kind: str
    values: Values
    authors: Sequence[Author]
    truncated: bool

    def __init__(self, plain: str, start: int, types: Types, *, common: bool = True) -> None:
        self.plain = plain
        self._start = start
        self.label = ""
        self.label_span: Span | None = None
        if not (common and read_common(self, plain, start, types)):
            self.plain = without_unseen(plain)
            self._read(Pieces(self.plain, types))

    def _read(self, read: Pieces) -> None:
        """Take what was read piece by piece."""
        self.kind = read.kind
        self.authors = read.authors.names
        self.truncated = read.authors.truncated
        if read.label is not None:
            self.label = " ".join(characters_in(read.label).split())
            begin = self._start + self.plain.index(f">{read.label}</label") + 1
            self.label_span = Span(begin, begin + len(read.label))
        places = fields_in(read.places).get
        self.take(read.pieces, tuple([(at := places(name)) and "".join(read.pieces[slice(*at)]) for name in FIELDS]))

    def take(self, pieces: Sequence[str], values: Values) -> None:
        """Take the text in pieces, and what the elements say."""
        text = "".join(pieces)
        self.text, self.was_folded = text, False
        if not is_folded(text):
            self.text = " ".join(text.split())
            self.was_folded = self.text != text
            if self.was_folded:
                values = tuple([value and " ".join(value.split()) for value in values])
        self.values = tuple([value and value.strip(EDGES) for value in values])

    def mapped(self) -> MappedText:
        """The text of the entry, mapped to the source."""
        make = partial(_runs, self.plain, self._start, self.was_folded)
        return _mapped(self.text, Runs((), make, len(self.text)))


def _runs(plain: str, start: int, folded: bool) -> list[Sequence[int]]:
    return Pieces(plain, Types()).offsets(start, folded=folded)
