"""Who is at the other end of a request that came by proxies."""
from __future__ import annotations

import ipaddress


def is_near(address: str) -> bool:
    """Whether an address is of this machine or of a private network, where our proxies stand."""
    try:
        return not ipaddress.ip_address(address).is_global
    except ValueError:
        return False


def sender(peer: str, forwarded_for: str) -> str:
    """The sender's address by `X-Forwarded-For`, of which only what near proxies wrote is believed.

    Each proxy adds whom it heard at the end, so the last address that is not near is the first that none of ours made
    up. peer: who is connected with us.
    """
    chain = [part.strip() for part in forwarded_for.split(",") if part.strip()]
    if not chain or not is_near(peer):
        return peer
    return next((one for one in reversed(chain) if not is_near(one)), chain[-1])
