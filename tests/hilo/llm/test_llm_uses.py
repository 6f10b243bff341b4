"""Rephrasing, summing up, drafting: what is asked, what is kept, and what stands where there is no model."""
from __future__ import annotations

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from hilo.__main__ import app
from hilo.clock import now
from hilo.llm.drafting import draft
from hilo.llm.rephrasing import rephrased
from hilo.llm.summing_up import sum_up_ended
from hilo.memory import database as db
from hilo.memory.tables import Conversation, Fact, Message
from hilo.settings import get_settings
from tests.llm_played import CONTACT, Model, calls

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
APPROVED = "Puedes cambiarlo dentro de los 30 días. Si quieres, escríbenos a hola@ceibo.example."
TALK = "c0000000-0000-4000-8000-000000000001"


@pytest.fixture
def talk(contact: str, model: Model) -> str:
    """A conversation that has ended."""
    at = now() - timedelta(hours=2)
    said = [("customer", "busco zapatillas de lona, soy Rosalía Quiroga"), ("bot", "¿Qué talle usas?"),
            ("customer", "38, y mi mail es rosi@gmail.com"), ("bot", "¡Anotado!")]
    with db.writing() as session:
        session.add(Conversation(id=TALK, contact_id=CONTACT, started_at=at, last_at=at, ended_at=at,
                                 summary="Sin modelo."))
        session.flush()
        session.add_all(Message(contact_id=CONTACT, conversation_id=TALK, source="t", provider_id=str(n), at=at,
                                direction="in" if author == "customer" else "out", author=author, channel="webchat",
                                text=text) for n, (author, text) in enumerate(said))
        session.add(Fact(contact_id=CONTACT, name="product", value="zapatilla litoral", source="turn", recorded_at=at))
    return TALK


def summary() -> str:
    with db.reading() as session:
        return str(session.get(Conversation, TALK).summary)


@pytest.mark.parametrize(("register", "said"), [
    ("usted", "Puede cambiarlo dentro de los 30 días. Si quiere, escríbanos a hola@ceibo.example."),
    ("vos", "Podés cambiarlo dentro de los 30 días. Si querés, escribinos a hola@ceibo.example."),
    ("tu", APPROVED), (None, APPROVED)])
def test_an_approved_text_is_said_in_the_persons_register(database: str, model: Model, register: str | None,
                                                          said: str) -> None:
    assert rephrased(APPROVED, register) == said
    assert len(model.asked()) == (said != APPROVED)


@pytest.mark.parametrize("mode", ["badly", "500", "malformed"])
def test_what_was_badly_rephrased_is_said_as_approved(database: str, model: Model, mode: str) -> None:
    model.answers(mode)
    assert rephrased(APPROVED, "usted") == APPROVED


def test_a_designer_gets_a_variant_of_a_text(database: str, model: Model) -> None:
    shown = CliRunner().invoke(app, ["llm", "rephrase", APPROVED, "--register", "vos", "--json"])
    assert json.loads(shown.output) == {
        "text": "Podés cambiarlo dentro de los 30 días. Si querés, escribinos a hola@ceibo.example.", "changed": True}
    model.answers("says", says="Podés cambiarlo dentro de los 60 días. Si querés, escribinos a hola@ceibo.example.")
    shown = CliRunner().invoke(app, ["llm", "rephrase", APPROVED.replace("cambiarlo", "verlo"), "--register", "vos"])
    assert shown.output.startswith(APPROVED.replace("cambiarlo", "verlo"))


def test_a_rephrased_text_is_asked_for_once_for_everybody(database: str, model: Model) -> None:
    first = rephrased(APPROVED, "vos")
    calls()
    assert rephrased(APPROVED, "vos") == first
    assert len(model.asked()) == 1


def test_a_conversation_that_ended_is_summed_up_once_with_nobodys_data_sent(talk: str, model: Model) -> None:
    model.answers("says", says="[NOMBRE_1] buscaba zapatillas de lona en talle 38; quedó anotado su correo [CORREO_1].")
    assert sum_up_ended(now()) == 1
    assert summary() == ("Rosalía Quiroga buscaba zapatillas de lona en talle 38; quedó anotado su correo "
                         "rosi@gmail.com.")
    assert "Quiroga" not in model.prompt()
    assert "rosi@" not in model.prompt()
    calls()
    assert sum_up_ended(now()) == 0
    assert len(model.asked()) == 1


def test_a_summary_with_something_that_was_not_said_is_not_kept(talk: str, model: Model) -> None:
    model.answers("says", says="La persona buscaba zapatillas y se le prometió un descuento del 20 % para el viernes.")
    assert sum_up_ended(now()) == 0
    assert summary() == "Sin modelo."
    assert [row.outcome for row in calls()] == ["refused"]
    assert sum_up_ended(now()) == 0, "asked once, not again"
    assert len(model.asked()) == 1


def test_without_a_model_the_summary_stays(talk: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "")
    get_settings.cache_clear()
    assert sum_up_ended(now()) == 0
    assert (summary(), draft(CONTACT)) == ("Sin modelo.", None)


def test_a_draft_rests_on_what_is_written_of_the_thing(talk: str, model: Model) -> None:
    model.answers("says", says="Hola, [NOMBRE_1]: la Zapatilla Litoral es de lona de algodón. ¿La ves en la página?")
    assert draft(CONTACT) == "Hola, Rosalía Quiroga: la Zapatilla Litoral es de lona de algodón. ¿La ves en la página?"
    assert "Zapatilla Litoral" in model.prompt().partition("<passages>")[2]
    model.answers("says", says="Hola, te guardo la Zapatilla Litoral a $ 10.")
    assert draft(CONTACT) is None
    assert draft("nobody") is None


def test_an_operator_sees_what_was_asked(talk: str, model: Model) -> None:
    model.answers("says", says="La persona buscaba zapatillas de lona en talle 38.")
    sum_up_ended(now())
    calls()
    shown = CliRunner().invoke(app, ["llm", "usage", "--json"])
    [row] = json.loads(shown.output)["rows"]
    assert (row["purpose"], row["outcome"], row["calls"], row["cost"]) == ("summary", "used", 1, None)
    assert "summary    used" in CliRunner().invoke(app, ["llm", "usage"]).output
