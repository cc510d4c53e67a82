"""Which hosts are public: a link to any other one is not followed."""

from __future__ import annotations

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

# Special-use names (RFC 2606, 6761, 6762, 7686, 8375, 9476) and those that are common
# inside a house; nothing public ends in them.
_LOCAL_NAMES = frozenset(
    "alt arpa corp example home internal intranet invalid lan local localdomain "
    "localhost onion private test".split()
)
_NAT64 = IPv6Network("64:ff9b::/96")


class Network:
    """How hosts are found, and which may be asked: those that anybody can reach."""

    async def look_up(self, host: str, port: int) -> tuple[Address, ...]:
        """
        Find all addresses of *host*, those first that should be tried first.

        Raises:
            OSError: it has none, or nobody can say.
        """
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return tuple(dict.fromkeys(ip_address(str(one[4][0])) for one in found))

    def allows(self, address: Address) -> bool:
        """Tell whether a connection to *address* may be made."""
        return is_public(address)


def is_public(address: Address) -> bool:
    """Tell whether *address* is one of the open internet, whatever it is wrapped in."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
        if address.sixtofour is not None or address.teredo is not None:
            return False  # tunnels, long given up
        if address.is_site_local:
            return False
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_unspecified
    )


def is_public_name(host: str) -> bool:
    """Tell whether *host* (in ASCII) may name a public site; an IP address may too."""
    try:
        ip_address(host.strip("[]"))
        return True
    except ValueError:
        labels = host.lower().rstrip(".").split(".")
        return len(labels) > 1 and labels[-1] not in _LOCAL_NAMES
