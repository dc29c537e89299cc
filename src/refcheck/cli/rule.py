"""`refcheck rule`: the pages of the rules."""

from __future__ import annotations

import click

from refcheck.errors import UsageError
from refcheck.rules import RULES
from refcheck.rules.selection import find_rule

_HEAD = "{code} {name}\n{line}\nSeverity: {severity}{off}. Needs: {needs}.\n\n{page}\n"
_NEEDS = {"article": "only the article", "records": "records (lock file or network)", "network": "the network"}


@click.command("rule")
@click.argument("rule", required=False)
@click.option("--all", "everything", is_flag=True, help="Print the pages of all rules.")
def command(rule: str | None, *, everything: bool) -> None:
    """Print the page of RULE (a code or a name); without one, a line for each rule."""
    if rule is not None and everything:
        raise UsageError("give a rule or --all, not both")
    if rule is None and not everything:
        for each in RULES:
            off = "" if each.default else ", off by default"
            click.echo(f"{each.code}  {each.name:26}{each.severity}{off}: {each.summary}")
        return
    pages = RULES if rule is None else (find_rule(rule),)
    for each in pages:
        title = f"{each.code} {each.name}"
        click.echo(
            _HEAD.format(
                code=each.code,
                name=each.name,
                line="=" * len(title),
                severity=each.severity,
                off="" if each.default else ", off by default",
                needs=_NEEDS[each.needs],
                page=each.page.strip(),
            )
        )
