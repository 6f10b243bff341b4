"""Sixty conversations through every flow, each in one register: no reply mixes it, buttons included.

The assistant runs in this process: turns, rules, forms and actions as they do in service.
"""
from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from rasa.core.agent import Agent
from rasa.shared.core.events import BotUttered

from connectors.ingress import Incoming, receive
from connectors.turn import take_turn
from designer.validate.registers import strange_words
from tests.in_process import assistant

AR, CO, MX = "+5493425550", "+573005550", "+5215512340"
"""Of these numbers the country has its own way: vos, usted, tú."""
OPENINGS = {
    "usted": ["Buenas tardes, ¿usted me podría ayudar?", "Disculpe, ¿me puede indicar algo?", "hola, sumercé me ayuda?",
              "Oiga, ¿me colabora por favor?", "Buen día, le escribo por una consulta", "dígame si atienden hoy"],
    "vos": ["hola, ¿me podés ayudar?", "che, necesito que me digas algo, ¿vos atendés?", "buenas! ¿sabés si abren hoy?",
            "hola, decime una cosa", "¿tenés un minuto?", "¿me recomendás algo?"],
    "tu": ["hola, ¿me puedes ayudar?", "oye, ¿tienes un momento?", "dime una cosa por favor", "¿tenéis tienda?",
           "hola, quiero que tú me ayudes", "¿me recomiendas algo?"],
}
BODIES = [
    ["busco zapatillas para caminar", "talle 40, negras", "hasta 150 mil", "para el mes que viene", "sí"],
    ["quiero una campera", "me da igual", "M", "80 mil pesos", "no hay apuro"],
    ["¿cuánto sale la Manta Panal?", "la quiero", "sí", "no, eso es todo", "5"],
    ["¿cuánto cuesta el envío a Rosario?", "¿y se puede recoger en el local?", "gracias", "chau", "3"],
    ["¿qué formas de pago hay?", "¿hay cuotas?", "¿y desde México?", "perfecto, gracias", "hasta luego"],
    ["ahora no puedo", "mejor mañana a las 9", "listo", "hola de nuevo", "¿hay promociones?"],
    ["no me manden más promociones", "quiero recibir novedades", "gracias", "basta de mensajes", "chau"],
    ["quiero hablar con una persona", "que me llamen al 342 555 0134", "gracias", "¿a qué hora abren?", "chau"],
    ["azulejo tranvía mandarina", "pentagrama berenjena sonajero", "ninguna de estas", "ayuda", "nada"],
    ["¿es un robot?", "jaja qué risa", "¿hace la tarea de matemáticas?", "muchas gracias", "hasta luego"],
    ["¿dónde anda mi pedido?", "no sé el número", "el CB-10234", "quiero cancelarlo", "gracias"],
    ["la lámpara que compré no prende", "ya probé con otra bombilla", "no", "sí, con una persona", "gracias"],
    ["esto es una vergüenza, me mandaron cualquier cosa", "llegó roto", "quiero la plata de vuelta", "sí", "chau"],
    ["quisiera una cita con un asesor", "el jueves a las 10", "sí", "mejor el viernes", "gracias"],
    ["necesito presupuesto para 40 remeras", "con logo, para mi empresa", "blancas", "sí", "gracias"],
    ["¿cómo se cambia un producto?", "¿y si llegó fallado?", "¿cuántos días hay?", "¿dan factura?", "listo"],
    ["¿cómo se compra?", "¿hay que registrarse?", "¿se puede pagar por partes?", "¿es seguro pagar?", "gracias"],
    ["quiero comprar algo para regalar", "una taza", "20 mil", "para el sábado", "sí"],
    ["¿cómo sé mi número de calzado?", "¿tienen probador?", "¿dónde quedan?", "¿abren el domingo?", "gracias"],
    ["quiero zapatillas rojas talle 47 por 1000 pesos", "me da igual", "no", "sí", "ver otras"],
]
ASKED = [("vos", "trátame de usted, por favor", "usted"), ("usted", "no me trate de usted, que no soy tan vieja", "tu"),
         ("tu", "prefiero que me hables de vos, tratame de vos", "vos")]


class Talk(NamedTuple):
    """Who writes: an API user, or a number on WhatsApp. before, after: how they are addressed; asks: where it turns."""

    address: str
    says: list[str]
    before: str
    asks: int
    after: str


def conversations() -> list[Talk]:
    """Each body in each register; some people ask for another one on the way, some have a number that tells a
    country."""
    found = []
    for at, body in enumerate(BODIES):
        for register, openings in OPENINGS.items():
            says = [openings[at % len(openings)], *body]
            asks = at % 4 == 1
            turn, to = (3, next(row for row in ASKED if row[0] == register)) if asks else (99, ("", "", register))
            says = [*says[:turn], *([to[1]] if turn < 99 else []), *says[turn:]]
            number = {"usted": CO, "vos": AR, "tu": MX}[register]
            found.append(Talk(f"whatsapp:{number}{at:03}" if at % 3 == 0 else f"{register}-{at}", says, register, turn,
                              to[2]))
    return found


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The assistant in this process."""
    with assistant(tmp_path_factory.mktemp("registers"), "2026-11-24T10:00:00-03:00") as one:
        yield one


class Consumer:
    """Takes what was claimed."""

    name = "registers"

    def __init__(self) -> None:
        self.claimed: list[Any] = []

    def take(self, contact_id: str, claimed: Any) -> None:
        """(see `connectors.consumer`)."""
        self.claimed.append(claimed)


async def replies(agent: Agent, talk: Talk) -> list[list[str]]:
    """What is said in each turn: texts and titles of buttons."""
    consumer, said = Consumer(), []
    kind = "whatsapp" if talk.address.startswith("whatsapp") else "conversation"
    for number, text in enumerate(talk.says):
        await receive(Incoming(kind, kind, talk.address, text, name=f"{talk.address}:{number}"), consumer)
        claimed = consumer.claimed.pop()
        tracker = await agent.tracker_store.retrieve(claimed.contact_id)
        before = tracker.events[-1].timestamp if tracker and tracker.events else 0.0
        await take_turn(agent, claimed.contact_id, claimed.rows, consumer.name)
        tracker = await agent.tracker_store.retrieve(claimed.contact_id)
        bots = [event for event in tracker.events if isinstance(event, BotUttered) and event.timestamp > before]
        said.append([part for event in bots
                     for part in (event.text or "", *(b["title"] for b in (event.data or {}).get("buttons") or []))])
    return said


def test_no_reply_of_sixty_conversations_mixes_registers(agent: Any) -> None:
    async def all_of_them() -> list[tuple[Talk, list[list[str]]]]:
        return [(talk, await replies(agent, talk)) for talk in conversations()]

    count, mixed = 0, []
    for talk, turns in asyncio.run(all_of_them()):
        for number, said in enumerate(turns):
            count += bool(said)
            register = talk.after if number >= talk.asks else talk.before
            mixed += [(register, talk.says[number], text, [mark.word for mark in strange_words(text, register)])
                      for text in said if strange_words(text, register)]
    print(f"{count} replies, {len(mixed)} mixed")
    assert mixed == []
    assert count >= 300
