"""The door of the console: who comes in, and who does not."""
from __future__ import annotations

import pytest

from console import login
from hilo.settings import get_settings
from tests.console.conftest import PASSWORD, Browser, waits

PAGES = ("/", "/persona/00000000-0000-0000-0000-000000000000")


@pytest.mark.parametrize("path", PAGES)
async def test_whoever_has_not_logged_in_is_sent_to_the_login(browser: Browser, path: str) -> None:
    answer = await browser.get(path)
    assert (answer.status, answer.headers["location"]) == (302, "/entrar")


async def test_a_refresh_without_login_is_refused_in_a_word(browser: Browser) -> None:
    assert (await browser.get("/parte")).status == 401


async def test_the_password_opens_and_the_cookie_is_for_this_site_alone(browser: Browser) -> None:
    answer = await browser.enter()
    assert (answer.status, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie
    assert "Secure" not in cookie
    assert (await browser.get("/")).status == 200


async def test_behind_https_the_cookie_is_kept_to_it(browser: Browser) -> None:
    answer = await browser.post("/entrar", {"name": "x", "password": PASSWORD}, x_forwarded_proto="https")
    assert "Secure" in answer.headers["set-cookie"]


@pytest.mark.parametrize("password", ["", "no", PASSWORD + " ", PASSWORD.upper(), "\udcff", "ñ" * 5000])
async def test_any_other_password_does_not(browser: Browser, password: str) -> None:
    answer = await browser.post("/entrar", {"name": "x", "password": password.encode("utf-8", "replace").decode()})
    assert answer.status == 401
    assert "set-cookie" not in answer.headers


async def test_without_a_password_set_one_is_made_for_the_installation(
        browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HILO_CONSOLE_PASSWORD", "")
    get_settings.cache_clear()
    assert (await browser.enter(password="")).status == 401
    assert (await browser.enter(password=get_settings().local_secret("console"))).status == 303


async def test_after_some_tries_the_right_password_has_to_wait_too(browser: Browser) -> None:
    statuses = [(await browser.enter(password="no")).status for _ in range(login.TRIES_A_MINUTE)]
    assert statuses == [401] * login.TRIES_A_MINUTE
    assert (await browser.enter()).status == 429


@pytest.mark.parametrize("spoil", [
    lambda c: c[:-1] + ("0" if c[-1] != "0" else "1"), lambda c: "x" + c, lambda c: c.split(".")[0],
    lambda c: "." + c.split(".")[1], lambda c: "", lambda c: "%C3%B1.e30="])
async def test_a_forged_cookie_opens_nothing(adviser: Browser, spoil: object) -> None:
    adviser.cookie = spoil(adviser.cookie)  # type: ignore[operator]
    assert (await adviser.get("/", Cookie=f"{login.COOKIE}={adviser.cookie}")).status == 302


async def test_a_new_password_logs_everybody_out(adviser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HILO_CONSOLE_PASSWORD", "otra")
    get_settings.cache_clear()
    assert (await adviser.get("/")).status == 302


async def test_a_cookie_ends_after_a_working_day(adviser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    real = login.time.time()
    monkeypatch.setattr(login.time, "time", lambda: real + login.LASTS + 1)
    assert (await adviser.get("/")).status == 302


@pytest.mark.parametrize("action", ["tomar", "responder", "devolver", "cerrar", "hecho/answer"])
async def test_a_post_from_another_site_does_nothing(adviser: Browser, action: str) -> None:
    contact = waits()
    for token in ({}, {"token": "x"}, {"token": "0" * 64}):
        answer = await adviser.post(f"/persona/{contact}/{action}", {"text": "hola", "key": "a" * 24, **token})
        assert answer.status == 403
    assert "Espera hace 6 min" in (await adviser.get(f"/persona/{contact}")).text


async def test_the_token_of_one_login_is_not_good_for_another(adviser: Browser) -> None:
    token = (await adviser.token())["token"]
    await adviser.enter("Pedro")
    assert (await adviser.post("/salir", {"token": token})).status == 403


async def test_leaving_forgets_the_cookie(adviser: Browser) -> None:
    answer = await adviser.post("/salir", await adviser.token())
    assert (answer.status, answer.headers["location"]) == (303, "/entrar")
    assert "Max-Age=0" in answer.headers["set-cookie"] or "expires" in answer.headers["set-cookie"].lower()
