"""Recorded answers of Crossref's, served again: every work and every list of works must be read in full."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench import _material
from bench._recorded import not_read, recorded, replaying
from refcheck.resolution.crossref import CrossrefClient
from refcheck.resolution.pacing import ServiceFailure
from refcheck.resolution.settings import CrossrefSettings

if TYPE_CHECKING:
    from pathlib import Path

    from bench._recorded import Recorded
    from tests.support.crossref_server import Record


@dataclass
class Replayed:
    """What came of the answers.

    Attributes:
        answers: by what they are.
        records: how many records were read.
        dois: the different ones.
        wrong: what was not read, or taken for what it is not.
    """

    answers: Counter[str] = field(default_factory=Counter)
    records: int = 0
    dois: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def add(self, name: str, records: list[Record]) -> None:
        """Count records, and what is not read from them."""
        for record in records:
            self.records += 1
            self.dois.add(str(record["DOI"]).lower())
            self.wrong += [f"{name}: {record['DOI']}: {field} is not read" for field in not_read(record)]


def replayed(folder: Path) -> Replayed:
    """Serve every answer of a folder to the client that refcheck uses, and read what it makes of it."""
    result = Replayed()
    with replaying() as server:
        for answer in recorded(folder):
            server.answer = answer
            # One attempt, and a client for each: a failure that was recorded must not close the door.
            client = CrossrefClient(CrossrefSettings(server.url, attempts=1))
            _replay(client, answer, result)
    return result


def _replay(client: CrossrefClient, answer: Recorded, result: Replayed) -> None:
    message: dict[str, Any] | None = answer.message()
    try:
        if message is None:
            found = client.search("anything")
            result.wrong.append(f"{answer.name}: {len(found)} works in what is no list of works")
        elif message["message-type"] == "work":
            result.answers["a work"] += 1
            record = client.work(message["message"]["DOI"])
            result.add(answer.name, [record] if record else [])
        else:
            items = message["message"]["items"]
            if not all(item.get("DOI") for item in items):
                # Recorded with a selection of fields that refcheck never asks for.
                result.answers["a list without DOIs"] += 1
                return
            result.answers["a list of works"] += 1
            found = client.search("anything")
            result.add(answer.name, found)
            if len(found) != len(items):
                result.wrong.append(f"{answer.name}: {len(found)} of {len(items)} works")
    except ServiceFailure as failure:
        if message is not None:
            result.wrong.append(f"{answer.name}: {failure}")
        result.answers["no work: refused"] += message is None


def main(argv: list[str]) -> int:
    """Print the figures; exit 1 if something was not read."""
    parser = argparse.ArgumentParser(prog="python -m bench responses", description=__doc__)
    parser.parse_args(argv)
    result = replayed(_material.require() / "api-responses")
    for name, count in result.answers.most_common():
        print(f"{count:5}  {name}")
    print(f"{result.records:,} records of {len(result.dois):,} works; not read in full: {len(result.wrong)}")
    print("".join(f"  {line}\n" for line in result.wrong), end="")
    return 1 if result.wrong else 0
