"""A Crossref on the loopback for every test that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from refcheck.resolution.crossref import CrossrefClient
from tests.support.crossref_server import serving
from tests.support.fixtures import committed_records, quick

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.crossref_server import CrossrefServer


@pytest.fixture
def server() -> Iterator[CrossrefServer]:
    with serving(committed_records(), agencies={"10.5281/zenodo.1003150": "DataCite"}) as running:
        yield running


@pytest.fixture
def client(server: CrossrefServer) -> CrossrefClient:
    return CrossrefClient(quick(server))
