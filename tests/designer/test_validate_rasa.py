"""Rasa's own validation, judged; and the classes that it would replace silently."""
from __future__ import annotations

import pytest

from designer.validate import class_names, rasa_check, rasa_words
from designer.validate.project import Project
from hilo.settings import ROOT

END = "busca en data/ lo que nombra y corrígelo"


@pytest.mark.parametrize(("said", "line"), [
    ("The utterance 'utter_x' is not used in any story or rule.", None),
    ("The intent 'EXTERNAL_x' is listed in the domain file, but is not found in the NLU training data.", None),
    ("The intent 'affirm' is listed in the domain file, but is not found in the NLU training data.",
     "domain.yml:4: la intención «affirm» no tiene frases; escríbelas en nlu.yml"),
    ("Slot 'city' has a mapping condition for form 'hours_form', but it's not present in 'hours_form' form's "
     "'required_slots'. The slot needs to be added to this key.",
     "data/flows/hours/domain.yml:7: la variable «city» se llena en el formulario «hours_form», que no la pide; "
     "agrégala "
     "a su «required_slots»"),
    ("Story structure conflict after intent 'affirm':\n  utter_a predicted in 'the town is known'\n",
     "data/flows/hours/rules.yml:10: después de «affirm» hay historias que se contradicen: utter_a predicted in "
     "'the town "
     "is known'; deja que una sola decida, o distínguelas con una variable"),
    ("Contradicting rules or stories found\n\n- the prediction of the action 'utter_x' in rule 'the town is known' is "
     "contradicting with rule(s) 'hours need a town' which predicted action 'hours_form'.\nPlease update.",
     "data/flows/hours/rules.yml:10: «the town is known» hace «utter_x» donde «hours need a town» hace otra cosa; deja "
     "una, o distínguelas con «condition:»"),
    ("- the action 'action_hours' in rule 'the town is known' does not set some of the slots that it sets in other "
     "rules. Slots not set in rule 'the town is known': 'next_step'. Please update the rule.",
     "data/flows/hours/rules.yml:10: en «the town is known», después de «action_hours» falta decir qué pasa con "
     "«next_step», como en otras reglas; agrega «- slot_was_set:» (con null si no la cambia)"),
    ("Something about hours need a town.",
     f"data/flows/hours/rules.yml:4: Rasa avisa: Something about hours need a town.; {END}"),
    ("Something new.", f"config.yml:1: Rasa avisa: Something new.; {END}"),
])
def test_what_rasa_says(tiny, said, line):
    assert [str(problem) for problem in rasa_words.judge(tiny.project(), said)] == ([line] if line else [])


def test_classes_are_found_with_their_lines(tiny):
    tiny.write("endpoints.yml", "nlg:\n  url: x\n  type: components.nlg.LiveTexts\n")
    assert class_names.class_names(tiny.project()) == [
        ("config.yml", 9, "components.flow_importer.FlowImporter", "importer"),
        ("config.yml", 5, "WhitespaceTokenizer", "component"), ("config.yml", 7, "RulePolicy", "policy"),
        ("endpoints.yml", 3, "components.nlg.LiveTexts", "nlg"), ("credentials.yml", 1, "rest", "channel")]


def test_what_rasa_would_pass_over_in_silence(tiny):
    """All at once, because it takes Rasa ten seconds to start."""
    tiny.change("config.yml", "importers:\n- name: components.flow_importer.FlowImporter",
                "- name: NoPolicy\nimporters:\n- name: components.importer.Importer")
    tiny.write("components/__init__.py", "")
    tiny.write("components/parts.py", "class Store: ...\nclass RulePolicy: ...\n")
    tiny.write("components/broken.py", "import nowhere\n")
    tiny.write("endpoints.yml", "tracker_store:\n  type: components.parts.Store\nnlg:\n  type: "
    "components.broken.Texts\n")
    tiny.write("credentials.yml", "rest: {}\ncomponents.parts.RulePolicy: {}\n")
    tiny.write("actions/__init__.py", "")
    tiny.write("actions/broken.py", "import nowhere\n")
    lines = [str(problem) for problem in rasa_check.rasa_check(tiny.project())]
    expected = [
        "actions/broken.py:1: el módulo no se puede importar: ModuleNotFoundError: No module named 'nowhere'; "
        "corrígelo",
        "config.yml:8: Rasa no conoce «NoPolicy»; corrige el nombre",
        "config.yml:10: no se puede importar «components.importer.Importer» (Rasa seguiría sin ella y sin avisar): "
        "ModuleNotFoundError: No module named 'components.importer'; corrige el nombre o el error de su módulo",
        "credentials.yml:2: «components.parts.RulePolicy» se llama como una clase de Rasa y la reemplazaría; "
        "cámbiale el nombre",
        "data/flows/hours/domain.yml:4: Rasa no ve la intención «ask_hours»; revisa «importers:» en config.yml",
        "endpoints.yml:2: «components.parts.Store» no es un TrackerStore (Rasa seguiría sin ella y sin avisar); "
        "corrige el nombre o la clase de la que hereda",
        "endpoints.yml:4: no se puede importar «components.broken.Texts» (Rasa seguiría sin ella y sin avisar): "
        "ModuleNotFoundError: No module named 'nowhere'; corrige el nombre o el error de su módulo",
    ]
    assert [line for line in expected if line not in lines] == []


def test_a_story_against_a_rule_which_only_training_finds(tiny):
    tiny.write("data/flows/hours/stories.yml", 'version: "3.1"\nstories:\n- story: yes ends otherwise\n  steps:\n'
                                               "  - intent: affirm\n  - action: utter_thanks\n")
    assert tiny.lines() == []
    assert [str(problem) for problem in rasa_check.rasa_check(tiny.project())] == [
        "data/flows/hours/stories.yml:3: «yes ends otherwise» hace «utter_thanks» donde «yes with nothing asked» hace "
        "otra cosa; deja una, o distínguelas con «condition:»"]


def test_the_real_project_is_accepted_by_rasa():
    assert rasa_check.rasa_check(Project(ROOT)) == []
