"""Crossref's REST API through habanero. The only module that imports habanero.

What habanero 2.9 does not do is done here: quoting DOIs, pacing, asking again, an end to answers that drip, and
looking whether the record that came back is the one that was asked for. What its failures mean, `failures.py` says.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, unquote

from refcheck.resolution.deadline import within
from refcheck.resolution.failures import Moved, NotThere, failure_of
from refcheck.resolution.pacing import Circuit, ServiceFailure
from refcheck.resolution.turns import Turns
from refcheck.work import UncheckedReason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from habanero import Crossref

    from refcheck.resolution.settings import CrossrefSettings

Record = dict[str, Any]  # one work as Crossref's JSON tells it
Answer = TypeVar("Answer")

# What `records.work_of` reads, as far as a list can be told to bring it ("subtype", "institution" and "aliases"
# cannot be selected).
FIELDS = (
    "DOI,ISBN,article-number,author,container-title,editor,group-title,issue,issued,original-title,page,posted,"
    "published,published-online,published-print,publisher,relation,short-container-title,subtitle,title,type,"
    "update-to,updated-by,volume"
)


class CrossrefClient:
    """Asks Crossref for records. Every method raises `ServiceFailure` where there was no usable answer.

    Args:
        settings: where, how often and how long.
    """

    def __init__(self, settings: CrossrefSettings) -> None:
        self.settings = settings
        self._circuit = Circuit(settings)
        self._singles = Turns(settings.base_url, "single", settings.single_rate, settings)
        self._lists = Turns(settings.base_url, "list", settings.list_rate, settings)

    @cached_property
    def _habanero(self) -> Crossref:
        from habanero import Crossref  # noqa: PLC0415 (slow to load: only when a socket will be opened)

        return Crossref(
            base_url=self.settings.base_url.rstrip("/"),
            mailto=self.settings.mailto or None,
            ua_string="refcheck",
            timeout=self.settings.timeout,
        )

    def work(self, doi: str) -> Record | None:
        """The record of one DOI, or None if Crossref has none."""

        def question() -> Record:
            try:
                answer, asked = self._asked(lambda: self._habanero.works(ids=[_path(doi)])), doi
            except Moved as moved:  # a DOI that was merged into another
                asked = unquote(moved.location).partition("/works/")[2]
                if not asked:
                    raise _bad_answer(f"moved to {moved.location[:80]!r}, which is no record") from moved
                answer = self._asked(lambda: self._habanero.works(ids=[_path(asked)]))
            record = _message(answer, "work")
            if not _is_record_of(record, asked):
                raise _bad_answer(f"asked for {asked}, the record of {record.get('DOI')!r} came back")
            return record

        return self._circuit.ask(_none_if_not_there(question), self._singles)

    def works(self, dois: Sequence[str]) -> dict[str, Record]:
        """The records of many DOIs by their lower-case DOI; those that Crossref does not have are left out.

        Asks for up to `CrossrefSettings.batch_size` in one list. A DOI with a comma cannot stand in a list and is
        left out as well: ask `work` for it.
        """
        wanted = list(dict.fromkeys(doi.lower() for doi in dois if "," not in doi))
        size = self.settings.batch_size
        found: dict[str, Record] = {}
        for start in range(0, len(wanted), size):
            found.update(self._batch(wanted[start : start + size]))
        return found

    def _batch(self, dois: list[str]) -> dict[str, Record]:
        def question() -> dict[str, Record]:
            records = self._list(filter={"doi": dois}, limit=len(dois))
            found = {str(record["DOI"]).lower(): record for record in records}
            if not found.keys() <= set(dois):
                raise _bad_answer("records came back that were not asked for")
            return found

        return self._circuit.ask(question, self._lists)

    def search(self, text: str) -> list[Record]:
        """The records that fit a bibliographic string best, the best first."""
        return self._circuit.ask(lambda: self._list(query_bibliographic=text, limit=self.settings.rows), self._lists)

    def agency(self, doi: str) -> str | None:
        """The agency where a DOI is registered ("DataCite"), or None if it is registered nowhere."""

        def question() -> str:
            return str(self._asked(lambda: self._habanero.registration_agency([_path(doi)]))[0])

        return self._circuit.ask(_none_if_not_there(question), self._singles)

    def _list(self, **arguments: Any) -> list[Record]:
        try:
            # One page is all that is asked for: without the limit habanero follows any "next-cursor" in an answer.
            answer = self._asked(lambda: self._habanero.works(select=FIELDS, cursor_max=0, **arguments))
            message = _message(answer, "work-list")
        except (NotThere, Moved) as error:
            raise _bad_answer("a list was asked for, and the service has none") from error
        items = message.get("items")
        if not isinstance(items, list) or not all(isinstance(item, dict) and item.get("DOI") for item in items):
            raise _bad_answer("a list without records")
        return items

    def _asked(self, call: Callable[[], Any]) -> Any:
        try:
            return within(self.settings.answer_within, call)
        except Exception as error:
            raise failure_of(error) from error


def _path(doi: str) -> str:
    # An unquoted "#" or "?" would silently ask for another record.
    return quote(doi, safe="/")


def _none_if_not_there(question: Callable[[], Answer]) -> Callable[[], Answer | None]:
    def asked() -> Answer | None:
        try:
            return question()
        except NotThere:
            return None
        except Moved as error:
            raise _bad_answer("moved more than once") from error

    return asked


def _message(answer: Any, kind: str) -> Record:
    """The message of an answer, which must be of the kind that was asked for."""
    if not isinstance(answer, dict) or answer.get("message-type", kind) != kind:
        raise _bad_answer(f"not a {kind}")
    message = answer.get("message")
    if not isinstance(message, dict):
        raise _bad_answer(f"a {kind} without a message")
    return message


def _is_record_of(record: Record, doi: str) -> bool:
    names = [record.get("DOI"), *(record.get("aliases") or [])]
    return doi.lower() in (str(name).lower() for name in names)


def _bad_answer(detail: str) -> ServiceFailure:
    return ServiceFailure(UncheckedReason.BAD_ANSWER, detail)
