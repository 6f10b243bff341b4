"""The telephone's page: `http://localhost:8001/`."""
from __future__ import annotations

from pathlib import Path

import yaml
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from hilo.settings import ROOT

FOLDER = Path(__file__).parent / "page"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = "default-src 'self'; img-src 'self' http: https: data: blob:; media-src 'self' http: https: data:"


def files() -> Blueprint:
    """What pages are made of."""
    door = Blueprint("files")

    @door.get("/static/<name:str>")
    async def static(_: Request, name: str) -> HTTPResponse:
        file = FOLDER / name
        if "/" in name or file.suffix not in TYPES or not file.is_file():
            return response.json({"error": "there is no such file"}, 404)
        return await response.file(file, mime_type=TYPES[file.suffix], headers={
            "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"})

    return door


def blueprint() -> Blueprint:
    """The page."""
    door = Blueprint("page")

    @door.get("/")
    async def telephone(_: Request) -> HTTPResponse:
        return await response.file(FOLDER / "telephone.html", mime_type="text/html; charset=utf-8", headers={
            "Content-Security-Policy": POLICY, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"})

    @door.get("/simulator/company")
    async def company(_: Request) -> HTTPResponse:
        profile = yaml.safe_load((ROOT / "data" / "business" / "profile.yml").read_text(encoding="utf-8"))
        return response.json({"name": profile.get("name", ""), "assistant": profile.get("assistant_name", "")},
                             ensure_ascii=False)

    return door
