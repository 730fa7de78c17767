import json
from typing import Any

import pytest

from didww_contract.contract.words.secrets import is_secret, masked, printable, shown

SECRET = "s3cr3t-v4lue"


@pytest.mark.parametrize(
    "name",
    ["password", "username", "user_name", "Api-Key", "api_key", "apiKey", "token", "client_secret", "Authorization"],
)
def test_telling_names_are_secret(name: str) -> None:
    assert is_secret(name)


@pytest.mark.parametrize("name", ["name", "status", "threshold_amount", "allowed_sip_ips", "", 5, None])
def test_other_names_are_not(name: object) -> None:
    assert not is_secret(name)


WELL_FORMED = [
    f'{{"password": "{SECRET}"}}',
    f'{{"password"\n:\n"{SECRET}"}}',
    f'{{"pass\\u0077ord": "{SECRET}"}}',
    f'{{"passwrod": "{SECRET}", "pasword": "{SECRET}", "usrname": "{SECRET}", "pwd": "{SECRET}"}}',
    f'{{"password": ["{SECRET}", {{"x": "{SECRET}"}}], "name": "x"}}',
    f'{{"password": {{"x": {{"y": ["{SECRET}"]}}}}}}',
    f'{{"password": "a\\"{SECRET}"}}',
    f'{{"data": "{{\\"password\\": \\"{SECRET}\\"}}"}}',
    f'{{"data": "{{\\"password\\": [\\"a\\", \\"{SECRET}\\"]}}"}}',
    f'{{"data": "{{\\"pass\\\\u0077ord\\":\\"{SECRET}\\"}}"}}',
    f'{{"data": "{{\\u0022password\\u0022:\\u0022{SECRET}\\u0022}}"}}',
    f'{{"callback_url": "ftp:\\/\\/user:{SECRET}@api.example"}}',
    f'{{"callback_url": "https://user:{SECRET}@api.example/"}}',
    f'{{"callback_url": "https://api.example/?api_key={SECRET}&x=1"}}',
    f'{{"callback_url": "https://api.example/?user[password]={SECRET}"}}',
    f'{{"callback_url": "https://api.example/?api%5Fkey=a%20b;{SECRET}"}}',
    f'{{"uri": "sip:bob:{SECRET}@host"}}',
]
MALFORMED = [
    f'{{"password": "{SECRET}',
    f"{{'password': '{SECRET}'}}",
    f"{{'password': 'it\\'s {SECRET}'}}",
    f"{{password: '{SECRET}'}}",
    f"{{password: {SECRET}}}",
    f"// password = {SECRET}",
    f"Api-Key: {SECRET}",
    f"Api-Key:            {SECRET}",
    f"Authorization: Bearer  {SECRET}",
    f"Authorization: Basic {SECRET}",
    f'Authorization: Digest realm="x", response="{SECRET}"',
    f"Authorization: Negotiate {SECRET}",
    f"{{\"password\": 'correct {SECRET}'}}",
    f'{{"password": /* prod */ "{SECRET}"}}',
    f'{{"password"=>"{SECRET}"}}',
    f'password := "{SECRET}"',
    f'{{"password": b"{SECRET}"}}',
    f'{{"password": "abc" + "{SECRET}"}}',
    f'{{"password": "ab"{SECRET}", "x":1}}',
    f"password: correct {SECRET}",
    f"password=abc;{SECRET}",
    f"{{“password”: “{SECRET}”}}",
    f'{{"password" "{SECRET}"}}',
    f'{{"password", "{SECRET}"}}',
    f'{{"password": ["a"}}, "{SECRET}"]}}',
    f'{{"\\u0070assword\\q": "{SECRET}"}}',
    f"{{'password'            :           '{SECRET}'}}",
    f"{{'token_{'a' * 60}':'{SECRET}'}}",
    f'{{"password":\n"{SECRET}",}}',
    f'{{"password":\n\n  "{SECRET}" "x"}}',
    f"GET https://bob:{SECRET}@api/ HTTP/1.1",
    f"--password {SECRET}",
]


@pytest.mark.parametrize("text", WELL_FORMED)
def test_credentials_are_masked_in_json(text: str) -> None:
    json.loads(text)
    hidden = masked(text, well_formed=True)
    assert SECRET not in hidden
    assert "s3cr3t" not in hidden
    assert_layout_is_kept(text, hidden)


@pytest.mark.parametrize("text", [*WELL_FORMED, *(text[:-1] for text in WELL_FORMED), *MALFORMED])
def test_credentials_are_masked_in_any_text(text: str) -> None:
    hidden = masked(text, well_formed=False)
    assert SECRET not in hidden
    assert "s3cr3t" not in hidden
    assert_layout_is_kept(text, hidden)


def assert_layout_is_kept(text: str, hidden: str) -> None:
    assert len(hidden) == len(text)
    assert [i for i, c in enumerate(hidden) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


@pytest.mark.parametrize("text", ['{"name": "x", "status": "active"}', "", "{", '["password"]', '{"a": "password"}'])
def test_what_is_no_credential_stays(text: str) -> None:
    assert masked(text, well_formed=True) == text


def test_what_follows_a_credential_stays() -> None:
    assert masked('{"password": "abc", "name": "x"}', well_formed=True) == '{"password": "***", "name": "x"}'
    assert masked('{"password": [1, 22], "name": "x"}', well_formed=True) == '{"password": [*, **], "name": "x"}'


@pytest.mark.parametrize(
    ("value", "path", "text"),
    [
        ("x", (), '"x"'),
        (5, (), "5"),
        (True, (), "true"),
        (None, (), "null"),
        ({"password": "x"}, (), "an object"),
        ([1], (), "an array of 1 item"),
        ([], (), "an array of 0 items"),
        ("abc", ("data", "password"), "******"),
        (12345, ("token", 0), "******"),
        ("é📞", (), '"é📞"'),
        ("\x1b[31m\u202e", (), '"\\u001b[31m\\u202e"'),
        ("\ud800", (), '"\\ud800"'),
    ],
)
def test_values_are_shown_safely(value: Any, path: tuple[str | int, ...], text: str) -> None:
    assert shown(value, path) == text


def test_long_values_are_cut() -> None:
    assert len(shown("x" * 1000, ())) == 60
    assert len(shown(10**400, ())) == 60


def test_printable_leaves_text_alone() -> None:
    assert printable("Транк — 中継 📞") == "Транк — 中継 📞"
    assert printable("a\nb\u200bc") == "a\\u000ab\\u200bc"


def test_error_documents_stay_readable() -> None:
    text = '{"errors": [{"title": "Unauthorized", "detail": "Authorization failed", "code": "401"}]}'
    assert masked(text, well_formed=True) == text


def test_what_cannot_be_printed_is_named() -> None:
    assert shown(10**5000, ()) == "a value of type int"
