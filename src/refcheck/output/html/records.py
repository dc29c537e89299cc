"""What became of a reference, as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.output.markup import escaped
from refcheck.output.record_lines import doi_address, record_lines

if TYPE_CHECKING:
    from refcheck.output.record_lines import RecordLine
    from refcheck.work import Resolution


def _link(doi: str) -> str:
    return f'<a href="{escaped(doi_address(doi))}" rel="noopener noreferrer">{escaped(doi)}</a>'


def _paragraph(line: RecordLine) -> str:
    content = " ".join(part for part in (escaped(line.text), _link(line.doi) if line.doi else "") if part)
    return f'<p class="record {line.state}"><b>{escaped(line.label)}</b>{f" {content}" if content else ""}</p>'


def record_of(resolution: Resolution) -> str:
    """The record of a reference, or why it has none, as HTML."""
    return "".join(map(_paragraph, record_lines(resolution)))
