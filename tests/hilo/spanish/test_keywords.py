"""Keywords: which words carry a message's matter, with lemma and part of speech only where they are right."""
from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.keywords import measure
from hilo.spanish import keywords
from hilo.spanish.keywords import read_keywords
from hilo.spanish.verb_forms import infinitives, with_pronouns


def of(text: str, word: str) -> tuple[str | None, str | None]:
    """Lemma and part of speech of a keyword."""
    [found] = [keyword for keyword in read_keywords(text) if keyword["word"] == word]
    return found["lemma"], found["pos"]


@pytest.mark.parametrize(("text", "word", "lemma", "pos"), [
    ("qué talla es?", "talla", "talla", "NOUN"), ("tienen la camisa?", "camisa", "camisa", "NOUN"),
    ("el vestido vino roto", "vino", "venir", "VERB"), ("una botella de vino", "vino", "vino", "NOUN"),
    ("no como carne", "como", "comer", "VERB"), ("la licuadora se para sola", "para", "parar", "VERB"),
    ("el traje negro", "traje", "traje", "NOUN"), ("ayer les traje el paquete", "traje", "traer", "VERB"),
    ("es muy cara", "cara", "caro", "ADJ"), ("jabón para la cara", "cara", "cara", "NOUN"),
    ("hice una compra", "compra", "compra", "NOUN"), ("si uno no la compra ya", "compra", "comprar", "VERB"),
    ("cómo pago?", "pago", "pagar", "VERB"), ("el pago no entró", "pago", "pago", "NOUN"),
    ("me llegó otro cobro", "cobro", "cobro", "NOUN"), ("yo cobro el lunes", "cobro", "cobrar", "VERB"),
    ("que me devuelvan la plata", "devuelvan", "devolver", "VERB"), ("unas zapas", "zapas", "zapatilla", "NOUN"),
    ("remes negras", "remes", "remera", "NOUN"), ("mi compu", "compu", "computadora", "NOUN"),
    ("funda de cel", "cel", "celular", "NOUN"), ("llegó el envio", "envio", "envío", "NOUN"),
    ("mañana les envio la foto", "envio", "enviar", "VERB"), ("la envió ayer", "envió", "enviar", "VERB"),
    ("paso mañana", "mañana", "mañana", "ADV"), ("paso a la mañana", "mañana", "mañana", "NOUN"),
    ("una sábana", "sábana", "sábana", "NOUN"), ("unas sabanas", "sabanas", "sábana", "NOUN"),
    ("se queda dando vueltas", "dando", "dar", "VERB"), ("un vestidito", "vestidito", "vestido", "NOUN"),
    ("carísimo todo", "carísimo", "caro", "ADJ"),
    ("soy de medellin", "medellin", "Medellín", "PROPN"), ("pagué con yape", "yape", "Yape", "PROPN"),
    ("llegó con el vidrio partido", "partido", "partido", "ADJ"),
    ("me han partido el vidrio", "partido", "partir", "VERB"),
])
def test_the_same_word_is_read_by_its_neighbours(text: str, word: str, lemma: str, pos: str) -> None:
    assert of(text, word) == (lemma, pos)


@pytest.mark.parametrize("text", ["xyzzy kwjq", "flurbo", "qwerty"])
def test_an_unknown_word_has_neither_lemma_nor_part_of_speech(text: str) -> None:
    assert all(keyword["lemma"] is None and keyword["pos"] is None for keyword in read_keywords(text))


@pytest.mark.parametrize(("form", "infinitive"), [
    ("tenes", "tener"), ("teneis", "tener"), ("sabi", "saber"), ("comprai", "comprar"), ("cuesta", "costar"),
    ("durmio", "dormir"), ("pague", "pagar"), ("empece", "empezar"), ("agradezco", "agradecer"), ("sigo", "seguir"),
    ("mantuvo", "mantener"), ("devuelto", "devolver"), ("podria", "poder"), ("incluye", "incluir"), ("fue", "ir"),
])
def test_verbs_are_known_by_their_forms_without_accents(form: str, infinitive: str) -> None:
    assert infinitives(form) == (infinitive,)


@pytest.mark.parametrize(("form", "infinitive"), [
    ("decime", "decir"), ("devuelvanmelo", "devolver"), ("fijate", "fijar"), ("comprandolo", "comprar"),
    ("dimelo", "decir"), ("diganme", "decir"),
])
def test_pronouns_written_on_to_a_verb_do_not_hide_it(form: str, infinitive: str) -> None:
    assert with_pronouns(form) == (infinitive,)


@pytest.mark.parametrize("form", ["detalle", "calle", "botella", "importante", "clase"])
def test_a_noun_that_looks_like_a_verb_with_pronouns_is_none(form: str) -> None:
    assert with_pronouns(form) == ()


@pytest.mark.parametrize("half", ["open", "closed"])
def test_what_is_given_is_right_on_labelled_messages(half: str) -> None:
    score = measure(half)
    assert score.named >= 0.95
    assert min(score.right.values()) >= 0.95
    assert min(score.given.values()) >= 0.9


def test_bad_input_is_read_quickly() -> None:
    for text in ("a" * 10_000, "la " * 5_000, "🙂" * 500, "?!" * 5_000, "вы مرحبا 你好 " * 500, "", "\x00", "İßñ́"):
        began = time.thread_time()
        assert len(read_keywords(text)) <= 10
        assert time.thread_time() - began < 0.05


@pytest.fixture
def a_full_model_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package in the place of spaCy's: it takes every word for a noun with the lemma "cosa él"."""
    package = tmp_path / "es_core_news_sm"
    package.mkdir()
    (package / "__init__.py").write_text(
        "from types import SimpleNamespace as Token\n"
        "def load(exclude=()):\n"
        "    return lambda text: [Token(text=w, lemma_='cosa él', pos_='NOUN') for w in text.split()]\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(keywords, "MODELS", ("es_core_news_sm",))
    keywords.full_model.cache_clear()
    yield
    keywords.full_model.cache_clear()


@pytest.mark.usefixtures("a_full_model_is_installed")
def test_a_full_model_fills_in_what_is_not_known_and_no_more() -> None:
    assert of("flurbo de camisa", "flurbo") == ("cosa", "NOUN")
    assert of("flurbo de camisa", "camisa") == ("camisa", "NOUN")
