"""Voice notes become text before their turn, where somebody can write them down."""
from __future__ import annotations

import asyncio
from collections.abc import Sequence

from hilo.business.load import get_shop
from hilo.llm.speech import transcribe
from hilo.memory import database, inbox
from hilo.memory.tables import Inbox
from hilo.settings import get_settings
from hilo.spanish.documents import mask_documents

VOICE_NOTE = "voice_note"
"""The event of a voice note that nobody has written down."""


async def write_down_voices(rows: Sequence[Inbox]) -> None:
    """Gives voice notes their words, kept for a turn that is tried again; else they stay an event of the dialogue."""
    if get_settings().openai_api_key is None:
        return
    voices = [row for row in rows if not row.text and (row.data or {}).get("event") == VOICE_NOTE]
    await asyncio.gather(*(asyncio.to_thread(_write_down, row) for row in voices))


def _write_down(row: Inbox) -> None:
    sound = row.data["media"][0]
    said = transcribe(sound["url"], sound["type"])
    if said is None:
        return
    rest = {name: value for name, value in row.data.items() if name not in ("event", "title")}
    row.text, row.data = mask_documents(said, get_shop().company.profile.country), {**rest, "transcribed": True}
    with database.writing() as session:
        inbox.put_words(session, row.id, row.text, row.data)
