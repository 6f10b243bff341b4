"""What a model is told of somebody's orders: their own, from where they may be shown, and nobody else's."""
from __future__ import annotations

import pytest

from hilo.crm.crm import Crm
from hilo.llm.answering import Question, answer, load
from hilo.llm.prompts import get_prompts
from hilo.llm.records import records
from hilo.orders.seen import Writer
from hilo.wording import money
from tests.hilo.orders.conftest import ANA, LUIS, contact, crm, late_order, visitor  # noqa: F401
from tests.llm_played import Model, calls

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ASKED = "che y lo que encargué hace rato, en qué anda eso"


@pytest.fixture(autouse=True)
def a_process_that_has_been_running(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is loaded for the first time, and a busy machine is waited for."""
    load()
    monkeypatch.setattr("hilo.llm.records.PATIENCE", 10.0)
    settings = get_prompts()["answer"].settings
    monkeypatch.setattr(get_prompts()["answer"], "settings", settings.copy(update={"deadline": 20.0}))


def asked(phone: str, channel: str = "whatsapp") -> Question:
    return Question(ASKED, contact(phone), "tu", channel=channel, address=f"whatsapp:{phone}")


def test_somebodys_own_orders_are_told_and_may_be_said(crm: Crm, model: Model) -> None:  # noqa: F811
    order = late_order(crm)
    reply = f"Tu pedido {order.number} figura atrasado, y el total es {money(order.total, order.currency)}."
    model.answers("says", says=reply)
    assert (answer(asked(ANA)), [row.reason for row in calls()]) == (reply, [None])
    assert order.number in model.prompt().partition("<records>")[2]


def test_another_persons_are_neither_told_nor_said(crm: Crm, model: Model) -> None:  # noqa: F811
    order = late_order(crm)
    model.answers("says", says=f"Tu pedido {order.number} figura atrasado, y el total es "
                               f"{money(order.total, order.currency)}.")
    assert answer(asked(LUIS)) is None
    assert order.number not in model.prompt()
    assert [row.outcome for row in calls()] == ["refused"]


def test_a_figure_of_ones_own_order_is_not_said_of_the_other(crm: Crm, model: Model) -> None:  # noqa: F811
    late, others = late_order(crm), [one for one in crm.orders.of(contact(ANA)) if one.status == "shipped"]
    model.answers("says", says=f"El pedido {others[0].number} figura atrasado, y el total es "
                               f"{money(late.total, late.currency)}.")
    assert answer(asked(ANA)) is None


def test_where_they_may_not_be_shown_a_model_is_not_told_of_them(crm: Crm) -> None:  # noqa: F811
    who = visitor()
    assert records(Writer(who, "webchat", "browser-1"), "tu") == ""
    assert records(Writer(contact(ANA), "webchat", "browser-9"), "tu") == ""
    assert late_order(crm).number in records(Writer(contact(ANA), "whatsapp", f"whatsapp:{ANA}"), "tu")


def test_while_the_crm_is_slow_a_model_is_asked_without(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    import time

    monkeypatch.setattr("hilo.llm.records.look", lambda crm, writer: time.sleep(2))
    began = time.monotonic()
    assert records(Writer(contact(ANA), "whatsapp", f"whatsapp:{ANA}"), "tu", patience=0.2) == ""
    assert time.monotonic() - began < 1
