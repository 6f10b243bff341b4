"""What a text message looks like, what it costs, and how its choices are answered."""
from __future__ import annotations

from typing import Any

import pytest

from hilo.outreach import text_message
from hilo.outreach.gsm import Size, size
from hilo.outreach.policy import get_policy

MENU = [{"title": "Ver precios", "payload": "/price_inquiry"}, {"title": "Hablar con alguien", "payload": "/human"},
        {"title": "Sí, avísame", "payload": "/affirm"}]
SIZES = [{"title": "38", "payload": "38"}, {"title": "39", "payload": "39"}]


@pytest.mark.parametrize(("text", "expected"), [
    ("", Size("GSM-7", 0, 0)), ("a" * 160, Size("GSM-7", 160, 1)), ("a" * 161, Size("GSM-7", 161, 2)),
    ("a" * 306, Size("GSM-7", 306, 2)), ("a" * 307, Size("GSM-7", 307, 3)), ("¿Qué año, señor? ¡Ñandú!", None),
    ("¡Qué señal! ¿Güero?", Size("GSM-7", 19, 1)), ("á" * 70, Size("UCS-2", 70, 1)), ("á" * 71, Size("UCS-2", 71, 2)),
    ("á" * 134, Size("UCS-2", 134, 2)), ("€" * 80, Size("GSM-7", 160, 1)), ("€" * 81, Size("GSM-7", 162, 2)),
    ("😀" * 35, Size("UCS-2", 70, 1)), ("😀" * 36, Size("UCS-2", 72, 2)), ("😀" * 67, Size("UCS-2", 134, 3)),
    ("a" * 152 + "€" + "a" * 10, Size("GSM-7", 164, 2)),
])
def test_segments_are_counted_as_the_networks_count_them(text: str, expected: Size | None) -> None:
    assert size(text) == (expected or Size("UCS-2", len(text), 1))


@pytest.mark.parametrize(("written", "sent"), [
    ("¡Hola, *Ana*! 👋🏽 Tu «CB-1» va _en camino_ — llega hoy…", '¡Hola, Ana! Tu "CB-1" va en camino - llega hoy...'),
    ("https://x.ar/a_b_c?d=*1*", "https://x.ar/a_b_c?d=*1*"), ("• uno\n\n\n\n• dos 🎉", "- uno\n\n- dos"),
    ("2 × 3\u00a0000", "2 x 3 000"), ("👨‍👩‍👧 ✅", ""),
])
def test_words_are_written_with_the_signs_of_a_telephone(written: str, sent: str) -> None:
    assert text_message.plain(written) == sent


def test_choices_have_numbers_and_say_how_to_choose() -> None:
    assert text_message.with_choices("¿Qué prefieres?", MENU) == (
        "¿Qué prefieres?\n1. Ver precios\n2. Hablar con alguien\n3. Sí, avísame\nPara elegir, basta el número.")
    listed = "Hay esto:\n1. Precios\n2. Una persona\n3. Un aviso\n¿Qué prefieres?"
    assert text_message.with_choices(listed, MENU) == f"{listed}\nPara elegir, basta el número."
    assert text_message.with_choices("¿Qué talle?", SIZES) == "¿Qué talle?\n- 38\n- 39"


@pytest.mark.parametrize(("said", "payload"), [
    ("1", "/price_inquiry"), ("2.", "/human"), (" 3) ", "/affirm"), ("la 2", "/human"), ("opción 2", "/human"),
    ("La segunda", "/human"), ("dos", "/human"), ("tres", "/affirm"), ("la última", "/affirm"),
    ("si, avisame", "/affirm"), ("VER PRECIOS!", "/price_inquiry"), ("n° 1", "/price_inquiry"),
    ("4", None), ("0", None), ("", None), ("quiero 2 remeras", None), ("el segundo día", None), ("precio", None),
    ("2 o 3", None), ("calle 2", None), ("?", None),
])
def test_an_answer_is_a_number_or_the_words_of_a_choice(said: str, payload: str | None) -> None:
    found: Any = text_message.chosen(said, MENU)
    assert (found or {}).get("payload") == payload


def test_a_figure_among_choices_of_figures_is_itself() -> None:
    assert text_message.chosen("38", SIZES) == SIZES[0]
    assert text_message.chosen("1", SIZES) is None
    assert text_message.chosen("la segunda", SIZES) is None


def test_a_long_text_loses_its_costly_accents_before_it_becomes_several() -> None:
    short = "Está bien, así será mañana. " * 9  # 252 signs: four SMS with accents
    assert text_message.parts(short) == [short.strip()]
    longer = "Está bien, así será mañana. " * 12
    assert text_message.parts(longer) == [longer.strip().replace("á", "a").replace("í", "i")]


def test_a_text_that_is_too_long_goes_in_parts_cut_between_sentences() -> None:
    parts = text_message.parts("Esta frase tiene cuarenta letras justas. " * 40)
    assert len(parts) > 1
    assert all(size(part).segments <= get_policy().sms.most_segments for part in parts)
    assert all(part.endswith("justas.") for part in parts)
    assert sum(part.count("frase") for part in parts) == 40
