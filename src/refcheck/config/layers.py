"""Values with their origins, in layers: defaults, files, environment, command line; the later wins."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from refcheck.check import select_rules
from refcheck.config.options import BY_KEY
from refcheck.config.policy import Policy
from refcheck.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refcheck.rules import Rule

#: rules named here add to those of the layers below, unless a layer selects anew
_ADDING = ("extend-select", "ignore")


class Where(StrEnum):
    """Where a value came from."""

    DEFAULT = "default"
    FILE = "file"
    ENVIRONMENT = "environment"
    COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from, exactly.

    Attributes:
        where: what sort of place.
        path: the file.
        line: the line in it, if that is known.
        name: the option or the variable.
    """

    where: Where
    path: str | None = None
    line: int | None = None
    name: str | None = None

    def __str__(self) -> str:
        if self.path is not None:
            return self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{self.where.value} ({self.name})" if self.name else self.where.value


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and where it came from."""

    value: object
    origin: Origin


Layer: TypeAlias = "Mapping[str, Setting]"
"""Settings by the key of their option."""

_DEFAULT = Origin(Where.DEFAULT)


@dataclass(frozen=True)
class Settings:
    """What holds for one article, or for a whole run.

    Attributes:
        layers: from the weakest to the strongest.
    """

    layers: Sequence[Layer]

    def parts(self, key: str) -> list[Setting]:
        """What the value of an option is made of: one setting, or several that add up, the strongest last."""
        found = [layer[key] for layer in self._layers_for(key) if key in layer]
        if key == "severity":
            return _by_rule(found)
        return found if key in _ADDING else found[-1:]

    def setting(self, key: str) -> Setting:
        """The strongest setting of an option; the default if nothing sets it."""
        return next(reversed(self.parts(key)), Setting(BY_KEY[key].default, _DEFAULT))

    def value(self, key: str) -> object:
        """The value of an option."""
        parts = self.parts(key)
        if key in _ADDING:
            return tuple(word for part in parts for word in _words(part))
        if key == "severity":
            return {rule: severity for part in parts for rule, severity in _table(part).items()}
        return self.setting(key).value

    def rules(self) -> tuple[Rule, ...]:
        """The rules that are to run: each layer adds to what those below it select, and takes away from it."""
        chosen = select_rules()
        for layer in self.layers:
            select, extend, ignore = (
                _words(layer[key]) if key in layer else () for key in ("select", "extend-select", "ignore")
            )
            chosen = select_rules(select, ignore, extend=extend, base=chosen)
        return chosen

    def policy(self) -> Policy:
        """What is done with an article."""
        severities = {
            word: Severity(severity) for part in self.parts("severity") for word, severity in _table(part).items()
        }
        confidence = self.value("min-confidence")
        assert isinstance(confidence, int | float)  # noqa: S101 (its kind has read it)
        return Policy(self.rules(), float(confidence), severities)

    def _layers_for(self, key: str) -> Sequence[Layer]:
        if key not in _ADDING:
            return self.layers
        anew = max((index for index, layer in enumerate(self.layers) if "select" in layer), default=0)
        return self.layers[anew:]


def _words(setting: Setting) -> tuple[str, ...]:
    assert isinstance(setting.value, tuple)  # noqa: S101 (its kind has read it)
    return setting.value


def _table(setting: Setting) -> Mapping[str, str]:
    assert isinstance(setting.value, dict)  # noqa: S101 (its kind has read it)
    return setting.value


def _by_rule(found: Sequence[Setting]) -> list[Setting]:
    """Tables of severities with every rule once, where the strongest of them has it."""
    left = []
    seen: set[str] = set()
    for setting in reversed(found):
        own = {word: severity for word, severity in _table(setting).items() if word not in seen}
        seen |= own.keys()
        if own:
            left.append(Setting(own, setting.origin))
    return left[::-1]
