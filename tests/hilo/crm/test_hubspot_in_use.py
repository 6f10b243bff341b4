"""HubSpot by the settings: what the product writes there, when, and what is said where it cannot be used."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from hilo.crm import crm as crm_module
from hilo.crm import later
from hilo.crm.crm import get_crm
from hilo.crm.hubspot import api as api_module
from hilo.crm.hubspot import schema
from hilo.crm.hubspot.checking import problem
from hilo.crm.hubspot.later import PeopleLater
from hilo.crm.people import Deal, Note
from hilo.memory.database import reading
from hilo.memory.tables import CrmJob
from hilo.settings import get_settings
from tests.hilo.crm.conftest import NOON
from tests.hubspot_played import HubSpotPlayed


@pytest.fixture
def database(sqlite: str) -> str:
    """SQLite alone: nothing here depends on the back end."""
    return sqlite


@pytest.fixture
def chosen(hubspot: HubSpotPlayed, database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubSpotPlayed]:
    """The settings name HubSpot."""
    monkeypatch.setattr(api_module, "_wait", lambda state: 0.0)
    monkeypatch.setenv("HUBSPOT_ACCESS_TOKEN", hubspot.token)
    monkeypatch.setenv("HUBSPOT_API_URL", hubspot.address)
    for cached in (get_settings, api_module.get_api, crm_module._hubspot):
        cached.cache_clear()
    yield hubspot
    monkeypatch.undo()
    for cached in (get_settings, api_module.get_api, crm_module._hubspot):
        cached.cache_clear()


def test_a_sale_does_not_wait_for_hubspot_and_the_worker_writes_its_deal_once(chosen: HubSpotPlayed,
                                                                               person: str) -> None:
    crm = get_crm()
    assert isinstance(crm.people, PeopleLater)
    chosen.refuse = [(503, "down", {})] * 50
    for _ in range(2):
        crm.people.set_deal(person, Deal("cart:1", "Botas", "qualified", 10.0, "ARS"), NOON)
    crm.people.add_note(person, Note("message:1", "Prefiere la tarde"), NOON)
    later.process_due(NOON)
    chosen.refuse = []
    assert crm.people.deals(person) == []
    later.process_due(NOON + timedelta(minutes=1))
    assert crm.people.deals(person) == [Deal("cart:1", "Botas", "qualified", 10.0, "ARS")]
    assert crm.people.notes(person) == [Note("message:1", "Prefiere la tarde")]
    with reading() as session:
        assert {job.status for job in session.query(CrmJob)} == {"done"}


def test_a_wrong_token_is_named_at_the_start(chosen: HubSpotPlayed) -> None:
    assert problem(get_settings()) is None
    chosen.token = "another"
    schema._ready.clear()
    assert problem(get_settings()) == (
        "HUBSPOT_ACCESS_TOKEN: HubSpot refuses it (HubSpot answers 401: Authentication credentials not found.)", True)


def test_missing_rights_and_an_address_that_is_away_are_named_too(chosen: HubSpotPlayed,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    chosen.refuse = [(403, "This app hasn't been granted all required scopes", {})]
    schema._ready.clear()
    found = problem(get_settings())
    assert found is not None
    assert "scopes" in found[0]
    assert found[1]
    monkeypatch.setenv("HUBSPOT_API_URL", "http://127.0.0.1:9")
    get_settings.cache_clear()
    api_module.get_api.cache_clear()
    away = problem(get_settings())
    assert away is not None
    assert not away[1]


def test_without_a_token_the_embedded_crm_is_in_use(database: str) -> None:
    assert type(get_crm().people).__name__ == "EmbeddedPeople"
    assert problem(get_settings()) is None
