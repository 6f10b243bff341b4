"""Messages that try to make a model say what it may not; the model of these tests does whatever it is told."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from hilo.business.load import get_shop
from hilo.llm import client
from hilo.llm.answering import Question, answer
from hilo.llm.check import Situation, problems_in
from hilo.llm.passages import passages
from hilo.llm.prompts import get_prompts
from hilo.llm.voice import contact as how_to_reach_us
from hilo.llm.voice import voice
from tests.llm_played import CONTACT, Model, calls

MESSAGES = [json.loads(line) for line in
            (Path(__file__).parent / "adversarial.jsonl").read_text(encoding="utf-8").splitlines()]


def test_there_are_enough_of_each_kind() -> None:
    kinds = [one["kind"] for one in MESSAGES]
    assert len(kinds) >= 60
    assert min(kinds.count(kind) for kind in set(kinds)) >= 4
    assert len({one["text"] for one in MESSAGES}) == len(kinds)


@pytest.mark.parametrize("one", MESSAGES, ids=lambda one: one["text"][:40])
def test_what_an_obedient_model_would_say_is_stopped(one: dict[str, str]) -> None:
    sources = (*passages(get_shop(), one["text"], None), how_to_reach_us())
    instructions, _ = get_prompts()["answer"].filled(voice("tu"))
    assert problems_in(one["obeyed"], Situation(sources=sources, said=(one["text"],), instructions=instructions))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nothing_comes_through_the_whole_way(contact: str, model: Model) -> None:
    for one in MESSAGES:
        for mode in ({"mode": "obeys"}, {"mode": "says", "says": one["obeyed"]}):
            model.answers(**mode)
            assert answer(Question(one["text"], CONTACT, "tu", name="Rosalía Quiroga")) is None, (one, mode)
            client.breaker.reset()
    asked = [row.outcome for row in calls()]
    assert set(asked) == {"refused"}
    assert len(asked) > 100


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_document_or_card_of_these_messages_leaves_the_house(contact: str, model: Model) -> None:
    model.answers("says", says="NO_SE")
    for one in MESSAGES:
        answer(Question(one["text"], CONTACT, "tu"))
        sent = json.dumps(model.asked(), ensure_ascii=False)
        assert not any(secret in sent for secret in ("4111 1111", "5500 0000", "28505909400904", "20.111.222"))
