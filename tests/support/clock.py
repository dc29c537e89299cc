"""A clock for tests that do not want to wait."""

from __future__ import annotations

from dataclasses import dataclass, field

from refcheck.resolution.settings import CrossrefSettings


@dataclass
class Clock:
    """A clock that only sleeping moves."""

    now: float = 0.0
    naps: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Move on, and note by how much."""
        self.naps.append(seconds)
        self.now += seconds

    def settings(self, **changes: object) -> CrossrefSettings:
        """Settings that go by this clock."""
        options: dict[str, object] = {"sleep": self.sleep, "clock": lambda: self.now, "jitter": lambda: 0.5}
        return CrossrefSettings(**options | changes)  # type: ignore[arg-type]  # of many types side by side
