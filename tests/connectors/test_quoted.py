"""A WhatsApp message that quotes another one: its words come along, and its thing is what «este» means."""
from __future__ import annotations

from typing import Any

import pytest

from hilo.clock import now
from hilo.memory.database import writing
from hilo.memory.tables import Inbox, Message, Outbox, Send
from tests.from_twilio import knock, message
from tests.turns_done import heard, rows, serve

OTHER = "whatsapp:+5493425550177"


@pytest.fixture(autouse=True)
def quick_bubbles(set_environment: Any) -> None:
    set_environment(BUBBLE_WAIT_SECONDS="0")


async def says(app: Any, echo: Any, text: str, number: int, **more: str) -> Any:
    await knock(app, message(text, **more))
    await serve(app)
    return (await heard(echo, number))[-1]


def was_sent_as(sid: str, outbox: Outbox, text: str) -> None:
    """The provider took our message under a name."""
    with writing() as session:
        session.add(Send(outbox_id=outbox.id, contact_id=outbox.contact_id, ordinal=0, kind="text", form={}, text=text,
                         status="delivered", provider_id=sid, at=now()))


async def test_este_with_a_message_of_ours_is_the_thing_that_stands_there(app: Any, echo: Any) -> None:
    await says(app, echo, "hola", 1)
    was_sent_as("SM" + "a" * 32, rows(Outbox)[0], "Zapatilla Litoral: $ 92.000")
    one = await says(app, echo, "sí, ese", 2, OriginalRepliedMessageSid="SM" + "a" * 32,
                     OriginalRepliedMessageSender="whatsapp:+5493424550101")
    assert one.text == "sí, zapatilla litoral"
    kept = rows(Message, direction="in")[-1]
    assert kept.text == "sí, ese"
    assert kept.data["quoted"] == {"text": "Zapatilla Litoral: $ 92.000", "author": "bot"}
    assert rows(Inbox)[-1].data["context"] == {"product": "zapatilla litoral"}


async def test_a_message_of_their_own_may_be_quoted_too(app: Any, echo: Any) -> None:
    first = message("¿tienen la Remera Cardenal?")
    await knock(app, first)
    await serve(app)
    one = await says(app, echo, "¿y este en azul?", 2, OriginalRepliedMessageSid=first["MessageSid"])
    assert one.text == "¿y remera cardenal en azul?"
    assert rows(Message, direction="in")[-1].data["quoted"]["author"] == "customer"


async def test_what_names_its_own_thing_keeps_it(app: Any, echo: Any) -> None:
    first = message("¿tienen la Remera Cardenal?")
    await knock(app, first)
    await serve(app)
    one = await says(app, echo, "mejor un buzo", 2, OriginalRepliedMessageSid=first["MessageSid"])
    assert one.text == "mejor un buzo"
    assert "context" not in rows(Inbox)[-1].data


@pytest.mark.parametrize("sid", ["SM" + "f" * 32, "x", "' or 1=1"])
async def test_a_message_that_nobody_knows_is_no_trouble(app: Any, echo: Any, sid: str) -> None:
    one = await says(app, echo, "este", 1, OriginalRepliedMessageSid=sid)
    assert one.text == "este"
    assert rows(Inbox)[0].data["reply_to"] == sid
    assert "quoted" not in rows(Inbox)[0].data


async def test_somebody_elses_message_is_not_shown_to_who_guesses_its_name(app: Any, echo: Any) -> None:
    await says(app, echo, "hola", 1)
    was_sent_as("SM" + "b" * 32, rows(Outbox)[0], "Zapatilla Litoral: $ 92.000")
    one = await says(app, echo, "este", 2, From=OTHER, WaId="5493425550177", OriginalRepliedMessageSid="SM" + "b" * 32)
    assert one.text == "este"
    assert "quoted" not in rows(Inbox, address=OTHER)[0].data


async def test_what_is_heard_is_masked_as_what_is_kept(app: Any, echo: Any) -> None:
    first = message("¿tienen la Remera Cardenal?")
    await knock(app, first)
    await serve(app)
    one = await says(app, echo, "este, mi tarjeta es 4111 1111 1111 1111", 2,
                     OriginalRepliedMessageSid=first["MessageSid"])
    assert one.text.startswith("remera cardenal, mi tarjeta es")
    assert "4111 1111" not in one.text
