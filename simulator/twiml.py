"""TwiML as Twilio reads it: the verbs that are played here, each with the attributes that it has.

Sources: https://www.twilio.com/docs/voice/twiml and …/twiml/connect/conversationrelay.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

RELAY = frozenset(
    "url welcomeGreeting welcomeGreetingInterruptible language ttsLanguage ttsProvider voice transcriptionLanguage "
    "transcriptionProvider speechModel eotThreshold interruptible interruptSensitivity dtmfDetection preemptible hints "
    "reportInputDuringAgentSpeech ignoreBackchannel partialPrompts speechTimeout deepgramSmartFormat events debug "
    "elevenlabsTextNormalization intelligenceService conversationConfiguration".split())
VERBS = {"Connect": {"action", "method"}, "Say": {"voice", "language", "loop"}, "Pause": {"length"}, "Hangup": set(),
         "Redirect": {"method"}, "Dial": {"action", "method", "timeout", "answerOnBridge", "callerId", "record",
                                          "hangupOnStar", "timeLimit", "ringTone"}}
_WHEN = ("none", "any", "speech", "dtmf", "true", "false")
_VALUES = {
    "url": re.compile(r"wss://\S+|ws://(?:localhost|127\.0\.0\.1)[:/]\S*"),
    "language": re.compile(r"[a-z]{2}-(?:[A-Z]{2}|\d{3})|multi"), "ttsLanguage": re.compile(r"[a-z]{2}(?:-\w+)?|multi"),
    "transcriptionLanguage": re.compile(r"[a-z]{2}(?:-\w+)?|multi"),
    "ttsProvider": re.compile("Google|Amazon|ElevenLabs"), "transcriptionProvider": re.compile("Google|Deepgram"),
    "interruptible": re.compile("|".join(_WHEN)), "welcomeGreetingInterruptible": re.compile("|".join(_WHEN)),
    "dtmfDetection": re.compile("true|false"), "partialPrompts": re.compile("true|false")}
_VOICES = {"Google": ("es-ES", "es-US"), "Amazon": ("es-ES", "es-MX", "es-US")}
"""The Spanish that a provider's voices have."""


class TwimlError(ValueError):
    """What Twilio would end the call with."""


@dataclass
class Verb:
    """A verb with what it holds. parts: nested nouns."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    parts: list[Verb] = field(default_factory=list)

    def part(self, name: str) -> Verb | None:
        """The nested noun of a name."""
        return next((part for part in self.parts if part.name == name), None)


def read(body: bytes) -> list[Verb]:
    """The verbs of an answer, checked.

    Raises:
        TwimlError: with Twilio's number of the error.
    """
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        raise TwimlError(f"12100 document parse failure: {error}") from error
    if root.tag != "Response":
        raise TwimlError("12100 the document is no <Response>")
    return [_checked(_verb(one)) for one in root]


def _verb(node: ElementTree.Element) -> Verb:
    return Verb(node.tag, dict(node.attrib), (node.text or "").strip(), [_verb(one) for one in node])


def _checked(verb: Verb) -> Verb:
    if verb.name not in VERBS:
        raise TwimlError(f"12200 <{verb.name}> is not played here")
    _known(verb, VERBS[verb.name])
    if verb.name in ("Say", "Redirect") and not verb.text:
        raise TwimlError(f"13520 <{verb.name}> is empty")
    if verb.name == "Connect":
        relay = verb.part("ConversationRelay")
        if relay is None or len(verb.parts) != 1:
            raise TwimlError("12200 <Connect> holds one <ConversationRelay>")
        _relay(relay)
    if verb.name == "Dial":
        number = verb.part("Number")
        if not re.fullmatch(r"\+\d{7,15}", number.text if number else verb.text):
            raise TwimlError("13223 <Dial>: no number in E.164")
    return verb


def _known(verb: Verb, attributes: set[str] | frozenset[str]) -> None:
    unknown = sorted(set(verb.attributes) - set(attributes))
    if unknown:
        raise TwimlError(f"12200 <{verb.name}> has no {', '.join(unknown)}")


def _relay(relay: Verb) -> None:
    _known(relay, RELAY)
    given = relay.attributes
    if "url" not in given:
        raise TwimlError("64102 <ConversationRelay> has no url")
    for name, allowed in _VALUES.items():
        if name in given and not allowed.fullmatch(given[name]):
            raise TwimlError(f"64101 {name}: {given[name]}")
    provider, voice = given.get("ttsProvider", "ElevenLabs"), given.get("ttsLanguage", given.get("language", "en-US"))
    if voice.startswith("es") and voice not in _VOICES.get(provider, (voice,)):
        raise TwimlError(f"64101 Invalid values ({provider}/{voice}) for tts settings")
    for part in relay.parts:
        if part.name not in ("Parameter", "Language"):
            raise TwimlError(f"12200 <ConversationRelay> holds no <{part.name}>")
