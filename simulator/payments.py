"""A payment provider: a page on which an order is paid or refused, the reports of it, and what it knows of a payment.

The link says what is to be paid, signed by the product; nothing has to be asked or kept before it is opened.
"""
from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from html import escape
from pathlib import Path
from typing import Any

import yaml
from babel.dates import format_datetime
from babel.numbers import format_currency
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from hilo.settings import ROOT, get_settings
from simulator.clock import now
from simulator.page import POLICY
from simulator.webhooks import Webhooks

PAGE = Path(__file__).parent / "page" / "pay.html"
SECRET = "payments"


class LinkError(ValueError):
    """A link that the product has not made, or that was changed."""


@dataclass
class Payment:
    """What a link asks for, and what became of it. until: by the clock of who pays."""

    id: str
    order: str
    amount: float
    currency: str
    until: datetime
    by_transfer: bool = False
    status: str = "pending"
    paid: float = 0.0
    reports: list[dict[str, Any]] = field(default_factory=list)

    def known(self) -> dict[str, Any]:
        """As the API and the reports tell it."""
        return {"id": self.id, "order": self.order, "status": self.status, "currency": self.currency,
                "amount": self.paid if self.status == "paid" else self.amount}


def read_link(link: str) -> Payment:
    """What a link asks for.

    Raises:
        LinkError
    """
    code, _, sign = link.rpartition(".")
    if not hmac.compare_digest(_digest(code).encode(), sign.encode()):
        raise LinkError("there is no such payment")
    order, cents, currency, moment, *way = code.split(".")
    until, _, minutes = moment.partition("_")
    return Payment(f"pay_{_digest(f'{order}.{cents}.{currency}')}", order, int(cents) / 100, currency,
                   datetime.fromtimestamp(int(until), timezone(timedelta(minutes=int(minutes or 0)))), bool(way))


def _digest(text: str) -> str:
    return hmac.new(get_settings().local_secret(SECRET).encode(), text.encode(), hashlib.sha256).hexdigest()[:24]


def money(amount: float, currency: str) -> str:
    """«$ 92.000»."""
    pattern = "¤ #,##0" if float(amount).is_integer() else "¤ #,##0.00"
    return format_currency(amount, currency, pattern, locale="es_AR", currency_digits=False).replace(" ", "\xa0")


class Payments:
    """All payments whose page was opened."""

    def __init__(self, webhooks: Webhooks) -> None:
        """`webhooks` carries the reports."""
        self._webhooks, self._all = webhooks, dict[str, Payment]()

    def of(self, link: str) -> Payment:
        """The payment of a link.

        Raises:
            LinkError
        """
        asked = read_link(link)
        return self._all.setdefault(asked.id, asked)

    def find(self, name: str) -> Payment | None:
        """A payment by its name."""
        return self._all.get(name)

    async def end(self, payment: Payment, status: str, amount: float | None = None) -> None:
        """The person has paid, or was refused; what is paid stays paid, and is reported again if it is paid again."""
        if payment.status != "paid":
            payment.status, payment.paid = status, payment.amount if amount is None else amount
            payment.reports.append({"id": f"evt_{uuid.uuid4().hex}", "type": f"payment.{status}",
                                    "at": now().isoformat(), "payment": payment.known()})
        body = json.dumps(payment.reports[-1], ensure_ascii=False).encode()
        await self._webhooks.payment_event(body, payment.order)


def blueprint(payments: Payments) -> Blueprint:
    """`/pagar/…`, the page; `/payments/v1/…`, the API."""
    door = Blueprint("payments")

    @door.exception(LinkError)
    async def unknown(_: Request, error: Exception) -> HTTPResponse:
        return _page("Este enlace no es válido", "Pide otro en el chat donde hiciste el pedido.", status=404)

    @door.get("/pagar/<link:str>")
    async def page(_: Request, link: str) -> HTTPResponse:
        return _shown(payments.of(link), link)

    @door.post("/pagar/<link:str>")
    async def choose(request: Request, link: str) -> HTTPResponse:
        payment = payments.of(link)
        await payments.end(payment, "paid" if request.form.get("what") == "pay" else "failed")
        return response.redirect(f"/pagar/{link}", status=303)

    @door.post("/payments/v1/<name:str>/paid")
    async def pay_otherwise(request: Request, name: str) -> HTTPResponse:
        """For trying out: {amount} pays another sum than was asked for."""
        payment = payments.find(name)
        if not _is_product(request) or payment is None:
            return response.json({"error": "no such payment"}, 404)
        await payments.end(payment, "paid", float((request.json or {}).get("amount", payment.amount)))
        return response.json(payment.known())

    @door.get("/payments/v1/<name:str>")
    async def state(request: Request, name: str) -> HTTPResponse:
        if not _is_product(request):
            return response.json({"error": "a key is needed"}, 401)
        payment = payments.find(name)
        return response.json(payment.known() if payment else {"error": "no such payment"}, 200 if payment else 404)

    return door


def _is_product(request: Request) -> bool:
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    return hmac.compare_digest(given.encode(), get_settings().local_secret(SECRET).encode())


def _company() -> str:
    profile = yaml.safe_load((ROOT / "data" / "business" / "profile.yml").read_text(encoding="utf-8"))
    return str(profile.get("name", ""))


def _shown(payment: Payment, link: str) -> HTTPResponse:
    """The page of a payment, by what became of it."""
    total, company = money(payment.amount, payment.currency), _company()
    if payment.status == "paid":
        return _page("Pago aprobado", f"{company} recibió {money(payment.paid, payment.currency)} por el pedido "
                     f"{payment.order}. Ya puedes volver al chat.", mark="ok")
    note = ("La reserva ya venció: si pagas ahora, la tienda revisa si todavía hay." if now() > payment.until else
            f"Tu reserva vale hasta las {_moment(payment.until)}.")
    how = " por transferencia" if payment.by_transfer else ""
    refused = "El banco rechazó el pago. Prueba otra vez o con otra tarjeta. " if payment.status == "failed" else ""
    form = (f'<form method="post" action="/pagar/{escape(link)}"><button class="pay" name="what" value="pay">Pagar '
            f'{escape(total + how)}</button>'
            '<button class="fail" name="what" value="fail">Simular un rechazo</button></form>')
    return _page(f"Pagar {total} a {company}{how}", f"{refused}Pedido {payment.order}. {note}", form,
                 "bad" if refused else "")


def _moment(until: datetime) -> str:
    """«18:30», with the day where it is not today's."""
    pattern = "HH:mm" if until.date() == now().astimezone(until.tzinfo).date() else "HH:mm 'del' d 'de' MMMM"
    return format_datetime(until, pattern, tzinfo=until.tzinfo, locale="es")


def _page(title: str, text: str, form: str = "", mark: str = "", status: int = 200) -> HTTPResponse:
    page = PAGE.read_text(encoding="utf-8")
    for place, value in (("{title}", escape(title)), ("{text}", escape(text)), ("{form}", form), ("{mark}", mark)):
        page = page.replace(place, value)
    return response.html(page, status, headers={"Content-Security-Policy": POLICY + "; style-src 'self'",
                                                "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
                                                "Referrer-Policy": "no-referrer"})
