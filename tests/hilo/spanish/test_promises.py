"""Promises of customers: the table of promises.txt, their words and times, other texts, and the gold set's floor."""
from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import promises as bench
from hilo.spanish.promises import read_promises

NOW = datetime(2026, 3, 4, 10, 20, tzinfo=timezone(timedelta(hours=-3)))
KINDS = set("send_proof pay send_data send_photo answer call visit buy return_item other".split())
_LINES = [line for line in Path(__file__).with_name("promises.txt").read_text(encoding="utf-8").splitlines()
          if line and not line.startswith("#")]
PROMISED = [tuple(line.split(" | ", 2)) for line in _LINES if not line.startswith("none |")]
NOT_PROMISED = [line.split(" | ", 1)[1] for line in _LINES if line.startswith("none |")]


@pytest.mark.parametrize(("kind", "due", "text"), PROMISED, ids=[text[:60] for _, _, text in PROMISED])
def test_promise_of_the_table(kind, due, text):
    found = read_promises(text, NOW, "AR")
    assert found
    assert found[-1].kind == kind
    assert (str(found[-1].due.date()) if found[-1].due else "-") == due


@pytest.mark.parametrize("text", NOT_PROMISED)
def test_nothing_is_promised(text):
    assert read_promises(text, NOW, "AR") == []


def test_words_and_window_of_a_promise():
    text = "Hola! Mañana te paso el comprobante, gracias"
    [promise] = read_promises(text, NOW, "AR")
    assert promise.what == "te paso el comprobante"
    assert promise.quote == text[promise.start:promise.end] == "Mañana te paso el comprobante"
    assert promise.due == NOW.replace(day=5, hour=0, minute=0)
    assert promise.due_end > promise.due


def test_event_has_no_due():
    [promise] = read_promises("en cuanto cobre te compro las zapas", NOW, "AR")
    assert (promise.kind, promise.due, promise.due_end) == ("buy", None, None)


def test_second_deed_takes_the_time_of_the_first():
    first, second = read_promises("mañana paso por el local y te pago", NOW, "AR")
    assert (first.kind, second.kind) == ("visit", "pay")
    assert first.due == second.due


def test_promise_without_a_time_is_weaker():
    [weak], [strong] = read_promises("te aviso", NOW), read_promises("quedo en avisarte mañana", NOW)
    assert weak.confidence <= 0.7 < strong.confidence


def test_bare_si_before_a_time_is_a_yes():
    assert read_promises("si mañana te paso el comprobante", NOW)
    assert not read_promises("si te pago hoy me lo mandás mañana", NOW)


def test_now_must_have_an_offset():
    with pytest.raises(ValueError, match="offset"):
        read_promises("mañana te aviso", datetime(2026, 3, 4, 10, 20))


_PIECES = ("te le les lo se mando paso deposito voy a quedo en avisarte mañana el viernes si no que cuando y , . ? ¿ "
           "... \n comprobante foto 5 á a\u0301 🙂 \u200b").split(" ")


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join)))
def test_what_is_found_is_whole(text):
    for promise in read_promises(text, NOW, "AR"):
        assert promise.quote == text[promise.start:promise.end] != ""
        assert promise.kind in KINDS
        assert promise.what in text
        assert 0 < promise.confidence <= 1


HOSTILE = ["te mando " * 1111, "mañana te mando " * 625, "voy a " * 1666, "si " * 3333, "quedo en " * 1111,
           "te mando 1 1 1 " * 666, "y " * 5000, "no no te " * 1111, "te mando, " * 1000, "te mando\n" * 1111,
           "¿" * 10000, "a" * 10000, "cuando que " * 909, "te mando? " * 1000, "te aviso. " * 1000, "a\u0301" * 5000,
           "voy a ir a pasar a " * 526, "te mando a mi " * 714, "el lunes te pago. " * 555]


@pytest.mark.parametrize("text", HOSTILE, ids=[t[:20].strip() for t in HOSTILE])
def test_ten_thousand_hostile_characters_stay_cheap(text):
    read_promises("mañana te aviso", NOW, "AR")  # words are read once
    spent = []
    for _ in range(4):
        began = time.thread_time()
        read_promises(text, NOW, "AR")
        spent.append(time.thread_time() - began)
    assert min(spent) < 0.02


def test_gold_set_by_another_author():
    assert bench.measure().f1 >= 0.85
