"""An action's answer is checked as Rasa checks it, only sooner."""
from __future__ import annotations

import pytest
from jsonschema import Draft7Validator, ValidationError
from rasa.core.actions.action import RemoteAction

from components.quick_rasa import _event_checkers, _is_right, _validate_action_result

RASAS = Draft7Validator(RemoteAction.action_response_format_spec())
SLOT = {"event": "slot", "timestamp": None, "name": "city", "value": "Lima"}


@pytest.mark.parametrize("result", [
    {"events": [], "responses": []}, {}, {"events": [SLOT], "responses": [{"text": "hola", "buttons": []}]},
    {"events": [SLOT, {"event": "followup", "timestamp": 1.5, "name": "action_listen"}]},
    {"events": [{"event": "bot", "text": None, "data": {}, "metadata": {}}]},
    {"events": [{"event": "restart"}, {"event": "pause"}, {"event": "reset_slots"}]},
    {"events": [{"event": "no_such"}]}, {"events": [{"name": "city"}]}, {"events": ["slot"]}, {"events": {}},
    {"events": None}, {"responses": ["hola"]}, {"responses": None}, [], None, "x",
    {"events": [{"event": "slot", "value": 1}]}, {"events": [{**SLOT, "timestamp": "now"}]},
    {"events": [{**SLOT, "metadata": 3}]}, {"events": [{"event": 7}]}, {"events": [{"event": ["slot"]}]},
])
def test_an_answer_is_right_where_rasa_says_so(result):
    assert _is_right(result) == RASAS.is_valid(result)


def test_every_kind_of_event_has_a_checker():
    assert len(_event_checkers()) == len(RASAS.schema["properties"]["events"]["items"]["oneOf"])


def test_a_wrong_answer_raises_rasas_error():
    with pytest.raises(ValidationError):
        _validate_action_result(None, {"events": [{"event": "slot"}]})
