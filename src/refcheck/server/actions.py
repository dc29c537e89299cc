"""Fixes as the code actions of an editor."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING

from lsprotocol import types

from refcheck.alignment.describing import shortened
from refcheck.finding import Safety
from refcheck.fixing import Fixer, Workspace
from refcheck.reading.decoding import decode
from refcheck.server.diagnostics import diagnostic, span_of
from refcheck.server.places import Places
from refcheck.server.texts import EditorText
from refcheck.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from refcheck.finding import Finding, Fix
    from refcheck.report import ArticleReport
    from refcheck.server.documents import Documents
    from refcheck.server.examining import Examiner
    from refcheck.server.units import Units

    Edits = Mapping[str, list[types.TextEdit]]

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.refcheck"
"""The kind of the action that makes every safe fix, for `editor.codeActionsOnSave` and its like."""
_LONGEST = 40


class WorkspaceEdits:
    """Edits in the form that the editor takes.

    Args:
        documents: what is open, for the versions.
        versioned: whether the editor takes edits that name the version of the text that they were made for.
    """

    def __init__(self, documents: Documents, *, versioned: bool) -> None:
        self._documents = documents
        self._versioned = versioned

    def of(self, edits: Edits) -> types.WorkspaceEdit:
        """Edits by the URI of their file."""
        if not self._versioned:
            return types.WorkspaceEdit(changes=edits)
        changes = [
            types.TextDocumentEdit(
                types.OptionalVersionedTextDocumentIdentifier(uri, self._documents.version_of(uri)), own
            )
            for uri, own in edits.items()
        ]
        return types.WorkspaceEdit(document_changes=changes)


def quick_fixes(
    report: ArticleReport,
    documents: Documents,
    uri: str,
    within: types.Range,
    page: Callable[[str], str | None],
    edits: WorkspaceEdits,
) -> Iterator[types.CodeAction]:
    """The fixes of the findings at a place.

    Args:
        report: what is found in the article.
        documents: what is open.
        uri: the document of the place.
        within: the place.
        page: the address of the page of a rule.
        edits: makes the edits for the editor.
    """
    places = Places(report.article.source, documents)
    for finding in report.findings:
        if not finding.fixes or places.uri(finding.location.start.offset) != uri:
            continue
        if _overlap(places.range(span_of(finding.location)), within):
            preferred = next((fix for fix in finding.fixes if fix.safety is Safety.SAFE), None)
            for fix in finding.fixes:
                yield types.CodeAction(
                    title=_title(report, finding, fix),
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=[diagnostic(finding, places, page)],
                    is_preferred=fix is preferred or None,
                    edit=edits.of(_edits(fix, places)),
                )


def _overlap(one: types.Range, other: types.Range) -> bool:
    """Whether two places share a character, or touch."""
    return _key(one.start) <= _key(other.end) and _key(other.start) <= _key(one.end)


def _key(position: types.Position) -> tuple[int, int]:
    return position.line, position.character


def _edits(fix: Fix, places: Places) -> Edits:
    by_file: dict[str, list[types.TextEdit]] = defaultdict(list)
    for edit in fix.edits:
        by_file[places.uri(edit.span.start)].append(types.TextEdit(places.range(edit.span), edit.text))
    return by_file


def _title(report: ArticleReport, finding: Finding, fix: Fix) -> str:
    if len(fix.edits) == 1:
        (edit,) = fix.edits
        old = report.article.source.text[edit.span.start : edit.span.end]
        if not edit.text:
            done = f"Remove {_quoted(old)}"
        else:
            done = f"Replace {_quoted(old)} by {_quoted(edit.text)}" if old else f"Insert {_quoted(edit.text)}"
    else:
        done = f"Make {counted(len(fix.edits), 'edit')}"
    # What a person must look at is said before it is made.
    look = "" if fix.safety is Safety.SAFE else f", unsafe: {fix.remark or 'look at the result'}"
    return f"{done} ({finding.code} {finding.name}{look})"


def _quoted(text: str) -> str:
    return f'"{shortened(" ".join(text.split()), _LONGEST)}"'


def fix_all(report: ArticleReport, contents: Mapping[str, bytes], examiner: Examiner) -> Iterator[tuple[str, str, str]]:
    """Make every safe fix of an article as `refcheck check --fix` does: looked at again before it is kept.

    Args:
        report: what is found in the article.
        contents: what the documents in the editor hold, by path.
        examiner: looks at the article again.

    Yields:
        The files that change: path, text before, text after.

    Raises:
        RefcheckError: if a file cannot be edited.
    """
    workspace = Workspace(contents)
    fixer = Fixer(workspace, lambda article, known: examiner.check(article, known).findings)
    if fixer.fixable(report.findings):
        fixer.fix(report)
    for path, before, after in workspace.changes():
        yield path, decode(before, path), decode(after, path)


def line_edits(before: str, after: str, units: Units) -> list[types.TextEdit]:
    """The edits, by whole lines, that make one text of another."""
    text = EditorText(before, units)
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = list(accumulate(map(len, old), initial=0))
    edits = []
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            place = types.Range(*(types.Position(*text.position(starts[at])) for at in (first, last)))
            edits.append(types.TextEdit(place, "".join(new[start:end])))
    return edits
