"""The pages' addresses: what is shown, and what a press of a button does."""
from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse
from sqlalchemy.exc import OperationalError

from console import login, view
from console.login import Adviser
from hilo.clock import now
from hilo.handoff import attached, desk, everybody, searching
from hilo.llm import client, drafting
from hilo.memory.roots import UnknownContactError

STATIC = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
          "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Referrer-Policy": "same-origin",
           "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"}
SHOWN = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "audio/ogg", "audio/mpeg", "audio/mp4",
                   "audio/amr", "audio/aac", "video/mp4", "video/3gpp"})
"""Types of files that a browser shows or plays."""
LONGEST_ANSWER = 4000
LONGEST_NOTE = 1000
_KEY = re.compile(r"^[0-9a-f]{24}$")
_ID = re.compile(r"^[0-9a-f-]{36}$")
_NUMBER = re.compile(r"^[0-9]{1,15}$")
_PAGE = re.compile(r"^[0-9]{1,3}$")

pages = Blueprint("pages")


def page(name: str, status: int = 200, /, **values: Any) -> HTTPResponse:
    """A whole page."""
    return response.html(view.render(name, **values), status, headers=HEADERS)


def part(request: Request, name: str, /, **values: Any) -> HTTPResponse:
    """A piece of a page for the refresh; 304 where the browser has it already."""
    html = view.render(name, **values)
    tag = f'"{hashlib.sha256(html.encode()).hexdigest()[:32]}"'
    headers = {**HEADERS, "Cache-Control": "no-cache", "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return response.empty(304, headers=headers)
    return response.html(html, headers=headers)


def trouble(status: int, title: str, text: str) -> HTTPResponse:
    """Says what is wrong."""
    return page("trouble.html", status, title=title, text=text)


def for_advisers(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Lets only somebody in who has logged in; a post must come from our own page."""

    @wraps(handler)
    async def guarded(request: Request, **rest: Any) -> HTTPResponse:
        adviser = login.adviser_of(request)
        if adviser is None:
            if request.path.endswith("/parte"):
                return response.empty(401, headers=HEADERS)
            return response.redirect("/entrar", headers=HEADERS)
        if request.method == "POST" and not login.is_genuine(request, adviser):
            return trouble(403, "No se hizo nada", "La página estaba vencida. Ábrela de nuevo y prueba otra vez.")
        if "contact" in rest and not _ID.match(rest["contact"]):
            return trouble(404, "No existe", "No hay ninguna conversación con esa dirección.")
        try:
            return await handler(request, adviser, **rest)  # type: ignore[no-any-return]
        except (desk.NobodyError, UnknownContactError):
            return trouble(404, "No existe", "No hay ninguna conversación con esa dirección.")
        except OperationalError:
            return trouble(503, "Un momento", "La base de datos no responde. Prueba de nuevo en unos segundos.")

    return guarded


@pages.get("/entrar")
async def enter(request: Request) -> HTTPResponse:
    """The login's form."""
    if login.adviser_of(request):
        return response.redirect("/", headers=HEADERS)
    return page("login.html", error="")


@pages.post("/entrar")
async def log_in(request: Request) -> HTTPResponse:
    """The password; the same answer for every wrong one."""
    if not login.may_try(request):
        return page("login.html", 429, error="Demasiados intentos. Espera un minuto.")
    form = request.form or {}
    if not login.is_right(str(form.get("password") or "")):
        return page("login.html", 401, error="La contraseña no es esa.")
    answer = response.redirect("/", status=303, headers=HEADERS)
    answer.cookies[login.COOKIE] = login.cookie_for(str(form.get("name") or "") or "Equipo")
    cookie = answer.cookies[login.COOKIE]
    cookie["httponly"], cookie["samesite"], cookie["path"] = True, "Strict", "/"
    cookie["max-age"] = login.LASTS
    if request.headers.get("x-forwarded-proto") == "https" or request.scheme == "https":
        cookie["secure"] = True
    return answer


@pages.post("/salir")
@for_advisers
async def log_out(request: Request, adviser: Adviser) -> HTTPResponse:
    """Forgets the cookie."""
    answer = response.redirect("/entrar", status=303, headers=HEADERS)
    del answer.cookies[login.COOKIE]
    return answer


@pages.get("/")
@for_advisers
async def who_waits(request: Request, adviser: Adviser) -> HTTPResponse:
    """Who waits."""
    values = view.board(await asyncio.to_thread(desk.board), now())
    return page("list.html", adviser=adviser, **values)


@pages.get("/parte")
@for_advisers
async def who_waits_part(request: Request, adviser: Adviser) -> HTTPResponse:
    """The list alone."""
    return part(request, "_list.html", **view.board(await asyncio.to_thread(desk.board), now()))


@pages.get("/conversaciones")
@for_advisers
async def all_conversations(request: Request, adviser: Adviser) -> HTTPResponse:
    """Everybody's, or those that a search finds."""
    return page("all.html", adviser=adviser, **await _all(request))


@pages.get("/conversaciones/parte")
@for_advisers
async def all_conversations_part(request: Request, adviser: Adviser) -> HTTPResponse:
    """The list alone."""
    return part(request, "_all.html", **await _all(request))


async def _all(request: Request) -> dict[str, Any]:
    """The values of a page of conversations. q: what is looked for, with the number of its page; antes: where a page
    of all begins."""
    asked = " ".join(_clean(request.args.get("q") or "").split())[:searching.LONGEST]
    if asked:
        number = int(found) if _PAGE.match(found := request.args.get("pagina") or "") else 0
        rows, more = await asyncio.to_thread(searching.search, asked, number)
        return {**view.conversations(rows, now()), "asked": asked, "after": "", "number": number, "more": more}
    after = view.place(request.args.get("antes") or "")
    rows, rest = await asyncio.to_thread(everybody.page, after)
    return {**view.conversations(rows, now()), "asked": "", "after": view.place_in_words(after), "number": 0,
            "more": view.place_in_words(rest)}


@pages.get("/persona/<contact:str>")
@for_advisers
async def person(request: Request, adviser: Adviser, contact: str) -> HTTPResponse:
    """One person's whole thread."""
    return await _person(adviser, contact, back_to=_back_to(request))


async def _person(adviser: Adviser, contact: str, error: str = "", draft: str = "", status: int = 200,
                  back_to: int | None = None) -> HTTPResponse:
    values = view.sheet(await asyncio.to_thread(desk.sheet, contact, now(), back_to), adviser, now(), back_to)
    return page("person.html", status, adviser=adviser, key=view.new_key(), error=error, draft=draft,
                can_suggest=client.available(), **values)


@pages.get("/persona/<contact:str>/parte")
@for_advisers
async def person_part(request: Request, adviser: Adviser, contact: str) -> HTTPResponse:
    """Thread, summary and what is known, without the answer box."""
    back_to = _back_to(request)
    values = view.sheet(await asyncio.to_thread(desk.sheet, contact, now(), back_to), adviser, now(), back_to)
    return part(request, "_person.html", adviser=adviser, **values)


@pages.get("/persona/<contact:str>/adjunto/<message:int>/<number:int>")
@for_advisers
async def attachment(request: Request, adviser: Adviser, contact: str, message: int, number: int) -> HTTPResponse:
    """A picture or a file that the person sent; what a browser might run is only handed over to be kept."""
    found = await asyncio.to_thread(attached.attached, contact, message, number)
    if found is None:
        return trouble(404, "No se pudo abrir", "El archivo ya no está, o el proveedor no lo entrega ahora.")
    data, type_ = found
    shown = type_ in SHOWN
    return response.raw(data, content_type=type_ if shown else "application/octet-stream", headers={
        **HEADERS, "Content-Disposition": "inline" if shown else "attachment"})


@pages.post("/persona/<contact:str>/responder")
@for_advisers
async def answer(request: Request, adviser: Adviser, contact: str) -> HTTPResponse:
    """Sends an answer; the same form twice sends it once."""
    text, key = _text(request, "text"), _text(request, "key")
    if not _KEY.match(key):
        return trouble(400, "No se envió", "La página estaba incompleta. Ábrela de nuevo.")
    if not text:
        return await _person(adviser, contact, error="Escribe una respuesta antes de enviar.", status=400)
    if len(text) > LONGEST_ANSWER:
        return await _person(adviser, contact, draft=text, status=413,
                             error=f"La respuesta puede tener hasta {LONGEST_ANSWER} caracteres.")
    try:
        await asyncio.to_thread(desk.answer, contact, text, adviser.name, key, now())
    except desk.NoWayError:
        return await _person(adviser, contact, draft=text, status=409,
                             error="Esta persona todavía no escribió por ningún canal: no hay adónde responderle.")
    return _back(contact)


@pages.post("/persona/<contact:str>/sugerir")
@for_advisers
async def suggest(request: Request, adviser: Adviser, contact: str) -> HTTPResponse:
    """A draft in the answer box, below what is in it; nothing is sent."""
    written = _text(request, "text")[:LONGEST_ANSWER]
    drafted = await asyncio.to_thread(drafting.draft, contact)
    if drafted is None:
        return await _person(adviser, contact, draft=written,
                             error="Esta vez no hay sugerencia. La respuesta queda en tus manos.")
    return await _person(adviser, contact, draft=f"{written}\n\n{drafted}".strip())


@pages.post("/persona/<contact:str>/tomar")
@for_advisers
async def take(request: Request, adviser: Adviser, contact: str) -> HTTPResponse:
    """The adviser has it now."""
    await asyncio.to_thread(desk.take, contact, adviser.name, now())
    return _back(contact)


@pages.post("/persona/<contact:str>/devolver")
@for_advisers
async def give_back(request: Request, adviser: Adviser, contact: str) -> HTTPResponse:
    """The assistant goes on."""
    await asyncio.to_thread(desk.give_back, contact, adviser.name, _text(request, "note")[:LONGEST_NOTE], now())
    return _back(contact)


@pages.post("/persona/<contact:str>/cerrar")
@for_advisers
async def close(request: Request, adviser: Adviser, contact: str) -> HTTPResponse:
    """It is settled."""
    await asyncio.to_thread(desk.close, contact, adviser.name, _text(request, "note")[:LONGEST_NOTE], now())
    return response.redirect("/", status=303, headers=HEADERS)


@pages.post("/persona/<contact:str>/hecho/<kind:str>")
@for_advisers
async def done(request: Request, adviser: Adviser, contact: str, kind: str) -> HTTPResponse:
    """What was left to people has been done."""
    if kind not in desk.messages.KINDS:
        return trouble(404, "No existe", "No hay nada de eso por hacer.")
    await asyncio.to_thread(desk.done, contact, kind, adviser.name, now())
    return _back(contact)


@pages.get("/static/<name:str>")
async def static(_: Request, name: str) -> HTTPResponse:
    """Style, script, mark."""
    file = STATIC / name
    if "/" in name or file.suffix not in TYPES or not file.is_file():
        return response.json({"error": "there is no such file"}, 404)
    return await response.file(file, mime_type=TYPES[file.suffix],
                               headers={"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"})


def _back(contact: str) -> HTTPResponse:
    return response.redirect(f"/persona/{contact}", status=303, headers=HEADERS)


def _back_to(request: Request) -> int | None:
    """The message from before which on a thread is to be shown."""
    number = request.args.get("desde") or ""
    return int(number) if _NUMBER.match(number) else None


def _text(request: Request, name: str) -> str:
    """A field, without control characters."""
    return _clean(str((request.form or {}).get(name) or ""))


def _clean(value: str) -> str:
    value = value.replace("\r\n", "\n")
    return "".join(c for c in value if c in "\n\t" or c.isprintable()).strip()
