"""The page about property-based tests is real, and the strategies work where other people's tests run."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings
from junitparser import JUnitXml

from didww_contract import strategies

PAGE = (Path(__file__).parents[2] / "docs" / "property-tests.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)

TEST = """
import os
from hypothesis import example, given, settings
from didww_contract import strategies

@given(strategies.invalid_create_requests(["capacity-limit-maximum"]))
def test_with_a_rule(broken):
    assert broken.rule == "capacity-limit-maximum"

@example({"data": {}})
@given(strategies.create_requests())
def test_with_an_example(document):
    assert "data" in document

def test_of_the_profile():
    assert settings().max_examples == int(os.environ["EXPECTED"])
"""

PROFILES = """
from hypothesis import settings
settings.register_profile("mine", max_examples=7, derandomize=True)
settings.register_profile("every day", derandomize=True)
settings.load_profile("every day")
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
    (tmp_path / "conftest.py").write_text(PROFILES)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--junit-xml=report.xml", "test_mine.py"]

    def tested(*options: str, examples: int) -> str:
        done = subprocess.run(
            [*command, *options],
            cwd=tmp_path,
            env={**os.environ, "EXPECTED": str(examples)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        (suite,) = JUnitXml.fromfile(str(tmp_path / "report.xml"))
        assert (suite.tests, suite.skipped) == (3, 0)
        return done.stdout

    tested("-n", "2", examples=settings.get_profile("default").max_examples)
    shown = tested("--hypothesis-show-statistics", "--hypothesis-profile=mine", examples=7)
    assert "rule: capacity-limit-maximum" in shown
