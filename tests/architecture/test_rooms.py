"""One house: a room imports only from rooms above it, start-up loads no more than it must, and nothing outgrows."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import didww_contract

PACKAGE = Path(didww_contract.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
ROOMS = ["contract", "exchanges", "text", "carriers", "lint", "report", "specimens", "strategies", "corpus", "cli"]
ROOMS += ["__main__"]
"""From the ground floor up: a room may use those before it, and the front door, which only the cli uses."""


def name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imported(path: Path) -> Iterator[str]:
    """Every module that a module imports, in functions and for type checkers too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide which room is meant"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name)
class TestEachModule:
    def test_imports_from_rooms_above_only(self, path: Path) -> None:
        here = room(name(path))
        for module in imported(path):
            if module.startswith("didww_contract"):
                there = room(module)
                if here == "":
                    assert there in ("contract", "exchanges"), f"the front door does not open into {there}"
                elif there in ("", "__version__"):
                    assert here == "cli", f"{name(path)} uses the front door from inside"
                else:
                    assert ROOMS.index(there) <= ROOMS.index(here), f"{name(path)} imports {module}"

    def test_is_not_too_long(self, path: Path) -> None:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300

    def test_has_functions_of_a_readable_length(self, path: Path) -> None:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 60, f"{node.name} is too long"

    def test_says_what_it_knows(self, path: Path) -> None:
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        assert docstring
        assert path.name in ("__init__.py", "__main__.py") or docstring.startswith("Knows ")

    def test_prints_and_exits_in_the_cli_only(self, path: Path) -> None:
        if room(name(path)) != "cli":
            calls = {
                ast.unparse(n.func) for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)
            }
            assert not calls & {"print", "click.echo", "sys.exit", "exit", "sys.stdout.write", "sys.stderr.write"}

    def test_has_a_name_that_says_something(self, path: Path) -> None:
        assert path.stem not in ("utils", "util", "core", "common", "helpers", "misc", "base")


def test_no_two_modules_need_each_other() -> None:
    """Imports in functions and for type checkers count: a circle that starts late is a circle."""
    known = {name(path) for path in MODULES}
    needs = {
        name(path): {one if one in known else one.rpartition(".")[0] for one in imported(path)} & known
        for path in MODULES
        if path.name != "__init__.py" or path.parent.name == "advisories"
    }
    order = TopologicalSorter({module: others - {module} for module, others in needs.items()})
    order.prepare()  # raises CycleError, which names the circle


def loaded_by(code: str) -> set[str]:
    """The modules that are loaded after running `code` in a new interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


SLOW = {"jsonschema", "hypothesis", "yaml", "openapi_spec_validator", "requests", "pytest"}


def test_the_front_door_loads_no_engine() -> None:
    assert not loaded_by("import didww_contract") & (SLOW | {"jsonschema_rs", "click"})


def test_a_clean_run_loads_one_engine_and_nothing_for_findings(examples: Path) -> None:
    file = examples / "valid/2021-12-15/create-request/few-members.json"
    loaded = loaded_by(
        f"from didww_contract.cli.main import group\ngroup(['lint', '-q', {str(file)!r}], standalone_mode=False)"
    )
    assert "jsonschema_rs" in loaded
    assert not loaded & SLOW
    lazy = {
        "contract.words.wording",
        "contract.words.spelling",
        "contract.breaches",
        "contract.rules",
        "text.json_scan",
    }
    assert not loaded & {f"didww_contract.{module}" for module in lazy}


def test_nothing_needs_the_sources_that_the_project_was_written_from(project: Path) -> None:
    for path in [
        *MODULES,
        *project.glob("tests/**/*.py"),
        *project.glob("schemas/**/*.json"),
        project / "openapi.yaml",
    ]:
        if path != Path(__file__):
            assert "../shared" not in path.read_text(encoding="utf-8", errors="replace"), path
