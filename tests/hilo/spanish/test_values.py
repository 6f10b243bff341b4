"""Values of messages: the table of messages.txt, and what the table cannot say."""
from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from hilo.spanish.lexicon import index_of
from hilo.spanish.values import GENERIC, Lexicon, read_values

NOW = datetime(2026, 3, 4, 10, 20, tzinfo=timezone(timedelta(hours=-3)))
TABLE = Path(__file__).with_name("messages.txt")
_MARK = re.compile(r"\[([^\]]+)\]\((\w+)=([^()]*)\)")


def annotated() -> list[tuple[str, str, list[tuple]]]:
    """(country, text, values) of each line of the table."""
    rows = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        country, _, rest = line.partition(" | ")
        text, gold, done = "", [], 0
        for match in _MARK.finditer(rest):
            text += rest[done:match.start()]
            words, entity, value = match.groups()
            if entity in ("budget", "quantity"):
                value = json.loads(value)
            gold.append((entity, value, len(text), len(text) + len(words)))
            text += words
            done = match.end()
        rows.append((country, text + rest[done:], gold))
    return rows


def read(text: str, country: str = "AR", **options) -> list[tuple]:
    return [(f.entity, f.value) for f in read_values(text, now=NOW, country=country, **options)]


@pytest.mark.parametrize(("country", "text", "gold"), annotated(), ids=[row[1][:60] for row in annotated()])
def test_message_of_the_table(country, text, gold):
    found = read_values(text, now=NOW, country=country)
    assert [(f.entity, f.value, f.start, f.end) for f in found] == gold


def test_every_entity_reaches_the_goal_on_the_table():
    right, said, meant = Counter(), Counter(), Counter()
    for country, text, gold in annotated():
        found = {(f.entity, repr(f.value), f.start, f.end) for f in read_values(text, now=NOW, country=country)}
        wanted = {(e, repr(v), s, x) for e, v, s, x in gold}
        right.update(e for e, *_ in found & wanted)
        said.update(e for e, *_ in found)
        meant.update(e for e, *_ in wanted)
    for entity in meant:
        assert 2 * right[entity] / (said[entity] + meant[entity]) >= 0.90, entity


@pytest.mark.parametrize(("text", "entity", "value"), [
    ("quiero veinte, no, veintidós tazas", "quantity", 22),
    ("quiero 20 o 22… 20 tazas", "quantity", 20),
    ("quiero 10 no 12 tazas", "quantity", 12),
    ("talle M, perdón, L", "size", "L"),
    ("era talle L, no M", "size", "L"),
    ("eran en talle 38, no talle 40", "size", "38"),
    ("talle 38, no, talle 39", "size", "39"),
    ("el lunes a las 10, no, a las 11", "date_time", "2026-03-09T11:00:00-03:00"),
    ("el lunes a las 10, perdón, el martes", "date_time", "2026-03-10T10:00:00-03:00"),
    ("mi mail es ana@gmail.com, no, perdón, ana2@gmail.com", "email", "ana2@gmail.com"),
    ("hasta 50 lucas, mejor hasta 60 lucas", "budget", {"min": None, "max": 60000, "currency": None}),
    ("la quiero roja, no, mejor azul", "color", "azul"),
])
def test_of_values_that_the_person_corrects_only_the_last_counts(text, entity, value):
    assert [v for e, v in read(text) if e == entity] == [value]


@pytest.mark.parametrize(("text", "entity"), [
    ("dos", "quantity"), ("38", "size"), ("unos 60", "quantity"),
    ("mi correo es ana perez 22 arroba gmail punto com", "email"),
])
def test_doubtful_value_says_so(text, entity):
    found = next(f for f in read_values(text, now=NOW, country="AR") if f.entity == entity)
    assert found.confidence < 0.7


@pytest.mark.parametrize("text", [
    "buenas tardes", "hola, cómo andan?", "los martes no trabajo", "de lunes a viernes", "hasta luego",
    "soy clienta", "soy alérgica a la lana", "me quedé sin plata", "me vino mal", "quiero un café", "media hora",
    "3 cuotas sin interés", "20% de descuento", "somos 15 personas", "le pongo un 10", "5 estrellas",
    "en efectivo", "a domicilio", "gracias!", "mi dni es 30123456", "mi tarjeta es 4242 4242 4242 4242",
    "no puedo ahora", "hace años que compro", "es de buena calidad", "quedó de diez",
])
def test_message_without_values(text):
    assert read(text) == []


@pytest.mark.parametrize(("word", "country", "currency"), [
    ("pesos", "AR", "ARS"), ("pesos", "MX", "MXN"), ("pesos", "CL", "CLP"), ("pesos", None, None),
    ("pesos mexicanos", "AR", "MXN"), ("dólares", "AR", "USD"), ("euros", "MX", "EUR"), ("soles", "AR", "PEN"),
    ("lucas", "AR", None), ("bs", "BO", "BOB"), ("bs", "VE", "VES"), ("guaraníes", "PY", "PYG"),
])
def test_currency_of_a_money_word(word, country, currency):
    [(_, value)] = read(f"tengo 500 {word}", country)
    assert value["currency"] == currency


def test_company_words_decide_the_values():
    own = Lexicon({"tenis": "tenis", "zapa": "zapatilla", "zapatilla litoral": "zapatilla litoral"},
                  {"negra": "negro", "vino": "bordó", "color vino": "bordó"}, ["38", "1 plaza"])
    assert read("zapas negras talle 38", lexicon=own) == [("product", "zapatilla"), ("color", "negro"), ("size", "38")]
    assert read("la Zapatilla Litoral color vino", lexicon=own) == [
        ("product", "zapatilla litoral"), ("color", "bordó")]
    assert read("una remera", lexicon=own) == []


def test_size_that_the_catalogue_lacks_is_read_as_said_and_less_sure():
    own = Lexicon(GENERIC.products, GENERIC.colors, ["S", "M"])
    [found] = read_values("talle 52", now=NOW, lexicon=own)
    assert (found.value, found.confidence) == ("52", 0.8)


@pytest.mark.parametrize(("written", "value"), [
    ("sapatillas", "zapatilla"), ("zapatiyas", "zapatilla"), ("remerita", "remera"), ("camisetas", "camiseta"),
    ("pantalones", "pantalón"), ("jeans", "jean"), ("suéteres", "suéter"), ("vestidito", "vestido"),
    ("camizas", "camisa"), ("almoadas", "almohada"), ("tacitas", "taza"),
])
def test_plural_diminutive_or_misspelling_of_a_product(written, value):
    assert read(f"busco {written}") == [("product", value)]


@pytest.mark.parametrize("word", ["camino", "correo", "plazas", "comida", "tarde", "calle", "costo", "manto",
                                  "batida"])
def test_real_word_is_no_misspelling_of_a_product_or_colour(word):
    assert index_of(GENERIC.products).near(word) is None
    assert index_of(GENERIC.colors).near(word) is None


def test_positions_hold_with_decomposed_and_invisible_characters():
    text = "zapatillas ma\u0301s c\u00f3modas para man\u0303ana \u200ba las 10 🙂 talle 38"
    for found in read_values(text, now=NOW, country="AR"):
        assert text[found.start:found.end] == found.text
    assert ("date_time", "2026-03-05T10:00:00-03:00") in read(text)


def test_values_of_time_have_the_offset_of_now():
    tokyo = NOW.replace(tzinfo=timezone(timedelta(hours=9)))
    [found] = read_values("mañana a las 10", now=tokyo)
    assert found.value == "2026-03-05T10:00:00+09:00"


@pytest.mark.parametrize("text", ["quiero 10 verdes", "10 verdes", "necesito 30 verdes de la remera cardenal",
                                  "quiero remeras, 25 verdes y 10 azules", "me llevo 40 verdes"])
def test_green_ones_are_no_dollars(text):
    values = read(text)
    assert ("color", "verde") in values
    assert "quantity" in dict(values)
    assert "budget" not in dict(values)


@pytest.mark.parametrize(("text", "amount"), [
    ("tengo 200 verdes", 200), ("200 verdes", 200), ("puedo gastar 15 verdes", 15), ("mi presupuesto: 10 verdes", 10)])
def test_verdes_are_dollars_where_money_is_spoken_of(text, amount):
    assert read(text) == [("budget", {"amount": amount, "currency": "USD"})]


@pytest.mark.parametrize("text", ["¿sale 10 verdes?", "me dijeron que cuesta 30 verdes"])
def test_a_price_in_verdes_is_no_wish(text):
    assert read(text) == []


@pytest.mark.parametrize(("text", "counts"), [
    ("si llevo varias me las dejás a 40 cada una?", []), ("me haces un precio, 25 cada uno", []),
    ("rojas y azules, 10 cada una", [10]), ("dame 5 de cada una", [5]),
    ("la quiero en negro, 1 sola", [1]), ("una sola, por favor", [1]), ("una sola pregunta", []),
    ("lo pago en una sola", []),
])
def test_what_each_is_to_cost_is_no_count_and_a_single_one_is(text, counts):
    assert [value for entity, value in read(text) if entity == "quantity"] == counts


@pytest.mark.parametrize("text", ["se puede lavar en lavadora?", "¿va al lavarropas?", "aguanta la secadora?",
                                  "¿resiste el microondas?", "no se plancha con la plancha caliente, ¿no?"])
def test_the_machine_that_a_thing_is_cared_for_with_is_not_sought(text):
    assert not [found for found in read(text) if found[0] == "product"]


@pytest.mark.parametrize("text", ["tienen lavadoras?", "busco una secadora", "quiero poner una lavadora en casa"])
def test_a_machine_that_is_sought_is_a_thing(text):
    assert [found for found in read(text) if found[0] == "product"]


@pytest.mark.parametrize("text", [
    "le escribe Soluciones Integrales", "habla Distribuidora El Sol", "soy Andrés Vélez Ltda", "soy Soluciones SAS"])
def test_a_company_is_nobodys_name(text):
    assert [found for found in read(text, "CO") if found[0] == "person_name"] == []


@pytest.mark.parametrize(("text", "name"), [
    ("soy Andrés de Soluciones Andinas", "Andrés"), ("me llamo Sol Grupo", "Sol Grupo"), ("soy Soledad", "Soledad")])
def test_who_speaks_for_a_company_still_has_a_name(text, name):
    assert ("person_name", name) in read(text, "CO")


@pytest.mark.parametrize(("text", "things"), [
    ("busco una mochila\npara la notebook", ["mochila"]), ("para llevar la laptop", []),
    ("¿se puede lavar en lavadora?", []), ("la taza va al microondas?", ["taza"]),
    ("¿venden notebooks?", ["notebook"]), ("busco una lavadora", ["lavadora"])])
def test_what_a_thing_is_for_or_washed_in_is_not_looked_for(text, things):
    found = read_values(text, now=NOW, country="AR", lexicon=GENERIC)
    assert [one.value for one in found if one.entity == "product" and one.value != "microondas"] == things
