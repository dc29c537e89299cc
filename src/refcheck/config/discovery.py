"""Which configuration holds for which article: the nearest file on the way up from it wins."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from refcheck.config.layers import Settings
from refcheck.config.reading import OWN_NAME, PROJECT_NAME, ConfigurationFile, read_configuration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.config.layers import Layer
    from refcheck.config.policy import Policy

#: a path that climbs higher than this is clearer written in full
_MOST_UP = 3


class Configuration:
    """What is set for a run, and for each of its articles.

    Args:
        given: what environment and command line set, the weaker first.
        file: the one file to use, in place of those that would be found.
        isolated: whether no file is used at all.

    Raises:
        UsageError: if `file` cannot be read.
    """

    def __init__(self, given: Sequence[Layer] = (), *, file: str | None = None, isolated: bool = False) -> None:
        self._given = tuple(given)
        self._isolated = isolated
        self._file = None if file is None else read_configuration(Path(file))
        self._found: dict[Path, ConfigurationFile | None] = {}

    def of_article(self, path: str) -> Settings:
        """What holds for an article.

        Raises:
            UsageError: if a configuration file cannot be read, or what it says is off.
        """
        resolved = Path(os.path.realpath(os.path.dirname(path)), os.path.basename(path))  # noqa: PTH119, PTH120 (a link stays)
        return self._settings(self.file_for(resolved.parent), resolved)

    def of_run(self, paths: Sequence[str]) -> Settings:
        """What holds for a whole run over files and folders; the file nearest to the folder of them all.

        Raises:
            UsageError: as above.
        """
        resolved = [os.path.realpath("." if path == "-" else path) for path in paths] or [str(Path.cwd())]
        folders = [path if os.path.isdir(path) else os.path.dirname(path) for path in resolved]  # noqa: PTH112, PTH120 (a name that is too long raises there)
        return self._settings(self.file_for(Path(os.path.commonpath(folders))), None)

    def policy(self, path: str) -> Policy:
        """What is done with an article.

        Raises:
            UsageError: as above.
        """
        return self.of_article(path).policy()

    def file_for(self, folder: Path) -> ConfigurationFile | None:
        """The configuration file for a (resolved) folder, if there is any."""
        if self._isolated or self._file:
            return self._file
        if folder not in self._found:
            above = folder.parent
            self._found[folder] = _in_folder(folder) or (self.file_for(above) if above != folder else None)
        return self._found[folder]

    def _settings(self, file: ConfigurationFile | None, article: Path | None) -> Settings:
        return Settings((*(file.layers_for(article) if file else ()), *self._given))


def _in_folder(folder: Path) -> ConfigurationFile | None:
    """The configuration that a folder holds itself."""
    for name in (OWN_NAME, PROJECT_NAME):
        path = folder / name
        if os.path.isfile(path):  # noqa: PTH113 (the same)
            found = read_configuration(Path(_shown(path)), must=name == OWN_NAME)
            if found is not None:
                return found
    return None


def _shown(path: Path) -> str:
    """A path as a user would write it: relative where that does not lead far away."""
    relative = os.path.relpath(path)
    return relative if relative.count(os.pardir) <= _MOST_UP else str(path)
