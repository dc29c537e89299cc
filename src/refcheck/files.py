"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path


def write_atomically(path: str | Path, content: str | bytes) -> None:
    """Write a file in one step: the old content stays until the new one is whole.

    Args:
        path: the file; its folder must exist. A symbolic link is followed, not replaced.
        content: its new content; a text is written in UTF-8, line ends as they are.

    Raises:
        OSError: if the folder cannot be written to; the old file is untouched then.
    """
    try:
        target = Path(path).resolve()
    except RuntimeError as error:  # what Python 3.11 and 3.12 say of symbolic links that lead to themselves
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes private files; keep the mode of the file replaced, or give what open() would have given
        Path(temporary).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    # the only way to read it is to set it
    mask = os.umask(0)
    os.umask(mask)
    return mask
