"""The objects of the JSON contract, one a line, each with a `type`: article, finding, failure, at the end summary."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from refcheck.output.json_report import contents

if TYPE_CHECKING:
    from refcheck.report import Report


def render(report: Report, *, width: int) -> str:  # noqa: ARG001 (every format has the same signature)
    """A line for each thing there is to say, for programs that read one at a time; the last one is the summary."""
    content = contents(report)
    lines = [
        {"type": kind, **each}
        for kind, many in (("article", "articles"), ("finding", "findings"), ("failure", "failures"))
        for each in content[many]
    ]
    lines.append({"type": "summary", "version": content["version"], "tool": content["tool"], **content["summary"]})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
