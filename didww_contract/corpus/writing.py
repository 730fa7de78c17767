"""Knows how a corpus is laid out in files: their formats, the manifest, and that there is all of it or nothing."""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from didww_contract.contract.rules import catalogue
from didww_contract.contract.versions import Edition
from didww_contract.corpus import texts
from didww_contract.corpus.cases import EXCHANGE, JSON, Case, compact, record
from didww_contract.corpus.schemas import bundled
from didww_contract.corpus.selection import Order, Tally, chosen, chosen_texts

FORMATS = ("jsonl", "json", "files", "json-schema-test-suite")
MANIFEST = "manifest.json"
Tick = Callable[[], None]


class NotEmpty(ValueError):
    """The folder has something in it."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"{folder} is not empty; --force writes into it all the same.")


@dataclass(slots=True)
class _Folder:
    """The files of a corpus while they are written."""

    top: str
    files: list[JSON] = field(default_factory=list)

    def write(self, name: str, pieces: Iterable[bytes], cases: int | Callable[[], int] = 1) -> None:
        """A file made of pieces, one after another; its name has forward slashes."""
        path = os.path.join(self.top, *name.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with open(path, "wb") as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
        number = cases if isinstance(cases, int) else cases()
        self.files.append({"name": name, "cases": number, "bytes": size, "sha256": digest.hexdigest()})


def write(order: Order, format_: str, target: str, package: str, *, force: bool = False, tick: Tick) -> Tally:
    """Write what is ordered into the folder `target`; raises NotEmpty, and OSError where it cannot be written.

    Everything is made in a folder beside it first, so that an interrupted run leaves no half-written file. `package` is
    the version of this package, for the manifest; `tick` is called for every case.
    """
    target = os.path.abspath(target)
    if os.path.isdir(target) and os.listdir(target) and not force:
        raise NotEmpty(target)
    if os.path.lexists(target) and not os.path.isdir(target):
        raise NotADirectoryError("it is not a folder")
    above = os.path.dirname(target)
    os.makedirs(above, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{os.path.basename(target)}-", dir=above) as beside:
        folder, tally = _Folder(beside), Tally()
        for version in order.versions:
            for kind in order.kinds:
                _write_kind(folder, Edition(version, kind), order, tally, format_, tick)
        manifest = json.dumps(_manifest(folder, order, tally, format_, package), indent=1) + "\n"
        _publish(folder, manifest, target)
    return tally


def _write_kind(folder: _Folder, edition: Edition, order: Order, tally: Tally, format_: str, tick: Tick) -> None:
    if edition.kind == texts.TEXT:
        _write_texts(folder, edition.version, order, tally, tick)
        return
    if edition.kind == EXCHANGE and format_ == "json-schema-test-suite":
        return  # no schema judges an exchange
    cases = _ticking(chosen(order, edition, tally), tick)
    count = _Count()
    name = f"{edition.version}/{edition.kind}"
    if format_ == "jsonl":
        folder.write(f"{name}.jsonl", (_line(record(case)) for case in count.of(cases)), count)
    elif format_ == "json":
        folder.write(f"{name}.json", _array(record(case) for case in count.of(cases)), count)
    elif format_ == "json-schema-test-suite":
        folder.write(f"{name}.json", _suite(edition, count.of(cases)), count)
    else:
        folder.write(f"{name}.jsonl", (_line(_filed(folder, case)) for case in count.of(cases)), count)


class _Count:
    """Counts what goes by."""

    def __init__(self) -> None:
        self._number = 0

    def __call__(self) -> int:
        return self._number

    def of(self, cases: Iterable[Case]) -> Iterator[Case]:
        for case in cases:
            self._number += 1
            yield case


def _ticking(cases: Iterable[Case], tick: Tick) -> Iterator[Case]:
    for case in cases:
        tick()
        yield case


def _line(value: JSON) -> bytes:
    return compact(value).encode() + b"\n"


def _array(values: Iterable[JSON]) -> Iterator[bytes]:
    between = b"[\n"
    for value in values:
        yield between + compact(value).encode()
        between = b",\n"
    yield b"\n]\n" if between == b",\n" else b"[]\n"


def _suite(edition: Edition, cases: Iterable[Case]) -> Iterator[bytes]:
    """One group of tests as in the JSON Schema Test Suite, with the schema and all that it refers to in it."""
    group = {"description": f"{edition.kind} of API version {edition.version}", "schema": bundled(edition)}
    yield b"[" + compact(group)[:-1].encode() + b',"tests":'
    yield from _array({"description": case.id, "data": case.document, "valid": case.valid} for case in cases)
    yield b"}]\n"


def _filed(folder: _Folder, case: Case) -> JSON:
    """A case whose document stands in a file of its own, filed by verdict as in schemas/examples/."""
    version, kind, about, what = case.id.split("/")
    name = f"{'valid' if case.valid else 'invalid'}/{version}/{kind}/{about}/{what}.json"
    folder.write(name, [json.dumps(case.document, indent=2).encode() + b"\n"])
    said = record(case)
    return {("file" if member == "document" else member): said[member] for member in said} | {"file": name}


def _write_texts(folder: _Folder, version: str, order: Order, tally: Tally, tick: Tick) -> None:
    lines = []
    for case in chosen_texts(order, version, tally):
        tick()
        folder.write(f"{version}/{case.file}", [case.data])
        lines.append(_line(texts.record(case)))
    folder.write(f"{version}/texts.jsonl", lines, len(lines))


def _manifest(folder: _Folder, order: Order, tally: Tally, format_: str, package: str) -> JSON:
    counts: dict[str, Any] = {}
    for edition, counted in tally.counts.items():
        counts.setdefault(edition.version, {})[edition.kind] = dict(counted)
    covered = {rule: dict(tally.rules[rule]) for rule in catalogue() if rule in tally.rules}
    return {
        "contract": {"resource": "voice_out_trunks", "api_versions": list(order.versions)},
        "package": {"name": "didww-contract", "version": package},
        "format": format_,
        "asked": {"valid": order.valid, "invalid": order.invalid, "seed": order.seed},
        "rules_asked": None if order.rules is None else [rule for rule in catalogue() if rule in order.rules],
        "counts": counts,
        "not_reached": tally.missed,
        "rules_covered": covered,
        "files": sorted(folder.files, key=lambda file: str(file["name"])),
    }


def _publish(folder: _Folder, manifest: str, target: str) -> None:
    """Put the files where they belong, each whole; the manifest goes first and comes last."""
    with open(os.path.join(folder.top, MANIFEST), "w", encoding="utf-8", newline="\n") as file:
        file.write(manifest)
    if not os.path.isdir(target) or not os.listdir(target):
        with contextlib.suppress(FileNotFoundError):
            os.rmdir(target)
        os.mkdir(target)  # with the usual permissions, which the folder beside it does not have
    former = _former(target)
    with contextlib.suppress(FileNotFoundError):
        os.remove(os.path.join(target, MANIFEST))
    names = [str(file["name"]) for file in folder.files]
    for name in sorted(former - set(names)):
        with contextlib.suppress(OSError):
            os.remove(os.path.join(target, *name.split("/")))
    for name in [*names, MANIFEST]:
        path = os.path.join(target, *name.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.replace(os.path.join(folder.top, *name.split("/")), path)


def _former(target: str) -> set[str]:
    """The files that an earlier corpus in this folder had, by its manifest; nothing outside the folder."""
    try:
        with open(os.path.join(target, MANIFEST), encoding="utf-8") as file:
            names = [str(entry["name"]) for entry in json.load(file)["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {name for name in names if not {"", ".", ".."} & set(name.split("/")) and "\\" not in name}
