"""The simulator's server: the parts that stand in for a provider, the control API and the telephone."""
from __future__ import annotations

from typing import Any

from sanic import Request, Sanic, response
from sanic.response import HTTPResponse

from hilo.settings import Settings
from simulator import (
    agents,
    batch_calls,
    clock,
    control,
    eleven,
    live_calls,
    llm,
    mail,
    page,
    payments,
    telephone_calls,
    twilio_api,
    twilio_content,
)
from simulator.inbound import Writer
from simulator.webhooks import Webhooks
from simulator.world import World


def create_app(settings: Settings) -> Sanic:
    """The server; with no provider of messages or calls to stand in for, it takes payments alone."""
    app = Sanic("simulator", configure_logging=False)
    app.config.FALLBACK_ERROR_FORMAT = "json"
    standing_in = {"twilio": settings.simulates_twilio, "elevenlabs": settings.simulates_elevenlabs, "payments": True}

    @app.get("/health")
    async def health(_: Request) -> HTTPResponse:
        return response.json({"status": "ok", **{name: "simulated" if here else "not simulated"
                                                 for name, here in standing_in.items()}})

    if (settings.openai_base_url or "").startswith(settings.simulator_address):  # never unasked: no key, no model
        app.blueprint(llm.blueprint())
    world = World(settings.var / "simulator" / "contents.json")
    webhooks = Webhooks(world)
    app.ctx.world = world
    clock.real()  # a new world begins in the present

    @app.after_server_stop
    async def end(_: Sanic, __: Any) -> None:
        clock.real()
        await webhooks.close()

    app.blueprint(payments.blueprint(payments.Payments(webhooks)))
    app.blueprint(mail.blueprint(world.mails, world.changed))
    app.blueprint(page.files())
    if settings.simulates_twilio:
        app.blueprint(twilio_api.blueprint(world, twilio_api.Messages(world, webhooks)))
        app.blueprint(twilio_content.blueprint(world, webhooks))
        app.blueprint(telephone_calls.blueprint())
    calls = eleven.Calls(world, webhooks)
    if settings.simulates_elevenlabs:
        batches = batch_calls.Batches(world, webhooks, calls)
        app.blueprint(eleven.blueprint(world))
        app.blueprint(batch_calls.blueprint(batches))
        app.blueprint(batch_calls.control(batches))
        app.blueprint(agents.blueprint(world))
        app.blueprint(live_calls.blueprint(world, calls))
    if not (settings.simulates_twilio or settings.simulates_elevenlabs):
        return app
    app.blueprint(control.blueprint(world, Writer(world, webhooks), calls))
    app.blueprint(page.blueprint())
    return app
