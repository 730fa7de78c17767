"""Knows what a document is: which kind, and by which version of the API it is to be judged."""

from typing import Any, NamedTuple

from didww_contract.contract.kinds import Unknown, kind_of
from didww_contract.exchanges.evidence import basis_of


class Identity(NamedTuple):
    """What a document is."""

    kind: str
    version: str
    reason: str
    """What says that it is this version: `meta.api_version`, `the default` …"""


class Unidentified(ValueError):
    """A document is none of this contract, or nobody can tell which; the text says why."""


def identify(document: Any, *, path: str = "", header: str | None = None) -> Identity:
    """The kind and the version of a parsed JSON document; raises Unidentified.

    `path` is that of the file it comes from, which decides where its shape leaves doubt; `header` is the value of the
    request header X-DIDWW-API-Version, where there was one.
    """
    kind, basis = kind_of(document, path), basis_of(document, header=header)
    if isinstance(kind, Unknown):
        raise Unidentified(kind.reason)
    if isinstance(basis, Unknown):
        raise Unidentified(basis.reason)
    return Identity(kind, basis.version, basis.reason)
