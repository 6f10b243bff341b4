"""The payment provider's webhook at its door: exact bytes in, exact rows out."""
from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any

import pytest
from rasa.core.channels.channel import register
from sqlalchemy import select

from connectors.payments import PaymentsInput
from hilo.memory.database import reading
from hilo.memory.tables import Inbox
from hilo.settings import get_settings

URL = "/webhooks/payments/webhook"
EVENT = {"id": "evt_1", "type": "payment.paid", "at": "2026-11-24T12:00:00-03:00", "brand_new": {"x": 1},
         "payment": {"id": "pay_1", "order": "CB-10001", "status": "paid", "amount": 96500.0, "currency": "ARS"}}


@pytest.fixture(autouse=True)
def _door(app: Any) -> None:
    register([PaymentsInput()], app, "/webhooks/")


def signed(body: bytes, at: float | None = None, secret: str | None = None) -> str:
    sent = int(time.time() if at is None else at)
    key = secret or get_settings().local_secret("payments-webhook")
    return f"t={sent},v0={hmac.new(key.encode(), f'{sent}.'.encode() + body, hashlib.sha256).hexdigest()}"


async def post(app: Any, event: Any, signature: str | None = None) -> Any:
    body = event if isinstance(event, bytes) else json.dumps(event, ensure_ascii=False).encode()
    headers = {"payment-signature": signed(body) if signature is None else signature}
    _, answer = await app.asgi_client.post(URL, data=body, headers=headers)
    return answer


def kept() -> list[tuple[str, str, str, str, Any]]:
    with reading() as session:
        return [(row.source, row.provider_id, row.kind, row.status, row.data)
                for row in session.scalars(select(Inbox).order_by(Inbox.number))]


async def test_a_report_is_kept_before_it_is_answered_and_a_repeat_is_recognised(app: Any) -> None:
    body = json.dumps(EVENT).encode()
    first, second = await post(app, body), await post(app, body)
    assert (first.status, first.json, second.status, second.json) == (
        200, {"status": "received"}, 200, {"status": "repeated"})
    assert kept() == [("payments", "evt_1", "payment", "pending",
                       {"payment": "pay_1", "status": "paid", "amount": 96500.0, "currency": "ARS"})]


async def test_another_body_under_the_same_signature_is_refused(app: Any) -> None:
    body = json.dumps(EVENT).encode()
    for other in (body + b" ", body.replace(b"96500.0", b"1.0"), b""):
        assert (await post(app, other, signed(body))).status == 403
    assert kept() == []


@pytest.mark.parametrize("signature", ["", "t=1,v0=abc", "v0=abc", "t=,v0=", "nonsense", "t=99999999999999,v0=ab"])
async def test_a_signature_that_cannot_be_right_is_refused(app: Any, signature: str) -> None:
    assert (await post(app, EVENT, signature)).status == 403


async def test_the_wrong_secret_and_an_old_signature_are_refused(app: Any) -> None:
    body = json.dumps(EVENT).encode()
    assert (await post(app, body, signed(body, secret="wrong"))).status == 403
    assert (await post(app, body, signed(body, at=time.time() - 3600))).status == 403
    assert kept() == []


@pytest.mark.parametrize("body", [
    b"", b"not json", b"[]", b"\xff\xfe", b'{"id": "evt_1"}', b'{"id": "", "payment": {}}',
    json.dumps({**EVENT, "payment": {**EVENT["payment"], "amount": "a lot"}}).encode(),  # type: ignore[dict-item]
    json.dumps({**EVENT, "payment": {**EVENT["payment"], "amount": True}}).encode(),  # type: ignore[dict-item]
    json.dumps({**EVENT, "payment": {**EVENT["payment"], "status": "maybe"}}).encode()])  # type: ignore[dict-item]
async def test_what_is_signed_but_cannot_be_read_is_a_400(app: Any, body: bytes) -> None:
    assert (await post(app, body)).status == 400
    assert kept() == []


async def test_too_much_is_a_413(app: Any) -> None:
    assert (await post(app, b"x" * 70_000)).status == 413
