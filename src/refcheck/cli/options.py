"""Options that several commands share, and those that can be configured, made from their one declaration."""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from refcheck.config.kinds import Choice, Flag, Folder, Fraction, Whole
from refcheck.config.options import BY_KEY, OPTIONS, Scope
from refcheck.config.rule_kinds import RuleList

if TYPE_CHECKING:
    from collections.abc import Callable

    from refcheck.config.discovery import Configuration
    from refcheck.config.layers import Layer, Where

Command = TypeVar("Command", bound="Callable[..., object]")


def _rules(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG001 (click passes them)
    return tuple(part.strip() for each in value for part in each.split(",") if part.strip())


def declared(*keys: str, also: str = "") -> Callable[[Command], Command]:
    """Add the options with these keys as `refcheck.config.options` declares them.

    Args:
        keys: the keys.
        also: another name by which the options are called in this command.
    """

    def decorate(function: Command) -> Command:
        for key in reversed(keys):
            function = _declared(key, also)(function)
        return function

    return decorate


def _declared(key: str, also: str) -> Callable[[Command], Command]:
    option = BY_KEY[key]
    kind = option.kind
    more: dict[str, Any] = {"default": option.default, "show_default": True}
    metavar = None
    name = f"--{key}"
    if isinstance(kind, Flag):
        name = f"--{key}/--no-{key}"
        more["show_default"] = False
    elif isinstance(kind, RuleList):
        metavar = "RULES"
        more = {"multiple": True, "callback": _rules}
    elif isinstance(kind, Choice):
        more["type"] = click.Choice(kind.words)
    elif isinstance(kind, Fraction):
        more["type"] = click.FloatRange(0, 1)
    elif isinstance(kind, Whole):
        more["type"] = click.IntRange(kind.least, kind.most)
    else:
        metavar = getattr(kind, "metavar", None)
        if isinstance(kind, Folder):
            more["type"] = click.Path(file_okay=False)
    names = [other for other in (option.short, also) if other] + [name, option.parameter]
    return click.option(*names, envvar=option.variable, metavar=metavar, help=option.summary, **more)


_CACHE_AND_INDEX = (
    click.option("--no-cache", is_flag=True, help="Keep no answers, and use none of earlier runs."),
    click.option(
        "--index",
        envvar="REFCHECK_INDEX",
        metavar="PATH",
        type=click.Path(path_type=Path),
        help="Ask this index (refcheck index build) and no network (or $REFCHECK_INDEX).",
    ),
)

_FILES = (
    click.option("--config", "config_file", metavar="FILE", help="Use this configuration file and no other."),
    click.option("--isolated", is_flag=True, help="Use no configuration file."),
)


_NETWORK = ("offline", "mailto", "crossref_url", "cache", "no_cache", "index")


def network_options(function: Command) -> Command:
    """Add the options that say how Crossref is asked, and where its answers are kept.

    `configured` makes one `NetworkChoice` of them.
    """
    for option in reversed(_CACHE_AND_INDEX):
        function = option(function)
    return declared("offline", "mailto", "crossref-url", "cache")(function)


def configured(*scopes: Scope) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Let configuration files fill in what neither the command line nor the environment gives.

    Adds the options that say which file is used. The command's options of these scopes get the values that hold for
    its run; those of `Scope.ARTICLE` it does not get, but finds in the `Configuration` that is its context's object.
    Instead of the options of `network_options` it gets `network`, the `NetworkChoice` that they make.
    """

    def decorate(function: Callable[..., object]) -> Callable[..., object]:
        @wraps(function)
        def command(*, config_file: str | None, isolated: bool, **given: Any) -> object:
            context = click.get_current_context()
            paths = given.get("paths") or tuple(str(given[name]) for name in ("article", "folder") if name in given)
            context.obj = configuration = configuration_of(context, config_file, isolated=isolated)
            run = configuration.of_run(paths or (".",))
            for option in OPTIONS:
                if option.scope is Scope.ARTICLE:
                    given.pop(option.parameter, None)
                elif option.scope in scopes and option.parameter in given:
                    given[option.parameter] = run.value(option.key)
            if given.keys() >= set(_NETWORK):
                from refcheck.cli.resolving import NetworkChoice  # noqa: PLC0415 (loaded when there is work)

                given["network"] = NetworkChoice(**{name: given.pop(name) for name in _NETWORK})
            return function(**given)

        return file_options(command)

    return decorate


def file_options(function: Command) -> Command:
    """Add the options that say which configuration file is used."""
    for option in reversed(_FILES):
        function = option(function)
    return function


def configuration_of(context: click.Context, file: str | None, *, isolated: bool) -> Configuration:
    """What is set, by files, environment and command line.

    Raises:
        UsageError: if `file` cannot be read, or is given together with `isolated`.
    """
    from refcheck.config.discovery import Configuration  # noqa: PLC0415 (loaded once the options are known to be right)
    from refcheck.config.layers import Where  # noqa: PLC0415 (as above)
    from refcheck.errors import UsageError  # noqa: PLC0415 (as above)

    if file is not None and isolated:
        raise UsageError("--config names a file and --isolated forbids all: leave out one of the two")
    layers = [_given(context, where) for where in (Where.ENVIRONMENT, Where.COMMAND_LINE)]
    return Configuration(layers, file=file, isolated=isolated)


def _given(context: click.Context, where: Where) -> Layer:
    """What the environment, or the command line, sets."""
    from refcheck.config.layers import Origin, Setting, Where  # noqa: PLC0415 (as above)

    on_line = where is Where.COMMAND_LINE
    source = ParameterSource.COMMANDLINE if on_line else ParameterSource.ENVIRONMENT
    return {
        option.key: Setting(
            context.params[option.parameter], Origin(where, name=f"--{option.key}" if on_line else option.variable)
        )
        for option in OPTIONS
        if option.parameter in context.params and context.get_parameter_source(option.parameter) is source
    }
