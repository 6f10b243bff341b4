"""How much of what was said the caller heard, and what keys mean."""
from __future__ import annotations

import asyncio

import pytest

from connectors.phone_keys import Keys
from connectors.phone_line import unheard
from hilo.calls.answers import Piece, with_choices

SAID = [Piece("a", 0, "Buenos días, Ana."), Piece("a", 1, "El pedido está atrasado."), Piece("a", 2, "¿Qué prefieres?")]


@pytest.mark.parametrize(("heard", "cut"), [
    ("Buenos días, Ana. El pedido está atrasado. ¿Qué prefieres?", []),
    ("Buenos días Ana. El pedido", [("a", 1, "El pedido"), ("a", 2, "")]),
    ("", [("a", 0, ""), ("a", 1, ""), ("a", 2, "")]),
    ("El pedido está", [("a", 1, "El pedido está"), ("a", 2, "")]),  # the first was said in an earlier breath
    ("¿Qué", [("a", 2, "¿Qué")]),
])
def test_who_cuts_in_has_heard_so_much(heard: str, cut: list[tuple[str, int, str]]) -> None:
    assert unheard(SAID, heard) == cut


@pytest.mark.parametrize(("text", "titles", "said"), [
    ("¿Para cuándo lo necesitas?", ["Lo antes posible", "Sin apuro"],
     "¿Para cuándo lo necesitas: lo antes posible o sin apuro?"),
    ("Tengo dos.", ["El azul", "El negro"], "Tengo dos. ¿Prefieres el azul o el negro?"),
    ("¿Lo quieres azul o negro?", ["Azul", "Negro"], "¿Lo quieres azul o negro?"),
    ("¿Qué talle?", ["38"], "¿Qué talle?"),
    ("¿Qué talle?", ["38", "39", "40"], "¿Qué talle: 38, 39 o 40?")])
def test_buttons_are_read_within_the_question(text: str, titles: list[str], said: str) -> None:
    assert with_choices(text, titles, "tu") == said


async def pressed(keys: str, choices: list[dict[str, str]],
                  monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str | None]]:
    monkeypatch.setattr("connectors.phone_keys.TOGETHER", 0.02)
    found: list[tuple[str, str | None]] = []

    async def take(text: str, title: str | None) -> None:
        found.append((text, title))

    board = Keys(take)
    board.offer(choices)
    for key in keys:
        await board.press(key)
    await asyncio.sleep(0.06)
    return found


@pytest.mark.parametrize(("keys", "meant"), [
    ("2", [("/deny", "No")]), ("0", [("/request_human", "0")]), ("*", [("/repeat", "*")]),
    ("482112#", [("482112", None)]), ("34", [("34", None)]), ("x", [])])
async def test_keys_choose_count_and_ask_for_a_person(keys: str, meant: list[tuple[str, str | None]],
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    choices = [{"title": "Sí", "payload": "/affirm"}, {"title": "No", "payload": "/deny"}]
    assert await pressed(keys, choices if len(keys) == 1 else [], monkeypatch) == meant
