"""Twilio's Content API: templates, buttons and lists, and WhatsApp's approval, which takes a moment."""
from __future__ import annotations

import asyncio
from typing import Any

from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from hilo.settings import get_settings
from simulator.clock import now
from simulator.contents import Content
from simulator.twilio_api import ApiError, check_account, failure
from simulator.webhooks import Webhooks
from simulator.world import World, new_sid

APPROVAL = 0.5
"""Seconds that WhatsApp takes; in the real world up to a day."""
CATEGORIES = ("UTILITY", "MARKETING", "AUTHENTICATION")
LIMITS = {"twilio/quick-reply": ("actions", 10), "twilio/list-picker": ("items", 10)}
TITLE = 20
"""Characters of a quick reply's title; of a list's item 24."""


def as_json(content: Content) -> dict[str, Any]:
    """A template as the API writes it."""
    url = f"{get_settings().simulator_address}/v1/Content/{content.sid}"
    at = content.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"sid": content.sid, "account_sid": get_settings().twilio.sid, "friendly_name": content.name,
            "language": content.language, "variables": content.variables, "types": content.types,
            "date_created": at, "date_updated": at, "url": url,
            "links": {"approval_create": f"{url}/ApprovalRequests/whatsapp",
                      "approval_fetch": f"{url}/ApprovalRequests"}}


def approval(content: Content) -> dict[str, Any]:
    """WhatsApp's word on it."""
    return {"type": "whatsapp", "name": content.approved_name, "category": content.category,
            "content_type": next(iter(content.types)), "status": content.approval,
            "rejection_reason": content.rejection, "allow_category_change": True}


def read(body: Any) -> Content:
    """A new template from a request.

    Raises:
        ApiError: 400 saying what is missing or too long.
    """
    if not isinstance(body, dict) or not isinstance(body.get("types"), dict) or len(body["types"]) < 1:
        raise ApiError(400, 20001, "types: at least one is needed")
    if not body.get("language"):
        raise ApiError(400, 20001, "language is needed")
    for kind, part in body["types"].items():
        name, most = LIMITS.get(kind, ("", 0))
        if name and not 1 <= len(part.get(name) or []) <= most:
            raise ApiError(400, 20001, f"{kind}: between 1 and {most} {name} are needed")
        if any(len(one.get("title", "")) > TITLE for one in part.get("actions") or []):
            raise ApiError(400, 20001, f"{kind}: a title has at most {TITLE} characters")
        if any(len(one.get("item", "")) > TITLE + 4 for one in part.get("items") or []):
            raise ApiError(400, 20001, f"{kind}: an item has at most {TITLE + 4} characters")
    return Content(new_sid("HX"), str(body.get("friendly_name") or ""), body["language"],
                   {str(n): str(v) for n, v in (body.get("variables") or {}).items()}, body["types"], now())


def blueprint(world: World, webhooks: Webhooks) -> Blueprint:
    """`/v1/Content`, `/v1/ContentAndApprovals`."""
    door = Blueprint("twilio_content", url_prefix="/v1")

    @door.exception(ApiError)
    async def refuse(_: Request, error: ApiError) -> HTTPResponse:
        return failure(error)

    def found(request: Request, sid: str) -> Content:
        check_account(request)
        if sid not in world.contents:
            raise ApiError(404, 20404, "The requested resource was not found")
        return world.contents[sid]

    def page(request: Request, key: str, items: list[dict[str, Any]]) -> HTTPResponse:
        size, number = int(request.args.get("PageSize", 50)), int(request.args.get("Page", 0))
        url = f"{get_settings().simulator_address}{request.path}?PageSize={size}&Page="
        more = (number + 1) * size < len(items)
        return response.json({"contents": items[number * size:(number + 1) * size], "meta": {
            "key": key, "page": number, "page_size": size, "url": f"{url}{number}", "first_page_url": f"{url}0",
            "next_page_url": f"{url}{number + 1}" if more else None,
            "previous_page_url": f"{url}{number - 1}" if number else None}})

    @door.post("/Content")
    async def create(request: Request) -> HTTPResponse:
        check_account(request)
        content = read(request.json)
        world.contents[content.sid] = content
        world.keep_contents()
        return response.json(as_json(content), 201)

    @door.get("/Content")
    async def listing(request: Request) -> HTTPResponse:
        check_account(request)
        return page(request, "contents", [as_json(one) for one in world.contents.values()])

    @door.get("/ContentAndApprovals")
    async def approvals(request: Request) -> HTTPResponse:
        check_account(request)
        return page(request, "contents", [
            {**{k: v for k, v in as_json(one).items() if k not in ("url", "links")}, "approval_requests": approval(one)}
            for one in world.contents.values()])

    @door.get("/Content/<sid:str>")
    async def fetch(request: Request, sid: str) -> HTTPResponse:
        return response.json(as_json(found(request, sid)))

    @door.delete("/Content/<sid:str>")
    async def delete(request: Request, sid: str) -> HTTPResponse:
        world.contents.pop(found(request, sid).sid)
        world.keep_contents()
        return response.empty(204)

    @door.post("/Content/<sid:str>/ApprovalRequests/whatsapp")
    async def submit(request: Request, sid: str) -> HTTPResponse:
        content, body = found(request, sid), request.json or {}
        if body.get("category") not in CATEGORIES or not body.get("name"):
            raise ApiError(400, 20001, "name and category are needed")
        if any(c.approved_name == body["name"] and c.language == content.language and c.approval == "rejected"
               for c in world.contents.values()):
            raise ApiError(400, 20001, "the name of a rejected template cannot be used again")
        content.approved_name, content.category, content.approval = body["name"], body["category"], "received"
        webhooks.later(_decide(world, content))
        return response.json({k: v for k, v in approval(content).items() if k != "type"}, 201)

    @door.get("/Content/<sid:str>/ApprovalRequests")
    async def fetched(request: Request, sid: str) -> HTTPResponse:
        content = found(request, sid)
        return response.json({"sid": sid, "account_sid": get_settings().twilio.sid, "whatsapp": approval(content),
                              "url": f"{get_settings().simulator_address}{request.path}"})

    return door


async def _decide(world: World, content: Content) -> None:
    await asyncio.sleep(APPROVAL)
    if world.faults.take("reject_templates"):
        content.approval, content.rejection = "rejected", "INVALID_FORMAT"
    else:
        content.approval = "approved"
    world.keep_contents()
    world.changed()
