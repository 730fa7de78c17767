"""How fast files that hold many messages are judged, against the parsers that read them."""

import io
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import yaml

from didww_contract.contract import files
from didww_contract.lint.linter import Linter
from didww_contract.text.files import Source

EXAMPLES = Path(files.root(), "schemas", "examples", "valid", "2021-12-15")
_MEGABYTES = 5


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # what is recorded twice is written twice
        return True


def _text(kind: str) -> str:
    return json.dumps(json.loads((EXAMPLES / kind / "any-did.json").read_text()))


def cassette() -> str:
    """As vcrpy writes one."""
    headers = {"Accept": ["application/vnd.api+json"], "Content-Type": ["application/vnd.api+json"]}
    request = {
        "body": _text("create-request"),
        "headers": {**headers, "Api-Key": ["[API token]"]},
        "method": "POST",
        "uri": "https://api.didww.com/v3/voice_out_trunks",
    }
    status = {"code": 201, "message": "Created"}
    response = {"body": {"string": _text("trunk")}, "headers": headers, "status": status}
    size = len(json.dumps([request, response]))
    interactions = [{"request": request, "response": response}] * (_MEGABYTES * 1_000_000 // size)
    return str(yaml.dump({"interactions": interactions, "version": 1}, Dumper=_Dumper))


def requests() -> str:
    """100,000 create requests, one on each line."""
    return (_text("create-request") + "\n") * 100_000


def judged(name: str, text: str) -> Callable[[], object]:
    """A call that lints the text as a file of this name, and wants no findings."""
    folder = tempfile.TemporaryDirectory()
    path = Path(folder.name, name)
    path.write_text(text)

    def call() -> None:
        outcome = Linter().run([Source(str(path), name)])
        assert outcome.documents and not outcome.findings, outcome.findings[:1]  # noqa: S101, PT018 - it checks itself

    call.folder = folder  # type: ignore[attr-defined]  # it lasts as long as the call
    return call


def composed(text: str) -> Callable[[], object]:
    """A call that composes the text as YAML."""
    return lambda: yaml.compose(text, Loader=yaml.CSafeLoader)


def loaded(text: str) -> Callable[[], object]:
    """A call that parses each line of the text."""

    def call() -> None:
        for line in io.StringIO(text):
            json.loads(line)

    return call
