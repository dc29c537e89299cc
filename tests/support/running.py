"""Running refcheck as its users do: an article, and what a run gives."""

from __future__ import annotations

from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper

from refcheck.cli import main

ARTICLE = """\
# A short article

Recurrence is common in the first year [1]. Guidelines advise imaging [2].

## References

1. Adam R, De Gramont A, Figueras J, et al. The oncosurgery approach to managing liver metastases from colorectal
   cancer: a multidisciplinary international consensus. Oncologist. 2012;17:1225-1239.
2. Wei A, Greig P, Grant D, et al. Survival After Hepatic Resection for Colorectal Metastases: A 10-Year Experience.
   Annals of Surgical Oncology. 2006;13:668-676.
"""


@dataclass(frozen=True)
class Outcome:
    """What one run of refcheck gave."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def output(self) -> str:
        """Everything that was printed."""
        return self.stdout + self.stderr


def refcheck(*arguments: str) -> Outcome:
    """Run refcheck as its users do, in this process."""
    stdout, stderr = _stream(), _stream()
    code: object = None
    with redirect_stdout(stdout), redirect_stderr(stderr):
        try:
            main(list(arguments))
        except SystemExit as ended:
            code = ended.code
    return Outcome(int(str(code or 0)), _written(stdout), _written(stderr))


def _stream() -> TextIOWrapper:
    """A stream that takes bytes as well, as those of a process do."""
    return TextIOWrapper(BytesIO(), encoding="utf-8", errors="surrogateescape", newline="", write_through=True)


def _written(stream: TextIOWrapper) -> str:
    buffer = stream.buffer
    assert isinstance(buffer, BytesIO)
    return buffer.getvalue().decode("utf-8", "surrogateescape")


class Run:
    """Runs refcheck; what the `run` fixture gives, which makes an empty folder the working folder first."""

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        outcome = refcheck(*arguments)
        return outcome.exit_code, outcome.stdout, outcome.stderr
