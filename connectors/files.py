"""`GET /webhooks/files/<token>/<name>`: files that a person was sent. Whoever has the address may read it; nobody can
guess one, and there is no list."""
from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from hilo.memory import files
from hilo.outreach.files import TYPES

HEADERS = {"Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex",
           "Referrer-Policy": "no-referrer"}


class FilesInput(InputChannel):
    """No channel to write on: Rasa builds its server from channels, so this is how ours adds to it."""

    @classmethod
    def name(cls) -> str:
        """(see parent class for full docstring)."""
        return "files"

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """(see parent class for full docstring)."""
        door = Blueprint("files")

        @door.route("/<token:str>/<name:str>", methods=["GET", "HEAD"])
        async def file(_: Request, token: str, name: str) -> HTTPResponse:
            found = files.find(token, name)
            if found is None:
                return response.json({"error": "there is no such file"}, 404)
            return await response.file(found, mime_type=TYPES[found.suffix], headers={
                **HEADERS, "Content-Disposition": f'inline; filename="{name}"'})

        return door
