"""The products' pictures at their door, and nothing else of the disk."""
from __future__ import annotations

from typing import Any

import pytest
from rasa.core.channels.channel import register

from connectors.pictures import PicturesInput
from hilo.business.load import FOLDER, PICTURES, get_shop

MOST = 200 * 1024
"""Bytes: WhatsApp takes 5 MB, a telephone without a good net far less."""


@pytest.fixture(autouse=True)
def _door(app: Any) -> None:
    register([PicturesInput()], app, "/webhooks/")


async def test_a_picture_is_handed_out_as_what_it_is(app: Any) -> None:
    _, answer = await app.asgi_client.get("/webhooks/pictures/zapatilla-litoral.png")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
    assert answer.body == (FOLDER / PICTURES / "zapatilla-litoral.png").read_bytes()


@pytest.mark.parametrize("name", ["..%2Fprofile.yml", "%2Fetc%2Fpasswd", "nothing.png", "zapatilla-litoral.PNG"])
async def test_there_is_no_other_file(app: Any, name: str) -> None:
    _, answer = await app.asgi_client.get(f"/webhooks/pictures/{name}")
    assert answer.status == 404


def test_no_picture_is_heavy_and_none_is_left_over() -> None:
    named = {product.image for product in get_shop().company.products if product.image}
    assert {file.name for file in (FOLDER / PICTURES).iterdir()} == named
    assert all((FOLDER / PICTURES / name).stat().st_size <= MOST for name in named)
