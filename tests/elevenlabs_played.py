"""A small ElevenLabs for tests: it takes only what its OpenAPI file allows, and fails on demand."""
from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jsonschema

SPECIFICATION = json.loads((Path(__file__).parent / "hilo" / "calling" / "elevenlabs_openapi.json").read_text())
KEY = "xi-tests"
Answer = tuple[int, dict[str, Any]]
_INPUTS = {"conversation_config": "ConversationalConfigAPIModel-Input",
           "platform_settings": "AgentPlatformSettingsRequestModel"}
"""The file types the PATCH's parts as plain objects; they are held to those of the POST."""


def operation_of(method: str, path: str) -> dict[str, Any] | None:
    """The operation behind a request, the paths without places first."""
    for template, operations in sorted(SPECIFICATION["paths"].items(), key=lambda one: "{" in one[0]):
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path) and method.lower() in operations:
            return dict(operations[method.lower()])
    return None


def closed(schema: Any) -> Any:
    """A schema that takes no property that it does not name."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: closed(value) for name, value in schema.items()}
    return {**made, "additionalProperties": False} if "properties" in made and "additionalProperties" not in made \
        else made


_CLOSED = {**SPECIFICATION, "components": {"schemas": {
    name: closed(schema) for name, schema in SPECIFICATION["components"]["schemas"].items()}}}


def problems(method: str, path: str, query: dict[str, list[str]], body: Any) -> list[str]:
    """What ElevenLabs' OpenAPI file has against a request."""
    operation = operation_of(method, path)
    if operation is None:
        return [f"there is no {method} {path}"]
    known = {one["name"] for one in operation.get("parameters", []) if one.get("in") == "query"}
    found = [f"{name} is no parameter of the query" for name in query if name not in known]
    if body is None:
        return found + (["a body is needed"] if "requestBody" in operation else [])
    if "requestBody" not in operation:
        return [*found, "no body is taken"]
    checks = [(operation["requestBody"]["content"]["application/json"]["schema"], body)]
    checks += [({"$ref": f"#/components/schemas/{name}"}, body[part]) for part, name in _INPUTS.items()
               if method == "PATCH" and isinstance(body, dict) and body.get(part)]
    return found + [said for schema, value in checks for said in complaints(schema, value)]


def complaints(schema: Any, value: Any) -> list[str]:
    """Why a value does not fit a schema of the file."""
    resolver = jsonschema.RefResolver.from_schema(_CLOSED)
    return [f"{'.'.join(map(str, error.path))}: {error.message[:300]}"
            for error in jsonschema.Draft7Validator(schema, resolver=resolver).iter_errors(value)]


def answer_schema(method: str, path: str) -> Any:
    """What the file says that it answers."""
    operation = operation_of(method, path)
    assert operation is not None
    return operation["responses"]["200"]["content"]["application/json"]["schema"]


class ElevenLabsPlayed:
    """Keeps what it was asked. `fail` is asked before anything is done, `after` when it has been."""

    def __init__(self) -> None:
        """Listens on a free port once entered."""
        self.requests: list[tuple[str, str, Any]] = []
        self.problems: list[str] = []
        self.batches: dict[str, dict[str, Any]] = {}
        self.agents: dict[str, dict[str, Any]] = {}
        self.conversations: dict[str, dict[str, Any]] = {}
        self.fail: Callable[[str, str], Answer | None] = lambda method, path: None
        self.after: Callable[[str, str], Answer | None] = lambda method, path: None

    def __enter__(self) -> ElevenLabsPlayed:
        played = self

        class Door(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def _answer(self) -> None:
                raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                url = urlsplit(self.path)
                status, body = (401, {"detail": {"message": "Invalid API key"}}) if self.headers[
                    "xi-api-key"] != KEY else played.serve(self.command, url.path, parse_qs(url.query),
                                                           json.loads(raw) if raw else None)
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = _answer  # noqa: N815
            do_POST = _answer  # noqa: N815
            do_PATCH = _answer  # noqa: N815

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._server.shutdown()
        self._server.server_close()

    def serve(self, method: str, path: str, query: dict[str, list[str]], body: Any) -> Answer:
        """One request."""
        wrong = problems(method, path, query, body)
        self.problems += wrong
        self.requests.append((method, path, body))
        if wrong:
            return 422, {"detail": [{"loc": ["body"], "msg": "; ".join(wrong), "type": "value_error"}]}
        refused = self.fail(method, path)
        if refused:
            return refused
        answer = self._do(method, path, body)
        return self.after(method, path) or answer

    def asked(self, path: str) -> list[Any]:
        """The bodies of requests whose path ends so."""
        return [body for _, asked, body in self.requests if asked.endswith(path)]

    def _do(self, method: str, path: str, body: Any) -> Answer:
        parts = path.split("/")[3:]
        if parts[0] == "conversations":
            return _found(self.conversations.get(parts[1]))
        if parts[0] == "agents":
            return self._agents(method, parts[1:], body)
        if parts[1] == "submit":
            batch_id = f"btcal_{len(self.batches)}"
            people = [{"conversation_id": None, "created_at_unix": 1, "updated_at_unix": 1, **one, "status": "pending"}
                      for one in body["recipients"]]
            self.batches[batch_id] = {"id": batch_id, "name": body["call_name"], "status": "pending",
                                      "recipients": people, "scheduled_time_unix": body["scheduled_time_unix"]}
            return 200, self.batches[batch_id]
        if parts[1] == "workspace":
            return 200, {"batch_calls": list(self.batches.values()), "has_more": False}
        batch = self.batches.get(parts[1])
        if batch and parts[2:] == ["cancel"]:
            batch["status"] = "cancelled"
            for one in batch["recipients"]:
                one["status"] = "cancelled" if one["status"] == "pending" else one["status"]
        if batch and parts[2:] == ["retry"]:
            batch["status"] = "in_progress"
            for one in batch["recipients"]:
                one |= {"status": "pending", "conversation_id": None} if one["status"] == "failed" else {}
        return _found(batch)

    def _agents(self, method: str, parts: list[str], body: Any) -> Answer:
        if method == "POST":
            agent_id = f"agent_{len(self.agents)}"
            self.agents[agent_id] = {"agent_id": agent_id, "metadata": {"created_at_unix_secs": 1}, **body}
            return 200, {"agent_id": agent_id}
        if not parts:
            return 200, {"agents": [{"agent_id": one["agent_id"], "name": one["name"]} for one in
                                    self.agents.values()], "has_more": False}
        if method == "PATCH" and parts[0] in self.agents:
            self.agents[parts[0]] |= body
        return _found(self.agents.get(parts[0]))


def _found(one: dict[str, Any] | None) -> Answer:
    return (200, one) if one is not None else (404, {"detail": {"message": "not found"}})
