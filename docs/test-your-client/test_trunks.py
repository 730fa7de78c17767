import json
import pytest
import client

with open("schemas/corpus/2021-12-15/trunk.jsonl", encoding="utf-8") as lines:
    cases = [case for case in map(json.loads, lines) if case["valid"]]

@pytest.mark.parametrize("case", cases, ids=lambda case: case["id"])
def test_the_client_parses(case):
    assert client.parse(case["document"])["id"] == case["document"]["data"]["id"]
