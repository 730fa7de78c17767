"""Query parameters: decoded from URLs, and judged like documents."""

from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from didww_contract import Contract, UnknownUrl
from didww_contract.contract.queries import kind_of_query, parameters
from didww_contract.contract.versions import QUERIES, VERSIONS, Edition

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
        ("page[size]=1&page[size]=2", {"page[size]": 2}),
        ("include=dids,default_did&include=x", {"include": ["x"]}),
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
        ("page[size]=1&page[size]=two", "page-size-type", "/page[size]"),
        ("include=dids&include=x", "include-item-enum", "/include/0"),
        ("include=did_group.dids", "include-item-enum", "/include/0"),
        ("include=dids.DidGroup", "include-item-enum", "/include/0"),
        ("filter[allow_any_did_as_cli]=1", "filter-allow-any-did-as-cli-type", "/filter[allow_any_did_as_cli]"),
        ("sort=-status", "sort-item-enum", "/sort/0"),
        ("filter[password]=x", "document-unknown-member", "/filter[password]"),
        ("page=2", "document-unknown-member", "/page"),
        ("sort[]=name", "document-unknown-member", "/sort[]"),
        ("fields[dids]=number", "document-unknown-member", "/fields[dids]"),
        ("verbose=1&filter[password]=x", "document-unknown-member", "/filter[password]"),
    ],
)
def test_what_the_api_would_refuse(query: str, rule: str, pointer: str) -> None:
    (finding,) = (f for f in Contract().validate_url(f"{HOST}?{query}") if f.severity == "error")
    assert (finding.rule, finding.pointer) == (rule, pointer)


def test_messages_speak_of_the_query() -> None:
    (finding,) = Contract().validate_url(f"{HOST}?filter[statsu]=active")
    assert finding.message == 'the query has a member that the API does not know: "filter[statsu]"'
    assert finding.hint == 'Did you mean "filter[status]"?'


def test_a_relationship_that_is_misspelt_is_put_right() -> None:
    (finding,) = Contract().validate_url(f"{HOST}?include=Dids")
    assert finding.hint == 'Did you mean "dids"?'


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("verbose=1", ["verbose"]),
        ("a=1&b=2&include=dids", ["a", "b"]),
        ("filters[status]=active", ["filters[status]"]),
        ("Include=dids&pages=1&sorted=x&field[x]=y&includes=z", ["Include", "field[x]", "includes", "pages", "sorted"]),
        ("filter.status=active", ["filter.status"]),
        ("=1", [""]),
    ],
)
def test_what_the_api_ignores_is_a_warning(query: str, names: list[str]) -> None:
    for version in VERSIONS:
        found = Contract(version).validate_url(f"{HOST}/{ID}?{query}")
        assert {finding.rule for finding in found} == {"ignored-parameter"}
        assert sorted(finding.pointer for finding in found) == [f"/{name}" for name in names]
        assert {finding.severity for finding in found} == {"warning"}


def test_what_the_api_ignores_may_be_misspelt() -> None:
    (finding,) = Contract().validate_url(f"{HOST}?filters[status]=active")
    assert finding.message == 'the API ignores the query parameter "filters[status]"'
    assert finding.hint == 'Did you mean "filter[status]"?'


@given(st.text(st.sampled_from("includesortfltrpagefields[]_.\n") | st.characters(), max_size=12))
def test_the_families_are_those_that_the_framework_reads(name: str) -> None:
    """Another way to tell them than the schema's pattern, which may not look ahead."""
    ours = name.partition("[")[0] in ("include", "sort", "filter", "page", "fields")
    for kind in QUERIES:
        rules = [finding.rule for finding in Contract().validate(kind, {name: None})]
        assert ("ignored-parameter" in rules) != ours
        assert ours or rules == ["ignored-parameter"]


@pytest.mark.parametrize(
    ("query", "names", "hint"),
    [
        ("page[size]=20&page[size]=50", ["page[size]"], "Keep one of them."),
        ("page[size]=20&page[size]=20", ["page[size]"], "Keep one of them."),
        ("sort=name&sort=-name", ["sort"], "Write it once, with commas between the values: sort=ONE,OTHER."),
        ("page%5Bsize%5D=20&sort=name&page[size]=50&page[number]=1", ["page[size]"], "Keep one of them."),
    ],
)
def test_a_parameter_that_occurs_twice_is_a_warning(query: str, names: list[str], hint: str) -> None:
    found = Contract().validate_url(f"{HOST}?{query}")
    assert [(finding.rule, finding.severity) for finding in found] == [("parameter-repeated", "warning")] * len(names)
    assert [finding.pointer for finding in found] == [f"/{name}" for name in names]
    assert found[0].hint == hint
    assert "the last value probably counts, which is not documented" in found[0].message


def test_a_warning_shows_no_secret() -> None:
    found = Contract().validate_url(f"{HOST}?token=hunter2&token=hunter2&password%3Dhunter2&page[size]=1&page[size]=2")
    assert len(found) == 4
    assert not any("hunter2" in finding.message + finding.hint for finding in found)


@pytest.mark.parametrize("size", [1001, 10**200, 1e300], ids=["just", "far", "by a power"])
def test_a_large_page_in_a_document(size: object) -> None:
    (finding,) = Contract().validate("collection-query", {"page[size]": size})
    assert finding.rule == "page-size-maximum"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "include=dids",
        "sort=-created_at,name&page[number]=2&page[size]=50",
        "filter[name]=",
        "filter[status]=blocked",
        "include=dids.did_group.country,default_did.x",
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
