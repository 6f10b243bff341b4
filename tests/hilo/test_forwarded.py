"""Who is at the other end of a request that came by proxies."""
from __future__ import annotations

import pytest

from hilo.forwarded import sender


@pytest.mark.parametrize(("situation", "peer", "forwarded_for", "whose"), [
    ("no proxy", "8.8.4.4", "", "8.8.4.4"),
    ("a proxy on this machine", "127.0.0.1", "8.8.4.4", "8.8.4.4"),
    ("a proxy in the next container", "172.18.0.5", "8.8.4.4", "8.8.4.4"),
    ("what ends TLS, then our proxy", "172.18.0.5", "8.8.4.4, 10.0.0.7", "8.8.4.4"),
    ("a visitor makes up whom they come from", "127.0.0.1", "1.1.1.1, 8.8.4.4", "8.8.4.4"),
    ("somebody from outside makes up a proxy", "8.8.4.4", "1.1.1.1", "8.8.4.4"),
    ("a colleague in the same network", "127.0.0.1", "192.168.1.20", "192.168.1.20"),
    ("IPv6", "::1", "2600::1", "2600::1"),
    ("a proxy that names its sender by a word", "127.0.0.1", "unknown", "unknown"),
])
def test_sender(situation: str, peer: str, forwarded_for: str, whose: str) -> None:
    assert sender(peer, forwarded_for) == whose, situation
