"""A small Twilio for tests of what we send: it takes only what Twilio's OpenAPI files allow, and fails on demand."""
from __future__ import annotations

import base64
import email.utils
import json
import re
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jsonschema

SPECIFICATION = json.loads((Path(__file__).parent / "hilo" / "outreach" / "twilio_openapi.json").read_text())
MESSAGES = "/2010-04-01/Accounts/{AccountSid}/Messages.json"
Answer = tuple[int, dict[str, Any]]


def problems(method: str, path: str, query: dict[str, list[str]], body: Any) -> list[str]:
    """What Twilio's OpenAPI files have against a request."""
    for template, operations in SPECIFICATION["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", r"[A-Za-z0-9]{34}", template), path) and method.lower() in operations:
            operation = operations[method.lower()]
            break
    else:
        return [f"there is no {method} {path}"]
    known = {one["name"]: one["schema"] for one in operation.get("parameters", []) if one.get("in") == "query"}
    found = [f"{name} is no parameter of the query" for name in query if name not in known]
    if body is not None:
        (media,) = operation["requestBody"]["content"].values()
        schema = dict(media["schema"])
        if "properties" in schema:
            schema["additionalProperties"] = False
        resolver = jsonschema.RefResolver.from_schema(SPECIFICATION)
        found += [error.message for error in jsonschema.Draft7Validator(schema, resolver=resolver)
                  .iter_errors(body)]
    return found


def as_sent(fields: dict[str, list[str]]) -> dict[str, Any]:
    """A form as the schema sees it: lists only where it has lists."""
    properties = SPECIFICATION["paths"][MESSAGES]["post"]["requestBody"]["content"][
        "application/x-www-form-urlencoded"]["schema"]["properties"]
    return {name: values if properties.get(name, {}).get("type") == "array" else values[0]
            for name, values in fields.items()}


class TwilioPlayed:
    """Keeps what it was sent; `fail` is asked before a message is taken, `after` when it has been."""

    def __init__(self) -> None:
        """Listens on a free port once entered."""
        self.sid, self.token = "AC" + "1" * 32, "played"
        self.requests: list[tuple[str, str, Any]] = []
        self.messages: list[dict[str, Any]] = []
        self.contents: dict[str, dict[str, Any]] = {}
        self.problems: list[str] = []
        self.approval = "approved"
        self.fail: Callable[[dict[str, Any]], Answer | None] = lambda form: None
        self.after: Callable[[dict[str, Any]], Answer | None] = lambda form: None
        self._lock = threading.Lock()

    def __enter__(self) -> TwilioPlayed:
        played = self

        class Door(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                self._answer(None)

            def do_POST(self) -> None:
                self._answer(self.rfile.read(int(self.headers["Content-Length"])))

            def _answer(self, raw: bytes | None) -> None:
                expected = "Basic " + base64.b64encode(f"{played.sid}:{played.token}".encode()).decode()
                url = urlsplit(self.path)
                status, body = (401, {"code": 20003, "message": "Authenticate"}) \
                    if self.headers["Authorization"] != expected else played.serve(
                        self.command, url.path, parse_qs(url.query), raw)
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

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

    def serve(self, method: str, path: str, query: dict[str, list[str]], raw: bytes | None) -> Answer:
        """One request."""
        body = None
        if raw is not None:
            body = json.loads(raw) if path.startswith("/v1/") else as_sent(
                parse_qs(raw.decode(), keep_blank_values=True))
        wrong = problems(method, path, query, body)
        self.problems += wrong
        self.requests.append((method, path, body or query))
        if wrong:
            return 400, {"code": 20001, "message": "; ".join(wrong)}
        if path == "/v1/ContentAndApprovals":
            return 200, {"contents": list(self.contents.values()), "meta": {"next_page_url": None}}
        if path == "/v1/Content":
            return self._new_content(body)
        if path.startswith("/v1/"):
            self.contents[path.split("/")[3]]["approval_requests"] = {"status": self.approval}
            return 201, {"name": body["name"], "category": body["category"], "status": self.approval}
        if method == "GET":
            found = [one for one in self.messages if one["to"] in query["To"] and one["from"] in query["From"]]
            return 200, {"messages": found[::-1], "next_page_uri": None}
        return self._new_message(body)

    def _new_content(self, body: dict[str, Any]) -> Answer:
        sid = f"HX{len(self.contents):032x}"
        self.contents[sid] = {**body, "sid": sid, "approval_requests": {"status": "unsubmitted"}}
        return 201, self.contents[sid]

    def _new_message(self, form: dict[str, Any]) -> Answer:
        refused = self.fail(form)
        if refused:
            return refused
        if len(form.get("Body", "")) > 1600:
            return 400, {"code": 21617, "message": "The concatenated message body exceeds the 1600 character limit"}
        text = form.get("Body", "")
        if "ContentSid" in form:
            (kind,) = self.contents[form["ContentSid"]]["types"].values()
            values = json.loads(form["ContentVariables"])
            text = re.sub(r"\{\{(\d+)\}\}", lambda place: values[place.group(1)], kind["body"])
        with self._lock:
            sid = f"SM{len(self.messages):032x}"
            message = {"sid": sid, "to": form["To"], "from": form["From"], "body": text, "status": "queued",
                       "direction": "outbound-api", "date_created": email.utils.formatdate(time.time()),
                       "date_sent": None, "form": form}
            self.messages.append(message)
        return self.after(form) or (201, message)

    @property
    def bodies(self) -> list[str]:
        """What people were sent, in order."""
        return [message["body"] for message in self.messages]
