"""The golden corpora are what the code makes, every label is true, every rule is there from both sides."""

import ast
import hashlib
import json
import runpy
import shutil
import subprocess
import sys
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

import didww_contract
from didww_contract import Contract
from didww_contract.contract import files
from didww_contract.contract.constraints import Place, members
from didww_contract.contract.joint_rules import JOINT_RULES
from didww_contract.contract.message_rules import MESSAGE_RULES
from didww_contract.contract.pointers import at, path
from didww_contract.contract.rules import catalogue
from didww_contract.contract.text_rules import CONFLICT, TEXT_RULES
from didww_contract.contract.versions import KINDS, VERSIONS, Edition
from didww_contract.corpus import texts
from didww_contract.corpus.cases import EXCHANGE, place_slug
from didww_contract.corpus.literals import LANGUAGES, literal
from didww_contract.corpus.selection import Order
from didww_contract.corpus.writing import write
from didww_contract.exchanges.operations import credentials
from didww_contract.lint.linter import Linter
from didww_contract.lint.outcome import Outcome
from didww_contract.specimens.admission import targets
from didww_contract.specimens.advised import advisories
from didww_contract.specimens.building import branches, leaves_of, optional

GOLDEN = Path(files.root(), "schemas", "corpus")
EDITIONS = [Edition(version, kind) for version in VERSIONS for kind in KINDS]
each_edition = pytest.mark.parametrize("edition", EDITIONS, ids="-".join)
each_version = pytest.mark.parametrize("version", VERSIONS)


@cache
def golden(version: str, kind: str) -> list[Any]:
    return [json.loads(line) for line in files.corpus_lines(f"{version}/{kind}.jsonl")]


@cache
def by_id(edition: Edition) -> dict[str, Any]:
    return {case["id"]: case for case in golden(*edition)}


def test_the_golden_corpora_are_what_the_code_makes(tmp_path: Path) -> None:
    """After a change that is meant: didww-contract corpus --output schemas/corpus --force, and look at the diff."""
    write(Order(), "jsonl", str(tmp_path), didww_contract.__version__, tick=lambda: None)
    made = {file.relative_to(tmp_path): file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    kept = {file.relative_to(GOLDEN): file.read_bytes() for file in GOLDEN.rglob("*") if file.is_file()}
    assert made.keys() == kept.keys()
    assert [name for name in made if made[name] != kept[name]] == []


def test_the_manifest_is_true() -> None:
    manifest = json.loads((GOLDEN / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["package"]["version"] == didww_contract.__version__
    assert manifest["contract"]["api_versions"] == list(VERSIONS)
    assert manifest["not_reached"] == []
    for file in manifest["files"]:
        data = (GOLDEN / file["name"]).read_bytes()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (file["sha256"], file["bytes"])
        assert file["name"].startswith(tuple(f"{v}/texts/" for v in VERSIONS)) or data.count(b"\n") == file["cases"]
    assert {f["name"] for f in manifest["files"]} | {"manifest.json"} == {
        path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()
    }


@each_edition
def test_every_label_is_what_the_reference_engine_finds(edition: Edition) -> None:
    """jsonschema's verdict: the corpus was made with jsonschema-rs's."""
    contract = Contract(edition.version, engine="jsonschema")
    for case in golden(*edition)[:: 1 if edition.version == "2026-11-19" else 5]:
        found = contract.validate(edition.kind, case["document"])
        errors = [(finding.rule, finding.pointer) for finding in found if finding.severity == "error"]
        assert errors == ([] if case["valid"] else [(case["rule"], case["pointer"])]), case["id"]
        if case["valid"]:
            assert list(dict.fromkeys(finding.rule for finding in found)) == case["warnings"] or {
                finding.rule for finding in found
            } == set(case["warnings"]), case["id"]
            assert case["rule"] is None or (case["rule"], case["pointer"]) in {(f.rule, f.pointer) for f in found}


@each_edition
def test_every_rule_has_a_case_and_a_neighbour_that_keeps_it(edition: Edition) -> None:
    cases = golden(*edition)
    invalid = {case["rule"] for case in cases if not case["valid"]}
    warned = {case["rule"] for case in cases if case["valid"] and case["rule"]}
    joint = {rule for rule in JOINT_RULES if edition in {(f.version, f.kind) for f in catalogue()[rule].forms}}
    assert invalid == set(targets(edition)) | joint
    assert warned == set(advisories(edition))
    for case in cases:
        if case["rule"] is not None:
            other = by_id(edition)[case["neighbour"]]
            assert other["valid"]
            assert case["rule"] not in other["warnings"]


def test_every_rule_of_the_catalogue_is_covered() -> None:
    manifest = json.loads((GOLDEN / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest["rules_covered"]) == list(catalogue())
    for rule in TEXT_RULES.keys() | MESSAGE_RULES.keys():
        versions = [one for one in VERSIONS if rule != "api-key-bearer" or not credentials(one).scheme]
        assert set(manifest["rules_covered"][rule]) == set(versions)
    assert set(manifest["rules_covered"][CONFLICT.id]) == set(VERSIONS[1:])  # no version is older than the first


@each_edition
def test_an_invalid_case_is_its_change_away_from_a_right_document(edition: Edition) -> None:
    for case in golden(*edition):
        change = case["change"]
        if change and "after" in change and change["pointer"]:
            where = path(change["pointer"], case["document"])
            assert at(case["document"], where) == change["after"], case["id"]


def test_ids_are_of_words_and_come_once() -> None:
    every = [
        case["id"] for version in VERSIONS for kind in (*KINDS, EXCHANGE, "texts") for case in golden(version, kind)
    ]
    assert len(set(every)) == len(every) > 10_000
    for name in every:
        version, kind, about, what = name.split("/")
        assert version in VERSIONS
        assert kind in (*KINDS, EXCHANGE, texts.TEXT)
        assert about
        assert what
    documents = [json.dumps(case["document"]) for case in golden("2026-11-19", "create-request") if case["valid"]]
    assert len(documents) == len(set(documents)) + sum(
        bool(case["rule"]) and documents.count(json.dumps(case["document"])) > 1
        for case in golden("2026-11-19", "create-request")
        if case["valid"]
    )


def test_an_id_is_for_ever(project: Path) -> None:
    """A case that means what it meant in an earlier release has the id that it had there."""
    code = project / "tests" / "contract" / "remember_ids.py"
    names = runpy.run_path(str(code))
    remembered = names["remembered"]()
    ids: dict[str, set[str]] = {}
    for line in names["known"]():
        assert line in remembered, f"run {code.relative_to(project)}"
        ids.setdefault(line.split()[1], set()).add(line.split()[0])
    for line in remembered:
        name, meaning = line.split()
        assert name in ids.get(meaning, {name}), f"a case was renamed: {ids[meaning]}"


@each_edition
def test_each_pair_of_optional_members_is_there_in_all_four_ways(edition: Edition) -> None:
    branch = branches(edition)[0]
    places = optional(edition, branch)
    valid = [present(case["document"], places) for case in golden(*edition) if case["valid"]]
    for one, other in combinations(places, 2):
        if one == other[: len(one)] or other == one[: len(other)]:
            continue
        ways = {(one in found, other in found) for found in valid}
        assert len(ways) == 4, (one, other, ways)


def present(document: Any, places: tuple[Place, ...]) -> set[Place]:
    return {place for place in places if has(document, place)}


def has(value: Any, place: Place) -> bool:
    if not place:
        return True
    if place[0] == "*":
        return isinstance(value, list) and any(has(item, place[1:]) for item in value)
    return isinstance(value, dict) and place[0] in value and has(value[place[0]], place[1:])


@each_edition
def test_each_value_of_an_enum_is_there(edition: Edition) -> None:
    if edition.kind == "trunk-collection":
        return  # whose trunks have the values of the kind trunk
    seen: dict[Place, set[Any]] = {}

    def walk(value: Any, place: Place) -> None:
        if isinstance(value, dict):
            for name, child in value.items():
                walk(child, (*place, name))
        elif isinstance(value, list):
            for child in value:
                walk(child, (*place, "*"))
        else:
            seen.setdefault(place, set()).add(value)

    for case in golden(*edition):
        if case["valid"]:
            walk(case["document"], ())
    for _, node in leaves_of(edition):
        assert set(node.values) <= seen.get(node.place, set()), place_slug(node.place)
        assert node.types != ("boolean",) or seen[node.place] >= {True, False}
        assert "null" not in node.types or None in seen[node.place], node.place


@each_version
def test_right_queries_ask_for_members_that_there_are(version: str) -> None:
    known = members(Edition(version, "trunk"))
    names = {"id", *known["data", "attributes"], *known["data", "relationships"]}
    for case in golden(version, "collection-query"):
        if case["valid"] and "-min-length/" not in case["id"]:  # which is about the length alone
            assert set(case["document"].get("fields[voice_out_trunks]", ())) <= names, case["id"]


class TestExpected:
    @each_version
    @pytest.mark.parametrize("kind", [*KINDS, EXCHANGE])
    def test_requests_and_nothing_else_have_an_answer(self, version: str, kind: str) -> None:
        for case in golden(version, kind):
            expected = case["expected"]
            if kind in ("trunk", "trunk-collection", "regenerate-response", "callback", "errors"):
                assert expected is None
            elif case["valid"] and kind != EXCHANGE:
                assert expected["status"] in (200, 201)
                assert expected["errors"] is None
            elif not case["valid"]:
                if kind != EXCHANGE:
                    assert expected["status"] in (400, 422)
                if expected["errors"] is not None or expected["status"] in (400, 406, 415, 422):
                    assert Contract(version).is_valid("errors", expected["errors"]), case["id"]
                    assert expected["errors"]["errors"][0]["status"] == str(expected["status"])

    def test_what_the_sources_have_recorded(self) -> None:
        case = by_id(Edition("2021-12-15", "create-request"))
        unknown = case["2021-12-15/create-request/attributes-unknown-member/camel-case"]["expected"]
        assert unknown["status"] == 400
        assert unknown["errors"]["errors"][0]["code"] == "105"
        high = case["2021-12-15/create-request/capacity-limit-maximum/one-above-the-limit"]["expected"]
        assert high["errors"]["errors"] == [
            {
                "title": "must be less than or equal to 32767",
                "detail": "capacity_limit - must be less than or equal to 32767",
                "code": "100",
                "source": {"pointer": "/data/attributes/capacity_limit"},
                "status": "422",
            }
        ]

    def test_filters_have_codes_of_their_own(self) -> None:
        cases = by_id(Edition("2021-12-15", "collection-query"))
        wrong = next(case for case in cases.values() if case["rule"] == "filter-status-enum")
        assert wrong["expected"]["errors"]["errors"][0]["code"] == "107"


@each_version
def test_exchanges_have_all_operations_and_the_status_of_each(version: str) -> None:
    cases = golden(version, EXCHANGE)
    done = {(case["document"]["request"]["method"], case["document"]["response"]["status"]) for case in cases}
    assert done >= {("GET", 200), ("POST", 201), ("PATCH", 200), ("DELETE", 204), ("POST", 400), ("POST", 422)}
    assert {("POST", 401), ("POST", 429)} <= done
    proofs = [{"Api-Key", "Authorization"} & {*case["document"]["request"]["headers"]} for case in cases]
    assert {name for proof in proofs for name in proof} == {"Authorization" if version == "2026-11-19" else "Api-Key"}


def found_by_the_linter(version: str, name: str, data: bytes, kind: str | None = None) -> Outcome:
    outcome = Outcome()
    Linter(version, kind).judge(outcome, name, data)
    return outcome


def archive(case: Any, *, response: bool = True) -> bytes:
    """An exchange, or its request alone, as a browser would have saved it."""

    def message(said: Any) -> Any:
        body = {"text": "" if said["body"] is None else json.dumps(said["body"])}
        headers = [{"name": name, "value": value} for name, value in {**said["headers"], "Via": "1.1 a"}.items()]
        return {"headers": headers, "postData" if "method" in said else "content": body}

    sent, got = case["document"]["request"], case["document"]["response"]
    request = message(sent) | {"method": sent["method"], "url": "https://api.didww.com" + sent["path"]}
    entry = {"request": request} | ({"response": message(got) | {"status": got["status"]}} if response else {})
    return json.dumps({"log": {"version": "1.2", "entries": [entry]}}).encode()


@each_version
def test_the_linter_says_of_each_exchange_what_the_corpus_says(version: str) -> None:
    """Another way than that by which the cases were made: archives, and their findings."""
    for case in golden(version, EXCHANGE):
        outcome = found_by_the_linter(version, "saved.har", archive(case))
        worst = {"error", "warning"} if case["valid"] else {"error"}
        found = {located.finding.rule for located in outcome.findings if located.finding.severity in worst}
        if case["valid"]:
            assert found - {CONFLICT.id} == set(case["warnings"]) - {CONFLICT.id}, case["id"]
        elif case["document"]["response"]["status"] >= 400 and case["rule"] != "error-pointer-unknown":
            assert (outcome.expected, found) == (1, set()), case["id"]  # refused, as it should be
            alone = found_by_the_linter(version, "saved.har", archive(case, response=False))
            findings = [located.finding for located in alone.findings]
            errors = {finding.rule for finding in findings if finding.severity == "error"}
            lenient = {finding.rule for finding in findings} & {"credentials-missing"}  # archives may lack them
            assert errors | lenient == {case["rule"]}, case["id"]
        else:
            beside = {finding for finding in found if finding in catalogue() and finding not in MESSAGE_RULES}
            own = set() if case["rule"] == "forbidden-request-accepted" else {case["rule"]}  # its fault is reported
            assert found - beside == own, case["id"]
            assert bool(beside) == (not own), case["id"]


@each_version
def test_exchanges_have_neighbours_that_are_right(version: str) -> None:
    right = {case["id"] for kind in (EXCHANGE, "create-request") for case in golden(version, kind) if case["valid"]}
    for case in golden(version, EXCHANGE):
        assert (case["neighbour"] is None) == (case["rule"] is None), case["id"]
        assert case["rule"] is None or case["neighbour"] in right, case["id"]


@each_version
def test_the_linter_says_of_each_text_what_the_corpus_says(version: str) -> None:
    """Another way than that by which the cases were made: files, and their findings."""
    for case in golden(version, "texts"):
        data = (GOLDEN / version / case["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == case["sha256"]
        outcome = found_by_the_linter(version, case["file"], data, case["kind"])
        assert outcome.documents == 1, case["id"]
        assert {located.finding.rule for located in outcome.findings} == {case["rule"]} - {None}, case["id"]


@each_version
def test_node_can_read_each_text_that_is_right(version: str) -> None:
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    right = [str(file) for file, valid in texts_of(version, ".json") if valid]
    code = "for (const f of process.argv.slice(1)) JSON.parse(require('fs').readFileSync(f, 'utf8'))"
    subprocess.run(["node", "-e", code, *right], check=True)


@each_version
def test_other_readers_agree_about_yaml_and_quotes(version: str) -> None:
    """PyYAML's own parser, where the linter uses libyaml's; and bash."""
    for file, valid in texts_of(version, ".yaml"):
        try:
            yaml.load(file.read_text(encoding="utf-8"), yaml.SafeLoader)
        except yaml.YAMLError:
            assert not valid, file
        else:
            assert valid, file
    for file, valid in texts_of(version, ".md"):
        command = file.read_text(encoding="utf-8").split("```")[1].removeprefix("sh\n")
        assert (
            subprocess.run(["bash", "-n", "-c", command], capture_output=True, check=False).returncode == 0
        ) == valid


def texts_of(version: str, suffix: str) -> list[tuple[Path, bool]]:
    """The files of the texts, and whether each is right."""
    found = [(GOLDEN / version / case["file"], case["valid"]) for case in golden(version, "texts")]
    return [(file, valid) for file, valid in found if file.suffix == suffix]


LITERALS = [
    case["document"] for kind in ("create-request", "errors", "callback") for case in golden("2026-11-19", kind)
]
LITERALS += [{"#{x} #$y #@z": ["\u2028", "\0", "\\#{", 'a"b', "\u007f", 1.5, -0.0, 10**20, 1e300, True, None, {}, []]}]


class TestLiterals:
    def test_python(self) -> None:
        for document in LITERALS:
            assert ast.literal_eval(literal(LANGUAGES[0], document).removeprefix("document = ")) == document

    @pytest.mark.parametrize(("index", "command"), [(1, ["node", "-"]), (2, ["ruby", "-"])], ids=["node", "ruby"])
    def test_others(self, index: int, command: list[str]) -> None:
        if not shutil.which(command[0]):
            pytest.skip(f"{command[0]} is not installed")
        printed = ["console.log(JSON.stringify(document));", "puts JSON.generate(document)"][index - 1]
        blocks = [f"{literal(LANGUAGES[index], document)}\n{printed}\n" for document in LITERALS]
        code = "".join(f"{{\n{block}}}\n" for block in blocks) if index == 1 else "require 'json'\n" + "".join(blocks)
        done = subprocess.run(command, input=code, capture_output=True, text=True, check=True, encoding="utf-8")
        assert [json.loads(line) for line in done.stdout.rstrip("\n").split("\n")] == LITERALS


def test_the_systematic_part_needs_no_hypothesis() -> None:
    code = (
        "import sys; from didww_contract.corpus import selection, writing, showing; "
        "from didww_contract.contract.versions import Edition; from didww_contract.corpus import systematic; "
        "list(systematic.cases(Edition('2021-12-15', 'trunk'))); sys.exit('hypothesis' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


SAME = """
import hashlib
from didww_contract.contract.versions import Edition
from didww_contract.corpus import systematic
from didww_contract.corpus.cases import compact, record
text = "".join(compact(record(case)) for case in systematic.cases(Edition("2026-11-19", "trunk")))
print(hashlib.sha256(text.encode()).hexdigest())
"""


def test_it_is_the_same_with_other_hash_seeds_and_locales() -> None:
    made = set()
    for seed in ("1", "2"):
        environment = {"PYTHONHASHSEED": seed, "LC_ALL": "C"}
        made.add(subprocess.run([sys.executable, "-c", SAME], env=environment, capture_output=True, check=True).stdout)
    assert len(made) == 1
