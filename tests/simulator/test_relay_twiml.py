"""TwiML is read as Twilio reads it: what it would end the call for is said."""
from __future__ import annotations

import pytest

from simulator.twiml import TwimlError, read

RELAY = ('<Response><Connect action="https://x/after"><ConversationRelay url="wss://x/relay" language="es-AR" {}/>'
         "</Connect></Response>")


def test_a_conversation_is_read_with_its_attributes() -> None:
    (verb,) = read(RELAY.format('ttsLanguage="es-US" ttsProvider="Google" events="speaker-events"').encode())
    relay = verb.part("ConversationRelay")
    assert relay is not None
    assert (verb.name, verb.attributes["action"], relay.attributes["ttsLanguage"]) == (
        "Connect", "https://x/after", "es-US")


@pytest.mark.parametrize(("document", "why"), [
    ("<Response>", "12100"), ("<Reply/>", "12100"), ("<Response><Sing/></Response>", "12200 <Sing>"),
    ("<Response><Say/></Response>", "13520"), ("<Response><Dial>home</Dial></Response>", "13223"),
    ("<Response><Connect/></Response>", "12200"),
    (RELAY.format('colour="red"'), "has no colour"), (RELAY.format('ttsProvider="Google"'), "64101 Invalid values"),
    (RELAY.format('interruptible="sometimes"'), "64101 interruptible"),
    ('<Response><Connect><ConversationRelay url="https://x"/></Connect></Response>', "64101 url"),
    ("<Response><Connect><ConversationRelay/></Connect></Response>", "64102")])
def test_what_twilio_would_refuse_is_refused(document: str, why: str) -> None:
    with pytest.raises(TwimlError, match=why):
        read(document.encode())
