"""What Twilio is told to do with a call: TwiML (https://www.twilio.com/docs/voice/twiml)."""
from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from sanic import response
from sanic.response import HTTPResponse

Attributes = Mapping[str, str | None]


def document() -> Element:
    """An empty answer; verbs are put into it."""
    return Element("Response")


def put(into: Element, verb: str, attributes: Attributes | None = None, text: str | None = None) -> Element:
    """Adds a verb; an attribute without a value is left out."""
    added = SubElement(into, verb, {name: value for name, value in (attributes or {}).items() if value is not None})
    added.text = text
    return added


def say(into: Element, text: str, language: str) -> None:
    """Says something where no conversation is open; `language` is one that Twilio's own voices have."""
    put(into, "Say", {"language": language}, text)


def answer(made: Element) -> HTTPResponse:
    """As it goes out."""
    body = tostring(made, encoding="utf-8", xml_declaration=True)
    return response.raw(body, content_type="text/xml; charset=utf-8")
