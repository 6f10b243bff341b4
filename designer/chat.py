"""`make chat`: talk with the assistant in the terminal; `/porque` tells why it answered so.

Uses the server on HILO_PORT when one answers; else starts one of its own, with a memory
of its own, and ends it on leaving.
"""
from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from designer import processes, training
from designer.explain import explain
from designer.validate.project import Project
from hilo.settings import ROOT, Settings, get_settings

START = 180.0
"""Seconds a server of our own may take to get ready on a busy machine."""
TURN = 60.0
HELP = """\
  Escribe como escribiría una persona. Un botón se aprieta escribiendo su número.
  /porque   muestra (o deja de mostrar) por qué respondió así
  /slots    lo que sabe de esta conversación
  /nuevo    empieza otra persona
  /salir    termina (también Ctrl-D)"""


class Conversation:
    """One person's conversation with a server."""

    def __init__(self, address: str, token: str | None) -> None:
        """`address`: of the Rasa server. `token`: the API token, where one is set."""
        self._client = httpx.Client(base_url=address, timeout=TURN,
                                    headers={"Authorization": f"Bearer {token}"} if token else {})
        self.buttons: list[dict[str, str]] = []
        self.start_anew()

    def start_anew(self) -> None:
        """Another person."""
        self.user_id = f"terminal-{uuid.uuid4()}"
        self.contact_id = ""
        self.buttons = []

    def payload(self, typed: str) -> str:
        """What is sent: of a button's number its payload, else what was typed."""
        if typed.isdigit() and 1 <= int(typed) <= len(self.buttons):
            return self.buttons[int(typed) - 1]["payload"]
        return typed

    def send(self, typed: str) -> list[dict[str, Any]]:
        """The assistant's messages.

        Raises:
            httpx.HTTPError: when the server does not answer as it should.
        """
        answer = self._client.post("/conversation/chat", json={"user_id": self.user_id, "message": self.payload(typed)})
        answer.raise_for_status()
        self.contact_id = answer.headers.get("x-hilo-contact", "")
        messages: list[dict[str, Any]] = answer.json()["messages"]
        self.buttons = [button for message in messages for button in message.get("buttons") or []]
        return messages

    def tracker(self) -> dict[str, Any]:
        """What Rasa keeps of it."""
        answer = self._client.get(f"/conversations/{self.contact_id}/tracker")
        answer.raise_for_status()
        return dict(answer.json())


def show(messages: list[dict[str, Any]]) -> None:
    """Prints messages with their buttons, numbered through."""
    number = 0
    for message in messages:
        shown = message.get("text") or message.get("image") or message.get("attachment") or str(message.get("custom"))
        print("\n".join(f"  │ {line}" for line in str(shown).splitlines()))
        for button in message.get("buttons") or []:
            number += 1
            print(f"  │   {number}) {button['title']}")


def show_slots(tracker: dict[str, Any]) -> None:
    """Prints the slots that have a value."""
    held = {name: value for name, value in tracker.get("slots", {}).items() if value is not None}
    for name, value in held.items():
        print(f"  {name} = {value}")
    if not held:
        print("  todavía no sabe nada")


@contextlib.contextmanager
def server(settings: Settings) -> Iterator[str]:
    """The address of a server: the running one, or one of our own for as long as it is needed.

    Raises:
        StartError: when ours does not start.
    """
    running = f"http://127.0.0.1:{settings.hilo_port}"
    if processes.answers(f"{running}/version"):
        print(f"hilo: uso el servidor que ya corre en {running}")
        yield running
        return
    training.main()
    with tempfile.TemporaryDirectory(prefix="hilo-chat-") as home:
        own = settings.copy(update={"hilo_home": Path(home), "hilo_port": processes.free_port(),
                                    "hilo_actions_port": processes.free_port()})
        surroundings = processes.environment(own, HILO_HOME=home, HILO_RATE_LIMIT="0", DATABASE_URL="", PUBLIC_URL="")
        group = processes.Processes(surroundings, lambda name, line: None)
        try:
            print("hilo: arranco un servidor para esta charla, tarda medio minuto ", end="", flush=True)
            for name in ("actions", "rasa"):
                group.start(name)
            address = f"http://127.0.0.1:{own.hilo_port}"
            group.wait_for("rasa", f"{address}/health", START, lambda: print(".", end="", flush=True))
            print(" listo")
            yield address
        finally:
            group.stop()


def obey(command: str, conversation: Conversation) -> None:
    """Does what a line that begins with «/» says."""
    if command == "/nuevo":
        conversation.start_anew()
        print("  ahora habla otra persona")
    elif command == "/slots":
        show_slots(conversation.tracker())
    else:
        print(HELP)


def talk(conversation: Conversation, why: bool) -> None:
    """Reads lines until the person leaves."""
    while True:
        try:
            typed = input("tú> ").strip()
        except EOFError:
            print()
            return
        if typed == "/salir":
            return
        if not typed:
            continue
        try:
            if typed == "/porque":
                why = not why
                print("  muestro el porqué de cada respuesta" if why else "  ya no muestro el porqué")
            elif typed in ("/nuevo", "/slots", "/ayuda"):
                obey(typed, conversation)
                continue
            else:
                show(conversation.send(typed))
            if why and conversation_has_begun(conversation):
                print("\n".join(explain(Project(ROOT), conversation.tracker()["events"])))
        except httpx.HTTPError as error:
            print(f"  el servidor no respondió bien ({error}); prueba otra vez")


def conversation_has_begun(conversation: Conversation) -> bool:
    """Whether there is a turn to explain."""
    return any(event.get("event") == "user" for event in conversation.tracker().get("events") or [])


def remember_lines(file: Path) -> None:
    """Arrow-up brings back what was typed, today and earlier."""
    import atexit
    import readline

    with contextlib.suppress(OSError):
        readline.read_history_file(file)
    readline.set_history_length(500)
    atexit.register(readline.write_history_file, file)


def main() -> None:
    """Talks until the person leaves."""
    parser = argparse.ArgumentParser(prog="make chat", description="Charla con el asistente en la terminal.")
    parser.add_argument("--porque", action="store_true", help="muestra por qué respondió así")
    why = parser.parse_args().porque
    settings = get_settings()
    settings.var.mkdir(parents=True, exist_ok=True)
    if sys.stdin.isatty():
        remember_lines(settings.var / "chat_history")
    try:
        with server(settings) as address:
            print(HELP)
            talk(Conversation(address, settings.hilo_api_token), why)
    except KeyboardInterrupt:
        print()
    except processes.StartError as error:
        raise SystemExit(f"hilo: {error}") from error


if __name__ == "__main__":
    main()
