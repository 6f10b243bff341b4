"""A small HubSpot for tests: it keeps what it is given and answers as the real API does, refusals included.

The requests are those that HubSpot's own client makes. `search_lag`: seconds for which the search does not know yet
what was written. `refuse`: answers for the next requests, each (status, message, headers), before they are carried out;
`after`: the same, after. `page`: how many associations a page has.
"""
from __future__ import annotations

import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

KINDS = ("contacts", "deals", "tickets", "notes")
PLAIN = {"contacts": {"firstname", "lastname", "phone", "mobilephone", "email", "company", "createdate"},
         "deals": {"dealname", "dealstage", "pipeline", "amount", "createdate"},
         "tickets": {"subject", "content", "hs_pipeline", "hs_pipeline_stage", "hs_ticket_priority", "createdate"},
         "notes": {"hs_timestamp", "hs_note_body", "createdate"}}
LINKS = {("deals", 3), ("notes", 202), ("tickets", 16)}
PIPELINES = {
    "deals": ("default", [(name, {"isClosed": str(name.startswith("closed")).lower(), "probability": chance})
                          for name, chance in (("appointmentscheduled", "0.2"), ("qualifiedtobuy", "0.4"),
                                               ("contractsent", "0.9"), ("closedwon", "1.0"), ("closedlost", "0.0"))]),
    "tickets": ("0", [(name, {"ticketState": "CLOSED" if name == "4" else "OPEN"}) for name in "1234"]),
}
Answer = tuple[int, Any]


def failure(category: str, message: str) -> dict[str, str]:
    return {"status": "error", "category": category, "message": message, "correlationId": "0"}


class HubSpotPlayed:
    """An account."""

    def __init__(self) -> None:
        """Empty, with the pipelines of a new account."""
        self.token = "pat-na1-played"
        self.objects: dict[str, dict[str, dict[str, str]]] = {kind: {} for kind in KINDS}
        self.unique: dict[str, set[str]] = {"contacts": {"email"}, "deals": set(), "tickets": set(), "notes": set()}
        self.known = {kind: set(names) for kind, names in PLAIN.items()}
        self.links: dict[tuple[str, str, str], list[str]] = {}
        self.written: dict[tuple[str, str], float] = {}
        self.pipelines = dict(PIPELINES)
        self.search_lag, self.page, self.delay = 0.0, 500, 0.0
        self.refuse: list[tuple[int, str, dict[str, str]]] = []
        self.after: list[tuple[int, str, dict[str, str]]] = []
        self.requests: list[tuple[str, str]] = []
        self._numbers, self._lock = iter(range(151, 10**9)), threading.Lock()

    def __enter__(self) -> HubSpotPlayed:
        played = self

        class Door(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, body, headers = played.serve(self.command, self.path, self.headers.get("Authorization"), raw)
                data = b"" if status == 204 else json.dumps(body).encode()
                self.send_response(status)
                for name, value in {**headers, "Content-Type": "application/json;charset=utf-8",
                                    "Content-Length": str(len(data))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def do_POST(self) -> None:
                self.do_GET()

            def do_PATCH(self) -> None:
                self.do_GET()

            def do_DELETE(self) -> None:
                self.do_GET()

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

    def serve(self, method: str, target: str, token: str | None, raw: bytes) -> tuple[int, Any, dict[str, str]]:
        """One request."""
        url = urlsplit(target)
        time.sleep(self.delay)
        with self._lock:
            self.requests.append((method, url.path))
            if token != f"Bearer {self.token}":
                return 401, failure("INVALID_AUTHENTICATION", "Authentication credentials not found."), {}
            if self.refuse:
                status, message, headers = self.refuse.pop(0)
                return status, failure("RATE_LIMITS" if status == 429 else "ERROR", message), headers
            status, body = self._route(method, url.path, parse_qs(url.query), json.loads(raw) if raw else {})
            if self.after:
                status, message, headers = self.after.pop(0)
                return status, failure("ERROR", message), headers
            return status, body, {}

    def _route(self, method: str, path: str, query: dict[str, list[str]], body: dict[str, Any]) -> Answer:
        routes: list[tuple[str, str, Any]] = [
            ("GET", r"/crm/v3/properties/(\w+)", self._properties),
            ("POST", r"/crm/v3/properties/(\w+)/groups", lambda kind: (201, {**body, "displayOrder": 1,
                                                                             "archived": False})),
            ("POST", r"/crm/v3/properties/(\w+)", lambda kind: self._new_property(kind, body)),
            ("GET", r"/crm/v3/pipelines/(\w+)", self._stages),
            ("POST", r"/crm/v3/objects/(\w+)/search", lambda kind: self._search(kind, body)),
            ("POST", r"/crm/v3/objects/(\w+)/batch/read", lambda kind: (200, {
                "status": "COMPLETE", "startedAt": "2026-11-24T15:00:00Z", "completedAt": "2026-11-24T15:00:00Z",
                "results": [self._shown(kind, one["id"]) for one in body["inputs"]
                            if one["id"] in self.objects[kind]]})),
            ("POST", r"/crm/v3/objects/(\w+)", lambda kind: self._create(kind, body)),
            ("GET", r"/crm/v3/objects/(\w+)/([^/]+)", lambda kind, name: self._get(kind, name, query)),
            ("PATCH", r"/crm/v3/objects/(\w+)/([^/]+)", lambda kind, name: self._update(kind, name, body)),
            ("DELETE", r"/crm/v3/objects/(\w+)/([^/]+)",
             lambda kind, name: (204, self.objects[kind].pop(name, None) and None)),
            ("GET", r"/crm/v4/objects/(\w+)/([^/]+)/associations/(\w+)",
             lambda kind, name, to: self._linked(kind, name, to, query)),
        ]
        for verb, pattern, work in routes:
            match = re.fullmatch(pattern, path)
            if verb == method and match:
                return work(*map(unquote, match.groups()))
        return 404, failure("OBJECT_NOT_FOUND", f"no {method} {path}")

    def _shown(self, kind: str, number: str) -> dict[str, Any]:
        return {"id": number, "properties": {**self.objects[kind][number], "hs_object_id": number},
                "createdAt": "2026-11-24T15:00:00.000Z", "updatedAt": "2026-11-24T15:00:00.000Z", "archived": False}

    def _properties(self, kind: str) -> Answer:
        return 200, {"results": [_definition({"name": name}) for name in sorted(self.known[kind])]}

    def _new_property(self, kind: str, body: dict[str, Any]) -> Answer:
        if body["name"] in self.known[kind]:
            return 409, failure("OBJECT_ALREADY_EXISTS", f"A property named '{body['name']}' already exists.")
        self.known[kind].add(body["name"])
        if body.get("hasUniqueValue"):
            self.unique[kind].add(body["name"])
        return 201, _definition(body)

    def _stages(self, kind: str) -> Answer:
        number, stages = self.pipelines[kind]
        moment = "2026-01-01T00:00:00Z"
        return 200, {"results": [{
            "id": number, "label": "Pipeline", "displayOrder": 0, "createdAt": moment, "updatedAt": moment,
            "archived": False, "stages": [
                {"id": one, "label": one, "displayOrder": place, "metadata": told, "createdAt": moment,
                 "updatedAt": moment, "archived": False} for place, (one, told) in enumerate(stages)]}]}

    def _refused(self, kind: str, properties: dict[str, str], number: str | None) -> Answer | None:
        for name, value in properties.items():
            if name not in self.known[kind]:
                return 400, failure("VALIDATION_ERROR", f'Property "{name}" does not exist')
            other = next((one for one, had in self.objects[kind].items()
                          if one != number and value and had.get(name) == value), None)
            if name in self.unique[kind] and other:
                if name == "email":
                    return 409, failure("CONFLICT", f"Contact already exists. Existing ID: {other}")
                return 400, failure("VALIDATION_ERROR", f"Cannot set {name}={value}. {other} already has that value.")
        return None

    def _create(self, kind: str, body: dict[str, Any]) -> Answer:
        properties = {name: value for name, value in body["properties"].items() if value != ""}
        refused = self._refused(kind, properties, None)
        if refused:
            return refused
        number = str(next(self._numbers))
        for link in body.get("associations") or []:
            to = link["to"]["id"]
            if to not in self.objects["contacts"] or (kind, link["types"][0]["associationTypeId"]) not in LINKS:
                return 400, failure("VALIDATION_ERROR", "association is not valid")
            self.links.setdefault(("contacts", to, kind), []).append(number)
        self.objects[kind][number] = {**properties, "createdate": str(int(number))}
        self.written[kind, number] = time.monotonic()
        return 201, self._shown(kind, number)

    def _get(self, kind: str, name: str, query: dict[str, list[str]]) -> Answer:
        by = query.get("idProperty", ["hs_object_id"])[0]
        found = name if name in self.objects[kind] else None
        if by != "hs_object_id":
            if by not in self.unique[kind]:
                return 400, failure("VALIDATION_ERROR", f"{by} is not unique")
            found = next((one for one, had in self.objects[kind].items() if had.get(by) == name), None)
        return (200, self._shown(kind, found)) if found else (404, failure("OBJECT_NOT_FOUND", "not found"))

    def _update(self, kind: str, number: str, body: dict[str, Any]) -> Answer:
        if number not in self.objects[kind]:
            return 404, failure("OBJECT_NOT_FOUND", "not found")
        refused = self._refused(kind, body["properties"], number)
        if refused:
            return refused
        self.objects[kind][number].update(body["properties"])
        return 200, self._shown(kind, number)

    def _search(self, kind: str, body: dict[str, Any]) -> Answer:
        def meant(had: dict[str, str]) -> bool:
            return any(all(had.get(one["propertyName"]) in one["values"] for one in group["filters"])
                       for group in body["filterGroups"])

        before = time.monotonic() - self.search_lag
        found = [one for one, had in self.objects[kind].items() if meant(had) and self.written[kind, one] <= before]
        start = int(body.get("after") or 0)
        more = {"paging": {"next": {"after": str(start + body["limit"])}}} if start + body["limit"] < len(found) else {}
        return 200, {"total": len(found), "results": [
            self._shown(kind, one) for one in found[start:start + body["limit"]]], **more}

    def _linked(self, kind: str, number: str, to: str, query: dict[str, list[str]]) -> Answer:
        found = self.links.get((kind, number, to), [])
        start = int(query.get("after", ["0"])[0])
        size = min(self.page, int(query["limit"][0]))
        more = {"paging": {"next": {"after": str(start + size)}}} if start + size < len(found) else {}
        return 200, {"results": [{"toObjectId": one, "associationTypes": []} for one in found[start:start + size]],
                     **more}


def _definition(given: dict[str, Any]) -> dict[str, Any]:
    return {"label": given["name"], "type": "string", "fieldType": "text", "groupName": "hilo", "description": "",
            "options": [], **given}
