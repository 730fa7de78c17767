"""Whatever the input: never a traceback, never a silent pass, and the other files are still judged."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

RIGHT = (
    '{"data": {"type": "voice_out_trunks", "attributes": {"name": "x", "allowed_sip_ips": ["203.0.113.7"], '
    '"on_cli_mismatch_action": "reject_call", "capacity_limit": 10}}}'
)
OURS = "create_voice_out_trunk.json"
"""A name that promises a document of ours, whatever is in the file."""
TEXTS: list[tuple[bytes, str, int, int]] = [
    (b"", "json-syntax", 1, 1),
    (b" \n\n", "json-syntax", 1, 1),
    (b'{"data": {', "json-syntax", 1, 11),
    (b'{"data":\n {"type": "voice_out', "json-syntax", 2, 11),
    (b'{"data": 1,\n}', "json-syntax", 1, 11),
    (b'{"a": 1, "b": 2, "a": 3}', "json-duplicate-member", 1, 18),
    (b'{"a": NaN}', "json-number", 1, 7),
    (b'{"a": -Infinity}', "json-number", 1, 7),
    (b'{"a": 1e400}', "json-number", 1, 7),
    (b'{"a": ' + b"9" * 5000 + b"}", "json-number", 1, 7),
    (b"\xef\xbb\xbf" + RIGHT.encode(), "json-byte-order-mark", 1, 1),
    (RIGHT.encode("utf-16"), "json-encoding", 1, 1),
    (RIGHT.encode("utf-16-le"), "json-encoding", 1, 1),
    (RIGHT.encode("utf-32"), "json-encoding", 1, 1),
    (b'{"a":\n"\xff"}', "json-encoding", 2, 2),
    (b'{"a": "\\ud800"}', "json-lone-surrogate", 1, 7),
    (b'{"\\udc00": 1}', "json-lone-surrogate", 1, 2),
    (b"[" * 100_000, "json-nesting", 1, 101),
    (b'{"a":' * 100_000, "json-nesting", 1, 501),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "json-encoding", 1, 1),
    (b"{} {}", "json-syntax", 1, 4),
    (b"{'a': 1}", "json-syntax", 1, 2),
    (b'{"a": 1} // x', "json-syntax", 1, 10),
    (b'{"a": "\t"}', "json-syntax", 1, 8),
    (b'"abc\\', "json-syntax", 1, 1),
]


@pytest.mark.parametrize(("data", "rule", "line", "column"), TEXTS, ids=lambda value: str(value)[:20])
def test_text_that_is_not_one_json_document(
    run: Any, tmp_path: Path, data: bytes, rule: str, line: int, column: int
) -> None:
    (tmp_path / OURS).write_bytes(data)
    (tmp_path / "z.json").write_text(RIGHT.replace("reject_call", "reject"))
    done = run("lint", "--format", "json", ".")
    assert done.returncode == 1
    (one, other) = json.loads(done.stdout)["findings"]
    assert (one["file"], one["rule"], one["line"], one["column"]) == (OURS, rule, line, column)
    assert other["rule"] == "on-cli-mismatch-action-enum"
    assert run("lint", OURS).stdout.startswith(f"{OURS}:{line}:{column}: error {rule}\n")


def test_a_thousand_byte_order_marks(run: Any, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\xef\xbb\xbf" * 1000 + RIGHT.encode())
    found = json.loads(run("lint", "--format", "json", ".").stdout)["findings"]
    assert [finding["rule"] for finding in found] == ["json-byte-order-mark", "json-syntax"]


@pytest.mark.parametrize("text", ["[]", '"x"', "null", "5", "true", "{}"])
def test_a_document_of_another_shape(run: Any, tmp_path: Path, text: str) -> None:
    """Passed over and counted; with a kind named, judged and refused."""
    (tmp_path / OURS).write_text(text)
    assert "Passed over 1 file: not a document of this API" in run("lint", OURS).stdout
    done = run("lint", "--kind", "create-request", OURS)
    assert done.returncode == 1
    assert "error data-required" in done.stdout if text == "{}" else "error document-type" in done.stdout


def test_wrong_types_at_every_level(run: Any, tmp_path: Path) -> None:
    def places(node: Any) -> list[tuple[Any, ...]]:
        children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        return [(), *((key, *rest) for key, child in children for rest in places(child))]

    names = []
    for place in places(json.loads(RIGHT))[1:]:
        values: list[Any] = [None, True, 5, 1.5, "x", [], {}]
        for number, value in enumerate(values):
            document = json.loads(RIGHT)
            parent = document
            for step in place[:-1]:
                parent = parent[step]
            parent[place[-1]] = value
            names.append(f"{'-'.join(map(str, place))}-{number}.json")
            (tmp_path / names[-1]).write_text(json.dumps(document))
    done = run("lint", "--kind", "create-request", "--format", "json", ".")
    found = json.loads(done.stdout)
    assert found["summary"]["documents"] == len(names)
    for name in names:
        errors = [f["rule"] for f in found["findings"] if f["file"] == name and f["severity"] == "error"]
        if not name.endswith("-6.json"):  # an object may lack several members
            assert len(errors) <= 1, (name, errors)


def test_a_large_file_is_refused_with_the_limit(run: Any, tmp_path: Path) -> None:
    with (tmp_path / "other.json").open("wb") as file:  # none of our business, of whatever size
        file.truncate(200 * 1024 * 1024)
    with (tmp_path / "large.json").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
        file.seek(8 * 1024 * 1024 - 5)  # where one piece that is read ends and the next one begins
        file.write(b"voice_out_trunks")
    (tmp_path / "right.json").write_text(RIGHT)
    done = run("lint", "--format", "json", ".")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "large.json: larger than 64 MiB" in done.stderr
    assert json.loads(done.stdout)["summary"]["documents"] == 1


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")
class TestFilesThatAreNone:
    def test_a_loop_of_links_between_folders(self, run: Any, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "b").symlink_to("..")
        (tmp_path / "a" / "right.json").write_text(RIGHT)
        assert "Judged 1 document in 1 file" in run("lint", ".").stdout

    def test_a_link_to_itself_and_one_to_nothing(self, run: Any, tmp_path: Path) -> None:
        (tmp_path / "loop.json").symlink_to("loop.json")
        (tmp_path / "lost.json").symlink_to("nowhere.json")
        (tmp_path / "right.json").write_text(RIGHT)
        done = run("lint", ".")
        assert done.returncode == 2
        assert f"loop.json: {os.strerror(errno.ELOOP).lower()}" in done.stderr
        assert f"lost.json: {os.strerror(errno.ENOENT).lower()}" in done.stderr
        assert "Judged 1 document in 3 files" in done.stdout
        assert "Could not read 2 files." in done.stdout

    def test_a_pipe_in_a_folder_is_not_waited_for(self, run: Any, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.json")
        done = run("lint", ".")
        assert done.returncode == 2
        assert "pipe.json: is not a regular file" in done.stderr

    def test_a_file_without_permission(self, tmp_path: Path) -> None:
        (tmp_path / "closed.json").write_text(RIGHT)
        (tmp_path / "closed.json").chmod(0)
        (tmp_path / "right.json").write_text(RIGHT)
        script = """if True:
            import os
            import sys
            from didww_contract.cli.main import group, main
            group(["lint", "-q", "right.json"], standalone_mode=False)  # loads all that the next run needs
            if os.getuid() == 0:  # who may read everything
                os.seteuid(65534)
            sys.argv = ["didww-contract", "lint", "closed.json", "right.json"]
            main()
        """
        for parent in (tmp_path, *tmp_path.parents[:2]):
            parent.chmod(0o755)
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 2, done.stderr
        assert done.stderr == f"didww-contract: closed.json: {os.strerror(errno.EACCES).lower()}\n"
        assert "Judged 1 document in 2 files" in done.stdout

    def test_names_that_are_not_text(self, run: Any, tmp_path: Path) -> None:
        name = os.fsencode(tmp_path) + b"/\xff\x1b[31m_voice_out_trunk.json"
        with open(name, "wb") as file:
            file.write(b"{")
        for format_ in ("text", "concise", "json"):
            done = run("lint", "--format", format_, ".")
            assert done.returncode == 1
            assert "\\xff" in done.stdout
            assert "\x1b" not in done.stdout


def test_a_file_with_more_faults_than_anyone_reads(run: Any, tmp_path: Path) -> None:
    """Said once, and in a time that does not grow with the square of their number: `run` waits a minute at most."""
    document = {"errors": [{"title": 1, "zz": 2}] * 12_000}
    (tmp_path / "many.json").write_text(json.dumps(document))
    done = run("lint", "--kind", "errors", "--format", "json", ".")
    findings = json.loads(done.stdout)["findings"]
    assert len(findings) == 200
    assert findings[-1]["hint"].endswith("(This file has more findings than the 200 that are listed.)")
    (tmp_path / "many.json").write_text("{" + '"voice_out_trunks": 1, ' * 100_000 + '"a": 1}')
    assert len(json.loads(run("lint", "--format", "json", ".").stdout)["findings"]) == 200


def test_an_ignored_fault_does_not_hide_the_rest(run: Any, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        RIGHT.replace('"capacity_limit": 10', '"capacity_limit": 10, "capacity_limit": -5')
    )
    assert "capacity-limit-minimum" in run("lint", "--ignore", "json-duplicate-member", "a.json").stdout
    assert "capacity-limit-minimum" not in run("lint", "a.json").stdout
    (tmp_path / "a.json").write_text('{"voice_out_trunks"')
    done = run("lint", "--ignore", "json-syntax", "a.json")
    assert done.stdout.endswith("Passed over 1 file: not JSON, and json-syntax is ignored.\n")
    assert run("lint", "--select", "name-type", "a.json").returncode == 1  # what is not JSON is never passed in silence


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("script", "status"),
    [
        ("{} lint - <&-", 2),
        ("{} lint nowhere.json 2>&-", 2),
        ("echo '{{' | {} lint - > /dev/full", 2),
        ("printf '{{\"\\360\\237\\230\\200\": tru' | PYTHONIOENCODING=latin-1 {} lint -", 1),
        ("mkdir gone && cd gone && rmdir ../gone && {} lint x.json", 2),
        ("echo '{{' | {} lint - -", 1),
    ],
)
def test_streams_and_folders_that_are_not_what_they_should_be(tmp_path: Path, script: str, status: int) -> None:
    command = Path(sys.executable).with_name("didww-contract")
    done = subprocess.run(
        ["sh", "-c", script.format(command)],
        cwd=tmp_path,
        capture_output=True,
        encoding="latin-1",
        check=False,
        timeout=60,
    )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stdout.count("json-syntax") == (1 if status == 1 else 0)


@pytest.mark.skipif(os.name != "posix", reason="needs rm, for Python cannot remove such folders either")
def test_folders_that_are_deeper_than_pythons_stack(run: Any, tmp_path: Path) -> None:
    here = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(1200):
            os.mkdir("d")
            os.chdir("d")
        Path("right.json").write_text(RIGHT)
        os.chdir(here)
        done = run("lint", ".")
    finally:
        os.chdir(here)
        subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)
    assert "Judged 1 document in 1 file" in done.stdout


def test_no_secret_is_ever_shown(run: Any, tmp_path: Path) -> None:
    secret = "s3cr3t"
    attributes = json.loads(RIGHT)["data"]["attributes"]
    documents = [
        {"data": {"type": "voice_out_trunks", "attributes": {**attributes, "password": secret, "status": "x"}}},
        {"data": {"type": "voice_out_trunks", "attributes": {**attributes, "username": secret, "password": [secret]}}},
        {"data": {"type": "voice_out_trunks", "attributes": attributes, "api_key": secret, "passwd": {"x": secret}}},
        {"data": {"type": "voice_out_trunks", "attributes": json.dumps({**attributes, "password": secret})}},
        {"data": {"type": "voice_out_trunks", "attributes": {**attributes, "callback_url": f"ftp://u:{secret}@a/"}}},
    ]
    texts = [json.dumps(document) for document in documents]
    texts += [text.replace("}", "", 1) for text in texts]
    texts += [
        f'{{"password": "{secret}',
        f"{{'password': '{secret}'}}",
        f"Api-Key: {secret}",
        f'{{password: "{secret}"}}',
    ]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.json").write_text(text)
    for format_ in ("text", "concise", "json"):
        for options in ([], ["--kind", "create-request"], ["--kind", "trunk"], ["--kind", "errors"]):
            done = run("lint", "--format", format_, *options, ".")
            assert done.returncode == 1
            assert secret not in done.stdout + done.stderr


def test_a_suggestion_does_not_repeat_a_secret(run: Any, tmp_path: Path) -> None:
    text = RIGHT.replace(
        '"capacity_limit": 10', '"capacity_limit": 10, "callback_url": " https://u:s3cr3t@example.com"'
    )
    (tmp_path / "a.json").write_text(text)
    done = run("lint", "a.json")
    assert "callback-url-pattern" in done.stdout
    assert "s3cr3t" not in done.stdout
