"""Where a need is to go: what is no place of ours is said when it is told, whole names are taken whole."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hilo.business.load import get_shop
from hilo.solution.gathering import Message, Outcome, read
from hilo.solution.places_told import is_no_thing, whole_name

SHOP, TODAY = get_shop(), date(2026, 11, 23)
NEED: dict[str, Any] = {"product": "manta", "preferences": {"uses": []}, "budget": "declined",
                        "needed_by": "2026-12-15"}


def hear(asked: str | None, text: str, slots: dict[str, Any], **told: Any) -> Outcome:
    return read(SHOP, asked, {**slots, **told}, Message(text, "inform", 0.8, told, text), TODAY, False)


@pytest.mark.parametrize("asked", [None, "preferences", "budget", "city", "summary_confirmed"])
def test_a_town_to_which_nothing_goes_is_said_to_be_so_wherever_it_is_told(asked: str | None) -> None:
    outcome = hear(asked, "vivo en Miami", NEED, city="Miami")
    assert (outcome.slots["city"], outcome.say[0], outcome.place) == (None, "utter_shipping_not_there", "Miami")


def test_a_country_to_which_nothing_goes_answers_which_town() -> None:
    outcome = hear("city", "a Estados Unidos", NEED)
    assert (outcome.slots["city"], outcome.place, outcome.ask) == (None, "Estados Unidos", "city")


@pytest.mark.parametrize("town", ["Rosario", "Lima", "Madrid", "Humahuaca"])
def test_a_town_that_is_served_or_unknown_is_taken(town: str) -> None:
    assert hear("city", town, NEED).slots["city"] == town
    assert "city" not in hear("budget", f"vivo en {town}", NEED, city=town).slots


@pytest.mark.parametrize(("text", "city", "whole"), [
    ("soy de Arroyo Leyes", "Arroyo", "Arroyo Leyes"), ("Lima Perú", "Lima", "Lima"), ("Rosario Santa Fe", "Rosario",
                                                                                       "Rosario"),
    ("vivo en Arroyo", "Arroyo", "Arroyo")])
def test_a_longer_name_is_no_town_abroad_that_is_called_like_its_beginning(text: str, city: str, whole: str) -> None:
    assert whole_name(SHOP, text, city) == whole


def test_a_town_that_sounds_like_a_thing_is_none() -> None:
    assert is_no_thing(SHOP, "Cayastá", "canasta")
    assert not is_no_thing(SHOP, "una canasta", "canasta")
    assert not is_no_thing(SHOP, "mantas", "manta")
