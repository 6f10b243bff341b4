"""The agent at ElevenLabs that speaks with people: made from the company's files, and brought up to date when they
change. What it answers comes from here: its language model is our own `/v1/chat/completions`.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hilo.business.load import get_shop
from hilo.calling import variables
from hilo.calling.agent_prompt import load_agent_prompt
from hilo.calling.provider import ElevenLabs, ProviderError
from hilo.calls.opening import hello_to
from hilo.handoff import by_phone
from hilo.settings import SettingError, get_settings

PATH = "/webhooks/elevenlabs"
SPEECH = "eleven_flash_v2_5"
"""The model of speech: the quickest that speaks Spanish."""
TAG = "hilo"
SIMULATED_AGENT, SIMULATED_NUMBER = "agent_simulated", "phnum_simulated"
CALL, CALLER, CALLED = "X-Hilo-Call", "X-Hilo-Caller", "X-Hilo-Called"
"""Headers by which each question says which call it is, and whose: ElevenLabs fills them from its variables."""
END_CALL = "end_call"
TRANSFER = "transfer_to_number"
VOICEMAIL = "voicemail_detection"
_WHEN = {END_CALL: "Termina la llamada. Lo pide el sistema cuando la conversación se acabó.",
         TRANSFER: "Pasa la llamada a una persona del equipo. Lo pide el sistema cuando corresponde.",
         VOICEMAIL: "Úsalo si contesta un buzón de voz o un contestador."}


@dataclass(frozen=True)
class Kept:
    """What became of the agent. done: created, updated or unchanged."""

    agent_id: str
    done: str
    version: int


def agent_id() -> str:
    """The agent that calls and is called.

    Raises:
        SettingError: while none is named or made.
    """
    settings = get_settings()
    if settings.elevenlabs_agent_id:
        return settings.elevenlabs_agent_id
    kept = settings.var / "elevenlabs-agent"
    if kept.exists():
        return kept.read_text(encoding="ascii").strip()
    if settings.simulates_elevenlabs:
        return SIMULATED_AGENT
    raise SettingError("ELEVENLABS_AGENT_ID is needed, or an agent: python -m hilo call agent create")


def phone_number_id() -> str:
    """The number that calls.

    Raises:
        SettingError: while none is named.
    """
    settings = get_settings()
    if settings.elevenlabs_phone_number_id:
        return settings.elevenlabs_phone_number_id
    if settings.simulates_elevenlabs:
        return SIMULATED_NUMBER
    raise SettingError("ELEVENLABS_PHONE_NUMBER_ID is needed where ELEVENLABS_API_KEY is set")


def keep_agent() -> Kept:
    """Makes the agent where there is none of its name, changes it where it is not as it should be (blocks).

    Raises:
        ProviderError
    """
    wanted, prompt = body(), load_agent_prompt()
    with ElevenLabs() as provider:
        known = _known(provider) or provider.find_agent(str(wanted["name"]))
        if known is None:
            made = provider.create_agent(wanted)
            _remember(made)
            return Kept(made, "created", prompt.settings.version)
        _remember(known)
        if not differences(wanted, provider.agent(known)):
            return Kept(known, "unchanged", prompt.settings.version)
        provider.update_agent(known, wanted)
        return Kept(known, "updated", prompt.settings.version)


def shown() -> dict[str, Any]:
    """The agent at the provider, and in what it is not as it should be (blocks).

    Raises:
        ProviderError
        SettingError
    """
    with ElevenLabs() as provider:
        found = provider.agent(agent_id())
    return {**{name: found.get(name) for name in ("agent_id", "name", "conversation_config", "platform_settings")},
            "differs_in": differences(body(), found)}


def _known(provider: ElevenLabs) -> str | None:
    try:
        known = agent_id()
        provider.agent(known)
        return known
    except SettingError:
        return None
    except ProviderError as error:
        if error.status != 404 or get_settings().elevenlabs_agent_id:
            raise
        return None  # it was deleted there


def _remember(agent: str) -> None:
    file = get_settings().var / "elevenlabs-agent"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(agent, encoding="ascii")


def differences(wanted: Any, found: Any, path: str = "") -> list[str]:
    """In which places something is not as it is wanted; what is there besides (defaults) does not count."""
    if isinstance(wanted, Mapping):
        theirs = found if isinstance(found, Mapping) else {}
        return [one for name, value in wanted.items()
                for one in differences(value, theirs.get(name), f"{path}.{name}" if path else str(name))]
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        return [one for place, (ours, theirs) in enumerate(zip(wanted, found, strict=True))
                for one in differences(ours, theirs, f"{path}.{place}")]
    return [] if wanted == found else [path]


def body() -> dict[str, Any]:
    """The body of `POST /v1/convai/agents/create`, and of the PATCH that changes it.

    Raises:
        SettingError: where the provider could not find us.
    """
    settings, prompt, profile = get_settings(), load_agent_prompt(), get_shop().company.profile
    if settings.public_url is None and not settings.simulates_elevenlabs:
        raise SettingError("PUBLIC_URL is needed: it is where ElevenLabs asks what to answer")
    first = settings.elevenlabs_first_message or hello_to(None)
    speech: dict[str, Any] = {"model_id": SPEECH}
    if settings.elevenlabs_voice_id:
        speech["voice_id"] = settings.elevenlabs_voice_id
    return {
        "name": f"{profile.assistant_name} · {profile.name}", "tags": [TAG],
        "conversation_config": {
            "agent": {
                "first_message": first, "language": settings.elevenlabs_language,
                "dynamic_variables": {"dynamic_variable_placeholders": variables.of_nobody()},
                "prompt": {"prompt": prompt.filled(), "llm": "custom-llm", "custom_llm": _our_model(),
                           "temperature": 0, "built_in_tools": _tools(), "timezone": profile.time_zone}},
            "tts": speech,
            "turn": {"turn_timeout": prompt.settings.silence_seconds,
                     "silence_end_call_timeout": prompt.settings.end_after_silence},
            "conversation": {"max_duration_seconds": prompt.settings.max_minutes * 60}},
        "platform_settings": {
            "overrides": {
                "conversation_config_override": {"agent": {"first_message": True, "language": True},
                                                 "tts": {"voice_id": True}},
                "custom_llm_extra_body": True, "enable_conversation_initiation_client_data_from_webhook": True},
            "privacy": {"record_voice": prompt.settings.record, "retention_days": prompt.settings.keep_days},
            "workspace_overrides": _webhooks(prompt.settings.record)}}


def _our_model() -> dict[str, Any]:
    """Where the agent's answers come from. Each question says by headers which call it is."""
    settings = get_settings()
    headers: dict[str, Any] = {CALL: {"variable_name": "system__conversation_id"},
                               CALLER: {"variable_name": "system__caller_id"},
                               CALLED: {"variable_name": "system__called_number"}}
    model: dict[str, Any] = {"url": f"{settings.public_address}{PATH}/v1", "model_id": "hilo"}
    if settings.elevenlabs_secret_id:
        return {**model, "api_key": {"secret_id": settings.elevenlabs_secret_id}, "request_headers": headers}
    return {**model, "request_headers": {**headers, "Authorization": f"Bearer {settings.elevenlabs_bearer}"}}


def _tools() -> dict[str, Any]:
    tools = {END_CALL: {"system_tool_type": END_CALL},
             VOICEMAIL: {"system_tool_type": VOICEMAIL}}
    number = by_phone.number()
    if number:
        tools[TRANSFER] = {"system_tool_type": TRANSFER, "transfers": [{  # type: ignore[dict-item]
            "transfer_destination": {"type": "phone", "phone_number": number}, "condition": _WHEN[TRANSFER],
            "transfer_type": "conference"}]}
    return {name: {"type": "system", "name": name, "description": _WHEN[name], "params": params}
            for name, params in tools.items()}


def _webhooks(send_audio: bool) -> dict[str, Any]:
    settings = get_settings()
    bearer: Any = f"Bearer {settings.elevenlabs_bearer}"
    secret = {"secret_id": settings.elevenlabs_secret_id} if settings.elevenlabs_secret_id else bearer
    hooks: dict[str, Any] = {"send_audio": send_audio}
    if settings.elevenlabs_webhook_id:
        hooks["post_call_webhook_id"] = settings.elevenlabs_webhook_id
    return {"webhooks": hooks, "conversation_initiation_client_data_webhook": {
        "url": f"{settings.public_address}{PATH}/initiation", "request_headers": {"Authorization": secret}}}
