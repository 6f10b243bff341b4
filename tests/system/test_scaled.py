"""Two Rasa processes and two workers on PostgreSQL and Redis behind the proxy: order kept, each answered and sent once.

Some requests go past the proxy, so that one person's messages really meet in both processes.
"""
from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
import websockets

from bench.chaos.proof import Memory, engine_at, prove_talk, waiting
from bench.chaos.world import World
from bench.services import MissingError
from hilo.settings import ROOT
from tests.running import is_free, wait_until

PATIENCE = 60.0
TEXTS = ("¿cuánto sale la Manta Panal?", "¿cuánto sale la Taza Ronda?", "¿cuánto sale el Jean Puente?",
         "muchas gracias")
PEOPLE = 8


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    try:
        one = World(ROOT, tmp_path_factory.mktemp("scaled"), 2, on_sqlite=False, BUBBLE_WAIT_SECONDS="0.3")
    except MissingError as error:
        pytest.skip(str(error))
    with one.running():
        yield one


@pytest.fixture
def doors(world: World) -> list[str]:
    """Each process's own."""
    return [f"http://127.0.0.1:{world.port + 1 + place}" for place in range(world.count)]


def say(address: str, user_id: str, text: str, name: str) -> Any:
    answer = httpx.post(f"{address}/conversation/chat", timeout=PATIENCE,
                        json={"user_id": user_id, "message": text, "message_id": name})
    assert answer.status_code == 200, answer.text
    return answer.json()


def settled(world: World) -> list[str]:
    """What is wrong once nothing is left to be done."""
    engine = engine_at(world.database)
    assert wait_until(lambda: not waiting(engine), PATIENCE, 0.5), waiting(engine)
    sent = httpx.get(f"{world.provider}/simulator/messages", timeout=PATIENCE).json()["messages"]
    proof = prove_talk(Memory.read(engine), sent)
    engine.dispose()
    return [f"{what}: {wrong[:3]}" for what, _, wrong in proof.lines if wrong]


def test_one_persons_messages_at_both_processes_are_each_answered(world: World, doors: list[str]) -> None:
    def talk(number: int) -> list[Any]:
        with ThreadPoolExecutor(len(TEXTS)) as at_once:
            return list(at_once.map(lambda place: say(doors[(number + place) % 2], f"both-{number}", TEXTS[place],
                                                      f"m{place}"), range(len(TEXTS))))

    with ThreadPoolExecutor(PEOPLE) as people:
        answers = list(people.map(talk, range(PEOPLE)))
    assert all(one["response"] for said in answers for one in said)
    assert all("64.000" in said[0]["response"] and "12.900" in said[1]["response"] for said in answers)
    assert settled(world) == []


def test_who_asks_the_other_process_again_hears_the_same(doors: list[str]) -> None:
    first = say(doors[0], "again", TEXTS[0], "m0")
    assert say(doors[1], "again", TEXTS[0], "m0")["messages"] == first["messages"]


def test_a_form_goes_on_in_the_other_process(doors: list[str]) -> None:
    say(doors[0], "form", "quiero comprar una campera negra talle M", "m0")
    assert "?" in say(doors[1], "form", "hasta 150 mil pesos", "m1")["response"]
    end = say(doors[0], "form", "no tengo apuro, la verdad", "m2")["response"]
    assert "150.000" in end


async def test_a_web_chat_by_the_proxy_hears_what_another_process_answers(world: World, doors: list[str]) -> None:
    session = str(uuid.uuid4())

    async def talk(address: str, number: int) -> list[str]:
        where = address.replace("http", "ws", 1) + "/webhooks/webchat/socket"
        async with websockets.connect(where, subprotocols=[f"hilo.{session}"]) as socket:  # type: ignore[attr-defined]
            await socket.send(json.dumps({"type": "message", "id": f"w{number}", "text": TEXTS[number]}))
            while True:
                frame = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))
                if frame["type"] == "messages" and frame.get("reply_to") == f"w{number}":
                    return [one["text"] for one in frame["messages"]]

    answers = await asyncio.gather(*(talk(address, number) for number, address in enumerate(
        (world.address, doors[0], doors[1]))))
    assert all(answers), answers
    assert "64.000" in " ".join(answers[0])


def test_whatsapp_is_answered_in_order_and_sent_once_by_two_workers(world: World) -> None:
    def write(number: int) -> None:
        with httpx.Client(timeout=PATIENCE) as client:
            for text in TEXTS:
                answer = client.post(f"{world.provider}/simulator/whatsapp", json={
                    "from": f"+5493425{660000 + number}", "body": text})
                assert answer.json()["delivery"]["status"] == 200
                time.sleep(0.7)  # longer than bubbles are waited for: a turn each

    with ThreadPoolExecutor(PEOPLE) as people:
        list(people.map(write, range(PEOPLE)))
    assert settled(world) == []
    sent = [one for one in httpx.get(f"{world.provider}/simulator/messages").json()["messages"] if not one["mine"]]
    heard = Counter(one["to"] for one in sent)
    assert len(heard) == PEOPLE
    assert min(heard.values()) >= 2


def test_when_a_process_dies_the_other_answers_and_it_comes_back(world: World) -> None:
    assert world.kill("rasa", 0)
    for number in range(6):  # whose process it was does not matter
        assert say(world.address, f"dies-{number}", TEXTS[0], "m0")["response"]
    assert wait_until(lambda: not is_free(world.port + 1), 120, 1.0)
    assert settled(world) == []


def test_rasas_own_api_is_not_for_who_comes_by_the_proxy(world: World, doors: list[str]) -> None:
    assert httpx.post(f"{world.address}/model/parse", json={"text": "hola"}).status_code == 403
    assert httpx.post(f"{doors[1]}/model/parse", json={"text": "hola"}).status_code == 200


def test_the_health_names_redis(doors: list[str]) -> None:
    assert httpx.get(f"{doors[1]}/health").json()["redis"] == "ok"
