"""When somebody wrote last: by the inbox where that is enough, by the timeline where it is not."""
from __future__ import annotations

import uuid
from datetime import datetime, timedelta, timezone

import pytest

from hilo.memory.database import reading, writing
from hilo.memory.identity import contact_for
from hilo.memory.tables import Inbox, Message
from hilo.outreach.situation import last_inbound

NOW = datetime(2026, 11, 24, 15, tzinfo=timezone.utc)
ANA = "whatsapp:+5493425550101"


def hours(ago: float) -> datetime:
    return NOW - timedelta(hours=ago)


@pytest.mark.parametrize(("came", "was_said", "last"), [
    pytest.param(0.5, None, 0.5, id="a message that is not answered yet"),
    pytest.param(None, 3, 3, id="a message whose row of the inbox is gone"),
    pytest.param(30, 3, 3, id="an older one in the inbox"),
    pytest.param(3, 30, 3, id="an older one in the timeline"),
    pytest.param(None, None, None, id="nobody wrote"),
])
def test_the_last_message_is_found(database: str, came: float | None, was_said: float | None,
                                   last: float | None) -> None:
    with writing() as session:
        ana = contact_for(session, "whatsapp", ANA, hours(48))
        if came is not None:
            session.add(Inbox(id=str(uuid.uuid4()), contact_id=ana, source="whatsapp", provider_id="1", text="hola",
                              channel="whatsapp", address=ANA, received_at=hours(came)))
        if was_said is not None:
            session.add(Message(contact_id=ana, source="whatsapp", provider_id="2", at=hours(was_said), direction="in",
                                author="customer", channel="whatsapp", address=ANA, text="hola"))
    with reading() as session:
        assert last_inbound(session, [ana], "whatsapp", ANA, NOW) == (None if last is None else hours(last))
