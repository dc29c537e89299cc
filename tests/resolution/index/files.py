"""Indexes for the tests: the committed records, and records of one's own."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from refcheck.resolution.index.building import Builder
from tests.support.fixtures import committed_records

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from refcheck.resolution.index.building import Built

TODAY = date(2026, 11, 29)


def write_dump(path: Path, records: Iterable[dict[str, Any]] | None = None) -> Path:
    """Write records (the committed ones if none are given) as JSON lines."""
    lines = [json.dumps(record) + "\n" for record in (committed_records() if records is None else records)]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def build(folder: Path, records: Iterable[dict[str, Any]] | None = None, **settings: Any) -> tuple[Path, Built]:
    """An index of records in a folder."""
    output = folder / "index"
    return output, Builder(TODAY, **settings).build([write_dump(folder / "dump.jsonl", records)], output)
