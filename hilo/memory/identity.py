"""How a channel's name for a person becomes the one id of that person."""
from __future__ import annotations

import uuid

NAMESPACE = uuid.UUID("6f1c1a52-6a6e-4d57-9d0c-0b6f5c1a9e11")


def contact_id(channel: str, address: str) -> str:
    """The id of the person whom a channel calls `address`; always the same UUID (RFC 4122, version 5).

    It cannot be turned back into the address, and no address of one channel yields the id of another's.
    """
    return str(uuid.uuid5(NAMESPACE, f"{channel}:{address}"))
