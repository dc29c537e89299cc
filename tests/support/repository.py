"""A git repository in a temporary folder, made by running git."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

#: nothing of whoever runs the tests: no configuration, no identity
IDENTITY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "An Editor",
    "GIT_AUTHOR_EMAIL": "editor@example.org",
    "GIT_COMMITTER_NAME": "An Editor",
    "GIT_COMMITTER_EMAIL": "editor@example.org",
}


@dataclass(frozen=True)
class GitRepository:
    """A repository whose branch `main` is what a pull request starts from."""

    root: Path

    def git(self, *arguments: str) -> str:
        """Run git in it."""
        done = subprocess.run(
            ["git", *arguments],  # noqa: S607 (the git of whoever runs the tests)
            cwd=self.root,
            env={**os.environ, **IDENTITY},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, path: str, *pairs: tuple[str, str]) -> None:
        """Replace words in a file; each has to stand there."""
        text = (self.root / path).read_bytes().decode()
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        self.write(path, text)

    def commit(self, message: str = "A change") -> None:
        """Commit everything."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)


def repository(root: Path) -> GitRepository:
    """A new repository in an empty folder."""
    made = GitRepository(root)
    made.git("init", "--quiet", "--initial-branch", "main")
    return made
