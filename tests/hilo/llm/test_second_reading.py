"""Messages that the classifier is unsure of: read again among the nearest intents, or left as they are."""
from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from connectors.second_reading import read_again
from hilo.llm import second_reading
from hilo.llm.second_reading import Labelled, offered, wanted
from hilo.settings import get_settings
from tests.llm_played import Model, calls

TEXT = "se me hizo pedazos lo que me mandaron"
RANKING = [{"name": "purchase", "confidence": 0.2}, {"name": "opt_out", "confidence": 0.15},
           {"name": "complaint", "confidence": 0.1}]
PHRASES = [Labelled("complaint", "vino hecho pedazos"), Labelled("opt_out", "no me manden más"),
           Labelled("return_exchange", "quiero cambiar lo que me mandaron")]
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def on(model: Model, database: str, monkeypatch: pytest.MonkeyPatch) -> Model:
    monkeypatch.setenv("LLM_READS_UNSURE", "true")
    monkeypatch.setattr(second_reading, "nearest", lambda text: PHRASES)
    get_settings.cache_clear()
    return model


def test_it_is_off_by_default_and_only_for_what_is_unsure(on: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    assert wanted(TEXT, RANKING)
    assert not wanted(TEXT, [{"name": "purchase", "confidence": 0.5}])
    assert not wanted("/purchase ya", RANKING)
    assert not wanted("mmm", RANKING)
    monkeypatch.setenv("LLM_READS_UNSURE", "")
    monkeypatch.delenv("LLM_READS_UNSURE")
    get_settings.cache_clear()
    assert not wanted(TEXT, RANKING)


def test_permissions_are_not_offered(on: Model) -> None:
    assert offered(RANKING, PHRASES) == ["purchase", "complaint", "return_exchange"]


def test_a_model_chooses_among_the_intents_of_the_nearest_phrases(on: Model) -> None:
    assert second_reading.read_unsure(TEXT, RANKING) in ("complaint", "return_exchange")
    assert "- complaint: vino hecho pedazos" in on.prompt()
    assert "opt_out" not in on.prompt()
    assert [(row.purpose, row.outcome) for row in calls()] == [("intent", "used")]


@pytest.mark.parametrize("said", ["opt_out", "una queja", "NO_SE", "complaint, creo", ""])
def test_anything_but_one_of_them_is_none(on: Model, said: str) -> None:
    on.answers("says", says=said)
    assert second_reading.read_unsure(TEXT, RANKING) is None


def test_a_turn_goes_on_with_what_was_chosen_and_without_an_answer_as_before(on: Model) -> None:
    def read(mode: str) -> dict[str, Any]:
        async def parse(message: Any, tracker: Any) -> dict[str, Any]:
            return {"text": TEXT, "intent": RANKING[0], "intent_ranking": RANKING, "entities": []}

        on.answers("says" if mode == "complaint" else mode, says=mode)
        message: Any = SimpleNamespace(text=TEXT, parse_data=None)
        asyncio.run(read_again(SimpleNamespace(parse_message=parse), message, None))  # type: ignore[arg-type]
        return dict(message.parse_data)

    assert read("500")["intent"] == RANKING[0]
    chosen = read("complaint")
    assert chosen["intent"] == {"name": "complaint", "confidence": 0.6}
    assert [one["name"] for one in chosen["intent_ranking"]] == ["complaint", "purchase", "opt_out"]


def test_the_nearest_phrases_are_those_of_the_project(database: str) -> None:
    phrases, likeness = second_reading._phrases(second_reading.ROOT)
    near = [phrases[one.place] for one in likeness.nearest(["quiero saber dónde está mi pedido"], 5)[0]]
    assert "order_status" in {one.intent for one in near}
