"""WhatsApp's approved templates: the only thing that may be sent to whoever has not written for 24 hours.

`data/business/templates.yml` holds their texts; whether WhatsApp has approved one is read from Twilio's Content API
(`hilo/outreach/contents.py`).
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import Field, validator

from hilo.business.load import FOLDER, BusinessError, check, line_of, read_yaml
from hilo.business.models import Strict

FILE = "templates.yml"
CATEGORIES = ("UTILITY", "MARKETING")
LANGUAGES = ("es", "es_AR", "es_ES", "es_MX")
"""Those of WhatsApp's that we write; `es` is for everybody else."""
COUNTRY_LANGUAGES = {"AR": "es_AR", "UY": "es_AR", "ES": "es_ES", "MX": "es_MX"}
LONGEST_BODY = 1024
LONGEST_VALUE = 600
"""Characters of one variable's value, so that the whole stays below `LONGEST_BODY`."""
_PLACE = re.compile(r"\{\{(\d+)\}\}")


class Template(Strict):
    """A text with places. version: raised when WhatsApp rejects the text, since a name cannot be used again. says_all:
    it says whatever the message says for which it is sent, so nothing follows when the person answers."""

    name: str = Field(..., regex=r"^[a-z][a-z0-9_]{2,60}$")
    version: int = Field(1, ge=1)
    category: str
    variables: list[str]
    defaults: dict[str, str] = Field(default_factory=dict)
    examples: dict[str, str]
    says_all: bool = False
    bodies: dict[str, str]

    @validator("category")
    def known_category(cls, value: str) -> str:  # noqa: N805
        """One of WhatsApp's that we use."""
        if value not in CATEGORIES:
            raise ValueError(f"`category` es {' o '.join(CATEGORIES)}")
        return value

    def content_name(self, language: str) -> str:
        """Its name at the provider."""
        return f"{self.name}_v{self.version}_{language.lower()}"

    def language_for(self, country: str | None) -> str:
        """The variant that fits a country, else the one for everybody."""
        language = COUNTRY_LANGUAGES.get(country or "", "es")
        return language if language in self.bodies else "es"

    def values(self, given: Mapping[str, str]) -> dict[str, str] | None:
        """The values of its places by their numbers; None where one is neither given nor has a default.

        WhatsApp refuses line breaks, tabs and runs of blanks within a value.
        """
        found = {}
        for number, name in enumerate(self.variables, 1):
            value = " ".join(str(given.get(name) or self.defaults.get(name) or "").split())
            if not value:
                return None
            found[str(number)] = value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE - 1].rstrip() + "…"
        return found

    def text(self, language: str, values: Mapping[str, str]) -> str:
        """What the person reads."""
        return _PLACE.sub(lambda place: values[place.group(1)], self.bodies[language])


def problems_of(template: Template) -> list[str]:
    """What WhatsApp would reject, in words for a designer."""
    found = []
    count = len(template.variables)
    if "es" not in template.bodies:
        found.append("falta el texto `es`, el de todos")
    for language, body in template.bodies.items():
        places = [int(number) for number in _PLACE.findall(body)]
        fixed = len([word for word in _PLACE.sub(" ", body).split() if any(c.isalnum() for c in word)])
        if language not in LANGUAGES:
            found.append(f"`{language}` no es una variante que se use; hay {', '.join(LANGUAGES)}")
        if sorted(places) != list(range(1, count + 1)):
            found.append(f"`{language}`: los lugares {{{{1}}}} … tienen que ser tantos como `variables` ({count}), "
                         "cada uno una vez")
        if fixed < 2 * count + 1:
            found.append(f"`{language}`: {fixed} palabras fijas para {count} variables; hacen falta {2 * count + 1}")
        if _PLACE.match(body.strip()) or re.search(r"\{\{\d+\}\}\W*$", body):
            found.append(f"`{language}`: WhatsApp rechaza un texto que empieza o termina con una variable")
        if re.search(r"\}\}\s*\{\{", body):
            found.append(f"`{language}`: dos variables se tocan; pon palabras entre ellas")
        if len(body) > LONGEST_BODY or re.search(r"\n{3,}|\t| {4,}", body):
            found.append(f"`{language}`: más de {LONGEST_BODY} letras, o espacios de más")
    for name in template.variables:
        if not template.examples.get(name):
            found.append(f"`examples`: falta una muestra para «{name}»")
    return found


def load_templates(folder: Path = FOLDER) -> dict[str, Template]:
    """The templates of a folder by name.

    Raises:
        BusinessError: with all problems, by file, line and remedy.
    """
    name = f"data/business/{FILE}"
    document = read_yaml(folder / FILE, name) or {}
    problems: list[str] = []
    found: dict[str, Template] = {}
    for index, item in enumerate(document.get("templates") or []):
        place = f"{name}:{line_of(document, ('templates', index))}"
        try:
            template = check(Template, item, name, ("templates", index), document)
        except BusinessError as error:
            problems += error.problems
            continue
        problems += [f"{place}: {template.name}: {problem}" for problem in problems_of(template)]
        if template.name in found:
            problems.append(f"{place}: hay dos plantillas «{template.name}»; cambia un nombre")
        found[template.name] = template
    if problems:
        raise BusinessError(problems)
    return found


@lru_cache(maxsize=1)
def get_templates() -> dict[str, Template]:
    """The templates of this process, read once."""
    return load_templates()
