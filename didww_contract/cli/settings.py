"""Knows the settings of a configuration: their names, their types, what they may be."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

import click

from didww_contract.cli import globs
from didww_contract.cli.configuration import PROJECT_FILE, TABLE, Configuration, ConfigurationError, FileSettings
from didww_contract.contract.versions import KINDS, VERSIONS
from didww_contract.contract.words.secrets import printable

if TYPE_CHECKING:
    import pathspec


_Setting = TypeVar("_Setting")
KEYS = (
    "exclude",
    "select",
    "ignore",
    "per-file-ignores",
    "api-version",
    "fail-on",
    "fail-on-unread",
    "min-documents",
    "baseline",
    "environment",
    "files",
)
FILE_KEYS = ("kind", "api-version", "operation")
_SEVERITIES = ("error", "warning")


def checked(path: str, table: Mapping[str, Any]) -> Configuration:
    """The configuration that the table of a file stands for; raises ConfigurationError."""
    folder = os.path.dirname(path) or os.curdir
    reader = _Reader(path, f"[tool.{TABLE}]" if os.path.basename(path) == PROJECT_FILE else "")
    reader.keys("", table, KEYS)

    def said(key: str, read: Callable[[str, Any], Any], default: Any = None) -> Any:
        return read(key, table[key]) if key in table else default

    exclude = said("exclude", reader.texts, [])
    baseline = said("baseline", reader.file_name)
    return Configuration(
        path=path,
        folder=folder,
        select=said("select", reader.selected),
        ignore=said("ignore", reader.rules),
        version=said("api-version", reader.version),
        fail_on=said("fail-on", reader.severity),
        fail_on_unread=said("fail-on-unread", reader.flag, default=False),
        min_documents=said("min-documents", reader.count),
        baseline=baseline and _below(folder, baseline),
        environment=tuple(_below(folder, file) for file in said("environment", reader.texts, [])),
        excluded=reader.glob("exclude", exclude, may_negate=True) if exclude else None,
        rules_by_glob=said("per-file-ignores", reader.rules_by_glob, ()),
        settings_by_glob=said("files", reader.settings_by_glob, ()),
    )


def _below(folder: str, path: str) -> str:
    return os.path.normpath(os.path.join(folder, path))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads settings, and says where one is wrong."""

    path: str
    table: str
    """The table of the file that they are in; empty for the top level."""

    def fault(self, key: str, reason: str) -> ConfigurationError:
        place = " ".join(filter(None, [self.table, key]))
        return ConfigurationError(printable(f"{self.path}: {place}{': ' * bool(place)}{reason}"))

    def unknown(self, key: str, what: str, name: str, known: Sequence[str]) -> ConfigurationError:
        alike = {_plain(one): one for one in known}
        meant = [alike[one] for one in get_close_matches(_plain(name), alike, n=1, cutoff=0.6)]
        hint = f" Did you mean {meant[0]}?" if meant else ""
        return self.fault(key, f"no {what} is called {json.dumps(name)}. Known: {', '.join(known)}.{hint}")

    def keys(self, key: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for name in table:
            if name not in known:
                raise self.unknown(key, "setting", name, known)

    def table_of(self, key: str, value: Any) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self.fault(key, f"is {_type(value)}, not a table.")
        return value

    def text(self, key: str, value: Any) -> str:
        if not isinstance(value, str):
            raise self.fault(key, f"is {_type(value)}, not a string.")
        return value

    def texts(self, key: str, value: Any) -> list[str]:
        if not isinstance(value, list):
            raise self.fault(key, f"is {_type(value)}, not an array of strings.")
        return [self.text(f"{key}[{index}]", item) for index, item in enumerate(value)]

    def file_name(self, key: str, value: Any) -> str:
        if not self.text(key, value):
            raise self.fault(key, "is empty, not the path of a file.")
        return str(value)

    def count(self, key: str, value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fault(key, f"is {_type(value)}, not an integer.")
        if value < 0:
            raise self.fault(key, f"is {value}, which is less than 0.")
        return value

    def flag(self, key: str, value: Any) -> bool:
        if not isinstance(value, bool):
            raise self.fault(key, f"is {_type(value)}, not true or false.")
        return value

    def one_of(self, what: str, known: Sequence[str], key: str, value: Any) -> str:
        name = self.text(key, value)
        if name not in known:
            raise self.unknown(key, what, name, known)
        return name

    def version(self, key: str, value: Any) -> str:
        return self.one_of("API version", VERSIONS, key, value)

    def severity(self, key: str, value: Any) -> str:
        return self.one_of("severity", _SEVERITIES, key, value)

    def kind(self, key: str, value: Any) -> str:
        return self.one_of("kind", KINDS, key, value)

    def operation(self, key: str, value: Any) -> str:
        from didww_contract.exchanges.operations import operation_ids  # reads the OpenAPI document of every version

        return self.one_of("operation", operation_ids(), key, value)

    def rules(self, key: str, value: Any) -> frozenset[str]:
        patterns = self.texts(key, value)
        if not patterns:
            return frozenset()
        from didww_contract.cli.rule_ids import matching
        from didww_contract.contract.rules import catalogue  # who names no rules has no need of all of them

        known = list(catalogue())
        try:
            return frozenset(rule for pattern in patterns for rule in matching(pattern, known, ""))
        except click.BadParameter as error:
            raise self.fault(key, error.message) from error

    def selected(self, key: str, value: Any) -> frozenset[str]:
        if value == []:
            raise self.fault(key, "is empty; leave it out to have all rules reported.")
        return self.rules(key, value)

    def glob(self, key: str, patterns: list[str], *, may_negate: bool) -> "pathspec.GitIgnoreSpec":
        try:
            return globs.compiled(patterns, os.path.dirname(self.path) or os.curdir, may_negate=may_negate)
        except globs.UnusableGlob as error:
            raise self.fault(key, f"{error}.") from error

    def by_glob(
        self, read: Callable[[str, Any], _Setting], key: str, value: Any
    ) -> "tuple[tuple[pathspec.GitIgnoreSpec, _Setting], ...]":
        return tuple(
            (self.glob(key, [glob], may_negate=False), read(f"{key}.{json.dumps(glob)}", setting))
            for glob, setting in self.table_of(key, value).items()
        )

    def rules_by_glob(self, key: str, value: Any) -> "tuple[tuple[pathspec.GitIgnoreSpec, frozenset[str]], ...]":
        return self.by_glob(self.rules, key, value)

    def settings_by_glob(self, key: str, value: Any) -> "tuple[tuple[pathspec.GitIgnoreSpec, FileSettings], ...]":
        return self.by_glob(self.file_settings, key, value)

    def file_settings(self, key: str, value: Any) -> FileSettings:
        table = self.table_of(key, value)
        self.keys(key, table, FILE_KEYS)
        readers = (self.kind, self.version, self.operation)
        members = zip(FILE_KEYS, readers, strict=True)
        return FileSettings(*(read(f"{key}.{name}", table[name]) if name in table else None for name, read in members))


def _plain(name: str) -> str:
    """A name without what people mistake in names."""
    return name.lower().replace("_", "").replace("-", "")


def _type(value: Any) -> str:
    names = {bool: "a boolean", int: "an integer", float: "a float", str: "a string", list: "an array", dict: "a table"}
    return names.get(type(value), "a date or a time")
