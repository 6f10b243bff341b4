"""Where a question is asked for: what the message names first, then what was told, then the telephone's country."""
from __future__ import annotations

from typing import NamedTuple

from actions.turn import Turn
from hilo.business.models import Zone
from hilo.business.towns import country_named, country_of
from hilo.memory.phones import canonical


class Whereabouts(NamedTuple):
    """town: as it was told, null where only a country is known. country: ISO 3166-1, null where nothing tells it.

    zone: of delivery, null where the shop has none for it, or none of its own for the country (at home the town
    decides).
    """

    town: str | None
    country: str | None
    zone: Zone | None


def whereabouts(turn: Turn) -> Whereabouts:
    """Of this message's person, as far as anything is known."""
    shop = turn.shop
    home = shop.company.profile.country
    countries = list(dict.fromkeys(code for zone in shop.company.shipping.zones for code in zone.countries))
    phone = canonical(turn.written_from)
    of_phone = phone.country if phone and phone.country in countries else None
    town, country = turn.entity("city"), country_named(turn.text, countries)
    if not (town or country):
        town = turn.told("city")
    zone = shop.zone_of(town, country)
    if country is None and zone:
        country = home if home in zone.countries else country_of(str(town), zone.countries)
    elif country is None and (not town or (of_phone and country_of(str(town), [of_phone]))):
        country = of_phone
    if not (zone or country == home):
        zone = shop.zone_of(None, country)
    return Whereabouts(str(town) if town else None, country, zone)
