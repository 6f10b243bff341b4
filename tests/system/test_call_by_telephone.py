"""The delayed order by telephone: the caller is known by their number, hears of the delay unasked, chooses, and
reads on WhatsApp what was agreed. Provider, doors, dialogue, worker and back."""
from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from hilo.settings import ROOT
from tests.running import Assistant, wait_until

ANA, LUIS = "+5493425550101", "+5493414440202"
"""Customers of the demonstration, each with a late order."""
DIGITS = ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
BESIDE = ("Un momento", "Sigo buscando")


class Caller:
    """A person on the telephone, by way of the simulator."""

    def __init__(self, http: httpx.Client, number: str, **order: Any) -> None:
        """Calls; `http`: the simulator's."""
        self._http = http
        call = http.post("/simulator/telephone", json={"from": number, **order}).json()
        self.sid, self.log = call["sid"], call["log"]

    def order(self, **order: Any) -> dict[str, Any]:
        """Does something; the call afterwards."""
        self._http.post(f"/simulator/telephone/{self.sid}", json=order).raise_for_status()
        return self.now()

    def now(self) -> dict[str, Any]:
        """All of the call so far."""
        found: dict[str, Any] = self._http.get(f"/simulator/telephone/{self.sid}").json()
        return found

    def says(self, text: str) -> str:
        """Says something; all that is answered, without what only fills the time."""
        before = len(self.now()["log"])
        self.order(say=text)

        def heard() -> list[dict[str, Any]]:
            return [one for one in self.now()["log"][before:] if one["who"] in ("assistant", "voice")
                    and not one["text"].startswith(BESIDE)]

        assert wait_until(lambda: bool(heard()) and not heard()[-1]["partial"], 30)
        said = " ".join(one["text"].strip() for one in heard())
        print(f"> {text}\n< {said}")
        return said


@pytest.fixture
def http(assistant: Assistant) -> Iterator[httpx.Client]:
    subprocess.run([sys.executable, "-m", "hilo", "demo"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, "HILO_HOME": str(assistant.home), "HILO_NOW": assistant.now})
    with httpx.Client(base_url=f"http://127.0.0.1:{assistant.simulator_port}", timeout=40) as client:
        yield client


def written_to(http: httpx.Client, number: str) -> list[str]:
    """What somebody got on WhatsApp."""
    found = http.get("/simulator/thread", params={"person": f"whatsapp:{number}"}).json()["messages"]
    return [one["body"] for one in found if not one["mine"]]


def test_a_late_order_by_telephone_ends_in_writing(http: httpx.Client) -> None:
    caller = Caller(http, ANA)
    assert caller.log[-1]["text"].startswith("Hola, Ana, te habla Hilo")
    told = caller.says("hola, buen día")
    assert "El pedido ce be, uno cero cero, cero cuatro" in told
    assert "está atrasado" in told
    assert "cupón del quince por ciento" in told
    assert "http" not in told
    assert not any(sign in told for sign in "*•$%\n«")
    done = caller.says("prefiero retirarlo")
    assert "se retira en Ceibo Rosario" in done
    case = re.search(r"con el caso ([a-z]+ [a-z]+ [a-z]+, [a-z]+ [a-z]+)\.", done)
    assert case, done
    assert caller.says("no, nada más, gracias")
    caller.order(hang_up=True)
    assert wait_until(lambda: bool(written_to(http, ANA)), 60)
    (letter,) = written_to(http, ANA)
    print(letter)
    assert "CB-10004" in letter
    (written,) = re.findall(r"CASO-\d+", letter)
    heard = "".join(str(DIGITS.index(word)) for word in re.findall(r"[a-z]+", case[1]))
    assert written == f"CASO-{heard}", "what is read is what was heard"
    assert "15 %" in letter


def test_who_asks_for_a_person_out_of_hours_leaves_a_message_and_is_not_cut_off(http: httpx.Client) -> None:
    caller = Caller(http, "anonymous")
    assert "no hay nadie del equipo" in caller.says("quiero hablar con una persona")
    assert caller.says("que me llegó una zapatilla de otro color")
    assert caller.now()["state"] == "talking"
    caller.order(hang_up=True)


def test_whoever_cuts_in_is_answered_and_what_they_heard_is_kept(http: httpx.Client) -> None:
    caller = Caller(http, LUIS, aloud=True)
    caller.says("hola")
    caller.order(interrupt="Buenos días")
    assert "lo dejamos en camino" in caller.says("dejalo en camino")
    caller.order(hang_up=True)
    assert wait_until(lambda: any("CB-10005" in one for one in written_to(http, LUIS)), 60)
