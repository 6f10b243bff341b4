"""Templates that WhatsApp would reject are found before it sees them; long texts are cut where one pauses."""
from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hilo.business.load import BusinessError
from hilo.outreach.decide import within
from hilo.outreach.split import length, split_text
from hilo.outreach.templates import get_templates, load_templates

WANTED = {"call_follow_up", "call_thanks", "missed_call", "follow_up_asked", "order_notice", "handoff_reply",
          "generic_continue"}
GOOD = """\
templates:
  - name: order_notice
    category: UTILITY
    variables: [name]
    defaults: {name: tú}
    examples: {name: Ana}
    bodies:
      es: "Hola {{1}}, tu pedido llega hoy."
"""


def test_ours_are_there_and_fill() -> None:
    found = get_templates()
    assert set(found) >= WANTED
    for template in found.values():
        values = template.values(template.examples)
        assert values is not None
        for language in template.bodies:
            assert "{{" not in template.text(language, values)


def load(folder: Path, text: str) -> list[str]:
    (folder / "templates.yml").write_text(text, encoding="utf-8")
    try:
        load_templates(folder)
    except BusinessError as error:
        return error.problems
    return []


def test_a_good_one_is_good(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD) == []


@pytest.mark.parametrize(("old", "new", "problem"), [
    ("tu pedido llega hoy.", "hoy.", "2 palabras fijas para 1 variables; hacen falta 3"),
    ("Hola {{1}}, tu pedido llega hoy.", "{{1}}, tu pedido llega hoy.", "empieza o termina con una variable"),
    ("Hola {{1}}, tu pedido llega hoy.", "Tu pedido llega hoy, {{1}}.", "empieza o termina con una variable"),
    ("{{1}}", "{{2}}", "los lugares {{1}} … tienen que ser tantos como `variables` (1)"),
    ("UTILITY", "SERVICIO", "`category` es UTILITY o MARKETING"),
    ("      es:", "      pt_BR:", "falta el texto `es`"),
    ("examples: {name: Ana}", "examples: {}", "falta una muestra para «name»"),
    ("order_notice", "Order notice", "name"),
])
def test_what_whatsapp_would_reject_names_file_and_line(old: str, new: str, problem: str, tmp_path: Path) -> None:
    problems = load(tmp_path, GOOD.replace(old, new))
    assert any(problem in line for line in problems), problems
    assert all(line.startswith("data/business/templates.yml:") for line in problems)


def test_a_value_has_no_line_breaks_and_is_not_too_long() -> None:
    answer = "uno\n\ndos\ttres    cuatro" + "x" * 900
    values = get_templates()["handoff_reply"].values({"name": "Ana", "answer": answer})
    assert values is not None
    assert values["2"].startswith("uno dos tres cuatro")
    assert len(values["2"]) == 600


@given(st.lists(st.sampled_from(["Hola. ", "¿Qué tal? ", "palabra ", "\n", "\n\n", "😀", "x" * 50, ", "]),
                max_size=400))
def test_nothing_is_lost_and_no_part_is_too_long(pieces: list[str]) -> None:
    text = "".join(pieces)
    parts = split_text(text, 160)
    assert all(0 < length(part) <= 160 for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_text_is_cut_at_a_sentence() -> None:
    assert split_text("Uno dos tres. Cuatro cinco seis. Siete ocho.", 34) == ["Uno dos tres. Cuatro cinco seis.",
                                                                             "Siete ocho."]


@pytest.mark.parametrize(("text", "told"), [
    ("¡Hola Julia! Ya quedó el cambio.", "Ya quedó el cambio"),
    ("Hola, soy Inés. Sale hoy...", "soy Inés. Sale hoy..."),
    ("Hola Ana María, ¿me pasa el número?", "¿me pasa el número?"), ("Hola.", "Hola")])
def test_the_words_of_people_greet_and_end_once_within_the_template(text: str, told: str) -> None:
    assert within(text) == told
