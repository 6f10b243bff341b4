"""The page of all conversations at its door."""
from __future__ import annotations

import pytest

from hilo.handoff import desk, everybody
from hilo.memory.database import writing
from hilo.memory.identity import contact_for
from tests.console.conftest import NOW, Browser, waits

PAGES = ("/conversaciones", "/conversaciones?q=Ana", "/conversaciones?antes=2026-11-24T13:00:00%2B00:00_x")


@pytest.mark.parametrize("path", PAGES)
async def test_whoever_has_not_logged_in_sees_nothing(browser: Browser, path: str) -> None:
    waits("hola", "Ana Ríos")
    answer = await browser.get(path)
    assert (answer.status, answer.headers["location"]) == (302, "/entrar")
    answer = await browser.get(path.replace("conversaciones", "conversaciones/parte"))
    assert (answer.status, answer.body) == (401, b"")


async def test_every_conversation_is_there_with_who_has_it(adviser: Browser) -> None:
    waits("quiero una campera", "Ana Ríos")
    contact = waits("¿tienen cuotas?", None, "whatsapp:+5493425551234", "whatsapp")
    desk.take(contact, "Pedro", NOW)
    html = (await adviser.get("/conversaciones")).text
    for shown in ("Ana Ríos", "Chat web", "quiero una campera", "Espera a una persona", "+54 9 342 555-1234",
                  "WhatsApp", "Con Pedro", f'href="/persona/{contact}"'):
        assert shown in html
    assert "Sin nombre" not in html


async def test_what_is_looked_for_leads_to_the_message(adviser: Browser) -> None:
    contact = waits("quiero una campera", "Ana Ríos")
    waits("quiero un camión", "Beto", "b" * 24)
    html = (await adviser.get("/conversaciones?q=CAMPERA")).text
    assert f"/persona/{contact}?desde=" in html
    assert "Beto" not in html
    assert 'value="CAMPERA"' in html
    page = await adviser.get(f"/persona/{contact}?desde=1")
    assert 'id="m1"' in page.text


async def test_what_is_not_found_is_said_and_what_was_asked_is_only_text(adviser: Browser) -> None:
    html = (await adviser.get("/conversaciones?q=%3Cscript%3Ealert(1)%3C/script%3E%22")).text
    assert "No hay conversaciones con «&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert" not in html


@pytest.mark.parametrize("query", ["antes=x", "antes=2026-01-01_x", "antes=9999999", "pagina=-1&q=a", "pagina=x&q=a",
                                   "pagina=99999&q=a", "q=" + "a" * 3000, "q=%00", "antes=%00_%00"])
async def test_an_address_that_was_made_up_breaks_nothing(adviser: Browser, query: str) -> None:
    waits("hola a todos", "Ana")
    assert (await adviser.get(f"/conversaciones?{query}")).status == 200


async def test_the_next_page_is_a_link(adviser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(everybody, "PAGE", 1)
    waits("hola", "Ana Ríos")
    waits("hola", "Beto Díaz", "b" * 24)
    first = (await adviser.get("/conversaciones")).text
    link = first.split('<a class="button" href="')[1].split('"')[0].replace("&amp;", "&")
    second = (await adviser.get(link)).text
    assert ("Ana Ríos" in first) != ("Ana Ríos" in second)
    assert ("Beto Díaz" in first) != ("Beto Díaz" in second)
    assert "Las más nuevas" in second
    assert "Más antiguas" not in second


async def test_what_has_not_changed_is_not_sent_again(adviser: Browser) -> None:
    waits()
    first = await adviser.get("/conversaciones/parte")
    again = await adviser.get("/conversaciones/parte", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


async def test_a_conversation_nobody_asked_a_person_for_can_be_taken(adviser: Browser) -> None:
    contact = waits()
    desk.give_back(contact, "Pedro", "", NOW)
    html = (await adviser.get(f"/persona/{contact}")).text
    assert ">Tomar<" in html
    await adviser.post(f"/persona/{contact}/tomar", await adviser.token(f"/persona/{contact}"))
    assert "La tienes tú" in (await adviser.get(f"/persona/{contact}")).text


async def test_somebody_known_who_never_wrote_is_in_no_list(adviser: Browser) -> None:
    with writing() as session:
        contact_for(session, "phone", "+5493425550101", NOW, proven=False)
    assert "555-0101" not in (await adviser.get("/conversaciones?q=5550101")).text
