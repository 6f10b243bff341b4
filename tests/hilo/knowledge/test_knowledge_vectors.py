"""A model of meanings finds what words do not, and its absence, lateness and nonsense change nothing else."""
from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from hilo.business.load import get_shop
from hilo.knowledge.engine import Knowledge
from hilo.knowledge.vectors import Vectors, vectors_of
from hilo.settings import get_settings

MEANINGS = (("cuotas", "guaraníes de a puchitos"), ("perro", "firulais"), ("sucursales", "casa matriz"))
"""What the stand-in for a model takes for the same."""
QUESTION = "me lo dejan en guaraníes de a puchitos?"


def stand_in(texts: Sequence[str]) -> np.ndarray:
    """A row has a number for each meaning, and one for all else."""
    return np.array([[*(float(any(word in text.lower() for word in same)) for same in MEANINGS), 0.1]
                     for text in texts])


def best(knowledge: Knowledge, text: str) -> str:
    return knowledge.search(text, k=1)[0].passage.id


def test_a_model_of_meanings_finds_what_words_do_not() -> None:
    company = get_shop().company
    assert best(Knowledge(company), QUESTION) != "pago-cuotas"
    assert best(Knowledge(company, vectors=lambda texts: Vectors(stand_in, texts)), QUESTION) == "pago-cuotas"


def test_a_model_is_not_asked_where_words_are_sure() -> None:
    asked: list[str] = []

    def counted(texts: Sequence[str]) -> np.ndarray:
        asked.extend(texts if len(texts) == 1 else [])
        return stand_in(texts)

    knowledge = Knowledge(get_shop().company, vectors=lambda texts: Vectors(counted, texts))
    knowledge.search("¿puedo pagar en cuotas sin interés?")
    assert asked == []
    knowledge.search("mi dni es 30.123.456, me lo dejan a puchitos?")
    assert len(asked) == 1
    assert "30.123.456" not in asked[0]


def test_a_model_that_fails_is_left_alone_for_a_while() -> None:
    calls = 0

    def failing(texts: Sequence[str]) -> np.ndarray:
        nonlocal calls
        if len(texts) > 1:
            return stand_in(texts)
        calls += 1
        raise TimeoutError

    knowledge = Knowledge(get_shop().company, vectors=lambda texts: Vectors(failing, texts))
    by_words = Knowledge(get_shop().company).search(QUESTION, k=1)
    assert [knowledge.search(QUESTION, k=1) for _ in range(3)] == [by_words] * 3
    assert calls == 1


class _Embeddings(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        texts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["input"]
        body = json.dumps({"object": "list", "model": "x", "usage": {"prompt_tokens": 1, "total_tokens": 1}, "data": [
            {"object": "embedding", "index": n, "embedding": list(row)} for n, row in enumerate(stand_in(texts))]})
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Embeddings)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("HILO_HOME", str(tmp_path))
    monkeypatch.setenv("OPENAI_API_KEY", "key")
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{server.server_port}/v1")
    monkeypatch.setenv("KNOWLEDGE_MODEL", "openai:stand-in")
    get_settings.cache_clear()
    yield str(tmp_path)
    server.shutdown()
    get_settings.cache_clear()


def test_the_embeddings_of_a_compatible_address_are_used_and_kept(address: str) -> None:
    made = vectors_of(["cuotas", "perro"])
    assert made is not None
    likeness = made.likeness("de a puchitos en guaraníes de a puchitos")
    assert likeness is not None
    assert likeness.argmax() == 0
    assert len(list(Path(address).rglob("*.npy"))) == 1


def test_a_model_that_is_not_there_is_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNOWLEDGE_MODEL", "/no/such/folder")
    get_settings.cache_clear()
    assert vectors_of(["cuotas"]) is None
    get_settings.cache_clear()
