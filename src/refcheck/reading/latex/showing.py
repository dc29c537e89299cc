"""What a citing command shows in the text: "[3,5]", with the mark that says it is a citation, and of which keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.latex.citing import Shows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from refcheck.reading.keyed import Numbers
    from refcheck.reading.latex.citing import Call
    from refcheck.reading.latex.flow import Flow
    from refcheck.reading.latex.setup import Setup


class Shower:
    """Shows citing commands.

    Args:
        setup: how the document cites.
        numbers_at: the numbers that keys have at a place of the text.
        names: the authors of keys, as far as they are known.
    """

    def __init__(self, setup: Setup, numbers_at: Callable[[Call], Numbers], names: Mapping[str, str]) -> None:
        self._setup = setup
        self._numbers_at = numbers_at
        self._names = names

    def __call__(self, flow: Flow, call: Call) -> None:
        """Show a command at the end of a flow."""
        shows = call.shows
        at = call.span.start
        if shows in {Shows.NAMED, Shows.NAME}:
            names = ", ".join(filter(None, (self._names.get(key, "") for key, _ in call.keys)))
            if shows is Shows.NAME:
                flow.put(names or "X", at, opaque=True)
                return
            flow.put(f"{names} " if names else "", at)
        if shows is Shows.NOTHING:
            return
        numbers = self._numbers_at(call)
        keys = [numbers.key(name, span) for name, span in call.keys]
        if self._setup.sorts_groups:
            keys.sort(key=lambda key: key.number)
        bare = shows in {Shows.BARE, Shows.RAISED} or (self._setup.raised and shows is Shows.MARKER)
        begin = flow.length
        flow.put("" if bare else "[", at)
        reached = at
        for position, key in enumerate(keys):
            if position:
                flow.put(",", reached)
            reached = max(reached, key.span.start)
            flow.put(str(key.number), reached)
        flow.put("" if bare else "]", max(reached, call.span.end - 1))
        flow.mark(begin, call.span, MarkerStyle.LINKED, tuple(keys))
