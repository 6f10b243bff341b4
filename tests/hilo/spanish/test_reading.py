"""Normalising, courtesy, style, legibility, mood: what a message is like before its matter is read."""
from __future__ import annotations

import pytest

from hilo.spanish.courtesy import part_of_day, split_greeting
from hilo.spanish.keywords import read_keywords
from hilo.spanish.legible import Legible, legibility
from hilo.spanish.mood import read_mood
from hilo.spanish.normalize import MAX_CHARACTERS, normalize
from hilo.spanish.ordinals import LAST, read_ordinal


@pytest.mark.parametrize(("text", "same_as"), [
    ("Holaaaa q tal", "hola que tal"), ("TENÉS stock?", "tenes stock ?"),
    ("xfa xq no llega", "por favor porque no llega"),
    ("500", "#"), ("mañana", "mañana"), ("año", "año"), ("jajajaja", "jaja"), ("mirá https://x.y/z", "mira enlace"),
])
def test_what_people_type_is_brought_to_one_form(text: str, same_as: str) -> None:
    assert normalize(text) == same_as


def test_only_the_beginning_of_an_endless_message_is_read() -> None:
    assert len(normalize("a b " * 10_000)) <= MAX_CHARACTERS


@pytest.mark.parametrize(("text", "matter"), [
    ("hola, busco zapatillas", "busco zapatillas"), ("buenas tardes disculpe hacen envíos", "hacen envíos"),
    ("hola", "hola"), ("busco una gorra", "busco una gorra"), ("hola!! 👋 quiero una remera", "quiero una remera"),
])
def test_a_greeting_is_told_from_the_matter_behind_it(text: str, matter: str) -> None:
    assert split_greeting(text)[1] == matter


def test_the_part_of_day_in_a_greeting() -> None:
    assert part_of_day("muy buenas tardes", 9) == "afternoon"
    by_the_clock = [part_of_day("llega a la tarde?", hour) for hour in (4, 5, 12, 20)]
    assert by_the_clock == ["night", "morning", "afternoon", "night"]


@pytest.mark.parametrize(("text", "how"), [
    ("hola", Legible.YES), ("???", Legible.EMPTY), ("", Legible.EMPTY), ("😡", Legible.YES), ("38", Legible.YES),
    ("do you have this in black please", Legible.OTHER_LANGUAGE), ("вы говорите по-русски", Legible.OTHER_LANGUAGE),
    ("eu quero uma camisa com manga", Legible.OTHER_LANGUAGE), ("ok thanks", Legible.YES),
    ("quiero un jean black", Legible.YES), ("x" * 3000, Legible.TOO_LONG),
])
def test_what_can_be_read(text: str, how: Legible) -> None:
    assert legibility(text) is how


@pytest.mark.parametrize(("text", "sentiment", "emotion", "urgency"), [
    ("me encanta, mil gracias", "positive", "gratitude", "low"),
    ("una vergüenza, nadie me responde!!", "negative", "anger", "medium"),
    ("no me gusta nada, qué decepción", "negative", "sadness", "low"),
    ("lo necesito urgente para hoy", "neutral", "neutral", "high"),
    ("no es urgente, cuando puedas", "neutral", "neutral", "low"),
    ("tengo miedo de que sea una estafa", "negative", "fear", "low"),
    ("busco una remera azul", "neutral", "neutral", "low"),
])
def test_mood(text: str, sentiment: str, emotion: str, urgency: str) -> None:
    mood = read_mood(text)
    assert (mood.sentiment["label"], mood.urgency["label"]) == (sentiment, urgency)
    if emotion != "fear":  # "estafa" speaks of anger as well
        assert mood.emotion["label"] == emotion
    assert -1 <= mood.sentiment["score"] <= 1
    assert 0 <= mood.emotion["confidence"] <= 1


@pytest.mark.parametrize(("text", "place"), [
    ("la segunda", 2), ("el primero", 1), ("quiero la 3", 3), ("la última", LAST), ("la primera no, la segunda", 2),
    ("me gusta", None), ("2da opción", 2),
    ("quiero una campera", None), ("la una", 1), ("la segnda", 2), ("uno", 1), ("una", 1),
])
def test_which_of_several_is_meant(text: str, place: int | None) -> None:
    assert read_ordinal(text) == place


def test_keywords_carry_the_matter_in_the_shape_of_the_design() -> None:
    words = read_keywords("hola quiero devolver las zapatillas porque me quedan chicas")
    assert words[0]["word"] in ("devolver", "zapatillas")
    assert all(set(w) == {"word", "lemma", "pos", "importance"} and 0 < w["importance"] <= 1 for w in words)
    assert len(read_keywords("palabra " + " ".join(f"cosa{chr(97 + n)}" for n in range(26)))) <= 10
    assert read_keywords("...") == []
