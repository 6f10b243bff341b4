"""`read_when`: the moment or window that a text asks for, seen from Wednesday 4 March 2026, 10:20."""
from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from hilo.spanish.times import read_when

ZONE = timezone(timedelta(hours=-3))
NOW = datetime(2026, 3, 4, 10, 20, tzinfo=ZONE)


def moment(text: str) -> datetime:
    return datetime.strptime("2026-" + text, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


@pytest.mark.parametrize(("text", "start"), [
    ("el 15 a las 7 de la tarde", "03-15 19:00"),
    ("el quince a las siete y media", "03-15 19:30"),
    ("el lunes 9 a las 9", "03-09 09:00"),
    ("dentro de 2 horas", "03-04 12:20"),
    ("en hora y media", "03-04 11:50"),
    ("llamame en 10", "03-04 10:30"),
    ("cuando salga, siete y media", "03-04 19:30"),
    ("a las 5", "03-04 17:00"),
    ("a las 9", "03-04 21:00"),
    ("mañana a las 9", "03-05 09:00"),
    ("mañana a las 3", "03-05 15:00"),
    ("mañana 10am", "03-05 10:00"),
    ("19hs", "03-04 19:00"),
    ("a las quince treinta", "03-04 15:30"),
    ("un cuarto para las ocho", "03-04 19:45"),
    ("a las ocho menos cuarto de la mañana", "03-05 07:45"),
    ("llámame a la una", "03-04 13:00"),
    ("12/3 14:30", "03-12 14:30"),
    ("jueves 12 de marzo 18hs", "03-12 18:00"),
    ("a las 12 de la noche", "03-05 00:00"),
    ("pasado mañana a las 5 de la tarde", "03-06 17:00"),
    ("hoy no puedo, mejor mañana a las 9", "03-05 09:00"),
    ("el jueves a las 10, no, a las 11", "03-05 11:00"),
])
def test_exact_moment(text, start):
    assert read_when(text, NOW, "AR") == (moment(start), None, False)


@pytest.mark.parametrize(("text", "start"), [
    ("el lunes que viene tipo 10", "03-09 10:00"), ("como a las 6", "03-04 18:00"),
    ("a eso de las seis y media", "03-04 18:30"),
])
def test_moment_said_loosely_is_vague(text, start):
    assert read_when(text, NOW, "AR") == (moment(start), None, True)


@pytest.mark.parametrize(("text", "start", "end"), [
    ("mañana", "03-05 00:00", "03-06 00:00"),
    ("hoy", "03-04 10:20", "03-05 00:00"),
    ("mañana a la tardecita", "03-05 17:00", "03-05 20:00"),
    ("mañana por la mañana", "03-05 08:00", "03-05 12:00"),
    ("pasado", "03-06 00:00", "03-07 00:00"),
    ("en un ratito", "03-04 10:35", "03-04 12:20"),
    ("ahorita", "03-04 10:20", "03-04 11:20"),
    ("después de las 6", "03-04 18:00", "03-04 22:00"),
    ("mañana antes de las 5", "03-05 08:00", "03-05 17:00"),
    ("a fin de mes", "03-27 00:00", "04-01 00:00"),
    ("en quince días", "03-19 00:00", "03-20 00:00"),
    ("en 3 o 4 días", "03-07 00:00", "03-09 00:00"),
    ("para navidad", "12-25 00:00", "12-26 00:00"),
    ("el finde", "03-07 00:00", "03-09 00:00"),
    ("la semana que viene", "03-09 00:00", "03-16 00:00"),
    ("el martes de la semana que viene", "03-10 00:00", "03-11 00:00"),
    ("la semana del 20", "03-16 00:00", "03-23 00:00"),
    ("mediodía", "03-04 12:00", "03-04 14:00"),
    ("a primera hora", "03-05 08:00", "03-05 10:00"),
    ("esta noche", "03-04 20:00", "03-04 23:00"),
    ("el 20/12", "12-20 00:00", "12-21 00:00"),
    ("20-12-2026", "12-20 00:00", "12-21 00:00"),
    ("el sábado 14", "03-14 00:00", "03-15 00:00"),
    ("del 10 al 15 de abril", "04-10 00:00", "04-16 00:00"),
    ("mañana o pasado", "03-05 00:00", "03-07 00:00"),
    ("antes del viernes", "03-04 10:20", "03-06 00:00"),
    ("a mediados de abril", "04-12 00:00", "04-20 00:00"),
    ("el primer lunes de abril", "04-06 00:00", "04-07 00:00"),
    ("el próximo sábado", "03-14 00:00", "03-15 00:00"),
    ("mañana entre las 10 y las 12", "03-05 10:00", "03-05 12:00"),
    ("de 5 a 7 de la tarde", "03-04 17:00", "03-04 19:00"),
    ("cuando salga del trabajo", "03-04 18:00", "03-04 21:00"),
    ("después del almuerzo", "03-04 14:00", "03-04 17:00"),
    ("más tarde", "03-04 11:20", "03-04 15:20"),
])
def test_window_of_what_is_vague(text, start, end):
    assert read_when(text, NOW, "AR") == (moment(start), moment(end), True)


@pytest.mark.parametrize("text", [
    "les escribí ayer a las 3", "hace dos días", "compré el lunes", "el viernes me llegó roto",
    "hoy compré una campera",
    "compré dos remeras el lunes", "el pedido tenía que llegar el lunes", "me dijeron que llegaba el viernes",
    "abren a las 9?", "a qué hora cierran hoy?", "están abiertos el sábado?", "tengo garantía de 6 meses",
    "la oferta dura tres semanas", "los lunes no trabajo", "no me llamen a las 8", "el martes no puedo",
    "el 30 de febrero", "hoy a las 9 de la mañana", "12/08/1985", "buenas tardes", "hasta mañana",
    "talle 38, dos pares",
    "cuando puedas", "", "🙂",
])
def test_text_that_asks_for_no_future_time(text):
    assert read_when(text, NOW, "AR") is None


@pytest.mark.parametrize(("country", "start"), [("AR", "10-18"), ("MX", "05-10"), ("ES", "05-03"), ("CO", "05-10")])
def test_feast_falls_on_its_day_in_each_country(country, start):
    assert read_when("para el día de la madre", NOW, country).start == moment(start + " 00:00")


def test_season_is_that_of_the_hemisphere():
    assert read_when("en invierno", NOW, "AR").start.month == 6
    assert read_when("en invierno", NOW, "MX").start == NOW


def test_now_without_an_offset_is_refused():
    with pytest.raises(ValueError, match="offset"):
        read_when("mañana", datetime(2026, 3, 4))
