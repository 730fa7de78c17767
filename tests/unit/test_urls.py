"""Which path of the contract a URL means, if any."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from didww_contract.exchanges.routes import COLLECTION, REGENERATE, TRUNK, Route, query_of, route, shown_path

ID = "6e3b5a0c-1f2d-4c77-9f0e-2f6f1f1c3a11"


@pytest.mark.parametrize(
    "before",
    ["", "https://api.didww.com", "https://sandbox-api.didww.com:443", "http://localhost:4010", "{{host}}", "$HOST"],
)
@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/v3/voice_out_trunks", Route(COLLECTION)),
        ("/v3/voice_out_trunks/", Route(COLLECTION)),
        (f"/v3/voice_out_trunks/{ID}", Route(TRUNK, ID)),
        (f"/v3/voice_out_trunks/{ID.upper()}", Route(TRUNK, ID.upper())),
        ("/v3/voice_out_trunks/{id}", Route(TRUNK)),
        ("/v3/voice_out_trunks/:id", Route(TRUNK)),
        ("/v3/voice_out_trunks/TRUNK_ID", Route(TRUNK)),
        ("/v3/voice_out_trunks/$ID", Route(TRUNK)),
        ("/v3/voice_out_trunk_regenerate_credentials", Route(REGENERATE)),
        (f"/v3/voice_out_trunks/{ID}/dids", Route("", related=True)),
        (f"/v3/voice_out_trunks/{ID}/relationships/dids", Route("", related=True)),
        ("/v3/voice_out_trunk", Route("", meant="/v3/voice_out_trunks")),
        ("/v3/voiceOutTrunks", Route("", meant="/v3/voice_out_trunks")),
        ("/v3/voice-out-trunks", Route("", meant="/v3/voice_out_trunks")),
        ("/v2/voice_out_trunks", Route("", meant="/v3/voice_out_trunks")),
        ("/v3/voice_out_trunks/12345", Route("")),
        (f"/v3/voice_out_trunks/{ID}/calls", Route("", meant="/v3/voice_out_trunks")),
        (f"/v3/voice_out_trunk_regenerate_credentials/{ID}", Route("", meant=f"/v3{REGENERATE}")),
        ("/v3/dids", None),
        ("/v3/voice_in_trunks", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("after", ["", "?include=dids", "#top", "?a=1#b"])
def test_a_url_means_a_path(before: str, path: str, meant: Route | None, after: str) -> None:
    assert route(before + path + after) == meant


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("https://api.didww.com/voice_out_trunks", "/v3/voice_out_trunks"),  # the official host has only /v3
        ("https://gateway.example/didww/voice_out_trunks", ""),
        ("/voice_out_trunks", ""),
        ("{{base_url}}/voice_out_trunks", ""),
    ],
)
def test_a_base_url_may_have_the_version_in_it_but_where_that_is_known(url: str, meant: str) -> None:
    assert route(url) == (Route("", meant=meant) if meant else Route(COLLECTION))


@pytest.mark.parametrize(
    ("url", "query"),
    [("/a?b=c", "b=c"), ("/a?b=c#d", "b=c"), ("/a", ""), ("/a?", ""), ("https://h/a?b?c", "b?c"), ("/a#b?c", "")],
)
def test_the_query_stands_where_it_is_said_to(url: str, query: str) -> None:
    found, start = query_of(url)
    assert found == query
    assert url[start : start + len(query)] == query


@given(st.text(st.sampled_from("/:?#{}$[]v3 \n\\éA0-") | st.characters(), max_size=40))
def test_no_text_stops_it_nor_means_what_it_does_not_say(text: str) -> None:
    for url in (text, f"/v3/voice_out_trunks{text}", f"{text}/v3/voice_out_trunks"):
        found = route(url)
        assert shown_path(url) == shown_path(url)[:200]
        if found and found.path:
            assert re.search(r"voice_out_trunk", url)
        if found and found.id:
            assert found.id in url
            assert re.fullmatch(r"[0-9a-fA-F-]{36}", found.id)
