"""What the company has written is found in people's own words, and nothing is answered that it does not tell."""
from __future__ import annotations

import pytest

from bench import knowledge as bench
from hilo import knowledge
from hilo.knowledge.products import Asking


@pytest.fixture(scope="module")
def measured() -> bench.Score:
    return bench.score(bench.hybrid(knowledge.get_knowledge()), bench.questions("development"))


def test_on_the_development_questions_the_right_passage_comes_first(measured: bench.Score) -> None:
    assert measured.first / measured.answerable >= 0.95
    assert measured.in_five / measured.answerable >= 0.98


def test_on_the_development_questions_hardly_anything_unfounded_is_said(measured: bench.Score) -> None:
    assert measured.unfounded / measured.unanswerable <= 0.025
    assert measured.wrong / measured.answerable <= 0.01
    assert measured.answered / measured.answerable >= 0.7


@pytest.mark.parametrize(("question", "passage"), [
    ("puedo devolver si no me gusta?", "devolucion-como"), ("hacen factura a nombre de empresa", "pago-factura-a"),
    ("bordan logos en las camisas?", "empresa-bordado"), ("se puede envolver para regalo", "regalo-envoltorio"),
    ("cuanto sale el embio a cordoba", "envio-costo"), ("olvide la contrasena", "web-contrasena"),
])
def test_an_approved_answer_is_found_in_other_words(question: str, passage: str) -> None:
    assert passage in [found.passage.id for found in knowledge.search(question, k=2)]


@pytest.mark.parametrize("question", [
    "quién ganó el partido", "recomendame una serie", "asdf qwer zxcv", "¿cuánto sale?", "shein manda a colombia?",
    "la zapatilla boulevard cuánto pesa", "las tazas barro van al microondas?", "el jean galpón tiene bolsillos?",
    "hasta qué temperatura abriga la campera cordillera", "la remera biguá puede ir a la secadora?",
    "cuánto peso aguanta la mochila peregrina", "cuánto tarda en cargar la lámpara gurisa",
    "cuántos centímetros de largo tiene el vestido siestero", "el suéter escarcha pica?",
    "la pantufla hornero tiene suela antideslizante?", "cuántas fundas trae la sábana gurí",
    "la lámpara junco viene con interruptor de pie?", "la mochila gurí es impermeable?",
])
def test_what_nothing_tells_is_not_answered(question: str) -> None:
    assert knowledge.answer(question) is None


def test_of_a_product_those_sentences_are_given_that_tell_what_is_asked() -> None:
    found = knowledge.answer("cuántos bolsillos trae el islero")
    assert found is not None
    assert found.passage.id == "product:pantalon-islero"
    assert "Bolsillos: seis" in found.facts
    assert not any("gabardina de algodón" in fact for fact in found.facts)


def test_a_page_that_tells_all_answers_also_where_its_name_stands_bare() -> None:
    found = knowledge.answer("qué viene en el juego ribazo")
    assert found is not None
    assert found.passage.id == "product:toalla-ribazo"


def test_no_closed_set_is_learned_from(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def note(name: str) -> list[bench.Question]:
        read.append(name)
        return []

    monkeypatch.setattr(bench, "questions", note)
    bench.learned_from()
    assert set(read) <= set(bench.OPEN)
    assert not set(bench.OPEN) & set(bench.CLOSED)


@pytest.mark.parametrize(("question", "product"), [
    ("la mochila gurí entra una carpeta?", "mochila-guri"), ("las zapatillas gurí cómo se cierran", "zapatilla-guri"),
    ("con las quebracho se me mojan los pies?", "zapatilla-quebracho"),
])
def test_products_of_one_name_are_told_apart_by_kind_and_by_what_is_asked(question: str, product: str) -> None:
    index = knowledge.get_knowledge()
    named: Asking = index.products.asking(index.vocabulary.words(question))[0]
    assert (named.product, named.asked > 0, named.asked) == (product, True, named.told)


def test_one_thing_told_and_another_not_is_not_answered() -> None:
    assert knowledge.answer("la lámpara cocuyo cuántas horas alumbra?") is None


def test_zones_and_hours_are_laid_before_a_model_but_are_no_answer() -> None:
    kinds = {found.passage.kind for found in knowledge.search("a qué hora abren los domingos en Rosario", k=8)}
    assert "hours" in kinds
    found = knowledge.answer("a qué hora abren los domingos en Rosario")
    assert found is None or found.passage.kind in ("faq", "product")


def test_the_intent_makes_a_passage_of_its_own_surer() -> None:
    question = "me lo dividen en varias veces?"
    without, of_payment, of_shipping = (knowledge.search(question, intent, 1)[0] for intent in (
        None, "payment_inquiry", "shipping_inquiry"))
    assert without.passage.id == of_payment.passage.id == "pago-cuotas"
    assert of_shipping.sure < without.sure < of_payment.sure


@pytest.mark.parametrize(("text", "questions"), [
    ("¿hacen envíos a Salta? ¿y aceptan visa?", ["hacen envíos a Salta?", "aceptan visa?"]),
    ("hacen envios a salta?\ny aceptan visa?", ["hacen envios a salta?", "aceptan visa?"]),
    ("¿hacen envíos a Salta y Jujuy?", ["¿hacen envíos a Salta y Jujuy?"]),
    ("hola, ¿todo bien?", ["hola, ¿todo bien?"]),
])
def test_a_message_is_taken_apart_into_its_questions(text: str, questions: list[str]) -> None:
    assert knowledge.questions_in(text) == questions


def test_each_question_of_a_message_is_answered() -> None:
    found = knowledge.answers("¿a qué países se envía? ¿y puedo pagar en cuotas sin interés?")
    assert [one.passage.id for one in found] == ["envio-paises", "pago-cuotas"]


def test_every_further_wording_belongs_to_an_answer() -> None:
    wordings = [wording for passage in knowledge.get_knowledge().passages for wording in passage.wordings]
    assert len(wordings) > 5000


@pytest.mark.parametrize("question", [
    "y si no le gusta la puede devolver?", "si no me quedan los puedo cambiar?", "¿se puede devolver?",
    "¿los calcetines se pueden cambiar?"])
def test_whoever_asks_whether_it_can_be_given_back_hears_the_rule_and_not_only_the_exceptions(question: str) -> None:
    found = knowledge.answer(question, "return_exchange", 0.3)
    assert found is not None
    assert "30 días" in found.passage.said()
