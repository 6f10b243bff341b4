"""What tells whether a customer's question was answered, and how it is told."""
from __future__ import annotations

from datetime import datetime, timezone

import pytest

from hilo.calls.answered import marks_of_open
from hilo.calls.heard import parts_of
from hilo.calls.transcript import Turn, turns_of
from hilo.calls.unanswered import _plain

AT = datetime(2026, 11, 23, 15, tzinfo=timezone.utc)


def _turns(*said: str) -> list[Turn]:
    return turns_of([{"role": "user" if one.startswith("u ") else "agent", "message": one[2:]} for one in said], AT)


@pytest.mark.parametrize(("said", "parts"), [
    ("ya y el igv de eso se puede recuperar", ["ya y el igv de eso se puede recuperar"]),
    ("y si no le gusta ella misma la puede cambiar", ["y si no le gusta ella misma la puede cambiar"]),
    ("y en la app sirve también para las botas", ["y en la app sirve también para las botas"]),
    ("la bolsita sí la tengo y a dónde la llevo", ["la bolsita sí la tengo", "y a dónde la llevo"]),
    ("mi hija quiere la campera verde cuánto cuesta la de niña", ["mi hija quiere la campera verde",
                                                                  "cuánto cuesta la de niña"])])
def test_a_thing_that_is_named_first_stays_with_the_question_about_it(said: str, parts: list[str]) -> None:
    assert parts_of(_turns(f"u {said}")[0]) == parts


@pytest.mark.parametrize(("said", "quoted"), [
    ("vale y el iva ese de aduanas cuánto vendría a ser", "el iva ese de aduanas cuánto vendría a ser"),
    ("hola buenas quería saber si hacen envíos a arequipa", "hacen envíos a arequipa")])
def test_a_question_is_quoted_with_what_it_is_about(said: str, quoted: str) -> None:
    assert _plain(said) == quoted


def test_an_answer_that_comes_after_something_was_asked_back_is_seen() -> None:
    turns = _turns("u ¿y les tarda más por la frontera?", "a ¿Ya tiene algo visto?", "u una colcha",
                   "a A la frontera tarda 15 días, 3 más que al centro.")
    seen = marks_of_open(turns, 0, [(turns[0].said, 2.0)], 0, [], (), 0.0)
    assert seen["asked back"] == 1.0
    assert seen["later of it, asked back"] > 1 / 2
    told = _turns("u ¿y les tarda más por la frontera?", "a Mandamos a toda la república.", "u una colcha",
                  "a A la frontera tarda 15 días, 3 más que al centro.")
    assert marks_of_open(told, 0, [(told[0].said, 2.0)], 0, [], (), 0.0)["later of it, asked back"] == 0.0


def test_a_reply_to_the_other_question_of_a_turn_is_told_apart() -> None:
    turns = _turns("u ¿la campera es impermeable? ¿y la etiqueta se puede quitar?", "a La campera es impermeable, sí.")
    parts = [("¿la campera es impermeable?", 2.0), ("¿y la etiqueta se puede quitar?", 2.0)]
    first, second = (marks_of_open(turns, 0, parts, number, [], (), 0.0) for number in (0, 1))
    assert first["rather of it"]
    assert not first["rather of others"]
    assert second["rather of others"]
    assert not second["rather of it"]
    assert second["fewer told"]
