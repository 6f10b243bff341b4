"""`python -m simulator`: plays Twilio and ElevenLabs where no account of theirs is set."""
from __future__ import annotations

import logging

from hilo.settings import SettingError, get_settings
from simulator.app import create_app


def main() -> None:
    """Listens on this machine alone."""
    logging.basicConfig(level=logging.WARNING)
    try:
        settings = get_settings()
    except SettingError as error:
        raise SystemExit(f"simulator: {error}") from error
    port = settings.hilo_simulator_port
    if settings.simulates_twilio or settings.simulates_elevenlabs:
        print(f"\n  El teléfono de prueba está en http://localhost:{port}/\n", flush=True)
    else:
        print("simulator: Twilio and ElevenLabs are set; payments are played here, and mail where SMTP_URL is unset",
              flush=True)
    create_app(settings).run(host="127.0.0.1", port=port, access_log=False, debug=False, motd=False)


if __name__ == "__main__":
    main()
