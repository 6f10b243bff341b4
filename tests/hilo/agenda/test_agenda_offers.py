"""Which moments are offered, and what an answer to them says."""
from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from hilo.agenda.offers import offer
from hilo.agenda.replies import Reply, read_reply
from hilo.agenda.slots import Slot, free_slots
from hilo.agenda.wishes import Wish, from_row, read_wishes
from hilo.business.agendas import get_agendas
from hilo.business.load import get_shop

HOME, MEXICO = ZoneInfo("America/Argentina/Cordoba"), ZoneInfo("America/Mexico_City")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=HOME)  # a Tuesday
RULES = get_agendas()
FREE = free_slots(get_shop(), RULES, [one for one in RULES.agendas if one.id == "santa_fe"], [], NOW)


def shown(slots: list[Slot], zone: ZoneInfo = HOME) -> list[str]:
    return [f"{slot.starts_at.astimezone(zone):%d/%m %H:%M}" for slot in slots]


@pytest.mark.parametrize(("said", "meets", "found"), [
    ("para elegir cortinas el jueves a la tarde", True, ["26/11 16:30", "26/11 17:30", "26/11 18:30"]),
    ("lo antes posible", True, ["24/11 12:00", "24/11 16:30", "24/11 17:00"]),
    ("la semana que viene", True, ["30/11 09:00", "02/12 12:00", "05/12 12:30"]),
    ("mañana a la mañana", True, ["25/11 09:00", "25/11 10:00", "25/11 11:30"]),
    ("esta tarde", True, ["24/11 16:30", "24/11 17:30", "24/11 18:30"]),
    ("el viernes a las 5", True, ["27/11 17:00"]),
    ("el viernes a las 17:30", True, ["27/11 17:30"]),
    ("a las 9", True, ["25/11 09:00", "26/11 09:00", "27/11 09:00"]),  # nobody means 21:00
    ("después de las 6", True, ["24/11 18:00", "25/11 19:00", "26/11 19:30"]),
    ("entre las 10 y las 12", True, ["25/11 10:00", "26/11 11:00", "27/11 11:30"]),
    ("no puedo a la mañana", True, ["24/11 12:00", "25/11 18:00", "26/11 19:30"]),
    ("cualquier día menos el jueves", True, ["24/11 12:00", "25/11 12:00", "27/11 19:30"]),
    ("quiero un turno", True, ["24/11 12:00", "25/11 12:00", "26/11 19:30"]),
    ("el sábado a la tarde", False, ["28/11 12:00", "28/11 12:30", "27/11 16:30"]),
    ("el domingo", False, ["28/11 09:00", "28/11 09:30", "28/11 10:00"]),
    ("el 8 de diciembre a las 18", False, ["08/12 12:00", "08/12 12:30", "09/12 18:00"]),  # a holiday, open till 13:00
    ("para febrero", False, ["24/12 09:00", "24/12 09:30", "24/12 10:00"]),
])
def test_what_is_offered_is_nearest_to_what_was_said(said: str, meets: bool, found: list[str]) -> None:
    heard = read_wishes(said, NOW, "AR")
    got = offer(FREE, heard.wish, heard.avoid, HOME)
    assert (got.meets, sorted(shown(got.slots))) == (meets, sorted(found))


def test_what_was_refused_is_not_offered_again_nor_what_is_next_to_it() -> None:
    first = offer(FREE, None, (), HOME).slots
    again = offer(FREE, None, (), HOME, first).slots
    gaps = [abs((a.starts_at - b.starts_at).total_seconds()) for a in first for b in again]
    assert min(gaps) >= 90 * 60


def test_where_nothing_else_is_left_it_is_offered_again() -> None:
    two = FREE[:2]
    assert offer(two, None, (), HOME, two).slots == two
    assert offer([], None, (), HOME).slots == []


def test_who_lives_by_another_clock_is_offered_their_own_afternoon() -> None:
    heard = read_wishes("el jueves a la tarde", NOW.astimezone(MEXICO), "MX")
    got = offer(FREE, heard.wish, heard.avoid, MEXICO)
    assert shown(got.slots, MEXICO) == ["26/11 14:00", "26/11 15:00", "26/11 16:30"]  # 17:00, 18:00 and 19:30 at home


THURSDAY_AFTERNOON = {"first": "2026-11-26", "last": "2026-11-26", "since": "14:00:00", "until": "19:00:00"}


def test_nobody_is_offered_their_night_unasked() -> None:
    madrid = ZoneInfo("Europe/Madrid")
    for said in ("quiero una cita", "el jueves"):
        got = offer(FREE, read_wishes(said, NOW.astimezone(madrid), "ES").wish, (), madrid)
        assert all(8 <= slot.starts_at.astimezone(madrid).hour < 21 for slot in got.slots)
    late = offer(FREE, read_wishes("el jueves a las 22:30", NOW.astimezone(madrid), "ES").wish, (), madrid)
    assert shown(late.slots, madrid) == ["26/11 22:30"]


@pytest.mark.parametrize(("earlier", "later", "row"), [
    ("el jueves", "a la tarde", THURSDAY_AFTERNOON), ("a la tarde", "el jueves", THURSDAY_AFTERNOON),
    ("el jueves a las 5", "el viernes", {"first": "2026-11-27", "last": "2026-11-27"}),
    ("el jueves a la tarde", "lo antes posible", {"soon": True}),
])
def test_a_wish_keeps_what_only_the_earlier_one_said(earlier: str, later: str, row: dict[str, object]) -> None:
    before, after = (read_wishes(text, NOW, "AR").wish for text in (earlier, later))
    assert after is not None
    whole = after.after(before)
    assert whole.as_row() == row
    assert from_row(row) == whole


THREE = [slot for slot in FREE if shown([slot])[0] in ("26/11 16:30", "26/11 17:30", "27/11 09:00")]
ON_THE_SECOND = [slot for slot in FREE if shown([slot])[0] in ("02/12 09:00", "03/12 09:00")]
DAY26, DAY27 = (Wish(day.date(), day.date()) for day in (datetime(2026, 11, 26), datetime(2026, 11, 27)))


def answer(text: str, intent: str = "inform", offered: list[Slot] | None = None) -> Reply:
    return read_reply(text, intent, 0.9, THREE if offered is None else offered, NOW, HOME, "AR")


@pytest.mark.parametrize(("text", "place"), [
    ("el segundo", 1), ("la 1", 0), ("2", 1), ("la última", 2), ("el de las 17:30", 1), ("a las 5 y media", 1),
    ("el viernes", 2), ("dale, el viernes a las 9", 2), ("jueves 26 de noviembre a las 16:30", 0),
    ("cualquiera", 0), ("me da igual", 0), ("el que quieras", 0), ("prefiero la tercera opción", 2),
    ("viernes 27 de noviembre a las 09:00", 2), ("el 27", 2),
])
def test_one_of_them_is_taken(text: str, place: int) -> None:
    assert answer(text) == Reply(slot=THREE[place])


def test_the_2_is_the_second_unless_one_is_on_the_2nd() -> None:
    assert answer("el 2").slot == THREE[1]
    assert answer("el 2", offered=ON_THE_SECOND).slot == ON_THE_SECOND[0]


@pytest.mark.parametrize(("text", "intent"), [("sí", "affirm"), ("dale", "affirm"), ("perfecto", "inform")])
def test_a_yes_takes_the_only_one_and_is_unclear_among_several(text: str, intent: str) -> None:
    assert answer(text, intent, THREE[:1]) == Reply(slot=THREE[0])
    assert answer(text, intent) == Reply(unclear=True)


@pytest.mark.parametrize(("text", "said"), [
    ("otro horario", Reply(other=True)), ("ninguno me sirve", Reply(other=True)),
    ("no puedo en esos", Reply(other=True)),
    ("otro día", Reply(avoid=(DAY26, DAY27), other=True)),
    ("el jueves no puedo", Reply(avoid=(DAY26,), other=True)),
    ("más temprano", Reply(wish=Wish(DAY26.first, DAY26.first, until=THREE[0].starts_at.astimezone(HOME).time()),
                           other=True)),
    ("no puedo tan temprano", Reply(wish=Wish(DAY27.first, DAY27.first, time(9, 1)), other=True)),
    ("tenés más tarde?", Reply(wish=Wish(DAY27.first, DAY27.first, time(9, 1)), other=True)),
    ("¿y dónde queda?", Reply()), ("cómo se llama la asesora", Reply()),
])
def test_others_are_wanted_or_nothing_is_said_of_it(text: str, said: Reply) -> None:
    assert answer(text) == said


def test_a_bare_no_wants_others() -> None:
    assert answer("no", "deny") == Reply(other=True)


def test_another_time_is_a_wish() -> None:
    reply = answer("a las 5 mejor")
    assert reply.wish is not None
    assert reply.wish.as_row() == {"since": "17:00:00", "until": "17:00:00", "either": True}
