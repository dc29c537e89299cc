"""An HTTP server on the loopback that gives one file, or fails to."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from tests.support.loopback import running

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class FileServer:
    """What the server does; use it as ``with serving_file(body) as server``.

    Attributes:
        body: what it gives.
        status: the HTTP status of its answers.
        announced: the Content-Length that it announces; None for the true one.
        location: where it redirects to, once; empty for nowhere.
        url: its address.
        requests: the paths asked for, in order.
    """

    body: bytes
    status: int = 200
    announced: int | None = None
    location: str = ""
    url: str = ""
    requests: list[str] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    files: FileServer

    def do_GET(self) -> None:
        self.files.requests.append(self.path)
        if self.files.location:
            self.send_response(302)
            self.send_header("Location", self.files.location)
            self.files.location = ""
            self.end_headers()
            return
        self.send_response(self.files.status)
        announced = self.files.announced
        self.send_header("Content-Length", str(len(self.files.body) if announced is None else announced))
        self.end_headers()
        self.wfile.write(self.files.body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextmanager
def serving_file(body: bytes) -> Iterator[FileServer]:
    """Serve bytes under every path of a free port of the loopback."""
    files = FileServer(body)
    handler = type("Handler", (_Handler,), {"files": files})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    with running(server) as address:
        files.url = f"{address}/list.csv"
        yield files
