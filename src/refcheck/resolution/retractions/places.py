"""Where pinned lists stand: where the user says, beside the articles, or in the user's data folder."""

from __future__ import annotations

from pathlib import Path

from refcheck.errors import RetractionListError

PINNED_NAME = "retractions.tsv.gz"
#: what to say instead of a path to use no list at all
NONE = "none"


def user_list() -> Path:
    """Where the user's own copy is, whether or not it exists."""
    from platformdirs import user_data_path  # noqa: PLC0415 (only where no list is named or beside the articles)

    return user_data_path("refcheck", appauthor=False) / PINNED_NAME


def find_list(folder: str | Path, named: str | None = None) -> Path | None:
    """The list to use for the articles of a folder, if there is one.

    Args:
        folder: where the articles are; a pinned copy beside them goes before the user's.
        named: the path that the user names, or `NONE`; it goes before both.

    Raises:
        RetractionListError: there is no such file as the user names.
    """
    if named == NONE:
        return None
    if named is not None:
        if not Path(named).is_file():
            raise RetractionListError("there is no such list of retractions", path=named)
        return Path(named)
    return next((path for path in (Path(folder) / PINNED_NAME, user_list()) if path.is_file()), None)
