"""Where the real material stands that benchmarks and some tests measure on. Users do not have it."""

from __future__ import annotations

import os
from pathlib import Path


def folder() -> Path | None:
    """The folder of real articles and records: `$REFCHECK_MATERIAL`, or `shared/data` beside the project's root."""
    named = os.environ.get("REFCHECK_MATERIAL")
    candidates = [Path(named)] if named else [Path(__file__).parents[2] / "shared" / "data"]
    return next((candidate for candidate in candidates if candidate.is_dir()), None)


def require() -> Path:
    """The same, or an exit with a clear word."""
    found = folder()
    if found is None:
        raise SystemExit("no real material here: set REFCHECK_MATERIAL to a folder laid out as docs/benchmarks.md says")
    return found
