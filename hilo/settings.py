"""Every setting of Hilo, typed and read once from the environment (and from `.env`).

A designer needs none of them. `.env.example` lists them for operators; a test
compares the two lists.
"""
from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseSettings, Field, ValidationError, validator

from hilo.own_secrets import own_secret

ROOT = Path(__file__).resolve().parent.parent
SIMULATED_SMS_NUMBER = "+5493424550101"


class Twilio(NamedTuple):
    """An account: `url` stands for every Twilio host; None: the real ones."""

    sid: str
    token: str
    url: str | None


class ElevenLabs(NamedTuple):
    """An account, what signs its webhooks, and the API's address."""

    key: str
    webhook_secret: str
    url: str


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
    hilo_worker_port: int = Field(5056, env="HILO_WORKER_PORT")
    """Where the worker answers GET /health, on this machine; taken: it does without."""
    hilo_api_token: str | None = Field(None, env="HILO_API_TOKEN")
    """When set, the conversation API and, from other machines, Rasa's own API ask for it."""
    hilo_rate_limit: int = Field(120, env="HILO_RATE_LIMIT", ge=0)
    """Messages a minute per visitor at public doors; 0 = none."""
    hilo_watch: bool = Field(False, env="HILO_WATCH")
    """Bot texts are read again when their file changes (`make watch`)."""
    hilo_mood_model: Path | None = Field(None, env="HILO_MOOD_MODEL")
    """A folder with local models of transformers that read moods instead of what comes with the project."""
    public_url: str | None = Field(None, env="PUBLIC_URL")
    """The address under which providers and customers reach the Rasa server."""
    database_url: str | None = Field(None, env="DATABASE_URL")
    """SQLAlchemy address; default: SQLite in `HILO_HOME/var/hilo.db`."""
    redis_url: str | None = Field(None, env="REDIS_URL")
    """redis:// or rediss://name:password@host:6379/0, where several processes run: Rasa's locks; unset: in memory."""
    event_broker_url: str | None = Field(None, env="EVENT_BROKER_URL")
    """amqp://… (RabbitMQ) or kafka://…, to which every event of every conversation goes too; unset: none."""
    event_broker_queue: str = Field("hilo_events", env="EVENT_BROKER_QUEUE")
    """The queue's name in RabbitMQ, the topic's in Kafka."""
    hilo_processes: int = Field(2, env="HILO_PROCESSES", ge=1, le=32)
    """How many Rasa processes, and as many workers, `make run-scaled` starts."""
    bubble_wait_seconds: float = Field(4.0, env="BUBBLE_WAIT_SECONDS", ge=0)
    """How long a channel of short messages waits for further ones before it answers them all at once."""
    conversation_silence_hours: float = Field(24.0, env="CONVERSATION_SILENCE_HOURS", gt=0)
    """After how long without a word a conversation has ended."""

    handoff_patience_minutes: float = Field(5.0, env="HANDOFF_PATIENCE_MINUTES", gt=0)
    """How long a person waits for somebody of the team before a call-back is offered; after four times as long without
    anybody the assistant goes on."""

    hilo_console_port: int = Field(8000, env="HILO_CONSOLE_PORT")
    """The pages of advisers."""
    hilo_console_password: str | None = Field(None, env="HILO_CONSOLE_PASSWORD")
    """With which advisers log in; unset: one is made for this installation and printed at the start."""
    hilo_simulator_port: int = Field(8001, env="HILO_SIMULATOR_PORT")
    """Twilio and ElevenLabs played locally, where their settings are unset."""
    twilio_account_sid: str | None = Field(None, env="TWILIO_ACCOUNT_SID")
    """Unset: the simulator stands in for Twilio."""
    twilio_auth_token: str | None = Field(None, env="TWILIO_AUTH_TOKEN")
    """Signs what Twilio sends, and lets us send."""
    twilio_whatsapp_number: str | None = Field(None, env="TWILIO_WHATSAPP_NUMBER")
    """Our WhatsApp sender, E.164; default: the company's in data/business/profile.yml."""
    twilio_sms_number: str | None = Field(None, env="TWILIO_SMS_NUMBER")
    """Our SMS sender, E.164; unset: none, or the simulator's (`sms_number`)."""
    phone_tts_provider: str = Field("Google", env="PHONE_TTS_PROVIDER")
    """Whose voice answers on the telephone: Google, Amazon or ElevenLabs, as Twilio writes them."""
    phone_voice: str | None = Field(None, env="PHONE_VOICE")
    """Which of that provider's voices; unset: Twilio's own choice for the language."""
    phone_stt_provider: str = Field("Google", env="PHONE_STT_PROVIDER")
    """Who writes down what callers say: Google or Deepgram."""
    phone_advisers_number: str | None = Field(None, env="PHONE_ADVISERS_NUMBER")
    """Where calls are passed on to the team, E.164; unset: a message is taken, and simulated calls ring at the
    company's own number."""
    twilio_api_url: str | None = Field(None, env="TWILIO_API_URL")
    """Stands for every Twilio host."""
    elevenlabs_api_key: str | None = Field(None, env="ELEVENLABS_API_KEY")
    """Unset: the simulator stands in for ElevenLabs."""
    elevenlabs_webhook_secret: str | None = Field(None, env="ELEVENLABS_WEBHOOK_SECRET")
    """Signs the events after a call."""
    elevenlabs_api_url: str | None = Field(None, env="ELEVENLABS_API_URL")
    """Default: the real one."""
    elevenlabs_agent_id: str | None = Field(None, env="ELEVENLABS_AGENT_ID")
    """The agent that calls and is called."""
    elevenlabs_phone_number_id: str | None = Field(None, env="ELEVENLABS_PHONE_NUMBER_ID")
    """The number that calls, by ElevenLabs' name for it."""
    elevenlabs_voice_id: str | None = Field(None, env="ELEVENLABS_VOICE_ID")
    """The voice of the agent; unset: the one that it has."""
    elevenlabs_language: str = Field("es", env="ELEVENLABS_LANGUAGE")
    """What the agent hears and speaks."""
    elevenlabs_first_message: str | None = Field(None, env="ELEVENLABS_FIRST_MESSAGE")
    """The agent's first words where nothing is known of who calls; unset: the text utter_phone_hello."""
    elevenlabs_request_secret: str | None = Field(None, env="ELEVENLABS_REQUEST_SECRET")
    """What ElevenLabs bears when it asks us during a call (`Authorization: Bearer …`); unset: the webhook's secret."""
    elevenlabs_secret_id: str | None = Field(None, env="ELEVENLABS_SECRET_ID")
    """Under which id ElevenLabs keeps that secret; unset: it stands in the agent's configuration."""
    elevenlabs_webhook_id: str | None = Field(None, env="ELEVENLABS_WEBHOOK_ID")
    """The post-call webhook by ElevenLabs' id; unset: the one of the whole account."""
    hubspot_access_token: str | None = Field(None, env="HUBSPOT_ACCESS_TOKEN")
    """A private app's token: HubSpot is then the CRM of people, deals, notes and tickets; unset: the embedded one."""
    hubspot_api_url: str | None = Field(None, env="HUBSPOT_API_URL")
    """Default: the real one."""
    openai_api_key: str | None = Field(None, env="OPENAI_API_KEY")
    """Optional everywhere."""
    openai_base_url: str | None = Field(None, env="OPENAI_BASE_URL")
    """Any address that speaks the same protocol."""
    smtp_url: str | None = Field(None, env="SMTP_URL")
    """The mail server, smtp:// or smtps:// with name and password where it asks for them; unset: the simulator."""
    openai_model: str | None = Field(None, env="OPENAI_MODEL")
    """Which model answers; default: `hilo.llm.transport.MODEL`."""
    knowledge_model: str | None = Field(None, env="KNOWLEDGE_MODEL")
    """A model by whose embeddings answers are found besides words: «openai:<name>» at OPENAI_BASE_URL, or the folder of
    a `sentence-transformers` model; unset: by words alone."""
    llm_daily_tokens: int = Field(2_000_000, env="LLM_DAILY_TOKENS", ge=0)
    """Tokens a day for all that is asked of the model; what would go beyond is not asked. Each purpose has its own
    share in the front matter of its prompt."""
    llm_price_in: float | None = Field(None, env="LLM_PRICE_IN", ge=0)
    """US dollars for a million tokens sent, for the record of what was spent."""
    llm_price_out: float | None = Field(None, env="LLM_PRICE_OUT", ge=0)
    """US dollars for a million tokens answered."""
    llm_reads_unsure: bool = Field(False, env="LLM_READS_UNSURE")
    """Messages of which the classifier is unsure are put to the model, with the labelled phrases nearest to them."""

    class Config:
        env_file = str(ROOT / ".env")
        env_file_encoding = "utf-8"
        allow_mutation = False

    @validator("hilo_mood_model", "hilo_api_token", "public_url", "database_url", "redis_url",
               "event_broker_url", "hilo_console_password",
               "twilio_account_sid", "twilio_auth_token", "twilio_whatsapp_number", "twilio_sms_number",
               "twilio_api_url", "phone_voice", "phone_advisers_number",
               "elevenlabs_api_key", "elevenlabs_webhook_secret", "elevenlabs_api_url", "elevenlabs_agent_id",
               "elevenlabs_phone_number_id", "elevenlabs_voice_id", "elevenlabs_first_message",
               "elevenlabs_request_secret", "elevenlabs_secret_id", "elevenlabs_webhook_id",
               "smtp_url", "hubspot_access_token", "hubspot_api_url",
               "openai_api_key", "openai_base_url", "openai_model",
               "knowledge_model",
               "llm_price_in", "llm_price_out", pre=True)
    def blank_is_unset(cls, value: Any) -> Any:  # noqa: N805 (pydantic's convention)
        """`NAME=` in a file means the same as leaving the line out."""
        return value or None

    @validator("redis_url", "event_broker_url")
    def known_address(cls, value: str | None, field: Any) -> str | None:  # noqa: N805
        """An address of a kind that is spoken here."""
        kinds = {"redis_url": ("redis://", "rediss://"), "event_broker_url": ("amqp://", "amqps://", "kafka://")}
        if value and not value.startswith(kinds[field.name]):
            raise ValueError(f"{field.name.upper()} begins with {' or '.join(kinds[field.name])}")
        return value

    @validator("smtp_url")
    def mail_server(cls, value: str | None) -> str | None:  # noqa: N805
        """An address that says how the server is spoken to."""
        if value and not value.startswith(("smtp://", "smtps://")):
            raise ValueError("SMTP_URL begins with smtp:// or smtps://")
        return value

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

    @property
    def public_address(self) -> str:
        """The address that providers call and sign."""
        return (self.public_url or f"http://localhost:{self.hilo_port}").rstrip("/")

    @property
    def simulates_twilio(self) -> bool:
        """Whether the simulator stands in for Twilio."""
        return self.twilio_account_sid is None

    @property
    def simulates_elevenlabs(self) -> bool:
        """Whether the simulator stands in for ElevenLabs."""
        return self.elevenlabs_api_key is None

    @property
    def twilio(self) -> Twilio:
        """The account by which we send, and the hosts that stand behind it.

        Raises:
            SettingError: when an account is named without its token.
        """
        if self.simulates_twilio:
            return Twilio("AC" + "0" * 32, self.local_secret("twilio"), self.twilio_api_url or self.simulator_address)
        if self.twilio_auth_token is None:
            raise SettingError("TWILIO_AUTH_TOKEN is needed where TWILIO_ACCOUNT_SID is set")
        return Twilio(str(self.twilio_account_sid), self.twilio_auth_token, self.twilio_api_url)

    @property
    def sms_number(self) -> str | None:
        """Our SMS sender, E.164; None: we send no text messages."""
        return self.twilio_sms_number or (SIMULATED_SMS_NUMBER if self.simulates_twilio else None)

    @property
    def elevenlabs(self) -> ElevenLabs:
        """The account by which we call, and what signs its events.

        Raises:
            SettingError: when a key is set without the webhook's secret.
        """
        if self.simulates_elevenlabs:
            return ElevenLabs(self.local_secret("elevenlabs"), self.elevenlabs_webhook_secret
                              or self.local_secret("elevenlabs-webhook"),
                              self.elevenlabs_api_url or self.simulator_address)
        if self.elevenlabs_webhook_secret is None:
            raise SettingError("ELEVENLABS_WEBHOOK_SECRET is needed where ELEVENLABS_API_KEY is set")
        return ElevenLabs(str(self.elevenlabs_api_key), self.elevenlabs_webhook_secret,
                          self.elevenlabs_api_url or "https://api.elevenlabs.io")

    @property
    def elevenlabs_bearer(self) -> str:
        """What ElevenLabs bears when it asks us during a call."""
        return self.elevenlabs_request_secret or self.elevenlabs.webhook_secret

    @property
    def simulator_address(self) -> str:
        """Where the simulator listens; this machine only."""
        return f"http://127.0.0.1:{self.hilo_simulator_port}"

    def local_secret(self, name: str) -> str:
        """A secret of this installation, the same for all its processes; made when first asked for."""
        return own_secret(self.var / "secrets", name)

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
