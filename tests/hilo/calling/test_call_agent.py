"""The agent at ElevenLabs: made from the company's files as the OpenAPI file has it, changed only when it must."""
from __future__ import annotations

from typing import Any

import pytest

from hilo.business.load import FOLDER, BusinessError
from hilo.calling import agent
from hilo.calling.agent_prompt import FILE, load_agent_prompt
from hilo.calling.variables import NAMES
from hilo.settings import SettingError, get_settings
from tests.elevenlabs_played import ElevenLabsPlayed


@pytest.fixture
def unnamed(played: ElevenLabsPlayed, monkeypatch: pytest.MonkeyPatch) -> ElevenLabsPlayed:
    """An account for which no agent is named."""
    monkeypatch.setenv("ELEVENLABS_AGENT_ID", "")
    get_settings.cache_clear()
    return played


def test_it_is_made_once_then_left_alone_and_changed_when_a_setting_changes(unnamed: ElevenLabsPlayed,
                                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    assert agent.keep_agent().done == "created"
    assert agent.keep_agent().done == "unchanged"
    assert agent.agent_id() == "agent_0"
    monkeypatch.setenv("ELEVENLABS_VOICE_ID", "voz-1")
    monkeypatch.setenv("ELEVENLABS_LANGUAGE", "es")
    get_settings.cache_clear()
    assert agent.keep_agent() == agent.Kept("agent_0", "updated", load_agent_prompt().settings.version)
    assert agent.keep_agent().done == "unchanged"
    assert [method for method, path, _ in unnamed.requests if method != "GET"] == ["POST", "PATCH"]
    assert agent.shown()["differs_in"] == []


def test_an_agent_of_the_name_is_found_again_by_another_machine(unnamed: ElevenLabsPlayed) -> None:
    agent.keep_agent()
    (get_settings().var / "elevenlabs-agent").unlink()
    assert agent.keep_agent().done == "unchanged"
    assert len(unnamed.agents) == 1


def test_what_it_is_made_of(unnamed: ElevenLabsPlayed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHONE_ADVISERS_NUMBER", "+543424550199")
    get_settings.cache_clear()
    body: dict[str, Any] = agent.body()
    config = body["conversation_config"]["agent"]
    model = config["prompt"]["custom_llm"]
    assert (config["language"], config["prompt"]["llm"]) == ("es", "custom-llm")
    assert model["url"] == "https://hilo.example.org/webhooks/elevenlabs/v1"
    assert model["request_headers"] == {
        "X-Hilo-Call": {"variable_name": "system__conversation_id"},
        "X-Hilo-Caller": {"variable_name": "system__caller_id"},
        "X-Hilo-Called": {"variable_name": "system__called_number"}, "Authorization": "Bearer wsec"}
    assert set(config["prompt"]["built_in_tools"]) == {"end_call", "voicemail_detection", "transfer_to_number"}
    transfer = config["prompt"]["built_in_tools"]["transfer_to_number"]["params"]["transfers"][0]
    assert transfer["transfer_destination"] == {"type": "phone", "phone_number": "+543424550199"}
    assert set(config["dynamic_variables"]["dynamic_variable_placeholders"]) == set(NAMES)
    assert config["first_message"].startswith("Hola, ")
    hook = body["platform_settings"]["workspace_overrides"]["conversation_initiation_client_data_webhook"]
    assert hook == {"url": "https://hilo.example.org/webhooks/elevenlabs/initiation",
                    "request_headers": {"Authorization": "Bearer wsec"}}
    prompt = config["prompt"]["prompt"]
    assert "{{name}}" in prompt
    assert "Es el mejor del mercado" in prompt
    assert "llamada={{system__conversation_id}}" in prompt


def test_a_secret_that_elevenlabs_keeps_is_named_and_not_told(unnamed: ElevenLabsPlayed,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELEVENLABS_SECRET_ID", "sec_1")
    monkeypatch.setenv("ELEVENLABS_WEBHOOK_ID", "hook_1")
    get_settings.cache_clear()
    assert agent.keep_agent().done == "created"
    (body,) = unnamed.asked("/create")
    assert "wsec" not in str(body)
    assert body["conversation_config"]["agent"]["prompt"]["custom_llm"]["api_key"] == {"secret_id": "sec_1"}
    assert body["platform_settings"]["workspace_overrides"]["webhooks"]["post_call_webhook_id"] == "hook_1"


def test_without_an_address_for_the_provider_nothing_is_made(unnamed: ElevenLabsPlayed,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "")
    get_settings.cache_clear()
    with pytest.raises(SettingError, match="PUBLIC_URL is needed"):
        agent.keep_agent()
    with pytest.raises(SettingError, match="ELEVENLABS_AGENT_ID is needed"):
        agent.agent_id()


@pytest.mark.parametrize(("old", "new", "line", "words"), [
    ("{tone}", "{tono}", 14, "nadie completa «{tono}»"), ("{{name}}", "{{nombre}}", 17, "el agente no recibe"),
    ("version: 1 ", "version: uno ", 2, "version:"), ("---\nversion", "version", 1, "falta el encabezado")])
def test_a_mistake_in_the_instructions_names_file_line_and_remedy(tmp_path: Any, old: str, new: str, line: int,
                                                                  words: str) -> None:
    text = (FOLDER / "prompts" / "call_agent.md").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / "call_agent.md").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BusinessError) as error:
        load_agent_prompt(tmp_path)
    assert [one for one in error.value.problems if one.startswith(f"data/business/prompts/{FILE}:{line}: {words}")]
