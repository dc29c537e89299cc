"""What the server does with each message of the protocol."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.capabilities import get_capability

from refcheck.errors import RefcheckError
from refcheck.report import ArticleReport
from refcheck.server import navigation
from refcheck.server.actions import FIX_ALL, WorkspaceEdits, fix_all, line_edits, quick_fixes
from refcheck.server.app import RefcheckServer, watch_files
from refcheck.server.examining import Reading
from refcheck.server.hovering import hover
from refcheck.server.languages import encoded
from refcheck.server.units import Units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from refcheck.server.examining import Examiner

_ACTIONS = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL])


def make_server(examiner: Examiner, pages: Path) -> RefcheckServer:
    """The server, ready to serve.

    Args:
        examiner: checks articles.
        pages: the folder where pages of rules are kept.
    """
    server = RefcheckServer(examiner, pages)
    _follow(server)
    _answer(server)
    return server


def _follow(server: RefcheckServer) -> None:
    """Notifications: what the editor tells."""

    @server.feature(types.INITIALIZE)
    def _initialize(_: types.InitializeParams) -> None:
        server.begin(Units(server.workspace.position_encoding or "utf-16"))

    @server.feature(types.INITIALIZED)
    async def _initialized(_: types.InitializedParams) -> None:
        await watch_files(server)

    @server.feature(types.SHUTDOWN)
    def _shutdown(_: None) -> None:
        server.ending = True
        server.workers.stop()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def _opened(params: types.DidOpenTextDocumentParams) -> None:
        document = server.documents.open(params.text_document)
        server.check_soon(document, 0)
        server.check_others(document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def _changed(params: types.DidChangeTextDocumentParams) -> None:
        document = server.documents.change(params.text_document, params.content_changes)
        if document is not None:
            server.check_soon(document)
            server.check_others(document)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def _saved(_: types.DidSaveTextDocumentParams) -> None:
        server.check_all()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def _closed(params: types.DidCloseTextDocumentParams) -> None:
        document = server.documents.close(params.text_document.uri)
        if document is not None:
            server.forget_soon(document.uri)
            server.published.forget(document.uri)
            server.check_others(document)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def _files_changed(_: types.DidChangeWatchedFilesParams) -> None:
        server.check_all()


def _answer(server: RefcheckServer) -> None:
    """Requests: what the editor asks."""

    async def reading_of(uri: str) -> Reading | None:
        """The article of a document, or that it is part of, as it is at this moment."""
        document = server.documents.get(uri)
        if document is None:
            return None
        owner = server.documents.owner(document)
        if not owner.is_article:
            return None
        found = await owner.analysis.reading()
        return found if isinstance(found, Reading) else None

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def _hover(params: types.HoverParams) -> types.Hover | None:
        uri = params.text_document.uri
        reading = await reading_of(uri)
        if reading is None:
            return None
        formats = get_capability(server.client_capabilities, "text_document.hover.content_format") or ()
        markdown = types.MarkupKind.Markdown in formats
        return hover(reading, server.documents, uri, params.position, markdown=markdown)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def _definition(params: types.DefinitionParams) -> list[types.Location]:
        uri = params.text_document.uri
        reading = await reading_of(uri)
        return navigation.definition(reading.article, server.documents, uri, params.position) if reading else []

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def _references(params: types.ReferenceParams) -> list[types.Location]:
        uri = params.text_document.uri
        reading = await reading_of(uri)
        if reading is None:
            return []
        declaration = params.context.include_declaration
        return navigation.references(
            reading.article, server.documents, uri, params.position, declaration=declaration
        )  # fmt: skip

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def _symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        uri = params.text_document.uri
        reading = await reading_of(uri)
        return navigation.symbols(reading.article, server.documents, uri) if reading else []

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, _ACTIONS)
    async def _actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        document = server.documents.get(uri)
        owner = None if document is None else server.documents.owner(document)
        if owner is None or not owner.is_article:
            return []
        analysis = owner.analysis
        report = await analysis.report()
        if analysis.stale or not isinstance(report, ArticleReport):
            return []
        versioned = get_capability(server.client_capabilities, "workspace.workspace_edit.document_changes")
        edits = WorkspaceEdits(server.documents, versioned=bool(versioned))
        only = params.context.only
        found: list[types.CodeAction] = []
        if only is None or _asked_for(types.CodeActionKind.QuickFix.value, only):
            found += quick_fixes(report, server.documents, uri, params.range, server.pages.address, edits)
        # Every fix is looked at again: too much work for each move of the cursor.
        if only is not None and _asked_for(FIX_ALL, only):
            found += await _all_fixes(server, report, edits)
        return [] if analysis.stale else found


def _asked_for(kind: str, only: Sequence[types.CodeActionKind | str]) -> bool:
    """Whether an editor that asks for some kinds of actions, or whole families of them, asks for this one."""
    words = [str(getattr(each, "value", each)) for each in only]
    return any(kind == word or kind.startswith(f"{word}.") for word in words)


async def _all_fixes(server: RefcheckServer, report: ArticleReport, edits: WorkspaceEdits) -> list[types.CodeAction]:
    documents = server.documents
    contents = {each.path: encoded(each.text.text) for each in documents}
    work = partial(lambda: list(fix_all(report, contents, server.examiner)))
    try:
        changes = await asyncio.get_running_loop().run_in_executor(server.workers.checker, work)
    except RefcheckError as error:
        server.tell(str(error))
        return []
    by_file = {documents.uri_of(path): line_edits(before, after, documents.units) for path, before, after in changes}
    title = "Make the safe fixes of refcheck"
    return [types.CodeAction(title, kind=FIX_ALL, edit=edits.of(by_file))] if by_file else []
