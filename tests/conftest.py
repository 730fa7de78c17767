"""What tests of several folders share."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from didww_contract.contract import files

THOROUGH = bool(os.environ.get("DIDWW_CONTRACT_THOROUGH"))
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machines that run this are noisy
settings.register_profile("thorough", PATIENT, max_examples=2000, derandomize=False, print_blob=True)
settings.register_profile("default", PATIENT, derandomize=True, database=None, print_blob=False)
settings.load_profile("thorough" if THOROUGH else "default")
if not THOROUGH:
    # Hypothesis also tries the constants of the modules that happen to be loaded from outside of site-packages. Then
    # what is drawn would depend on which tests ran before, and on how the package was installed.
    providers._get_local_constants = lambda: providers._local_constants  # noqa: SLF001 - there is no other switch

COMMAND = Path(sys.executable).with_name("didww-contract")
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the example documents."""
    return Path(files.root(), "schemas", "examples")


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the checkout."""
    return Path(__file__).parent.parent


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `didww-contract` in an empty folder as a user would, and sees to it that it never shows a traceback."""

    def run(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
        options.setdefault("cwd", tmp_path)
        done = subprocess.run([COMMAND, *arguments], capture_output=True, check=False, timeout=60, **options)
        result = subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in result.stdout + result.stderr
        assert result.returncode in (0, 1, 2)
        return result

    return run


@pytest.fixture
def request_document() -> dict[str, Any]:
    """A valid create request with few members, which earns no warning; fresh for every test."""
    text = """{"data": {"type": "voice_out_trunks", "attributes": {
        "name": "Trunk", "allowed_sip_ips": ["203.0.113.7"], "on_cli_mismatch_action": "reject_call",
        "capacity_limit": 10}}}"""
    document: dict[str, Any] = json.loads(text)
    return document
