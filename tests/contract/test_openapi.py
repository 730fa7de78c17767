"""openapi.yaml and the bundle that `didww-contract spec` prints."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator, validate
from openapi_spec_validator.readers import read_from_filename

from didww_contract import Contract
from didww_contract.contract import files
from didww_contract.contract.constraints import by_place, members
from didww_contract.contract.versions import DEFAULT_VERSION, KINDS, QUERIES, VERSIONS, Edition
from didww_contract.exchanges import openapi
from didww_contract.exchanges.evidence import HEADER

ROOT = Path(files.root())
MEDIA_TYPE = "application/vnd.api+json"


@pytest.fixture(scope="module", params=VERSIONS)
def bundle(request: pytest.FixtureRequest) -> dict[str, Any]:
    return openapi.bundle(request.param)


def walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from walk(child)
    elif isinstance(node, list):
        for child in node:
            yield from walk(child)


def create(document: dict[str, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = document["paths"]["/voice_out_trunks"]["post"]
    return operation


def test_the_source_is_valid_openapi() -> None:
    spec, base_uri = read_from_filename(str(ROOT / "openapi.yaml"))
    validate(spec, base_uri=base_uri, cls=OpenAPIV31SpecValidator)


def test_the_bundle_is_valid_openapi(bundle: dict[str, Any]) -> None:
    validate(bundle, cls=OpenAPIV31SpecValidator)


def test_the_bundle_needs_no_other_file(bundle: dict[str, Any]) -> None:
    for node in walk(bundle):
        assert "externalValue" not in node
        if isinstance(reference := node.get("$ref"), str):
            target: Any = bundle
            for token in reference.removeprefix("#/").split("/"):
                target = target[token]


def test_yaml_and_json_say_the_same(bundle: dict[str, Any]) -> None:
    text = openapi.to_yaml(bundle)
    assert yaml.safe_load(text) == json.loads(json.dumps(bundle)) == bundle


def test_the_source_says_nothing_that_a_schema_says() -> None:
    """Bodies and examples are references; the one schema of its own is a header's."""
    source = openapi.source()
    for node in walk(source):
        if MEDIA_TYPE in node:
            assert set(node[MEDIA_TYPE]["schema"]) == {"$ref"}
            for example in node[MEDIA_TYPE].get("examples", {}).values():
                assert set(example) <= {"summary", "externalValue"}


def test_the_version_is_the_default_one() -> None:
    assert openapi.source()["info"]["version"] == DEFAULT_VERSION


def test_hosts_and_headers_are_those_of_the_api(bundle: dict[str, Any]) -> None:
    assert [server["url"] for server in bundle["servers"]] == [
        "https://api.didww.com/v3",
        "https://sandbox-api.didww.com/v3",
    ]
    assert set(create(bundle)["requestBody"]["content"]) == {MEDIA_TYPE}
    ((name, scheme),) = bundle["components"]["securitySchemes"].items()
    assert bundle["security"] == [{name: []}]
    asked = {parameter["$ref"] for parameter in create(bundle).get("parameters", [])}
    if bundle["info"]["version"] < "2026-11-19":
        assert (scheme["type"], scheme["in"], scheme["name"]) == ("apiKey", "header", "Api-Key")
        assert asked == {"#/components/parameters/apiVersion"}
        assert bundle["components"]["parameters"]["apiVersion"]["name"] == HEADER
    else:
        assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
        assert not asked


OPERATIONS = {
    ("/voice_out_trunks", "get"): {"200", "400"},
    ("/voice_out_trunks", "post"): {"201", "400", "404", "415", "422"},
    ("/voice_out_trunks/{id}", "get"): {"200", "400", "404"},
    ("/voice_out_trunks/{id}", "patch"): {"200", "400", "404", "415", "422"},
    ("/voice_out_trunks/{id}", "delete"): {"204", "404", "409"},
    ("/voice_out_trunk_regenerate_credentials", "post"): {"201", "400", "404", "415", "422"},
}


def test_the_operations_and_responses_are_those_that_the_api_is_known_to_have(bundle: dict[str, Any]) -> None:
    found = {
        (path, method): set(operation["responses"])
        for path, item in bundle["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }
    everywhere = {"401", "403", "406", "429"}
    assert found == {operation: statuses | everywhere for operation, statuses in OPERATIONS.items()}
    for path, method in [("/voice_out_trunks", "post"), ("/voice_out_trunks/{id}", "patch")]:
        assert "blockingChanged" in bundle["paths"][path][method]["callbacks"]


@pytest.mark.parametrize(
    ("path", "kind"), [("/voice_out_trunks", "collection-query"), ("/voice_out_trunks/{id}", "trunk-query")]
)
def test_the_query_parameters_are_those_of_the_schemas(bundle: dict[str, Any], path: str, kind: str) -> None:
    """Each list is sent with commas, as the library decodes it; the schema of each is the kind's."""
    parameters = bundle["components"]["parameters"]
    asked = [parameters[p["$ref"].rpartition("/")[2]] for p in bundle["paths"][path]["get"]["parameters"]]
    found = {parameter["name"]: parameter for parameter in asked if parameter["in"] == "query"}
    places = by_place(Edition(bundle["info"]["version"], kind))
    assert set(found) == set(members(Edition(bundle["info"]["version"], kind))[()])
    for name, parameter in found.items():
        is_list = any(c.keyword == "type" and c.value == "array" for c in places[name,])
        assert (parameter.get("style"), parameter.get("explode")) == (("form", False) if is_list else (None, None))


def test_parameters_and_responses_that_are_not_used_are_not_there(bundle: dict[str, Any]) -> None:
    used = {node["$ref"] for node in walk(bundle) if isinstance(node.get("$ref"), str)}
    for part, components in bundle["components"].items():
        if part != "securitySchemes":
            assert {f"#/components/{part}/{name}" for name in components} <= used


def test_the_latest_version_says_how_long_to_wait(bundle: dict[str, Any]) -> None:
    headers = bundle["components"]["responses"]["tooManyRequests"].get("headers", {})
    assert ("Retry-After" in headers) == (bundle["info"]["version"] == "2026-11-19")


def examples_of(content: dict[str, Any]) -> list[Any]:
    return [example["value"] for example in content[MEDIA_TYPE].get("examples", {}).values()]


def test_the_examples_are_valid(bundle: dict[str, Any]) -> None:
    contract = Contract(bundle["info"]["version"])
    requests = examples_of(create(bundle)["requestBody"]["content"])
    answers = examples_of(create(bundle)["responses"]["201"]["content"])
    assert len(requests) == len(answers) == 3  # the pairs of the documentation page
    assert all(contract.validate("create-request", request) == [] for request in requests)
    assert all(contract.validate("trunk", answer) == [] for answer in answers)
    errors = [
        error for answer in bundle["components"]["responses"].values() for error in examples_of(answer["content"])
    ]
    assert len(errors) >= 7
    assert all(contract.validate("errors", error) == [] for error in errors)


def test_an_error_example_stands_under_its_own_status(bundle: dict[str, Any]) -> None:
    for status, answer in create(bundle)["responses"].items():
        if "$ref" in answer:
            content = bundle["components"]["responses"][answer["$ref"].rpartition("/")[2]]["content"]
            for document in examples_of(content):
                assert {error["status"] for error in document["errors"]} == {status}


def schemas_of(bundle: dict[str, Any]) -> dict[str, str]:
    """Which component is the schema of which kind."""
    return {kind: "".join(word.capitalize() for word in kind.split("-")) for kind in KINDS}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in QUERIES])
def test_the_bundled_schemas_give_the_verdicts_of_the_schemas(
    bundle: dict[str, Any], kind: str, examples: Path
) -> None:
    judge = jsonschema_rs.Draft202012Validator(
        {"$ref": f"https://bundle.invalid/#/components/schemas/{schemas_of(bundle)[kind]}"}, retriever=lambda _: bundle
    )
    contract = Contract(bundle["info"]["version"])
    judged = 0
    for path in sorted(examples.glob(f"*/*/{kind}/**/*.json")):
        if not path.parent.name.startswith("json-"):
            document = json.loads(path.read_text(encoding="utf-8"))
            assert judge.is_valid(document) == contract.is_valid(kind, document), path
            judged += 1
    assert judged > 10


def test_tools_that_overlook_what_is_beside_a_reference_miss_nothing(bundle: dict[str, Any]) -> None:
    for node in walk(bundle["components"]["schemas"]):
        if isinstance(node.get("$ref"), str):
            assert not node.keys() & {"type", "properties", "required", "items", "if", "pattern", "not", "maxItems"}


def test_the_callback_says_what_its_receiver_must_know(bundle: dict[str, Any]) -> None:
    (item,) = bundle["components"]["callbacks"]["blockingChanged"].values()
    said = item["post"]["description"]
    assert all(
        fact in said for fact in ("46.19.208.0/21", "2a01:ad00::/32", "200 to 298", "by hand", "Nothing is sent")
    )


def test_the_latest_version_says_which_dids_are_refused(bundle: dict[str, Any]) -> None:
    for path, method in [("/voice_out_trunks", "post"), ("/voice_out_trunks/{id}", "patch")]:
        said = "awaits registration" in bundle["paths"][path][method]["description"]
        assert said == (bundle["info"]["version"] == "2026-11-19")
