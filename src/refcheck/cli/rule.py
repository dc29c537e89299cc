"""`refcheck rule`: the pages of the rules."""

from __future__ import annotations

import click

from refcheck.check import select_rules
from refcheck.errors import UsageError
from refcheck.output.rule_page import page, severity
from refcheck.rules import RULES


@click.command("rule")
@click.argument("rule", required=False)
@click.option("--all", "everything", is_flag=True, help="Print the pages of all rules.")
def command(rule: str | None, *, everything: bool) -> None:
    """Print the page of RULE (a code, a name, or a family such as REF2); without one, a line for each rule."""
    if rule is not None and everything:
        raise UsageError("give a rule or --all, not both")
    if rule is not None or everything:
        chosen = RULES if rule is None else select_rules([rule])
        click.echo("\n".join(map(page, chosen)), nl=False)
        return
    for each in RULES:
        click.echo(f"{each.code}  {each.name:26}{severity(each)}: {each.summary}")
