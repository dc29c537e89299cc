"""What day it is, as far as a run is concerned."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from refcheck.errors import UsageError


def today() -> date:
    """The date of this run, in UTC; `SOURCE_DATE_EPOCH` (reproducible-builds.org) overrules the clock.

    Raises:
        UsageError: if that is no time.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError) as error:
            raise UsageError(f"SOURCE_DATE_EPOCH is no time that a calendar has: {epoch[:30]}") from error
    return datetime.now(UTC).date()
