"""Knows the verdict on a document: valid or not, and why."""

from typing import Any

from didww_contract.contract import engines, files
from didww_contract.contract.advisories import advice
from didww_contract.contract.findings import Finding
from didww_contract.contract.versions import DEFAULT_VERSION, KINDS, VERSIONS, UnknownKind, UnknownVersion


class Contract:
    """The contract of `voice_out_trunks` in one dated version of the API. Frozen; share it freely.

    `version` is a date such as `"2021-12-15"`; raises UnknownVersion. `engine` is `"jsonschema-rs"` (the default where
    it is installed) or `"jsonschema"`, which gives the same verdicts more slowly; raises UnknownEngine.
    """

    __slots__ = ("_engine", "_judges", "version")

    def __init__(self, version: str = DEFAULT_VERSION, *, engine: engines.EngineName | None = None) -> None:
        if version not in VERSIONS:
            raise UnknownVersion(version)
        if engine is not None and engine not in engines.NAMES:
            raise engines.UnknownEngine(engine)
        self.version = version
        self._engine = engine
        self._judges: dict[str, engines.Engine] = {}

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
        if self.is_valid(kind, document):
            return advice(document, kind, self.version)
        from didww_contract.contract.breaches import breaches  # imports that documents without errors do not pay for
        from didww_contract.contract.pointers import order, pointer
        from didww_contract.contract.wording import hint, message

        found = breaches(self._judges[kind].violations(document), document, self.version, kind)
        findings = [
            Finding(
                breach.rule,
                "error",
                pointer(breach.path),
                message(breach, document, self.version, kind),
                hint(breach, document, self.version, kind),
                kind,
                self.version,
            )
            for breach in found
        ]
        findings += advice(document, kind, self.version, [breach.path for breach in found])
        return sorted(findings, key=lambda finding: (order(finding.pointer), finding.rule))

    def _compile(self, kind: str) -> engines.Engine:
        if kind not in KINDS:
            raise UnknownKind(kind)
        judge = self._judges[kind] = engines.engine(self._engine, files.schema_name(self.version, kind))
        return judge
