"""What git knows: which files changed since a revision, and what they held. The only module that runs a program."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from refcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Nothing of what a repository's configuration may ask for is run, and nothing of it changes what is printed.
_FIXED = ("--no-pager", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "-c", "diff.renames=true")
# In a hook git tells programs where it is at work; here the folder tells it.
_PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
_FETCH_MORE = "; the clone is shallow: fetch more of its history (fetch-depth: 0)"


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a revision.

    Attributes:
        path: its path, relative to the repository's root.
        name: the name of its content in git.
        size: in bytes.
    """

    path: str
    name: str
    size: int


@dataclass(frozen=True)
class Repository:
    """A repository and the revision that its files are compared with.

    Attributes:
        root: its top folder, resolved.
        base: the commit compared with: where the revision and what is checked out parted, if they have a common
            ancestor, else the revision itself.
        only: the one file that is asked about, if it is one; else empty. Of a large tree that saves reading the rest.
    """

    root: str
    base: str
    only: str = ""

    @classmethod
    def holding(cls, folder: str, revision: str) -> Repository:
        """The repository that a folder is in.

        Args:
            folder: the folder.
            revision: a name of a commit, as git takes it.

        Raises:
            UsageError: if there is no git, no repository, or no such revision in it.
        """
        root = os.path.realpath(_line(_told(folder, "rev-parse", "--show-toplevel")))
        wrong = revision.startswith("-") or "\0" in revision or "\n" in revision
        found = None if wrong else _run(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if found is None or found.returncode != 0:
            shallow = _line(_told(root, "rev-parse", "--is-shallow-repository")) == "true"
            raise UsageError(f"git knows no revision {revision!r}{_FETCH_MORE if shallow else ''}", path=folder)
        commit = _line(found.stdout)
        parted = _run(root, "merge-base", commit, "HEAD")
        return cls(root, _line(parted.stdout) if parted.returncode == 0 else commit)

    @classmethod
    def at_last_commit(cls, folder: str) -> Repository:
        """The repository that a folder is in, to compare with its last commit.

        Args:
            folder: the folder.

        Raises:
            UsageError: if there is no git, no repository, or no commit in it.
        """
        root, commit = os.fsdecode(_told(folder, "rev-parse", "--show-toplevel", "HEAD")).splitlines()[-2:]
        return cls(os.path.realpath(root), commit)

    @cached_property
    def changed(self) -> Mapping[str, str | None]:
        """The files that differ from the revision, uncommitted changes too, each with its path there (None: new)."""
        told = _told(
            self.root,
            "diff",
            "--name-status",
            "-z",
            "--find-renames",
            "--no-relative",
            "--no-ext-diff",
            "--no-textconv",
            "--ignore-submodules=all",
            self.base,
            "--",
        )
        fields = iter(os.fsdecode(told).split("\0"))
        found: dict[str, str | None] = {}
        for status in fields:
            if status[:1] in ("R", "C"):
                before = next(fields)
                found[next(fields)] = before
            elif status:
                path = next(fields)
                found[path] = None if status == "A" else path
        return found

    def commits(self, paths: Sequence[str], most: int) -> list[str]:
        """The newest commits, up to the one compared with, that changed one of some files.

        Args:
            paths: the files, relative to the root.
            most: how many commits at most.
        """
        told = _told(self.root, "log", "--format=%H", f"--max-count={most}", self.base, "--", *map(_literal, paths))
        return os.fsdecode(told).split()

    @cached_property
    def tree(self) -> Mapping[str, Blob]:
        """The files of the revision by their paths; no links, and no paths that lead elsewhere."""
        paths = ["--", _literal(self.only)] if self.only else []
        told = os.fsdecode(_told(self.root, "ls-tree", "-r", "-z", "--long", "--full-tree", self.base, *paths))
        found = {}
        for line in filter(None, told.split("\0")):
            about, path = line.split("\t", 1)
            mode, _, name, size = about.split()
            if mode.startswith("100") and not {"", ".", ".."}.intersection(path.split("/")):
                found[path] = Blob(path, name, int(size))
        return found

    def contents(self, blobs: Iterable[Blob]) -> dict[str, bytes]:
        """What files of the revision hold, by their paths.

        Raises:
            UsageError: if git does not have one of them here.
        """
        blobs = list(blobs)
        asked = "".join(f"{blob.name}\n" for blob in blobs).encode()
        told = _told(self.root, "cat-file", "--batch", given=asked)
        found, at = {}, 0
        for blob in blobs:
            end = told.index(b"\n", at)
            if told.endswith(b" missing", at, end):
                raise UsageError("what this file was is not in this clone, which is a partial one", path=blob.path)
            found[blob.path] = told[end + 1 : end + 1 + blob.size]
            at = end + 1 + blob.size + 1
        return found


def _literal(path: str) -> str:
    """A path from the root as git takes it, whatever marks are in it."""
    return f":(top,literal){path}"


def _run(folder: str, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git")
    if program is None:
        raise UsageError("--changed-since needs git, and there is none")
    environment = {name: value for name, value in os.environ.items() if name not in _PLACES}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    return subprocess.run(  # noqa: S603 (fixed arguments, no shell; the revision is a commit, or begins with no "-")
        [program, *_FIXED, *arguments], cwd=folder, input=given, capture_output=True, env=environment, check=False
    )


def _told(folder: str, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints; an error in its words if it fails."""
    done = _run(folder, *arguments, given=given)
    if done.returncode != 0:
        words = _line(done.stderr).removeprefix("fatal: ") or f"ended with {done.returncode}"
        raise UsageError(f"--changed-since: git: {words}", path=folder)
    return done.stdout


def _line(told: bytes) -> str:
    """The first line of what git prints."""
    return os.fsdecode(told).split("\n", 1)[0].strip()
