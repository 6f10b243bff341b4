"""Forms of vos are found by their stress; what merely looks like one is left alone."""
from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from designer.validate.company import of_tu
from designer.validate.project import Project
from designer.validate.voseo import of_vos


@pytest.mark.parametrize(("text", "words"), [
    ("Respondé a este mensaje", ["Respondé"]), ("si tenés dudas, preguntá", ["tenés", "preguntá"]),
    ("escribí «basta»", ["escribí"]), ("¿preferís que te llamemos?", ["preferís"]), ("mandámelo o contanos",
                                                                                     ["mandámelo", "contanos"]),
    ("para vos", ["vos"]), ("Fijate bien", ["Fijate"]),
])
def test_what_says_vos_is_found(text: str, words: list[str]) -> None:
    assert list(of_vos(text)) == words


@pytest.mark.parametrize("text", [
    "Te escribí ayer y recibí tu foto", "Lo que pedí ya llegó", "Responde, avísame y ponlo aquí", "Dime, dame y dale",
    "Vivirás después, además; está acá", "Llamará a las 9", "Un tomate", "Ya lo elegí",
])
def test_what_looks_like_it_is_not(text: str) -> None:
    assert list(of_vos(text)) == []


def test_the_companys_files_are_read_where_a_customer_reads_them(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "business"
    folder.mkdir(parents=True)
    (folder / "templates.yml").write_text(
        "templates:\n  - name: x\n    bodies:\n      es: Hola.\n      es_AR: Respondé.\n    examples: {a: Pasame}\n",
        encoding="utf-8")
    (folder / "faqs.yml").write_text(
        "faqs:\n  - question: q\n    also:\n      - Pasame con alguien\n    answer: >-\n      Si querés,\n"
        "      llama.\n",
        encoding="utf-8")
    assert [(p.path, p.line) for p in of_tu(cast(Project, SimpleNamespace(root=tmp_path)))] == [
        ("data/business/faqs.yml", 6), ("data/business/templates.yml", 5)]
