"""Files, intents, phrases, actions, forms and slots: what is broken, line by line."""
from __future__ import annotations

import pytest

from designer.validate import rasa_names

DOMAIN = "data/flows/hours/domain.yml"
NLU = "data/flows/hours/nlu.yml"
RULES = "data/flows/hours/rules.yml"
TEST = "tests/conversations/test_hours.yml"
CODE = "actions/hours.py"


@pytest.mark.parametrize(("path", "lines"), [
    (NLU, [f"{NLU}:1: falta este archivo; créalo con las frases de las intenciones de «hours»",
           f"{DOMAIN}:4: faltan frases de «ask_hours»: hay 0, hacen falta 20; agrega 20 como las escribiría la gente"]),
    (RULES, [f"{RULES}:1: falta este archivo; créalo con las reglas del flujo"]),
    (TEST, [f"{TEST}:1: el flujo «hours» no tiene prueba; crea este archivo con una conversación de ejemplo"]),
    (DOMAIN, [f"{DOMAIN}:1: falta este archivo; créalo, o borra la carpeta del flujo"]),
])
def test_a_file_of_a_flow_is_missing(tiny, path, lines):
    tiny.delete(path)
    assert [line for line in lines if line not in tiny.lines()] == []


@pytest.mark.parametrize(("path", "line"), [
    ("data/flows/hours/responses.yml",
     "un flujo no usa un archivo con este nombre; pasa lo que contiene a domain.yml, nlu.yml, rules.yml, "
     "stories.yml"),
    ("data/notes.yml", "en data/ solo van las carpetas common, flows, business; muévelo a una de ellas"),
    ("data/common/more.yaml", "el nombre termina en .yaml; cámbialo a .yml"),
    ("data/common/despedída.yml",
     "el nombre «despedída» no sirve; usa solo minúsculas sin acentos, números y guion bajo"),
    ("data/common/test_x.yml",
     "las pruebas no van en data/: se entrenaría con ellas; muévelo a tests/conversations/"),
    ("data/common/domain.yml",
     "Rasa no lee este archivo; pasa lo que contiene al domain.yml de la carpeta principal"),
    ("tests/conversations/test_other.yml",
     "no hay ningún flujo «other»; corrige el nombre del archivo o crea el flujo"),
    ("tests/conversations/hours.yml", "el nombre de una prueba es test_<flujo>.yml; cámbialo"),
])
def test_a_file_in_the_wrong_place(tiny, path, line):
    tiny.write(path, 'version: "3.1"\n')
    assert f"{path}:1: {line}" in tiny.lines()


def test_tests_of_what_is_common_are_welcome(tiny):
    text = (tiny.root / TEST).read_text(encoding="utf-8")
    tiny.write("tests/conversations/test_common.yml", text.replace("asks for the hours", "says yes"))
    assert tiny.lines() == []


def test_a_module_with_an_accent(tiny):
    tiny.write("actions/diseño.py", "")
    assert tiny.lines() == ["actions/diseño.py:1: el nombre «diseño» no sirve; usa solo minúsculas sin acentos, "
                            "números y guion bajo"]


def test_a_test_story_under_data(tiny):
    tiny.change(RULES, "- intent: ask_hours", "- user: hola\n    intent: ask_hours")
    assert tiny.lines() == [f"{RULES}:4: «hours need a town» es una prueba (tiene «user:»): se entrenaría con ella; "
                            "muévela a tests/conversations/ o escribe «intent:»"]


@pytest.mark.parametrize(("old", "new", "line"), [
    ("- affirm\n", "- affirm\n- ask_hours\n",
     f"{DOMAIN}:4: la intención «ask_hours» ya está declarada en domain.yml:5; déjala en un solo lugar"),
    ("- city\n", "- city\n- city\n",
     "domain.yml:8: la entidad «city» ya está declarada en domain.yml:7; déjala en un solo lugar"),
    ("responses:\n", "responses:\n  utter_thanks:\n  - text: Gracias.\n",
     f"{DOMAIN}:35: el texto «utter_thanks» ya está declarado en domain.yml:10; déjalo en un solo lugar"),
])
def test_declared_twice(tiny, old, new, line):
    tiny.change("domain.yml", old, new)
    assert tiny.lines() == [line]


def test_an_intent_with_few_phrases(tiny):
    tiny.change(NLU, "    - cierran hoy\n", "")
    assert tiny.lines() == [f"{NLU}:4: faltan frases de «ask_hours»: hay 19, hacen falta 20; agrega 1 como las "
                            "escribiría la gente"]


def test_an_intent_from_outside_needs_no_phrases(tiny):
    tiny.change(DOMAIN, "- ask_hours\n", "- ask_hours\n- EXTERNAL_call_ended\n")
    tiny.change(RULES, "rules:\n", "rules:\n- rule: a call has ended\n  steps:\n  - intent: EXTERNAL_call_ended\n"
                                   "  - action: utter_thanks\n\n")
    assert tiny.lines() == []


def test_phrases_of_no_declared_intent(tiny):
    tiny.add(NLU, "- intent: other\n  examples: |\n    - otra cosa\n")
    assert tiny.lines() == [f"{NLU}:26: hay frases de «other», que no está declarada; agrégala a «intents» en el "
                            "domain.yml del flujo, o corrige el nombre"]


def test_an_intent_that_leads_nowhere(tiny):
    tiny.change("data/common/rules.yml", "intent: affirm", "intent: ask_hours")
    assert ("domain.yml:4: ninguna regla usa la intención «affirm»; escribe una regla que la responda, o borra la "
            "intención y sus frases") in tiny.lines()


def test_an_intent_that_cannot_be_offered(tiny):
    tiny.change("domain.yml", "  utter_meaning_affirm:\n  - text: Decir que sí\n", "")
    assert tiny.lines() == ["domain.yml:4: falta el texto «utter_meaning_affirm»; agrégalo: cómo se nombra esa "
                            "intención al preguntar «¿qué quisiste decir?»"]


@pytest.mark.parametrize(("phrase", "line"), [
    ("¡Ábren MAÑANA!", "la frase «¡Ábren MAÑANA!» ya está en «ask_hours» (data/flows/hours/nlu.yml:6); borra una"),
    ("abren hoy en Rosario",
     "la frase «abren hoy en Rosario» ya está en «ask_hours» (data/flows/hours/nlu.yml:25); borra una"),
    ("si, obvio",
     "la frase «si, obvio» está en «ask_hours» y en «affirm» (data/common/nlu.yml:7); déjala solo en una de las "
     "dos"),
    ("[abren](town) ya", "la entidad «town» no está declarada; corrige el nombre; las que hay son city"),
    ("en [Rosario] (city)",
     "hay un corchete suelto; las anotaciones se escriben [valor](entidad), sin espacio entre ] y ("),
    ("en [Rosario(city)",
     "hay un corchete suelto; las anotaciones se escriben [valor](entidad), sin espacio entre ] y ("),
    ("en [Rosario](city)]",
     "hay un corchete suelto; las anotaciones se escriben [valor](entidad), sin espacio entre ] y ("),
    ("en [ Rosario](city)", "«[ Rosario](city)» encierra espacios o nada; deja entre corchetes solo el valor"),
    ("en [](city)", "«[](city)» encierra espacios o nada; deja entre corchetes solo el valor"),
    ("en [Rosario]()", "«[Rosario]()» no dice qué entidad es; escribe su nombre entre los paréntesis"),
    ('en [Rosario]{"entity": city}',
     '«{"entity": city}» no se puede leer; escribe [valor](entidad) o [valor]{"entity": "entidad"}'),
    ('en [Rosario]{"value": "rosario"}',
     '«{"value": "rosario"}» no dice qué entidad es; escribe [valor](entidad) o [valor]{"entity": "entidad"}'),
    ("COMPLETAR", "la frase todavía dice COMPLETAR; escríbela como la diría la gente"),
])
def test_a_phrase(tiny, phrase, line):
    tiny.add(NLU, f"    - {phrase}\n")
    assert tiny.lines() == [f"{NLU}:26: {line}"]


def test_a_line_among_the_phrases_that_is_none(tiny):
    tiny.add(NLU, "    abren los sábados\n")
    assert tiny.lines() == [f"{NLU}:26: «abren los sábados» no empieza con «- » y no se entrena; ponle «- » delante o "
                            "bórralo"]


def test_an_annotation_with_a_value_is_read(tiny):
    tiny.add(NLU, '    - abren en [Baires]{"entity": "city", "value": "buenos aires"}\n')
    assert tiny.lines() == []


@pytest.mark.parametrize(("path", "old", "new", "line"), [
    (CODE, '"action_hours"', '"action_other"',
     f"{DOMAIN}:24: ninguna clase de actions/ se llama «action_hours»; escribe la clase, o corrige o borra el "
     "nombre"),
    (CODE, '"action_hours"', '"action_other"',
     f"{CODE}:5: la acción «action_other» no está en ningún domain.yml; agrégala a «actions» en "
     "data/flows/hours/domain.yml"),
    (CODE, 'return "action_hours"', "return compute()",
     f"{CODE}:5: no se puede saber cómo se llama la acción ActionHours; que su name() devuelva un texto"),
    (CODE, "class ActionHours(Action):", "class ActionHours(Action):\n    x = (",
     f"{CODE}:6: el código no se puede leer ('(' was never closed); corrígelo"),
])
def test_actions_and_their_classes(tiny, path, old, new, line):
    tiny.change(path, old, new)
    assert line in tiny.lines()


def test_two_classes_with_one_name(tiny):
    text = (tiny.root / CODE).read_text(encoding="utf-8")
    tiny.write("actions/more.py", text.replace("ActionHours", "ActionMore"))
    assert tiny.lines() == ["actions/more.py:5: otra clase ya da la acción «action_hours»; cambia uno de los dos "
                            "nombres"]


def test_an_action_of_another_flow(tiny):
    tiny.change(DOMAIN, "actions:\n- action_hours\n\n", "")
    tiny.change("domain.yml", "entities:", "actions:\n- action_hours\n\nentities:")
    assert tiny.lines() == ["domain.yml:7: la acción «action_hours» es del flujo «hours» (actions/hours.py); decláralo "
                            "en data/flows/hours/domain.yml, o mueve la clase"]


def test_names_are_read_through_constants_and_heirs(tiny):
    tiny.write("actions/more.py", '''\
from abc import abstractmethod
from rasa_sdk import Action

FORM = "hours_form"


class Asks(Action):
    @property
    @abstractmethod
    def slot(self): ...

    def name(self):
        return f"action_ask_{self.slot}"


class AsksDay(Asks):
    slot = "day"


class Checks(Action):
    def name(self):
        return f"validate_{FORM}"
''')
    assert tiny.lines() == [
        "actions/more.py:16: la acción «action_ask_day» no está en ningún domain.yml; agrégala a «actions» en "
        "domain.yml",
        "actions/more.py:20: la acción «validate_hours_form» no está en ningún domain.yml; agrégala a «actions» en "
        "domain.yml"]


def test_a_text_that_an_action_says_by_intent(tiny):
    tiny.change(CODE, '"utter_hours", opens="9"', 'f"utter_{tracker.intent}", **{}')
    tiny.change(RULES, "  - action: hours_form\n  - active_loop: hours_form\n", "  - action: action_hours\n")
    assert (f"{DOMAIN}:4: falta el texto «utter_ask_hours», que dice action_hours; agrégalo a «responses»"
            in tiny.lines())


@pytest.mark.parametrize(("old", "new", "line"), [
    ("[city]", "[city, day]",
     "20: el formulario «hours_form» pide «day», que no es una variable declarada; agrégala a «slots» o corrige "
     "el nombre"),
    ("[city]", "[city, next_step]",
     "20: el formulario «hours_form» no tiene cómo pedir «next_step»; agrega el texto «utter_ask_next_step»"),
    ("[city]", "[city]\n    ignored_intents: [other]",
     "20: el formulario «hours_form» ignora «other», que no es una intención declarada; corrige el nombre"),
    ("[city]", "[city]\n  other_form:\n    required_slots: []",
     "22: ninguna regla abre el formulario «other_form»; escribe una con «- action: other_form» y «- active_loop: "
     "other_form»"),
    ("entity: city", "entity: town",
     "7: la variable «city» se llena con la entidad «town», que no existe; corrige el nombre o decláralo"),
    ("entity: city", "entity: city\n      intent: other",
     "7: la variable «city» se llena con la intención «other», que no existe; corrige el nombre o decláralo"),
    ("entity: city", "entity: city\n      conditions:\n      - active_loop: other",
     "7: la variable «city» se llena con el formulario «other», que no existe; corrige el nombre o decláralo"),
    ("entity: city", "entity: city\n      conditions:\n      - active_loop: hours_form\n        requested_slot: cty",
     "7: la variable «city» se llena con la variable pedida «cty», que no existe; corrige el nombre o decláralo"),
    ("type: text", "type: texto",
     "7: la variable «city» es de un tipo que no hay, «texto»; los que hay son any, bool, categorical, float, list, "
     "text"),
    ("type: from_entity", "type: from_entidad",
     "7: la variable «city» se llena de un modo que no hay, «from_entidad»; los que hay son custom, from_entity, "
     "from_intent, from_text, from_trigger_intent"),
    ("next_step:", "notes:\n    type: any\n    mappings:\n    - type: custom\n  next_step:",
     "13: nadie usa la variable «notes»; úsala en una regla o una acción, o bórrala"),
])
def test_forms_and_slots(tiny, old, new, line):
    tiny.change(DOMAIN, old, new)
    assert tiny.lines() == [f"{DOMAIN}:{line}"]


def test_a_slot_that_only_the_code_knows(tiny):
    tiny.change(CODE, "return []", 'return [tracker.get_slot("town")]')
    assert tiny.lines() == [f"{CODE}:15: la variable «town» no está declarada; agrégala a «slots» en el domain.yml del "
                            "flujo, o corrige el nombre"]


def test_a_value_that_a_slot_cannot_have(tiny):
    tiny.change(CODE, "return []", 'return [SlotSet("next_step", "stop"), SlotSet("next_step", None)]')
    tiny.change(RULES, "next_step: go", "next_step: gone")
    end = "corrígelo o agrégalo en data/flows/hours/domain.yml:13; los que hay son wait, go"
    assert tiny.lines() == [f"{CODE}:15: la variable «next_step» no tiene el valor «stop»; {end}",
                            f"{RULES}:17: la variable «next_step» no tiene el valor «gone»; {end}"]


def test_the_names_that_rasa_brings_along():
    from rasa.shared.core import constants

    assert frozenset(constants.DEFAULT_ACTION_NAMES) == rasa_names.DEFAULT_ACTIONS
    assert frozenset(constants.DEFAULT_INTENTS) == rasa_names.DEFAULT_INTENTS
    assert frozenset(constants.DEFAULT_SLOT_NAMES) == rasa_names.DEFAULT_SLOTS


def test_the_kinds_of_slots_and_mappings_that_rasa_knows():
    from rasa.shared.core import slots
    from rasa.shared.core.slot_mappings import SlotMappingType

    ours = {name for name in rasa_names.SLOT_TYPES if slots.Slot.resolve_by_type(name)}
    assert ours == rasa_names.SLOT_TYPES
    assert {one.value for one in SlotMappingType} == rasa_names.MAPPING_TYPES
