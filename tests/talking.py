"""What the tests of conversations share: a person who writes over HTTP, and rules for what they may say."""
from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import httpx
import pytest
import yaml

from hilo.settings import ROOT

ANSWER_LIMIT = 10.0
"""Seconds for one answer; the first one after the start takes longest."""
OWN_WORDS_FROM = 4
"""From so many words on, a message should not stand like that among the training phrases."""
taught: set[str] = set()
"""What tests said in the very words of a training phrase; `report_taught` names it at the end."""


def plain(text: str) -> str:
    """Without the marks of training data, case and signs, to compare two phrases."""
    unmarked = re.sub(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})", r"\1", text)
    return " ".join(re.findall(r"\w+", unmarked.lower()))


@lru_cache(maxsize=1)
def training_phrases() -> frozenset[str]:
    """All phrases that the assistant has learnt from."""
    files = (ROOT / "data").rglob("nlu.yml")
    examples = [entry.get("examples", "") for file in files
                for entry in yaml.safe_load(file.read_text(encoding="utf-8")).get("nlu") or []]
    return frozenset(plain(line) for block in examples for line in block.splitlines())


def note_own_words(text: str) -> None:
    """Notes a message that was taught: a test that says it only shows that the lesson was kept."""
    said = plain(text)
    if len(said.split()) >= OWN_WORDS_FROM and said in training_phrases():
        taught.add(text)


def report_taught(write_line: Callable[[str], None]) -> None:
    """Asks for other words where a designer has meanwhile taught what a test says."""
    if taught:
        write_line(f"These messages of tests have become training phrases; say them differently: {sorted(taught)}")
        taught.clear()


def missing(said: str, *parts: str) -> list[str]:
    """Those of some pieces of text that an answer does not have."""
    return [part for part in parts if part not in said]


def defect(reason: str) -> pytest.MarkDecorator:
    """What is wrong today. The test fails as soon as it is right, so that the mark is taken off."""
    return pytest.mark.xfail(strict=False, reason=reason)


def readable(text: str) -> str:
    """As the eye reads it: the no-break space within «$ 92.000» is a space."""
    return text.replace("\xa0", " ").strip()


class Talk:
    """A person who writes to the conversation API; new each time."""

    def __init__(self, address: str) -> None:
        """`address`: of the Rasa server."""
        self.user_id = f"test-{uuid.uuid4()}"
        self._client = httpx.Client(base_url=address, timeout=ANSWER_LIMIT)
        self._offered: list[dict[str, str]] = []

    def send(self, message: str, **more: Any) -> dict[str, Any]:
        """Posts a message and returns the whole answer."""
        answer = self._client.post("/conversation/chat", json={"user_id": self.user_id, "message": message, **more})
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        self._offered = [button for m in body["messages"] for button in m.get("buttons") or []]
        print(f"> {message}\n< {body['response']}\n  {self.buttons} {body['intent']}")
        return body

    def write(self, text: str) -> str:
        """Writes, and returns what is answered, as a reader sees it."""
        note_own_words(text)
        return readable(self.send(text)["response"].replace("*", ""))

    def press(self, title: str) -> str:
        """Presses the button whose title has a pattern, as a page does: its payload is sent."""
        payload = next(button["payload"] for button in self._offered if re.search(title, button["title"]))
        return readable(self.send(payload)["response"].replace("*", ""))

    @property
    def buttons(self) -> list[str]:
        """The titles under the last answer."""
        return [button["title"] for button in self._offered]

    def close(self) -> None:
        """Hangs up."""
        self._client.close()
