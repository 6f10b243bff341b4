"""In which country a town is meant, and what that makes of the money."""
from __future__ import annotations

import pytest

from hilo.business.load import get_shop
from hilo.business.paying import means_in, names_other_means
from hilo.business.towns import country_at, country_named, town_of_postcode

SHOP = get_shop()


@pytest.mark.parametrize(("town", "lives_in", "country"), [
    ("Valladolid", "ES", "ES"), ("Valladolid", None, "ES"), ("Valladolid", "MX", "MX"), ("Córdoba", "ES", "ES"),
    ("Córdoba", "AR", "AR"), ("Córdoba", None, "AR"), ("Rosario", "ES", "AR"), ("Villa Elisa", None, "AR"),
    ("Villa Elisa", "PY", "PY"), ("Viña del Mar", None, "CL"), ("Valdunquillo de Arriba", "ES", "ES"),
    ("Valdunquillo de Arriba", None, None), (None, "PE", "PE"), (None, None, None),
])
def test_a_town_is_meant_where_its_person_lives_if_there_is_one_of_that_name(
        town: str | None, lives_in: str | None, country: str | None) -> None:
    assert country_at(SHOP, town, lives_in) == country


def test_a_town_abroad_of_the_name_of_one_at_home_has_the_zone_of_its_country() -> None:
    zones = [SHOP.zone_of("Córdoba", country) for country in ("ES", "AR", None)]
    assert [zone.id for zone in zones if zone] == ["espana", "litoral_centro", "litoral_centro"]


@pytest.mark.parametrize(("text", "country"), [
    ("es para mandar a España", "ES"), ("Avenida Argentina 550, Valparaíso", None), ("Ecuador 1234, Rosario", None),
    ("de Perú a Chile", "CL"),
])
def test_a_street_called_like_a_country_names_none(text: str, country: str | None) -> None:
    assert country_named(text, SHOP.ships_to) == country


@pytest.mark.parametrize(("text", "town"), [
    ("Gran Vía 8, 4º A, 28013 Madrid", "Madrid"), ("Mitre 500, CP 3500 Resistencia", "Resistencia"),
    ("Rivadavia 11500, piso 3", None), ("Belgrano 1234, Dpto 4", None),
    ("Calle Real 7, 15001, A Coruña, España", "A Coruña"),
    ("Colón 12, 06000 Ciudad de México, México", "Ciudad de México"),
])
def test_a_town_is_read_behind_its_postcode(text: str, town: str | None) -> None:
    assert town_of_postcode(text) == town


def test_prices_are_in_one_currency_by_country() -> None:
    assert [SHOP.currency_in(country) for country in ("ES", "CL", "MX", "AR", None)] == ["USD", "USD", "USD", "ARS",
                                                                                         "ARS"]


def test_what_can_be_paid_with_at_home_alone_is_untrue_abroad() -> None:
    assert {m.id for m in means_in(SHOP, "MX")} == {"tarjeta_internacional", "paypal", "oxxo", "spei"}
    assert names_other_means(SHOP, "Con un cupón de Pago Fácil", "MX")
    assert not names_other_means(SHOP, "Con un cupón de Pago Fácil", "AR")
    assert not names_other_means(SHOP, "Con un cupón de Pago Fácil", None)
    assert not names_other_means(SHOP, "Se puede con OXXO o PayPal", "MX")
