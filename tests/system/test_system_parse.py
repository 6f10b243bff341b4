"""`/model/parse`: an intent of ours, always, and the four readings at top level."""
from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.system.test_system_api import INTENTS, check_mood
from tests.talking import defect

TEXTS = [
    "hola, recién llego", "¿cuánto sale la Manta Panal?", "azulejo tranvía mandarina", "", "   ", "🙂🙂", "?!?!", "300",
    "Do you have running shoes please?", "<b>hola</b>", "مرحبا", "no", "a" * 5_000, "hola\x00\x07",
    "ESTO ES UN PAPELÓN!!!", "quiero comprar tres remeras negras talle M para el viernes, hasta 90 mil pesos",
    pytest.param("/restart", marks=defect("/model/parse names «restart», which is none of our intents")),
    pytest.param("/greet", marks=defect("a text that begins with / is parsed without sentiment, emotion and urgency")),
]


def parse(http: httpx.Client, text: str) -> dict[str, Any]:
    """What the model makes of a text."""
    answer = http.post("/model/parse", json={"text": text})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


@pytest.mark.usefixtures("quiet_log")
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text)[:40])
def test_every_text_gets_an_intent_of_ours_and_all_readings(http: httpx.Client, text: str) -> None:
    body = parse(http, text)
    assert body["intent"]["name"] in INTENTS
    assert 0 <= body["intent"]["confidence"] <= 1
    check_mood(body)
    assert isinstance(body["secondary_intents"], list)
    assert all(intent["name"] in INTENTS for intent in body["secondary_intents"])
    assert len(body["keywords"]) <= 10
    assert all({"word", "lemma", "pos", "importance"} <= set(keyword) for keyword in body["keywords"])


def test_values_are_normalised(http: httpx.Client) -> None:
    body = parse(http, "quiero comprar tres remeras negras talle M para el viernes, hasta 90 mil pesos, soy de Córdoba")
    values = {entity["entity"]: entity["value"] for entity in body["entities"]}
    assert values["product"] == "remera"
    assert values["color"] == "negro"
    assert values["size"] == "M"
    assert values["quantity"] == 3
    assert (values["budget"]["min"], values["budget"]["max"]) == (None, 90000)
    assert values["city"] == "Córdoba"
    assert str(values["date_time"]).startswith("2026-11-27")
    assert all(body["text"][e["start"]:e["end"]] for e in body["entities"])


def test_a_second_matter_stands_beside_the_first(http: httpx.Client) -> None:
    body = parse(http, "buenas tardes, ¿cuánto sale la Manta Panal?")
    assert body["intent"]["name"] == "price_inquiry"
    assert "greet" in [intent["name"] for intent in body["secondary_intents"]]


def test_mood_is_read(http: httpx.Client) -> None:
    angry = parse(http, "estoy furioso, esto es una vergüenza y lo necesito urgente")
    glad = parse(http, "¡me encantó, muchísimas gracias, son excelentes!")
    assert [angry[name]["label"] for name in ("sentiment", "emotion", "urgency")] == ["negative", "anger", "high"]
    assert glad["sentiment"]["label"] == "positive"
    assert glad["emotion"]["label"] in {"joy", "gratitude"}


def test_keywords_say_what_it_is_about(http: httpx.Client) -> None:
    words = {k["word"].lower() for k in parse(http, "¿hacen envíos de lámparas de pie hasta Mendoza?")["keywords"]}
    assert {"lámparas", "mendoza"} <= words


@defect("malformed JSON at /model/parse is answered 500")
def test_malformed_json_is_refused_not_a_failure(http: httpx.Client) -> None:
    assert http.post("/model/parse", content=b"{").status_code == 400
