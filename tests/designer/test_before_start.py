"""What is looked at before any process starts."""
from __future__ import annotations

import pytest

from designer import before_start
from hilo.settings import Settings


@pytest.fixture
def started(tmp_path, monkeypatch, capsys):
    """Looks with some settings; what is printed, or with what it ends."""
    def look(crm=None, **values):
        monkeypatch.setattr(before_start, "get_settings", lambda: Settings(_env_file=None, hilo_home=tmp_path,
                                                                           **values))
        monkeypatch.setattr(before_start, "crm_problem", lambda _: crm)
        try:
            before_start.checked()
        except SystemExit as end:
            return f"ends: {end}"
        return capsys.readouterr().out

    return look


def test_nothing_is_said_where_all_is_simulated(started):
    assert started() == ""


def test_providers_that_cannot_reach_this_server_are_a_mistake(started):
    assert started(twilio_account_sid="AC1").startswith("ends: hilo: PUBLIC_URL is needed")
    assert started(elevenlabs_api_key="k").startswith("ends: hilo: PUBLIC_URL is needed")


def test_who_has_a_real_account_hears_that_payments_are_played(started):
    told = started(twilio_account_sid="AC1", public_url="https://hilo.example")
    assert told == f"hilo: {before_start.PAYMENTS}\n"


def test_a_crm_that_refuses_us_ends_the_start_and_one_that_is_away_does_not(started):
    assert started(crm=("HUBSPOT_ACCESS_TOKEN: refused", True)) == "ends: hilo: HUBSPOT_ACCESS_TOKEN: refused"
    assert started(crm=("HubSpot is away", False)) == "hilo: HubSpot is away\n"
