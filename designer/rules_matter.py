"""Deletes each rule in turn and shows that some conversation test then fails.

A rule that no test misses is either dead or untested. Only the rule policy is learnt anew
for each deletion; everything else of the trained model stays, so the whole takes minutes.
Reaches into Rasa's test and graph internals, as no public way leads there.
"""
from __future__ import annotations

import asyncio
import copy
import os
import sys
from typing import Any

os.environ.setdefault("LOG_LEVEL", "WARNING")  # read by Rasa when it is imported

from rasa.core.agent import Agent
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.test import WrongPredictionException, _predict_tracker_actions
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrackerWithCachedStates, TrainingDataGenerator
from rasa.shared.core.training_data.structures import StoryGraph, StoryStep
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.importers.rasa import RasaFileImporter

from components.values import CLOCK_OF_TESTS
from designer.test_stories import TESTS
from designer.training import models
from hilo.settings import ROOT


def load_agent() -> Agent:
    """The newest model, with its parse results remembered."""
    agent = Agent.load(str(models()[-1]))
    processor: Any = agent.processor
    parse, seen = processor.parse_message, {}

    async def parse_once(message: Any, *args: Any, **kwargs: Any) -> Any:
        if message.text not in seen:
            seen[message.text] = await parse(message, *args, **kwargs)
        return copy.deepcopy(seen[message.text])  # Rasa's evaluation changes what it is given

    processor.parse_message = parse_once
    return agent


def rule_policy(agent: Agent) -> RulePolicy:
    """The rule policy inside the loaded model."""
    nodes = agent.processor.graph_runner._instantiated_nodes  # type: ignore[union-attr]
    return next(node._component for node in nodes.values() if isinstance(node._component, RulePolicy))


def tests_of(domain: Domain) -> list[TrackerWithCachedStates]:
    """The conversation tests, each as one conversation."""
    graph = RasaFileImporter(domain_path=None, training_data_paths=[str(TESTS)])
    graph.get_domain = lambda: domain  # type: ignore[method-assign]
    generator = TrainingDataGenerator(graph.get_conversation_tests(), domain, use_story_concatenation=False,
                                      augmentation_factor=0)
    return generator.generate_story_trackers()


def learn(policy: RulePolicy, steps: list[StoryStep], domain: Domain) -> None:
    """Teaches the policy these rules and stories only, without the check for contradictions."""
    trackers = TrainingDataGenerator(StoryGraph(steps), domain, augmentation_factor=0).generate()
    rules = [t for t in trackers if t.is_rule_tracker]
    policy._create_lookup_from_trackers(rules, [t for t in trackers if not t.is_rule_tracker], domain)


def first_failure(agent: Agent, tests: list[TrackerWithCachedStates],
                  say: bool = False) -> TrackerWithCachedStates | None:
    """The first test whose prediction is wrong, or None; `say` prints how it went wrong."""
    for test in tests:
        try:
            asyncio.run(_predict_tracker_actions(test, agent, fail_on_prediction_errors=True, use_e2e=True))
        except WrongPredictionException as error:
            if say:
                print(error)
            return test
    return None


def main() -> None:
    """Tries each rule.

    Raises:
        SystemExit: 1 when a test fails with all rules there, or when a deletion goes unnoticed.
    """
    os.environ["HILO_NOW"] = CLOCK_OF_TESTS
    agent = load_agent()
    importer = TrainingDataImporter.load_from_config(str(ROOT / "config.yml"), str(ROOT / "domain.yml"),
                                                     [str(ROOT / "data")])
    domain = importer.get_domain()
    steps = importer.get_stories().story_steps
    tests, policy = tests_of(domain), rule_policy(agent)
    learn(policy, steps, domain)
    broken = first_failure(agent, tests, say=True)
    if broken or not tests:
        raise SystemExit(f"rules: a test fails with all rules there: {broken.sender_id if broken else 'no tests'}")
    unnoticed = []
    rules = [step for step in steps if step.block_name not in sys.argv[1:]]
    for rule in rules:
        learn(policy, [step for step in steps if step is not rule], domain)
        failed = first_failure(agent, tests)
        print(f"{'noticed  ' if failed else 'UNNOTICED'}  {rule.block_name}", flush=True)
        if failed:
            tests.sort(key=lambda t: t is not failed)  # neighbours of a rule tend to fail the same test
        else:
            unnoticed.append(rule.block_name)
    print(f"rules: {len(rules) - len(unnoticed)} passed, {len(unnoticed)} failed")
    if unnoticed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
