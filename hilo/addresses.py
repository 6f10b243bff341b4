"""Where everything is opened, in the words of a start."""
from __future__ import annotations

import os

from hilo.settings import Settings

TOGETHER = "HILO_STARTED_TOGETHER"
"""Set in the environment of processes that one command starts: the last one that is ready tells all addresses."""


def console(settings: Settings) -> str:
    """The advisers' pages, with their password where it was made for this installation."""
    known = "la de HILO_CONSOLE_PASSWORD" if settings.hilo_console_password else settings.local_secret("console")
    return f"Consola del equipo: http://localhost:{settings.hilo_console_port}/ (contraseña: {known})"


def are_told_together() -> bool:
    """Whether the process of the chat tells this one's address too."""
    return bool(os.environ.get(TOGETHER))


def when_ready(settings: Settings) -> str:
    """The chat's address; and the others where all was started together."""
    lines = [f"Hilo está listo. Abre el chat en {settings.chat_address}"]
    if are_told_together():
        if settings.simulates_twilio or settings.simulates_elevenlabs:
            lines.append(f"Teléfono de prueba: http://localhost:{settings.hilo_simulator_port}/")
        lines.append(console(settings))
    return "\n".join(["", *(f"  {line}" for line in lines), ""])
