"""`nlu review` in a terminal: one message after the other, one key each."""
from __future__ import annotations

from datetime import datetime

import click

from hilo.clock import now
from hilo.learning.phrase_files import PhraseError
from hilo.learning.review import CHOICES, Choice, Group, Phrases, accept, answered, proposed, skip
from hilo.memory.database import reading
from hilo.texts import Texts

KEYS = ("1-{many}: es eso · otra intención: escribe su nombre · f: fuera de tema · e: cambiar la frase · s: saltar · "
        "q: salir")
OUT_OF_SCOPE = "out_of_scope"


def talk(phrases: Phrases, groups: list[Group]) -> None:
    """Shows what is to be decided until there is nothing left, or the designer leaves."""
    if not groups:
        click.echo("No hay mensajes por revisar.")
        return
    click.echo(KEYS.format(many=CHOICES))
    written, texts = 0, Texts(phrases.root)
    for number, group in enumerate(groups, 1):
        choices = phrases.choices(group)
        click.echo(f"\n{number} de {len(groups)} · {_how_often(group)}")
        with reading() as session:
            _show(group, choices, proposed(phrases, group), answered(session, group), texts)
        try:
            decided = _decide(phrases, group, choices)
        except click.Abort:  # Ctrl-C and Ctrl-D leave too; what was written stays
            decided = None
        if decided is None:
            break
        written += decided
    click.echo(_farewell(written))


def _decide(phrases: Phrases, group: Group, choices: list[Choice]) -> int | None:
    """How many phrases were written (0 or 1); None: the designer leaves."""
    text: str | None = None
    while True:
        said = click.prompt(">", prompt_suffix=" ", default="", show_default=False).strip()
        if said in ("q", "Q"):
            return None
        if said in ("s", "S"):
            skip(group)
            return 0
        if said in ("e", "E"):
            text = click.prompt("la frase", default=text or proposed(phrases, group)).strip()
            continue
        intent = OUT_OF_SCOPE if said in ("f", "F") else _meant(said, choices, phrases.intents)
        if intent is None:
            continue
        try:
            phrase = accept(phrases, group, intent, text)
        except PhraseError as error:
            click.echo(f"  no se escribió: {error}")
            continue
        click.echo(f"  {phrase.path}:{phrase.line}: - {phrase.text}")
        return 1


def _meant(said: str, choices: list[Choice], intents: list[str]) -> str | None:
    """The intent of a number or of (a part of) a name; None, after saying why, where it is none or several."""
    if said.isdigit() and 1 <= int(said) <= len(choices):
        return choices[int(said) - 1].intent
    found = [said] if said in intents else [name for name in intents if said and said in name]
    if len(found) == 1:
        return found[0]
    click.echo("  " + (f"¿cuál? {', '.join(found)}" if found else KEYS.format(many=len(choices))))
    return None


def _show(group: Group, choices: list[Choice], phrase: str, answer: str, texts: Texts) -> None:
    shown = " / ".join(group.text.splitlines())
    asked = ", y preguntó de nuevo" if group.asked_back else ""
    click.echo(f"  dijo      «{shown}»")
    click.echo(f"  entendió  {group.guess} {group.confidence:.2f}{asked}")
    if answer:
        click.echo(f"  contestó  «{' '.join(answer.split())[:160]}»")
    if phrase != shown:
        click.echo(f"  la frase  {phrase}")
    for number, choice in enumerate(choices, 1):
        like = f" · como «{choice.like}»" if choice.like else ""
        click.echo(f"    {number}  {choice.intent:<22} {_meaning(choice.intent, texts)}{like}")


def _meaning(intent: str, texts: Texts) -> str:
    name = f"utter_meaning_{intent}"
    return texts.fill(name) if name in texts.names("utter_meaning_") else ""


def _how_often(group: Group) -> str:
    times = "una vez" if group.count == 1 else f"{group.count} veces, {group.people} " + (
        "persona" if group.people == 1 else "personas")
    return f"{times} · {group.channel} · {_ago(group.at)}"


def _ago(at: datetime) -> str:
    hours = int((now() - at).total_seconds() // 3600)
    return "hace menos de una hora" if hours < 1 else f"hace {hours} h" if hours < 48 else f"hace {hours // 24} días"


def _farewell(written: int) -> str:
    if not written:
        return "\nNo se escribió ninguna frase."
    many = "Una frase nueva" if written == 1 else f"{written} frases nuevas"
    return f"\n{many}. Falta: make validate, y make train (make watch las toma solo)."
