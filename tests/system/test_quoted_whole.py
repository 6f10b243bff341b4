"""Somebody quotes a message on WhatsApp and says «este»: provider, door, dialogue and back."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.running import Assistant, wait_until

NUMBER = "+5493425550166"


class Telephone:
    """A person's WhatsApp, by way of the simulator."""

    def __init__(self, http: httpx.Client) -> None:
        """`http`: the simulator's."""
        self._http = http

    def received(self) -> list[dict[str, Any]]:
        """What came, oldest first."""
        found = self._http.get("/simulator/thread", params={"person": f"whatsapp:{NUMBER}"}).json()["messages"]
        return [one for one in found if not one["mine"]]

    def write(self, body: str, **more: str) -> str:
        """Writes, and returns all that is answered."""
        before = len(self.received())
        self._http.post("/simulator/whatsapp", json={"from": NUMBER, "body": body, **more}).raise_for_status()
        assert wait_until(lambda: len(self.received()) > before, 20)
        known = -1
        while known != len(self.received()):  # the last one is there
            known = len(self.received())
            wait_until(lambda: False, 1.5)
        said = "\n".join(one["body"] for one in self.received()[before:])
        print(f"> {body}\n< {said}")
        return said

    def sid_of(self, words: str) -> str:
        """The name of a message that was received."""
        return str(next(one["sid"] for one in self.received() if words in one["body"]))


@pytest.fixture
def telephone(assistant: Assistant) -> Iterator[Telephone]:
    with httpx.Client(base_url=f"http://127.0.0.1:{assistant.simulator_port}", timeout=30) as http:
        yield Telephone(http)


def test_what_is_quoted_is_what_is_meant(telephone: Telephone) -> None:
    shown = telephone.write("¿cómo es la Zapatilla Litoral?")
    assert "https://www.ceibo.example/zapatilla-litoral" in shown
    litoral = telephone.sid_of("Zapatilla Litoral")
    assert "Remera Cardenal" in telephone.write("¿y cuánto sale la Remera Cardenal?")
    assert "Zapatilla Litoral* cuesta" in telephone.write("¿cuánto sale este?", reply_to=litoral)
    cardenal = telephone.sid_of("Remera Cardenal")
    assert "Remera Cardenal" in telephone.write("¿lo tienen en rojo?", reply_to=cardenal)
    assert "Zapatilla Litoral* en azul" in telephone.write("y en azul?", reply_to=litoral)
