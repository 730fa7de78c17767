"""Knows when two spellings of an IP address or network mean the same."""

from functools import lru_cache
from ipaddress import IPv4Interface, IPv6Interface, ip_interface

Interface = IPv4Interface | IPv6Interface


@lru_cache(maxsize=4096)
def interface(text: str) -> Interface | None:
    """The address and network that `text` stands for (a single one gets /32 or /128); None where it is neither."""
    try:
        return ip_interface(text)
    except ValueError:
        return None
