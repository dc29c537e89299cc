"""The search engine under an index. The only module that imports tantivy.

An index is a folder: tantivy's files, and beside them `refcheck-index.json`, which says what made it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from refcheck.errors import IndexFailure, UsageError
from refcheck.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import tantivy

ABOUT = "refcheck-index.json"
FORMAT = "refcheck-index"
#: of what is stored and of the keys it is found by: raise it when `packing` or `keys` change
SCHEMA = 1
#: how many words are searched for: the rarest tell most, each further one costs more
WORDS = 8
#: so many are searched for even if they are common
ALWAYS = 4
#: a word that this share of the records has is common
COMMON = 0.01
_MEMORY = 256 << 20  # bytes that the writer fills before it writes a segment
_KNOWN = 1 << 18  # words and keys whose counts are kept


@dataclass(frozen=True, slots=True)
class About:
    """What an index says of itself.

    Attributes:
        records: how many it holds.
        built: the date when it was made, ISO 8601.
        complete_until: the last year of which it holds every record of Crossref's; 0 if it claims none.
        schema: the version of its layout.
    """

    records: int
    built: str
    complete_until: int = 0
    schema: int = SCHEMA


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found.

    Attributes:
        score: BM25 over its keys and words.
        address: of the record in the index, for `Engine.stored`.
    """

    score: float
    address: tuple[int, int]


class Writer:
    """Fills a new index.

    Args:
        folder: where; it must exist and be empty.

    Raises:
        UsageError: tantivy is not installed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tantivy = _engine()
        self._index = self._tantivy.Index(_schema(self._tantivy), path=str(folder))
        self._writer = self._index.writer(_MEMORY, 1)
        self._count = 0

    def add(self, keys: Iterable[str], words: Iterable[str], stored: bytes) -> None:
        """Add one record.

        Args:
            keys: what finds it exactly.
            words: what finds it by relevance.
            stored: what is given back.
        """
        document = self._tantivy.Document()
        for key in keys:
            document.add_text("keys", key)
        document.add_text("words", " ".join(words))
        document.add_bytes("record", stored)
        self._writer.add_document(document)
        self._count += 1

    def finish(self, built: date, complete_until: int = 0) -> About:
        """Write what is left, and what the index says of itself."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        about = About(self._count, built.isoformat(), complete_until)
        write_atomically(self._folder / ABOUT, json.dumps({"format": FORMAT, **asdict(about)}) + "\n")
        return about


class Engine:
    """An index that can be asked.

    Args:
        folder: where it is.

    Attributes:
        about: what the index says of itself.

    Raises:
        IndexFailure: it is none, or another version made it.
        UsageError: tantivy is not installed.
    """

    def __init__(self, folder: Path) -> None:
        self.about = read_about(folder)
        self._tantivy = _engine()
        try:
            index = self._tantivy.Index.open(str(folder))
            index.config_reader("manual")
            index.reload()
            self._schema, self._searcher = index.schema, index.searcher()
        except (ValueError, OSError) as error:
            raise IndexFailure(f"a broken index: {_first_line(error)}", path=str(folder)) from error
        self._common = COMMON * self.about.records
        self.count = lru_cache(_KNOWN)(self._searcher.doc_freq)

    def by_key(self, key: str) -> Hit | None:
        """A record that has this key."""
        query = self._tantivy.Query.term_query(self._schema, "keys", key, "basic")
        return next(iter(self._hits(query, 1)), None)

    def search(self, keys: Iterable[str], words: Iterable[str], rows: int) -> list[Hit]:
        """The records that have most of what is asked for, weighed by rarity.

        Args:
            keys: exact keys; all are asked for.
            words: of these the `WORDS` rarest, without those that are common where there are rarer ones.
            rows: how many records at most.
        """
        term, should = self._tantivy.Query.term_query, self._tantivy.Occur.Should
        asked = [(should, term(self._schema, "keys", key, "basic")) for key in keys if self.count("keys", key)]
        counted = sorted((count, word) for word in words if (count := self.count("words", word)))
        rare = [word for place, (count, word) in enumerate(counted[:WORDS]) if place < ALWAYS or count < self._common]
        asked += [(should, term(self._schema, "words", word, "freq")) for word in rare]
        return self._hits(self._tantivy.Query.boolean_query(asked), rows) if asked else []

    def stored(self, address: tuple[int, int]) -> bytes:
        """What was stored with a record."""
        record: bytes = self._searcher.doc(self._tantivy.DocAddress(*address)).get_first("record")
        return record

    def _hits(self, query: tantivy.Query, rows: int) -> list[Hit]:
        found = self._searcher.search(query, rows, count=False).hits
        return [Hit(score, (address.segment_ord, address.doc)) for score, address in found]


def read_about(folder: Path) -> About:
    """What an index says of itself.

    Raises:
        IndexFailure: it is none, or another version made it.
    """
    try:
        said = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise IndexFailure("not an index of refcheck's", path=str(folder)) from error
    if not isinstance(said, dict) or said.pop("format", None) != FORMAT:
        raise IndexFailure("not an index of refcheck's", path=str(folder))
    if said.get("schema") != SCHEMA:
        raise IndexFailure(
            f"schema {said.get('schema')!r} of the index: this refcheck reads schema {SCHEMA}; build it anew",
            path=str(folder),
        )
    try:
        about = About(**said)
        date.fromisoformat(about.built)
    except (TypeError, ValueError) as error:
        raise IndexFailure(f"{ABOUT} is damaged", path=str(folder)) from error
    return about


def _engine() -> Any:
    try:
        import tantivy  # noqa: PLC0415 (an extra: only whoever has an index needs it)
    except ImportError as error:
        raise UsageError("an index needs tantivy: install article-refcheck[index]") from error
    return tantivy


def _schema(engine: Any) -> tantivy.Schema:
    builder = engine.SchemaBuilder()
    builder.add_text_field("keys", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    builder.add_bytes_field("record", stored=True)
    schema: tantivy.Schema = builder.build()
    return schema


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
