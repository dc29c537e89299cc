"""What a server can do instead of answering."""

from __future__ import annotations

import json
import socket
import struct
from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING

from refcheck.work import UncheckedReason

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping
    from http.server import BaseHTTPRequestHandler

JSON = "application/json"
PAGE = b"<html><body><h1>429 Too Many Requests</h1></body></html>"
LIMITS = {"x-rate-limit-limit": "2", "x-rate-limit-interval": "1s"}
HALF = b'{"status": "ok", "message": {"DOI": "10.'


def encoded(value: object) -> bytes:
    """A value as JSON."""
    return json.dumps(value).encode()


class Failure(Enum):
    """What the server can do instead of answering."""

    TOO_MANY = "429 with an HTML page"
    TOO_MANY_RETRY_AFTER = "429 with Retry-After"
    SERVER_ERROR = "500"
    UNAVAILABLE = "503 with a JSON body that is not Crossref's"
    GARBAGE = "bytes that are no JSON"
    HALF_A_BODY = "a Content-Length larger than what is sent"
    NOTHING = "closes the connection"
    SILENCE = "never answers"
    WRONG_WORK = "the record of another work"
    UNRELATED_WORKS = "lists of works that have nothing to do with the question"
    EMPTY_JSON = "{}"
    WRONG_SHAPE = "JSON of another shape"
    BAD_GATEWAY = "502 with an HTML page"
    UNAVAILABLE_RETRY_AFTER = "503 with Retry-After"
    PAGE = "200 with an HTML page"
    RESET = "resets the connection"
    MOVED = "redirects to a page elsewhere"
    DRIP = "a body that drips, a byte at a time"


OTHER = {"DOI": "10.5555/12345678", "title": ["Made for the test"], "type": "journal-article"}
UNRELATED = {"items": [OTHER | {"title": ["Quasar zoology"]}]}
#: status, body, media type and further headers of the failures that are whole answers
ANSWERS: dict[Failure, tuple[int, bytes, str, dict[str, str]]] = {
    Failure.TOO_MANY: (429, PAGE, "text/html", LIMITS),
    Failure.TOO_MANY_RETRY_AFTER: (429, PAGE, "text/html", {"Retry-After": "7"}),
    Failure.SERVER_ERROR: (500, b"Internal Server Error", "text/plain", {}),
    Failure.BAD_GATEWAY: (502, b"<html><h1>502 Bad Gateway</h1></html>", "text/html", {}),
    Failure.UNAVAILABLE: (503, b'["try later"]', JSON, {}),
    Failure.UNAVAILABLE_RETRY_AFTER: (503, b"later", "text/plain", {"Retry-After": "1"}),
    Failure.GARBAGE: (200, b"\x00\xff\x8b{]not json", JSON, {}),
    Failure.PAGE: (200, b"<html>Log in to the hotel's network</html>", "text/html", {}),
    Failure.MOVED: (302, b"", JSON, {"Location": "/maintenance.html"}),
    Failure.WRONG_WORK: (200, encoded({"message-type": "work", "message": OTHER}), JSON, {}),
    Failure.UNRELATED_WORKS: (200, encoded({"message-type": "work-list", "message": UNRELATED}), JSON, {}),
    Failure.EMPTY_JSON: (200, b"{}", JSON, {}),
    Failure.WRONG_SHAPE: (200, encoded({"status": "ok", "message": [1, 2]}), JSON, {}),
}


#: what a client must take each failure for; a redirect and bytes that are no record are answers of no use
REASONS = dict.fromkeys(Failure, UncheckedReason.BAD_ANSWER) | {
    Failure.TOO_MANY: UncheckedReason.RATE_LIMITED,
    Failure.TOO_MANY_RETRY_AFTER: UncheckedReason.RATE_LIMITED,
    Failure.SERVER_ERROR: UncheckedReason.SERVER_ERROR,
    Failure.BAD_GATEWAY: UncheckedReason.SERVER_ERROR,
    Failure.UNAVAILABLE: UncheckedReason.SERVER_ERROR,
    Failure.UNAVAILABLE_RETRY_AFTER: UncheckedReason.SERVER_ERROR,
    Failure.HALF_A_BODY: UncheckedReason.CONNECTION,
    Failure.NOTHING: UncheckedReason.CONNECTION,
    Failure.RESET: UncheckedReason.CONNECTION,
    Failure.SILENCE: UncheckedReason.TIMEOUT,
    Failure.DRIP: UncheckedReason.TIMEOUT,
}


def misbehave(handler: BaseHTTPRequestHandler, failure: Failure, released: threading.Event) -> None:
    """Fail in one way.

    Args:
        handler: of the request.
        failure: the way.
        released: set when the server goes home: nothing waits any longer then.
    """
    handler.close_connection = True
    if failure in ANSWERS:
        status, body, kind, headers = ANSWERS[failure]
        answer(handler, body, status=status, kind=kind, headers=headers)
    else:
        _break_off(handler, failure, released)


def _break_off(handler: BaseHTTPRequestHandler, failure: Failure, released: threading.Event) -> None:
    match failure:
        case Failure.NOTHING:
            handler.connection.shutdown(socket.SHUT_RDWR)
        case Failure.RESET:
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.connection.close()
        case Failure.SILENCE:
            released.wait(30)
        case Failure.HALF_A_BODY:
            _begin(handler)
            handler.wfile.write(HALF)
        case Failure.DRIP:
            _begin(handler)
            with suppress(OSError):  # the client goes away at some time
                for number in range(200):
                    handler.wfile.write(HALF[number % len(HALF) :][:1])
                    if released.wait(0.05):
                        return


def _begin(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()


def told(handler: BaseHTTPRequestHandler, value: object) -> None:
    """Answer with JSON."""
    answer(handler, encoded(value))


def answer(
    handler: BaseHTTPRequestHandler,
    body: bytes,
    *,
    status: int = 200,
    kind: str = JSON,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Answer, and close the connection."""
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    handler.send_header("Connection", "close")
    for name, value in (headers or {}).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)
    handler.close_connection = True
