"""Adds the ids of the golden corpora to those that tests/contract/corpus-ids.txt remembers; takes none away.

Run it after `didww-contract corpus --output schemas/corpus --force`: python tests/contract/remember_ids.py
A line has two digests: of an id, and of what the case means (its version, kind, rule and document).
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LEDGER = HERE / "corpus-ids.txt"
GOLDEN = HERE.parents[1] / "schemas" / "corpus"


def digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


def known() -> Iterator[str]:
    """The cases of the golden corpora, as lines."""
    for file in sorted(GOLDEN.glob("*/*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            document = case["sha256"] if "sha256" in case else case["document"]
            yield f"{digest(case['id'])} {digest([case['api_version'], case['kind'], case['rule'], document])}"


def remembered() -> set[str]:
    """The cases of all releases, as lines."""
    return set(LEDGER.read_text(encoding="utf-8").splitlines()) if LEDGER.exists() else set()


if __name__ == "__main__":
    new = set(known()) - remembered()
    with LEDGER.open("a", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in sorted(new))
