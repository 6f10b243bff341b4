"""The prompts in `data/business/prompts/<purpose>.md`, which designers read and edit.

A file begins with its settings between two lines of `---`; then come two parts, under `# Instrucciones` (what the model
is told to do) and `# Datos` (what it is told about, with `{places}`).
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, ValidationError

from hilo.business.load import FOLDER, BusinessError
from hilo.business.models import Strict
from hilo.llm.purposes import PURPOSES

PROMPTS = FOLDER / "prompts"
OF_THE_AGENT = "call_agent"
"""The file beside them that is no prompt of ours: what the agent on the telephone is told (`hilo/calling`)."""
INSTRUCTIONS, DATA = "# Instrucciones", "# Datos"
LONGEST_DEADLINE = 60.0
"""Seconds."""
_FRONT = re.compile(r"---\n(.*?)\n---\n(.*)", re.DOTALL)
PLACE = re.compile(r"\{(\w+)\}")


class Settings(Strict):
    """The front matter. deadline: seconds. longest: characters of an answer. tokens_a_day: for this purpose.
    keep_hours: how long an answer is given again for the very same question; 0: never."""

    purpose: str
    version: int = Field(..., ge=1)
    max_tokens: int = Field(..., ge=1, le=4000)
    temperature: float = Field(..., ge=0, le=2)
    deadline: float = Field(..., gt=0, le=LONGEST_DEADLINE)
    longest: int = Field(..., ge=1)
    tokens_a_day: int = Field(..., ge=0)
    keep_hours: float = Field(..., ge=0)


class Prompt:
    """A prompt, ready to be filled."""

    def __init__(self, settings: Settings, instructions: str, data: str) -> None:
        """`instructions` and `data`: the two parts, with their places."""
        self.settings, self.instructions, self.data = settings, instructions, data

    def filled(self, values: Mapping[str, str]) -> tuple[str, str]:
        """Both parts with their places filled; what has no value stays empty."""
        def fill(text: str) -> str:
            return PLACE.sub(lambda match: values.get(match.group(1), ""), text).strip()

        return fill(self.instructions), fill(self.data)


def _number_of(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def read_prompt(path: Path, name: str) -> Prompt:
    """A prompt from its file.

    Args:
        name: the file's name in what is said to a designer.

    Raises:
        BusinessError
    """
    purpose = path.stem
    if not path.exists():
        raise BusinessError([f"{name}:1: falta este archivo; créalo a partir de otro de la carpeta"])
    text = path.read_text(encoding="utf-8")
    front = _FRONT.fullmatch(text)
    if not front:
        raise BusinessError([f"{name}:1: falta el encabezado; empieza con los ajustes entre dos renglones «---»"])
    settings, problems = _settings(front.group(1), purpose, name)
    body, begin = front.group(2), front.start(2)
    parts = re.fullmatch(rf"\s*{INSTRUCTIONS}\n(.*?)^{DATA}\n(.*)", body, re.DOTALL | re.MULTILINE)
    if not parts:
        problems.append(f"{name}:{_number_of(text, begin)}: faltan los títulos «{INSTRUCTIONS}» y «{DATA}»; "
                        "escríbelos en ese orden, cada uno en su renglón")
    else:
        problems += _places(text, begin + parts.start(1), parts.group(1), purpose, name, is_data=False)
        problems += _places(text, begin + parts.start(2), parts.group(2), purpose, name, is_data=True)
    if problems or not settings or not parts:
        raise BusinessError(problems)
    return Prompt(settings, parts.group(1), parts.group(2))


def _settings(text: str, purpose: str, name: str) -> tuple[Settings | None, list[str]]:
    try:
        given: Any = yaml.safe_load(text)
        settings = Settings.parse_obj(given if isinstance(given, dict) else {})
    except yaml.YAMLError:
        return None, [f"{name}:2: el encabezado no se puede leer; revisa sangría y dos puntos"]
    except ValidationError as error:
        lines = text.splitlines()
        found = []
        for item in error.errors():
            key = str(item["loc"][0])
            line = next((n for n, one in enumerate(lines, 2) if one.startswith(f"{key}:")), 2)
            found.append(f"{name}:{line}: {key}: {_WORDS.get(item['type'], item['msg'])}")
        return None, found
    if settings.purpose != purpose:
        return settings, [f"{name}:2: purpose: dice «{settings.purpose}»; pon «{purpose}», como el archivo"]
    return settings, []


_WORDS = {"value_error.missing": "falta esta clave; agrégala",
          "value_error.extra": "no existe una clave con ese nombre; corrígela o bórrala",
          "type_error.integer": "no es un número entero; corrígelo", "type_error.float": "no es un número; corrígelo"}


def _places(text: str, begin: int, part: str, purpose: str, name: str, *, is_data: bool) -> list[str]:
    """Every place is one of the purpose's; what people said stands among the data only."""
    known, problems = PURPOSES[purpose], []
    for match in PLACE.finditer(part):
        place, line = match.group(1), _number_of(text, begin + match.start())
        if place not in known:
            problems.append(f"{name}:{line}: nadie completa «{{{place}}}»; los que hay son {', '.join(sorted(known))}")
        elif known[place].kind != "ours" and not is_data:
            problems.append(f"{name}:{line}: «{{{place}}}» lleva lo que dijo una persona y no puede ir en las "
                            f"instrucciones; pásalo debajo de «{DATA}»")
    return problems


def load_prompts(folder: Path = PROMPTS) -> dict[str, Prompt]:
    """All prompts by purpose.

    Raises:
        BusinessError: with all problems of all files.
    """
    found, problems = {}, []
    for purpose in PURPOSES:
        try:
            found[purpose] = read_prompt(folder / f"{purpose}.md", f"data/business/prompts/{purpose}.md")
        except BusinessError as error:
            problems += error.problems
    problems += [f"data/business/prompts/{file.name}:1: no hay ningún uso «{file.stem}»; los que hay son "
                 f"{', '.join(PURPOSES)}" for file in sorted(folder.glob("*"))
                 if file.stem not in (*PURPOSES, OF_THE_AGENT)]
    if problems:
        raise BusinessError(problems)
    return found


def load_company_prompts(folder: Path) -> dict[str, Prompt]:
    """The prompts of a company's folder.

    Raises:
        BusinessError
    """
    return load_prompts(folder / "prompts")


@lru_cache(maxsize=1)
def get_prompts() -> dict[str, Prompt]:
    """The company's prompts, read once."""
    return load_prompts()
