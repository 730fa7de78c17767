"""The page about property-based tests is real, and the strategies work where other people's tests run."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from didww_contract import strategies

PAGE = (Path(__file__).parents[2] / "docs" / "property-tests.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)

TEST = """
from hypothesis import example, given
from didww_contract import strategies

@given(strategies.invalid_create_requests(["capacity-limit-maximum"]))
def test_with_a_rule(broken):
    assert broken.rule == "capacity-limit-maximum"

@example({"data": {}})
@given(strategies.create_requests())
def test_with_an_example(document):
    assert "data" in document
"""


@pytest.mark.parametrize("code", EXAMPLES, ids=["parser", "serializer", "validator"])
def test_the_examples_of_the_page_run(code: str) -> None:
    exec(code, {})  # noqa: S102 - our own page


def test_the_page_names_what_there_is() -> None:
    named = set(re.findall(r"`([a-z_]+)(?:\(|`)", PAGE))
    assert {name for name in strategies.__all__ if name.endswith("s") and not name.startswith("invalid_")} - named <= {
        *("addresses_and_networks", "tech_prefixes", "texts", "twilio_account_sids")
    }


def test_under_xdist_with_a_profile_and_statistics(tmp_path: Path) -> None:
    (tmp_path / "test_mine.py").write_text(TEST)
    profile = 'from hypothesis import settings\nsettings.register_profile("mine", max_examples=7)\n'
    (tmp_path / "conftest.py").write_text(profile)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_mine.py"]
    parallel = subprocess.run([*command, "-n", "2"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "2 passed" in parallel.stdout, parallel.stdout
    shown = subprocess.run(
        [*command, "--hypothesis-show-statistics", "--hypothesis-profile=mine"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "rule: capacity-limit-maximum" in shown.stdout
    assert "max_examples=7" in shown.stdout
