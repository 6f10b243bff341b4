"""Rules, stories, conversation tests and the files that start the processes."""
from __future__ import annotations

import shutil

import pytest

from designer.validate import company
from designer.validate.project import Project
from hilo.settings import ROOT

DOMAIN = "data/flows/hours/domain.yml"
RULES = "data/flows/hours/rules.yml"
TEST = "tests/conversations/test_hours.yml"


@pytest.mark.parametrize(("old", "new", "line"), [
    ("action: utter_thanks", "action: utter_thank",
     "19: no existe la acción ni el texto «utter_thank»; corrige el nombre o agrégalo al domain.yml"),
    ("- active_loop: hours_form\n  steps", "- active_loop: other\n  steps",
     "12: el formulario «other» no está declarado; corrige el nombre o decláralo"),
    ("next_step: go", "next: go", "17: la variable «next» no está declarada; corrige el nombre o declárala"),
    ("- intent: ask_hours", "- intent: ask_hours\n    entities:\n    - town: x",
     "6: la entidad «town» no está declarada; corrige el nombre o declárala"),
    ("- intent: ask_hours", "- or:\n    - intent: ask_hours\n    - intent: ask",
     "8: la intención «ask» no está declarada; corrige el nombre o declárala"),
    ("- intent: ask_hours\n  - action", "- intent: ask_hours\n    action",
     "6: este paso junta intent, action; escribe un paso para cada cosa, cada uno con su «- »"),
    ("next_step: go", "city: Rosario",
     "17: «the town is known» decide por «city», que no influye en la conversación; pon «influence_conversation: "
     "true» en data/flows/hours/domain.yml:7 (con otro tipo que any), o quita el paso"),
    ("the town is known", "yes with nothing asked",
     "10: «yes with nothing asked» ya es el nombre de otra en data/common/rules.yml:4; cámbiale el nombre"),
])
def test_a_rule(tiny, old, new, line):
    tiny.change(RULES, old, new)
    assert f"{RULES}:{line}" in tiny.lines()


@pytest.mark.parametrize(("steps", "line"), [
    ("\n  - intent: ask_hours\n  - action: hours_form\n  - active_loop: hours_form",
     "«more» dice lo mismo que «hours need a town» (data/flows/hours/rules.yml:4); borra una"),
    ("\n  - intent: ask_hours\n  - action: utter_thanks",
     "«more» hace «utter_thanks» donde «hours need a town» (data/flows/hours/rules.yml:4) hace «hours_form»; deja "
     "una, o distínguelas con «condition:»"),
    (" []", "«more» no tiene pasos; escríbelos o bórrala"),
    ("\n  - intent: ask_hours", "en «more» el asistente no hace nada; agrega un paso «- action:»"),
])
def test_one_rule_too_many(tiny, steps, line):
    tiny.add(RULES, f"\n- rule: more\n  steps:{steps}\n")
    assert tiny.lines() == [f"{RULES}:21: {line}"]


def test_a_rule_that_goes_on_where_another_stops(tiny):
    tiny.add("data/common/rules.yml", "- rule: yes twice\n  steps:\n  - intent: affirm\n  - action: utter_affirm\n"
                                      "  - action: utter_thanks\n")
    assert tiny.lines() == ["data/common/rules.yml:8: «yes twice» hace «utter_thanks» donde «yes with nothing asked» "
                            "(data/common/rules.yml:4) hace «action_listen»; deja una, o distínguelas con «condition:»"]


def test_rules_with_other_conditions_do_not_contradict(tiny):
    tiny.add(RULES, "\n- rule: more\n  condition:\n  - slot_was_set:\n    - next_step: go\n  steps:\n"
                    "  - intent: ask_hours\n  - action: utter_thanks\n")
    assert tiny.lines() == []


def test_rules_that_go_on_after_different_actions_do_not_contradict(tiny):
    for action in ("utter_affirm", "hours_form"):
        tiny.add(RULES, f"\n- rule: after {action}\n  steps:\n  - action: {action}\n  - slot_was_set:\n"
                        "    - next_step: go\n  - action: utter_thanks\n")
    assert tiny.lines() == []


def test_a_story_that_begins_with_the_assistant(tiny):
    tiny.write("data/flows/hours/stories.yml", 'version: "3.1"\nstories:\n- story: thanks\n  steps:\n'
                                               "  - action: utter_thanks\n")
    assert tiny.lines() == ["data/flows/hours/stories.yml:3: «thanks» no empieza con lo que dice la persona; agrega "
                            "primero un paso «- intent:»"]


@pytest.mark.parametrize(("old", "new", "line"), [
    ("user: a qué hora abren", "user: ¡Cierran hoy!",
     "6: «¡Cierran hoy!» ya es una frase de entrenamiento (data/flows/hours/nlu.yml:10); dilo de otra manera"),
    ("user: a qué hora abren", "user: COMPLETAR",
     "6: el mensaje todavía dice COMPLETAR; escríbelo como lo diría la gente"),
    ("user: a qué hora abren", 'user: "[hoy](day) qué hora"',
     "6: la entidad «day» no está declarada; corrige el nombre; las que hay son city"),
    ("    intent: ask_hours\n", "", "6: falta la intención de este mensaje; agrega «intent:» debajo de «user:»"),
    ("intent: ask_hours", "intent: ask", "6: la intención «ask» no está declarada; corrige el nombre o declárala"),
    ("- action: hours_form", "- action: other",
     "8: no existe la acción ni el texto «other»; corrige el nombre o agrégalo al domain.yml"),
    ("- user: a qué hora abren\n    intent", "- intent",
     "4: en «customer asks for the hours» nadie dice nada; agrega pasos «- user:» con su «intent:»"),
    ("stories:\n- story", "rules:\n- rule",
     "4: «customer asks for the hours» es una regla; muévela a data/flows/ o escríbela como prueba, con «- "
     "story:»"),
])
def test_a_conversation_test(tiny, old, new, line):
    tiny.change(TEST, old, new)
    assert tiny.lines() == [f"{TEST}:{line}"]


def test_two_tests_with_one_name(tiny):
    text = (tiny.root / TEST).read_text(encoding="utf-8")
    tiny.add(TEST, text[text.index("- story"):])
    line = f"{TEST}:10: «customer asks for the hours» ya es el nombre de otra en {TEST}:4; cámbiale el nombre"
    assert line in tiny.lines()


def test_a_test_file_without_tests(tiny):
    tiny.write(TEST, 'version: "3.1"\nstories: []\n')
    assert tiny.lines() == [f"{TEST}:1: no hay ninguna prueba en el archivo; agrega una en «stories:»"]


def test_the_company(tmp_path):
    shutil.copytree(ROOT / "data" / "business", tmp_path / "data" / "business")
    project = Project(tmp_path)
    assert company.company(project) == []
    profile = tmp_path / "data" / "business" / "profile.yml"
    profile.write_text("surprise: yes\n" + profile.read_text(encoding="utf-8"), encoding="utf-8")
    assert [str(problem) for problem in company.company(project)] == [
        "data/business/profile.yml:1: surprise: no existe una clave con ese nombre; corrígela o bórrala"]


def test_the_settings_that_the_example_names(tiny):
    real = (ROOT / ".env.example").read_text(encoding="utf-8")
    tiny.write(".env.example", real)
    assert tiny.lines() == []
    tiny.write(".env.example", real.replace("#HILO_PORT=5005", "#HILO_PORTS=5005"))
    line = real.splitlines().index("#HILO_PORT=5005") + 1
    assert tiny.lines() == [".env.example:1: falta el ajuste «HILO_PORT»; agrégalo con un renglón que lo explique",
                            f".env.example:{line}: «HILO_PORTS» no es un ajuste de hilo/settings.py; corrígelo "
                            f"o bórralo"]


@pytest.mark.parametrize(("path", "text", "line"), [
    ("endpoints.yml", "nlg:\n  url: http://${PLACE}/\n",
     "2: nadie le da valor a ${PLACE}: Rasa no arrancaría; agrégalo a Settings.for_processes en hilo/settings.py, "
     "o léelo en la clase"),
    ("endpoints.yml", 'nlg:\n  url: "http://${HILO_PORT}/"\n',
     "2: Rasa no completa ${…} entre comillas; quita las comillas"),
    ("endpoints.yml", "tracker_store:\n  type: sqlite\n",
     "2: Rasa no conoce el tipo «sqlite» y pondría otro sin avisar; usa dynamo, mongod, redis, sql o el nombre "
     "completo de una clase"),
    ("credentials.yml", "rest: {\n",
     "2: falta un corchete o una llave de cierre; agrégalo, o pon el texto entre comillas dobles"),
    ("Procfile", "rasa: python -m rasa run\n", "1: falta el proceso «actions»; agrégalo"),
    ("Procfile", "rasa: python -m rasa run\nactions: python -m nothing\n",
     "2: no existe el módulo nothing; corrige el nombre"),
    ("Procfile", "rasa: python -m rasa run\nactions: python -m actions.server\n",
     "2: no existe el módulo actions.server; corrige el nombre"),
    ("Procfile", "rasa: python -m rasa run ${PLACE}\nactions: x\n",
     "1: nadie le da valor a ${PLACE}; corrígelo, o agrégalo a Settings.for_processes en hilo/settings.py"),
    ("Procfile", "rasa: x\nactions: x\nrasa: y\n", "3: el proceso «rasa» ya está en el renglón 1; deja uno solo"),
    ("Procfile", "rasa: x\nactions: x\nother\n", "3: esto no es un proceso; se escribe «nombre: comando»"),
])
def test_files_that_start_the_processes(tiny, path, text, line):
    tiny.write(path, text)
    assert tiny.lines() == [f"{path}:{line}"]


@pytest.mark.parametrize(("path", "line"), [
    ("endpoints.yml", "falta este archivo; recupéralo: Rasa lo necesita para arrancar"),
    ("credentials.yml", "falta este archivo; recupéralo: Rasa lo necesita para arrancar"),
    ("Procfile", "falta este archivo; recupéralo: dice qué procesos arranca make run"),
])
def test_such_a_file_is_missing(tiny, path, line):
    tiny.delete(path)
    assert tiny.lines() == [f"{path}:1: {line}"]


def test_a_rule_with_two_messages(tiny):
    tiny.change("data/common/rules.yml", "  - action: utter_affirm\n",
                "  - action: utter_affirm\n  - intent: affirm\n  - action: utter_thanks\n")
    assert tiny.lines() == ["data/common/rules.yml:4: la regla «yes with nothing asked» tiene más de un mensaje de la "
                            "persona; pásala a stories.yml, como historia"]
