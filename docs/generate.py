"""Write what is made from the code: rule pages and their index, shown output, a picture, a schema, a script.

`python docs/generate.py` writes them; with `--check` it writes nothing and exits 1 if one has drifted.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from refcheck.config.options import OPTIONS, Option, Scope
from refcheck.config.schema import SHIPPED, schema_text
from refcheck.output.rule_page import NEEDS, page, severity
from refcheck.rules import RULES, Rule
from refcheck.scaffold import check_script

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
ALIGNMENT = HERE / "alignment.md"
CONFIGURATION = HERE / "configuration.md"
ACTION = HERE.parent / "action.yml"
CI = HERE / "ci.md"
PICTURE = HERE / "alignment.svg"
DRAWN = ["show", "--alignment", "articles/liver-metastases.txt"]
SHOWN = ["check", "--locked", "--offline", "--select", "REF301,REF102,REF209,REF402", "articles/liver-metastases.txt"]
BEGIN, END = "<!-- output: begin -->\n", "<!-- output: end -->\n"
INPUTS_BEGIN, INPUTS_END = "<!-- inputs: begin -->\n", "<!-- inputs: end -->\n"
OPTIONS_BEGIN, OPTIONS_END = "<!-- options: begin -->\n", "<!-- options: end -->\n"
SCOPES = {Scope.ARTICLE: "article", Scope.CHECK: "run of `check`", Scope.NETWORK: "run"}
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


def _option(option: Option) -> str:
    default = {"": "none", "()": "none", "{}": "none", "None": "none"}.get(str(option.default), str(option.default))
    key = f"`{option.key}`" if option.in_files else f"`--{option.key}`, not in files"
    variable = f"`{option.variable}`" if option.on_command_line else "none"
    cells = (key, option.kind.meaning, default.lower(), SCOPES[option.scope], variable, option.summary)
    return f"| {' | '.join(cells)} |\n"


def _between(page: Path, begin: str, content: str, end: str) -> str:
    """A page with other content between two lines, which stay."""
    before, rest = page.read_text("utf-8").split(begin)
    return f"{before}{begin}{content}{end}{rest.split(end)[1]}"


def with_options(page: Path) -> str:
    """A page with the table of all options, as it is now."""
    return _between(page, OPTIONS_BEGIN, "".join(map(_option, OPTIONS)), OPTIONS_END)


def _code(text: str) -> str:
    return f"`{text}`" if text else "none"


def with_inputs(page: Path) -> str:
    """A page with the table of the action's inputs, as it is now."""
    inputs = yaml.safe_load(ACTION.read_text("utf-8"))["inputs"]
    rows = (f"| `{name}` | {_code(one['default'])} | {one['description']} |\n" for name, one in inputs.items())
    return _between(page, INPUTS_BEGIN, "".join(rows), INPUTS_END)


def _run(arguments: list[str], columns: int) -> str:
    """What refcheck prints in a terminal of so many columns."""
    environment = {**os.environ, "COLUMNS": str(columns), "REFCHECK_RETRACTIONS": "none"}
    command = [sys.executable, "-m", "refcheck", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, cwd=HERE.parent, env=environment, check=False)  # noqa: S603 (this interpreter, this package)
    return run.stdout + run.stderr


def with_output(page: Path, arguments: list[str], columns: int) -> str:
    """A page with the output of the command that it shows, as it is now."""
    shown = f"\n```text\n$ refcheck {' '.join(arguments)}\n{_run(arguments, columns)}```\n\n"
    return _between(page, BEGIN, shown, END)


def with_check_script(action: Path) -> str:
    """The action with the script that `refcheck init` writes into workflows, as it is now."""
    first, *lines, last = check_script(8).splitlines(keepends=True)
    return _between(action, first, "".join(lines), last)


def picture() -> str:
    """The picture that docs/alignment.md shows, as it is drawn now."""
    with TemporaryDirectory() as folder:
        output = Path(folder) / PICTURE.name
        _run([*DRAWN, "--output", str(output)], 80)
        return output.read_text("utf-8")


def pages() -> dict[Path, str]:
    """Every generated page with its content."""
    made = {HERE / "rules" / f"{rule.code}.md": page(rule) for rule in RULES}
    made[README] = with_output(README, SHOWN, 92)
    made[ALIGNMENT] = with_output(ALIGNMENT, DRAWN, 80)
    made[CONFIGURATION] = with_options(CONFIGURATION)
    made[CI] = with_inputs(CI)
    made[ACTION] = with_check_script(ACTION)
    made[PICTURE] = picture()
    made[SHIPPED] = schema_text()
    made[HERE / "rules" / "README.md"] = INTRODUCTION + "".join(map(_row, RULES))
    return made


def drifted() -> list[Path]:
    """The pages that are not what the code says, and those that no rule has any more."""
    made = pages()
    left = set((HERE / "rules").glob("*.md")) - made.keys()
    stale = [path for path, content in made.items() if not path.exists() or path.read_text("utf-8") != content]
    return sorted([*stale, *left])


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
