"""Knows the two JSON Schema engines, and makes them speak the same language.

jsonschema-rs is fast and the default; jsonschema is the reference, the fallback where jsonschema-rs has no wheel, and
the one that judges Python values which are not JSON (a set, a number as a member's name).
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from didww_contract.contract import files
from didww_contract.contract.pointers import Path
from didww_contract.contract.versions import Edition

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

EngineName = Literal["jsonschema-rs", "jsonschema"]
NAMES: tuple[EngineName, ...] = ("jsonschema-rs", "jsonschema")
_BASE = "https://didww-contract.invalid/"  # never asked for: every file behind it is read from disk


class Violation(NamedTuple):
    """A keyword of the schema that a value of the document breaks."""

    where: Path
    """The path of the value in the document."""
    keyword_path: Path
    """The path of the keyword in the schema, as in `Constraint.path`."""


class Engine(Protocol):
    """What a verdict needs of a JSON Schema implementation, compiled for one schema."""

    def is_valid(self, document: Any) -> bool:
        """Whether the document breaks no keyword of the schema."""

    def violations(self, document: Any) -> Iterator[Violation]:
        """Every keyword that the document breaks, in no particular order."""


class UnknownEngine(ValueError):
    """An engine was asked for that this package does not know."""

    def __init__(self, name: object) -> None:
        super().__init__(f"unknown engine {name!r}; known: {', '.join(NAMES)}")


def engine(name: EngineName | None, schema: str) -> Engine:
    """The engine `name`, or with None the fastest at hand, for the schema file `schema`."""
    if name == "jsonschema":
        return Reference(schema)
    try:
        return Fast(schema)
    except ImportError:
        if name is not None:
            raise
        return Reference(schema)


@cache
def shared(edition: Edition) -> Engine:
    """The fastest engine at hand for documents of an edition, compiled once."""
    return engine(None, files.schema_name(edition))


class Fast:
    """jsonschema-rs; `beside` is what else a document has to fulfil, and of which no violations are told."""

    def __init__(self, schema: str, beside: dict[str, Any] | None = None) -> None:
        from jsonschema_rs import Draft202012Validator  # here, so that runs which judge nothing do not pay for it

        self._schema = schema
        self._validator: Draft202012Validator = Draft202012Validator(
            {"$ref": _BASE + schema, **beside} if beside else files.read(schema),
            base_uri=_BASE + ("" if beside else schema),
            retriever=lambda uri: files.read(uri.removeprefix(_BASE)),
            validate_formats=False,
        )

    @cached_property
    def _reference(self) -> "Reference":
        return Reference(self._schema)

    def is_valid(self, document: Any) -> bool:
        """As in Engine."""
        try:
            return self._validator.is_valid(document)
        except ValueError:  # not JSON, or nested too deeply for it
            return self._reference.is_valid(document)

    def violations(self, document: Any) -> Iterator[Violation]:
        """As in Engine."""
        if _is_large(document):
            yield from self._reference.violations(document)
            return
        try:
            for error in self._validator.iter_errors(document):
                steps = error.evaluation_path
                yield Violation(tuple(error.instance_path), tuple(step for step in steps if step != "$ref"))
        except ValueError:
            yield from self._reference.violations(document)


class Reference:
    """jsonschema."""

    def __init__(self, schema: str) -> None:
        from jsonschema import Draft202012Validator  # a slow import, and most runs never need it
        from jsonschema.validators import extend
        from referencing import Registry
        from referencing.jsonschema import DRAFT202012

        registry: Registry[Any] = Registry(
            retrieve=lambda uri: DRAFT202012.create_resource(_without_dialect(uri))  # type: ignore[call-arg]  # attrs
        )
        validator = extend(Draft202012Validator, {"uniqueItems": _unique})  # type: ignore[no-untyped-call]  # it has no types
        self._validator: Validator = validator({"$ref": _BASE + schema}, registry=registry)

    def is_valid(self, document: Any) -> bool:
        """As in Engine."""
        return self._validator.is_valid(_pruned(document, _DEEPEST))

    def violations(self, document: Any) -> Iterator[Violation]:
        """As in Engine."""
        for error in self._validator.iter_errors(_pruned(document, _DEEPEST)):
            yield Violation(tuple(error.absolute_path), tuple(error.absolute_schema_path))


def _without_dialect(uri: str) -> files.JSON:
    """A schema that does not say which dialect it is in, or else jsonschema would not use our uniqueItems for it."""
    return {name: value for name, value in files.read(uri.removeprefix(_BASE)).items() if name != "$schema"}


def _unique(_: object, unique: bool, instance: Any, __: object) -> Iterator[Exception]:
    """UniqueItems in linear time: jsonschema compares each object with each other."""
    from jsonschema import ValidationError

    from didww_contract.contract.equality import repeated  # needed by this engine only

    if unique and isinstance(instance, list) and any(True for _ in repeated(instance)):
        yield ValidationError("an item occurs twice")


_LARGE = 20_000


def _is_large(document: Any) -> bool:
    """Whether a document has so many values that a copy in each error, as jsonschema-rs makes it, would be too much."""
    waiting, count = [document], 0
    while waiting and count < _LARGE:
        value = waiting.pop()
        if isinstance(value, dict | list):
            count += len(value)
            waiting += value.values() if isinstance(value, dict) else value
    return count >= _LARGE


_DEEPEST = 50
"""How far down jsonschema gets to see a document: no schema looks that far, and its messages quote all there is."""


def _pruned(value: Any, depth: int) -> Any:
    """The value without what is inside arrays and objects that lie deeper than `depth`.

    What jsonschema-rs takes for JSON becomes JSON: a tuple an array, a Decimal a number. What is no JSON at all becomes
    something of no type.
    """
    if isinstance(value, dict):
        return {_name(name): _pruned(child, depth - 1) for name, child in value.items()} if depth else {}
    if isinstance(value, list | tuple):
        return [_pruned(child, depth - 1) for child in value] if depth else []
    if isinstance(value, Decimal):
        return int(value) if value.is_finite() and value == value.to_integral_value() else float(value)
    if isinstance(value, int) and not -_LARGEST < value < _LARGEST:
        return _LARGEST if value > 0 else -_LARGEST
    return value if value is None or isinstance(value, str | int | float) else object()


def _name(name: object) -> str:
    """A member's name; of what is none in JSON, a name that no member has."""
    return name if isinstance(name, str) else f"\0{name!r}"


_LARGEST = 10**300
"""No schema tells larger numbers apart, and Python does not print much larger ones."""
