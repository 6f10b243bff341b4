"""The assistant as an ElevenLabs agent's own language model: each turn kept and answered once, said as one speaks."""
from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from rasa.core.channels.channel import register
from sqlalchemy import select

from connectors import elevenlabs_model
from connectors.elevenlabs import ElevenLabsInput
from hilo.calls import live
from hilo.memory import conversations
from hilo.memory.database import reading, writing
from hilo.memory.identity import contact_for
from hilo.memory.tables import Contact, Conversation, Inbox, Interaction, Message

URL = "/webhooks/elevenlabs/v1/chat/completions"
SECRET = "wsec_tests"
ANA, BETO = "+5493425550101", "+5493425550102"
END = [{"type": "function", "function": {"name": name, "parameters": {}}} for name in (
    "end_call", "voicemail_detection", "transfer_to_number")]


@pytest.fixture(autouse=True)
def _door(app: Any, set_environment: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    set_environment(ELEVENLABS_API_KEY="key", ELEVENLABS_WEBHOOK_SECRET=SECRET)
    monkeypatch.setattr(elevenlabs_model, "FILL", 60.0)  # a busy machine is no slow dialogue
    register([ElevenLabsInput()], app, "/webhooks/")


def history(*said: str) -> list[dict[str, str]]:
    """What was said, the assistant first and then in turn."""
    roles = ("assistant", "user")
    return [{"role": "system", "content": "Eres un asistente."},
            *({"role": roles[place % 2], "content": text} for place, text in enumerate(said))]


async def ask(app: Any, *said: str, number: str = ANA, call: str = "conv_1", secret: str = SECRET, stream: bool = True,
              **more: Any) -> Any:
    body = {"model": "hilo", "messages": history(*said), "stream": stream, "max_tokens": 5000, "temperature": 0,
            "brand_new": {"field": 1}, **more}
    headers = {"Authorization": f"Bearer {secret}", "X-Hilo-Call": call, "X-Hilo-Caller": number,
               "X-Hilo-Called": "+543424550100"}
    _, answer = await app.asgi_client.post(URL, data=json.dumps(body), headers=headers)
    return answer


def chunks(answer: Any) -> list[ChatCompletionChunk]:
    lines = [line for line in answer.text.split("\n\n") if line]
    assert lines[-1] == "data: [DONE]"
    return [ChatCompletionChunk.parse_obj(json.loads(line[6:])) for line in lines[:-1]]


def text_of(answer: Any) -> str:
    return "".join(one.choices[0].delta.content or "" for one in chunks(answer))


def heard() -> list[tuple[str, str, str]]:
    with reading() as session:
        return [(row.channel, row.address, row.text) for row in session.scalars(select(Inbox).where(
            Inbox.kind == "message").order_by(Inbox.number))]


async def test_what_is_said_is_kept_and_the_answer_is_streamed_in_chunks(app: Any) -> None:
    answer = await ask(app, "Hola, te habla Hilo.", "Busco una campera.")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    found = chunks(answer)
    assert found[0].choices[0].delta.role == "assistant"
    assert [one.choices[0].finish_reason for one in found][-1] == "stop"
    assert len({one.id for one in found}) == 1
    assert text_of(answer) == "eco: Busco una campera."
    assert heard() == [("phone", ANA, "Busco una campera.")]
    with reading() as session:
        call = session.scalars(select(Interaction)).one()
        assert (call.provider, call.provider_id, call.status, call.direction) == ("phone", "conv_1", "live", "in")
        rows = session.scalars(select(Message).order_by(Message.id)).all()
        assert [(row.direction, row.channel, row.text, row.interaction_id) for row in rows] == [
            ("in", "phone", "Busco una campera.", call.id), ("out", "phone", "eco: Busco una campera.", call.id)]


async def test_somebody_who_waits_hears_that_the_answer_is_coming(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elevenlabs_model, "FILL", 0.0)
    assert text_of(await ask(app, "Hola.", "Busco una campera.")) == "Un momento, ya lo miro. eco: Busco una campera."


async def test_an_answer_that_is_not_streamed_is_a_completion(app: Any) -> None:
    answer = await ask(app, "Hola.", "Busco una campera.", stream=False)
    found = ChatCompletion.parse_obj(answer.json)
    assert (found.object, found.choices[0].message.content, found.choices[0].finish_reason) == (
        "chat.completion", "eco: Busco una campera.", "stop")


async def test_the_same_turn_asked_for_again_is_answered_once(app: Any, echo: Any) -> None:
    first = await ask(app, "Hola.", "Busco una campera.")
    again = await ask(app, "Hola.", "Busco una campera.")
    assert text_of(first) == text_of(again)
    assert len(echo.heard) == len(heard()) == 1


async def test_asked_for_twice_at_once_it_is_answered_once(app: Any, echo: Any) -> None:
    answers = await asyncio.gather(*(ask(app, "Hola.", "Busco una campera.") for _ in range(4)))
    assert {text_of(one) for one in answers} == {"eco: Busco una campera."}
    assert len(echo.heard) == 1


async def test_the_same_words_later_in_the_call_are_another_turn(app: Any, echo: Any) -> None:
    await ask(app, "Hola.", "Sí.")
    await ask(app, "Hola.", "Sí.", "eco: Sí.", "Sí.")
    await ask(app, "Hola.", "Sí.", call="conv_2")
    assert [message.text for message in echo.heard] == ["Sí.", "Sí.", "Sí."]


async def test_what_was_cut_short_is_kept_as_far_as_it_was_heard(app: Any) -> None:
    await ask(app, "Hola.", "busco una campera de abrigo negra")
    await ask(app, "Hola.", "busco una campera de abrigo negra", "eco busco una...", "Espera.")
    with reading() as session:
        rows = session.scalars(select(Message).where(Message.direction == "out").order_by(Message.id)).all()
        assert [(row.data or {}).get("interrupted") for row in rows] == [{"heard": "eco: busco una"}, None]


async def test_an_answer_that_was_heard_whole_is_not_marked(app: Any) -> None:
    await ask(app, "Hola.", "busco una campera")
    await ask(app, "Hola.", "busco una campera", "eco: busco una campera", "Bien.")
    with reading() as session:
        assert not any("interrupted" in (row.data or {}) for row in session.scalars(select(Message)))


async def test_each_caller_is_their_own_person_and_the_same_as_on_whatsapp(app: Any) -> None:
    with writing() as session:
        ana = contact_for(session, "whatsapp", f"whatsapp:{ANA}", live_moment())
    await ask(app, "Hola.", "Soy Ana.", number=ANA, call="conv_1")
    await ask(app, "Hola.", "Soy Beto.", number=BETO, call="conv_2")
    with reading() as session:
        whose = [row.contact_id for row in session.scalars(select(Inbox).order_by(Inbox.number))]
    assert whose[0] == ana != whose[1]


def live_moment() -> Any:
    from hilo.clock import now

    return now()


@pytest.mark.parametrize("number", ["anonymous", "", "+266696687", "{{system__caller_id}}"])
async def test_who_hides_the_number_is_one_person_within_a_call_and_another_in_the_next(app: Any, number: str) -> None:
    await ask(app, "Hola.", "Uno.", number=number, call="conv_1")
    await ask(app, "Hola.", "Uno.", "eco: Uno.", "Dos.", number=number, call="conv_1")
    await ask(app, "Hola.", "Tres.", number=number, call="conv_2")
    with reading() as session:
        first, second, third = [row.contact_id for row in session.scalars(select(Inbox).order_by(Inbox.number))]
    assert first == second != third


@pytest.mark.parametrize("where", ["elevenlabs_extra_body", "custom_llm_extra_body"])
async def test_a_call_of_ours_is_known_by_what_we_gave_it(app: Any, where: str) -> None:
    with writing() as session:
        ana = contact_for(session, "phone", ANA, live_moment(), proven=False)
    body = {"messages": history("Hola, ¿hablo con Ana?", "Sí, soy yo."), "stream": True,
            where: {"contact_id": ana, "phone": ANA, "conversation_id": "conv_9"}}
    _, answer = await app.asgi_client.post(URL, data=json.dumps(body), headers={"Authorization": SECRET})
    assert text_of(answer) == "eco: Sí, soy yo."
    with reading() as session:
        call = session.scalars(select(Interaction)).one()
    assert (call.contact_id, call.provider_id, call.direction) == (ana, "conv_9", "out")


async def test_the_prompt_names_the_call_where_nothing_else_does(app: Any) -> None:
    messages = [{"role": "system", "content": "Eres Hilo.\nllamada=conv_77\n"}, {"role": "user", "content": "Hola."}]
    _, answer = await app.asgi_client.post(URL, data=json.dumps({"messages": messages, "user": "cliente-7"}),
                                           headers={"Authorization": f"Bearer {SECRET}"})
    assert ChatCompletion.parse_obj(answer.json).choices[0].message.content == "eco: Hola."
    with reading() as session:
        assert session.scalars(select(Interaction.provider_id)).one() == "conv_77"


async def test_the_history_may_bring_its_texts_in_parts(app: Any) -> None:
    messages = [{"role": "user", "content": [{"type": "text", "text": "Busco una campera."}]}]
    answer = await ask(app, messages=messages)
    assert text_of(answer) == "eco: Busco una campera."


@pytest.mark.parametrize(("silences", "words", "ends"), [(1, "¿S", False), (2, "No te escucho", False),
                                                        (3, "me despido", True)])
async def test_silence_is_asked_about_twice_and_then_ended(app: Any, echo: Any, silences: int, words: str,
                                                          ends: bool) -> None:
    said = ["Hola. ¿En qué te ayudo?"] + ["...", "¿Sigues ahí? ¿En qué te ayudo?"] * (silences - 1) + ["..."]
    answer = await ask(app, *said, tools=END, number="+525512345678")
    assert words in text_of(answer)
    tools = [tool for one in chunks(answer) for tool in one.choices[0].delta.tool_calls or []]
    assert [tool.function and tool.function.name for tool in tools] == (["end_call"] if ends else [])
    assert echo.heard == []


async def test_a_machine_that_answers_our_call_is_told_by_the_agents_tool(app: Any, echo: Any) -> None:
    body = {"elevenlabs_extra_body": {"contact_id": "x", "phone": ANA}, "tools": END}
    answer = await ask(app, "Hola, ¿hablo con Ana?", "Deje su mensaje después de la señal.", **body)
    (tool,) = [tool for one in chunks(answer) for tool in one.choices[0].delta.tool_calls or []]
    assert (tool.function and tool.function.name, chunks(answer)[-1].choices[0].finish_reason) == (
        "voicemail_detection", "tool_calls")
    assert echo.heard == []
    assert heard() == []


async def test_who_is_with_people_is_put_through_with_what_it_is_about(app: Any, echo: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("hilo.handoff.by_phone.can_pass_on", lambda at: True)
    monkeypatch.setattr("hilo.handoff.by_phone.number", lambda: "+543424550199")
    await ask(app, "Hola.", "Hola.")
    with writing() as session:
        session.scalars(select(Conversation)).one().status = next(iter(conversations.WITH_PEOPLE))
    answer = await ask(app, "Hola.", "Hola.", "eco: Hola.", "Quiero hablar con alguien.", tools=END)
    assert "no cortes" in text_of(answer)
    (tool,) = [tool for one in chunks(answer) for tool in one.choices[0].delta.tool_calls or []]
    assert tool.function is not None
    assert tool.function.name == "transfer_to_number"
    arguments = json.loads(tool.function.arguments or "")
    assert arguments["transfer_number"] == "+543424550199"
    assert arguments["agent_message"].startswith("Llamada que pasa el asistente")


async def test_where_nobody_can_be_put_through_a_call_back_is_noted(app: Any) -> None:
    await ask(app, "Hola.", "Hola.")
    with writing() as session:
        session.scalars(select(Conversation)).one().status = next(iter(conversations.WITH_PEOPLE))
    answer = await ask(app, "Hola.", "Hola.", "eco: Hola.", "Quiero hablar con alguien.")
    assert "ahora no pudo atender nadie" in text_of(answer)


@pytest.mark.parametrize(("secret", "status"), [("", 401), ("wrong", 401), (SECRET, 200)])
async def test_only_with_the_secret(app: Any, secret: str, status: int) -> None:
    answer = await ask(app, "Hola.", "Hola.", secret=secret)
    assert answer.status == status
    if status == 401:
        assert answer.json["error"]["code"] == "invalid_api_key"
        assert heard() == []


async def test_another_secret_than_the_webhooks_may_be_set(app: Any, set_environment: Any) -> None:
    set_environment(ELEVENLABS_REQUEST_SECRET="otra")
    assert (await ask(app, "Hola.", "Hola.")).status == 401
    assert (await ask(app, "Hola.", "Hola.", secret="otra")).status == 200


@pytest.mark.parametrize(("body", "status", "param"), [
    (b"{", 400, None), (b"[]", 400, None), (b"{}", 400, "messages"), (b'{"messages": []}', 400, "messages"),
    (b'{"messages": "hola"}', 400, "messages"), (b"\xff", 400, None)])
async def test_what_cannot_be_read_is_refused_in_openais_words(app: Any, body: bytes, status: int,
                                                              param: str | None) -> None:
    _, answer = await app.asgi_client.post(URL, data=body, headers={"Authorization": f"Bearer {SECRET}"})
    assert (answer.status, answer.json["error"]["param"]) == (status, param)
    assert set(answer.json["error"]) == {"message", "type", "param", "code"}


async def test_without_a_model_it_says_so_and_keeps_nothing(app: Any, echo: Any) -> None:
    echo.ready = False
    answer = await ask(app, "Hola.", "Hola.")
    assert (answer.status, answer.json["error"]["type"]) == (503, "service_unavailable_error")
    assert heard() == []


async def test_the_report_of_the_call_adds_nothing_twice_and_has_it_written_about(app: Any, home: Any) -> None:
    from hilo.calls import events, receiving
    from hilo.calls.process import process_due

    await ask(app, "Hola.", "Busco una campera.")
    at = live_moment()
    receiving.receive(events.read({"type": "post_call_transcription", "data": {
        "conversation_id": "conv_1", "status": "done", "analysis": {"transcript_summary": "Busca una campera."},
        "transcript": [{"role": "agent", "message": "Hola.", "time_in_call_secs": 0},
                       {"role": "user", "message": "Busco una campera.", "time_in_call_secs": 3}],
        "metadata": {"start_time_unix_secs": int(at.timestamp()) - 20, "call_duration_secs": 20,
                     "phone_call": {"direction": "inbound", "external_number": ANA}}}}, "AR"), at)
    process_due(at)
    with reading() as session:
        assert len(session.scalars(select(Message)).all()) == 2
        call = session.scalars(select(Interaction)).one()
        assert (call.status, call.summary) == (live.DONE, "Busca una campera.")
        assert session.scalars(select(Inbox.provider_id).where(Inbox.kind == "call", Inbox.status == "pending")).all() \
            == ["ended:conv_1"]
        assert session.get(Contact, call.contact_id).memory_version == 1
