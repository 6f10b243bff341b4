"""What `make new-flow` lays, and the names it refuses."""
from __future__ import annotations

import re

import pytest

from designer.new_flow import lay

FOLDER = "data/flows/wedding_list"
TO_DO = [
    f"{FOLDER}/domain.yml:10: «utter_wedding_list» todavía dice COMPLETAR; escribe el texto",
    f"{FOLDER}/domain.yml:13: «utter_meaning_wedding_list» todavía dice COMPLETAR; escribe el texto",
    f"{FOLDER}/nlu.yml:6: faltan frases de «wedding_list»: hay 0, hacen falta 20; agrega 20 como las escribiría la "
    "gente",
    *[f"{FOLDER}/nlu.yml:{line}: la frase todavía dice COMPLETAR; escríbela como la diría la gente"
      for line in (8, 9, 10)],
    "tests/conversations/test_wedding_list.yml:7: el mensaje todavía dice COMPLETAR; escríbelo como lo diría la gente",
]


def test_what_is_laid_has_only_what_is_to_be_written(tiny):
    assert lay(tiny.root, "wedding_list", with_action=False) == [
        f"{FOLDER}/domain.yml", f"{FOLDER}/nlu.yml", f"{FOLDER}/rules.yml", "tests/conversations/test_wedding_list.yml"]
    assert tiny.lines() == TO_DO


def test_an_action_is_laid_on_demand(tiny):
    tiny.write("actions/turn.py", "from abc import ABC\nfrom rasa_sdk import Action\n\n\nclass "
    "HiloAction(Action, ABC):\n"
                                  "    @abstractmethod\n    def name(self): ...\n")
    assert "actions/wedding_list.py" in lay(tiny.root, "wedding_list", with_action=True)
    assert tiny.lines() == [line.replace("yml:10: «", "yml:13: «").replace("yml:13: «utter_meaning",
                                                                           "yml:16: «utter_meaning") for line in TO_DO]


@pytest.mark.parametrize(("name", "reason"), [
    ("Tarjetas de regalo", "«Tarjetas de regalo» no sirve como nombre de flujo: usa minúsculas sin acentos, números y "
     "guion bajo, y empieza con una letra (por ejemplo, wedding_list)"),
    ("envíos", "«envíos» no sirve como nombre de flujo: usa minúsculas sin acentos, números y guion bajo, y empieza "
     "con una letra (por ejemplo, wedding_list)"),
    ("common", "«common» está reservado; elige otro nombre"),
    ("hours", "el flujo «hours» ya existe en data/flows/hours; edítalo ahí o elige otro nombre"),
    ("ask_hours", "ya hay una intención «ask_hours» en data/flows/hours/domain.yml:4; elige otro nombre"),
    ("thanks", "ya hay un texto «utter_thanks» en data/flows/hours/domain.yml:35; elige otro nombre"),
    ("page", "ya existe actions/page.py; elige otro nombre"),
])
def test_names_that_are_refused(tiny, name, reason):
    tiny.write("actions/page.py", "")
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        lay(tiny.root, name, with_action=False)
