"""What is installed elsewhere, with no checkout beside it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

QUIET = ["--quiet", "--disable-pip-version-check", "--no-deps"]


def pip(*arguments: str | Path) -> None:
    done = subprocess.run([sys.executable, "-m", "pip", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """The wheel, built from the checkout and unpacked into an empty folder."""
    wheels, target = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("installed")
    pip("wheel", *QUIET, "--no-build-isolation", "--wheel-dir", wheels, project)
    (wheel,) = wheels.glob("didww_contract-*-py3-none-any.whl")
    pip("install", *QUIET, "--target", target, wheel)
    return target


def run(installed: Path, *arguments: str | Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-m", "didww_contract", *arguments],
        cwd=installed,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_it_carries_schemas_and_specification(installed: Path, project: Path) -> None:
    for path in [project / "openapi.yaml", *project.glob("schemas/**/*.json*")]:
        name = path.relative_to(project)
        assert (installed / "didww_contract" / name).read_bytes() == path.read_bytes()
    assert (installed / "didww_contract" / "py.typed").exists()


def test_it_works_elsewhere(installed: Path) -> None:
    examples = installed / "didww_contract" / "schemas" / "examples" / "valid"
    assert "0 errors, 0 warnings" in run(installed, "lint", examples)
    assert "openapi: 3.1" in run(installed, "spec")
    assert "Right:" in run(installed, "rules", "capacity-limit-maximum")


def test_it_is_the_wheel_that_runs(installed: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-c", "import didww_contract; print(didww_contract.__file__)"],
        cwd=installed,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(installed)
