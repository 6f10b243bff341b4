"""What follows from the company's data: hours, zones, prices, words."""
from __future__ import annotations

from datetime import date, datetime

import pytest

from hilo.business import offer
from hilo.business.load import get_shop

SHOP = get_shop()
SANTA_FE = SHOP.company.profile.branches[0].hours


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}-03:00")


@pytest.mark.parametrize(("moment", "is_open"), [
    ("2026-11-24T12:29", True), ("2026-11-24T12:30", False), ("2026-11-24T15:00", False), ("2026-11-24T16:30", True),
    ("2026-11-23T10:00", False),  # public holiday
    ("2026-12-24T10:00", True), ("2026-12-24T18:00", False),  # Christmas Eve closes at noon
    ("2026-12-08T10:00", True),  # a holiday on which it opens all the same
    ("2026-11-29T10:00", False),  # Sunday
])
def test_branch_hours_with_split_shifts_holidays_and_exceptions(moment: str, is_open: bool) -> None:
    assert SHOP.calendar.is_open(SANTA_FE, at(moment)) is is_open


def test_next_opening_skips_the_weekend_and_the_holiday() -> None:
    assert SHOP.calendar.next_opening(SANTA_FE, at("2026-11-21T14:00")) == at("2026-11-24T09:00")


def test_hours_are_the_companys_whatever_zone_is_asked_in() -> None:
    assert SHOP.calendar.is_open(SANTA_FE, datetime.fromisoformat("2026-11-24T13:00+01:00")) is True


@pytest.mark.parametrize(("start", "days", "end"), [
    (date(2026, 11, 20), 0, date(2026, 11, 20)), (date(2026, 11, 20), 1, date(2026, 11, 24)),
    (date(2026, 12, 7), 1, date(2026, 12, 9)), (date(2026, 12, 23), 1, date(2026, 12, 24)),
])
def test_business_days_leave_out_weekends_and_holidays(start: date, days: int, end: date) -> None:
    assert SHOP.calendar.add_business_days(start, days) == end


@pytest.mark.parametrize(("town", "country", "zone"), [
    ("rosario", None, "rosario"), ("CÓRDOBA", None, "litoral_centro"), ("Lima", None, "latinoamerica"),
    ("Humahuaca", None, None), (None, "ES", "espana"), ("Salamanca", "ES", "espana"), (None, "AR", None),
])
def test_zone_by_town_then_by_country(town: str | None, country: str | None, zone: str | None) -> None:
    found = SHOP.zone_of(town, country)
    assert (found.id if found else None) == zone


def test_the_best_promotion_of_the_day_lowers_the_price_and_is_named() -> None:
    quilt = next(p for p in SHOP.company.products if p.type == "acolchado" and "frío" in p.tags)
    price = SHOP.price_of(quilt, date(2026, 11, 23))
    assert price is not None
    assert price.promotion is not None
    assert price.promotion.percent == 20
    assert price.amount == pytest.approx(price.list_amount * 0.8)
    after = SHOP.price_of(quilt, date(2027, 1, 10))
    assert after is not None
    assert after.promotion is None


def test_a_product_without_a_price_abroad_has_none() -> None:
    home_only = next(p for p in SHOP.company.products if "USD" not in p.price)
    assert SHOP.price_of(home_only, date(2026, 11, 23), "USD") is None


@pytest.mark.parametrize(("word", "kind"), [
    ("tenis", "zapatilla"), ("polera", "remera"), ("chamarra", "campera"), ("Zapatillas", "zapatilla"),
    ("televisor", None), (None, None),
])
def test_words_of_other_countries_name_the_catalogues_types(word: str | None, kind: str | None) -> None:
    assert SHOP.words.type_of(word) == kind


def test_a_colour_in_the_persons_word_is_the_catalogues() -> None:
    assert SHOP.words.color_of("guinda") == "bordó"
    assert SHOP.words.color_of("verde inglés") == "verde inglés"


def test_uses_are_read_in_the_order_in_which_they_are_said() -> None:
    assert SHOP.words.uses_in("algo para la oficina, o para salir a correr") == ["oficina", "correr"]
    assert SHOP.words.uses_in("corretear") == []


def test_only_what_is_for_sale_and_in_stock_is_offered() -> None:
    assert all(not p.discontinued for p in offer.of_kind(SHOP, "zapatilla"))
    assert offer.of_kind(SHOP, "nave espacial") == []
