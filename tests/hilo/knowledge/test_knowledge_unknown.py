"""Questions that nothing answers come to whoever writes the answers, and go when an answer is there."""
from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from hilo.__main__ import app
from hilo.clock import now
from hilo.memory.database import engine_at, writing
from hilo.memory.erasing import erase
from hilo.memory.tables import Contact, Message
from hilo.settings import get_settings


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A memory of its own."""
    monkeypatch.setenv("HILO_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "")
    get_settings.cache_clear()
    yield
    engine_at.cache_clear()
    get_settings.cache_clear()


def wrote(text: str, who: str = "Ana", action: str = "action_clarify", intent: str = "business_info") -> str:
    """A message and what answered it; the person's id."""
    person, name, at = str(uuid.uuid5(uuid.NAMESPACE_URL, who)), uuid.uuid4().hex, now() - timedelta(hours=1)
    with writing() as session:
        if session.get(Contact, person) is None:
            session.add(Contact(id=person, name=who, created_at=at, seen_at=at))
            session.flush()
        session.add(Message(contact_id=person, source="webchat", provider_id=name, at=at, direction="in",
                            author="customer", channel="webchat", text=text, intent=intent, confidence=0.6))
        session.flush()
        session.add(Message(contact_id=person, source="hilo", provider_id=name, at=at, direction="out", author="bot",
                            channel="webchat", text="…", action=action))
    return person


def listed() -> list[dict[str, Any]]:
    result = CliRunner().invoke(app, ["knowledge", "unknown", "--json"])
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_what_is_asked_by_many_comes_first_and_once() -> None:
    wrote("¿tienen talabartería?", "Ana")
    wrote("¿hacen grabado láser en cuero de billeteras?", "Ana")
    wrote("hacen grabado láser en cuero de billeteras??", "Luis")
    assert [(row["text"], row["count"], row["people"]) for row in listed()] == [
        ("hacen grabado láser en cuero de billeteras??", 2, 2), ("¿tienen talabartería?", 1, 1)]


def test_what_has_an_answer_or_is_none_of_our_matter_is_not_shown() -> None:
    wrote("¿puedo pagar en cuotas sin interés?", intent="payment_inquiry")
    wrote("¿quién ganó el partido de anoche?", action="action_out_of_scope", intent="out_of_scope")
    wrote("¿tienen descuento para estudiantes?")  # put down as without answer
    wrote("¿hacen grabado láser en cuero?", action="action_goodbye")
    assert listed() == []


def test_what_a_products_page_does_not_tell_is_shown() -> None:
    wrote("¿la zapatilla boulevard cuánto pesa?", action="action_product_info", intent="product_inquiry")
    assert [row["nearest"] for row in listed()] == ["product:zapatilla-boulevard"]


def test_documents_are_masked_and_an_erasure_takes_the_question_along() -> None:
    person = wrote("¿hacen grabado láser con mi dni 30.123.456 en cuero?")
    assert [("30.123.456" in row["text"], "••••" in row["text"]) for row in listed()] == [(False, True)]
    erase(person)
    assert listed() == []


def test_a_search_shows_what_would_be_answered() -> None:
    result = CliRunner().invoke(app, ["knowledge", "search", "¿puedo pagar en cuotas sin interés?", "--json"])
    first = json.loads(result.stdout)[0]
    assert (first["passage"], first["sure"] > 0.75) == ("pago-cuotas", True)
