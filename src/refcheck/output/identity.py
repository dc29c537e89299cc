"""By what other programs know a finding and its file again; of findings that look alike they keep but one."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from refcheck.finding import Finding


def fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """Fingerprints that differ: the second finding of the same content is known by being the second."""
    seen: Counter[str] = Counter()
    for finding in findings:
        own = finding.fingerprint
        seen[own] += 1
        yield own if seen[own] == 1 else hashed(f"{own}:{seen[own]}")


def hashed(text: str) -> str:
    """A fingerprint of something that is no finding."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def forward(path: str) -> str:
    """A path with forward slashes and no `./` before it, as services compare it with those of a repository."""
    return PurePath(path).as_posix()


def as_uri(path: str) -> str:
    """A path as a URI: relative as it was given, or with its scheme if it is absolute."""
    if PurePath(path).is_absolute():
        return Path(path).as_uri()
    return quote(forward(path), errors="surrogateescape")
