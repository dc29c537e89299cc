"""The JSON Schema of a configuration file, for editors that complete and check TOML by one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from refcheck.config.options import OPTIONS, Option, Scope
from refcheck.config.reading import EXTEND, PER_FILE

SHIPPED = Path(__file__).with_name("refcheck.schema.json")
"""The schema as it is shipped; written by `docs/generate.py`."""


def schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of `refcheck.toml`, and of `[tool.refcheck]`."""
    in_files = [option for option in OPTIONS if option.in_files]
    single = {option.key: _option(option) for option in in_files if option.scope is Scope.ARTICLE}
    per_file = {"type": "object", "properties": single, "additionalProperties": False}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "refcheck",
        "description": "How refcheck checks the articles in this folder and below it.",
        "type": "object",
        "properties": {
            EXTEND: {
                "description": "Another configuration file, relative to this one, whose settings hold unless this "
                "one has its own.",
                "type": "string",
                "minLength": 1,
            },
            **{option.key: _option(option) for option in in_files},
            PER_FILE: {
                "description": "Settings for the files that a pattern means, relative to this file's folder.",
                "type": "object",
                "additionalProperties": per_file,
            },
        },
        "additionalProperties": False,
    }


def schema_text() -> str:
    """The schema as it is written to `SHIPPED`."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _option(option: Option) -> dict[str, Any]:
    default = list(option.default) if isinstance(option.default, tuple) else option.default
    return {
        "description": option.summary,
        **option.kind.schema(),
        **({} if default is None else {"default": default}),
    }
