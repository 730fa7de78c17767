"""How fast files are passed over that are none of ours, against reading them."""

import json
import os
from collections.abc import Callable
from pathlib import Path

from didww_contract.lint.linter import Linter
from didww_contract.text.folders import find

_IN_A_FOLDER = 50


def foreign(folder: Path, number: int) -> None:
    """Files of the kinds and sizes that repositories have: JSON, YAML and Markdown of a few kilobytes."""
    record = {"id": 7, "type": "articles", "attributes": {"title": "Allowed", "body": "Voice and text. " * 12}}
    data = json.dumps({"data": [record] * 12}, indent=2)
    texts = {
        ".json": data,
        ".yaml": "on: push\njobs:\n" + "  - {name: build, steps: [a, b, c]}\n" * 80,
        ".md": "# Notes\n\n" + "Some prose about other things.\n" * 90 + f"```json\n{data[:600]}\n```\n",
    }
    for index in range(number):
        suffix = list(texts)[index % len(texts)]
        path = folder / str(index // _IN_A_FOLDER) / f"{index}{suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_text(texts[suffix])
    (folder / ".git").mkdir()
    (folder / ".gitignore").write_text("build/\n*.log\nnode_modules/\n.venv/\n*.tmp.json\n")


def linted(folder: str) -> Callable[[], object]:
    """A call that judges all files below a folder, as the command does."""
    return lambda: Linter().run(find([folder], "", gitignore=True))


def reading(folder: str) -> Callable[[], object]:
    """A call that reads them."""

    def read() -> None:
        for parent, _, names in os.walk(folder):
            for name in names:
                with open(os.path.join(parent, name), "rb") as file:
                    file.read()

    return read
