"""The simulator's server: the parts that stand in for a provider, the control API and the telephone."""
from __future__ import annotations

from typing import Any

from sanic import Request, Sanic, response
from sanic.response import HTTPResponse

from hilo.settings import Settings
from simulator import clock, control, eleven, llm, page, twilio_api, twilio_content
from simulator.inbound import Writer
from simulator.webhooks import Webhooks
from simulator.world import World


def create_app(settings: Settings) -> Sanic:
    """The server; with nothing to stand in for it answers /health alone."""
    app = Sanic("simulator", configure_logging=False)
    app.config.FALLBACK_ERROR_FORMAT = "json"
    standing_in = {"twilio": settings.simulates_twilio, "elevenlabs": settings.simulates_elevenlabs}

    @app.get("/health")
    async def health(_: Request) -> HTTPResponse:
        return response.json({"status": "ok", **{name: "simulated" if here else "not simulated"
                                                 for name, here in standing_in.items()}})

    if (settings.openai_base_url or "").startswith(settings.simulator_address):  # never unasked: no key, no model
        app.blueprint(llm.blueprint())
    if not any(standing_in.values()):
        return app
    world = World(settings.var / "simulator" / "contents.json")
    webhooks = Webhooks(world)
    app.ctx.world = world
    clock.real()  # a new world begins in the present

    @app.after_server_stop
    async def end(_: Sanic, __: Any) -> None:
        clock.real()
        await webhooks.close()

    if settings.simulates_twilio:
        app.blueprint(twilio_api.blueprint(world, twilio_api.Messages(world, webhooks)))
        app.blueprint(twilio_content.blueprint(world, webhooks))
    if settings.simulates_elevenlabs:
        app.blueprint(eleven.blueprint(world))
    app.blueprint(control.blueprint(world, Writer(world, webhooks), eleven.Calls(world, webhooks)))
    app.blueprint(page.blueprint())
    return app
