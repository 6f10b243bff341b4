"""`python -m console`: the advisers' pages on HILO_CONSOLE_PORT."""
from __future__ import annotations

import logging

from console.app import create_app
from hilo import addresses
from hilo.memory import database
from hilo.settings import get_settings


def main() -> None:
    """Runs until SIGTERM or Ctrl-C."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    settings = get_settings()
    database.engine()
    app = create_app()

    @app.after_server_start
    async def say_ready(*_: object) -> None:
        if not addresses.are_told_together():
            print(f"\n  {addresses.console(settings)}\n", flush=True)

    app.run(host="0.0.0.0", port=settings.hilo_console_port, access_log=False, debug=False, motd=False)


if __name__ == "__main__":
    main()
