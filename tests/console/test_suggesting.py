"""A draft that an adviser asks for: it stands in the answer box, and nothing is sent."""
from __future__ import annotations

import pytest
from sqlalchemy import select

from hilo.llm import client
from hilo.memory.database import reading
from hilo.memory.tables import Message
from hilo.settings import get_settings
from tests.console.conftest import Browser, waits
from tests.llm_played import Model, played  # noqa: F401

pytestmark = pytest.mark.asyncio
ASKED = "¿cómo se lava un suéter de lana?"
DRAFT = "La lana se lava a mano, con agua fría y jabón neutro, sin retorcer."


@pytest.fixture
def model(played: tuple[str, object], monkeypatch: pytest.MonkeyPatch) -> Model:  # noqa: F811
    """A model is configured; settings and database are the console's."""
    for name, value in {"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": played[0], "OPENAI_MODEL": "simulated"}.items():
        monkeypatch.setenv(name, value)
    get_settings.cache_clear()
    client.breaker.reset()
    client.load()
    one = Model(played[1])  # type: ignore[arg-type]
    one.answers("well")
    return one


def sent() -> list[str]:
    with reading() as session:
        return list(session.scalars(select(Message.text).where(Message.direction == "out")))


async def test_a_suggestion_stands_in_the_box_below_what_was_written_and_is_not_sent(adviser: Browser,
                                                                                    model: Model) -> None:
    path = f"/persona/{waits(ASKED)}"
    assert "Sugerir respuesta" in (await adviser.get(path)).text
    model.answers("says", says=DRAFT)
    answer = await adviser.post(f"{path}/sugerir", {**await adviser.token(path), "text": "Hola, Ana."})
    assert answer.status == 200
    assert f">Hola, Ana.\n\n{DRAFT}</textarea>" in answer.text
    assert sent() == []


@pytest.mark.parametrize("says", ["La lana se lava a máquina y te regalo un jabón.", "NO_SE"])
async def test_what_does_not_pass_the_check_is_not_suggested_and_the_words_are_kept(adviser: Browser, model: Model,
                                                                                   says: str) -> None:
    path = f"/persona/{waits(ASKED)}"
    model.answers("says", says=says)
    answer = await adviser.post(f"{path}/sugerir", {**await adviser.token(path), "text": "Hola, Ana."})
    assert "Esta vez no hay sugerencia" in answer.text
    assert ">Hola, Ana.</textarea>" in answer.text
    assert says not in answer.text


async def test_without_a_model_there_is_no_button(adviser: Browser) -> None:
    assert "Sugerir respuesta" not in (await adviser.get(f"/persona/{waits(ASKED)}")).text


async def test_only_somebody_who_has_logged_in_may_ask(browser: Browser, model: Model) -> None:
    answer = await browser.post(f"/persona/{waits(ASKED)}/sugerir", {})
    assert answer.headers["location"] == "/entrar"
    assert model.asked() == []
