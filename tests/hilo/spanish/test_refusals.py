"""Permissions: the table of permissions.txt; and who leaves a question unanswered."""
from __future__ import annotations

from pathlib import Path

import pytest

from bench import permissions as bench
from hilo.spanish.normalize import normalize
from hilo.spanish.permission_grams import family
from hilo.spanish.permission_model import EXAMPLES, Judgement, PermissionModel, read_examples
from hilo.spanish.refusals import declines_to_say, learned, read_command, read_permission, wants_own_news

TABLE = [tuple(line.split(" | ", 1)) for line in
         Path(__file__).with_name("permissions.txt").read_text(encoding="utf-8").splitlines()
         if line and not line.startswith("#")]


@pytest.mark.parametrize(("meaning", "text"), TABLE, ids=[text[:60] for _, text in TABLE])
def test_phrase_of_the_table(meaning, text):
    found = read_permission(text)
    assert (f"{found.kind} {found.purpose} {found.channel}" if found else "none") == meaning


def test_command_that_is_also_a_common_word_is_less_sure():
    assert read_permission("BAJA").confidence == 1.0
    assert read_permission("salir").confidence < read_permission("BAJA").confidence


def test_no_line_of_the_table_was_learned():
    learned_from = {normalize(e.text) for path in EXAMPLES.glob("*.txt") for e in read_examples(path)}
    assert not [text for _, text in TABLE if normalize(text) in learned_from]


@pytest.mark.parametrize(("author", "least"), [
    ("mexico_colombia", (0.95, 0.98, 0.95)), ("rio_de_la_plata_chile", (0.95, 0.97, 0.96)),
    ("spain_andes", (0.95, 0.98, 0.96)), ("bolivia_paraguay_caribbean", (0.92, 0.91, 0.94)),  # mostly look-alikes
])
def test_author_who_was_left_out_is_understood(author, least):
    files = {path.stem: read_examples(path) for path in EXAMPLES.glob("*.txt")}
    model = bench.left_out(files, author)
    recall, precision, scope = bench.score(files[author], lambda text: read_command(text) or learned(model.read(text)))
    assert (recall >= least[0], precision >= least[1], scope >= least[2]) == (True, True, True)


def test_what_sounds_like_both_is_less_sure():
    assert learned(Judgement(opt_out=1.95, opt_in=2.0, purpose="all", channel="all")).confidence < bench.SURE
    assert learned(Judgement(opt_out=-1.0, opt_in=2.0, purpose="all", channel="all")).confidence > 0.9


def test_refusal_in_a_long_speech_is_heard():
    speech = "sí mire yo compré unas cortinas el mes pasado y llegaron bien de eso no me quejo para nada "
    assert read_permission(speech * 2 + "pero bórrenme de la lista por favor " + speech).kind == "opt_out"
    assert read_permission(speech * 3) is None


@pytest.mark.parametrize(("word", "meant"), [
    ("borrenme", ("remove", ("remove!", "me"))), ("sacadme", ("remove", ("remove!", "me"))),
    ("escribais", ("contact", ("contact!",))), ("escriben", ("contact", ("contact",))),
    ("llamen", ("contact", ("contact!",))), ("llamaron", ("contact", ("contactp",))),
    ("promociones", ("promo", ("promo",))), ("murcielago", None),
])
def test_family_of_a_word(word, meant):
    assert family(word) == meant


@pytest.mark.parametrize("line", ["opt_out marketing | hola", "opt_aut all all | hola", "none all all | hola", "hola",
                                  "opt_in all fax | hola"])
def test_wrong_line_of_examples_is_named(tmp_path, line):
    path = tmp_path / "lines.txt"
    path.write_text(f"# heading\nnone | hola\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"lines\.txt:3"):
        read_examples(path)


def test_reader_learns_a_line_that_is_added():
    files = [e for path in EXAMPLES.glob("*.txt") for e in read_examples(path)]
    odd = "prrt prrt zambomba"
    assert learned(PermissionModel(files).read(odd)) is None
    taught = [e._replace(text=odd) for e in files if e.kind == "opt_out"][:3]
    assert learned(PermissionModel(files + taught).read(odd)).kind == "opt_out"


@pytest.mark.parametrize("text", [
    "no sé", "ni idea", "no tengo idea", "prefiero no decirlo", "me da igual", "me da lo mismo", "lo que sea",
    "cualquiera", "paso de esa", "paso", "el que tengas", "no tengo preferencia", "todavía no lo decidí", "elegí vos",
    "no quiero decirlo", "siguiente pregunta", "nose", "no, no sé la verdad", "es personal", "sorprendeme",
])
def test_open_question_is_left_unanswered(text):
    assert declines_to_say(text)


@pytest.mark.parametrize("text", [
    "unos 50 mil", "talle 38", "para el viernes", "soy Ana", "algo cómodo para caminar", "sí", "rojo",
    "paso mañana a buscarlo",
    "no sé si llega el pedido", "una remera", "no me gusta el rojo", "para mi mamá",
])
def test_answer_is_no_refusal_to_answer(text):
    assert not declines_to_say(text)


@pytest.mark.parametrize("text", [
    "hola, compre una mochila la semana pasada, el pedido es CB-10241\nno quiero q me manden publicidad ni promos",
    "tienen gorras?\nno me manden mas ofertas porfa", "no quiero\nque me manden promociones",
    "ya basta\nno me escriban mas",
])
def test_refusal_in_a_bubble_of_its_own_is_heard_and_never_taken_for_leave(text):
    assert read_permission(text).kind == "opt_out"


def test_word_in_one_bubble_makes_no_refusal_of_leave_in_the_next():
    assert read_permission("no tengo apuro\nquiero recibir las ofertas por aquí").kind == "opt_in"


@pytest.mark.parametrize("text", [
    "mandame por sms las novedades del pedido mejor, el whatsapp casi no lo miro", "avisame novedades del envio",
    "quiero recibir avisos de mi compra por sms", "pero avisame cuando salga el pedido si",
    "me avisan apenas despachen mi paquete?",
])
def test_news_of_ones_own_order_are_no_leave_for_advertising(text):
    found = read_permission(text)
    assert wants_own_news(text)
    assert found is None or (found.kind, found.purpose) == ("opt_in", "service")


@pytest.mark.parametrize("text", ["quiero recibir las novedades por sms",
                                  "mándenme sus ofertas y novedades por whatsapp",
                                  "mándame las novedades del pedido y también las promociones"])
def test_leave_for_advertising_stays_leave(text):
    assert not wants_own_news(text)
    assert read_permission(text).kind == "opt_in"


def test_who_wants_to_know_when_a_thing_is_back_does_not_speak_of_an_order():
    assert not wants_own_news("avísame cuando llegue la remera en talle M")


def test_a_refusal_in_one_bubble_is_not_lost_in_the_others() -> None:
    for text in ("ok pero no me mandes ofertas eh\nsolo te pregunto",
                 "no me mandes publicidad\nsolo quiero saber el precio"):
        said = read_permission(text)
        assert said is not None
        assert (said.kind, said.purpose) == ("opt_out", "marketing")
    for text in ("no me mandes la manta\nsolo te pregunto", "no me llegó\nestoy esperando"):
        assert read_permission(text) is None
