"""What a comparison says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A printed field that does not agree with the record's.

    Attributes:
        field: the field's name, as in `ReferenceFields`.
        printed: what the reference prints.
        record: what the record has.
        explanation: what is different, in a few words that continue a sentence ("two digits are exchanged").
        confidence: probability, 0 to 1, that a careful reader would agree that the two differ.
        minor: whether it is only a matter of spelling.
        correction: the whole field as it should be printed, in the printed style; empty if that is not known.
    """

    field: str
    printed: str
    record: str
    explanation: str = ""
    confidence: float = 0.9
    minor: bool = False
    correction: str = ""
