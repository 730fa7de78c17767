"""Knows configuration files: `didww-contract.toml`, or the table `[tool.didww-contract]` of a pyproject.toml."""

import os
from collections.abc import Mapping
from typing import Any

from didww_contract.cli.configuration import PROJECT_FILE, TABLE, Configuration, ConfigurationError
from didww_contract.contract.words.secrets import printable

OWN_FILE = "didww-contract.toml"


def load(explicit: str | None = None, *, isolated: bool = False) -> Configuration:
    """The settings of the file that is named, or else of the nearest one; raises ConfigurationError."""
    if explicit is not None and isolated:
        raise ConfigurationError("--config and --isolated exclude each other.")
    if isolated:
        return Configuration()
    found = _nearest() if explicit is None else _named(explicit)
    if found is None:
        return Configuration()
    from didww_contract.cli.settings import checked

    path, table = found
    return checked(path, table)


def _named(path: str) -> tuple[str, dict[str, Any]]:
    data = _read(path)
    if data is None:
        raise ConfigurationError(f"{printable(path)}: there is no such file.")
    document = _parsed(path, data)
    if os.path.basename(path) != PROJECT_FILE:
        return path, document
    table = _own_table(path, document)
    if table is None:
        raise ConfigurationError(f"{printable(path)}: has no table [tool.{TABLE}].")
    return path, table


def _nearest() -> tuple[str, dict[str, Any]] | None:
    """The nearest file and its settings, from the current folder upwards."""
    try:
        folder = os.getcwd()
    except OSError:  # the current folder is gone
        return None
    here, parent = "", os.path.dirname(folder)
    while True:
        path = os.path.join(here, OWN_FILE)
        data = _read(path)
        if data is not None:
            return path, _parsed(path, data)
        path = os.path.join(here, PROJECT_FILE)
        data = _read(path)
        # the files of other projects are not even parsed
        if data is not None and _may_be_meant(data) and (table := _own_table(path, _parsed(path, data))) is not None:
            return path, table
        if here == parent:
            return None
        here, parent = parent, os.path.dirname(parent)


def _may_be_meant(data: bytes) -> bool:
    """A quick look at what most files of projects are not."""
    name = TABLE.encode()
    spellings = (b"tool." + name, b'tool."' + name, b"tool.'" + name, b"[tool]")
    return name in data and any(spelling in data for spelling in spellings)


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        if not _may_look_into(os.path.dirname(path) or os.curdir):
            return None
        raise ConfigurationError(f"{printable(path)}: {(error.strerror or 'cannot be read').lower()}.") from error


def _may_look_into(folder: str) -> bool:
    return os.access(folder, os.X_OK, effective_ids=os.access in os.supports_effective_ids)


def _parsed(path: str, data: bytes) -> dict[str, Any]:
    import tomllib  # only where there is something to parse

    try:
        text = data.decode("utf-8-sig")
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, line, column = _fault(error, text)
        raise ConfigurationError(f"{printable(path)}:{line}:{column}: not TOML: {printable(said)}.") from error
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"{printable(path)}: not TOML in UTF-8.") from error


def _fault(error: ValueError, text: str) -> tuple[str, int, int]:
    """What tomllib says, and the line and the column; it has them apart from Python 3.14 on, in its words before."""
    if hasattr(error, "lineno"):
        return error.msg, error.lineno, error.colno  # type: ignore[attr-defined]  # mypy looks at an older Python
    import re

    lines = text.splitlines() or [""]
    said, at, _ = str(error).rpartition(" (at ")
    place = re.search(r"line (\d+), column (\d+)\)$", str(error))
    line, column = map(int, place.groups()) if place else (len(lines), len(lines[-1]) + 1)
    return said if at else str(error), line, column


def _own_table(path: str, document: Mapping[str, Any]) -> dict[str, Any] | None:
    tool = document.get("tool")
    table = tool.get(TABLE) if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigurationError(f"{printable(path)}: tool.{TABLE} is no table.")
    return table


def unused(paths: list[str], used: str) -> list[str]:
    """Those of the files that a walk has passed which hold settings, and whose settings are not in use."""
    found = []
    for path in paths:
        if not (used and os.path.exists(used) and os.path.samefile(path, used)):
            data = _read(path)
            own = os.path.basename(path) == OWN_FILE
            if data is not None and (own or _may_be_meant(data)):
                found.append(path)
    return found
