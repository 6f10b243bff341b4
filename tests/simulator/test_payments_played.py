"""Paying on the simulator's page: what the link says, what is reported, what it knows afterwards."""
from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hilo.sales.provider import Link, State
from hilo.sales.simulated import SimulatedProvider
from hilo.settings import get_settings
from tests.simulator.conftest import Heard, Simulator


@pytest.fixture
def provider(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatedProvider]:
    """The product's side, with this simulator's secrets."""
    monkeypatch.setenv("HILO_HOME", str(simulator.settings.hilo_home))
    monkeypatch.setenv("HILO_SIMULATOR_PORT", str(simulator.settings.hilo_simulator_port))
    get_settings.cache_clear()
    yield SimulatedProvider()
    get_settings.cache_clear()


def link(provider: SimulatedProvider, order: str, ahead: float = 1) -> Link:
    return provider.create(order, 96500.0, "ARS", datetime.now(timezone.utc) + timedelta(hours=ahead))


def path(made: Link) -> str:
    return made.url.split("/", 3)[3]


def choose(simulator: Simulator, made: Link, what: str) -> Any:
    return simulator.http.post(f"/{path(made)}", data={"what": what}, follow_redirects=True)


def reports(simulator: Simulator, order: str) -> list[Heard]:
    return [one for one in simulator.product.heard if one.path == "/webhooks/payments/webhook"
            and json.loads(one.body)["payment"]["order"] == order]


def test_the_page_says_how_much_to_whom_and_until_when(simulator: Simulator, provider: SimulatedProvider) -> None:
    page = simulator.http.get(f"/{path(link(provider, 'CB-1'))}")
    assert page.status_code == 200
    assert "Pagar $\xa096.500 a Ceibo" in page.text
    assert "Pedido CB-1. Tu reserva vale hasta las" in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'self'")


def test_the_hour_on_the_page_is_that_of_the_clock_of_who_pays(
        simulator: Simulator, provider: SimulatedProvider) -> None:
    for zone in ("Europe/Madrid", "America/Argentina/Cordoba", "America/New_York"):
        until = (datetime.now(timezone.utc) + timedelta(minutes=1)).astimezone(ZoneInfo(zone))
        page = simulator.http.get(f"/{path(provider.create(f'CB-{zone[-3:]}', 1.0, 'ARS', until))}").text
        assert f"vale hasta las {until:%H:%M}" in page


def test_paying_is_reported_signed_and_known_afterwards(simulator: Simulator, provider: SimulatedProvider) -> None:
    made = link(provider, "CB-2")
    assert provider.state(made.provider_id) == State("pending", 0.0, "")
    assert "Pago aprobado" in choose(simulator, made, "pay").text
    (heard,) = reports(simulator, "CB-2")
    report = provider.read(heard.headers["payment-signature"], heard.body, datetime.fromtimestamp(time.time(),
                                                                                                   timezone.utc))
    assert (report.provider_id, report.state) == (made.provider_id, State("paid", 96500.0, "ARS"))
    assert provider.state(made.provider_id) == State("paid", 96500.0, "ARS")


def test_paid_twice_is_reported_under_the_same_name(simulator: Simulator, provider: SimulatedProvider) -> None:
    made = link(provider, "CB-3")
    for _ in range(2):
        choose(simulator, made, "pay")
    first, second = reports(simulator, "CB-3")
    assert json.loads(first.body) == json.loads(second.body)


def test_a_refusal_is_said_and_may_be_followed_by_a_payment(simulator: Simulator, provider: SimulatedProvider) -> None:
    made = link(provider, "CB-4")
    assert "El banco rechazó el pago" in choose(simulator, made, "fail").text
    assert provider.state(made.provider_id) == State("failed", 96500.0, "ARS")
    choose(simulator, made, "pay")
    assert [json.loads(one.body)["payment"]["status"] for one in reports(simulator, "CB-4")] == ["failed", "paid"]


def test_another_sum_can_be_played(simulator: Simulator, provider: SimulatedProvider) -> None:
    made = link(provider, "CB-5")
    simulator.http.get(f"/{path(made)}")
    key = {"Authorization": f"Bearer {simulator.settings.local_secret('payments')}"}
    simulator.http.post(f"/payments/v1/{made.provider_id}/paid", json={"amount": 10}, headers=key)
    assert provider.state(made.provider_id) == State("paid", 10.0, "ARS")


def test_the_same_order_has_the_same_name_and_another_sum_another(provider: SimulatedProvider) -> None:
    until = datetime.now(timezone.utc)
    assert provider.create("CB-6", 1.0, "ARS", until) == provider.create("CB-6", 1.0, "ARS", until)
    assert provider.create("CB-6", 2.0, "ARS", until).provider_id != provider.create("CB-6", 1.0, "ARS",
                                                                                      until).provider_id


def test_after_the_hold_the_page_says_so_and_still_takes_the_money(simulator: Simulator,
                                                                  provider: SimulatedProvider) -> None:
    made = link(provider, "CB-7", ahead=-1)
    assert "La reserva ya venció" in simulator.http.get(f"/{path(made)}").text
    assert "Pago aprobado" in choose(simulator, made, "pay").text


@pytest.mark.parametrize("changed", ["pagar/nonsense", "pagar/e30.abc", "pagar/", "pagar/<script>"])
def test_a_link_that_nobody_made_is_none(simulator: Simulator, changed: str) -> None:
    answer = simulator.http.get(f"/{changed}")
    assert answer.status_code == 404
    assert "<script>" not in answer.text


def test_a_link_for_another_sum_is_not_taken(simulator: Simulator, provider: SimulatedProvider) -> None:
    asked = path(link(provider, "CB-8"))
    assert simulator.http.get(f"/{asked}").status_code == 200
    assert simulator.http.get(f"/{asked.replace('.9650000.', '.100.')}").status_code == 404


def test_what_became_of_a_payment_is_for_the_product_alone(simulator: Simulator, provider: SimulatedProvider) -> None:
    made = link(provider, "CB-9")
    simulator.http.get(f"/{path(made)}")
    assert simulator.http.get(f"/payments/v1/{made.provider_id}").status_code == 401
    assert simulator.http.post(f"/payments/v1/{made.provider_id}/paid").status_code == 404
