"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from refcheck.files import write_atomically


class TestWriteAtomically:
    def test_replaces_the_content_and_keeps_the_mode(self, tmp_path: Path) -> None:
        target = tmp_path / "report.txt"
        target.write_text("old")
        target.chmod(0o640)
        write_atomically(target, "new\r\n")
        assert target.read_bytes() == b"new\r\n"
        assert target.stat().st_mode & 0o777 == 0o640

    def test_follows_a_symbolic_link(self, tmp_path: Path) -> None:
        real = tmp_path / "real.txt"
        real.write_text("old")
        link = tmp_path / "link.txt"
        link.symlink_to(real)
        write_atomically(link, "new")
        assert link.is_symlink()
        assert real.read_text() == "new"

    def test_leaves_nothing_behind_when_it_fails(self, tmp_path: Path) -> None:
        target = tmp_path / "report.txt"
        target.write_text("old")
        with pytest.raises(UnicodeEncodeError):
            write_atomically(target, "\ud800")
        assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]
        assert target.read_text() == "old"

    def test_a_missing_folder_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(OSError, match="No such file"):
            write_atomically(tmp_path / "nowhere" / "report.txt", "new")
