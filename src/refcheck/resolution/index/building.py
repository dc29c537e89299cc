"""Building an index from Crossref's public data file."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from refcheck.errors import IndexFailure
from refcheck.resolution.index.dumps import Bad, records_in
from refcheck.resolution.index.engine import ABOUT, Writer
from refcheck.resolution.index.keys import keys_of, words_of
from refcheck.resolution.index.packing import packed
from refcheck.resolution.records import work_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from refcheck.resolution.index.engine import About

_OFTEN = 10_000  # records from one word about the progress to the next


@dataclass
class Built:
    """What came of building an index.

    Attributes:
        about: what the index says of itself.
        bad: how many places of the dump held no record.
    """

    about: About
    bad: int = 0


@dataclass
class Builder:
    """Builds an index.

    Attributes:
        built: today.
        complete_until: the last year of which the dump holds every record of Crossref's; 0 if that is not claimed.
        report: told of every place that holds no record.
        progress: told how many records are in, and which file of how many is read.
    """

    built: date
    complete_until: int = 0
    report: Callable[[Bad], None] = field(default=lambda _: None)
    progress: Callable[[int, int, int], None] = field(default=lambda *_: None)

    def build(self, files: Sequence[Path], output: Path) -> Built:
        """Make the index beside its place, and move it there when it is whole.

        Args:
            files: of the dump.
            output: the folder of the index; an index that is there is replaced.

        Raises:
            IndexFailure: there is something else, or nothing can be written, or the dump holds no record.
            UsageError: tantivy is not installed.
        """
        replaced = _may_be_replaced(output)
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(
                dir=output.parent, prefix=f".{output.name}.", ignore_cleanup_errors=True
            ) as made:
                folder = Path(made) / "new"
                folder.mkdir()
                built = self._fill(Writer(folder), files)
                if replaced:
                    output.replace(Path(made) / "old")
                shutil.move(folder, output)
        except OSError as error:
            raise IndexFailure(f"cannot be written: {error.strerror or error}", path=str(output)) from error
        return built

    def _fill(self, writer: Writer, files: Sequence[Path]) -> Built:
        count = bad = 0
        for number, file in enumerate(files, start=1):
            for record in records_in(file):
                if isinstance(record, Bad):
                    bad += 1
                    self.report(record)
                    continue
                work = work_of(record)
                writer.add(keys_of(work), words_of(work), packed(work))
                count += 1
                if count % _OFTEN == 0:
                    self.progress(count, number, len(files))
        if not count:
            raise IndexFailure("no record of Crossref's in it", path=str(files[0]))
        return Built(writer.finish(self.built, self.complete_until), bad)


def _may_be_replaced(output: Path) -> bool:
    """Whether an index is there already.

    Raises:
        IndexFailure: something else is there.
    """
    if not output.exists():
        return False
    if not output.is_dir():
        raise IndexFailure("a file is there already", path=str(output))
    if not any(output.iterdir()):
        return True
    if not (output / ABOUT).is_file():
        raise IndexFailure("a folder that is no index is there already", path=str(output))
    return True
