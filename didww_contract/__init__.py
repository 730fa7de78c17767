"""The contract of DIDWW's voice_out_trunks resource, executable. Unofficial: not made or endorsed by DIDWW."""

from didww_contract.contract.engines import UnknownEngine
from didww_contract.contract.findings import Finding
from didww_contract.contract.verdict import Contract
from didww_contract.contract.versions import UnknownKind, UnknownUrl, UnknownVersion
from didww_contract.exchanges.identity import Identity, Unidentified, identify

__all__ = [
    "Contract",
    "Finding",
    "Identity",
    "Unidentified",
    "UnknownEngine",
    "UnknownKind",
    "UnknownUrl",
    "UnknownVersion",
    "__version__",
    "identify",
]
__version__ = "0.1.0"
