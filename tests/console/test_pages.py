"""The advisers' pages at their door: exact requests, what they show and what they do."""
from __future__ import annotations

import pytest
from sqlalchemy import select

from console import words
from console.pages import LONGEST_ANSWER
from hilo.crm.calling import CrmError
from hilo.handoff import desk, messages
from hilo.handoff.reasons import REASONS
from hilo.memory.database import reading, writing
from hilo.memory.identity import contact_for
from hilo.memory.tables import Conversation, Fact, Handoff, Message
from hilo.texts import texts
from tests.console.conftest import NOW, Browser, waits
from tests.planting_crm import crm_rows

NOBODY = "/persona/00000000-0000-0000-0000-000000000000"


def said() -> list[tuple[str, str]]:
    with reading() as session:
        return [(row.author, row.text) for row in session.scalars(
            select(Message).where(Message.direction == "out").order_by(Message.id))]


def status() -> str:
    with reading() as session:
        return str(session.scalars(select(Conversation.status)).one())


async def test_health_needs_no_login(browser: Browser) -> None:
    answer = await browser.get("/health")
    assert (answer.status, answer.json) == (200, {"status": "ok", "database": "ok"})


async def test_health_says_when_the_database_is_down(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def down() -> None:
        raise OSError("away")

    monkeypatch.setattr("hilo.memory.database.ping", down)
    answer = await browser.get("/health")
    assert (answer.status, answer.json) == (503, {"status": "degraded", "database": "OSError"})


async def test_the_list_shows_who_waits_since_when_and_why(adviser: Browser) -> None:
    waits("me tienen harta, ¡es urgente!", "Ana Ríos")
    html = (await adviser.get("/")).text
    for shown in ("Ana Ríos", "Chat web", "6 min", "me tienen harta, ¡es urgente!", "Pidió una persona"):
        assert shown in html


def test_every_reason_why_people_deal_with_something_has_its_words() -> None:
    assert set(words.REASONS) == set(REASONS)
    assert set(texts.names("utter_about_reason_")) == {f"utter_about_reason_{reason}" for reason in REASONS}


async def test_whom_our_answers_do_not_reach_is_shown_where_they_are_answered(adviser: Browser) -> None:
    with writing() as session:
        contact = contact_for(session, "phone", "+5493425550101", NOW)
        messages.leave(session, contact, "answer", "¿dónde está mi pedido?", "stopped", None, "SM1", NOW)
    for path in ("/", f"/persona/{contact}"):
        assert "Frenó los SMS con STOP: por ahí no le llega nada" in (await adviser.get(path)).text


async def test_nobody_waits(adviser: Browser) -> None:
    assert "Nadie espera ahora." in (await adviser.get("/")).text


async def test_what_customers_write_is_text_and_nothing_else(adviser: Browser) -> None:
    contact = waits("<script>alert(1)</script> {{ 7*7 }}", "<b>Ana</b>")
    for path in ("/", f"/persona/{contact}"):
        answer = await adviser.get(path)
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in answer.text
        assert "<script>alert" not in answer.text
        assert "<b>Ana" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-frame-options"] == "DENY"


async def test_no_page_has_a_script_or_a_style_within(adviser: Browser) -> None:
    contact = waits()
    for path in ("/", f"/persona/{contact}", "/entrar", NOBODY):
        html = (await adviser.get(path)).text
        assert "<style" not in html
        assert " style=" not in html
        assert " on" not in html.replace(" one", "") or "onclick" not in html


async def test_what_has_not_changed_is_not_sent_again(adviser: Browser) -> None:
    contact = waits()
    for path in ("/parte", f"/persona/{contact}/parte"):
        first = await adviser.get(path)
        assert first.status == 200
        again = await adviser.get(path, if_none_match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")
    await adviser.post(f"/persona/{contact}/tomar", await adviser.token())
    assert (await adviser.get(path, if_none_match=first.headers["etag"])).status == 200


async def test_taking_answering_and_giving_back(adviser: Browser) -> None:
    contact = waits()
    path = f"/persona/{contact}"
    answer = await adviser.post(f"{path}/tomar", await adviser.token())
    assert (answer.status, answer.headers["location"], status()) == (303, path, "human")
    assert "La tienes tú" in (await adviser.get(path)).text
    fields = await adviser.token(path)
    for _ in range(2):  # pressed twice
        assert (await adviser.post(f"{path}/responder", {**fields, "text": " Hola, ¿qué\r\nnecesitas? "})).status == 303
    assert said() == [("agent", "Hola, ¿qué\nnecesitas?")]
    html = (await adviser.get(path)).text
    assert "Lucía" in html
    assert "Hola, ¿qué\nnecesitas?" in html
    answer = await adviser.post(f"{path}/devolver", {**fields, "note": "Le urge."})
    assert (answer.status, status()) == (303, "bot")
    assert said()[1][0] == "bot"
    with reading() as session:
        assert session.scalars(select(Fact.value).where(Fact.name == "adviser_note")).all() == ["Le urge."]


async def test_closing_goes_back_to_the_list(adviser: Browser) -> None:
    contact = waits()
    answer = await adviser.post(f"/persona/{contact}/cerrar", await adviser.token())
    assert (answer.status, answer.headers["location"], status()) == (303, "/", "closed")
    assert said() == []


@pytest.mark.parametrize(("fields", "wrong"), [
    ({"text": ""}, 400), ({"text": "   \n "}, 400), ({"text": "x" * (LONGEST_ANSWER + 1)}, 413),
    ({"text": "hola", "key": ""}, 400), ({"text": "hola", "key": "../../etc"}, 400)])
async def test_an_answer_that_cannot_be_sent_is_not_and_its_words_are_kept(
        adviser: Browser, fields: dict[str, str], wrong: int) -> None:
    contact = waits()
    page = await adviser.token(f"/persona/{contact}")
    answer = await adviser.post(f"/persona/{contact}/responder", {**page, **fields})
    assert answer.status == wrong
    assert said() == []
    if wrong == 413:
        assert fields["text"] in answer.text


@pytest.mark.parametrize("path", [NOBODY, "/persona/x", "/persona/' OR 1=1 --", "/nada", "/static/..%2Fpages.py",
                                  "/static/nada.css"])
async def test_what_is_not_there_is_not_found(adviser: Browser, path: str) -> None:
    assert (await adviser.get(path)).status == 404


@pytest.mark.parametrize("action", ["tomar", "responder", "devolver", "cerrar", "hecho/answer", "hecho/nada"])
async def test_nothing_can_be_done_to_nobody(adviser: Browser, action: str) -> None:
    fields = {**await adviser.token(), "text": "hola", "key": "a" * 24}
    assert (await adviser.post(f"{NOBODY}/{action}", fields)).status == 404


async def test_a_body_too_large_is_refused(adviser: Browser) -> None:
    contact = waits()
    answer = await adviser.post(f"/persona/{contact}/responder", {**await adviser.token(), "text": "x" * 400_000})
    assert answer.status == 413


async def test_two_advisers_see_who_has_it(adviser: Browser) -> None:
    contact = waits()
    await adviser.post(f"/persona/{contact}/tomar", await adviser.token())
    await adviser.enter("Pedro")
    html = (await adviser.get(f"/persona/{contact}")).text
    assert "La tiene Lucía" in html
    assert ">Tomar<" in html
    with reading() as session:
        assert session.scalars(select(Handoff.taken_by)).one() == "Lucía"


async def test_a_persons_orders_cases_appointments_and_quotations_are_on_their_page(adviser: Browser) -> None:
    contact = waits()
    with writing() as session:
        session.add_all(crm_rows(contact, "Toalla Orilla", NOW))
    html = (await adviser.get(f"/persona/{contact}")).text
    for shown in ("Pedidos", "pagado", "$\xa092.000", "Casos", "abierto", "Citas", "reservada", "Cotizaciones",
                  "enviada"):
        assert shown in html


async def test_a_crm_that_is_away_keeps_nobody_from_the_page(adviser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = waits()

    def away(_: object) -> None:
        raise CrmError("away")

    monkeypatch.setattr(desk, "ask", away)
    html = (await adviser.get(f"/persona/{contact}")).text
    assert "El sistema de pedidos no responde ahora." in html
