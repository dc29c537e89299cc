"""What every test may ask for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # for `bench`, which is not installed

from bench import _material


@pytest.fixture(scope="session")
def material() -> Path:
    """The folder of real material, or a skip that says so."""
    found = _material.folder()
    if found is None:
        pytest.skip("the real material is not here (set REFCHECK_MATERIAL)")
    return found
