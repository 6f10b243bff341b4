"""What goes into a thing is answered by its page, or it is said that the page does not tell."""
from __future__ import annotations

from typing import Any

import pytest

from actions.goods_asked import ActionAvailabilityInfo
from actions.what_fits import tell_what_fits
from hilo.solution.answered_anyway import answered_anyway
from hilo.solution.open_questions import Reply

FACTS, OTHER, UNTOLD = "utter_product_facts", "utter_fits_other_measure", "utter_fits_not_told"


def asks(run: Any, text: str, product: str | None, entities: dict[str, Any] | None = None, **more: Any) -> Any:
    return run(ActionAvailabilityInfo(), text, "availability_inquiry", entities, slots={"product": product}, **more)


@pytest.mark.parametrize(("text", "product", "said"), [
    ("¿entra una de 15.6?", "mochila escritorio", [FACTS, OTHER]),
    ("¿entra una de 15?", "mochila escritorio", [FACTS]),
    ("¿cabe la compu?", "mochila escritorio", [FACTS]),
    ("¿entra una de 15.6?", "mochila peregrina", [UNTOLD]),
    ("¿entra una de 15.6?", "mochila", [FACTS, OTHER]),
    ("le entra la laptop de 14?", "mochila gurí", [UNTOLD])])
def test_what_goes_into_a_backpack_is_told_by_its_page(run: Any, text: str, product: str, said: list[str]) -> None:
    assert asks(run, text, product).said == said


def test_what_is_to_go_in_is_not_what_is_looked_for(run: Any) -> None:
    before = [{"event": "slot", "name": "product", "value": "mochila escritorio"}]
    ran = asks(run, "¿le entra la notebook de 15,6?", None, {"product": "notebook"}, before=before)
    assert (ran.said, ran.messages[1]["measure"]) == ([FACTS, OTHER], "15,6")
    assert ran.slots["product"] == "mochila escritorio"


@pytest.mark.parametrize(("text", "product"), [
    ("¿me entra un 42?", "zapatilla"), ("¿tienen notebooks?", "mochila"),
    ("¿entra una de 15.6?", None), ("¿cuándo entran más?", "mochila")])
def test_a_size_and_other_questions_are_no_question_of_what_fits(run: Any, text: str, product: str | None,
                                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []
    monkeypatch.setattr("actions.goods_asked.tell_what_fits", lambda turn: tried.append(tell_what_fits(turn)))
    asks(run, text, product)
    assert tried == [False]


def went_on(run: Any, text: str, before: str = FACTS, action: str = "action_availability_info") -> Any:
    """A question cut short, after one of what fits."""
    heard = [{"event": "slot", "name": "product", "value": "mochila escritorio"},
             {"event": "user", "text": "¿le entra una de 15,6?"},
             {"event": "action", "name": action},
             {"event": "bot", "text": "…", "metadata": {"utter_action": before}}]
    return asks(run, text, "mochila escritorio", before=heard)


@pytest.mark.parametrize(("text", "said"), [("¿y de 14?", [FACTS, OTHER]), ("¿y una de 15?", [FACTS]),
                                            ("¿y si es de 13,3 pulgadas?", [FACTS, OTHER])])
def test_another_measure_is_asked_with_the_measure_alone(run: Any, text: str, said: list[str]) -> None:
    for action in ("action_availability_info", "action_product_info"):
        assert went_on(run, text, action=action).said == said
        assert answered_anyway(Reply(text, "inform", 0.4, action), {}) == "action_availability_info"


def test_a_number_after_another_question_is_no_measure(run: Any) -> None:
    assert OTHER not in went_on(run, "¿y de 14?", "utter_available_kind").said
    assert answered_anyway(Reply("¿y de 14?", "inform", 0.4, "action_price_info"), {}) is None
