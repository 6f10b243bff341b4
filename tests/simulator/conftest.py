"""The simulator as a process of its own, and somebody in the product's place who writes down what it sends."""
from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx
import jsonschema
import pytest

from hilo.settings import ROOT, Settings, get_settings
from tests.running import free_port, wait_until

SPECIFICATION = json.loads((Path(__file__).parent / "provider_answers.json").read_text(encoding="utf-8"))


@dataclass
class Heard:
    """A request to the product."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def fields(self) -> dict[str, str]:
        """Those of a form."""
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))


@dataclass
class Product:
    """In the product's place: answers with the next of `answers`, then with 200."""

    heard: list[Heard] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    def wait_for(self, is_it: Callable[[Heard], Any], number: int = 1, seconds: float = 8) -> list[Heard]:
        """The requests that are meant, once there are so many."""
        assert wait_until(lambda: sum(bool(is_it(one)) for one in self.heard) >= number, seconds, 0.02), [
            (one.path, one.fields) for one in self.heard]
        return [one for one in self.heard if is_it(one)]


@pytest.fixture(scope="session")
def product() -> Iterator[tuple[Product, int]]:
    product = Product()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            product.heard.append(Heard(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(product.answers.pop(0) if product.answers else 200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *arguments: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield product, server.server_address[1]
    server.shutdown()


@dataclass
class Simulator:
    """The running simulator, as a provider's client and as its operator."""

    http: httpx.Client
    product: Product
    settings: Settings

    @property
    def sid(self) -> str:
        """The account."""
        return self.settings.twilio.sid

    def twilio(self, method: str, path: str, **given: Any) -> httpx.Response:
        """A request with the account's authentication."""
        return self.http.request(method, path, auth=(self.sid, self.settings.twilio.token), **given)

    def send(self, **form: str) -> httpx.Response:
        """Sends a message as the product does."""
        whole = {"From": "whatsapp:+5493424550101", **form}
        return self.twilio("POST", f"/2010-04-01/Accounts/{self.sid}/Messages.json", data=whole)

    def order(self, what: str, **body: Any) -> Any:
        """A request to the control API."""
        answer = self.http.post(f"/simulator/{what}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def status_of(self, sid: str) -> tuple[str, int | None]:
        """Where a message is."""
        found = self.twilio("GET", f"/2010-04-01/Accounts/{self.sid}/Messages/{sid}.json").json()
        return found["status"], found["error_code"]

    def ends_as(self, sid: str, status: str, error: int | None = None) -> bool:
        """Whether a message comes to a status."""
        return wait_until(lambda: self.status_of(sid) == (status, error), 5, 0.05)


@pytest.fixture(scope="session")
def running(product: tuple[Product, int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    home, port = tmp_path_factory.mktemp("simulator"), free_port()
    environment = {**os.environ, "HILO_HOME": str(home), "HILO_SIMULATOR_PORT": str(port),
                   "HILO_PORT": str(product[1]), "PYTHONPATH": str(ROOT)}
    for name in ("PUBLIC_URL", "TWILIO_ACCOUNT_SID", "ELEVENLABS_API_KEY", "TWILIO_API_URL", "TWILIO_WHATSAPP_NUMBER",
                 "ELEVENLABS_WEBHOOK_SECRET", "HILO_NOW"):
        environment[name] = ""
    process = subprocess.Popen([sys.executable, "-m", "simulator"], cwd=ROOT, env=environment,
                               stdout=subprocess.DEVNULL)
    http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20)

    def is_up() -> bool:
        try:
            return http.get("/health").status_code == 200
        except httpx.HTTPError:
            return False

    try:
        assert wait_until(is_up, 30)
        settings = Settings.parse_obj({"hilo_home": home, "hilo_port": product[1], "hilo_simulator_port": port})
        yield Simulator(http, product[0], settings)
    finally:
        process.terminate()
        process.wait(20)
        http.close()


@pytest.fixture
def simulator(running: Simulator) -> Iterator[Simulator]:
    """Without the faults and requests of other tests."""
    get_settings.cache_clear()
    running.http.delete("/simulator/faults")
    running.product.heard.clear()
    running.product.answers.clear()
    yield running
    running.http.delete("/simulator/faults")
    running.order("clock", real=True)


def check_answer(operation: str, answer: httpx.Response) -> Any:
    """Holds an answer to the provider's OpenAPI file."""
    expected = SPECIFICATION["answers"][operation]
    assert answer.status_code == expected["status"], answer.text
    return check_schema(expected["schema"], answer.json())


def check_schema(schema: dict[str, Any], value: Any) -> Any:
    """Holds a value to a schema of the providers'."""
    resolver = jsonschema.RefResolver.from_schema(SPECIFICATION)
    problems = [f"{list(error.path)}: {error.message}"
                for error in jsonschema.Draft7Validator(schema, resolver=resolver).iter_errors(value)]
    assert not problems
    return value
