"""A file that cannot be read is told first, and alone."""
from __future__ import annotations

import pytest

from designer.validate import checks
from designer.validate.project import Project
from hilo.settings import ROOT

RULES = "data/flows/hours/rules.yml"
DOMAIN = "data/flows/hours/domain.yml"


def test_the_small_project_is_right(tiny):
    assert tiny.lines() == []


def test_what_was_looked_at_is_counted(tiny):
    assert checks.count(tiny.project()) == "1 flujos, 2 intenciones, 40 frases, 3 reglas, 6 textos, 1 pruebas"


@pytest.mark.parametrize(("old", "new", "line"), [
    ("  steps:\n", "\tsteps:\n", "5: hay un tabulador; cámbialo por espacios"),
    ("  steps:\n", "   steps:\n",
     "5: hay un «:» donde no puede ir; revisa la sangría; si es parte de un texto, pon el texto entre comillas "
     "dobles"),
    ("  - intent: ask_hours\n", "  - intent: ask_hours\n    intent: ask_hours\n",
     "7: la clave «intent» está dos veces en el mismo lugar; deja una sola"),
    ("hours need a town", "hours: need a town",
     "4: hay un «:» donde no puede ir; revisa la sangría; si es parte de un texto, pon el texto entre comillas "
     "dobles"),
    ("hours need a town", '"hours need a town', "4: faltan las comillas de cierre; agrégalas donde termina el texto"),
    ("hours need a town", "@hours", "4: un texto no puede empezar con ese signo; ponlo entre comillas dobles"),
    ("hours need a town", "*hours", "4: un texto no puede empezar con «*»; ponlo entre comillas dobles"),
    ("  - action: hours_form\n", "   - action: hours_form\n",
     "7: la sangría no coincide con la de los renglones de arriba; alinéalo con ellos; si el texto lleva comillas "
     "o dos puntos, ponlo todo entre comillas dobles"),
])
def test_yaml_that_cannot_be_read(tiny, old, new, line):
    tiny.change(RULES, old, new)
    assert tiny.lines() == [f"{RULES}:{line}"]


def test_a_file_that_is_not_utf8(tiny):
    (tiny.root / RULES).write_bytes('version: "3.1"\n# años\n'.encode("latin-1"))
    assert tiny.lines() == [f"{RULES}:2: el archivo no está en UTF-8; guárdalo con esa codificación"]


@pytest.mark.parametrize(("path", "old", "new", "line"), [
    (DOMAIN, "intents:", "intent:",
     "3: no existe la clave «intent» en el archivo; corrígela o bórrala; las que hay son version, intents, "
     "entities, actions, slots, responses, forms, session_config"),
    (DOMAIN, 'version: "3.1"', "version: 3.1", "1: «version» tiene que ser un texto; ponlo entre comillas dobles"),
    (DOMAIN, "text: Gracias.", "text: {name}",
     "36: «text» tiene que ser un texto; si empieza con «{», ponlo entre comillas dobles"),
    (DOMAIN, "text: Gracias.", "text: 5", "36: «text» tiene que ser un texto; ponlo entre comillas dobles"),
    (DOMAIN, "text: Gracias.", "text:", "36: «text» está vacío; complétalo o borra la clave"),
    (DOMAIN, "  - text: Gracias.", "    text: Gracias.",
     "35: «utter_thanks» tiene que ser una lista (renglones con «- »); corrígelo"),
    (DOMAIN, "      payload: aquí\n", "", "30: falta «payload» en buttons; agrégalo"),
    (RULES, "steps:\n  - intent", "step:\n  - intent",
     "5: no existe la clave «step» en rules; corrígela o bórrala; las que hay son rule, condition, steps, "
     "conversation_start, wait_for_user_input, metadata"),
    (RULES, "- intent: ask_hours", "- intend: ask_hours",
     "6: no existe la clave «intend» en steps; corrígela o bórrala; las que hay son intent, user, entities, "
     "action, bot, slot_was_set, active_loop, checkpoint, or"),
    (RULES, "- intent: ask_hours", "- intent ask_hours", "6: «steps» tiene que ser un grupo de claves; corrígelo"),
])
def test_keys_and_values(tiny, path, old, new, line):
    tiny.change(path, old, new)
    assert f"{path}:{line}" in tiny.lines()


def test_an_empty_file(tiny):
    tiny.write(RULES, "")
    assert tiny.lines() == [f"{RULES}:1: el archivo está vacío; complétalo o bórralo"]


def test_the_real_project_can_be_read():
    assert checks.readable(Project(ROOT)) == []
