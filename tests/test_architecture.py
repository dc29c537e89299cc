"""The layers hold: who may import whom, read from the source."""

from __future__ import annotations

import ast
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import refcheck

ROOT = Path(refcheck.__file__).parent
LONGEST = 250

# From what users see down to bare values. Each part may import those named, and the values at the bottom.
VALUES = {"sealing", "source", "offsets", "article", "bibliography", "work", "finding", "errors"}
ALLOWED = {
    "sealing": set(),
    "offsets": set(),
    "source": {"offsets", "sealing"},
    "bibliography": {"sealing"},
    "errors": set(),
    "article": {"source", "bibliography", "sealing"},
    "work": {"bibliography"},
    "finding": {"source"},
    "files": set(),
    "folding": set(),
    "wording": VALUES,
    "references": VALUES | {"folding"},
    "reading": VALUES | {"references", "folding", "wording"},
    "resolution": VALUES | {"references", "files", "folding"},
    "alignment": VALUES | {"references", "folding"},
    "comparing": VALUES | {"references", "folding"},
    "renumbering": VALUES,
    "rules": VALUES | {"comparing", "alignment", "references", "renumbering", "wording"},
    "check": VALUES | {"rules", "alignment"},
}
# What only one module may import: everything else goes through it.
DOORS = {"habanero": "refcheck.resolution.crossref", "tantivy": "refcheck.resolution.index.engine"}
# The same for a part of the package, whose modules may import one another.
PARTS = {"pygls": "server", "lsprotocol": "server"}
# Modules that are longer for a reason: the reason.
LONGER = {
    "refcheck.article": "values with their attributes explained one by one",
}
# pybtex asks for a whole article; its plugin is the one place in `references` that calls a reader, when asked.
LAZY = {"refcheck.references.pybtex_plugin": {"reading"}}


@cache
def modules() -> dict[str, Path]:
    """Every module of the package, by its dotted name."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = ["refcheck", *path.relative_to(ROOT).with_suffix("").parts]
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def imports(name: str, *, lazy: bool, typing: bool = True) -> frozenset[str]:
    """What a module imports, as dotted names; those inside functions only if `lazy`, for type checking if `typing`."""
    tree = ast.parse(modules()[name].read_text(encoding="utf-8"))
    found: set[str] = set()
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            assert node.level == 0, f"{name}: a relative import"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not lazy:
            continue
        elif isinstance(node, ast.If) and not typing and ast.unparse(node.test) == "TYPE_CHECKING":
            pending.extend(node.orelse)
        else:
            pending.extend(ast.iter_child_nodes(node))
    return frozenset(found)


def own(imported: str) -> str | None:
    """The module of this package that an imported name is, or is in."""
    known = modules()
    while imported.startswith("refcheck"):
        if imported in known:
            return imported
        imported = imported.rpartition(".")[0]
    return None


def part(module: str) -> str:
    """The part of the package that a module belongs to."""
    return module.split(".")[1] if "." in module else ""


@pytest.mark.parametrize("name", sorted(modules()))
class TestEveryModule:
    def test_imports_only_parts_below_its_own(self, name: str) -> None:
        if part(name) in ALLOWED:
            used = {part(found) for imported in imports(name, lazy=True) if (found := own(imported))}
            at_once = {part(found) for imported in imports(name, lazy=False) if (found := own(imported))}
            allowed = ALLOWED[part(name)] | (LAZY.get(name, set()) - at_once) | {part(name), ""}
            assert used <= allowed, f"{name} may not import {', '.join(sorted(used - allowed))}"

    def test_reaches_other_services_through_their_one_door(self, name: str) -> None:
        for imported in imports(name, lazy=True):
            assert DOORS.get(imported.split(".")[0], name) == name, f"{name} imports {imported}"
            assert PARTS.get(imported.split(".")[0], part(name)) == part(name), f"{name} imports {imported}"

    def test_is_short_enough_to_be_read(self, name: str) -> None:
        lines = len(modules()[name].read_text(encoding="utf-8").splitlines())
        assert lines <= LONGEST or name in LONGER, f"{name} has {lines} lines"


class TestTheWhole:
    def test_excuses_no_module_that_is_short(self) -> None:
        for name in LONGER.keys() & modules().keys():
            assert len(modules()[name].read_text(encoding="utf-8").splitlines()) > LONGEST, f"{name} needs no excuse"

    def test_has_no_circle_of_imports(self) -> None:
        graph = {
            name: {found for imported in imports(name, lazy=False, typing=False) if (found := own(imported)) != name}
            for name in modules()
        }
        done: set[str] = set()

        def visit(name: str, path: tuple[str, ...]) -> None:
            assert name not in path, " -> ".join((*path[path.index(name) :], name))
            if name not in done:
                for found in sorted(filter(None, graph[name])):
                    # A package imports its own modules; they name it only as their place.
                    if not name.startswith(f"{found}."):
                        visit(found, (*path, name))
                done.add(name)

        for name in graph:
            visit(name, ())

    def test_knows_every_part_of_the_package(self) -> None:
        parts = {part(name) for name in modules()} - {"", "__main__"}
        assert parts - ALLOWED.keys() <= {
            "cli",
            "output",
            "report",
            "files",
            "settings",
            "config",
            "fixing",
            "annotating",
            "selection",
            "baseline",
            "changes",
            "scaffold",
            "server",
        }

    def test_the_server_knows_no_command(self) -> None:
        for name in modules():
            if part(name) == "server":
                used = {part(found) for imported in imports(name, lazy=True) if (found := own(imported))}
                assert "cli" not in used, f"{name} imports a command"

    def test_rules_never_see_a_file_a_socket_or_a_command_line(self) -> None:
        for name in modules():
            if part(name) in ("rules", "comparing", "check"):
                outside = {imported.split(".")[0] for imported in imports(name, lazy=True)}
                assert outside.isdisjoint({"click", "habanero", "httpx", "socket", "urllib", "pathlib", "os", "io"}), (
                    name
                )

    def test_keeps_the_layers_in_an_order(self) -> None:
        order = list(ALLOWED)
        for upper, lower in pairwise(order):
            assert upper not in ALLOWED[lower] or order.index(upper) < order.index(lower)
        for name, below in ALLOWED.items():
            assert all(order.index(used) < order.index(name) for used in below), name
