"""Stories hold for whoever speaks: a slot that no story names does not matter."""
from __future__ import annotations

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource

from components.story_policy import StoryPolicy

ASKED = {"user": {"intent": "price"}, "prev_action": {"action_name": "say_price"}}
YES = {"user": {"intent": "yes"}, "prev_action": {"action_name": "action_listen"}}


def learnt(tmp_path, states):
    given = ({**StoryPolicy.get_default_config(), "max_history": 2}, LocalModelStorage(tmp_path), Resource("stories"),
             ExecutionContext(GraphSchema({}), "a model"))
    policy = StoryPolicy(*given)
    policy.lookup = policy._create_lookup_from_states([states], [["buy"]])
    policy.persist()
    return StoryPolicy.load(*given)


def with_slots(state, **slots):
    return {**state, "slots": dict.fromkeys(slots, (1.0,))}


def test_a_slot_of_no_story_does_not_matter(tmp_path):
    policy = learnt(tmp_path, [ASKED, YES])
    assert policy._recall_states([ASKED, YES]) == "buy"
    assert policy._recall_states([with_slots(ASKED, known=1), with_slots(YES, known=1, owing=1)]) == "buy"


def test_a_slot_of_a_story_does(tmp_path):
    policy = learnt(tmp_path, [ASKED, with_slots(YES, wanted=1)])
    assert policy._recall_states([ASKED, with_slots(YES, wanted=1, known=1)]) == "buy"
    assert policy._recall_states([ASKED, YES]) is None
