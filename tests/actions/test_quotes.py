"""The quotes flow, through its tracker, the CRM and the outbox."""
from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy import select

from actions.quotes import ActionAskQuoteStep, ActionQuote, ValidateQuoteForm
from hilo.crm.crm import get_crm
from hilo.memory.database import reading, writing
from hilo.memory.tables import Contact, Outbox
from hilo.settings import get_settings
from tests.actions.conftest import ended
from tests.databases import database, postgresql, sqlite_template
from tests.planting import NOON

__all__ = ["database", "postgresql", "sqlite_template"]
Talk = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def talk(database: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Somebody who says one thing after the other; the messages with which each is answered."""
    monkeypatch.setenv("HILO_HOME", str(tmp_path))
    get_settings.cache_clear()
    person, slots = str(uuid.uuid4()), {}
    with writing() as session:
        session.add(Contact(id=person, name="Ana", stage="prospect", created_at=NOON, seen_at=NOON))

    def say(text: str, intent: str = "inform", *entities: tuple[str, Any]) -> list[dict[str, Any]]:
        places = [{"entity": name, "value": value, "start": n} for n, (name, value) in enumerate(entities)]
        message = {"text": text, "intent": {"name": intent, "confidence": 0.9}, "entities": places}
        active = {"name": "quote_form"} if slots.get("requested_slot") else {}
        events = [{"event": "user", "text": text, "message_id": f"m-{text}"}]
        dispatcher = CollectingDispatcher()

        def run(action: Any) -> None:
            tracker = Tracker(person, dict(slots), message, events, False, None, active, "action_listen")
            slots.update({e["name"]: e["value"] for e in ended(action.run(dispatcher, tracker, {}))
                          if e["event"] == "slot"})

        run(ValidateQuoteForm())
        run(ActionAskQuoteStep() if slots.get("requested_slot") else ActionQuote())
        return dispatcher.messages

    say.person = person  # type: ignore[attr-defined]
    return say


def names(said: list[dict[str, Any]]) -> list[str]:
    return [message["response"] for message in said]


def test_from_the_wish_to_the_paper_and_the_mail(talk: Talk) -> None:
    first = talk("30 zapatillas litoral y 12 costanera", "request_quote", ("quantity", 30),
                 ("product", "zapatilla litoral"), ("quantity", 12), ("product", "zapatilla costanera"))
    assert names(first) == ["utter_ask_quote_buyer"]
    assert names(talk("a nombre de Panadería El Ñandú")) == ["utter_ask_quote_email"]
    [made] = talk("ana@nandu.example", "inform", ("email", "ana@nandu.example"))
    assert made["response"] == "utter_quote_made_mailed"
    [quote] = get_crm().quotes.of(talk.person)  # type: ignore[attr-defined]
    assert (made["number"], quote.buyer.company) == (quote.number, "Panadería El Ñandú")
    assert [(line.product, line.units) for line in quote.lines] == [("zapatilla-litoral", 30),
                                                                   ("zapatilla-costanera", 12)]
    with reading() as session:
        [row] = session.scalars(select(Outbox))
    assert (row.channel, row.address) == ("email", "ana@nandu.example")
    assert row.payload["files"] == [made["url"]]


def test_a_kind_is_narrowed_down_and_the_number_asked_for(talk: Talk) -> None:
    first = talk("cotización de zapatillas", "request_quote", ("product", "zapatilla"))
    assert names(first) == ["utter_ask_quote_which"]
    assert len(first[0]["buttons"]) > 1
    assert names(talk("la litoral")) == ["utter_ask_quote_units"]
    assert names(talk("25")) == ["utter_ask_quote_buyer"]
    talk("Hotel Sol")
    assert names(talk("no uso mail", "not_interested")) == ["utter_quote_made"]


def test_what_the_shop_has_not_is_said(talk: Talk) -> None:
    assert names(talk("10 tractores", "request_quote", ("quantity", 10), ("product", "tractor"))) == [
        "utter_quote_not_ours", "utter_ask_quote_what"]


def test_too_many_go_to_people(talk: Talk) -> None:
    talk("5000", "request_quote", ("quantity", 5000), ("product", "zapatilla litoral"))
    talk("Hotel Sol")
    assert names(talk("por acá nomás", "deny")) == ["utter_quote_for_people"]
    assert get_crm().quotes.of(talk.person) == []  # type: ignore[attr-defined]


def test_it_is_let_go_when_nothing_is_understood_twice(talk: Talk) -> None:
    talk("cotización", "request_quote")
    assert names(talk("mmm")) == ["utter_quote_not_understood", "utter_ask_quote_what"]
    assert names(talk("brrr")) == ["utter_quote_left"]


def test_it_is_dropped_on_demand(talk: Talk) -> None:
    talk("cotización", "request_quote")
    assert names(talk("no, dejá, no me interesa", "not_interested")) == ["utter_drop_quote"]


def test_the_same_message_makes_one_quotation(talk: Talk) -> None:
    for _ in range(2):
        talk("2 litoral", "request_quote", ("quantity", 2), ("product", "zapatilla litoral"))
        talk("Hotel Sol")
        talk("por aquí", "deny")
    assert len(get_crm().quotes.of(talk.person)) == 1  # type: ignore[attr-defined]


def test_the_number_may_be_corrected_while_something_else_is_asked(talk: Talk) -> None:
    talk("40 remeras cardenal", "request_quote", ("quantity", 40), ("product", "remera cardenal"))
    talk("no, mejor que sean 50", "deny", ("quantity", 50))
    talk("no, mejor 60 remeras", "deny", ("quantity", 60), ("product", "remera"))
    assert names(talk("va para la Panadería El Ñandú")) == ["utter_ask_quote_email"]
    talk("por acá nomás", "deny")
    [quote] = get_crm().quotes.of(talk.person)  # type: ignore[attr-defined]
    assert [(line.product, line.units) for line in quote.lines] == [("remera-cardenal", 60)]
    assert quote.buyer.company == "Panadería El Ñandú"
