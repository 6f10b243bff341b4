"""`GET /webhooks/pictures/<name>`: the products' pictures, for web chat and WhatsApp."""
from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from hilo.business.load import FOLDER, PICTURES, get_shop

TYPES = {"png": "image/png", "jpg": "image/jpeg"}
HEADERS = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}


class PicturesInput(InputChannel):
    """No channel to write on: Rasa builds its server from channels, so this is how ours adds to it."""

    @classmethod
    def name(cls) -> str:
        """(see parent class for full docstring)."""
        return "pictures"

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """(see parent class for full docstring)."""
        door = Blueprint("pictures")
        known = {product.image for product in get_shop().company.products if product.image}

        @door.route("/<name:str>", methods=["GET", "HEAD"])
        async def picture(_: Request, name: str) -> HTTPResponse:
            if name not in known:
                return response.json({"error": "there is no such picture"}, 404)
            return await response.file(FOLDER / PICTURES / name, mime_type=TYPES[name.rpartition(".")[2]],
                                       headers=HEADERS)

        return door
