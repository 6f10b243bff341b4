"""Every setting of Hilo, typed and read once from the environment (and from `.env`).

A designer needs none of them. `.env.example` lists them for operators; a test
compares the two lists.
"""
from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseSettings, Field, ValidationError, validator

ROOT = Path(__file__).resolve().parent.parent


class SettingError(RuntimeError):
    """A setting is missing or cannot be read; the message names it."""


def default_home() -> Path:
    """Outside the project folder, because plain `rasa test` walks that folder."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "hilo"


class Settings(BaseSettings):
    """Settings by the name of their environment variable."""

    hilo_home: Path = Field(default_factory=default_home, env="HILO_HOME")
    """Where `var/` (database, logs) lies."""
    hilo_port: int = Field(5005, env="HILO_PORT")
    """The Rasa server: dialogue, connectors and the chat page."""
    hilo_actions_port: int = Field(5055, env="HILO_ACTIONS_PORT")
    """The action server."""
    hilo_api_token: str | None = Field(None, env="HILO_API_TOKEN")
    """When set, the conversation API and, from other machines, Rasa's own API ask for it."""
    hilo_rate_limit: int = Field(120, env="HILO_RATE_LIMIT", ge=0)
    """Messages a minute per visitor at public doors; 0 = none."""
    hilo_watch: bool = Field(False, env="HILO_WATCH")
    """Bot texts are read again when their file changes (`make watch`)."""
    public_url: str | None = Field(None, env="PUBLIC_URL")
    """The address under which providers and customers reach the Rasa server."""
    database_url: str | None = Field(None, env="DATABASE_URL")
    """SQLAlchemy address; default: SQLite in `HILO_HOME/var/hilo.db`."""
    bubble_wait_seconds: float = Field(4.0, env="BUBBLE_WAIT_SECONDS", ge=0)
    """How long a channel of short messages waits for further ones before it answers them all at once."""
    conversation_silence_hours: float = Field(24.0, env="CONVERSATION_SILENCE_HOURS", gt=0)
    """After how long without a word a conversation has ended."""

    class Config:
        env_file = str(ROOT / ".env")
        env_file_encoding = "utf-8"
        allow_mutation = False

    @validator("hilo_api_token", "public_url", "database_url", pre=True)
    def blank_is_unset(cls, value: Any) -> Any:  # noqa: N805 (pydantic's convention)
        """`NAME=` in a file means the same as leaving the line out."""
        return value or None

    @property
    def var(self) -> Path:
        """The folder of everything that is written at run time."""
        return self.hilo_home / "var"

    @property
    def database_address(self) -> str:
        """`DATABASE_URL`, or the SQLite file in `var/`."""
        return self.database_url or f"sqlite:///{self.var / 'hilo.db'}"

    @property
    def chat_address(self) -> str:
        """Where a person can open the chat."""
        base = (self.public_url or f"http://localhost:{self.hilo_port}").rstrip("/")
        return f"{base}/webhooks/webchat/"

    def for_processes(self) -> dict[str, str]:
        """What the YAML files of Rasa read as `${NAME}`; plain `rasa` fails when one is unset."""
        return {"HILO_PORT": str(self.hilo_port), "HILO_ACTIONS_PORT": str(self.hilo_actions_port)}


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process.

    Raises:
        SettingError: naming each variable that cannot be read, and why.
    """
    try:
        return Settings.parse_obj({})
    except ValidationError as error:
        names = {name: field.field_info.extra["env_names"] for name, field in Settings.__fields__.items()}
        lines = []
        for problem in error.errors():
            field = str(problem["loc"][0])
            variable = sorted(names.get(field, {field}))[0].upper()
            lines.append(f"{variable}: {problem['msg']}")
        raise SettingError("cannot read the settings: " + "; ".join(lines)) from error
