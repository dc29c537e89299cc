"""The resolver that looks for records in a source of them, and matches what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.resolution.normalise import reference_key
from refcheck.resolution.pacing import ServiceFailure
from refcheck.resolution.resolver import unchecked
from refcheck.resolution.search import Finder
from refcheck.work import UncheckedReason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from refcheck.article import Reference
    from refcheck.resolution.candidates import Source
    from refcheck.work import Resolution


class SourceResolver:
    """Asks a source of records, once for each different reference.

    An interruption from the keyboard keeps what was found; from then on every other reference is unchecked.

    Args:
        source: Crossref, or a local index.
    """

    def __init__(self, source: Source) -> None:
        self._finder = Finder(source)
        self._answers: dict[str, Resolution] = {}
        self._interrupted = False

    def resolve(
        self, references: Sequence[Reference], progress: Callable[[int, int], None] | None = None
    ) -> list[Resolution]:
        """One resolution for each reference, in order."""
        try:
            self._ask(references, progress)
        except KeyboardInterrupt:
            self._interrupted = True
        return [
            self._answers.get(reference_key(reference.raw))
            or unchecked(reference, UncheckedReason.INTERRUPTED, "interrupted from the keyboard")
            for reference in references
        ]

    def _ask(self, references: Sequence[Reference], progress: Callable[[int, int], None] | None) -> None:
        if self._interrupted:
            return
        new = [reference for reference in references if reference_key(reference.raw) not in self._answers]
        self._finder.prefetch(new)
        for count, reference in enumerate(references, start=1):
            key = reference_key(reference.raw)
            if key not in self._answers:
                try:
                    self._answers[key] = self._finder.find(reference)
                except ServiceFailure as failure:
                    self._answers[key] = unchecked(reference, failure.reason, str(failure))
            if progress:
                progress(count, len(references))
