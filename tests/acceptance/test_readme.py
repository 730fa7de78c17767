"""Every command and every output in the README is real."""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import didww_contract
from didww_contract.text.folders import SUFFIXES

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
CI_PAGE = (Path(__file__).parents[2] / "docs" / "ci.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
CONSOLE = [block for language, block in BLOCKS if language == "console"]


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output that stands below it."""
    return re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, project: Path) -> Path:
    """A checkout with the README's examples in it."""
    (json_block,) = [block for language, block in BLOCKS if language == "json"]
    (tmp_path / "trunk.json").write_text(json_block)
    (cassette,) = [block for language, block in BLOCKS if language == "yaml" and block.startswith("interactions:")]
    (tmp_path / "cassette.yaml").write_text(cassette)
    shutil.copytree(project / "schemas", tmp_path / "schemas")
    shutil.copy(project / "pyproject.toml", tmp_path)  # whose settings say what the examples are
    return tmp_path


@pytest.mark.parametrize("block", CONSOLE, ids=lambda block: block.splitlines()[0])
def test_commands_print_what_the_readme_says(block: str, folder: Path) -> None:
    for command, expected in commands(block):
        install, _, rest = command.rpartition(" && ")
        if rest == "pytest":
            continue  # which is what is running
        assert install in ("", "pip install .")
        assert rest.startswith("didww-contract ")
        done = subprocess.run(
            f"{Path(sys.executable).parent}/{rest}",
            shell=True,
            cwd=folder,
            input=(folder / "trunk.json").read_text(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout == expected
        assert done.stderr == ""


def test_the_two_commands_come_first() -> None:
    """CI takes them from here and runs them on a clean machine."""
    found = [command for block in CONSOLE for command, _ in commands(block)]
    assert found[:2] == [
        "pip install . && didww-contract lint schemas/examples/valid",
        "pip install '.[test]' && pytest",
    ]


def test_the_library_example_prints_what_the_readme_says() -> None:
    ((_, code),) = [block for block in BLOCKS if block[0] == "python"]
    expected = [block for language, block in BLOCKS if language == "text"][-1]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})  # noqa: S102 - our own README
    assert printed.getvalue() == expected


def test_every_option_is_in_the_readme(run: object) -> None:
    help_text = run("lint", "--help").stdout  # type: ignore[operator]  # the fixture's type is in conftest
    options = set(re.findall(r"--[a-z-]+", help_text)) - {"--help"}
    assert {option for option in options if option not in README} == set()


def test_the_hooks_are_those_that_exist(project: Path) -> None:
    import yaml

    hooks = yaml.safe_load((project / ".pre-commit-hooks.yaml").read_text())
    assert [hook["entry"] for hook in hooks] == ["didww-contract lint", "didww-contract lint --quiet"]
    assert all(hook["id"] in README and hook["id"] in CI_PAGE for hook in hooks)
    for suffix in SUFFIXES:  # each is looked at by one of them, so that no finding is told twice
        assert sum(re.search(hook["files"], f"a/b{suffix}") is not None for hook in hooks) == 1
    assert not any(re.search(hook["files"], "a/b.py") for hook in hooks)
    assert all(hook["require_serial"] for hook in hooks)  # one run, one summary


def test_the_changelog_knows_this_version(project: Path) -> None:
    assert f"## {didww_contract.__version__} " in (project / "CHANGELOG.md").read_text()


def test_the_limits_in_the_readme_are_those_that_the_benchmark_checks(project: Path) -> None:
    table = README[README.index("| | measured | limit |") :].split("\n\n")[0]
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in table.splitlines()[2:]]
    code = (project / "benchmarks" / "__main__.py").read_text()
    peers = r"jsonschema(?:-rs)?|check-jsonschema|schemathesis|st\.integers\(\)|yaml compose|json\.loads|reading them"
    limits = re.findall(rf'"(?:{peers})",\s+([\d.]+)(?: / (\d+))?,?\s*\)', code)
    checked = [float(above) / float(below or 1) for above, below in limits]
    assert [float(limit) for _, _, limit in rows] == checked
    for _, measured, limit in rows:
        assert float(measured.split()[0]) <= float(limit)


SCHEMAS_README = (Path(__file__).parents[2] / "schemas" / "README.md").read_text(encoding="utf-8")
SCHEMAS_BLOCKS = dict(re.findall(r"^```(\w+)\n(.*?)^```$", SCHEMAS_README, re.MULTILINE | re.DOTALL))


def test_the_schemas_work_in_python_as_their_readme_says(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCHEMAS_BLOCKS["python"]], cwd=project, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_the_schemas_work_in_ajv_as_their_readme_says(project: Path, tmp_path: Path) -> None:
    modules = project / "tests" / "contract" / "ajv" / "node_modules"
    if not modules.is_dir() or not shutil.which("node"):
        assert "CI" not in os.environ, "CI must install ajv first: npm ci --prefix tests/contract/ajv"
        pytest.skip("ajv is not installed: npm ci --prefix tests/contract/ajv")
    (tmp_path / "node_modules").symlink_to(modules)
    (tmp_path / "schemas").symlink_to(project / "schemas")
    (tmp_path / "example.mjs").write_text(SCHEMAS_BLOCKS["js"])
    done = subprocess.run(["node", "example.mjs"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == SCHEMAS_BLOCKS["text"]


def test_links_lead_somewhere(project: Path) -> None:
    for page in (
        "README.md",
        "CONTRIBUTING.md",
        "docs/property-tests.md",
        "docs/ci.md",
        "docs/test-your-client.md",
        "schemas/README.md",
        "tests/README.md",
    ):
        text = (project / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", text):
            assert (project / page).parent.joinpath(target).exists(), f"{page}: {target}"
