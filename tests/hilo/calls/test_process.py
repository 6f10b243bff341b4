"""Calls become memory: rows, promises, refusals, and what is written afterwards."""
from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from hilo.calls import events, receiving
from hilo.calls.process import process_due
from hilo.consent import ledger
from hilo.memory import recordings
from hilo.memory.database import reading
from hilo.memory.identity import find, group
from hilo.memory.showing import show
from hilo.memory.tables import (
    Contact,
    Conversation,
    Fact,
    Handoff,
    Identity,
    Inbox,
    Interaction,
    Message,
    NextAction,
    Outbox,
)
from tests.hilo.calls.conftest import ENDED, START

SHOES = """
a: Hola, gracias por llamar a Ceibo, ¿con quién hablo?
u: hola soy ana, estoy buscando unas zapatillas para correr, negras, talle treinta y ocho
a: Claro, Ana. ¿Cuánto pensaba gastar?
u: hasta noventa mil pesos. ¿y esas son impermeables?
a: Ese dato no lo tengo acá, lo averiguo y se lo escribo por WhatsApp. Le mando también el link.
u: dale, muchas gracias
"""


def rows(table: Any) -> list[Any]:
    with reading() as session:
        found = list(session.scalars(select(table)))
        session.expunge_all()
        return found


def letters() -> list[Outbox]:
    return [row for row in rows(Outbox) if row.channel == "whatsapp"]


def test_a_call_is_kept_with_everything_that_follows_from_it(report: Callable[..., int]) -> None:
    assert report(SHOES, analysis={"transcript_summary": "Ana quiere botas", "call_successful": "success"}) == 1
    (contact,), (call,) = rows(Contact), rows(Interaction)
    assert (contact.name, contact.stage, contact.memory_version) == ("Ana", "interested", 1)
    assert (call.direction, call.status, call.summary, call.started_at) == ("in", "done", "Ana quiere botas", START)
    assert call.analysis["main_intent"] == "product_inquiry"
    facts = {fact.name: fact.value for fact in rows(Fact)}
    assert facts == {"person_name": "Ana", "product": "zapatilla", "color": "negro", "size": "38", "preferences": {
        "uses": ["correr"]}, "budget": {"min": None, "max": 90000, "currency": "ARS"}}
    assert {(fact.source, fact.source_id, fact.recorded_at) for fact in rows(Fact)} == {("call", "conv_1", ENDED)}
    with reading() as session:
        shown = show(session, contact.id, ENDED)
    assert [q["question"] for q in shown["pending_questions"]] == ["¿y esas son impermeables?"]
    assert "botas" not in json.dumps(facts)
    spoken = [row for row in rows(Message) if row.channel == "voice"]
    assert [(row.author, row.direction) for row in spoken] == [("bot", "out"), ("customer", "in")] * 3
    assert {row.interaction_id for row in spoken} == {call.id}
    assert spoken[1].at == START + timedelta(seconds=6)
    assert rows(Inbox)[0].status == "done"


def test_the_letter_names_what_was_talked_about_the_budget_and_the_open_question(report: Callable[..., int]) -> None:
    report(SHOES)
    (letter,) = letters()
    text = letter.payload["text"].replace("\xa0", " ")
    for words in ("Hola Ana", "zapatilla", "negro", "$ 90.000", "¿Y esas son impermeables?", "https://www.ceibo.example",
                  "¿En qué más puedo ayudarte?"):
        assert words in text
    assert letter.address == "whatsapp:+5493425550101"
    assert letter.payload["template"] == "call_follow_up"
    assert letter.payload["after_call_received_at"] == ENDED.isoformat()
    variables = letter.payload["variables"]
    assert variables["name"] == "Ana"
    assert "zapatilla" in variables["topic"]
    assert "impermeables" in variables["next"]


def test_a_call_that_is_reported_or_processed_again_changes_nothing(report: Callable[..., int]) -> None:
    report(SHOES)
    before = [len(rows(table)) for table in (Fact, Message, Outbox, Interaction, NextAction)]
    assert report(SHOES) == 0
    assert [len(rows(table)) for table in (Fact, Message, Outbox, Interaction, NextAction)] == before


def test_a_question_with_an_approved_answer_is_answered_at_once(report: Callable[..., int]) -> None:
    report("""
        a: Hola, Ceibo, ¿en qué le ayudo?
        u: hola, busco una campera. ¿cuánto tarda en llegar un pedido?
        a: Eso no lo tengo confirmado, lo consulto y le aviso.
        u: bueno, gracias""")
    (letter,) = letters()
    assert "Sobre tu pregunta «¿Cuánto tarda en llegar un pedido?»: En días hábiles" in letter.payload["text"]
    with reading() as session:
        assert [q["status"] for q in show(session, rows(Contact)[0].id, ENDED)["pending_questions"]] == ["answered"]


@pytest.mark.parametrize(("words", "purpose", "channel", "writes"), [
    ("no me llamen más por favor", "all", "voice", 0),
    ("no me llamen más, mejor escríbanme por whatsapp", "all", "voice", 1),
    ("quiero que ya no me manden whatsapps, de nada, ni de ofertas ni de pedidos", "all", "whatsapp", 0),
    ("sáquenme de todo, ni llamadas ni mensajes ni correos", "all", "all", 0),
    ("no me manden más promociones por whatsapp, los avisos de mi pedido sí los quiero", "marketing", "whatsapp", 0)])
def test_a_refusal_is_in_the_ledger_with_its_scope_and_nothing_is_written_against_it(
        report: Callable[..., int], words: str, purpose: str, channel: str, writes: int) -> None:
    report(f"""
        a: Hola, le llamo de Ceibo por una promoción.
        u: {words}
        a: De acuerdo, queda registrado.
        u: gracias""", direction="outbound")
    with reading() as session:
        ids = group(session, rows(Contact)[0].id)
        (line,) = ledger.lines(session, ids)
        assert (line.purpose, line.channel, line.evidence["call"]) == (purpose, channel, "conv_1")
    assert len(letters()) == writes


@pytest.mark.parametrize(
    "said", ["acá no vive ningún hernán, está equivocado", "no soy yo, se ha equivocado de número"]
)
def test_a_wrong_number_is_not_written_to_and_teaches_nothing(report: Callable[..., int], said: str) -> None:
    report(f"""
        a: Buenos días, ¿hablo con don Hernán?
        u: {said}, yo vivo en rosario
        a: Disculpe la molestia.""", direction="outbound")
    assert (letters(), rows(Fact)) == ([], [])
    assert rows(Interaction)[0].analysis["wrong_number"]
    assert [row.type for row in rows(NextAction)] == ["correct_number"]


def test_after_a_voicemail_nothing_is_written_unless_the_person_had_asked_for_the_call(
    report: Callable[..., int],
) -> None:
    box = """
        u: el número que usted marcó no se encuentra disponible, deje su mensaje después del tono
        a: Hola, le llamamos de Ceibo. Mañana lo volvemos a llamar."""
    report(box, direction="outbound")
    assert letters() == []
    assert rows(Interaction)[0].status == "voicemail"
    report("""
        a: Hola, Ceibo.
        u: hola, ahora no puedo hablar, llámeme mañana a las diez
        a: Perfecto, mañana a las diez lo llamo.""", "conv_2", at=ENDED + timedelta(hours=1))
    (action,) = rows(NextAction)
    assert (action.type, action.due.isoformat(), action.data["phone"]) == ("call_back", "2026-11-21T13:00:00+00:00",
                                                                           "+5493425550101")
    receiving.receive(
        events.read(
            {
                "type": "post_call_transcription",
                "data": {
                    "conversation_id": "conv_3",
                    "transcript": [{"role": "user", "message": "deje su mensaje después del tono"}],
                    "metadata": {
                        "start_time_unix_secs": int((START + timedelta(days=1)).timestamp()),
                        "termination_reason": "voicemail",
                        "phone_call": {"direction": "outbound", "external_number": "+5493425550101"},
                    },
                },
            },
            "AR",
        ),
        ENDED + timedelta(days=1),
    )
    process_due(ENDED + timedelta(days=1))
    assert "Le llamamos y no pudimos hablar" in letters()[-1].payload["text"]


def failure(conversation: str, to: str = "+5493425550101", at: Any = ENDED) -> None:
    receiving.receive(events.read({"type": "call_initiation_failure", "data": {
        "conversation_id": conversation, "failure_reason": "no-answer",
        "metadata": {"type": "twilio", "body": {"To": to}}}}, "AR"), at)
    process_due(at)


def test_a_failed_attempt_is_told_once_a_day(database: str) -> None:
    failure("a")
    failure("b", at=ENDED + timedelta(hours=3))
    failure("c", "anonymous")
    (letter,) = letters()
    assert (letter.payload["template"], letter.address) == ("missed_call", "whatsapp:+5493425550101")
    assert "soy Hilo, el asistente de Ceibo. Te llamamos y no pudimos hablar" in letter.payload["text"]
    assert {row.status for row in rows(Interaction)} == {"failed"}


def test_it_is_written_to_the_number_that_was_dictated_and_an_answer_from_there_is_the_same_person(
        report: Callable[..., int]) -> None:
    report("""
        a: Ceibo, buenas tardes.
        u: hola busco una campera talle eme
        a: Le mando los modelos por WhatsApp.
        u: sí pero mándelos al whatsapp de mi esposa, anote, tres cuatro dos, cinco cinco cinco, cero uno nueve nueve
        a: 342 555 0199, ¿correcto?
        u: correcto, gracias""")
    (letter,) = letters()
    assert letter.address == "whatsapp:+5493425550199"
    with reading() as session:
        assert find(session, "whatsapp:+5493425550199") == rows(Contact)[0].id
    assert [row.proven for row in rows(Identity)] == [True, False]


def test_what_was_not_heard_well_is_asked_and_kept_as_uncertain(report: Callable[..., int]) -> None:
    report("""
        a: Hola, Ceibo, ¿en qué le ayudo?
        u: hola, quiero una cotización de veinte remeras. ¿me la mandan por correo?
        a: Claro, ¿me da el correo?
        u: es caro !! rojas ochenta y ... arroba gmail punto com
        a: No le escuché bien, se corta.
        u: ay está muy mala la señal, mejor por whatsapp""")
    (letter,) = letters()
    assert "no se oyó bien" in letter.payload["text"] or "Para no equivocarme" in letter.payload["text"]
    assert "¿En qué más" not in letter.payload["text"]
    assert all(fact.status == "uncertain" for fact in rows(Fact) if fact.name == "email")


def test_who_wants_to_be_written_to_tomorrow_at_nine_is_not_written_to_before(report: Callable[..., int]) -> None:
    report("""
        a: Hola, le llamo de Ceibo por las zapatillas que vio.
        u: ahora no puedo, escríbame mañana a las nueve
        a: Perfecto, mañana a las nueve le escribo.
        u: gracias""", direction="outbound")
    assert letters() == []
    plan = next(row for row in rows(NextAction) if row.type == "write_back")
    assert plan.due.isoformat() == "2026-11-21T12:00:00+00:00"
    assert (plan.data["channel"], plan.data["address"]) == ("whatsapp", "whatsapp:+5493425550101")


WANTS_A_PERSON = """
a: Hola, soy la asistente de Ceibo.
u: quiero hablar con una persona por favor, tengo un problema con mi pedido
a: Le aviso a un asesor.
u: gracias"""


def test_somebody_who_asks_for_a_person_waits_for_one_on_whatsapp_with_the_summary(report: Callable[..., int]) -> None:
    report(WANTS_A_PERSON, analysis={"transcript_summary": "Problema con un pedido", "call_successful": "success"})
    (waiting,), (talk,) = rows(Handoff), rows(Conversation)
    assert (waiting.status, waiting.reason, waiting.quote) == ("waiting", "asked", "Problema con un pedido")
    assert (talk.id, talk.status, talk.channel) == (waiting.conversation_id, "waiting_human", "whatsapp")
    assert rows(NextAction) == []
    assert "una persona siga con vos" in letters()[0].payload["text"]


def test_somebody_who_asks_for_a_person_at_night_leaves_a_message_and_reads_when_people_are_back(
        report: Callable[..., int]) -> None:
    report(WANTS_A_PERSON, at=ENDED + timedelta(hours=8))
    assert rows(Handoff) == []
    assert [(row.type, row.priority) for row in rows(NextAction)] == [("answer", "alta")]
    assert rows(NextAction)[0].due > ENDED + timedelta(hours=8)
    assert "te responden mañana" in letters()[0].payload["text"]


def test_a_recording_waits_for_its_call_and_is_deleted_when_that_never_comes(report: Callable[..., int]) -> None:
    recordings.folder().mkdir(parents=True, exist_ok=True)
    file = recordings.file_of("elevenlabs", "conv_7")
    file.write_bytes(b"ID3")
    audio = {"type": "post_call_audio", "data": {"conversation_id": "conv_7"}}
    receiving.receive(events.read(audio, "AR"), ENDED)
    assert process_due(ENDED) == 0
    assert process_due(ENDED + timedelta(days=3)) == 1
    assert not file.exists()


def test_a_call_in_which_nobody_spoke_is_kept_and_nothing_is_written(report: Callable[..., int]) -> None:
    report("""
        a: Hola, ¿me escucha?
        u: ...
        a: ¿Hola?
        u: !!""")
    assert (letters(), rows(Fact)) == ([], [])
    assert rows(Interaction)[0].analysis["main_intent"] is None


def test_a_call_whose_processing_fails_is_tried_again_and_then_given_up(
        report: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hilo.calls.dealing.keep", lambda *_: 1 / 0)
    report(SHOES)
    for minute in range(1, 5):
        process_due(ENDED + timedelta(minutes=minute))
    (row,) = rows(Inbox)
    assert (row.status, row.attempts) == ("failed", 3)
    assert (rows(Outbox), rows(Message)) == ([], [])
