"""`python -m hilo nlu review` as a designer types it, on a project and a memory of its own."""
from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import hilo.commands.nlu as command
from hilo.__main__ import app
from hilo.clock import now
from hilo.memory.database import engine_at, writing
from hilo.memory.tables import Contact, Inbox, Message
from hilo.settings import get_settings
from tests.hilo.small_nlu import DOMAIN, HELD_OUT, SHIPPING, STORIES, TALK


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small project, and a HILO_HOME with nothing in it."""
    for path, text in {"data/flows/order_help/nlu.yml": SHIPPING, "data/flows/small_talk/nlu.yml": TALK,
                       "tests/nlu/held_out.yml": HELD_OUT, "tests/conversations/test_x.yml": STORIES,
                       "domain.yml": DOMAIN}.items():
        file = tmp_path / "project" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(command, "PROJECT", tmp_path / "project")
    monkeypatch.setenv("HILO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DATABASE_URL", "")
    get_settings.cache_clear()
    yield tmp_path / "project"
    engine_at.cache_clear()
    get_settings.cache_clear()


def wrote(*bubbles: str, intent: str = "price_inquiry", confidence: float = 0.3, ago: float = 1, who: str = "Ana",
          action: str = "utter_price") -> None:
    """A turn in the timeline, as the assistant keeps it; `ago`: hours."""
    at: datetime = now() - timedelta(hours=ago)
    with writing() as session:
        person = str(uuid.uuid5(uuid.NAMESPACE_URL, who))
        if session.get(Contact, person) is None:
            session.add(Contact(id=person, name=who, created_at=at, seen_at=at))
            session.flush()
        name = ""
        for text in bubbles:
            name, provider_id = str(uuid.uuid4()), uuid.uuid4().hex
            session.add(Inbox(id=name, contact_id=person, source="webchat", provider_id=provider_id, channel="webchat",
                              address="x", text=text, status="done", received_at=at))
            session.flush()
            session.add(Message(contact_id=person, source="webchat", provider_id=provider_id, at=at, direction="in",
                                author="customer", channel="webchat", text=text, intent=intent, confidence=confidence))
            session.flush()
        session.add(Message(contact_id=person, source="hilo", provider_id=name, at=at, direction="out", author="bot",
                            channel="webchat", text="¿Qué quisiste decir?", action=action))


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["nlu", "review", *arguments], input=typed)


def listed(*arguments: str) -> list[dict[str, Any]]:
    done = run("--json", *arguments)
    assert done.exit_code == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def name_of(text: str) -> str:
    """The id under which a message is listed."""
    return next(row["id"] for row in listed() if row["text"] == text)


def refused(*arguments: str) -> str:
    done = run(*arguments, "--json")
    assert done.exit_code == 1
    message: str = json.loads(done.stdout)["error"]
    return message


def phrases(project: Path, flow: str = "order_help") -> str:
    return (project / "data" / "flows" / flow / "nlu.yml").read_text(encoding="utf-8")


def test_what_was_said_several_times_is_one_line_the_newest_first() -> None:
    wrote("y a Bariloche me lo alcanzan?", ago=9)
    wrote("Y a bariloche, me lo alcanzan", ago=2, who="Luis")
    wrote("y a Bariloche me lo alcanzan??", ago=5)
    wrote("esto otro es más nuevo", ago=1)
    first, second = listed()
    assert first["text"] == "esto otro es más nuevo"
    assert (second["text"], second["count"], second["people"]) == ("Y a bariloche, me lo alcanzan", 3, 2)
    assert (second["guess"], second["confidence"], second["answer"]) == ("price_inquiry", 0.3, "¿Qué quisiste decir?")
    assert second["choices"][0]["intent"] == "price_inquiry"


def test_what_was_asked_back_is_listed_however_sure_it_seemed_and_what_was_understood_is_not() -> None:
    wrote("la otra como era", confidence=0.9, action="action_clarify")
    wrote("qué precio tienen las camperas", confidence=0.95)
    wrote("/affirm", confidence=0.2)
    wrote("500", confidence=0.2)
    row, = listed()
    assert row["text"] == "la otra como era"
    assert row["asked_back"]


def test_bubbles_that_were_read_together_are_one_message() -> None:
    wrote("y una consulta", "eso llega al campo", confidence=0.31)
    wrote("y una consulta", confidence=0.31)
    assert sorted(row["text"] for row in listed()) == ["y una consulta", "y una consulta\neso llega al campo"]


def test_old_messages_and_those_above_the_limit_asked_for_are_left_out() -> None:
    wrote("hace mucho que lo dije", ago=24 * 40)
    wrote("más o menos claro", confidence=0.6)
    assert listed() == []
    assert [row["text"] for row in listed("--below", "0.7")] == ["más o menos claro"]
    assert [row["text"] for row in listed("--days", "60")] == ["hace mucho que lo dije"]


def test_what_is_trained_or_tested_already_is_not_shown() -> None:
    wrote("Llegan hasta Tarija")
    wrote("mandan hasta ushuaia??")
    wrote("me lo dejan en la puerta")
    assert listed() == []


def test_an_accepted_message_stands_behind_its_intents_phrases_and_nothing_else_of_the_file_changes(
        project: Path) -> None:
    wrote("y a Mendoza me alcanzan las botas?")
    done = run("--accept", name_of("y a Mendoza me alcanzan las botas?"), "shipping_inquiry")
    assert done.stdout == "data/flows/order_help/nlu.yml:10: - y a [Mendoza](city) me alcanzan las [botas](product)?\n"
    last = "    - el envío de las [zapatillas](product) demora mucho?\n"
    assert phrases(project) == SHIPPING.replace(
        last, last + "    - y a [Mendoza](city) me alcanzan las [botas](product)?\n")
    assert listed() == []


def test_the_last_phrase_of_a_file_without_a_final_line_end_and_with_those_of_windows_is_followed(
        project: Path) -> None:
    file = project / "data" / "flows" / "order_help" / "nlu.yml"
    file.write_bytes(SHIPPING.rstrip("\n").replace("\n", "\r\n").encode())
    wrote("eso cuánto vendría a ser")
    assert run("--accept", name_of("eso cuánto vendría a ser"), "price_inquiry").exit_code == 0
    assert file.read_bytes() == (SHIPPING + "    - eso cuánto vendría a ser\n").replace("\n", "\r\n").encode()


@pytest.mark.parametrize(("said", "expected"), [
    ("me dicen Gerónimo, soy Gerónimo Pizarnik", ["Pizarnik", "Gerónimo Pizarnik"]),
    ("escribime a gero.pizarnik@correo.com.ar dale", ["gero.pizarnik"]),
    ("anotá el fono 341 622 9087 para eso", ["622", "9087"]),
    ("mi dni es 28.456.789 por las dudas", ["28.456.789", "789"]),
])
def test_nothing_that_is_only_the_persons_gets_into_the_files(project: Path, said: str, expected: list[str]) -> None:
    wrote(said, intent="inform")
    row, = listed()
    assert run("--accept", row["id"], "inform").exit_code == 0
    assert phrases(project, "small_talk") != TALK
    assert not [word for word in expected if word in phrases(project, "small_talk")]
    assert "28.456.789" not in json.dumps(row)


def test_brackets_and_lines_of_a_message_cannot_break_the_file(project: Path) -> None:
    wrote("- [mirá](esto): \"x\"\n  - intent: greet # y {ya}")
    row, = listed()
    assert run("--accept", row["id"], "price_inquiry").exit_code == 0
    assert '    - - (mirá)(esto): "x" - intent: greet # y {ya}\n' in phrases(project)


def test_a_phrase_that_is_trained_or_tested_is_refused_and_nothing_is_written(project: Path) -> None:
    wrote("algo de los envíos")
    name = name_of("algo de los envíos")
    assert "ya es una frase de «price_inquiry» (data/flows/order_help/nlu.yml:14)" in refused(
        "--accept", name, "shipping_inquiry", "--text", "A cómo la mochila?")
    for text, place in (("mandan hasta [Ushuaia](city)", "tests/nlu/held_out.yml:5"),
                        ("me lo dejan en la puerta", "tests/conversations/test_x.yml:5")):
        message = refused("--accept", name, "shipping_inquiry", "--text", text)
        assert "mensaje de prueba" in message
        assert place in message
    assert phrases(project) == SHIPPING
    assert len(listed()) == 1


def test_an_unknown_intent_or_message_an_empty_or_endless_phrase_is_refused(project: Path) -> None:
    wrote("algo de los envíos")
    name = name_of("algo de los envíos")
    assert "no hay frases de «shiping»; las intenciones son: inform, out_of_scope, price" in refused(
        "--accept", name, "shiping")
    assert "ningún mensaje por revisar se llama «0000»" in refused("--accept", "0000", "shipping_inquiry")
    assert "vacía" in refused("--accept", name, "shipping_inquiry", "--text", " ")
    assert "300 letras" in refused("--accept", name, "shipping_inquiry", "--text", "muy " * 200)
    assert phrases(project) == SHIPPING


def test_what_was_passed_over_is_shown_again_only_when_it_is_said_again(tmp_path: Path) -> None:
    wrote("mmm jirafa azul", ago=3)
    assert run("--skip", name_of("mmm jirafa azul")).exit_code == 0
    assert listed() == []
    wrote("mmm, jirafa azul", ago=1, who="Luis")
    assert len(listed()) == 1
    kept = (tmp_path / "home" / "var" / "nlu-review.json").read_text(encoding="utf-8")
    assert "jirafa" not in kept


def test_out_of_scope_has_an_option_of_its_own(project: Path) -> None:
    wrote("me sacas un turno con el dentista?")
    assert run("--out-of-scope", name_of("me sacas un turno con el dentista?")).exit_code == 0
    assert "    - quién ganó el partido\n    - me sacas un turno con el dentista?\n" in phrases(project, "small_talk")


def test_in_the_terminal_one_message_follows_the_other_with_what_it_may_mean(project: Path) -> None:
    wrote("eso cuánto vendría a ser", ago=1)
    wrote("y el envío cuánto demora a Salta", ago=2, action="action_clarify")
    wrote("contame un cuento", ago=3)
    wrote("nada que ver", ago=4)
    wrote("esta queda para otro día", ago=5)
    done = run(typed="1\nenv\nshipp\nf\ns\nq\n")
    assert done.exit_code == 0, done.stderr
    assert "1 de 5 · una vez · webchat · hace 1 h" in done.stdout
    assert "entendió  price_inquiry 0.30, y preguntó de nuevo" in done.stdout
    assert "contestó  «¿Qué quisiste decir?»" in done.stdout
    assert "shipping_inquiry       Consultar un envío · como «el envío de las zapatillas demora mucho?»" in done.stdout
    assert "3 frases nuevas" in done.stdout
    assert "    - a cómo la [mochila](product)\n    - eso cuánto vendría a ser\n" in phrases(project)
    assert "demora mucho?\n    - y el envío cuánto demora a [Salta](city)\n" in phrases(project)
    assert "    - contame un cuento\n" in phrases(project, "small_talk")
    assert [row["text"] for row in listed()] == ["esta queda para otro día"]


def test_in_the_terminal_a_phrase_may_be_changed_before_it_is_written(project: Path) -> None:
    wrote("hola disculpá que moleste, eso cuánto vendría a ser")
    done = run(typed="e\nllegan hasta Tarija\nshipping_inquiry\ne\neso cuánto vendría a ser\n1\n")
    assert "no se escribió: «llegan hasta Tarija» ya es una frase" in done.stdout
    assert "    - eso cuánto vendría a ser\n" in phrases(project)


def test_with_nothing_to_review_it_says_so() -> None:
    assert run().stdout == "No hay mensajes por revisar.\n"


def test_who_leaves_with_the_keyboard_keeps_what_was_written(project: Path) -> None:
    wrote("eso cuánto vendría a ser", ago=1)
    wrote("y esto otro", ago=2)
    done = run(typed="1\n")  # and then the end of the input, as Ctrl-D
    assert done.exit_code == 0
    assert "Una frase nueva" in done.stdout
    assert "    - eso cuánto vendría a ser\n" in phrases(project)
    assert [row["text"] for row in listed()] == ["y esto otro"]
