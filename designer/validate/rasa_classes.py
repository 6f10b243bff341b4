"""Whether the classes that the YAML names can be used; imports Rasa, and is itself imported only by `rasa_side`."""
from __future__ import annotations

import importlib
from typing import Any

import rasa.engine.recipes.default_components  # noqa: F401  (registers Rasa's own components and policies)
from rasa.core.channels import BUILTIN_CHANNELS
from rasa.engine.recipes.default_recipe import DefaultV1Recipe

BASES = {
    "importer": "rasa.shared.importers.importer.TrainingDataImporter", "component": "rasa.engine.graph.GraphComponent",
    "policy": "rasa.core.policies.policy.Policy", "channel": "rasa.core.channels.channel.InputChannel",
    "tracker_store": "rasa.core.tracker_store.TrackerStore", "event_broker": "rasa.core.brokers.broker.EventBroker",
    "lock_store": "rasa.core.lock_store.LockStore", "nlg": "rasa.core.nlg.generator.NaturalLanguageGenerator",
}


def load(dotted: str) -> Any:
    """A class by its dotted name."""
    module, _, name = dotted.rpartition(".")
    return getattr(importlib.import_module(module), name)


def built_in() -> set:
    """The names of Rasa's own components and policies."""
    return set(DefaultV1Recipe._registered_components)


def class_error(name: str, base: str, own: set) -> str | None:
    """Why a class cannot be used; None when it can."""
    if "." not in name:
        known = BUILTIN_CHANNELS if base == "channel" else own if base in ("component", "policy") else [name]
        return None if name in known else "unknown"
    if name.rpartition(".")[2] in own:
        return "taken"
    try:
        found = load(name)
    except Exception as error:  # whatever the module does when it is imported
        return f"{type(error).__name__}: {error}"
    expected = load(BASES[base])
    return None if isinstance(found, type) and issubclass(found, expected) else f"base {expected.__name__}"
