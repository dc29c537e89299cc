"""Downloading a list of retractions: over HTTP only, within bounds, and whole."""

from __future__ import annotations

import time
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from refcheck import __version__
from refcheck.errors import ServiceError
from refcheck.resolution.retractions.reading import MAX_BYTES

if TYPE_CHECKING:
    from http.client import HTTPResponse

TIMEOUT = 30.0  # seconds without a byte
PATIENCE = 900.0  # seconds in all
_PIECE = 1 << 16


def is_address(source: str) -> bool:
    """Whether a source is an address, not a file."""
    return source.lower().startswith(("http://", "https://"))


def address_shown(url: str) -> str:
    """An address without what may be private: a name, a password, a query."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def download(url: str) -> bytes:
    """What is at an address.

    Raises:
        ServiceError: nobody answered, the answer was a refusal, or it was cut or too long.
    """
    shown = address_shown(url)
    headers = {"User-Agent": f"refcheck/{__version__}", "Accept-Encoding": "identity"}
    try:
        request = Request(url, headers=headers)  # noqa: S310 (the opener knows HTTP only)
        with _opener().open(request, timeout=TIMEOUT) as response:
            if url.lower().startswith("https:") and urlsplit(response.geturl()).scheme != "https":
                raise ServiceError("leads to an address without encryption", path=shown)
            return _body(response, shown)
    except HTTPError as error:
        raise ServiceError(f"HTTP {error.code}", path=shown) from error
    except TimeoutError as error:
        raise ServiceError("no answer in time", path=shown) from error
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise ServiceError(
            f"cannot be downloaded: {getattr(reason, 'strerror', None) or reason}", path=shown
        ) from error


def _opener() -> OpenerDirector:
    # urllib's own opener follows a redirection to FTP, and knows files.
    opener = OpenerDirector()
    for handler in (
        ProxyHandler,
        UnknownHandler,
        HTTPHandler,
        HTTPSHandler,
        HTTPDefaultErrorHandler,
        HTTPRedirectHandler,
        HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener


def _body(response: HTTPResponse, shown: str) -> bytes:
    until = time.monotonic() + PATIENCE
    body = bytearray()
    while piece := response.read1(_PIECE):
        body += piece
        if len(body) > MAX_BYTES:
            raise ServiceError(f"more than {MAX_BYTES // 1_000_000} MB", path=shown)
        if time.monotonic() > until:
            raise ServiceError(f"not done after {PATIENCE:.0f} seconds", path=shown)
    announced = response.headers.get("Content-Length", "")
    # A connection that breaks reads like the end: half a list would forget the retractions of the other half.
    if announced.isdecimal() and int(announced) != len(body):
        raise ServiceError(f"the connection broke after {len(body):,} of {announced} bytes", path=shown)
    return bytes(body)
