"""Names that Rasa itself brings along; a test compares them with the installed Rasa, which is slow to import."""
from __future__ import annotations

DEFAULT_ACTIONS = frozenset({
    "action_listen", "action_restart", "action_session_start", "action_default_fallback", "action_deactivate_loop",
    "action_revert_fallback_events", "action_default_ask_affirmation", "action_default_ask_rephrase",
    "action_two_stage_fallback", "action_unlikely_intent", "action_back", "...", "action_extract_slots",
})
DEFAULT_INTENTS = frozenset({"restart", "back", "out_of_scope", "session_start", "nlu_fallback"})
DEFAULT_SLOTS = frozenset({
    "requested_slot", "session_started_metadata", "knowledge_base_listed_objects", "knowledge_base_last_object",
    "knowledge_base_last_object_type",
})
SLOT_TYPES = frozenset({"any", "bool", "categorical", "float", "list", "text"})
MAPPING_TYPES = frozenset({"from_entity", "from_intent", "from_trigger_intent", "from_text", "custom"})
BUILT_IN_PARTS = {
    "tracker_store": ("TrackerStore", frozenset({"sql", "redis", "mongod", "dynamo"})),
    "event_broker": ("EventBroker", frozenset({"pika", "sql", "file", "kafka"})),
    "lock_store": ("LockStore", frozenset({"in_memory", "redis"})),
    "nlg": ("NaturalLanguageGenerator", frozenset({"response", "callback"})),
}
"""Parts that `endpoints.yml` names by `type`: their base class, and the types Rasa knows."""
