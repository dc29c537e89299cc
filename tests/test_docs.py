"""The generated pages say what the code says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


class TestGeneratedPages:
    def test_no_page_has_drifted_from_the_code(self) -> None:
        spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
        assert spec is not None
        assert spec.loader is not None
        generate = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(generate)
        assert generate.drifted() == [], "run `nox -s docs`"
