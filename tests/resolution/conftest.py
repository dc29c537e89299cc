"""A client for the Crossref on the loopback."""

from __future__ import annotations

import pytest

from refcheck.resolution.crossref import CrossrefClient
from tests.support.crossref_server import CrossrefServer
from tests.support.fixtures import quick


@pytest.fixture
def client(server: CrossrefServer) -> CrossrefClient:
    return CrossrefClient(quick(server))
