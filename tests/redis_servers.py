"""A Redis server of a test module's own.

Where Redis is not installed its tests are skipped and say so.
"""
from __future__ import annotations

from collections.abc import Iterator

import pytest

from bench.services import MissingError, Redis


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    try:
        one = Redis(tmp_path_factory.mktemp("redis"))
    except MissingError as error:
        pytest.skip(str(error))
    yield one
    one.stop()
