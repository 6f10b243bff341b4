"""Which moments of an agenda are free."""
from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hilo.agenda.slots import free_slots, open_spans, slots_on, zone_of
from hilo.business.agendas import FILE, PROFILE, Agenda, Agendas, get_agendas, load_agendas
from hilo.business.load import FOLDER, BusinessError, get_shop
from hilo.business.models import DAYS
from hilo.crm.agenda import Booked

HOME = ZoneInfo("America/Argentina/Cordoba")
SHOP, RULES = get_shop(), get_agendas()
WEEK: dict[str, list[str]] = {day: [] for day in DAYS}


def an_agenda(**changes: Any) -> Agenda:
    return Agenda(**{"id": "x", "adviser": "Ana", "by": "visit", "branch": "santa_fe_centro", "topics": ["home"],
                     "minutes": 60, **changes})


def by_video(hours: dict[str, list[str]], **changes: Any) -> Agenda:
    return an_agenda(by="video", branch=None, hours={**WEEK, **hours}, **changes)


def starts(agenda: Agenda, day: date) -> list[str]:
    zone = zone_of(SHOP, agenda)
    return [f"{slot.starts_at.astimezone(zone):%H:%M}" for slot in slots_on(SHOP, agenda, day)]


@pytest.mark.parametrize(("day", "found"), [
    (date(2026, 11, 26), ["09:00", "10:00", "11:00", "16:30", "17:30", "18:30"]),  # split: until 12:30, and 20:00
    (date(2026, 11, 28), ["09:00", "10:00", "11:00", "12:00"]),  # a Saturday
    (date(2026, 11, 29), []),  # a Sunday
    (date(2026, 12, 25), []),  # Christmas
    (date(2026, 12, 24), ["09:00", "10:00", "11:00", "12:00"]),  # the company's own shorter day
    (date(2026, 12, 13), ["10:00", "11:00", "12:00", "17:00", "18:00", "19:00"]),  # a Sunday that is open
])
def test_a_branch_has_its_hours_less_holidays(day: date, found: list[str]) -> None:
    assert starts(an_agenda(), day) == found


@pytest.mark.parametrize(("day", "found"), [
    (date(2026, 11, 26), ["11:00", "12:00", "19:00"]),
    (date(2026, 12, 24), ["11:00", "12:00"]),  # the shop shuts at 13:00
    (date(2026, 12, 25), []),
    (date(2026, 12, 13), []),  # the shop is open on this Sunday, the adviser is not there
])
def test_own_hours_hold_where_the_shop_is_not_shut(day: date, found: list[str]) -> None:
    assert starts(by_video({"thursday": ["11:00-13:00", "19:00-20:30"]}), day) == found


def test_a_span_that_is_too_short_for_another_one_is_left_at_that() -> None:
    assert starts(by_video({"thursday": ["10:00-11:59"]}), date(2026, 11, 26)) == ["10:00"]


@pytest.mark.parametrize(("day", "found"), [
    (date(2026, 3, 28), ["00:30", "01:30", "02:30", "03:30"]),
    (date(2026, 3, 29), ["00:30", "01:30", "03:30"]),  # at 2:00 it becomes 3:00
    (date(2026, 10, 25), ["00:30", "01:30", "02:30", "02:30", "03:30"]),  # at 3:00 it becomes 2:00 again
])
def test_on_the_night_on_which_clocks_change_no_hour_is_lost_or_told_twice(day: date, found: list[str]) -> None:
    agenda = by_video({"saturday": ["00:30-04:30"], "sunday": ["00:30-04:30"]}, time_zone="Europe/Madrid")
    assert starts(agenda, day) == found
    moments = [slot.starts_at for slot in slots_on(SHOP, agenda, day)]
    assert {b - a for a, b in pairwise(moments)} == {timedelta(hours=1)}


def free(now: datetime, booked: list[Booked] | None = None, agendas: list[Agenda] | None = None,
         **rules: Any) -> list[str]:
    some = RULES.copy(update=rules)
    found = free_slots(SHOP, some, agendas or [an_agenda()], booked or [], now)
    return [f"{slot.agenda} {slot.starts_at.astimezone(HOME):%d %H:%M}" for slot in found]


def test_what_comes_too_soon_or_too_late_cannot_be_booked() -> None:
    now = datetime(2026, 11, 26, 15, 45, tzinfo=HOME)
    assert free(now, lead_minutes=60, horizon_days=1) == [
        "x 26 17:30", "x 26 18:30", "x 27 09:00", "x 27 10:00", "x 27 11:00", "x 27 16:30", "x 27 17:30", "x 27 18:30"]
    assert free(now, lead_minutes=0, horizon_days=1)[0] == "x 26 16:30"


def test_what_is_booked_is_not_free_also_where_it_only_overlaps() -> None:
    now = datetime(2026, 11, 26, 12, 45, tzinfo=HOME)
    taken = [Booked("x", datetime(2026, 11, 26, 17, 0, tzinfo=HOME), datetime(2026, 11, 26, 17, 45, tzinfo=HOME), "k"),
             Booked("y", datetime(2026, 11, 26, 18, 30, tzinfo=HOME), datetime(2026, 11, 26, 19, 30, tzinfo=HOME), "l")]
    assert free(now, taken, horizon_days=1, lead_minutes=0)[:2] == ["x 26 18:30", "x 27 09:00"]


def test_a_moment_at_which_two_are_free_is_one_and_is_free_until_both_are_booked() -> None:
    now = datetime(2026, 11, 26, 19, 0, tzinfo=HOME)
    two = [an_agenda(), an_agenda(id="y")]
    nine = datetime(2026, 11, 27, 9, 0, tzinfo=HOME)
    def booked(agenda: str) -> Booked:
        return Booked(agenda, nine, nine + timedelta(hours=1), agenda)

    assert free(now, [], two, horizon_days=1)[0] == "x 27 09:00"
    assert free(now, [booked("x")], two, horizon_days=1)[0] == "y 27 09:00"
    assert free(now, [booked("x"), booked("y")], two, horizon_days=1)[0] == "x 27 10:00"


def test_what_is_free_is_told_in_order_whatever_the_zones() -> None:
    abroad = by_video({"friday": ["09:00-11:00"]}, id="y", time_zone="America/Mexico_City")
    found = free(datetime(2026, 11, 26, 19, 0, tzinfo=HOME), [], [an_agenda(), abroad], horizon_days=1)
    assert found[:5] == ["x 27 09:00", "x 27 10:00", "x 27 11:00", "y 27 12:00", "y 27 13:00"]


def test_the_company_has_agendas_that_are_open_at_some_time() -> None:
    for agenda in RULES.agendas:
        assert any(open_spans(SHOP, agenda, date(2026, 11, 23) + timedelta(days=ahead)) for ahead in range(7))


@pytest.mark.parametrize(("change", "why"), [
    ({"agendas": [{"id": "x", "adviser": "A", "by": "visit", "topics": ["t"], "minutes": 30}]}, "`branch` va con"),
    ({"agendas": [{"id": "x", "adviser": "A", "by": "video", "topics": ["u"], "minutes": 30}]}, "no hay un tema «u»"),
    ({"agendas": [{"id": "x", "adviser": "A", "by": "video", "topics": ["t"], "minutes": 30, "time_zone": "Marte"}]},
     "«Marte» no es un huso"),
    ({"topics": [{"id": "t", "name": "t", "button": "t", "words": ["t"]},
                 {"id": "u", "name": "u", "button": "u", "words": ["u"]}]}, "nadie atiende el tema «u»"),
    ({"horizon_days": 0}, "greater than or equal to 1"),
])
def test_a_mistake_in_the_file_is_named(change: dict[str, Any], why: str) -> None:
    right: dict[str, Any] = {"lead_minutes": 0, "horizon_days": 9, "remind_hours": 0,
             "topics": [{"id": "t", "name": "t", "button": "t", "words": ["t"]}],
             "agendas": [{"id": "x", "adviser": "A", "by": "video", "topics": ["t"], "minutes": 30}]}
    Agendas(**right)
    with pytest.raises(ValueError, match=why):
        Agendas(**{**right, **change})


def test_a_mistake_is_named_by_its_line(tmp_path: Path) -> None:
    ours = {file: (FOLDER / file).read_text(encoding="utf-8") for file in (FILE, PROFILE)}
    for file, text in ours.items():
        (tmp_path / file).write_text(text.replace("branch: rosario_centro", "branch: rosario"), encoding="utf-8")
    line = ours[FILE].splitlines().index("    branch: rosario_centro") + 1
    with pytest.raises(BusinessError, match=rf"agenda\.yml:{line}: .*no hay una sucursal «rosario» en profile.yml"):
        load_agendas(tmp_path)
    (tmp_path / FILE).write_text("lead_minutes: x\n", encoding="utf-8")
    with pytest.raises(BusinessError, match=r"agenda\.yml:1: lead_minutes: tiene que ser un número entero"):
        load_agendas(tmp_path)
