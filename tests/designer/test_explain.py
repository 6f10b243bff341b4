"""What `/porque` tells, from the events of a tracker."""
from __future__ import annotations

from designer.explain import explain, last_turn, reason

MESSAGE = {"event": "user", "parse_data": {
    "text": "¿abren hoy en Rosario?", "intent": {"name": "ask_hours", "confidence": 0.9312},
    "intent_ranking": [{"name": "ask_hours", "confidence": 0.9312}, {"name": "affirm", "confidence": 0.04}],
    "entities": [{"entity": "city", "value": "Rosario", "start": 14, "end": 21}],
    "sentiment": {"label": "neutral", "score": 0.0}, "emotion": {"label": "neutral", "confidence": 1.0},
    "urgency": {"label": "low", "score": 0.0}}}
FORM = {"event": "action", "name": "hours_form", "policy": "policy_0_RulePolicy", "confidence": 1.0}
OPEN = {"event": "active_loop", "name": "hours_form"}
CLOSED = {"event": "active_loop", "name": None}
LISTEN = {"event": "action", "name": "action_listen", "policy": "policy_0_RulePolicy", "confidence": 1.0}


def test_a_turn_that_a_rule_leads(tiny):
    events = [{"event": "slot", "name": "next_step", "value": "wait"}, LISTEN, MESSAGE,
              {"event": "slot", "name": "city", "value": "Rosario"}, FORM, OPEN,
              {"event": "bot", "text": "¿En qué ciudad?", "metadata": {"utter_action": "utter_ask_city"}}, LISTEN]
    assert explain(tiny.project(), events) == [
        "  intención  ask_hours 0.93   después: affirm 0.04",
        "  dato       city = Rosario   de «Rosario»",
        "  ánimo      sentimiento neutral 0.00, emoción neutral 1.00, urgencia low 0.00",
        "  acción     hours_form   RulePolicy 1.00",
        "               por la regla «hours need a town» data/flows/hours/rules.yml:4",
        "  texto      utter_ask_city   data/flows/hours/domain.yml:27",
        "  variable   city = Rosario",
    ]


def reasons(tiny, *events):
    turn = last_turn([MESSAGE, FORM, OPEN, LISTEN, *events])
    return [reason(tiny.project(), turn, index) for index in range(len(turn.moments))]


def test_a_form_that_goes_on(tiny):
    assert reasons(tiny, MESSAGE, FORM, LISTEN) == ["porque el formulario sigue abierto"]


def test_a_rule_that_follows_the_form(tiny):
    thanks = {"event": "action", "name": "utter_thanks", "policy": "policy_0_RulePolicy", "confidence": 1.0}
    hours = {**thanks, "name": "action_hours"}
    assert reasons(tiny, MESSAGE, FORM, CLOSED, hours, {"event": "slot", "name": "next_step", "value": "go"},
                   thanks, LISTEN) == ["porque el formulario sigue abierto"] + [
        "por la regla «the town is known» data/flows/hours/rules.yml:10"] * 2


def test_a_step_whose_slot_has_another_value_does_not_lead(tiny):
    thanks = {"event": "action", "name": "utter_thanks", "policy": "policy_0_RulePolicy", "confidence": 0.3}
    hours = {**thanks, "name": "action_hours", "confidence": 1.0}
    assert reasons(tiny, MESSAGE, FORM, CLOSED, hours, thanks)[-1] == (
        "ninguna regla: ninguna sirve para esto, y RulePolicy pide aclarar")


def test_another_policy_decides_by_itself(tiny):
    clarify = {"event": "action", "name": "action_clarify", "policy": "policy_2_ReadingPolicy", "confidence": 1.0}
    assert reasons(tiny, CLOSED, MESSAGE, clarify) == ["ninguna regla: lo decidió ReadingPolicy"]


def test_the_rule_with_the_nearer_condition_is_told(tiny):
    tiny.add("data/flows/hours/rules.yml", "\n- rule: hours after all\n  condition:\n  - slot_was_set:\n"
                                           "    - next_step: go\n  steps:\n  - intent: ask_hours\n  - action: "
                                           "hours_form\n")
    asked = [{"event": "slot", "name": "next_step", "value": "go"}, MESSAGE, FORM]
    assert reasons(tiny, CLOSED, *asked) == ["por la regla «hours after all» data/flows/hours/rules.yml:21"]


def test_nobody_has_spoken(tiny):
    assert explain(tiny.project(), [LISTEN]) == ["  intención  (ninguna) 0.00", "  acción     ninguna"]


def test_a_story_leads_only_right_after_what_it_tells(tiny):
    tiny.write("data/flows/hours/stories.yml", """version: "3.1"
stories:
- story: yes to thanks
  steps:
  - intent: affirm
  - action: utter_thanks
  - intent: ask_hours
  - action: action_hours
""")
    hours = {"event": "action", "name": "action_hours", "policy": "policy_1_StoryPolicy", "confidence": 1.0}
    thanks = {**hours, "name": "utter_thanks"}
    for before, told in ((thanks, "por la historia «yes to thanks» data/flows/hours/stories.yml:3"),
                         (FORM, "ninguna regla: lo decidió StoryPolicy")):
        turn = last_turn([MESSAGE, before, LISTEN, MESSAGE, hours])
        assert reason(tiny.project(), turn, 0) == told
