"""How fast the strategies draw, against schemathesis on the same operation and against Hypothesis itself."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from didww_contract.exchanges import openapi

_TURNS = 3


def seconds(strategy: st.SearchStrategy[Any], draws: int) -> float:
    """Seconds for one draw in a test of many, the fastest of several turns."""
    best = float("inf")
    for _ in range(_TURNS):
        drawn = 0

        @settings(max_examples=draws, database=None, deadline=None, suppress_health_check=list(HealthCheck))
        @given(strategy)
        def draw(_: Any) -> None:
            nonlocal drawn
            drawn += 1

        start = perf_counter()
        draw()
        best = min(best, (perf_counter() - start) / drawn)
    return best


def peers() -> dict[GenerationMode, float]:
    """Seconds that schemathesis takes to draw a create request, valid or not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "openapi.json")
        path.write_text(json.dumps(openapi.bundle()))
        operation = schemathesis.openapi.from_path(path)["/voice_out_trunks"]["POST"]
        modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        return {mode: seconds(operation.as_strategy(generation_mode=mode), 60) for mode in modes}


def systematic_case() -> float:
    """Seconds for one case of the systematic corpora of all versions, in a process of its own that writes them."""
    command = [sys.executable, "-m", "didww_contract", "corpus", "--output"]
    best = float("inf")
    for _ in range(_TURNS):
        with tempfile.TemporaryDirectory() as folder:
            start = perf_counter()
            subprocess.run([*command, f"{folder}/corpus"], check=True, capture_output=True)
            best = min(best, perf_counter() - start)
            counts = json.loads(Path(folder, "corpus", "manifest.json").read_text())["counts"]
    number: int = sum(count for kinds in counts.values() for kind in kinds.values() for count in kind.values())
    print(f"(all {number:,} cases of the corpora in {best:.1f} s)")
    return best / number
