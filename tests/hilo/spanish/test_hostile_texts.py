"""No text makes the readers fail or dawdle, and what they give back is always whole."""
from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hilo.spanish.documents import find_documents, mask_documents
from hilo.spanish.numbers import read_numbers
from hilo.spanish.refusals import declines_to_say, read_permission
from hilo.spanish.speech import clean_turn
from hilo.spanish.times import read_when
from hilo.spanish.values import read_values

NOW = datetime(2026, 3, 4, 10, 20, tzinfo=timezone(timedelta(hours=-3)))
MOST_SECONDS = 0.05
"""CPU seconds that values, permission and documents of one message may take together."""
_PIECES = [
    "hola", "quiero", "no", "me", "manden", "más", "mañana", "el", "lunes", "a", "las", "7", "y", "media", "de", "la",
    "tarde",
    "zapatillas", "negras", "talle", "38", "hasta", "50", "lucas", "entre", "20", "30", "mil", "pesos", "soy", "Ana",
    "López",
    "Rosario", "arroba", "gmail", "punto", "com", "pedido", "dni", "30123456", "4242", "tarjeta", "tres", "cuarenta",
    "uno", "baja",
    "lista", ",", ".", "...", "!", "?", "-", "/", "@", "$", "%", "\n", "ñ", "á", "a\u0301", "🙂", "٣", "漢字", "\u200b",
    "º", "½", "perdón",
]
sentences = st.lists(st.sampled_from(_PIECES), max_size=60).map(" ".join)
glued = st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)
texts = st.one_of(st.text(max_size=300), sentences, glued)
calm = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@calm
@given(texts, st.sampled_from([None, "AR", "MX", "ES", "CL", "XX", ""]))
def test_values_are_whole_and_apart(text, country):
    found = read_values(text, now=NOW, country=country)
    for value in found:
        assert text[value.start:value.end] == value.text != ""
        assert 0 <= value.confidence <= 1
    assert all(a.end <= b.start for a, b in pairwise(found))


@calm
@given(texts, st.sampled_from([None, "AR", "UY"]))
def test_masking_twice_changes_nothing_more(text, country):
    masked = mask_documents(text, country)
    assert mask_documents(masked, country) == masked


@calm
@given(texts)
def test_documents_are_whole_and_apart(text):
    found = find_documents(text)
    assert all(0 <= d.start < d.end <= len(text) and d.digits for d in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@calm
@given(texts)
def test_other_readers_never_fail(text):
    permission = read_permission(text)
    assert permission is None or permission.kind in ("opt_in", "opt_out")
    assert declines_to_say(text) in (True, False)
    turn = clean_turn(text)
    assert not (turn.noise and turn.text)
    assert all(text[start:end] for _, start, end in read_numbers(text))


@calm
@given(texts)
def test_time_asked_for_lies_ahead_and_keeps_the_offset(text):
    when = read_when(text, NOW, "AR")
    if when:
        assert when.start.utcoffset() == NOW.utcoffset()
        assert when.start >= NOW.replace(second=0, microsecond=0) or when.end > NOW
        assert when.end is None or when.end >= when.start


HOSTILE = [
    "1" * 10000, "1 " * 5000, "1234 " * 2000, "1/1 " * 2500, "1." * 5000, "a" * 10000, "a@" * 5000, " " * 10000,
    "no " * 3333,
    "no me " * 1666, "de la " * 1666, "mañana " * 1428, "a las 3 y " * 1000, "3 hs a " * 1428, "lunes o " * 1250,
    "mil " * 2500,
    "treinta y " * 1000, "uno dos " * 1250, "dni 30123456 " * 769, "cvv 123 " * 1250, "4242 " * 2000,
    "soy ana " * 1250,
    "en Rosario, " * 833, "hasta 1.000.000 " * 625, "negro o " * 1250, "zapatillas 38 o 39 " * 526,
    "20 no perdon " * 769,
    "quiero dar de baja la " * 454, "ana arroba " * 909, "punto " * 1666, "a\u0301" * 5000, "٣" * 10000, "🙂" * 10000,
    "漢 á ñ " * 1666, "," * 10000, "\n" * 10000, "(" * 10000, "((((1" * 2000, "$1" * 5000, "V-12.345.678 " * 769,
]


@pytest.mark.parametrize("text", HOSTILE, ids=[t[:20].strip() or "blank" for t in HOSTILE])
def test_ten_thousand_hostile_characters_stay_cheap(text):
    read_values("hola", now=NOW, country="AR")  # indexes are built once
    spent = []
    for _ in range(3):
        began = time.thread_time()
        read_values(text, now=NOW, country="AR")
        read_permission(text)
        mask_documents(text, "AR")
        spent.append(time.thread_time() - began)
    assert min(spent) < MOST_SECONDS * 1.5  # generous: the machine is shared


def test_message_of_usual_length_takes_less_than_three_milliseconds():
    text = "hola! busco zapatillas negras talle 38 para el viernes, unos 500 dólares. soy Ana López, de Rosario"
    spent = []
    for _ in range(30):
        began = time.thread_time()
        read_values(text, now=NOW, country="AR")
        read_permission(text)
        find_documents(text, "AR")
        spent.append(time.thread_time() - began)
    assert sorted(spent)[len(spent) // 2] < 0.003
