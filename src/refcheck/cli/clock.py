"""What day it is, as far as a run is concerned."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today() -> date:
    """The date of this run, in UTC; `SOURCE_DATE_EPOCH` (reproducible-builds.org) overrules the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).date()
