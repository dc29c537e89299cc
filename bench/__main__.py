"""Run a benchmark by name: `python -m bench NAME [options]`; without a name, list them."""

from __future__ import annotations

import os
import pkgutil
import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent


def names() -> list[str]:
    """The benchmarks there are: the modules of this package with a `main`, by their names."""
    return [module.name for module in pkgutil.iter_modules([str(HERE)]) if not module.name.startswith("_")]


def run(arguments: list[str]) -> int:
    """Run the benchmark that the first argument names, with the rest as its options."""
    if not arguments or arguments[0] not in names():
        print("benchmarks:", ", ".join(names()) or "none")
        return 0 if not arguments else 2
    # As the command does: an article's matrices are small, and threads would cost more than they save.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    module = import_module(f"bench.{arguments[0]}")
    return int(module.main(arguments[1:]) or 0)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
