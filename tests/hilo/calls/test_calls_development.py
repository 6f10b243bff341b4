"""The calls that the analysis was developed with: floors, and what was learnt from them by situation."""
from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from bench.calls import DEVELOPMENT, FOUR, GOLD, TWO, calls, f1, read, table
from hilo.calls.clauses import question_in
from hilo.calls.doubts import is_between, is_hedged
from hilo.calls.opt_outs import opt_out_of
from hilo.calls.transcript import turns_of

FLOORS = {"main_intent": 0.95, "topics": 0.78, "facts": 0.9, "pending_questions": 0.7, "next_steps": 0.78,
          "commitments": 0.89, "doubtful": 0.85, "opt_out": 0.83, "write_whatsapp": 0.95, "their time": 0.88}
LATER_FLOORS = {"main_intent": 0.8, "topics": 0.77, "facts": 0.9, "pending_questions": 0.73, "next_steps": 0.74,
                "commitments": 0.82, "doubtful": 0.77, "opt_out": 0.9, "write_whatsapp": 0.92, "wrong_number": 1.0,
                "voicemail": 1.0, "asked_for_person": 0.95, "sentiment": 0.85, "urgency": 0.77, "contact_stage": 0.78}
"""Of the sets by two later authors; main intent, topics, mood and stage as they are with the author left out."""


FOURTH_FLOORS = {"main_intent": 0.75, "topics": 0.63, "facts": 0.7, "next_steps": 0.7, "commitments": 0.78,
                 "sentiment": 0.76, "urgency": 0.64, "opt_out": 1.0, "write_whatsapp": 0.93, "doubtful": 0.7,
                 "pending_questions": 0.58, "wrong_number": 1.0, "voicemail": 1.0}
"""Of the sets by the fourth and fifth author."""
LAST_FLOORS = {"main_intent": 0.75, "topics": 0.68, "facts": 0.79, "next_steps": 0.74, "commitments": 0.77,
               "sentiment": 0.8, "urgency": 0.8, "opt_out": 0.84, "write_whatsapp": 0.95, "doubtful": 0.3,
               "pending_questions": 0.48, "wrong_number": 1.0, "voicemail": 1.0, "asked_for_person": 1.0}
"""Of the sets by the two last authors."""
NEW_FLOORS = {"pending_questions": 0.82, "next_steps": 0.68, "commitments": 0.77, "facts": 0.76,
              "doubtful": 0.65, "wrong_number": 1.0, "voicemail": 0.66, "opt_out": 0.57}
"""Of fourteen authors of whom the labels were learned from: what rests on those."""
LEARNED_FLOORS = {"main_intent": 0.87, "topics": 0.97, "sentiment": 0.84, "urgency": 0.72, "contact_stage": 0.88,
                  "write_whatsapp": 0.93, "asked_for_person": 0.95}
"""Of fourteen authors whose turns the readings were learned from: that it is in use, not how good it is."""
NEWEST_FLOORS = NEW_FLOORS | LEARNED_FLOORS | {"facts": 0.66, "next_steps": 0.57, "commitments": 0.68, "urgency": 0.62,
                                               "pending_questions": 0.7, "doubtful": 0.5, "opt_out": 0.66,
                                               "asked_for_person": 0.66, "contact_stage": 0.86}
"""Of the five authors who came last, with 17 to 45 calls each: one call more or less is a sixteenth."""
NEWEST = frozenset("ioxyz")
FOUR_FLOORS = {"main_intent": 0.82, "topics": 0.84, "facts": 0.77, "next_steps": 0.73, "commitments": 0.72,
               "sentiment": 0.86, "urgency": 0.66, "contact_stage": 0.9, "opt_out": 0.8, "write_whatsapp": 0.96,
               "doubtful": 0.6, "pending_questions": 0.68, "wrong_number": 1.0, "voicemail": 1.0}
"""Of thirty calls that nobody has read: what is to be expected of calls by somebody new."""
FIRST_FLOORS = {"": FLOORS, "b": LATER_FLOORS, "c": LATER_FLOORS, "d": FOURTH_FLOORS, "e": FOURTH_FLOORS,
                "f": LAST_FLOORS, "g": LAST_FLOORS} | dict.fromkeys(NEWEST, NEWEST_FLOORS)
"""By the author's letter; the others are among the fourteen."""
FLOORED = {file: FIRST_FLOORS.get(file.stem.removeprefix("development").strip("_"), NEW_FLOORS | LEARNED_FLOORS)
           for file in DEVELOPMENT}
"""The sets that the analysis is developed with."""


@pytest.mark.parametrize(("file", "floors"), FLOORED.items(), ids=[file.stem for file in FLOORED])
def test_the_development_calls_keep_their_floors(file: Path, floors: dict[str, float]) -> None:
    found = table(calls(True, file))
    assert {name: f1(*found[name]) for name, floor in floors.items() if f1(*found[name]) < floor} == {}


def test_calls_by_an_author_whose_calls_were_never_read_keep_their_floors() -> None:
    found = table(calls(True, FOUR))
    assert {name: f1(*found[name]) for name, floor in FOUR_FLOORS.items() if f1(*found[name]) < floor} == {}


@pytest.mark.parametrize("file", [*DEVELOPMENT, GOLD, TWO, FOUR], ids=lambda file: file.stem)
def test_no_refusal_goes_unheard(file: Path) -> None:
    refused = [call for call in calls(True, file) if call["gold"]["opt_out"]]
    assert [call["id"] for call in refused if read(call).opt_out is None] == []


@pytest.mark.parametrize(("said", "question"), [
    ("hola soy lucía busco botas hacen envíos a rafaela", "hacen envíos a rafaela"),
    ("y otra cosa cuánto tarda el envío porque viajo el lunes", "cuánto tarda el envío"),
    ("quería saber si aceptan mercado pago", "aceptan mercado pago"),
    ("me dijeron que hacen envíos gratis", None), ("no sé cuánto sale", None),
    ("está bien entonces cuando llegue me avisan", None)])
def test_of_a_turn_without_signs_only_the_question_is_quoted(said: str, question: str | None) -> None:
    assert question_in(said) == question


@pytest.mark.parametrize(("said", "value", "doubted"), [
    ("creo que es el 4512 pero no estoy segura", "4512", True), ("como unos 600", "600", True),
    ("el 4512 creo", "4512", True), ("es el 4512, lo tengo acá", "4512", False),
    ("no sé si la 40, no, mejor la 42", "42", False), ("creo que me conviene esperar. soy talle 38", "38", False)])
def test_a_value_is_doubted_where_its_speaker_doubts_it(said: str, value: str, doubted: bool) -> None:
    start = said.index(value)
    assert is_hedged(said, start, start + len(value)) is doubted


def test_of_two_values_one_or_the_other_neither_is_sure() -> None:
    assert is_between("calzo 38 o 39", 8, 11)
    assert not is_between("una 38 y otra 39", 6, 14)


@pytest.mark.parametrize(("turns", "scope"), [
    (("u mire no quiero recibir más correos de ustedes", "a ¿Las llamadas y el WhatsApp los mantenemos?",
      "u sí, eso déjelo"),
     ("all", "email")),
    (("u no me interesan las ofertas, no me llamen para eso", "a ¿Prefiere que le escribamos?",
      "u no, tampoco, de ofertas nada. cuando tengan novedad del pedido sí"), ("marketing", "all")),
    (("u dejen de llamarme, es la tercera vez esta semana", "a ¿Por WhatsApp le podemos escribir?", "u tampoco. nada."),
     ("all", "all")),
    (("u quítenme los mensajes de texto por favor", "a ¿Los de texto o también los de WhatsApp?",
      "u los de texto no más el whatsapp está bien"), ("all", "sms")),
    (("u no me llamen antes de las diez por favor",), None), (("u no me llame ahora que estoy manejando",), None),
    (("u porque ya iba a reclamar no quiero que me mareen más",), None)])
def test_a_refusal_has_the_scope_of_what_was_said_and_answered(turns: tuple[str, ...],
                                                              scope: tuple[str, str] | None) -> None:
    said = [{"role": "agent" if one[0] == "a" else "user", "message": one[2:]} for one in turns]
    found = opt_out_of(turns_of(said, datetime(2026, 11, 23, tzinfo=timezone.utc)))
    assert ((found.purpose, found.channel) if found else None) == scope
