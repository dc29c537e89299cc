"""What is set for an article and where it came from, for `refcheck config show`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from refcheck.output.wrapping import wrapped
from refcheck.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from refcheck.config.layers import Origin, Setting, Settings


def as_text(path: str, settings: Mapping[str, Settings], *, width: int) -> str:
    """Every option with its value and its origin, one on a line, `width` columns wide; then the rules that run.

    Args:
        path: the article, or the folder.
        settings: what holds for each option, by its key.
        width: of the terminal, in columns.
    """
    rows = []
    for key, own in settings.items():
        parts = own.parts(key) or [own.setting(key)]
        rows += [("" if index else key, *_row(part)) for index, part in enumerate(parts)]
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    second = min(second, max(20, width - first - 40))
    lines = [f"{path}:"]
    lines += [f"  {key:{first}}  {value:{second}}  {origin}" for key, value, origin in rows]
    rules = settings["select"].rules()
    lines += wrapped(f"{counted(len(rules), 'rule')}: {', '.join(rule.code for rule in rules)}", width, "  ", "    ")
    return "\n".join(lines) + "\n"


def as_json(path: str, settings: Mapping[str, Settings]) -> str:
    """The same as one JSON object."""
    content = {
        "path": path,
        "settings": {
            key: {
                "value": own.value(key),
                "from": [
                    {"value": part.value, **_origin(part.origin)} for part in own.parts(key) or [own.setting(key)]
                ],
            }
            for key, own in settings.items()
        },
        "rules": [rule.code for rule in settings["select"].rules()],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _row(part: Setting) -> tuple[str, str]:
    value = part.value
    if value is None or value == ():
        shown = ""
    elif isinstance(value, tuple):
        shown = ", ".join(map(str, value))
    elif isinstance(value, dict):
        shown = ", ".join(f"{word} = {each}" for word, each in value.items())
    else:
        shown = str(value).lower() if isinstance(value, bool) else str(value)
    return shown or "-", str(part.origin)


def _origin(origin: Origin) -> dict[str, Any]:
    told = {"where": origin.where.value, "path": origin.path, "line": origin.line, "name": origin.name}
    return {key: value for key, value in told.items() if value is not None}
