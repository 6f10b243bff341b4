"""The running assistant as other programs meet it: over HTTP and WebSocket."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.quick_starts import quick_starts  # noqa: F401 (a fixture)
from tests.running import Assistant, assistant  # noqa: F401 (a fixture)
from tests.talking import ANSWER_LIMIT, Talk, report_taught

TROUBLE = "tuve un problema"
"""What the assistant says when a turn failed inside."""
TRACES = (TROUBLE, "Traceback", "Error", "utter_", "None", "{", "}")
"""What an answer shows when something of the inside came out."""
BAD_IN_LOG = ("ERROR", "CRITICAL", "Traceback")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Says which tests have lost their own words."""
    report_taught(terminalreporter.write_line)


@pytest.fixture
def talk(assistant: Assistant) -> Iterator[Talk]:  # noqa: F811
    """Somebody new, who writes to the conversation API."""
    person = Talk(assistant.address)
    yield person
    person.close()


@pytest.fixture
def http(assistant: Assistant) -> Iterator[httpx.Client]:  # noqa: F811
    """Plain HTTP to the Rasa server."""
    with httpx.Client(base_url=assistant.address, timeout=ANSWER_LIMIT) as client:
        yield client


@pytest.fixture
def quiet_log(assistant: Assistant) -> Iterator[None]:  # noqa: F811
    """Fails when any process of the assistant wrote of an error during the test."""
    place = assistant.log_place()
    yield
    bad = [line for line in assistant.log(place).splitlines() if any(word in line for word in BAD_IN_LOG)]
    assert not bad


def is_clean(answer: dict[str, Any]) -> bool:
    """An answer that shows nothing of the inside, and is not an apology for a failure."""
    text = answer["response"]
    return bool(text) and not any(trace in text for trace in TRACES)
