"""Query parameters: decoded from URLs, and judged like documents."""

from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from didww_contract import Contract, UnknownUrl
from didww_contract.contract.queries import kind_of_query, parameters
from didww_contract.contract.versions import Edition

HOST = "https://api.didww.com/v3/voice_out_trunks"
COLLECTION = Edition("2026-04-16", "collection-query")
ID = "7a6c177d-a054-4c75-9b4c-b1596ed6fa25"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        (HOST, "collection-query"),
        (f"{HOST}/", "collection-query"),
        (f"{HOST}?page[size]=5", "collection-query"),
        (f"{HOST}/{ID}?include=dids", "trunk-query"),
        ("/v3/voice_out_trunks", "collection-query"),
        ("http://localhost:4010/v3/voice_out_trunks/x", "trunk-query"),
    ],
)
def test_the_path_tells_the_kind(url: str, kind: str) -> None:
    assert kind_of_query(url) == kind


@pytest.mark.parametrize(
    "url",
    ["", "/v3/orders", f"{HOST}/{ID}/dids", "https://[::1/v3/voice_out_trunks", "/v3/voice_out_trunks_x", "\0"],
)
def test_other_urls_are_refused(url: str) -> None:
    with pytest.raises(UnknownUrl, match="neither /v3/voice_out_trunks nor"):
        Contract().validate_url(url)


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("", {}),
        ("include=dids,emergency_dids", {"include": ["dids", "emergency_dids"]}),
        ("include=", {"include": []}),
        ("page%5Bnumber%5D=2&page[size]=0050", {"page[number]": 2, "page[size]": 50}),
        ("page[number]=two", {"page[number]": "two"}),
        ("page[number]=2.0", {"page[number]": "2.0"}),
        ("page[number]=%D9%A2", {"page[number]": "٢"}),
        (
            "filter[allow_any_did_as_cli]=true&filter[threshold_reached]=False",
            {
                "filter[allow_any_did_as_cli]": True,
                "filter[threshold_reached]": "False",
            },
        ),
        ("filter[name]=", {"filter[name]": ""}),
        ("filter[name]=a,b", {"filter[name]": "a,b"}),
        ("filter[name]=a+b%2B", {"filter[name]": "a b+"}),
        ("page[size]=1&page[size]=2", {"page[size]": [1, 2]}),
        ("include=dids&include=x", {"include": ["dids", "x"]}),
        ("unknown=1", {"unknown": "1"}),
    ],
)
def test_parameters_are_decoded_to_their_types(query: str, document: Any) -> None:
    assert parameters(f"{HOST}?{query}", COLLECTION) == document


@pytest.mark.parametrize(
    ("query", "rule", "pointer"),
    [
        ("filter[status]=Active", "filter-status-enum", "/filter[status]"),
        (
            "filter[on_cli_mismatch_action]=reject_call,randomize_cli",
            "filter-on-cli-mismatch-action-item-enum",
            "/filter[on_cli_mismatch_action]/1",
        ),
        ("page[number]=0", "page-number-minimum", "/page[number]"),
        ("page[size]=all", "page-size-type", "/page[size]"),
        ("page[size]=1&page[size]=2", "page-size-type", "/page[size]"),
        ("filter[allow_any_did_as_cli]=1", "filter-allow-any-did-as-cli-type", "/filter[allow_any_did_as_cli]"),
        ("sort=-status", "sort-item-enum", "/sort/0"),
        ("filter[password]=x", "document-unknown-member", "/filter[password]"),
        ("filters[status]=active", "document-unknown-member", "/filters[status]"),
    ],
)
def test_what_the_api_would_refuse(query: str, rule: str, pointer: str) -> None:
    (finding,) = Contract().validate_url(f"{HOST}?{query}")
    assert (finding.rule, finding.pointer, finding.severity) == (rule, pointer, "error")


def test_messages_speak_of_the_query() -> None:
    (finding,) = Contract().validate_url(f"{HOST}?filters[status]=active")
    assert finding.message == 'the query has a member that the API does not know: "filters[status]"'
    assert finding.hint == 'Did you mean "filter[status]"?'


@pytest.mark.parametrize(
    "query",
    [
        "",
        "include=dids",
        "sort=-created_at,name&page[number]=2&page[size]=50",
        "filter[name]=",
        "filter[status]=blocked",
    ],
)
def test_what_the_api_takes(query: str) -> None:
    assert Contract().validate_url(f"{HOST}?{query}") == []


@given(st.dictionaries(st.text(), st.text()))
def test_any_query_gets_a_verdict(query: dict[str, str]) -> None:
    for finding in Contract().validate_url(f"{HOST}?{urlencode(query)}"):
        assert finding.message
        assert finding.hint


@pytest.mark.parametrize(
    "url",
    ["https://joe:hunter2@api.didww.com/v3/x?a", "https://h/v3/x#token=hunter2", "https://h/v3/x;api_key=hunter2"],
)
def test_a_refusal_shows_no_secret(url: str) -> None:
    with pytest.raises(UnknownUrl) as raised:
        Contract().validate_url(url)
    assert "hunter2" not in str(raised.value)
    assert "/v3/x" in str(raised.value)
