"""Who is so angry that people take over; who is merely annoyed, or in a hurry, is not handed over for it."""
from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hilo.business.load import get_shop
from hilo.handoff.reasons import RESERVED, UPSET, is_furious, reason_for

LINES = yaml.safe_load(Path(__file__).with_name("fury.yml").read_text(encoding="utf-8"))


def test_there_are_as_many_of_either() -> None:
    assert (len(LINES["furious"]), len(LINES["calm"])) == (40, 40)


@pytest.mark.parametrize("text", LINES["furious"])
def test_whoever_is_furious_gets_a_person(text: str) -> None:
    assert is_furious(text)
    assert reason_for(get_shop(), text, "complaint") in (UPSET, RESERVED)


@pytest.mark.parametrize("text", LINES["calm"])
def test_whoever_is_annoyed_or_in_a_hurry_is_answered(text: str) -> None:
    assert not is_furious(text)


@pytest.mark.parametrize("text", [
    "no me responde, bueno ya me voy, luego le marco", "no me contestan y ya tenemos que irnos, mándeme la lista"])
def test_whoever_has_to_go_without_an_answer_is_not_furious(text: str) -> None:
    assert not is_furious(text)


def test_a_refusal_of_messages_is_obeyed_however_angry() -> None:
    assert reason_for(get_shop(), "me tienen podrido con tanto mensaje, no me escriban más", "opt_out") is None


@pytest.mark.parametrize("text", [
    "me atiende alguien o sigo hablando con una maquina?? ya!", "contesta alguien YA", "basta de bots",
    "no quiero hablar con un robot", "¿me responde alguien? ¡de una vez por todas!",
    "tengo que seguir chateando con este contestador??"])
def test_whoever_has_enough_of_a_machine_gets_a_person(text: str) -> None:
    assert reason_for(get_shop(), text, "bot_challenge") == UPSET


@pytest.mark.parametrize("text", [
    "¿sos un robot?", "¿estoy hablando con una máquina?", "¿me atiende una persona?", "no quiero un robot de cocina",
    "¿me atiende alguien? ya pagué", "ya me atendió una persona, gracias"])
def test_a_question_whether_we_are_a_machine_is_answered(text: str) -> None:
    assert reason_for(get_shop(), text, "bot_challenge") is None
