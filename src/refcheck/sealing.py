"""Frozen values that are quick to make.

A frozen dataclass sets each of its fields through ``object.__setattr__``, which for values that are made by the
hundred in every article costs more than finding what they say. A sealed one is filled in as an object of an open class
that has the same slots, and then becomes one of the frozen class.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def sealed(cls: type[T]) -> type[T]:
    """Make a frozen dataclass with slots quick to make; in all else it stays what it is.

    Args:
        cls: the dataclass, of at least two fields.
    """
    declared = fields(cls)  # type: ignore[arg-type]  # only dataclasses are given
    names = [each.name for each in declared]
    known: dict[str, Any] = {"new": object.__new__, "open_class": type(cls.__name__, (), {"__slots__": names})}
    parameters, lines = ["cls"], ["self = new(open_class)"]
    for each in declared:
        parameter = value = each.name
        if each.default is not MISSING:
            known[f"default_{each.name}"] = each.default
            parameter += f"=default_{each.name}"
        elif each.default_factory is not MISSING:
            known |= {f"make_{each.name}": each.default_factory, "missing": MISSING}
            parameter += "=missing"
            value = f"make_{each.name}() if {each.name} is missing else {each.name}"
        parameters.append(parameter)
        lines.append(f"self.{each.name} = {value}")
    lines.append("self.__class__ = cls")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    lines.append("return self")
    exec("\n    ".join([f"def __new__({', '.join(parameters)}):", *lines]), known)  # noqa: S102 (as dataclasses do)
    values = attrgetter(*names)
    cls.__new__ = known["__new__"]  # type: ignore[method-assign]
    cls.__reduce__ = lambda self: (cls, values(self))  # type: ignore[method-assign]
    del cls.__init__
    return cls
