"""What a first start tells at its end."""
from __future__ import annotations

from pathlib import Path

import pytest

from hilo import addresses
from hilo.settings import Settings


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name, value in {"HILO_HOME": str(tmp_path), "HILO_PORT": "5005", "HILO_CONSOLE_PORT": "8000",
                        "HILO_SIMULATOR_PORT": "8001", "HILO_CONSOLE_PASSWORD": "", "PUBLIC_URL": "",
                        "TWILIO_ACCOUNT_SID": "", "ELEVENLABS_API_KEY": ""}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv(addresses.TOGETHER, raising=False)
    return Settings()


def test_what_was_started_together_is_told_together_at_the_end(settings: Settings,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(addresses.TOGETHER, "1")
    made = settings.local_secret("console")
    assert addresses.when_ready(settings).split("\n") == [
        "", "  Hilo está listo. Abre el chat en http://localhost:5005/webhooks/webchat/",
        "  Teléfono de prueba: http://localhost:8001/",
        f"  Consola del equipo: http://localhost:8000/ (contraseña: {made})", ""]


def test_a_password_that_somebody_chose_is_not_printed(settings: Settings) -> None:
    assert addresses.console(settings.copy(update={"hilo_console_password": "abretesesamo"})) == (
        "Consola del equipo: http://localhost:8000/ (contraseña: la de HILO_CONSOLE_PASSWORD)")


def test_the_chat_alone_tells_its_own_address(settings: Settings) -> None:
    assert addresses.when_ready(settings) == (
        "\n  Hilo está listo. Abre el chat en http://localhost:5005/webhooks/webchat/\n")
