"""People who write on and on while the server dies and comes back, and what each of them was told."""
from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

SCRIPTS = (
    ("hola, qué tal", "¿cuánto sale la Manta Panal?", "quiero comprar una campera negra talle M",
     "hasta 150 mil pesos", "sin apuro", "en Rosario", "sí, todo bien", "muchas gracias"),
    ("buenas tardes", "quiero comprar una remera azul", "talle L", "¿hacen envíos a Salta?", "unos 60 mil pesos",
     "para el 14 de diciembre", "estoy en Córdoba", "no, mejor en rojo"),
    ("me llamo Lucía", "¿abren los feriados?", "mi correo es lucia@correo.example", "¿tienen stock del Jean Puente?",
     "lo voy a pensar", "quiero hablar con ustedes el lunes", "gracias, hasta luego"),
    ("qué onda", "jajaja qué gracioso sos", "busco zapatillas blancas 42", "hasta 90 mil", "olvidalo, no sigamos",
     "¿cuánto sale la Taza Ronda?", "¿y el envío cuánto tarda?"),
)
ANSWER_SECONDS = 30.0
PAUSE = 0.02
"""Seconds until somebody whose line is dead tries again."""
WALKS_AWAY = 0.3
"""Share of messages without an answer that are not sent again: whoever accepted them must answer them all the same."""

ASKS_AGAIN = 0.05


@dataclass
class Told:
    """What a person wrote and heard. answers: by message_id, each as often as it came. unsure: sent, never heard of."""

    user_id: str
    written: dict[str, str] = field(default_factory=dict)
    answers: dict[str, list[list[dict[str, Any]]]] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    refused: list[tuple[str, int, str]] = field(default_factory=list)


class Person(threading.Thread):
    """Writes a script over and over, every message under its own name, until it is asked to leave."""

    def __init__(self, address: str, number: int, seed: int, posted: Callable[[], None]) -> None:
        """`posted` is called when a message is on its way."""
        super().__init__(daemon=True)
        self.told = Told(f"person-{seed}-{number}")
        self._address, self._script, self._posted = address, SCRIPTS[number % len(SCRIPTS)], posted
        self._random = random.Random(f"{seed}-{number}")
        self._stop_asked = threading.Event()

    def leave(self) -> None:
        """Ends after the message under way."""
        self._stop_asked.set()

    def run(self) -> None:
        """(see parent class for full docstring)."""
        with httpx.Client(base_url=self._address, timeout=ANSWER_SECONDS) as client:
            number = 0
            while not self._stop_asked.is_set():
                self.write(client, f"m{number}", self._script[number % len(self._script)])
                number += 1

    def write(self, client: httpx.Client, name: str, text: str) -> None:
        """Sends a message until it is answered, or walks away after an attempt; some ask again what was answered."""
        self.told.written[name] = text
        end = time.monotonic() + ANSWER_SECONDS
        while (how := self._sent(client, name, text)) != "answered":
            walks_away = how != "not sent" and self._random.random() < WALKS_AWAY
            if walks_away or time.monotonic() > end:
                self.told.unsure.add(name)
                return
            time.sleep(PAUSE)
        if self._random.random() < ASKS_AGAIN:
            self._sent(client, name, text)

    def _sent(self, client: httpx.Client, name: str, text: str) -> str:
        """How an attempt ended: answered, refused, broken off or not sent."""
        body = {"user_id": self.told.user_id, "message": text, "message_id": name}
        self._posted()
        try:
            answer = client.post("/conversation/chat", json=body)
        except httpx.ConnectError:
            return "not sent"
        except httpx.HTTPError:
            return "broken off"
        if answer.status_code != 200:
            self.told.refused.append((name, answer.status_code, answer.text))
            return "refused"
        self.told.answers.setdefault(name, []).append(answer.json()["messages"])
        return "answered"
