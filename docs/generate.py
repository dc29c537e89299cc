"""Write what is made from the code: a page for each rule, their index, and the output that the README shows.

`python docs/generate.py` writes them; with `--check` it writes nothing and exits 1 if one has drifted.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from refcheck.output.rule_page import NEEDS, page, severity
from refcheck.rules import RULES, Rule

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
SHOWN = ["--locked", "--offline", "--select", "REF301,REF102,REF209,REF402", "articles/liver-metastases.txt"]
BEGIN, END = "<!-- output: begin -->\n", "<!-- output: end -->\n"
INTRODUCTION = """\
# The rules

Codes are stable for ever; names say what was found. `refcheck rule CODE` prints the same pages. Rules that are off by
default run when they are named: `refcheck check --extend-select REF304`.

| code | name | severity | needs | what it finds |
|---|---|---|---|---|
"""


def _row(rule: Rule) -> str:
    name = f"[{rule.code}]({rule.code}.md) | {rule.name}"
    return f"| {name} | {severity(rule)} | {NEEDS[rule.needs]} | {rule.summary} |\n"


def readme() -> str:
    """The README with the output of the command that it shows, as it is now."""
    environment = {**os.environ, "COLUMNS": "92"}
    command = [sys.executable, "-m", "refcheck", "check", *SHOWN]
    run = subprocess.run(command, capture_output=True, text=True, cwd=HERE.parent, env=environment, check=False)  # noqa: S603 (this interpreter, this package)
    before, rest = README.read_text("utf-8").split(BEGIN)
    after = rest.split(END)[1]
    shown = f"$ refcheck check {' '.join(SHOWN)}\n{run.stdout}{run.stderr}"
    return f"{before}{BEGIN}\n```text\n{shown}```\n\n{END}{after}"


def pages() -> dict[Path, str]:
    """Every generated page with its content."""
    made = {HERE / "rules" / f"{rule.code}.md": page(rule) for rule in RULES}
    made[README] = readme()
    made[HERE / "rules" / "README.md"] = INTRODUCTION + "".join(map(_row, RULES))
    return made


def drifted() -> list[Path]:
    """The pages that are not what the code says, and those that no rule has any more."""
    made = pages()
    kept = {README, *(HERE / "rules").glob("*.md")}
    stale = [path for path, content in made.items() if path not in kept or path.read_text("utf-8") != content]
    return sorted(stale + list(kept - made.keys()))


def main(arguments: list[str]) -> int:
    """Write the pages, or check them."""
    stale = drifted()
    if "--check" in arguments:
        for path in stale:
            print(f"{path.name}: not what the code says; run `nox -s docs`", file=sys.stderr)
        return 1 if stale else 0
    made = pages()
    (HERE / "rules").mkdir(exist_ok=True)
    for path in stale:
        if path in made:
            path.write_text(made[path], "utf-8")
        else:
            path.unlink()
    print(f"{len(made)} pages, {len(stale)} written anew")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
