"""What refcheck reports. A finding without a primary location cannot be made."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from refcheck.source import Position, Span


class Severity(StrEnum):
    """How bad it is, from worst to mildest. A note says what could not be checked."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """3 for an error down to 0 for a note."""
        return 3 - list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Location:
    """A place in an article and what is to be seen there.

    Attributes:
        path: the article.
        start, end: the place.
        message: what a person is to see there; empty for a primary place.
        excerpt: whether its source is worth showing; not where `message` describes what stands there.
    """

    path: str
    start: Position
    end: Position
    message: str = ""
    excerpt: bool = True


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace a span of the source by a text."""

    span: Span
    text: str


class Safety(StrEnum):
    """Whether a fix may be applied without a person looking at it."""

    SAFE = "safe"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that belong together; their spans do not overlap.

    Attributes:
        safety: whether a person must look first.
        edits: what is replaced.
        remark: what a person should look at after it is made, if anything.
    """

    safety: Safety
    edits: tuple[Edit, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not agree.

    Attributes:
        code: the rule's code, "REF301".
        name: the rule's name, "shifted-citations".
        severity: how bad it is.
        confidence: probability, 0 to 1, that a careful reader would agree.
        message: one or two sentences that say what is wrong and what to do.
        location: the primary place.
        related: other places, in the order in which a person should look at them.
        advice: further lines for people, shown after the places: what else speaks for it, how to mend it.
        data: what programs need, by rule; JSON values only (the contract is in the documentation).
        fixes: edits that mend it, each all of it; the likeliest first.
        key: what identifies the finding apart from where it stands (content, not lines), for the fingerprint.
    """

    code: str
    name: str
    severity: Severity
    confidence: float
    message: str
    location: Location
    related: tuple[Location, ...] = ()
    advice: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    fixes: tuple[Fix, ...] = ()
    key: str = ""

    @property
    def fingerprint(self) -> str:
        """A short stable identity that survives edits elsewhere in the article."""
        return self.fingerprint_in(self.location.path)

    def fingerprint_in(self, path: str) -> str:
        """The same for a file that is called by this path: relative to another folder, before it was renamed."""
        content = "\x1f".join((self.code, path, self.key or self.message))
        return hashlib.sha256(content.encode("utf-8", "surrogateescape")).hexdigest()[:16]
