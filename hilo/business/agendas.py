"""The advisers' agendas (`data/business/agenda.yml`): who sees whom about what, where and when."""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, constr, root_validator, validator

from hilo.business.load import FOLDER, BusinessError, check, line_of, read_yaml
from hilo.business.models import Strict, WeekHours

FILE, PROFILE = "agenda.yml", "profile.yml"
LONGEST_BUTTON = 20
"""Characters: WhatsApp's limit."""
By = Literal["visit", "video", "phone"]


class Topic(Strict):
    """What an appointment may be about; `name` stands within a sentence, `words` tell it in a message."""

    id: str
    name: str
    button: constr(max_length=LONGEST_BUTTON)  # type: ignore[valid-type]
    words: list[str] = Field(..., min_items=1)
    categories: list[str] = []


class Agenda(Strict):
    """One adviser's time, in one way. minutes: of one appointment. hours: None: the branch's, or the online ones.
    time_zone: None: the company's."""

    id: str
    adviser: str
    by: By
    branch: str | None = None
    topics: list[str] = Field(..., min_items=1)
    minutes: int = Field(..., ge=5, le=480)
    hours: WeekHours | None = None
    link: str | None = None
    time_zone: str | None = None

    @validator("time_zone")
    def is_a_zone(cls, value: str | None) -> str | None:  # noqa: N805
        """A name that the time zone database knows."""
        try:
            ZoneInfo(value or "UTC")
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"«{value}» no es un huso; se escribe \"America/Bogota\"") from error
        return value

    @root_validator(skip_on_failure=True)
    def has_a_place(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        """Who is visited is somewhere."""
        if (values["by"] == "visit") != (values["branch"] is not None):
            raise ValueError("`branch` va con `by: visit`, y solo con ese")
        return values

    @property
    def place(self) -> str:
        """The branch's id, or the way."""
        return self.branch or self.by


class Agendas(Strict):
    """All agendas and what holds for each."""

    lead_minutes: int = Field(..., ge=0)
    horizon_days: int = Field(..., ge=1, le=365)
    remind_hours: int = Field(..., ge=0, le=168)
    topics: list[Topic] = Field(..., min_items=1)
    agendas: list[Agenda] = Field(..., min_items=1)

    @root_validator(skip_on_failure=True)
    def names_agree(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        """Ids are used once, and topics that agendas name exist and each has somebody."""
        topics, agendas = [t.id for t in values["topics"]], [a.id for a in values["agendas"]]
        twice = {one for one in [*topics, *agendas] if topics.count(one) > 1 or agendas.count(one) > 1}
        if twice:
            raise ValueError(f"el id «{twice.pop()}» está dos veces; cambia uno")
        named = {topic for agenda in values["agendas"] for topic in agenda.topics}
        if named - set(topics):
            raise ValueError(f"no hay un tema «{(named - set(topics)).pop()}» en `topics`; agrégalo ahí")
        if set(topics) - named:
            raise ValueError(f"nadie atiende el tema «{(set(topics) - named).pop()}»; ponlo en una agenda o bórralo")
        return values

    def topic(self, id_: str | None) -> Topic | None:
        """A topic by its id."""
        return next((topic for topic in self.topics if topic.id == id_), None)

    def agenda(self, id_: str) -> Agenda | None:
        """An agenda by its id; None for one that there is no longer."""
        return next((agenda for agenda in self.agendas if agenda.id == id_), None)


def load_agendas(folder: Path = FOLDER) -> Agendas:
    """The agendas of a folder.

    Raises:
        BusinessError: naming file, line and remedy.
    """
    name = f"data/business/{FILE}"
    document = read_yaml(folder / FILE, name)
    found = check(Agendas, document, name)
    branches = {one.get("id") for one in read_yaml(folder / PROFILE, f"data/business/{PROFILE}").get("branches") or []}
    problems = [f"{name}:{line_of(document, ('agendas', place, 'branch'))}: agendas.{place}.branch: no hay una "
                f"sucursal «{agenda.branch}» en {PROFILE}; corrige el id" for place, agenda in enumerate(found.agendas)
                if agenda.branch is not None and agenda.branch not in branches]
    if problems:
        raise BusinessError(problems)
    return found


@lru_cache(maxsize=1)
def get_agendas() -> Agendas:
    """The agendas of this process, read once."""
    return load_agendas()
