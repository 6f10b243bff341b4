"""The prompts that designers edit: what is wrong with one is said with file, line and remedy."""
from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from designer.validate.company import company
from designer.validate.project import Project
from hilo.business.load import FOLDER, BusinessError
from hilo.llm.prompts import PROMPTS, load_prompts
from hilo.llm.purposes import PURPOSES

FILE = "data/business/prompts/answer.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(PROMPTS, tmp_path / "prompts")
    return tmp_path / "prompts"


def said_of(folder: Path, old: str, new: str) -> list[str]:
    file = folder / "answer.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BusinessError) as error:
        load_prompts(folder)
    return error.value.problems


def test_the_prompts_as_shipped_are_all_there_and_leave_a_turn_its_time() -> None:
    prompts = load_prompts()
    assert set(prompts) == set(PURPOSES)
    assert prompts["answer"].settings.deadline <= 3.5


@pytest.mark.parametrize(("old", "new", "problem"), [
    ("{mood}", "{modo}", f"{FILE}:31: nadie completa «{{modo}}»; los que hay son"),
    ("- Usa únicamente", "- {message} Usa únicamente",
     f"{FILE}:19: «{{message}}» lleva lo que dijo una persona y no puede ir en las instrucciones; pásalo debajo de "
     "«# Datos»"),
    ("version: 1 ", "version: uno ", f"{FILE}:3: version: no es un número entero; corrígelo"),
    ("deadline: 3.5", "plazo: 3.5", f"{FILE}:6: plazo: no existe una clave con ese nombre; corrígela o bórrala"),
    ("deadline: 3.5", "plazo: 3.5", f"{FILE}:2: deadline: falta esta clave; agrégala"),
    ("purpose: answer", "purpose: otro", f"{FILE}:2: purpose: dice «otro»; pon «answer», como el archivo"),
    ("# Datos", "# Cosas", f"{FILE}:11: faltan los títulos «# Instrucciones» y «# Datos»; escríbelos en ese orden, "
                           "cada uno en su renglón"),
    ("---\n", "", f"{FILE}:1: falta el encabezado; empieza con los ajustes entre dos renglones «---»"),
])
def test_a_mistake_is_named_with_its_line(folder: Path, old: str, new: str, problem: str) -> None:
    assert any(one.startswith(problem) for one in said_of(folder, old, new)), said_of


def test_a_missing_and_an_unknown_file_are_named(folder: Path) -> None:
    (folder / "answer.md").rename(folder / "otra_cosa.md")
    with pytest.raises(BusinessError) as error:
        load_prompts(folder)
    assert error.value.problems == [
        f"{FILE}:1: falta este archivo; créalo a partir de otro de la carpeta",
        "data/business/prompts/otra_cosa.md:1: no hay ningún uso «otra_cosa»; los que hay son "
        f"{', '.join(PURPOSES)}"]


def test_the_designers_check_reads_them_too(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "data" / "business")
    file = tmp_path / FILE
    file.write_text(file.read_text(encoding="utf-8").replace("{mood}", "{modo}"), encoding="utf-8")
    found = [problem for problem in company(Project(tmp_path)) if problem.path == FILE]
    assert [(problem.line, problem.message) for problem in found] == [(31, "nadie completa «{modo}»")]
