"""Rasa's own templated answers, read again when a designer saves a text (`make watch`).

Where a text for the telephone leaves out a link that the written one has, the written one goes along (`written`): what
is sent to WhatsApp beside the call (`hilo/turns/aloud.py`).
"""
from __future__ import annotations

import logging
from typing import Any, Dict, Optional

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from hilo.settings import ROOT, get_settings
from hilo.spanish.spoken import LINK
from hilo.texts import domain_files

logger = logging.getLogger(__name__)
PHONE = "phone"
"""The channel whose texts are said aloud."""


class LiveTexts(TemplatedNaturalLanguageGenerator):
    """Fills texts; with `HILO_WATCH` a changed file is read before the next answer."""

    def __init__(self, endpoint_config: Optional[EndpointConfig] = None, domain: Optional[Domain] = None) -> None:
        """Starts with the model's texts."""
        super().__init__((domain or Domain.empty()).responses)
        self._watch = get_settings().hilo_watch
        self._stamp = self._now()

    @staticmethod
    def _now() -> tuple:
        return tuple(file.stat().st_mtime for file in domain_files(ROOT))

    def _read_again(self) -> None:
        stamp = self._now()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self.responses = Domain.load([str(file) for file in domain_files(ROOT)]).responses
        except Exception as error:  # a half-saved file: keep the last good texts, say why
            logger.warning("Texts were not read again: %s", error)

    async def generate(self, utter_action: str, tracker: DialogueStateTracker, output_channel: str,
                       **kwargs: Any) -> Optional[Dict[str, Any]]:
        """(see parent class for full docstring)."""
        if self._watch:
            self._read_again()
        said = await super().generate(utter_action, tracker, output_channel, **kwargs)
        if said and output_channel == PHONE and said.get("channel") == PHONE:
            written = await super().generate(utter_action, tracker, "", **kwargs)
            if written and LINK.search(str(written.get("text") or "")):
                said["written"] = written["text"]
        return said
