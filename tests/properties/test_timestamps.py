"""The pattern for moments, against Python's datetime."""

import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from didww_contract.contract import files

PATTERN = re.compile(files.read("parts/values.json")["$defs"]["timestamp"]["pattern"])


def is_moment(text: str) -> bool:
    try:
        datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    except ValueError:
        return False
    return True


@given(st.datetimes(datetime(2000, 1, 1), datetime(2999, 12, 31, 23, 59, 59)))  # noqa: DTZ001 - Hypothesis wants naive bounds
def test_every_moment_of_the_millennium_is_allowed(moment: datetime) -> None:
    assert PATTERN.search(moment.isoformat(timespec="milliseconds") + "Z")


@given(st.tuples(*[st.integers(0, top) for top in (999, 13, 32, 25, 61, 61, 999)]))
def test_only_days_and_hours_that_exist_are_allowed(numbers: tuple[int, ...]) -> None:
    text = "2{:03}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z".format(*numbers)
    second = numbers[5]
    assert bool(PATTERN.search(text)) == (is_moment(text) and second < 60)  # strptime lets leap seconds through


@given(st.integers(2000, 2999))
def test_leap_days_exist_in_leap_years_only(year: int) -> None:
    text = f"{year}-02-29T00:00:00.000Z"
    assert bool(PATTERN.search(text)) == is_moment(text)
