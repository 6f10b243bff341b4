"""A second reading of messages that the classifier is unsure of, beside the turns of other people."""
from __future__ import annotations

import asyncio
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.trackers import DialogueStateTracker

from hilo.llm.second_reading import CONFIDENCE, read_unsure, wanted
from hilo.settings import get_settings


async def read_again(processor: MessageProcessor, message: UserMessage, tracker: DialogueStateTracker) -> None:
    """Puts a model's reading before the classifier's, where that is unsure; off unless LLM_READS_UNSURE is set.

    Not a component of the pipeline: that runs in the server's event loop, where everybody would wait for the model.
    """
    if not get_settings().llm_reads_unsure or message.parse_data:
        return
    read: dict[str, Any] = await processor.parse_message(message, tracker)
    ranking, text = read.get("intent_ranking") or [], message.text or ""
    chosen = await asyncio.to_thread(read_unsure, text, ranking) if wanted(text, ranking) else None
    if chosen is not None:
        intent = {"name": chosen, "confidence": CONFIDENCE}
        read["intent"] = intent
        read["intent_ranking"] = [intent, *(one for one in ranking if one["name"] != chosen)]
    message.parse_data = read  # type: ignore[assignment]
