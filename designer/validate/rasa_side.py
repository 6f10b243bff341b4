"""The part of the validation that imports Rasa: a process of its own, told what to do on standard input.

Input: `[[name, base], …]`, the classes to try. Output: one JSON object a line:
`{"class": index, "error": …}`, `{"module": …, "error": …}`, `{"said": …}` (what Rasa found),
`{"intents": […], "actions": […]}` (what Rasa sees of the domain).
"""
from __future__ import annotations

import importlib
import json
import logging
import pkgutil
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

import structlog
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.training import load_data
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.validator import Validator

from designer.validate.rasa_classes import built_in, class_error


class Findings(logging.Handler):
    """Prints what Rasa says, by log or by warning, as lines of JSON."""

    def emit(self, record: logging.LogRecord) -> None:
        """(see parent class for full docstring)."""
        tell(said=record.getMessage())


def tell(**finding: Any) -> None:
    """One finding."""
    print(json.dumps(finding), file=sys.__stdout__, flush=True)


def listen() -> None:
    """Sends Rasa's warnings and logs to `tell`; what it prints itself goes to standard error."""
    sys.stdout = sys.stderr
    logging.getLogger("rasa").addHandler(Findings(level=logging.WARNING))
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
                        processors=[_structured])

    def warned(message: Any, category: Any, filename: str, *_: Any) -> None:
        if issubclass(category, (UserWarning, FutureWarning)) and "/rasa/" in filename:
            tell(said=str(message))

    warnings.simplefilter("always")
    warnings.showwarning = warned  # type: ignore[assignment]


def _structured(_: Any, __: str, event: Any) -> Any:
    tell(said=str(event.get("event_info") or event.get("event")))
    raise structlog.DropEvent


def validate() -> None:
    """What `rasa data validate` does."""
    importer = TrainingDataImporter.load_from_config("config.yml", "domain.yml", ["data"])
    domain = importer.get_domain()
    tell(intents=list(domain.intents), actions=list(domain.user_actions))
    validator = Validator.from_importer(importer)
    validator.verify_domain_validity()
    validator.verify_actions_in_stories_rules()
    validator.verify_forms_in_stories_rules()
    validator.verify_form_slots()
    validator.verify_slot_mappings()
    validator.verify_nlu()
    validator.verify_story_structure()
    validator.warn_if_config_mandatory_keys_are_not_set()
    try_rules(importer, domain)


def try_rules(importer: TrainingDataImporter, domain: Domain) -> None:
    """Trains the rules alone, since only then does Rasa tell those that contradict each other.

    Raises:
        InvalidRule: with all of them.
    """
    policies: list[dict[str, Any]] = importer.get_config().get("policies") or []
    settings = next((p for p in policies if p.get("name") == "RulePolicy"), {})
    with tempfile.TemporaryDirectory() as folder:
        policy = RulePolicy.create({**RulePolicy.get_default_config(), **settings}, LocalModelStorage(Path(folder)),
                                   Resource("rules"), ExecutionContext(GraphSchema({}), None))
        policy.train(load_data(importer, domain, augmentation_factor=0), domain)


def import_actions() -> None:
    """Imports all of `actions/`, as the action server does; it ends when one cannot be imported."""
    try:
        package = importlib.import_module("actions")
        names = [module.name for module in pkgutil.walk_packages(package.__path__, "actions.")]
    except Exception as error:
        tell(module="actions", error=f"{type(error).__name__}: {error}")
        return
    for name in names:
        try:
            importlib.import_module(name)
        except Exception as error:
            tell(module=name, error=f"{type(error).__name__}: {error}")


def main() -> None:
    """Tries the classes, imports the actions, validates."""
    classes: list[list[str]] = json.load(sys.stdin)
    listen()
    own = built_in()
    for index, (name, base) in enumerate(classes):
        error = class_error(name, base, own)
        if error:
            tell(**{"class": index, "error": error})
    import_actions()
    try:
        validate()
    except Exception as error:
        tell(said=f"{type(error).__name__}: {error}", fatal=True)


if __name__ == "__main__":
    main()
