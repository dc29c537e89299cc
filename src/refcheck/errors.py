"""What can go wrong, as a tree.

    RefcheckError                  one line for the user: what, which file, where
    |-- UsageError                 the command line or a setting is off             exit 2
    |-- NoInput                    nothing to check was found                       exit 3
    |-- UnreadableArticle          a file that cannot be read as an article         exit 4
    |-- RetractionListError        a list of retractions that cannot be read        exit 2
    |-- LockError                  the lock file is broken                          exit 2
    |   `-- StaleLock              `--locked`, and the lock is out of date          exit 2
    |-- CacheError                 the cache of answers cannot be used              exit 2
    |-- IndexFailure               a local index that cannot be asked, or made      exit 2
    `-- ServiceError               a service that had to answer did not             exit 4

A reference that could not be checked is no error but a value, `refcheck.work.Unchecked`; of the services that know
records no error leaves the resolution package.
"""

from __future__ import annotations


class RefcheckError(Exception):
    """The root of every error that refcheck raises on purpose.

    Args:
        message: what is wrong, in one line, without a full stop.
        path: the file it is about, if there is one.
        line: the 1-based line in it, if that is known.
    """

    exit_code = 2

    def __init__(self, message: str, *, path: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line

    def __str__(self) -> str:
        place = "" if self.path is None else self.path + (f":{self.line}" if self.line is not None else "") + ": "
        # One line, whatever a file is called: a line feed or an escape sequence in its name is written out.
        return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in place + self.message)


class UsageError(RefcheckError):
    """A command line or a setting that cannot be carried out."""


class NoInput(RefcheckError):  # noqa: N818 (it names the state, as the exit code does)
    """No file to check among what was given."""

    exit_code = 3


class UnreadableArticle(RefcheckError):  # noqa: N818 (it says what is wrong)
    """A file that cannot be opened, decoded or read as the format it claims to be."""

    exit_code = 4


class RetractionListError(RefcheckError):
    """A file that is no list of retractions, or a damaged one."""


class LockError(RefcheckError):
    """A lock file that cannot be read."""


class StaleLock(LockError):  # noqa: N818 (it says what is wrong)
    """A lock file that does not cover every reference, where `--locked` asks that it does."""


class CacheError(RefcheckError):
    """A cache that cannot be read or written, where that is what was asked for; a run goes on without."""


class IndexFailure(RefcheckError):  # noqa: N818 (`IndexError` is Python's)
    """A local index that is none, is broken or of another version, or cannot be written."""


class ServiceError(RefcheckError):
    """A service (Crossref, DataCite, the DOI handle system, who keeps a list) did not give a usable answer."""

    exit_code = 4
