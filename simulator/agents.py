"""ElevenLabs' agents: made, changed, listed, with the defaults that it adds to what it is given."""
from __future__ import annotations

import copy
import uuid
from typing import Any

from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from simulator.clock import now
from simulator.eleven import check_key
from simulator.world import World

DEFAULTS: dict[str, Any] = {
    "conversation_config": {
        "asr": {"quality": "high", "provider": "elevenlabs", "user_input_audio_format": "pcm_16000", "keywords": []},
        "turn": {"turn_timeout": 7.0, "silence_end_call_timeout": -1.0, "mode": "turn"},
        "tts": {"model_id": "eleven_turbo_v2", "voice_id": "cjVigY5qzO86Huf0OWal", "stability": 0.5, "speed": 1.0},
        "conversation": {"text_only": False, "max_duration_seconds": 600},
        "language_presets": {},
        "agent": {"first_message": "", "language": "en", "prompt": {
            "prompt": "", "llm": "gemini-2.0-flash", "temperature": 0.0, "max_tokens": -1, "tool_ids": []}}},
    "platform_settings": {"privacy": {"record_voice": True, "retention_days": -1}, "call_limits": {}},
}


def merged(one: Any, other: Any) -> Any:
    """The first with what the second says otherwise."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {name: merged(one.get(name), other[name]) if name in other else one[name] for name in {**one, **other}}
    return copy.deepcopy(other)


def blueprint(world: World) -> Blueprint:
    """`/v1/convai/agents/…`."""
    door = Blueprint("agents", url_prefix="/v1/convai/agents")
    door.middleware("request")(check_key)

    @door.post("/create")
    async def create(request: Request) -> HTTPResponse:
        body = request.json
        if not isinstance(body, dict) or not isinstance(body.get("conversation_config"), dict):
            return response.json({"detail": [{"loc": ["body", "conversation_config"], "msg": "Field required",
                                              "type": "missing"}]}, 422)
        agent_id = f"agent_{uuid.uuid4().hex[:24]}"
        world.agents[agent_id] = {
            "agent_id": agent_id, "name": body.get("name") or "Agent", "tags": body.get("tags") or [],
            "metadata": {"created_at_unix_secs": int(now().timestamp())},
            **merged(DEFAULTS, {name: body[name] for name in DEFAULTS if body.get(name)})}
        return response.json({"agent_id": agent_id})

    @door.get("/", strict_slashes=False)
    async def known(request: Request) -> HTTPResponse:
        words = (request.args.get("search") or "").lower()
        shown = [{"agent_id": one["agent_id"], "name": one["name"], "tags": one["tags"],
                  "created_at_unix_secs": one["metadata"]["created_at_unix_secs"],
                  "access_info": {"is_creator": True, "creator_name": "Hilo", "creator_email": "hilo@example.org",
                                  "role": "admin"}, "last_call_time_unix_secs": None}
                 for one in world.agents.values() if words in one["name"].lower()]
        return response.json({"agents": shown, "has_more": False, "next_cursor": None})

    @door.get("/<agent_id:str>")
    async def show(_: Request, agent_id: str) -> HTTPResponse:
        found = world.agents.get(agent_id)
        return response.json(found) if found else _unknown()

    @door.patch("/<agent_id:str>")
    async def change(request: Request, agent_id: str) -> HTTPResponse:
        found = world.agents.get(agent_id)
        if found is None:
            return _unknown()
        changes = {name: value for name, value in (request.json or {}).items()
                   if name in (*DEFAULTS, "name", "tags") and value is not None}
        world.agents[agent_id] = merged(found, changes)
        return response.json(world.agents[agent_id])

    return door


def _unknown() -> HTTPResponse:
    return response.json({"detail": {"status": "document_not_found", "message": "no such agent"}}, 404)
