"""Where a question is asked for: what the message names first, then what was told, then the telephone's country."""
from __future__ import annotations

from typing import NamedTuple

from actions.turn import Turn
from hilo import wording
from hilo.business.models import Zone
from hilo.business.towns import country_at, country_named
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
    town, named = turn.entity("city"), country_named(turn.text, shop.ships_to)
    kept = str(turn.told("city") or "")
    if not (town or named) or (town and kept.startswith(f"{town} ")):  # «Arroyo» was read of «Arroyo Leyes»
        town = kept or None
    country = country_at(shop, str(town) if town else None, named or lives_in(turn))
    return Whereabouts(str(town) if town else None, country, shop.zone_of(town, country))


def lives_in(turn: Turn) -> str | None:
    """The country (ISO 3166-1) of their telephone, else the last one that they have named; only where we ship to."""
    countries = turn.shop.ships_to
    phone = canonical(turn.written_from)
    if phone is not None:
        return phone.country if phone.country in countries else None
    said = (str(e.get("text") or "") for e in reversed(turn.tracker.events) if e.get("event") == "user")
    return next((country for text in said for country in [country_named(text, countries)] if country), None)


def currency_here(turn: Turn) -> str:
    """In what this person is told prices: one currency, by where they are."""
    return turn.shop.currency_in(whereabouts(turn).country)


def money(turn: Turn, amount: float, currency: str) -> str:
    """An amount as this person takes it for no other: «$» is many countries' pesos, so abroad the company's are
    named."""
    profile = turn.shop.company.profile
    named = currency == profile.currency and turn.shop.is_abroad(whereabouts(turn).country)
    return wording.named_money(amount, currency) if named else wording.money(amount, currency)
