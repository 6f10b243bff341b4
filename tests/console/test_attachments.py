"""What customers send beside words: the team sees it, nobody else does, and a browser runs none of it."""
from __future__ import annotations

from typing import Any

import httpx
import pytest

from hilo.memory import timeline
from hilo.memory.database import writing
from hilo.outreach import received
from tests.console.conftest import NOW, Browser, waits

PICTURE = b"\x89PNG broken jacket"


def sends(contact: str, data: dict[str, Any]) -> str:
    """Somebody sends something without words; the address of its first file."""
    with writing() as session:
        number = timeline.append(session, contact, None, timeline.Entry(
            "whatsapp", f"sent {data}", 0, NOW, "in", "customer", "whatsapp", "", "whatsapp:+1", data=data))
    return f"/persona/{contact}/adjunto/{number}/0"


def media(type_: str) -> dict[str, Any]:
    return {"media": [{"url": "https://api.twilio.com/m", "type": type_}]}


@pytest.fixture(autouse=True)
def provider(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the file."""
    monkeypatch.setattr(received, "fetch", lambda url, until: PICTURE)


async def test_a_photo_is_shown_in_the_thread(adviser: Browser) -> None:
    contact = waits()
    path = sends(contact, media("image/jpeg"))
    assert f'<img src="{path}"' in (await adviser.get(f"/persona/{contact}")).text
    answer = await adviser.get(path)
    assert (answer.status, answer.body, answer.headers["content-type"]) == (200, PICTURE, "image/jpeg")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("type_", ["text/html", "image/svg+xml", "application/pdf", "", "text/vcard"])
async def test_what_a_browser_might_run_is_handed_over_as_a_file(adviser: Browser, type_: str) -> None:
    answer = await adviser.get(sends(waits(), media(type_)))
    assert (answer.headers["content-type"], answer.headers["content-disposition"]) == (
        "application/octet-stream", "attachment")


async def test_a_place_is_a_link_to_a_map(adviser: Browser) -> None:
    contact = waits()
    sends(contact, {"location": {"latitude": -31.63, "longitude": -60.7, "label": "Mi <b>casa"}})
    html = (await adviser.get(f"/persona/{contact}")).text
    assert "Ubicación: Mi &lt;b&gt;casa" in html
    assert "mlat=-31.630000&amp;mlon=-60.700000" in html


async def test_whoever_has_not_logged_in_gets_no_file(browser: Browser) -> None:
    answer = await browser.get(sends(waits(), media("image/jpeg")))
    assert (answer.status, answer.headers["location"]) == (302, "/entrar")


async def test_a_file_of_somebody_else_or_one_that_is_not_there_is_not_found(adviser: Browser) -> None:
    path = sends(waits(), media("image/jpeg"))
    other = waits(address="o" * 24)
    number = path.split("/")[4]
    for wrong in (f"/persona/{other}/adjunto/{number}/0", path[:-1] + "1", path[:-1] + "-1",
                  f"/persona/{other}/adjunto/999999/0"):
        assert (await adviser.get(wrong)).status == 404


async def test_a_provider_that_does_not_hand_it_over_is_said(adviser: Browser,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    def away(url: str, until: float) -> bytes:
        raise httpx.ConnectError("away")

    monkeypatch.setattr(received, "fetch", away)
    answer = await adviser.get(sends(waits(), media("image/jpeg")))
    assert answer.status == 404
    assert "No se pudo abrir" in answer.text
