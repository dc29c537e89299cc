"""Every option that can be configured, declared once.

The options of the command line, the keys of a configuration file with their check, the variables of the environment,
the JSON Schema and the page of the documentation are made from this list.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from refcheck.config.kinds import Choice, File, Flag, Folder, Fraction, Text, Whole
from refcheck.config.rule_kinds import RuleList, Severities
from refcheck.finding import Severity
from refcheck.output import FORMATS
from refcheck.resolution.settings import CrossrefSettings

if TYPE_CHECKING:
    from refcheck.config.kinds import Kind


class Scope(Enum):
    """What an option is about."""

    ARTICLE = "each article"  # each article by the file nearest to it
    CHECK = "a run of check"  # the file nearest to the folder of all that is given
    NETWORK = "records"  # the same, for every command that looks for records


@dataclass(frozen=True)
class Option:
    """One option.

    Attributes:
        key: its name in a file; ``--key`` on the command line.
        kind: what values it takes.
        summary: what it does, in one sentence.
        scope: what it is about.
        default: its value if nothing sets it.
        in_files: whether a file may set it. What says which machine is asked, or which program is loaded, a file that
            anybody's pull request may change cannot.
        on_command_line: whether the command line and the environment may set it; a table they cannot.
        short: its short form on the command line.
        environment: the variable of the environment that sets it, if it is not named after the key.
    """

    key: str
    kind: Kind
    summary: str
    scope: Scope
    default: object = None
    in_files: bool = True
    on_command_line: bool = True
    short: str = ""
    environment: str = ""

    @property
    def parameter(self) -> str:
        """Its name as an argument of Python."""
        return self.key.replace("-", "_")

    @property
    def variable(self) -> str:
        """The variable of the environment that sets it."""
        return self.environment or f"REFCHECK_{self.parameter.upper()}"


OPTIONS: tuple[Option, ...] = (
    Option("select", RuleList(), "Only these rules (codes, names, REF2).", Scope.ARTICLE, ()),
    Option("extend-select", RuleList(), "These rules as well.", Scope.ARTICLE, ()),
    Option("ignore", RuleList(), "Not these rules.", Scope.ARTICLE, ()),
    Option(
        "severity",
        Severities(),
        "Another severity for the findings of rules; what names a rule more exactly wins.",
        Scope.ARTICLE,
        {},
        on_command_line=False,
    ),
    Option("min-confidence", Fraction(), "Leave out findings less sure than this.", Scope.ARTICLE, 0.5),
    Option(
        "fail-on",
        Choice((Severity.ERROR.value, Severity.WARNING.value, Severity.INFO.value, "never")),
        "The mildest severity that makes the exit code 1.",
        Scope.CHECK,
        "warning",
    ),
    Option("baseline", File(), "Leave out the findings that this file knows (see --write-baseline).", Scope.CHECK),
    Option(
        "changed-since",
        Text("REV"),
        "Only what changed since this revision of git touches, uncommitted changes too.",
        Scope.CHECK,
        in_files=False,
    ),
    Option("locked", Flag(), "Fail if refcheck.lock does not cover every reference.", Scope.CHECK, default=False),
    Option("offline", Flag(), "Open no socket; say what could not be checked.", Scope.CHECK, default=False),
    Option("format", Choice(tuple(FORMATS)), "How the report is written.", Scope.CHECK, "full", short="-f"),
    Option(
        "mailto",
        Text("ADDRESS", lambda address: CrossrefSettings(mailto=address)),
        "Your address, for Crossref's polite pool.",
        Scope.NETWORK,
    ),
    Option(
        "crossref-url",
        Text("URL", CrossrefSettings),
        "Another server with Crossref's API.",
        Scope.NETWORK,
        in_files=False,
    ),
    Option(
        "cache",
        Folder(),
        "Where answers are kept for later runs (default: your cache folder).",
        Scope.NETWORK,
    ),
    Option(
        "retraction-list",
        File(words=("none",)),
        "A list of retractions, or 'none' (default: retractions.tsv.gz beside the articles, else your own, see "
        "`refcheck retractions`).",
        Scope.NETWORK,
        environment="REFCHECK_RETRACTIONS",
    ),
    Option(
        "semantic",
        Text("MODEL"),
        "Weigh claims by this model of sentence-transformers as well (name or folder).",
        Scope.CHECK,
        in_files=False,
    ),
    Option(
        "jobs",
        Whole(1, 64),
        "Processes to use (default: one for each core).",
        Scope.CHECK,
        in_files=False,
        short="-j",
    ),
)

BY_KEY = {option.key: option for option in OPTIONS}
