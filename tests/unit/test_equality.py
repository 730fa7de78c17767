"""When two JSON values are the same, against jsonschema's own idea of uniqueItems."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from didww_contract.contract.equality import fingerprint, repeated

SCALARS = (
    st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from([0.0, 1.0, 1.5, -0.0]) | st.sampled_from("01a")
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2)
)
REFERENCE = Draft202012Validator({"uniqueItems": True})


@given(st.lists(VALUES, max_size=5))
def test_an_array_has_repeated_items_where_jsonschema_says_so(array: list[Any]) -> None:
    assert (not list(repeated(array))) == REFERENCE.is_valid(array)


def test_python_values_that_are_no_json() -> None:
    assert list(repeated([{1: 2, "a": 3}, {1: 2, "a": 3}, {1}, {1}])) == [1]
    assert fingerprint([True]) != fingerprint([1])
    assert fingerprint([1]) == fingerprint([1.0])
