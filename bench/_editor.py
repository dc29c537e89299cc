"""An editor of few words: the Language Server Protocol over the pipes of `refcheck server`, in plain JSON.

It is written after the protocol and shares nothing with the server, so that both cannot be wrong in the same way.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PATIENCE = 60.0
"""Seconds after which an answer will not come any more."""
CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source.fixAll"]}}},
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True, "codeDescriptionSupport": True},
    },
    "workspace": {
        "workspaceEdit": {"documentChanges": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceFolders": True,
    },
}


class Editor:
    """Talks with one server.

    Args:
        process: the server, its standard streams piped.
    """

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.asked: list[str] = []
        self.logged: list[str] = []
        self._next = 0
        self._messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._published: list[dict[str, Any]] = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None  # noqa: S101 (a pipe)
        while header := stream.readline():
            length = int(header.removeprefix(b"Content-Length:"))
            while stream.readline().strip():
                pass
            self._messages.put(json.loads(stream.read(length)))
        self._messages.put(None)

    def send(self, message: Mapping[str, Any]) -> None:
        """Send one message."""
        stream = self.process.stdin
        assert stream is not None  # noqa: S101 (a pipe)
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        stream.flush()

    def notify(self, method: str, **params: Any) -> None:
        """Tell the server something."""
        self.send({"method": method, "params": params})

    def request(self, method: str, params: Mapping[str, Any] | None = None) -> Any:
        """Ask the server something, and wait for its answer."""
        self._next += 1
        self.send({"id": self._next, "method": method, **({} if params is None else {"params": params})})
        while True:
            message = self._message()
            if message.get("id") == self._next and "method" not in message:
                if "error" in message:
                    raise RuntimeError(message["error"]["message"])
                return message["result"]
            self._take(message)

    def _message(self) -> dict[str, Any]:
        message = self._messages.get(timeout=PATIENCE)
        if message is None:
            raise EOFError("the server has ended")
        return message

    def _take(self, message: dict[str, Any]) -> None:
        method = message.get("method", "")
        if method == "textDocument/publishDiagnostics":
            self._published.append(message["params"])
        elif method == "window/logMessage":
            self.logged.append(message["params"]["message"])
        elif "id" in message:
            self.asked.append(method)
            self.send({"id": message["id"], "result": None})

    def diagnostics(self, uri: str, version: int | None = None) -> list[dict[str, Any]]:
        """Wait for the diagnostics of a document (of this version of it) that have not been looked at yet."""
        while True:
            for at, each in enumerate(self._published):
                if each["uri"] == uri and (version is None or each.get("version") == version):
                    del self._published[: at + 1]
                    found: list[dict[str, Any]] = each["diagnostics"]
                    return found
            self._take(self._message())

    def initialize(self, capabilities: Mapping[str, Any] = CAPABILITIES, *folders: Path) -> dict[str, Any]:
        """Begin: say what the editor can; gives what the server can."""
        named = [{"uri": folder.as_uri(), "name": folder.name} for folder in folders]
        params = {"processId": None, "rootUri": None, "capabilities": capabilities, "workspaceFolders": named}
        answer = self.request("initialize", params)
        self.notify("initialized")
        can: dict[str, Any] = answer["capabilities"]
        return can

    def open(self, uri: str, text: str, language: str = "markdown") -> None:
        """Open a document, as version 1."""
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", textDocument=item)

    def change(self, uri: str, version: int, *changes: Mapping[str, Any]) -> None:
        """Change a document."""
        self.notify(
            "textDocument/didChange", textDocument={"uri": uri, "version": version}, contentChanges=list(changes)
        )

    def at(self, method: str, uri: str, line: int, character: int, **more: Any) -> Any:
        """Ask about a place of a document."""
        place = {"line": line, "character": character}
        return self.request(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": place, **more})

    def end(self) -> int:
        """End the server as the protocol asks for; gives its exit code."""
        self.request("shutdown")
        self.notify("exit")
        return self.process.wait(PATIENCE)


@contextmanager
def editing(folder: Path, *options: str) -> Iterator[Editor]:
    """An editor with a server that runs in a folder; the server is gone afterwards."""
    command = [sys.executable, "-m", "refcheck", "server", *options]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as process:  # noqa: S603 (this interpreter, this package)
        editor = Editor(process)
        try:
            yield editor
        finally:
            process.kill()
            editor.reader.join()
