"""Writing a file so that nobody ever sees half of it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_atomically(path: Path, text: str) -> None:
    """Replace a file's content in one step: a new file beside it, flushed to the disk, then renamed.

    Args:
        path: the file; a symbolic link is followed.
        text: the new content, written as UTF-8 with its line ends as they are.

    Raises:
        OSError: the folder or the file cannot be written; what was there before is untouched.
    """
    path = Path(os.path.realpath(path))
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with beside.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
