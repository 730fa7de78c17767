"""What a document is, for callers from Python."""

import pytest

from didww_contract import Identity, Unidentified, identify


def test_a_document_is_identified() -> None:
    document = {"data": {"type": "voice_out_trunks", "attributes": {"name": "x"}}}
    assert identify(document) == Identity("create-request", "2021-12-15", "the default")
    named = identify(document, path="update_request.json", header="2026-04-16")
    assert named == Identity("update-request", "2026-04-16", "X-DIDWW-API-Version")


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({"data": {"type": "orders"}}, 'another resource ("orders")'),
        ({"data": {"type": "voice_out_trunks", "id": "x"}}, "cannot tell"),
    ],
)
def test_what_cannot_be_identified_says_why(document: object, reason: str) -> None:
    with pytest.raises(Unidentified) as raised:
        identify(document)
    assert str(raised.value).startswith(reason)
