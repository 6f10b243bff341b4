"""How a message's mood is read: what it must not confuse, what it costs, and where its examples lie."""
from __future__ import annotations

import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from hilo.spanish.mood import felt_first, is_unhurried, read_mood
from hilo.spanish.mood_grams import families_in, prepared
from hilo.spanish.mood_model import EMOTIONS, EXAMPLES, SENTIMENTS, URGENCIES, model, read_examples
from hilo.spanish.mood_transformer import heavier


@pytest.mark.parametrize(("text", "sentiment", "emotion", "urgency"), [
    ("qué maravilla, otra vez sin llegar 👏", "negative", "anger", "medium"),
    ("no está nada mal la campera", "positive", None, "low"),
    ("gracias por nada", "negative", "anger", "low"),
    ("muchas gracias, quedó resuelto", "positive", "gratitude", "low"),
    ("¿tienen la remera que dice odio los lunes?", "neutral", "neutral", "low"),
    ("la boda es mañana y el vestido no llegó", "negative", None, "high"),
    ("creo que me clonaron la tarjeta", "negative", "fear", "high"),
    ("se agotó justo el que quería 😢", "negative", "sadness", "low"),
    ("hasta luego, que descanses", "neutral", "neutral", "low"),
    ("no, así no era", "neutral", "neutral", "low"),
])
def test_what_is_meant_counts_and_not_the_word(text: str, sentiment: str, emotion: str | None, urgency: str) -> None:
    mood = read_mood(text)
    assert (mood.sentiment["label"], mood.urgency["label"]) == (sentiment, urgency)
    assert emotion in (None, mood.emotion["label"])


def test_saying_it_three_times_makes_it_no_more_urgent() -> None:
    once = read_mood("necesito saber el precio urgente")
    thrice = read_mood("necesito saber el precio urgente urgente urgente")
    assert thrice.urgency["score"] <= once.urgency["score"] + 0.1
    assert families_in(prepared("urgente urgente urgente")) == ["pressing"]


def test_a_no_turns_a_phrase_round_within_its_clause() -> None:
    assert "no:praise" in families_in(prepared("no me parece bonito"))
    assert "praise" in families_in(prepared("no, es bonito"))
    assert is_unhurried("cuando puedas, no corre prisa")
    assert not is_unhurried("lo necesito ya")


@pytest.mark.parametrize("text", ["", " ", "...", "???", "38", "😡", "漢字", "a\u0301" * 5000, "no " * 3333,
                                  "🙂" * 10_000, "no me llega y ya van " * 500, "x" * 10_000, "1/2 " * 2500])
def test_every_text_has_a_mood_in_the_shapes_of_the_design_at_once(text: str) -> None:
    model()
    spent = []
    for _ in range(3):
        began = time.thread_time()
        likelihoods = model().read(text)
        spent.append(time.thread_time() - began)
    assert min(spent) < 0.02
    assert all(sum(field.values()) == pytest.approx(1) for field in likelihoods)
    mood = read_mood(text)
    assert set(mood.sentiment) == set(mood.urgency) == {"label", "score"}
    assert set(mood.emotion) == {"label", "confidence"}
    assert mood.sentiment["label"] in SENTIMENTS
    assert mood.emotion["label"] in EMOTIONS
    assert mood.urgency["label"] in URGENCIES
    assert -1 <= mood.sentiment["score"] <= 1
    assert 0 <= mood.urgency["score"] <= 1


def test_a_wrong_line_is_told_with_its_file_and_number(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("# x\nnegative furious high | qué mal\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.txt:2"):
        read_examples(tmp_path / "x.txt")


def test_no_message_is_labelled_in_two_ways() -> None:
    labels: dict[str, set[object]] = {}
    for path in EXAMPLES.glob("*.txt"):
        for example in read_examples(path):
            labels.setdefault(example.text.lower(), set()).add(example.labels)
    assert {text: found for text, found in labels.items() if len(found) > 1} == {}


def test_heavier_models_read_what_they_can_and_the_rest_is_read_as_ever(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sentiment").mkdir()
    rows = [{"label": "POS", "score": 0.9}, {"label": "NEU", "score": 0.1}]
    asked: list[str] = []

    def pipeline(task: str, model: str, top_k: None) -> object:
        asked.append(model)
        return lambda text, truncation: [rows]

    monkeypatch.setitem(sys.modules, "transformers", SimpleNamespace(pipeline=pipeline))
    sentiment, emotion, _ = heavier(tmp_path, model().read)("muchas gracias")
    assert (asked, sentiment) == ([str(tmp_path / "sentiment")], {"negative": 0.0, "neutral": 0.1, "positive": 0.9})
    assert max(emotion, key=lambda name: emotion[name]) == "gratitude"
    with pytest.raises(FileNotFoundError, match="HILO_MOOD_MODEL"):
        heavier(tmp_path / "none", model().read)


@pytest.mark.parametrize("text", [
    "se me murió mi viejo y necesito una camisa oscura", "mi abuela acaba de fallecer, ¿tienen vestidos negros?",
    "enterramos a mi hermano el martes, busco un saco", "estamos de luto, ¿hay polleras negras?"])
def test_a_bereavement_is_heard_however_calmly_something_is_bought(text: str) -> None:
    mood = read_mood(text)
    assert felt_first(mood.sentiment, mood.emotion) == "sadness"


@pytest.mark.parametrize(("text", "felt"), [
    ("ando bajoneado estos días", "low"), ("estoy triste y quería comprarme algo lindo", "low"),
    ("busco una corbata negra para un velorio", None), ("me muero por ese vestido", None),
    ("perdí el número de mi pedido", None)])
def test_a_quiet_sadness_is_heard_and_none_is_made_up(text: str, felt: str | None) -> None:
    mood = read_mood(text)
    assert felt_first(mood.sentiment, mood.emotion) in ((felt, "sadness") if felt else (None,))


@pytest.mark.parametrize(("text", "felt"), [
    ("hola estoy triste hoy", "low"), ("ando medio bajoneada, quiero ver camperas", "low"),
    ("busco algo para una amiga triste", None)])
def test_sadness_told_by_its_name_is_heard(text: str, felt: str | None) -> None:
    mood = read_mood(text)
    assert felt_first(mood.sentiment, mood.emotion) == felt


@pytest.mark.parametrize("text", ["son muy caras", "¡qué caro!", "está carísimo", "me parece un poco caro",
                                  "son muy caras, ¿no hay más baratas?", "qué caro el envío"])
def test_what_is_too_dear_makes_nobody_angry(text: str) -> None:
    mood = read_mood(text)
    assert (mood.sentiment["label"], felt_first(mood.sentiment, mood.emotion)) == ("negative", None)


@pytest.mark.parametrize("text", ["son unos ladrones, es muy caro", "es carísimo y llegó roto", "me vieron la cara",
                                  "no me responde nadie, un desastre, y encima es caro"])
def test_what_is_wrong_besides_the_price_is_felt(text: str) -> None:
    mood = read_mood(text)
    assert felt_first(mood.sentiment, mood.emotion) in ("anger", "negative")


def test_whose_patience_is_gone_is_angry_though_the_question_beside_it_is_calm() -> None:
    mood = read_mood("quiero saber cuánto sale, ¡me tienen harta!")
    assert felt_first(mood.sentiment, mood.emotion) == "anger"
    others = read_mood("los del banco me tienen harta, busco algo lindo")
    assert felt_first(others.sentiment, others.emotion) is None


@pytest.mark.parametrize("text", [
    "la retiro en Rosario y pago en efectivo al retirar", "retiro en el local y pago en efectivo",
    "lo paso a buscar por la sucursal y abono con débito"])
def test_telling_how_it_is_fetched_and_paid_for_is_no_bad_mood(text: str) -> None:
    mood = read_mood(text)
    assert felt_first(mood.sentiment, mood.emotion) is None


@pytest.mark.parametrize("text", [
    "me retiro de la compra, estoy harto", "pago y nunca me llega nada, una estafa",
    "la retiro en Rosario y pago en efectivo, pero la última vez me trataron horrible"])
def test_who_is_angry_about_paying_and_fetching_is_still_angry(text: str) -> None:
    mood = read_mood(text)
    assert felt_first(mood.sentiment, mood.emotion) in ("anger", "negative")
