"""What the errors of a request mean, habanero's and the standard library's.

habanero 2.9 raises its own `RequestError`, its HTTP client's errors (bare for single records, wrapped in a
`RuntimeError` for lists), `ValueError` for a body that is no JSON, and `KeyError` or `TypeError` for JSON that is not
Crossref's. What they have in common is the chain of causes: an HTTP status somewhere in it, or a timeout, or a
transport that broke.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError

from refcheck.resolution.pacing import ServiceFailure
from refcheck.work import UncheckedReason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NOT_FOUND = 404
TOO_MANY_REQUESTS = 429
SERVER_ERRORS = range(500, 600)
MOVED = frozenset({301, 302, 303, 307, 308})


class NotThere(Exception):  # noqa: N818 (no error: an answer)
    """The service answered that it does not have what was asked for."""


class Moved(Exception):  # noqa: N818 (no error: an answer)
    """The service answered that what was asked for is elsewhere.

    Args:
        location: where.
    """

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


def failure_of(error: Exception) -> Exception:
    """What an exception of a request means: `NotThere`, `Moved` or `ServiceFailure`."""
    if isinstance(error, ServiceFailure):
        return error
    chain = list(_chain(error))
    # The classes are told by name: they belong to habanero's HTTP client, which has changed before.
    names = {kind.__name__ for link in chain for kind in type(link).__mro__}
    if names & {"TimeoutException", "TimeoutError"}:
        return ServiceFailure(UncheckedReason.TIMEOUT, "no answer in time")
    status, headers = _status(chain)
    if status is not None:
        return _by_status(status, headers)
    if names & {"TransportError", "OSError", "HTTPException"}:
        return ServiceFailure(UncheckedReason.CONNECTION, _obstacle(chain))
    return ServiceFailure(UncheckedReason.BAD_ANSWER, f"not an answer that it gives: {_one_line(error)}")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _status(chain: list[BaseException]) -> tuple[int | None, Mapping[str, str]]:
    for link in chain:
        if isinstance(link, HTTPError):
            return link.code, {name.lower(): value for name, value in link.headers.items()}
    # The HTTP client's error carries headers, habanero's own only the status: look for the former first.
    responses = [link.response for link in chain if hasattr(link, "response")]
    if responses:
        return int(responses[0].status_code), responses[0].headers
    statuses = [link.status_code for link in chain if hasattr(link, "status_code")]
    return (int(statuses[0]) if statuses else None), {}


def _by_status(status: int, headers: Mapping[str, str]) -> Exception:
    if status == NOT_FOUND:
        return NotThere()
    if status in MOVED:
        return Moved(headers.get("location", ""))
    detail = f"HTTP {status}"
    if status == TOO_MANY_REQUESTS:
        return ServiceFailure(
            UncheckedReason.RATE_LIMITED, detail, retry_after=retry_after(headers), rate=allowed_rate(headers)
        )
    if status in SERVER_ERRORS:
        return ServiceFailure(UncheckedReason.SERVER_ERROR, detail, retry_after=retry_after(headers))
    return ServiceFailure(UncheckedReason.BAD_ANSWER, f"{detail}, which is no record")


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds that a `Retry-After` header asks to wait, given in seconds or as a date (RFC 9110, 10.2.3)."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:  # "-0000": a time in UTC that says nothing of where its clock stands
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())


def allowed_rate(headers: Mapping[str, str]) -> float | None:
    """Requests per second that Crossref's rate limit headers allow ("5" in "1s")."""
    limit = re.fullmatch(r"\d{1,6}", headers.get("x-rate-limit-limit", "").strip())
    interval = re.fullmatch(r"(\d{1,6})s?", headers.get("x-rate-limit-interval", "").strip())
    if not limit or not interval or not int(limit[0]) or not int(interval[1]):
        return None
    return int(limit[0]) / int(interval[1])


def _obstacle(chain: list[BaseException]) -> str:
    """What the operating system said of a connection ("Connection refused"), else what the HTTP client did."""
    said = [link.strerror for link in chain if isinstance(link, OSError) and link.strerror]
    return said[-1] if said else " ".join(str(chain[-1]).split())[:120] or type(chain[-1]).__name__


def _one_line(error: Any) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:120]}" if text else type(error).__name__
