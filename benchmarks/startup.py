"""Where the time of `didww-contract lint FILE` goes before the file is judged, module by module."""

import re
import subprocess
import sys
from pathlib import Path

from didww_contract.contract import files

LINE = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|( +)(\S+)")
_TURNS = 10
_SHOWN = 20


def startup() -> None:
    """Print what a clean run imports, our modules one by one and others by package: the fastest of several runs."""
    file = Path(files.root(), "schemas/examples/valid/2021-12-15/create-request/few-members.json")
    best: dict[str, int] = {}
    for _ in range(_TURNS):
        for package, cost in _once(file).items():
            best[package] = min(cost, best.get(package, cost))
    total = sum(best.values())
    print(f"imports of `didww-contract lint FILE`: {total / 1000:.0f} ms under -X importtime, which slows them down")
    for package, cost in sorted(best.items(), key=lambda item: -item[1])[:_SHOWN]:
        print(f"  {package:<44} {cost / 1000:6.1f} ms {100 * cost / total:5.1f} %")


def _once(file: Path) -> dict[str, int]:
    """Microseconds that each of our modules, and each other top-level package, took by itself."""
    command: list[str | Path] = [sys.executable, "-X", "importtime", "-m", "didww_contract", "lint", "--quiet", file]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    costs: dict[str, int] = {}
    for match in LINE.finditer(done.stderr):
        package = match[4] if match[4].startswith("didww_contract") else match[4].partition(".")[0]
        costs[package] = costs.get(package, 0) + int(match[1])
    return costs
