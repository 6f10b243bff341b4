"""A call in which the assistant is the ElevenLabs agent's own model: one thread with WhatsApp, said as one speaks."""
from __future__ import annotations

import uuid
from typing import Any

import httpx
import pytest

from hilo.spanish.spoken import unspeakable
from tests.running import Assistant, wait_until
from tests.system.test_calls_to_many import hilo, rows_of


@pytest.fixture
def simulator(assistant: Assistant) -> Any:
    with httpx.Client(base_url=f"http://127.0.0.1:{assistant.simulator_port}", timeout=120) as client:
        yield client


def test_a_whatsapp_conversation_goes_on_by_phone_and_back(assistant: Assistant, simulator: httpx.Client) -> None:
    number = f"+549342{uuid.uuid4().int % 10**7:07}"
    simulator.post("/simulator/whatsapp", json={"from": number,
                                                "body": "Hola, soy Marta Gil, busco unas zapatillas negras"})
    assert wait_until(lambda: any(one["direction"] == "out" for one in hilo(assistant, "contact", "show", number)[
        "timeline"]), 30, 1.0)
    call = simulator.post("/simulator/live-call", json={"from_number": number, "says": [
        "Sí, ¿tienen en talle 38?", "Hasta noventa mil pesos.", "¿Hacen envíos a Rosario?"]}).json()
    assert "error" not in call, call
    first = call["initiation"]["conversation_config_override"]["agent"]["first_message"]
    assert call["initiation"]["dynamic_variables"]["name"] == "Marta"
    assert "Marta" in first
    answers = call["answers"]
    assert [unspeakable(one["text"]) for one in answers] == [None] * 3
    assert all(one["text"] for one in answers)
    print(f"\ninitiation {call['initiation']['ms']} ms; answers {[one['ms'] for one in answers]} ms\n" + "\n".join(
        one["text"] for one in answers))
    known = hilo(assistant, "contact", "show", number)
    said = [row["text"] for row in known["timeline"] if row["channel"] == "phone" and row["direction"] == "in"]
    assert said == ["Sí, ¿tienen en talle 38?", "Hasta 90000 pesos.", "¿Hacen envíos a Rosario?"]
    assert {fact["name"] for fact in known["facts"]} >= {"product", "size"}

    def ended() -> bool:
        states = rows_of(assistant, "SELECT status FROM interactions WHERE provider_id = "
                                    f"'{call['conversation_id']}'")
        return states == [("done",)]

    assert wait_until(ended, 30, 1.0)
    again = hilo(assistant, "contact", "show", number)["timeline"]
    assert sum(row["text"] == "¿Hacen envíos a Rosario?" for row in again) == 1, "the report adds nothing twice"
