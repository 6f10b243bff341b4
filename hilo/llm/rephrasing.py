"""An approved text in the person's register, without changing figures, names or promises."""
from __future__ import annotations

from hilo.llm import client
from hilo.llm.check.register import ALLOWED, registers_in
from hilo.llm.voice import register_or_tu, voice


def rephrased(text: str, register: str | None, deadline: float | None = None) -> str:
    """The text as the person is addressed; as it is where it addresses nobody, or nothing better can be had
    (blocks)."""
    wanted = register_or_tu(register)
    if not client.available() or not registers_in(text) - ALLOWED[wanted]:
        return text
    answer = client.ask(client.Request("rephrase", {**voice(wanted), "text": text}, register=wanted, deadline=deadline))
    return answer.text if answer else text
