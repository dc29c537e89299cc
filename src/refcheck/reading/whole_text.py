"""All that a person reads of an article, not only what findings point at."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from refcheck.reading.jats_blocks import layout
from refcheck.reading.jats_text import text_of
from refcheck.reading.xml_source import parse
from refcheck.source import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.source import Source

_HEADINGS = frozenset({"title", "subtitle"})


def passages_of(source: Source) -> Iterator[tuple[Passage, bool]]:
    """What a person reads of an article in XML, and whether it is a heading.

    Of JATS a reader keeps the paragraphs that cite; here are the others, too, numbered as it numbers them.

    Args:
        source: of an article that was read; one without passages (a text) is what a person reads itself.
    """
    if source.format != "jats":
        yield from ((passage, False) for passage in source.passages)
        return
    # The offsets are those of the text as decoded, whatever the file says that it is encoded as.
    plain = (xml := parse(codecs.BOM_UTF8 + source.text.encode("utf-8", "surrogatepass"), source.path)).plain
    cited = [passage.span.start for passage in source.passages if passage.paragraph]
    for number, place in enumerate(layout(plain, xml.start, cited, source.path).blocks, 1):
        yield Passage(place.span, text_of(plain, place, {}).text, number), place.tag in _HEADINGS
