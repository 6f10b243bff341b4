"""What an agent is told of whoever calls: all that it may name, nothing of anybody else, in no time."""
from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any

import pytest
from rasa.core.channels.channel import register

from connectors.elevenlabs import ElevenLabsInput
from hilo.calling.variables import NAMES
from hilo.clock import now
from hilo.memory import timeline
from hilo.memory.conversations import current
from hilo.memory.database import reading, writing
from hilo.memory.identity import contact_for
from hilo.memory.tables import Contact, Identity
from tests.elevenlabs_played import complaints

URL = "/webhooks/elevenlabs/initiation"
SECRET = "wsec_tests"
ANA = "+5493425550101"


@pytest.fixture(autouse=True)
def _door(app: Any, set_environment: Any) -> None:
    set_environment(ELEVENLABS_API_KEY="key", ELEVENLABS_WEBHOOK_SECRET=SECRET)
    register([ElevenLabsInput()], app, "/webhooks/")


async def ring(app: Any, number: Any = ANA, headers: dict[str, str] | None = None, **more: Any) -> Any:
    body = json.dumps({"caller_id": number, "agent_id": "a", "called_number": "+543424550100", "call_sid": "CA1",
                       **more})
    given = {"Authorization": f"Bearer {SECRET}"} if headers is None else headers
    _, answer = await app.asgi_client.post(URL, data=body, headers=given)
    return answer


def ana_wrote(proven: bool = True) -> str:
    """Ana, who was asking for her order on WhatsApp."""
    at = now()
    with writing() as session:
        ana = contact_for(session, "phone", ANA, at, proven=proven)
        contact = session.get(Contact, ana)
        contact.name, contact.register = "Ana Paz", "usted"
        talk = current(session, ana, [ana], "whatsapp", at)
        timeline.append(session, ana, talk.id, timeline.Entry(
            "whatsapp", "SM1", 0, at, "in", "customer", "whatsapp", "¿Dónde está mi pedido?", intent="order_status"))
    return ana


async def test_somebody_known_is_greeted_by_name_and_the_agent_is_told_what_is_open(app: Any) -> None:
    ana = ana_wrote()
    found = (await ring(app, brand_new={"x": 1})).json
    assert found["type"] == "conversation_initiation_client_data"
    assert set(found["dynamic_variables"]) == set(NAMES)
    told = {name: value for name, value in found["dynamic_variables"].items() if value}
    assert told == {"assistant": "Hilo", "company": "Ceibo", "name": "Ana", "stage": "prospect", "register": "usted",
                    "last_topic": "su pedido", "contact_id": ana}
    agent = found["conversation_config_override"]["agent"]
    assert (agent["language"], agent["first_message"][:9]) == ("es", "Hola, Ana")
    assert complaints({"$ref": "#/components/schemas/ConversationInitiationClientDataRequest-Input"},
                      {name: value for name, value in found.items() if name != "type"}) == []


@pytest.mark.parametrize("number", ["anonymous", "", "+266696687", "privado", None, 7, "+5493425559999"])
async def test_of_somebody_unknown_or_hidden_nothing_is_told(app: Any, number: Any) -> None:
    ana_wrote()
    found = (await ring(app, number)).json
    told = {name: value for name, value in found["dynamic_variables"].items() if value}
    assert set(told) == {"assistant", "company", "stage", "register"}
    assert "Ana" not in json.dumps(found)
    assert set(found["dynamic_variables"]) == set(NAMES)


async def test_a_number_that_somebody_merely_told_is_nobodys(app: Any) -> None:
    ana_wrote(proven=False)
    assert "Ana" not in (await ring(app)).text


async def test_nobody_is_made_by_ringing(app: Any) -> None:
    await ring(app)
    with reading() as session:
        assert session.query(Identity).count() == 0


@pytest.mark.parametrize(("headers", "status"), [
    ({}, 403), ({"Authorization": "Bearer wrong"}, 403), ({"Authorization": SECRET}, 200),
    ({"elevenlabs-signature": "t=1,v0=00"}, 403)])
async def test_only_with_the_secret_bare_or_borne(app: Any, headers: dict[str, str], status: int) -> None:
    assert (await ring(app, headers=headers)).status == status


async def test_a_signature_will_do_as_well(app: Any) -> None:
    body = json.dumps({"caller_id": ANA}).encode()
    at = int(time.time())
    digest = hmac.new(SECRET.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    _, answer = await app.asgi_client.post(URL, data=body, headers={"elevenlabs-signature": f"t={at},v0={digest}"})
    assert answer.status == 200


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff"])
async def test_what_cannot_be_read_is_refused(app: Any, body: bytes) -> None:
    _, answer = await app.asgi_client.post(URL, data=body, headers={"Authorization": SECRET})
    assert answer.status == 400
