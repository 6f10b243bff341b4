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
from hilo.business.load import get_shop
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
    person, slots, before = str(uuid.uuid4()), {}, []  # type: ignore[var-annotated]
    with writing() as session:
        session.add(Contact(id=person, name="Ana", stage="prospect", created_at=NOON, seen_at=NOON))

    def say(text: str, intent: str = "inform", *entities: tuple[str, Any],
            along: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        places = [{"entity": name, "value": value, "start": n} for n, (name, value) in enumerate(entities)]
        message = {"text": text, "intent": {"name": intent, "confidence": 0.9}, "entities": places}
        active = {"name": "quote_form"} if slots.get("requested_slot") else {}
        events = [*before, {"event": "user", "text": text, "message_id": f"m-{text}", "metadata": along or {}}]
        dispatcher = CollectingDispatcher()

        def run(action: Any) -> None:
            tracker = Tracker(person, dict(slots), message, events, False, None, active, "action_listen")
            slots.update({e["name"]: e["value"] for e in ended(action.run(dispatcher, tracker, {}))
                          if e["event"] == "slot"})

        run(ValidateQuoteForm())
        last = ActionAskQuoteStep() if slots.get("requested_slot") else ActionQuote()
        run(last)
        before[:] = [*({"event": "bot", "metadata": {"utter_action": one["response"]}} for one in dispatcher.messages),
                     *({"event": "action", "name": name} for name in (last.name(), "action_listen"))]
        return dispatcher.messages

    say.person, say.slots = person, slots  # type: ignore[attr-defined]
    return say


def names(said: list[dict[str, Any]]) -> list[str]:
    """Which texts were said, but for what is short of stock: the tests of that look for themselves."""
    return [m["response"] for m in said if not m["response"].startswith("utter_quote_short_")]


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


def test_what_was_noted_is_told_again_in_the_middle_and_a_yes_to_it_drops_nothing(talk: Talk) -> None:
    talk("30 zapatillas litoral", "request_quote", ("quantity", 30), ("product", "zapatilla litoral"))
    for intent in ("out_of_scope", "request_quote"):
        said = talk("¿Me podría confirmar el resumen de la cotización?", intent)
        assert names(said) == ["utter_quote_lines", "utter_ask_quote_buyer"]
        assert "30" in said[0]["lines"]
    assert names(talk("Sí, es correcto", "affirm")) == ["utter_ask_quote_buyer"]
    assert names(talk("Hotel Sol")) == ["utter_ask_quote_email"]


def test_a_question_in_the_middle_is_answered_and_ends_no_quotation(talk: Talk) -> None:
    talk("30 camisas con bordado", "request_quote", ("quantity", 30), ("product", "zapatilla litoral"))
    for _ in range(3):
        said = talk("¿cuánto demora la producción con el bordado?", "price_inquiry")
        assert [m["passage"] for m in said if m["response"] == "utter_faq"] == ["empresa-bordado-plazo"]
        assert names(said)[-1] == "utter_ask_quote_buyer"
        assert "utter_quote_not_understood" not in names(said)
    for _ in range(3):
        assert names(talk("¿brrr mmm?"))[-1] == "utter_ask_quote_buyer"


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


def test_a_wrong_name_is_corrected_after_the_quotation_was_made(talk: Talk) -> None:
    talk("30 chombas delta", "request_quote", ("quantity", 30), ("product", "chomba delta"))
    talk("a nombre de Azul")
    [first] = talk("solo por aquí")
    told = talk("pero el nombre está mal, es Bar Manolo SL", "complaint")
    assert names(told) == ["utter_quote_replaces", "utter_quote_made"]
    new, old = get_crm().quotes.of(talk.person)  # type: ignore[attr-defined]
    assert (old.number, old.status, new.status) == (first["number"], "withdrawn", "sent")
    assert (new.buyer.company, told[0]["before"], told[1]["number"]) == ("Bar Manolo SL", old.number, new.number)
    assert new.lines == old.lines


def test_somebody_of_another_country_reads_one_currency_from_the_list_to_the_paper(talk: Talk) -> None:
    with writing() as session:
        session.get(Contact, talk.person).country = "ES"  # type: ignore[attr-defined]
    [which] = talk("30 camisetas", "request_quote", ("quantity", 30), ("product", "camiseta"))
    assert "US$" in which["options"]
    assert "$" not in which["options"].replace("US$", "")
    talk("la delta")
    talk("a nombre de Bar Manolo SL")
    [made] = talk("solo por aquí")
    assert made["total"].startswith("US$")
    assert "sin IVA" in made["taxes"]


def test_the_quotations_number_and_colour_are_no_wish_of_the_next_need(talk: Talk) -> None:
    talk("30 chombas delta", "request_quote", ("quantity", 30), ("product", "chomba delta"))
    talk.slots.update(quantity=30, color="azul marino", size="M", product="chomba")  # type: ignore[attr-defined]
    talk("azul marino, por favor", "inform", ("color", "azul marino"))
    assert [talk.slots[name] for name in ("quantity", "color", "size")] == [None] * 3  # type: ignore[attr-defined]
    talk("a nombre de Bar Manolo SL")
    talk("solo por aquí")
    assert talk.slots["product"] is None  # type: ignore[attr-defined]


def test_what_was_understood_is_told_line_by_line_and_asked_for_later(talk: Talk) -> None:
    talk("30 chombas delta", "request_quote", ("quantity", 30), ("product", "chomba delta"))
    talk("a nombre de Bar Manolo SL, NIT 900.555.444-1. Y el correo te lo paso luego")
    [made] = talk("solo por aquí")
    assert (made["lines"], made["goods"]) == ("• 30 × Chomba Delta", "30 de Chomba Delta")
    [told] = talk("¿cuántas quedaron?", "product_inquiry")
    assert (told["response"], told["lines"], told["number"], told["buyer"]) == (
        "utter_quote_content", "• 30 × Chomba Delta", made["number"], "Bar Manolo SL")
    [quote] = get_crm().quotes.of(talk.person)  # type: ignore[attr-defined]
    assert (quote.buyer.company, quote.buyer.tax_id) == ("Bar Manolo SL", "900.555.444-1")


def test_the_way_and_the_embroidery_are_left_to_people_and_said(talk: Talk) -> None:
    said = talk("30 chombas delta bordadas, con el envío a Cali incluido", "request_quote", ("quantity", 30),
                ("product", "chomba delta"))
    assert names(said) == ["utter_quote_embroidery", "utter_quote_shipping", "utter_ask_quote_buyer"]


@pytest.mark.parametrize(("text", "said"), [
    ("bueno y el bordado? va un escudo en la manga", "utter_quote_embroidery"),
    ("y el flete a Cali por las 30 cuánto saldría?", "utter_quote_shipping"),
])
def test_what_people_reckon_is_asked_of_the_quotation_that_was_made(talk: Talk, text: str, said: str) -> None:
    talk("30 chombas delta", "request_quote", ("quantity", 30), ("product", "chomba delta"))
    talk("a nombre de Bar Manolo SL")
    [made] = talk("solo por aquí")
    assert names(talk(text, "price_inquiry"))[-1] == said  # what the company wrote of embroidery may stand before it
    [left] = [one for one in talk.slots["remember"] if one["kind"] == "message_for_people"]  # type: ignore[attr-defined]
    assert made["number"] in left["text"]


def test_the_way_asked_while_it_is_made_is_answered(talk: Talk) -> None:
    talk("30 chombas delta", "request_quote", ("quantity", 30), ("product", "chomba delta"))
    assert names(talk("Bar Manolo SL. pero no me contaste del envío", "repeat")) == ["utter_quote_shipping",
                                                                                  "utter_ask_quote_email"]


def test_the_way_wanted_in_a_quotation_that_was_made_is_left_to_people(talk: Talk) -> None:
    talk("30 chombas delta", "request_quote", ("quantity", 30), ("product", "chomba delta"))
    talk("a nombre de Bar Manolo SL")
    [made] = talk("solo por aquí")
    assert names(talk("pongan el flete a Cali en la cotización", "shipping_inquiry")) == ["utter_quote_shipping"]
    [left] = [one for one in talk.slots["remember"] if one["kind"] == "message_for_people"]  # type: ignore[attr-defined]
    assert made["number"] in left["text"]


def test_what_is_not_there_in_that_quantity_is_said_before_the_quotation_once(talk: Talk) -> None:
    said = talk("60 costanera azules", "request_quote", ("quantity", 60), ("product", "zapatilla costanera"),
                ("color", "azul"))
    assert [message["response"] for message in said][-2:] == ["utter_quote_short_stock", "utter_ask_quote_buyer"]
    product = next(p for p in get_shop().company.products if p.id == "zapatilla-costanera")
    assert said[-2]["left"] == sum(product.stock["azul"].values())
    assert said[-2]["item"] == "Zapatilla Costanera, azul"
    assert names(talk("Hotel Sol")) == ["utter_ask_quote_email"]
    [made] = talk("por acá nomás", "deny")
    assert made["lines"] == "• 60 × Zapatilla Costanera, azul"


def test_a_colour_in_which_it_is_not_made_is_told_and_stands_on_the_quotation(talk: Talk) -> None:
    said = talk("2 costanera verdes", "request_quote", ("quantity", 2), ("product", "zapatilla costanera"),
                ("color", "verde"))
    assert [message["response"] for message in said][-2:] == ["utter_quote_short_color", "utter_ask_quote_buyer"]
    assert (said[-2]["color"], "azul" in said[-2]["colors"]) == ("verde", True)
    talk("Hotel Sol")
    [made] = talk("por acá nomás", "deny")
    assert made["lines"] == "• 2 × Zapatilla Costanera, verde"


def test_what_there_is_enough_of_is_not_spoken_of(talk: Talk) -> None:
    said = talk("2 costanera azules", "request_quote", ("quantity", 2), ("product", "zapatilla costanera"),
                ("color", "azul"))
    assert [message["response"] for message in said] == ["utter_ask_quote_buyer"]


def test_the_own_tax_number_is_printed_though_the_words_are_masked(talk: Talk) -> None:
    talk("30 chombas delta", "request_quote", ("quantity", 30), ("product", "chomba delta"))
    talk("Ana Gómez, CUIT •••• 1233", along={"tax_id": "27-28123456-3"})
    talk("solo por aquí")
    [quote] = get_crm().quotes.of(talk.person)  # type: ignore[attr-defined]
    assert (quote.buyer.company, quote.buyer.tax_id) == ("Ana Gómez", "27-28123456-3")


def test_what_was_spoken_of_is_quoted_in_its_colour_where_the_message_names_nothing(talk: Talk) -> None:
    talk.slots.update(product="zapatilla costanera", color="azul")  # type: ignore[attr-defined]
    talk("me harías una cotización por 40?", "request_quote")
    talk("Hotel Sol")
    [made] = talk("por acá nomás", "deny")
    assert made["lines"] == "• 40 × Zapatilla Costanera, azul"


def test_a_quotation_begun_in_the_middle_of_another_form_begins_with_what_was_spoken_of(talk: Talk) -> None:
    talk.slots.update(product="zapatilla costanera", color="azul", requested_slot="budget")  # type: ignore[attr-defined]
    assert names(talk("me harías una cotización por 40?", "request_quote")) == ["utter_ask_quote_buyer"]


def test_a_quotation_that_points_to_nothing_asks_what_for(talk: Talk) -> None:
    talk.slots.update(product="zapatilla costanera")  # type: ignore[attr-defined]
    assert names(talk("quiero una cotización para mi empresa", "request_quote")) == ["utter_ask_quote_what"]


def test_question_in_the_middle_is_answered_and_the_list_is_not_shown_again(talk: Talk) -> None:
    assert names(talk("cotización de remeras", "request_quote", ("product", "remera"))) == ["utter_ask_quote_which"]
    assert names(talk("¿Manejan descuento por volumen?", "request_quote")) == ["utter_faq",
                                                                              "utter_ask_quote_which_again"]


def test_quotation_wanted_again_on_paper_begins_no_other_one(talk: Talk) -> None:
    talk("30 remeras cardenal", "request_quote", ("quantity", 30), ("product", "remera cardenal"))
    talk("Hotel Sol")
    talk("por aquí", "deny")
    assert names(talk("¿Nos podrían enviar la cotización en PDF?", "request_quote")) == ["utter_quote_content"]
