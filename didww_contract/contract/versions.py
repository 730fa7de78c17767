"""Knows the dated versions of the API and the kinds of documents whose contract is written down."""

VERSIONS = ("2021-12-15",)
DEFAULT_VERSION = "2021-12-15"
KINDS = ("create-request", "trunk", "errors")


class UnknownVersion(ValueError):
    """A version was asked for that this package has no contract of."""

    def __init__(self, version: object) -> None:
        super().__init__(f"unknown API version {version!r}; known: {', '.join(VERSIONS)}")


class UnknownKind(ValueError):
    """A kind of document was asked for that the contract does not have."""

    def __init__(self, kind: object) -> None:
        super().__init__(f"unknown kind {kind!r}; known: {', '.join(KINDS)}")
