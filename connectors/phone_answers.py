"""What Twilio is told to do with a call, in TwiML."""
from __future__ import annotations

from dataclasses import dataclass

from sanic.response import HTTPResponse

from connectors.phone_doors import door, socket_address
from connectors.twiml import answer, document, put, say
from hilo.business.load import get_shop
from hilo.calls.languages import Tongue, tongue_of
from hilo.calls.opening import hints
from hilo.handoff.by_phone import RINGS
from hilo.settings import get_settings
from hilo.texts import texts


@dataclass(frozen=True)
class Way:
    """How a call goes on: with the assistant, which begins with a greeting; or at a number of the team's.

    name: of the greeting's text. times: how often the conversation was taken up again. country: the caller's.
    """

    sid: str
    greeting: str = ""
    name: str = ""
    country: str | None = None
    times: int = 0
    number: str | None = None


def tongue(country: str | None) -> Tongue:
    """In which Spanish."""
    settings = get_settings()
    return tongue_of(country, settings.phone_tts_provider, settings.phone_stt_provider)


def connect(way: Way) -> HTTPResponse:
    """The call talks with the assistant; when it no longer does, `/after` is asked what to do."""
    settings, spoken = get_settings(), tongue(way.country)
    made = document()
    action = door("after") + (f"?times={way.times}" if way.times else "")
    relay = put(put(made, "Connect", {"action": action, "method": "POST"}), "ConversationRelay", {
        "url": socket_address(), "welcomeGreeting": way.greeting, "welcomeGreetingInterruptible": "any",
        "language": spoken.language, "ttsLanguage": spoken.voice, "ttsProvider": settings.phone_tts_provider,
        "voice": settings.phone_voice, "transcriptionLanguage": spoken.heard,
        "transcriptionProvider": settings.phone_stt_provider, "interruptible": "any", "dtmfDetection": "true",
        "events": "speaker-events", "hints": hints()})
    put(relay, "Parameter", {"name": "greeting", "value": way.greeting})
    put(relay, "Parameter", {"name": "greeting_name", "value": way.name})
    return answer(made)


def dial(way: Way) -> HTTPResponse:
    """The team's telephone rings; whoever takes it hears first who calls."""
    made = document()
    ringing = put(made, "Dial", {"timeout": str(RINGS), "answerOnBridge": "true", "action": door("dialled"),
                                 "method": "POST"})
    put(ringing, "Number", {"url": door(f"whisper?call={way.sid}"), "method": "POST"}, way.number)
    return answer(made)


def hang_up() -> HTTPResponse:
    """All was said."""
    made = document()
    put(made, "Hangup")
    return answer(made)


def nothing() -> HTTPResponse:
    """The call has ended already."""
    return answer(document())


def whispered(text: str) -> HTTPResponse:
    """What the team hears before the caller."""
    made = document()
    if text:
        say(made, text, tongue(get_shop().company.profile.country).voice)
    return answer(made)


def goodbye() -> HTTPResponse:
    """The line fails again and again: no silence, and another way."""
    made = document()
    say(made, texts.fill("utter_phone_out_of_order"), tongue(get_shop().company.profile.country).voice)
    put(made, "Hangup")
    return answer(made)


out_of_order = goodbye
