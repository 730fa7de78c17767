"""Which credentials look real."""

import random
import string

import pytest

from didww_contract.exchanges.live_secrets import looks_live

LETTERS = string.ascii_letters + string.digits


def test_what_generators_make_looks_real() -> None:
    chance = random.Random(20211215)
    made = ["".join(chance.choices(LETTERS, k=32)) for _ in range(300)]
    made += [chance.randbytes(16).hex() for _ in range(300)]
    missed = [value for value in made if not looks_live(value)]
    assert len(missed) < 60, missed  # a word or a run may come up by chance


@pytest.mark.parametrize("value", ["k7m2q9x4", "f3kq8w2mzx", "9f8c1b7e5d3a2c4e6f8091b3d5e7f901", " f3kq8w2mzx "])
def test_looks_real(value: str) -> None:
    assert looks_live(value)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            "short1",
            "[API token]",
            "<token>",
            "YOUR_API_KEY",
            "{{api_key}}",
            "$API_KEY",
            "********",
            "xxxxxxxxxxxx",
        ),
        *("PLACEHOLDER1", "test-token-1", "changeme123", "secret0001", "ab********", "example001", "1234567890"),
        *("abcdefgh12", "deadbeef0000", "aaaaaaaaa1", "password01", "two words 12345", "onlyletters", "73519284061"),
    ],
)
def test_looks_made_up(value: str) -> None:
    assert not looks_live(value)
