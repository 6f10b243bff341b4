"""Every known answer of Twilio's own validator, and what is no signature."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from connectors.twilio_signature import is_genuine, signature

KNOWN = json.loads((Path(__file__).parent / "twilio_signature_vectors.json").read_text(encoding="utf-8"))
TOKEN = KNOWN["auth_token"]


def fields_of(vector: dict) -> list[tuple[str, str]]:
    return [(name, value) for name, values in vector["params"].items()
            for value in (values if isinstance(values, list) else [values])]


@pytest.mark.parametrize("vector", KNOWN["vectors"], ids=lambda vector: vector["name"])
def test_every_known_answer_is_believed_and_no_changed_one(vector: dict) -> None:
    fields, body = fields_of(vector), vector.get("body", "").encode()

    def believed(token: str = TOKEN, given: str = vector["expected"], url: str = vector["url"], more: bytes = b"",
                 fields: list[tuple[str, str]] = fields) -> bool:
        return is_genuine(token, given, [url], fields, body + more)

    assert believed()
    assert believed(url=vector["url"] + "#rc=2&rp=all")
    assert not believed(token="12346")
    assert not believed(given=vector["expected"][:-2] + "x=")
    assert not believed(given="ñ")
    assert not believed(url=vector["url"].replace("myapp", "other"))
    if body:
        assert not believed(more=b" ")
    else:
        assert not believed(fields=[*fields, ("More", "")])


def test_blank_fields_and_accents_are_signed() -> None:
    blank = signature("t", "https://x.example/a", [("Body", "")])
    assert blank == signature("t", "https://x.example/aBody")
    said = signature("t", "https://x.example/a", [("Body", "¿Qué tal?")])
    assert said == signature("t", "https://x.example/aBody¿Qué tal?")


def test_an_address_with_an_impossible_port_is_nobodys() -> None:
    assert not is_genuine("t", "abc", ["https://x.example:port/a", "https://x.example:99999/"], [], b"")
