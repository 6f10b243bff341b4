"""From a message to the ledger, and back to the dialogue before the next message."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from hilo.consent import ledger
from hilo.consent.channels import is_written_first, ledger_channel
from hilo.consent.wishes import is_about_data, wish_of
from hilo.memory import commitments
from hilo.memory.context import context_of
from hilo.memory.database import engine_at, reading, writing
from hilo.memory.identity import contact_for
from hilo.memory.tables import Commitment, NextAction
from hilo.settings import get_settings
from hilo.turns.keep import keep
from hilo.turns.recall import slots_for
from hilo.turns.turn import Bubble, Heard, Turn

NOON = datetime(2026, 3, 2, 15, tzinfo=timezone.utc)


@pytest.fixture
def ana(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A contact in a database of its own."""
    monkeypatch.setenv("HILO_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "")
    get_settings.cache_clear()
    with writing() as session:
        contact_id = contact_for(session, "whatsapp", "whatsapp:+5493425551234", NOON, "AR")
    yield contact_id
    engine_at.cache_clear()
    get_settings.cache_clear()


def says(contact_id: str, text: str, intent: str, at: datetime = NOON, actions: tuple[str, ...] = (),
         remember: tuple[dict[str, Any], ...] = ()) -> None:
    """A turn, kept."""
    heard = Heard(text, "whatsapp", "whatsapp:+5493425551234", (Bubble("", "test", f"{text}-{at}", text, at),),
                  {"intent": {"name": intent, "confidence": 0.9}, "secondary_intents": []}, at)
    with writing() as session:
        keep(session, Turn(contact_id, (heard,), (), actions, None, at, {}, remember, "whatsapp"), "AR")


def slots(contact_id: str, at: datetime = NOON) -> dict[str, Any]:
    """What the dialogue knows before the next message."""
    with reading() as session:
        context = context_of(session, contact_id, at)
        assert context
        return slots_for(context, at, 0, None, ledger.standing(session, context.ids, "marketing"))


def test_what_the_person_said_last_is_known_in_the_next_message(ana: str) -> None:
    assert slots(ana)["marketing_consent"] == "unasked"
    request = {"kind": "consent", "purpose": "marketing", "channel": "whatsapp", "status": "granted", "quote": "Sí"}
    says(ana, "/affirm", "affirm", remember=(request,))
    assert slots(ana)["marketing_consent"] == "granted"
    says(ana, "no me escriban más", "opt_out", NOON + timedelta(minutes=1))
    assert slots(ana)["marketing_consent"] == "revoked"


def test_leave_is_not_read_into_a_message_about_something_else(ana: str) -> None:
    says(ana, "quiero recibir novedades", "repeat")
    assert slots(ana)["marketing_consent"] == "unasked"


def test_a_refusal_counts_whatever_the_dialogue_made_of_it(ana: str) -> None:
    says(ana, "no me escriban más", "thank")
    assert slots(ana)["marketing_consent"] == "denied"


def allowed(contact_id: str) -> set[tuple[str, str]]:
    """Purposes and channels that are allowed."""
    with reading() as session:
        return {(purpose, channel) for purpose in ("service", "marketing") for channel in ("whatsapp", "voice")
                if ledger.may_send(session, [contact_id], purpose, channel).yes}


def test_a_refusal_that_was_none_gives_back_what_was_allowed_and_nothing_more(ana: str) -> None:
    says(ana, "por WhatsApp mándenme ofertas", "opt_in", remember=(
        {"kind": "consent", "purpose": "marketing", "channel": "whatsapp", "status": "granted"},))
    before = allowed(ana)
    says(ana, "no me escriban más", "opt_out", NOON + timedelta(minutes=1))
    assert allowed(ana) == set()
    says(ana, "yo no dije que no me escriban más", "opt_out", NOON + timedelta(minutes=2),
         remember=({"kind": "no_refusal"},))
    assert allowed(ana) == before == {("service", "whatsapp"), ("service", "voice"), ("marketing", "whatsapp")}


def test_promises_and_the_last_talk_are_known_before_the_next(ana: str) -> None:
    with writing() as session:
        commitments.make(session, ana, commitments.Promise("business", "send_quote", "mandarte la cotización", "…",
                                                           "call", "1", NOON, NOON))
    says(ana, "cuánto tarda el envío", "shipping_inquiry")
    says(ana, "chau", "goodbye", NOON + timedelta(minutes=1), ("action_goodbye",))
    known = slots(ana, NOON + timedelta(days=1))
    assert known["last_talk"] == {"on": "2026-03-02", "topic": "shipping_inquiry"}
    assert [(p["who"], p["what"], p["status"]) for p in known["commitments"]] == [
        ("business", "mandarte la cotización", "open")]
    assert known["has_commitment"]
    assert known["known_person"]


@pytest.mark.parametrize(("text", "intent", "scope"), [
    ("no quiero más promociones", "opt_out", ("marketing", "all", True)),
    ("/opt_out", "opt_out", ("all", "all", False)), ("/opt_in", "opt_in", ("marketing", "all", False)),
])
def test_the_words_decide_the_scope_else_the_intent(text: str, intent: str, scope: tuple[str, str, bool]) -> None:
    assert wish_of(text, intent)[1:] == scope


def test_where_the_words_do_not_tell_advertising_is_told_by_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hilo.consent.wishes.read_permission", lambda text: None)
    assert wish_of("puras ofertas con ustedes", "opt_out") == ("opt_out", "marketing", "all", False)
    assert wish_of("ya párenle", "opt_out") == ("opt_out", "all", "all", False)


def test_wishes_about_data_are_told_from_those_about_messages() -> None:
    assert is_about_data("quiero que borren mis datos")
    assert not is_about_data("no quiero recibir más información de ofertas")


def test_channels_have_one_name_in_the_ledger() -> None:
    assert [ledger_channel(c) for c in ("whatsapp", "phone", "conversation", "")] == [
        "whatsapp", "voice", "webchat", "webchat"]
    assert [is_written_first(c) for c in ("whatsapp", "sms", "phone", "webchat")] == [True, True, False, False]


@pytest.mark.parametrize(("text", "intent", "status"), [
    ("yo no quería que me llamaran por teléfono", "opt_out", "cancelled"),
    ("no me llamen", "opt_out", "cancelled"),
    ("no me manden más promociones", "opt_out", "open"),
    ("gracias", "thank", "open"),
])
def test_a_call_that_is_not_wanted_is_taken_off_the_the_list(ana: str, text: str, intent: str, status: str) -> None:
    says(ana, "llámenme", "request_call", remember=(
        {"kind": "message_for_people", "type": "call_back", "text": "llámenme", "reason": "asked", "due": None},))
    says(ana, text, intent, NOON + timedelta(minutes=1))
    with reading() as session:
        [call], [promise] = session.query(NextAction).all(), session.query(Commitment).all()
        assert (call.status, promise.status) == (status, status)
