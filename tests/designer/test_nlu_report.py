"""`make nlu-report`: the figures on answers made up by hand, and the page of a small project from the door."""
from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from designer.nlu_report import __main__ as command
from designer.nlu_report import advice, figures, repeated
from designer.nlu_report.understanding import Answer
from hilo.learning.phrase_files import Phrase
from hilo.settings import get_settings


def phrase(text: str, intent: str = "a", line: int = 1) -> Phrase:
    return Phrase(intent, text, "data/flows/x/nlu.yml", line)


def answer(intent: str, guess: str, confidence: float, text: str = "algo", **others: float) -> Answer:
    return Answer(phrase(text, intent), [(guess, confidence), *others.items()])


def test_precision_recall_and_f1_are_of_each_intent() -> None:
    found = figures.by_intent([answer("a", "a", .9), answer("a", "b", .6), answer("b", "b", .9), answer("b", "b", .9)])
    assert found["a"] == figures.OfIntent("a", 2, 0.5, 1.0, pytest.approx(2 / 3))
    assert found["b"] == figures.OfIntent("b", 2, 1.0, pytest.approx(2 / 3), pytest.approx(0.8))


def test_an_intent_that_is_never_guessed_has_no_f1() -> None:
    assert figures.by_intent([answer("a", "b", .9)])["a"].f1 == 0.0


def test_the_most_frequent_confusion_comes_first_and_in_it_the_surest_mistake() -> None:
    first, second = figures.confusions([answer("a", "c", .9), answer("a", "b", .4), answer("a", "b", .7),
                                        answer("a", "a", .9)])
    assert (first.intent, first.guess, [a.confidence for a in first.answers]) == ("a", "b", [.7, .4])
    assert second.guess == "c"


def test_a_confidence_of_eight_tenths_that_is_right_four_times_in_ten_misses_by_forty_points() -> None:
    answers = [answer("a", "a", .8)] * 4 + [answer("a", "b", .8)] * 6
    one, = figures.calibration(answers)
    assert (one.low, one.count, one.said, one.right) == (0.8, 10, pytest.approx(.8), pytest.approx(.4))
    assert figures.calibration_error([one]) == pytest.approx(.4)
    assert figures.calibration([answer("a", "a", 1.0)])[0].low == 0.9
    assert figures.calibration_error([]) == 0.0


def test_out_of_scope_is_caught_by_name_or_by_asking_back_and_its_threshold_keeps_the_precision_wanted() -> None:
    name = figures.OUT_OF_SCOPE
    answers = [answer(name, name, .9), answer(name, "a", .2, out_of_scope=.1), answer(name, "a", .9, out_of_scope=.05),
               answer("a", name, .6), answer("a", "a", .9)]
    found = figures.out_of_scope(answers, 0.35)
    assert found == figures.OutOfScope(3, pytest.approx(1 / 3), 0.5, pytest.approx(2 / 3), pytest.approx(1 / 3))
    assert figures.out_of_scope([answer("a", "a", .9)], 0.35) is None
    never = figures.out_of_scope([answer("a", name, .9), answer(name, name, .3)], 0.35)
    assert never is not None
    assert never.recall_wanted is None


def test_phrases_that_say_the_same_are_found_in_an_intent_in_two_and_in_the_tests() -> None:
    found = repeated.repeated([
        phrase("¿Llegan a Salta?"), phrase("llegan a salta"), phrase("quiero saber cuánto cuesta el envío"),
        phrase("quiero saber cuánto cuesta el envio a", "b"), phrase("obvio que sí", "b"), phrase("obvio que no", "c"),
        phrase("me llamo [Ana](person_name)", "b"), phrase("me llamo Ana", "c"), phrase("3", "b"), phrase("4", "c"),
    ], [phrase("llegan a Salta?")])
    assert [(p.one.said, p.other.said) for p in found.same] == [("¿Llegan a Salta?", "llegan a salta")]
    assert [(p.one.intent, p.other.intent) for p in found.conflicting] == [("b", "c"), ("a", "b")]
    assert [p.one.said for p in found.overlap] == ["¿Llegan a Salta?"]
    assert found.almost == []


def test_advice_names_what_an_intent_loses_takes_and_never_says() -> None:
    asks = [phrase(f"{way} {what}?", "b") for way in ("hay", "tienen", "venden", "queda")
            for what in ("botas", "medias", "gorros", "bolsos", "camperas")]
    tells = [phrase(f"vi unas {what} {how}", "a") for what in ("botas", "medias") for how in ("ayer", "rojas")]
    confused = figures.confusions([*[answer("a", "b", .9, "vi unas botas")] * 3,
                                   *[answer("b", "a", .8, "hay botas?")] * 2])
    rows = {row.name: row for row in advice.all_intents([*asks, *tells], {}, {}, confused)}
    lines = " ".join(rows["a"].advice)
    assert "Tiene 4 frases" in lines
    assert "3 frases suyas se toman por «b»: escribe más maneras de decir «vi unas botas»" in lines
    assert "Se lleva 2 frases de «b», por ejemplo «hay botas?»" in lines
    assert "Casi no hay frases cortas, de una a tres palabras; en forma de pregunta." in lines
    assert advice.is_weak(rows["a"])  # it was not measured at all


WAYS = {
    "shipping_inquiry": (["cuánto sale el envío", "llegan con el envío", "hacen envíos", "mandan por correo"],
                         ["a Rosario", "a Salta", "al campo", "a mi casa"]),
    "price_inquiry": (["qué precio tiene", "cuánto cuesta", "a cuánto está", "qué vale"],
                      ["la mochila", "el bolso", "la gorra", "el cinto"]),
    "out_of_scope": (["me ayudas con", "sabes algo de", "cuéntame de", "qué opinas de"],
                     ["la tarea", "el partido", "la luna", "mi horóscopo"]),
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Three intents, one with a phrase that is somewhere else too, one that is new; held-out messages."""
    root = tmp_path / "project"
    (root / "data").mkdir(parents=True)
    (root / "tests" / "nlu").mkdir(parents=True)
    blocks = {name: [" ".join(pair) for pair in product(*parts)] for name, parts in WAYS.items()}
    blocks["price_inquiry"] += ["<script>alert(1)</script> cuánto"] * 2 + ["hacen envíos al campo"]
    blocks["gift_cards"] = ["tarjeta de regalo", "quiero regalar una tarjeta"]
    write(root / "data" / "nlu.yml", blocks)
    write(root / "tests" / "nlu" / "held.yml", {
        "shipping_inquiry": ["y el envío a Mendoza cuánto sale", "qué vale el envío del cinto"],
        "price_inquiry": ["qué precio tiene el cinto negro", "me cuentan cuánto cuesta"],
        "out_of_scope": ["qué opinas del partido", "sabes algo de la tarea"]})
    monkeypatch.setenv("HILO_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(sys, "argv", ["nlu_report", "--project", str(root)])
    get_settings.cache_clear()
    yield root
    get_settings.cache_clear()


def write(file: Path, blocks: dict[str, list[str]]) -> None:
    file.write_text('version: "3.1"\nnlu:\n' + "".join(
        f"- intent: {name}\n  examples: |\n" + "".join(f"    - {text}\n" for text in those)
        for name, those in blocks.items()), encoding="utf-8")


def test_the_page_has_every_part_and_loads_nothing(project: Path, tmp_path: Path,
                                                   capsys: pytest.CaptureFixture[str]) -> None:
    command.main()
    file = tmp_path / "home" / "var" / "nlu-report.html"
    assert capsys.readouterr().out.splitlines()[-1] == str(file)
    html = file.read_text(encoding="utf-8")
    assert not re.search(r"https?:|<link|<script|\ssrc=|@import|url\(", html)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    for words in ("53 frases de 4 intenciones", "6 mensajes de prueba", "Qué confunde con qué", "Todas las intenciones",
                  "Tiene muy pocas frases para medirla", "¿La confianza dice la verdad?", "Fuera de tema",
                  "¿Sirve escribir más frases?", "tests/nlu/held.yml:"):
        assert words in html
    assert html.count("<svg") == 3  # confidence of tests and of phrases left out, and the learning curve
    twice = " ".join(html.partition("en dos intenciones (1)")[2].split())
    assert ('«hacen envíos al campo» <b>shipping_inquiry</b> <span class="where">data/nlu.yml:15</span><br>'
            "«hacen envíos al campo» <b>price_inquiry</b>") in twice


def test_a_project_without_held_out_messages_is_measured_by_its_own_phrases(project: Path, tmp_path: Path) -> None:
    (project / "tests" / "nlu" / "held.yml").unlink()
    command.main()
    html = (tmp_path / "home" / "var" / "nlu-report.html").read_text(encoding="utf-8")
    assert "No hay mensajes de prueba con que medirlo" in html
    assert html.count("<svg") == 1


def test_too_few_phrases_and_broken_yaml_are_told_without_a_traceback(project: Path) -> None:
    write(project / "data" / "nlu.yml", {"greet": ["hola", "buenas"]})
    with pytest.raises(SystemExit, match="hacen falta dos intenciones con 10 frases"):
        command.main()
    (project / "data" / "nlu.yml").write_text("nlu: [", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"data/nlu\.yml no se puede leer; corre make validate"):
        command.main()
