"""Frozen values that are quick to make.

A frozen dataclass sets each of its fields through ``object.__setattr__``, which for values that are made by the
hundred in every article costs more than finding what they say. A sealed one is filled in as an object of an open class
that has the same slots, and then becomes one of the frozen class.

What few ask for need not be worked out at once: a `Deferring` value may be made of the fields that are known, and finds
the others when one of them is first asked for. Nobody can tell it from one made of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

P = ParamSpec("P")
T = TypeVar("T")


class Deferring:
    """The base of sealed values that need not know all their fields from the beginning (`deferring`)."""

    __slots__ = ("_finish",)

    if not TYPE_CHECKING:  # else every name would be one of its attributes

        def __getattr__(self, name: str) -> Any:  # for slots that are not filled
            if name[:1] == "_":
                raise AttributeError(name)
            finish = getattr(self, "_finish", None)
            if finish is not None:
                for field, value in finish().items():
                    object.__setattr__(self, field, value)
                object.__setattr__(self, "_finish", None)
            return object.__getattribute__(self, name)


def deferring(cls: type[T], *known: str) -> Callable[..., T]:
    """What makes values of a sealed class of which only some fields are known.

    Args:
        cls: the class, a `Deferring` one.
        known: the names of these fields.

    Returns:
        Takes what finds the others, by name, when one of them is first asked for; then the values of those known.
    """
    filled = {"_finish": "finish"} | {name: name for name in known}
    return _maker(cls, list(filled.values()), filled, {})


class Later(Sequence[T]):
    """A sequence that is made when somebody first looks into it.

    Args:
        make: makes its items.
    """

    __slots__ = ("_items", "_make")

    def __init__(self, make: Callable[[], Iterable[T]]) -> None:
        self._make = make
        self._items: tuple[T, ...] | None = None

    @property
    def _made(self) -> tuple[T, ...]:
        if self._items is None:
            self._items = tuple(self._make())
            del self._make  # and what it holds
        return self._items

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return self._made[at]

    def __iter__(self) -> Iterator[T]:
        return iter(self._made)

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (self._made,)


def maker(cls: Callable[P, T]) -> Callable[P, T]:
    """What makes values of a sealed class as calling it does, only quicker, and without its checks.

    Args:
        cls: the class; what it is to be made of is known to be right.
    """
    made: type[T] = cls  # type: ignore[assignment]  # asked for as what is called, so that its parameters are known
    return _maker(made, *_filled(made))


def sealed(cls: type[T]) -> type[T]:
    """Make a frozen dataclass with slots quick to make; in all else it stays what it is.

    Args:
        cls: the dataclass, of at least two fields.
    """
    parameters, filled, known = _filled(cls)
    values = attrgetter(*filled)
    cls.__new__ = _maker(cls, ["cls", *parameters], filled, known, checked=True)  # type: ignore[method-assign,assignment]
    cls.__reduce__ = lambda self: (cls, values(self))  # type: ignore[method-assign]
    del cls.__init__
    return cls


def _filled(cls: type) -> tuple[list[str], dict[str, str], dict[str, Any]]:
    """The parameters of a dataclass, with what expression each field is filled, and what these expressions know."""
    parameters, filled = [], {}
    known: dict[str, Any] = {"missing": MISSING}
    for each in fields(cls):
        parameter = value = each.name
        if each.default is not MISSING:
            known[f"default_{each.name}"] = each.default
            parameter += f"=default_{each.name}"
        elif each.default_factory is not MISSING:
            known[f"make_{each.name}"] = each.default_factory
            parameter += "=missing"
            value = f"make_{each.name}() if {each.name} is missing else {each.name}"
        parameters.append(parameter)
        filled[each.name] = value
    return parameters, filled, known


def _maker(
    cls: type[T], parameters: list[str], filled: dict[str, str], known: dict[str, Any], *, checked: bool = False
) -> Callable[..., T]:
    """A function with these parameters that fills these slots, each with an expression."""
    open_class = type(cls.__name__, cls.__bases__, {"__slots__": cls.__dict__["__slots__"]})
    lines = ["self = open_class()", *(f"self.{name} = {value}" for name, value in filled.items())]
    lines.append("self.__class__ = sealed_class")
    if checked and hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    lines.append("return self")
    names = {"open_class": open_class, "sealed_class": cls, **known}
    exec("\n    ".join([f"def make({', '.join(parameters)}):", *lines]), names)  # noqa: S102 (as dataclasses do)
    make = names["make"]
    make.__qualname__ = cls.__name__
    return make  # type: ignore[no-any-return]  # a function, written above
