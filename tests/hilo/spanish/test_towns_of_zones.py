"""The towns that a delivery zone lists are read whole: «Arroyo Leyes» is no town called Arroyo, abroad."""
from __future__ import annotations

import pytest

from hilo.spanish.places import read_cities
from hilo.spanish.reading import Reading


@pytest.mark.parametrize(("text", "town"), [
    ("¿hacen envíos a Arroyo Leyes?", "Arroyo Leyes"), ("¿envían a sauce viejo?", "Sauce Viejo"),
    ("vivo en Villa Gobernador Gálvez", "Villa Gobernador Gálvez")])
def test_a_town_of_a_zone_is_read_whole(text: str, town: str) -> None:
    reading = Reading(text)
    read_cities(reading, "AR")
    assert [(one.entity, one.value) for one in reading.found] == [("city", town)]


def test_a_brook_is_no_town() -> None:
    reading = Reading("camino por el arroyo")
    read_cities(reading, "AR")
    assert not reading.found
