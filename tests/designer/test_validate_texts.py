"""Texts, their places, their wording, and buttons."""
from __future__ import annotations

import pytest

from designer.validate.wording import unopened

DOMAIN = "data/flows/hours/domain.yml"
CODE = "actions/hours.py"
PAGE = "connectors/page.py"


@pytest.mark.parametrize(("path", "old", "new", "line"), [
    (DOMAIN, "utter_thanks:", "thanks:",
     f"{DOMAIN}:35: «thanks» no empieza con «utter_»; cámbiale el nombre: Rasa no lo reconoce como texto"),
    (DOMAIN, "utter_thanks:", "utter_bye:\n  - text: Adiós.\n  utter_thanks:",
     f"{DOMAIN}:35: nadie dice el texto «utter_bye»; úsalo en una regla o una acción, o bórralo"),
    (CODE, 'response="utter_hours"', 'response="utter_hour"',
     f"{CODE}:14: ningún domain.yml tiene el texto «utter_hour»; agrégalo a «responses» o corrige el nombre"),
    (PAGE, "utter_meaning_", "utter_sense_",
     f"{PAGE}:4: ningún domain.yml tiene el texto «utter_sense_…»; agrégalo a «responses» o corrige el nombre"),
    (PAGE, 'texts.fill(f"utter_meaning_{n}")', 'turn.said_lately("utter_mood_")',
     f"{PAGE}:4: ningún texto empieza con «utter_mood_»; agrégalo a «responses» o corrige el nombre"),
])
def test_names_of_texts(tiny, path, old, new, line):
    tiny.change(path, old, new)
    assert line in tiny.lines()


def test_a_text_said_in_either_case_is_said(tiny):
    tiny.change(DOMAIN, "  utter_thanks:", "  utter_bye:\n  - text: Adiós.\n  utter_thanks:")
    tiny.change(CODE, 'response="utter_hours", opens="9"',
                'response="utter_hours" if tracker else "utter_bye", opens="9"')
    assert tiny.lines() == []


@pytest.mark.parametrize(("old", "new", "line"), [
    ("Gracias.", "Gracias, {name}.",
     "36: en «utter_thanks», nadie completa «{name}»; corrige el nombre del dato, o escribe el texto sin él"),
    ("abrimos a las {opens}", "abrimos a las {open}",
     "33: en «utter_hours», nadie completa «{open}»; corrige el nombre del dato, o escribe el texto sin él"),
    ("abrimos a las {opens}", "abrimos a las {opens",
     "33: en «utter_hours» hay una llave suelta; los datos se escriben {nombre}"),
    ("title: Aquí", 'title: "{opens}"',
     "30: en «utter_ask_city», nadie completa «{opens}»; corrige el nombre del dato, o escribe el texto sin él"),
])
def test_places(tiny, old, new, line):
    tiny.change(DOMAIN, old, new)
    assert tiny.lines() == [f"{DOMAIN}:{line}"]


def test_a_place_that_one_of_two_actions_leaves_empty(tiny):
    tiny.add(CODE, '\n\ndef again(turn):\n    """Says them again."""\n    turn.say("utter_hours")\n')
    end = "corrige el nombre del dato, o escribe el texto sin él"
    assert tiny.lines() == [f"{DOMAIN}:{line}: en «utter_hours», {CODE}:20 lo dice sin completar «{{opens}}»; {end}"
                            for line in (33, 34)]


def test_a_place_that_a_rule_leaves_empty(tiny):
    tiny.change("data/flows/hours/rules.yml", "action: utter_thanks", "action: utter_hours")
    tiny.add(CODE, '\n\nTHANKS = "utter_thanks"\n')
    end = "corrige el nombre del dato, o escribe el texto sin él"
    assert tiny.lines() == [f"{DOMAIN}:{line}: en «utter_hours», una regla o un formulario lo dice sin "
    f"completar «{{opens}}»; {end}"
                            for line in (33, 34)]


def test_places_filled_by_what_cannot_be_told_are_believed(tiny):
    tiny.change(CODE, 'opens="9"', "**facts(closes=1)")
    tiny.change(DOMAIN, "abrimos a las {opens}", "cerramos a las {closes}")
    assert tiny.lines() == [f"{DOMAIN}:34: en «utter_hours», nadie completa «{{opens}}»; corrige el nombre del dato, o "
                            "escribe el texto sin él"]


@pytest.mark.parametrize(("text", "line"), [
    ('""', "«utter_thanks» está vacío; escríbelo o bórralo"),
    ("Listo. Algo más?", "en «utter_thanks», falta el signo que abre antes de «?»; agrega «¿»"),
    ("Gracias!", "en «utter_thanks», falta el signo que abre antes de «!»; agrega «¡»"),
    ("¿Algo más", "en «utter_thanks», falta el signo que cierra después de «¿»; agrega «?»"),
    ("Si querés, seguimos.", "en «utter_thanks», «querés» es de vos y la variante es de tú; escríbela toda de tú"),
    ("Respondé aquí.", "en «utter_thanks», «Respondé» es de vos y la variante es de tú; escríbela toda de tú"),
    ("O escribí BAJA.", "en «utter_thanks», «escribí» es de vos y la variante es de tú; escríbela toda de tú"),
    ("Contame más.", "en «utter_thanks», «Contame» es de vos y la variante es de tú; escríbela toda de tú"),
    ("Hello, amigo.", "en «utter_thanks», «Hello» parece inglés; escríbelo en español"),
    ("COMPLETAR", "«utter_thanks» todavía dice COMPLETAR; escribe el texto"),
    ("No", "en «utter_thanks», «No» sin comillas no siempre se lee como texto; ponlo entre comillas dobles"),
])
def test_wording(tiny, text, line):
    tiny.change(DOMAIN, "Gracias.", text)
    assert tiny.lines() == [f"{DOMAIN}:36: {line}"]


def test_a_variant_for_people_who_are_called_vos(tiny):
    tiny.change(DOMAIN, "  - text: Gracias.\n", "  - text: Gracias.\n  - text: Contame.\n    condition:\n    - "
    "type: slot\n"
                                               "      name: register\n      value: vos\n")
    assert tiny.lines() == []


@pytest.mark.parametrize("text", [
    "¿Sí? ¡Dale!",
    "¡¡Bien!!",
    "¿¡Qué!?",
    "¿Cómo?!",
    "mira http://x.com/?a=b",
    "Uno. ¿Dos?\n¿Tres?",
])
def test_signs_that_are_opened_and_closed(text):
    assert unopened(text) is None


def test_a_variant_that_says_nothing(tiny):
    tiny.change(DOMAIN, "text: Gracias.", "channel: sms")
    assert tiny.lines() == [f"{DOMAIN}:36: una variante de «utter_thanks» no dice nada; agrega «text:» o borra la "
                            "variante"]


def test_a_text_without_variants(tiny):
    tiny.change(DOMAIN, "  utter_thanks:\n  - text: Gracias.\n", "  utter_thanks: []\n")
    assert tiny.lines() == [f"{DOMAIN}:35: «utter_thanks» no tiene ningún texto; agrega «- text:» o bórralo"]


@pytest.mark.parametrize(("payload", "line"), [
    ("/other", "un botón manda «/other», que no es una intención declarada; corrige el nombre"),
    ("'/affirm{\"city\": \"x\"}'",
     'un botón manda «/affirm{"city": "x"}», y el chat solo deja pasar /intención; manda /intención sola, o lo '
     "que diría la persona"),
    ('" "', "un botón no manda nada; escribe en «payload» una /intención o lo que diría la persona"),
])
def test_buttons(tiny, payload, line):
    tiny.change(DOMAIN, "payload: aquí", f"payload: {payload}")
    assert tiny.lines() == [f"{DOMAIN}:31: {line}"]


def test_a_button_may_send_an_intent(tiny):
    tiny.change(DOMAIN, "payload: aquí", "payload: /affirm")
    assert tiny.lines() == []


def test_a_button_that_the_code_makes(tiny):
    tiny.add(PAGE, 'BUTTON = {"title": "x", "payload": "/other"}\n')
    assert tiny.lines() == [f"{PAGE}:5: un botón manda «/other», que no es una intención declarada; corrige el nombre"]


def test_a_question_that_an_action_asks_is_not_said_by_the_form(tiny):
    tiny.change(DOMAIN, "- action_hours\n", "- action_hours\n- action_ask_city\n")
    tiny.add(CODE, '\n\nclass Ask(Action):\n    """Asks."""\n\n    def name(self):\n        """It."""\n'
                   '        return "action_ask_city"\n')
    assert tiny.lines() == [f"{DOMAIN}:28: nadie dice el texto «utter_ask_city»; úsalo en una regla o una "
    f"acción, o bórralo"]


def test_a_word_that_the_company_avoids(tiny):
    tiny.write("data/business/brand.yml", "words_we_avoid:\n- última oportunidad\n")
    assert tiny.lines() == []
    tiny.change(DOMAIN, "Gracias.", "ÚLTIMA OPORTUNIDAD, gracias.")
    assert tiny.lines() == [f"{DOMAIN}:36: «utter_thanks» dice «última oportunidad», que la empresa evita "
                            "(data/business/brand.yml); dilo con otras palabras"]


def test_a_variant_for_a_channel_that_there_is_not(tiny):
    tiny.change(DOMAIN, "  - text: Gracias.", "  - channel: telefono\n    text: Gracias.\n  - text: Gracias.")
    assert [line for line in tiny.lines() if "canal" in line and "no existe" in line] == [
        f"{DOMAIN}:36: «utter_thanks» tiene una variante para el canal «telefono», que no existe; los que hay son "
        "conversation, elevenlabs, phone, sms, webchat, whatsapp"]


def test_the_channels_of_variants_are_those_of_our_doors():
    from connectors import phone, sms, whatsapp
    from connectors.conversation import ConversationInput
    from connectors.elevenlabs import ElevenLabsInput
    from connectors.webchat.channel import WebChatInput
    from designer.validate.aloud import CHANNELS

    doors = (phone.PhoneInput, sms.SmsInput, whatsapp.WhatsAppInput, ConversationInput, ElevenLabsInput, WebChatInput)
    assert {door.name() for door in doors} == CHANNELS
