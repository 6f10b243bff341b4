"""Whether a photo is to come from the person."""
from __future__ import annotations

import pytest

from hilo.solution.answered_anyway import answered_anyway
from hilo.solution.open_questions import Reply, asks_step_again
from hilo.spanish.pictures import offers_picture, only_shows


@pytest.mark.parametrize("text", [
    "¿puedo mandar foto?", "te mando foto?", "¿por dónde les mando las fotos?", "¿sirve si mando una foto?",
    "¿quieren que les mande una foto?", "¿necesitan fotos?", "¿se puede enviar un video?", "¿la foto dónde la mando?",
    "le envío una captura", "tengo fotos, ¿dónde las mando?", "¿puedo mandarles una foto de la rotura?"])
def test_a_photo_of_theirs_is_offered(text: str) -> None:
    assert offers_picture(text)
    assert answered_anyway(Reply(text, "shipping_inquiry", 0.4, ""), {}) == "action_may_send_picture"


@pytest.mark.parametrize("text", [
    "¿me mandás una foto de la campera?", "¿tienen fotos?", "¿me podría mandar una foto?", "¿pueden mandarme fotos?",
    "quiero que me manden una foto", "no puedo mandar foto", "la foto no es igual", "¿puedo mandar un regalo?"])
def test_a_photo_of_ours_is_another_matter(text: str) -> None:
    assert not offers_picture(text)


def test_who_tells_what_is_wrong_and_offers_a_photo_is_heard_for_both() -> None:
    text = "llegó manchada la remera, ¿les paso una foto?"
    assert offers_picture(text)
    assert answered_anyway(Reply(text, "complaint", 0.6, ""), {}) is None


def test_the_open_step_is_asked_again_after_a_photo_but_not_after_each() -> None:
    first = Reply("/EXTERNAL_image", "EXTERNAL_image", 1.0, "action_complaint")
    assert asks_step_again("order_which", first, "action_sent_picture")
    more = Reply("/EXTERNAL_image", "EXTERNAL_image", 1.0, "action_sent_picture")
    assert not asks_step_again("order_which", more, "action_sent_picture")
    assert not asks_step_again("support_solved", first, "action_sent_picture")  # steps to try are long


@pytest.mark.parametrize("text", [
    "mirá cómo llegó", "Miren como vino!!", "fíjate en qué estado llegó", "así me vino la lámpara",
    "mire como me lo entregaron ayer", "cómo me mandaron esto"])
def test_the_state_in_which_something_came_is_shown(text: str) -> None:
    assert only_shows(text)


@pytest.mark.parametrize("text", [
    "¿cómo llego?", "así llego al local?", "mirá cómo llego hasta ahí", "así está bien", "así llegó perfecta",
    "mirá cómo me quedó", "¿cómo me llegó a casa?"])
def test_who_asks_the_way_or_is_content_shows_no_damage(text: str) -> None:
    assert not only_shows(text)
