"""The server: what the editor tells it and asks of it, over standard input and output."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import traceback
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.lsp.server import LanguageServer

from refcheck import __version__
from refcheck.server.diagnostics import Published, of_error, of_report
from refcheck.server.documents import Documents
from refcheck.server.examining import Workers
from refcheck.server.protocol import OwnTexts
from refcheck.server.rule_pages import RulePages
from refcheck.server.units import Units

if TYPE_CHECKING:
    from pathlib import Path

    from refcheck.server.documents import Document
    from refcheck.server.examining import Examiner

DEBOUNCE = 0.03
"""Seconds without a change after which a document is checked: more than lie between the changes that one command of an
editor makes. Longer would only add to the wait, for a check that the next key makes stale is not begun, or its result
dropped."""
WATCHED = ("refcheck.toml", "pyproject.toml", "refcheck.lock", "retractions.tsv.gz", "*.bib", "*.aux", "*.bbl")
"""Files whose change may change what is found in an article that has not changed."""
SWITCH = 0.001
"""Seconds after which a thread that checks lets another run that answers; five milliseconds are Python's own."""


class RefcheckServer(LanguageServer):
    """The server's state: the open documents and what the editor is shown of them.

    Args:
        examiner: checks articles.
        pages: where the pages of the rules are kept that diagnostics link to.
    """

    def __init__(self, examiner: Examiner, pages: Path) -> None:
        super().__init__("refcheck", __version__, protocol_cls=OwnTexts)
        self.examiner = examiner
        self.pages = RulePages(pages)
        self.workers = Workers(examiner)
        self.documents = Documents(Units("utf-16"), self.workers)
        self.published = Published(self._publish)
        self.ending = False
        self._waiting: dict[str, asyncio.Task[None]] = {}

    def begin(self, units: Units) -> None:
        """The editor has said what it counts characters in."""
        self.documents = Documents(units, self.workers)

    def serve(self) -> int:
        """Serve until the editor ends it.

        Returns:
            The exit code that the protocol asks for: 0 if the editor said that it was about to end the server, else 1.
        """
        sys.setswitchinterval(SWITCH)
        try:
            self.start_io()
        finally:
            self.workers.stop()
        return 0 if self.ending else 1

    def check_soon(self, document: Document, delay: float = DEBOUNCE) -> None:
        """Check a document, and show what is found, unless it changes again meanwhile."""
        owner = self.documents.owner(document)
        if owner is not document:
            self.documents.renew(owner)
        if owner.is_article:
            self.forget_soon(owner.uri)
            self._waiting[owner.uri] = asyncio.get_running_loop().create_task(self._check(owner, delay))

    def check_others(self, document: Document) -> None:
        """Check the articles that a document is read with, if it is a bibliography or a part of several."""
        for other in self.documents:
            if other.includes(document.path):
                self.documents.renew(other)
                self.check_soon(other)

    def check_all(self) -> None:
        """Check every document anew: something has changed that all of them may depend on."""
        self.examiner.forget()
        for document in self.documents:
            self.documents.renew(document)
            self.check_soon(document)

    def forget_soon(self, uri: str) -> None:
        """What was about to be checked need not be."""
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()

    async def _check(self, document: Document, delay: float) -> None:
        await asyncio.sleep(delay)
        analysis = document.analysis
        try:
            found = await analysis.report()
        except Exception:  # noqa: BLE001 (whatever it is, the next change may not have it, and the editor goes on)
            self.tell(f"{document.path}: could not be checked, which is an error of refcheck\n{traceback.format_exc()}")
            return
        if found is None or analysis.stale:
            return
        if isinstance(found, Exception):
            self.published.show(document.uri, of_error(found, document.path, document.uri))
        else:
            self.published.show(document.uri, of_report(found, self.documents, self.pages.address))
            self._leave_parts(document)

    def _leave_parts(self, document: Document) -> None:
        """What is part of an article is not one of its own: what was found in it before that was known goes."""
        for other in self.documents:
            if document.includes(other.path) and not other.includes(document.path):
                self.forget_soon(other.uri)
                self.published.show(other.uri, {})

    def tell(self, message: str) -> None:
        """Write a message into the log that the editor keeps of the server."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))

    def _publish(self, uri: str, diagnostics: list[types.Diagnostic]) -> None:
        version = self.documents.version_of(uri)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))


async def watch_files(server: RefcheckServer) -> None:
    """Ask the editor to tell of files that change, if it can."""
    able = "workspace.did_change_watched_files.dynamic_registration"
    if not get_capability(server.client_capabilities, able):
        return  # they are read when a document is saved
    watchers = [types.FileSystemWatcher(f"**/{name}") for name in WATCHED]
    registration = types.Registration(
        "refcheck-files",
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
        types.DidChangeWatchedFilesRegistrationOptions(watchers),
    )
    with contextlib.suppress(Exception):  # an editor that cannot after all
        await server.client_register_capability_async(types.RegistrationParams([registration]))
