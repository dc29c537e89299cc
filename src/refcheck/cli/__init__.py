"""The command line. Commands live in a module each, which is loaded only when its command is called."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

import click

from refcheck import __version__
from refcheck.cli.exit_codes import ExitCode
from refcheck.errors import RefcheckError

#: every command with the module that holds it (as `command`) and its line in `refcheck --help`
COMMANDS = {
    "check": ("refcheck.cli.check", "Find citations and references that do not agree."),
    "annotate": ("refcheck.cli.annotate", "Write findings into a copy of a Word file, as comments."),
    "show": ("refcheck.cli.show", "Show what is read from an article: citations, claims, references, fields."),
    "lock": ("refcheck.cli.lock", "Resolve the references of articles and write refcheck.lock beside them."),
    "retractions": (
        "refcheck.cli.retractions",
        "Keep a list of retractions, so that they are found without a network.",
    ),
    "cache": ("refcheck.cli.cache", "Show or forget the answers kept of Crossref and DataCite."),
    "index": ("refcheck.cli.index", "Build a local index of Crossref's data file, to resolve without a network."),
    "init": ("refcheck.cli.init", "Set up a folder of articles: settings, a hook for commits, a workflow for CI."),
    "export": ("refcheck.cli.export", "Write an article's references as BibTeX, RIS or CSL-JSON."),
    "config": ("refcheck.cli.config", "Say what is set and where it came from."),
    "server": ("refcheck.cli.server", "Serve an editor: the language server, over standard input and output."),
    "renumber": ("refcheck.cli.renumber", "Number references in the order of first citation."),
    "rule": ("refcheck.cli.rule", "Explain a rule, or list them all."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads one when it is called.

    `--help` must answer at once, so the lines it shows stand in `COMMANDS` and no command is loaded for it.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The names of the commands, in the order of an editor's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click passes it)
        """The command of that name, loaded."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)  # noqa: S101 (held by a test)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (click passes it)
        """Write the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="refcheck")
def group() -> None:
    """The linter for citations.

    refcheck reads an article, compares its numbered citations with its reference list and the list with Crossref,
    and finds numbers that are off against the claims they should support.
    """


def collect_seldom() -> None:
    """Have Python look for circles of values less often, in all of this process.

    What is read is made of many small values without circles: looking for those as often as Python does costs a
    twentieth of the time.
    """
    gc.set_threshold(100_000, 20, 50)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line, and exit with its code; every error is one line on standard error."""
    collect_seldom()
    # An article's matrices are small: threads would cost more than they save.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        code = group.main(arguments, prog_name="refcheck", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("refcheck: interrupted", err=True)
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        context = error.ctx if isinstance(error, click.UsageError) else None
        hint = f" (see '{context.command_path} --help')" if context else ""
        click.echo(f"refcheck: {RefcheckError(error.format_message())}{hint}", err=True)
        sys.exit(error.exit_code)
    except RefcheckError as error:
        click.echo(f"refcheck: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # whoever read our output has seen enough (`| head`); keep the interpreter from complaining at exit
        sys.stderr.close()
        sys.exit(141)
    except OSError as error:
        # what files are read and written is told where it is done; what is left is our own output, as on a full disk
        _forget_output()
        click.echo(f"refcheck: standard output: cannot be written: {error.strerror}", err=True)
        sys.exit(ExitCode.USAGE)
    sys.exit(code if isinstance(code, int) else 0)


def _forget_output() -> None:
    """Let what is still to be written go nowhere, so that the interpreter does not complain at exit as well."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
