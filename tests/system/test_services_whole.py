"""Every service flow, at both doors, without a language model and with one that answers well, badly, late, or not."""
from __future__ import annotations

import statistics
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from simulator.llm_answers import BAD
from tests.quick_starts import QuickStarts
from tests.system.service_doors import Person
from tests.system.service_figures import invented
from tests.system.service_flows import ASIDES, FLOWS, Flow
from tests.system.service_house import NOW, House, open_house

FAR_BEFORE_THE_MODEL = 20.0
"""Seconds. A model that is late takes 30: whoever had waited for it would be over this. How soon answers come (within
six seconds) is a figure, printed here: it depends on the machine."""
AT_ONCE = 3
"""People at the same time."""
MODES = {"well": "whatsapp", "badly": "webchat", "late": "whatsapp", "500": "webchat"}
"""How the model answers, and at which door each flow is then tried."""


@pytest.fixture(scope="module")
def house(quick_starts: QuickStarts, tmp_path_factory: pytest.TempPathFactory,
          request: pytest.FixtureRequest) -> Iterator[House]:
    """`param`: whether there is a model."""
    home: Path = tmp_path_factory.mktemp("services")
    with open_house(quick_starts, home, request.param) as one:
        yield one


def play(house: House, door: str) -> list[tuple[Flow, Person, str]]:
    """Every flow by somebody new; who it was, and what went wrong."""

    def one(place: int, flow: Flow) -> tuple[Flow, Person, str]:
        person = house.somebody(door)
        try:
            flow(house, person, ASIDES[place % len(ASIDES)])
        except Exception:
            return flow, person, f"{flow.__name__} ({door}): {traceback.format_exc(limit=3)[-1500:]}"
        finally:
            person.close()
        return flow, person, ""

    with ThreadPoolExecutor(AT_ONCE) as people:
        return list(people.map(one, range(len(FLOWS)), FLOWS))


def check(house: House, played: list[tuple[Flow, Person, str]], what: str) -> None:
    """Completed, in time, and no figure that stands nowhere."""
    seconds = sorted(one for _, person, _ in played for one in person.seconds)
    print(f"{what}: {len(seconds)} replies, p50 {statistics.median(seconds):.2f} s, "
          f"p95 {seconds[int(len(seconds) * .95)]:.2f} s, longest {seconds[-1]:.2f} s")
    problems = [problem for _, _, problem in played if problem]
    assert not problems, "\n".join(problems)
    said = [text for _, person, _ in played for text in person.heard]
    assert invented(said, house.rows(), datetime.fromisoformat(NOW)) == []
    assert [text for text in said for bad in BAD if bad in text] == []
    assert seconds[-1] <= FAR_BEFORE_THE_MODEL


@pytest.mark.parametrize("house", [False], indirect=True, ids=[""])
@pytest.mark.parametrize("door", ["webchat", "whatsapp"])
def test_each_service_is_done_without_a_model(house: House, door: str) -> None:
    check(house, play(house, door), f"no model, {door}")


@pytest.mark.parametrize("house", [True], indirect=True, ids=[""])
@pytest.mark.parametrize("mode", MODES)
def test_each_service_is_done_however_the_model_answers(house: House, mode: str) -> None:
    house.model(mode)
    played = play(house, MODES[mode])
    assert house.asked(), "the model was never asked"
    check(house, played, f"model answers {mode}, {MODES[mode]}")
