"""Knows the rules about HTTP messages and the files that carry them."""

from didww_contract.contract.findings import Severity
from didww_contract.contract.text_rules import TextRule

_SPECIFIED = "OpenAPI document of this project, written from the API's documentation pages."

_RULES: tuple[tuple[Severity, TextRule], ...] = (
    (
        "error",
        TextRule(
            "path-unknown",
            "the path is /v3/voice_out_trunks, that with a trunk's id, or /v3/voice_out_trunk_regenerate_credentials",
            "The API answers any other path with 404.",
            _SPECIFIED,
            "POST /v3/voice_out_trunks",
            "POST /v3/voice_out_trunk",
        ),
    ),
    (
        "error",
        TextRule(
            "method-not-allowed",
            "the method is one that the path has",
            "The API has no such operation. PUT does what PATCH does.",
            _SPECIFIED,
            "PATCH /v3/voice_out_trunks/{id}",
            "PATCH /v3/voice_out_trunks",
        ),
    ),
    (
        "error",
        TextRule(
            "credentials-missing",
            "every request carries its credentials: Api-Key, or from 2026-11-19 on Authorization: Bearer",
            "The API answers 401. In recordings it is a warning: recorders are told to leave such headers out, and "
            "then no test shows that the client sends them; a placeholder in the header's place does both.",
            "API reference, Authentication.",
            "Api-Key: [API token]",
            "a request without Api-Key",
        ),
    ),
    (
        "error",
        TextRule(
            "request-content-type",
            "a request with a body says Content-Type: application/vnd.api+json, without parameters",
            "The API answers 415 to any other media type. A parameter, such as charset, is a warning: the Postman "
            "collections say that it earns 415 too, the framework that the API is probably built with ignores it.",
            "JSON:API 1.0, Content Negotiation; API reference, Headers; an official client sends charset=utf-8.",
            "Content-Type: application/vnd.api+json",
            "Content-Type: application/json",
        ),
    ),
    (
        "error",
        TextRule(
            "request-accept",
            "Accept, where a request has it, takes application/vnd.api+json without parameters",
            "The API answers 406 if it has that media type with parameters only. That it does so for other media types "
            "is inferred; a request without Accept is not documented, and is let through.",
            "JSON:API 1.0, Content Negotiation; API reference, Headers.",
            "Accept: application/vnd.api+json",
            "Accept: application/vnd.api+json; charset=utf-8",
        ),
    ),
    (
        "error",
        TextRule(
            "response-content-type",
            "a response with a body says Content-Type: application/vnd.api+json, without parameters",
            "Clients that negotiate by JSON:API refuse anything else.",
            "Recorded traffic; JSON:API 1.0, Content Negotiation.",
            "Content-Type: application/vnd.api+json",
            "Content-Type: text/html",
        ),
    ),
    (
        "error",
        TextRule(
            "status-unknown",
            "the status is one that the operation answers with",
            "A client that is tested with another status is tested with what it never meets. A 4xx that is not "
            "documented is a warning; 5xx, 3xx and 1xx are not judged, nor is what comes with them.",
            _SPECIFIED,
            "HTTP/1.1 201 Created",
            "HTTP/1.1 200 OK in answer to a POST",
        ),
    ),
    (
        "error",
        TextRule(
            "body-unexpected",
            "a message has a body only where its operation has one",
            "GET and DELETE take none, and 204 has none. A request's is a warning, for the API ignores it.",
            _SPECIFIED,
            "DELETE /v3/voice_out_trunks/{id} without a body",
            "DELETE /v3/voice_out_trunks/{id} with a body",
        ),
    ),
    (
        "error",
        TextRule(
            "body-missing",
            "a message has a body where its operation has one",
            "The API refuses a POST or PATCH without a document, and never answers one with an empty 200 or 201.",
            _SPECIFIED,
            "POST with a document",
            "POST without a body",
        ),
    ),
    (
        "error",
        TextRule(
            "id-mismatch",
            "data.id is the id in the path",
            "JSON:API has the client name the resource twice, and the API answers 400 or 409 if the two differ; a "
            "response with another id was written by hand.",
            "JSON:API 1.0, Updating Resources. The status is inferred.",
            'PATCH /v3/voice_out_trunks/6e3b…, "id": "6e3b…"',
            'PATCH /v3/voice_out_trunks/6e3b…, "id": "0c1d…"',
        ),
    ),
    (
        "error",
        TextRule(
            "response-differs",
            "a response repeats each attribute that its request has set",
            "What the API is known to change counts as the same: single addresses gain /32 or /128 and lose bits "
            "beyond their prefix, their order and spelling do not matter, null becomes the default, repeated prefixes "
            "are stored once, a callback_url gains http://, and amounts count as numbers. A response that differs "
            "otherwise was not the answer to this request.",
            "Documentation pages, OpenAPI document of 2026-04-16 and recorded traffic; /128 is inferred.",
            '"name": "Berlin" in both',
            '"name": "Berlin" in the request, "name": "Paris" in the response',
        ),
    ),
    (
        "error",
        TextRule(
            "forbidden-request-accepted",
            "a response says 2xx only to a request that the contract allows",
            "Either the fixture was written by hand, or the API takes what this contract forbids: then please tell us. "
            "It is said where the request's own errors are not, because you have selected other rules.",
            "This contract as a whole.",
            "422 to a request without a name",
            "201 to a request without a name",
        ),
    ),
    (
        "error",
        TextRule(
            "error-pointer-unknown",
            "source.pointer of a 422 leads to something in the request, or to a member that it lacks",
            "The API points at what it refuses; a client that shows errors beside their fields finds none here.",
            "JSON:API 1.0, Error Objects; recorded traffic.",
            '"pointer": "/data/attributes/name"',
            '"pointer": "/data/attributes/nmae"',
        ),
    ),
    (
        "warning",
        TextRule(
            "api-key-bearer",
            "Api-Key holds the key alone",
            "The API takes what follows Api-Key for the key, prefix and all. From 2026-11-19 on there is "
            "Authorization: Bearer instead.",
            "API reference, Authentication.",
            "Api-Key: [API token]",
            "Api-Key: Bearer [API token]",
        ),
    ),
    (
        "warning",
        TextRule(
            "regenerated-id-differs",
            "regenerated credentials have the id of their trunk",
            "The API answers with the id of the trunk that the request names.",
            "Postman collection of 2021-12-15; recorded traffic.",
            '"id": "6e3b…" in answer to a request for the trunk 6e3b…',
            '"id": "0c1d…" in answer to a request for the trunk 6e3b…',
        ),
    ),
    (
        "warning",
        TextRule(
            "relationship-data-unasked",
            "a relationship in a response has data only where the request's include asks for it",
            "Without include the API sends links alone. A client that relies on the data finds none in production.",
            "API reference, Get Voice OUT Trunk; recorded traffic.",
            "GET /v3/voice_out_trunks?include=dids",
            "GET /v3/voice_out_trunks, answered with dids.data",
        ),
    ),
    (
        "warning",
        TextRule(
            "live-secret",
            "fixtures hold placeholders or masked values where credentials stood",
            "An API key, a bearer token, or the user name and password of a trunk that look real. Who reads the "
            "repository can place calls at your expense. Make new ones, and put placeholders here.",
            "This contract's advice.",
            "Api-Key: [API token]",
            "Api-Key: and 32 random characters",
        ),
    ),
    (
        "warning",
        TextRule(
            "suppression-unknown-rule",
            "a comment that ignores rules names rules that exist",
            "A rule that is misspelt is not ignored.",
            "This project's own.",
            "# didww-contract: ignore[name-blank]",
            "# didww-contract: ignore[name-blnk]",
        ),
    ),
    (
        "warning",
        TextRule(
            "suppression-syntax",
            "a comment that ignores rules is didww-contract: ignore[rule, rule], or without brackets for all of them",
            "Anything else ignores nothing, or would ignore more than its author meant.",
            "This project's own.",
            "# didww-contract: ignore[name-blank]",
            "# didww-contract: ignore name-blank",
        ),
    ),
    (
        "warning",
        TextRule(
            "suppression-unused",
            "a comment that ignores rules ignores something that is found",
            "What was wrong is mended, or stands somewhere else. A comment that is left behind hides the next fault.",
            "This project's own.",
            "# didww-contract: ignore[name-blank] above a request whose name is blank",
            "# didww-contract: ignore[name-blank] above a request whose name is not",
        ),
    ),
)

MESSAGE_RULES = {rule.id: (severity, rule) for severity, rule in _RULES}
