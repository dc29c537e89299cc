"""What the tests of resolution share: the committed records, a server over them, and settings without pauses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refcheck.resolution.settings import CrossrefSettings
from refcheck.work import UncheckedReason

if TYPE_CHECKING:
    from tests.support.crossref_server import CrossrefServer, Record


def committed_records() -> list[Record]:
    """A handful of real Crossref records: facts only, no abstracts."""
    return _records("records.json")


def dermatology_records() -> list[Record]:
    """Those of articles/psoriasis-light.md, and of one more that may be inserted there: facts only as well."""
    return _records("dermatology.json")


def _records(name: str) -> list[Record]:
    records: list[Record] = json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return records


def record(doi: str) -> Record:
    """The committed record with this DOI."""
    return next(one for one in committed_records() if one["DOI"].lower() == doi)


def waiting(reason: UncheckedReason) -> dict[str, float]:
    """How long to wait for a service that fails: what does not come is not waited for, whatever is told has time."""
    return {"timeout": 0.2} if reason is UncheckedReason.TIMEOUT else {}


def quick(server: CrossrefServer, **changes: Any) -> CrossrefSettings:
    """Settings for a server on the loopback: no pauses."""
    options: dict[str, Any] = {
        "base_url": server.url,
        "timeout": 5.0,
        "sleep": lambda _: None,
    }
    return CrossrefSettings(**options | changes)
