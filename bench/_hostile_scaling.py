"""How the time for reading grows with the length of a file: at 1, 2, 4 and 8 times."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bench._hostile_bait import texts
from bench._hostile_files import article
from bench._hostile_mutations import ENDINGS
from bench._hostile_workers import Case, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

STEPS = (1, 2, 4, 8)
STEEPEST = 2.6
"""The most that a doubling may cost over the three of them, on average; 2 is linear, 4 quadratic."""
_WORDS = "The fever was rare, brief and mild in all of the children who were seen at the clinic in spring"
_SENTENCE = f"{_WORDS} [{{}}]. In the others it was not. "
_REFERENCE = "Bell AB, Noor C. Fever in children after a cold bath, part {}. J Made Up Med. 2004;12(3):229-35."
_LIST = 40


@dataclass(frozen=True)
class Content:
    """A kind of content that can be made to any length.

    Attributes:
        name: what it is.
        make: makes the paragraphs and the references of about so many bytes.
    """

    name: str
    make: Callable[[int], tuple[list[str], list[str]]]


def contents() -> Iterator[Content]:
    """What is measured."""
    yield Content("an ordinary article", _ordinary)
    yield Content("one line", _one_line)
    yield Content("no sentence ends", lambda size: ([" ".join(_repeated(f"{_WORDS} [1], and", size))], _few()))
    yield Content("citations in one paragraph", lambda size: (["".join(_repeated(f"{_WORDS} [1]. ", size))], _few()))
    yield Content("many paragraphs", lambda size: (_repeated(f"{_WORDS} [1].", size), _few()))
    yield Content("superscripts lost", lambda size: ([" ".join(_repeated(f"{_WORDS}.1,2", size))], _few()))
    yield Content("list items", lambda size: (["\n".join(_repeated(f"- {_WORDS} [1].", size))], _few()))
    yield Content("tables", lambda size: (_repeated(f"| a | b |\n|---|---|\n| {_WORDS} [1] | not |", size), _few()))
    yield Content("references", lambda size: (["It was so [1]."], _numbered(min(size // 95, 9_000))))
    for name, make in texts():
        if name in {"footnotes and their calls", "lists nested line by line", "named authors"}:
            yield Content(name, partial(_bait, make))


def _bait(make: Callable[[int], str], size: int) -> tuple[list[str], list[str]]:
    return [make(size)], _few()


def _repeated(text: str, size: int) -> list[str]:
    return [text] * (size // (len(text) + 2))


def _numbered(count: int) -> list[str]:
    return [_REFERENCE.format(number) for number in range(1, count + 1)]


def _few() -> list[str]:
    return _numbered(_LIST)


def _ordinary(size: int) -> tuple[list[str], list[str]]:
    """As long as can be with a list of references that grows with it, one to each thousand bytes."""
    count = max(1, min(size // 1_000, 9_000))
    each = max(1, (size - count * 95) // (count * 130))
    return ["".join(_SENTENCE.format(number) for _ in range(each)) for number in range(1, count + 1)], _numbered(count)


def _one_line(size: int) -> tuple[list[str], list[str]]:
    paragraphs, references = _ordinary(size)
    return ["".join(paragraphs)], references


def measure(formats: Sequence[str], megabytes: float, only: str = "") -> int:
    """Measure every content in every format, and print seconds and the cost of a doubling; 1 if any is too steep."""
    steep = False
    for form in formats:
        print(f"{form}: seconds of processor time at {', '.join(f'{megabytes * step / 8:g}' for step in STEPS)} MB")
        for content in contents():
            if only not in content.name:
                continue
            outcomes = [outcome for _, outcome in run(_cases(form, content, megabytes), 1)]
            seconds = [outcome.seconds for outcome in outcomes]
            faults = [outcome.message for outcome in outcomes if outcome.verdict != "read"]
            per_doubling = (seconds[-1] / max(seconds[0], 0.001)) ** (1 / 3)
            is_steep = per_doubling > STEEPEST or any(outcome.verdict == "FAULT" for outcome in outcomes)
            steep |= is_steep
            figures = "  ".join(f"{value:7.2f}" for value in seconds)
            most = max(outcome.megabytes for outcome in outcomes)
            print(
                f"  {content.name:28} {figures}   x {per_doubling:.2f} per doubling, {most:.0f} MB"
                f"{'   TOO STEEP' if is_steep else ''}{'   ' + faults[0] if faults else ''}",
                flush=True,
            )
    return int(steep)


def _cases(form: str, content: Content, megabytes: float) -> Iterator[Case]:
    for step in STEPS:
        data = article(form, *content.make(int(megabytes * 1_000_000 * step / 8)))
        # A limit of its own for each would end what is to be measured: ten times as much.
        yield Case(step, content.name, ENDINGS[form], data, scale=10)
