"""The list of all checks, in the order in which a designer wants to read what they find."""
from __future__ import annotations

from collections.abc import Callable, Iterable

from designer.validate import (
    actions,
    aloud,
    brand,
    business_registers,
    buttons,
    class_names,
    company,
    conversation_tests,
    declared,
    forms,
    intents,
    layout,
    phrases,
    places,
    processes_file,
    registers,
    rules,
    same_rules,
    settings_files,
    shapes,
    slots,
    texts,
    wording,
)
from designer.validate.problem import Problem
from designer.validate.project import Project

Check = Callable[[Project], list[Problem]]

CHECKS: tuple[Check, ...] = (
    layout.flow_folders, layout.data_folder, layout.test_folder, layout.test_stories_in_data, layout.action_files,
    declared.declared_once,
    intents.intent_phrases, intents.intents_in_use, intents.intent_meanings,
    phrases.repeated_phrases, phrases.unwritten_phrases, phrases.stray_lines, phrases.annotated,
    actions.code_reads, actions.action_classes, actions.texts_by_intent,
    forms.forms,
    slots.slot_types, slots.slot_mappings, slots.slots_exist, slots.slot_values, slots.slots_in_use,
    texts.text_names, texts.texts_in_code, texts.texts_in_use, places.places,
    wording.said_something, wording.wording, registers.registers, registers.said_in_code, brand.avoided_words,
    aloud.aloud, aloud.channels,
    buttons.buttons,
    rules.step_names, rules.step_forms, rules.deciding_slots,
    same_rules.names_once, same_rules.steps_once, same_rules.contradictions,
    conversation_tests.tests_have_stories, conversation_tests.test_phrases, conversation_tests.tests_speak,
    company.company, business_registers.business_registers, class_names.configuration,
    settings_files.example_file, settings_files.variables, processes_file.procfile,
)
"""Each takes the project and returns what is wrong; none looks at what another has found."""


def readable(project: Project) -> list[Problem]:
    """Every file is YAML and has the form of its kind; without that the checks would guess."""
    found = shapes.shapes(project)
    return [*project.unreadable, *found]


def in_order(problems: list[Problem]) -> list[Problem]:
    """By file and line, each once."""
    return sorted(set(problems))


def quick(project: Project, wanted: Iterable[Check] = CHECKS) -> list[Problem]:
    """All own checks; when a file cannot be read, that alone."""
    return in_order(readable(project)) or in_order([found for check in wanted for found in check(project)])


def count(project: Project) -> str:
    """What was looked at, in words."""
    return (f"{len(project.flows)} flujos, {len(project.intents)} intenciones, {len(project.phrases)} frases, "
            f"{len(project.stories)} reglas, {len(project.responses)} textos, {len(project.tests)} pruebas")

