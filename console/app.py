"""The console's server."""
from __future__ import annotations

import asyncio
import logging

from sanic import Request, Sanic, response
from sanic.exceptions import SanicException
from sanic.response import HTTPResponse

from console.pages import pages, trouble
from hilo.memory import database

logger = logging.getLogger(__name__)
MAX_BODY = 256 * 1024
_SAID = {404: ("No existe", "No hay ninguna página con esa dirección."),
         405: ("No existe", "Esa dirección no se usa así."),
         413: ("Demasiado largo", "Lo que enviaste no entra. Acórtalo y prueba de nuevo.")}


def create_app(name: str = "console") -> Sanic:
    """A server with all pages."""
    app = Sanic(name, configure_logging=False)
    app.config.REQUEST_MAX_SIZE = MAX_BODY
    app.config.FALLBACK_ERROR_FORMAT = "text"
    app.blueprint(pages)

    @app.on_request
    async def not_too_large(request: Request) -> HTTPResponse | None:
        return trouble(413, *_SAID[413]) if len(request.body or b"") > MAX_BODY else None

    @app.get("/health")
    async def health(_: Request) -> HTTPResponse:
        try:
            await asyncio.to_thread(database.ping)
            parts = {"database": "ok"}
        except Exception as error:
            parts = {"database": type(error).__name__}
        well = all(value == "ok" for value in parts.values())
        return response.json({"status": "ok" if well else "degraded", **parts}, 200 if well else 503)

    @app.exception(Exception)
    async def failed(_: Request, error: Exception) -> HTTPResponse:
        status = error.status_code if isinstance(error, SanicException) else 500
        if status >= 500:
            logger.error("A page failed.", exc_info=error)
        title, text = _SAID.get(status, ("Algo falló", "No se pudo mostrar la página. Prueba de nuevo."))
        return trouble(status, title, text)

    return app
