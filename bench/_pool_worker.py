"""One of several processes that resolve references at once: `python -m bench._pool_worker FOLDER URL FILE`.

FOLDER is the cache that they share, FILE a JSON list of references.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from refcheck.resolution.cache import Cache
from refcheck.resolution.compose import crossref_resolver
from refcheck.resolution.settings import CrossrefSettings
from refcheck.work import Unchecked
from tests.support.references import reference

# Crossref's limits for those who give an address, named here because on the loopback there are none.
SINGLES, LISTS, AT_ONCE = 10.0, 3.0, 3


def main(folder: str, url: str, file: str) -> int:
    """Resolve the references; prints how many could not be checked."""
    settings = CrossrefSettings(
        url,
        "editor@example.org",
        singles_per_second=SINGLES,
        lists_per_second=LISTS,
        at_once=AT_ONCE,
        pace_file=Path(folder) / "turns.sqlite3",
    )
    raws = json.loads(Path(file).read_text("utf-8"))
    resolver = crossref_resolver(settings, Cache(Path(folder), warn=lambda line: print(line, file=sys.stderr)))
    answers = resolver.resolve([reference(raw, number) for number, raw in enumerate(raws, start=1)])
    print(sum(isinstance(answer.outcome, Unchecked) for answer in answers))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
