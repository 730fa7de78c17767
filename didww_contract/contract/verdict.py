"""Knows the verdict on a document: valid or not, and why."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from didww_contract.contract import engines, files
from didww_contract.contract.advisories import advice
from didww_contract.contract.findings import Finding
from didww_contract.contract.pointers import order, pointer
from didww_contract.contract.versions import DEFAULT_VERSION, KINDS, VERSIONS, Edition, UnknownKind, UnknownVersion

if TYPE_CHECKING:
    from didww_contract.contract.breaches import Breach


class Contract:
    """The contract of `voice_out_trunks` in one dated version of the API. Frozen; share it freely.

    `version` is a date such as `"2021-12-15"`; raises UnknownVersion. `engine` is `"jsonschema-rs"` (the default where
    it is installed) or `"jsonschema"`, which gives the same verdicts more slowly; raises UnknownEngine.
    """

    __slots__ = ("_engine", "_judges", "_others", "version")

    def __init__(self, version: str = DEFAULT_VERSION, *, engine: engines.EngineName | None = None) -> None:
        if version not in VERSIONS:
            raise UnknownVersion(version)
        if engine is not None and engine not in engines.NAMES:
            raise engines.UnknownEngine(engine)
        self.version = version
        self._engine = engine
        self._judges: dict[str, engines.Engine] = {}
        self._others: dict[str, Contract] = {}

    def __repr__(self) -> str:
        return f"Contract({self.version!r})"

    def is_valid(self, kind: str, document: Any) -> bool:
        """Whether the API would take (or send) this parsed JSON document; raises UnknownKind.

        Warnings do not count: a document that earns some is valid.
        """
        try:
            judge = self._judges[kind]
        except KeyError:
            judge = self._compile(kind)
        return judge.is_valid(document)

    def validate(self, kind: str, document: Any) -> list[Finding]:
        """Everything that is wrong with a parsed JSON document, or worth a look, by place; raises UnknownKind."""
        return list(self.iter_findings(kind, document))

    def iter_findings(self, kind: str, document: Any) -> Iterator[Finding]:
        """As `validate`, one by one: what makes a finding expensive are its words, made when it is asked for."""
        edition = Edition(self.version, kind)
        if self.is_valid(kind, document):
            yield from sorted(advice(document, edition), key=_place)
            return
        from didww_contract.contract.breaches import breaches  # imports that documents without errors do not pay for
        from didww_contract.contract.words import joint, wording
        from didww_contract.contract.words.other_versions import elsewhere

        valid = elsewhere(document, edition, self._is_valid_in(kind))
        found = breaches(self._judges[kind].violations(document), document, edition)
        warnings = advice(document, edition, {breach.path for breach in found})
        both: list[Finding | Breach] = [*found, *warnings]
        for one in sorted(both, key=_place):
            if isinstance(one, Finding):
                yield one
            else:
                words = joint if one.joint else wording
                said = words.message(one, document, edition), words.hint(one, document, edition, valid)
                yield Finding(one.rule, "error", pointer(one.path), *said, kind, self.version)

    def validate_url(self, url: str) -> list[Finding]:
        """Everything that is wrong with the query parameters of a GET request, by the URL that it asks for.

        The findings' pointers lead into the parameters: `/filter[status]`. Raises UnknownUrl for a path that is
        neither the collection's nor that of one trunk.
        """
        from didww_contract.contract.queries import kind_of_query, parameters

        kind = kind_of_query(url)
        return self.validate(kind, parameters(url, Edition(self.version, kind)))

    def _is_valid_in(self, kind: str) -> Callable[[str, Any], bool]:
        def is_valid(version: str, document: Any) -> bool:
            if version not in self._others:
                self._others[version] = Contract(version, engine=self._engine) if version != self.version else self
            return self._others[version].is_valid(kind, document)

        return is_valid

    def _compile(self, kind: str) -> engines.Engine:
        if kind not in KINDS:
            raise UnknownKind(kind)
        judge = self._judges[kind] = engines.engine(self._engine, files.schema_name(Edition(self.version, kind)))
        return judge


def _place(one: "Finding | Breach") -> tuple[object, str]:
    return order(one.pointer if isinstance(one, Finding) else pointer(one.path)), one.rule
