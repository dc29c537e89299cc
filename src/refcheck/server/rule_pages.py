"""The pages of the rules as files that an editor can open: the ones that `refcheck rule` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.files import write_atomically
from refcheck.output.rule_page import page
from refcheck.rules import RULES

if TYPE_CHECKING:
    from pathlib import Path


class RulePages:
    """The pages, each written when it is first linked to.

    Args:
        folder: where they are kept; made if it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rules = {rule.code: rule for rule in RULES}
        self._addresses: dict[str, str | None] = {}

    def address(self, code: str) -> str | None:
        """The address of the page of a rule; None if it cannot be written."""
        if code not in self._addresses:
            self._addresses[code] = self._written(code)
        return self._addresses[code]

    def _written(self, code: str) -> str | None:
        path = self._folder / f"{code}.md"
        text = page(self._rules[code])
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if not path.is_file() or path.read_text("utf-8") != text:
                write_atomically(path, text)
            return path.resolve().as_uri()
        except (OSError, UnicodeDecodeError):  # a link is not worth more than a try
            return None
