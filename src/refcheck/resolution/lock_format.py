"""One line of the lock file: a resolution as JSON and back."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from refcheck.bibliography import Author, WorkKind
from refcheck.work import (
    DoiState,
    NotCrossrefKind,
    NotFound,
    Origin,
    Resolution,
    Unchecked,
    Update,
    UpdateKind,
    Work,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class LockEntry:
    """What the lock file says about one reference.

    Attributes:
        reference: the normalised reference string (`normalise.reference_key`).
        resolution: the answer; never `Unchecked`.
        retrieved: when it was found, or entered.
        confirmed: whether a person vouches for it; then no answer of Crossref's replaces it.
    """

    reference: str
    resolution: Resolution
    retrieved: date | None = None
    confirmed: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.resolution.outcome, Unchecked):
            raise TypeError("what was not checked has no place in a lock file")

    @property
    def by_hand(self) -> bool:
        """Whether a person entered the record."""
        record = self.resolution.record
        return record is not None and record.origin is Origin.MANUAL


def entry_to_json(entry: LockEntry) -> dict[str, Any]:
    """An entry as JSON values, what is empty left out."""
    outcome, record = entry.resolution.outcome, entry.resolution.record
    line: dict[str, Any] = {"reference": entry.reference}
    if isinstance(outcome, NotFound):
        line |= {"outcome": "not found", "reasons": list(outcome.reasons), "nearest": _record(outcome.nearest)}
    elif isinstance(outcome, NotCrossrefKind):
        line |= {"outcome": "not crossref kind", "kind": outcome.kind.value}
    else:
        line["outcome"] = "record"
    if record is not None:
        line |= {"origin": record.origin.value, "note": record.note, "record": _record(record)}
    line |= {
        "confirmed": entry.confirmed,
        "confirmation": entry.resolution.confirmation,
        "doi": entry.resolution.doi.value,
        "doi_work": _record(entry.resolution.doi_work),
        "notices": _json(entry.resolution.notices),
        "retrieved": entry.retrieved.isoformat() if entry.retrieved else "",
        "score": None if entry.resolution.score is None else round(entry.resolution.score, 2),
    }
    return {name: value for name, value in line.items() if name == "reference" or value not in (None, "", [], False)}


def entry_of_json(line: object) -> LockEntry:
    """The entry of a line.

    Raises:
        ValueError: it is no entry; the message says what is off.
    """
    read = _Reader(line)
    retrieved = read.get("retrieved", date.fromisoformat, None)
    origin = read.get("origin", Origin, Origin.CROSSREF)
    note = read.get("note", _text, "")

    def record(value: object) -> Work:
        return replace(_work(value), origin=origin, retrieved=retrieved, note=note)

    work = read.get("record", record, None)
    outcome: Work | NotFound | NotCrossrefKind
    match read.get("outcome", _text):
        case "record" if work is not None:
            outcome = work
        case "not found":
            outcome = NotFound(read.get("nearest", _work, None), read.get("reasons", _texts, ()))
        case "not crossref kind":
            outcome = NotCrossrefKind(read.get("kind", WorkKind), work)
        case other:
            raise ValueError(f'"outcome": {other!r} is none, or its "record" is missing')
    entry = LockEntry(
        reference=read.get("reference", _text),
        resolution=Resolution(
            outcome,
            read.get("doi", DoiState, DoiState.NOT_PRINTED),
            read.get("doi_work", _work, None),
            read.get("score", float, None),
            notices=read.get("notices", _many(_update), ()),
            confirmation=read.get("confirmation", _text, ""),
        ),
        retrieved=retrieved,
        confirmed=read.get("confirmed", _flag, False),
    )
    read.finish()
    return entry


def _record(work: Work | None) -> dict[str, Any] | None:
    # Where it came from and when stands once per line, not in the record.
    return None if work is None else _json(replace(work, origin=Origin.CROSSREF, retrieved=None, note=""))


def _json(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        items = {field.name: (getattr(value, field.name), field.default) for field in fields(value)}
        return {name: _json(item) for name, (item, default) in items.items() if item != default}
    if isinstance(value, tuple):
        return [_json(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


class _Reader:
    """Takes the members out of a JSON object, each with its type, and refuses what is left."""

    def __init__(self, value: object) -> None:
        if not isinstance(value, dict):
            raise ValueError("not a JSON object")
        self._rest = dict(value)

    def get(self, name: str, read: Callable[[Any], Value], *default: Any) -> Any:
        if name not in self._rest:
            if default:
                return default[0]
            raise ValueError(f'"{name}" is missing')
        value = self._rest.pop(name)
        try:
            return read(value)
        except (TypeError, ValueError) as error:
            raise ValueError(f'"{name}": {error}') from error

    def finish(self) -> None:
        if self._rest:
            raise ValueError(f"unknown: {', '.join(sorted(self._rest))}")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a string")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value


def _year(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is not a year")
    return value


def _many(read: Callable[[Any], Value]) -> Callable[[Any], tuple[Value, ...]]:
    def readers(value: object) -> tuple[Value, ...]:
        if not isinstance(value, list):
            raise TypeError(f"{value!r} is not a list")
        return tuple(map(read, value))

    return readers


_texts = _many(_text)


def _object(kind: type[Value], value: object, special: dict[str, Callable[[Any], Any]]) -> Value:
    """A dataclass of strings, but for the fields that `special` reads."""
    read = _Reader(value)
    found = {
        field.name: read.get(
            field.name, special.get(field.name, _text), *(() if field.default is MISSING else (field.default,))
        )
        for field in fields(kind)  # type: ignore[arg-type]  # only dataclasses are given
    }
    read.finish()
    return kind(**found)


def _author(value: object) -> Author:
    return _object(Author, value, {"is_group": _flag})


def _update(value: object) -> Update:
    return _object(Update, value, {"kind": UpdateKind, "date": date.fromisoformat, "reasons": _texts})


def _work(value: object) -> Work:
    special: dict[str, Callable[[Any], Any]] = {
        "kind": WorkKind,
        "authors": _many(_author),
        "authors_complete": _flag,
        "years": _many(_year),
        "origin": Origin,
        "retrieved": date.fromisoformat,
        "updates": _many(_update),
    }
    special |= dict.fromkeys(("alternative_titles", "containers", "isbns", "preprints"), _texts)
    return _object(Work, value, special)
