"""The instructions of the agent that speaks on the telephone: `data/business/prompts/call_agent.md`.

`{places}` are filled from the company's files when the agent is created or brought up to date, `{{variables}}` by
ElevenLabs at the beginning of each call.
"""
from __future__ import annotations

import re
from pathlib import Path

import yaml
from pydantic import Field, ValidationError

from hilo.business.load import FOLDER, BusinessError, get_shop
from hilo.business.models import Strict
from hilo.calling.variables import NAMES

FILE = "call_agent.md"
_FRONT = re.compile(r"---\n(.*?)\n---\n(.*)", re.DOTALL)
_PLACE = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
PLACES = ("assistant", "company", "what", "tone", "forbidden", "allowed")
SYSTEM = "system__"
"""How ElevenLabs' own variables begin."""


class Settings(Strict):
    """The front matter. max_minutes: of a call. silence_seconds: until the agent asks again. end_after_silence:
    seconds until it hangs up. record: whether the sound is kept. keep_days: for which ElevenLabs keeps a call."""

    version: int = Field(..., ge=1)
    max_minutes: int = Field(..., ge=1, le=60)
    silence_seconds: float = Field(..., ge=1, le=30)
    end_after_silence: int = Field(..., ge=5, le=600)
    record: bool
    keep_days: int = Field(..., ge=0, le=3650)


class AgentPrompt:
    """The file, read."""

    def __init__(self, settings: Settings, text: str) -> None:
        """`text`: with its places."""
        self.settings, self._text = settings, text

    def filled(self) -> str:
        """As the agent gets it."""
        company = get_shop().company
        brand = company.brand
        values = {"assistant": company.profile.assistant_name, "company": company.profile.name,
                  "what": company.profile.what.rstrip("."), "tone": _lines(brand.tone),
                  "forbidden": _lines([f"{claim.claim} {claim.why}" for claim in brand.claims_forbidden]),
                  "allowed": _lines(brand.claims_allowed)}
        return _PLACE.sub(lambda match: values[match.group(1)], self._text).strip()


def load_agent_prompt(folder: Path = FOLDER) -> AgentPrompt:
    """The agent's instructions in a company's folder.

    Raises:
        BusinessError: naming file, line and remedy.
    """
    path, name = folder / "prompts" / FILE, f"data/business/prompts/{FILE}"
    if not path.exists():
        raise BusinessError([f"{name}:1: falta este archivo; créalo: son las instrucciones del agente de voz"])
    text = path.read_text(encoding="utf-8")
    front = _FRONT.fullmatch(text)
    if not front:
        raise BusinessError([f"{name}:1: falta el encabezado; empieza con los ajustes entre dos renglones «---»"])
    problems = []
    for pattern, known, words in ((_PLACE, PLACES, "nadie completa «{%s}»; los que hay son "),
                                  (_VARIABLE, NAMES, "el agente no recibe «{{%s}}»; las que hay son ")):
        for match in pattern.finditer(text):
            place = match.group(1)
            if place not in known and not place.startswith(SYSTEM):
                line = text.count("\n", 0, match.start()) + 1
                problems.append(f"{name}:{line}: {words % place}{', '.join(known)}")
    try:
        given = yaml.safe_load(front.group(1))
        settings = Settings.parse_obj(given if isinstance(given, dict) else {})
    except yaml.YAMLError:
        raise BusinessError([f"{name}:2: el encabezado no se puede leer; revisa sangría y dos puntos"]) from None
    except ValidationError as error:
        problems += [f"{name}:2: {item['loc'][0]}: {item['msg']}; corrige ese ajuste" for item in error.errors()]
        raise BusinessError(problems) from error
    if problems:
        raise BusinessError(problems)
    return AgentPrompt(settings, front.group(2))


def _lines(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
