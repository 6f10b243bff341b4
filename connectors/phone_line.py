"""The line of a call: what is said on it, how much of it was heard, and when it has been silent for too long."""
from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from hilo.calls.answers import Piece
from hilo.spanish.spoken import words_of

SILENCE = 7.0
"""Seconds without a word, once nothing is being said, after which the caller is asked whether they are there."""
PER_SECOND = 14.0
"""Characters that a voice says in a second; how long a text takes where Twilio does not tell when it has ended."""
AFTERTHOUGHT = 0.3
"""Seconds between the last word and the end of the call."""

Send = Callable[[str], Awaitable[None]]


class Line:
    """Says things, in order."""

    def __init__(self, send: Send, on_silence: Callable[[], Awaitable[None]]) -> None:
        """send: writes a frame. on_silence: what is done when nobody says anything."""
        self._send, self._on_silence = send, on_silence
        self._said: list[Piece] = []
        self._cycle = 0
        self._until = 0.0
        self._over = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None
        self._asking: asyncio.Task[None] | None = None
        self._told = False
        self.ended = False

    async def say(self, pieces: Sequence[Piece]) -> None:
        """Says texts one after the other; what the caller cuts short meanwhile is no longer sent."""
        if self.ended or not pieces:
            return
        cycle = self._cycle
        for place, piece in enumerate(pieces, 1):
            if cycle != self._cycle:
                return
            is_last = place == len(pieces)
            self.note(piece)
            await self._frame({"type": "text", "token": piece.text if is_last else piece.text + " ", "last": is_last})

    def note(self, piece: Piece) -> None:
        """A text that is being said from now on."""
        self._said.append(piece)
        self._over.clear()
        self._until = max(self._until, self._now()) + len(piece.text) / PER_SECOND
        self.wait()

    async def speak(self, language: str, heard: str) -> None:
        """Changes the language of voice and recogniser."""
        await self._frame({"type": "language", "ttsLanguage": language, "transcriptionLanguage": heard})

    async def end(self, data: dict[str, Any]) -> None:
        """Ends the conversation once everything has been said; Twilio is then told what to do by the action's address.

        data: what comes back to us there.
        """
        self.hush()
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._over.wait(), max(0.0, self._until - self._now()) + AFTERTHOUGHT)
        if not self.ended:
            self.ended = True
            await self._frame({"type": "end", "handoffData": json.dumps(data)})

    def heard_until(self, heard: str) -> list[tuple[str, int, str]]:
        """The caller has cut in: which texts they did not hear to their end, and what they heard of each.

        heard: what the voice had said by then, as Twilio tells it.
        """
        self._cycle += 1
        said, self._said = self._said, []
        self._until = self._now()
        self._over.set()
        return unheard(said, heard)

    def spoke(self, is_on: bool) -> None:
        """Twilio tells that the voice has begun, or that everything was said."""
        self._told = True
        if is_on:
            self.hush()
            return
        self._said = []
        self._until = self._now()
        self._over.set()
        self.wait()

    def heard(self) -> None:
        """The caller has said something whole: what was said before was heard."""
        self._said = []
        self.hush()

    def wait(self) -> None:
        """Begins to count the silence, from the end of what is being said."""
        self.hush()
        if not self.ended:
            seconds = max(0.0, self._until - self._now()) + SILENCE
            self._timer = asyncio.get_running_loop().call_later(seconds, self._ask)

    def hush(self) -> None:
        """The silence is not counted: somebody speaks, or an answer is on its way."""
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def close(self) -> None:
        """The line is dead."""
        self.ended = True
        self.hush()

    def _ask(self) -> None:
        self._asking = asyncio.get_running_loop().create_task(self._on_silence())  # type: ignore[arg-type]

    async def _frame(self, frame: dict[str, Any]) -> None:
        with contextlib.suppress(Exception):  # the line is dead: its own loop notices, and nothing stored is lost
            await self._send(json.dumps(frame, ensure_ascii=False))

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


def unheard(said: Sequence[Piece], heard: str) -> list[tuple[str, int, str]]:
    """Which of some texts were not heard to their end, given the words that were: (name, ordinal, its words heard).

    The words may begin with any of the texts: what was said in an earlier breath is no longer told.
    """
    words = words_of(heard)
    start = max(range(len(said)), key=lambda place: (_common(words_of(said[place].text), words), place), default=0)
    if not words:
        start = 0
    cut, left = [], len(words)
    for piece in said[start:]:
        length = len(words_of(piece.text))
        if left >= length:
            left -= length
            continue
        cut.append((piece.name, piece.ordinal, _first(piece.text, left)))
        left = 0
    return cut


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two texts begin with alike."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _first(text: str, count: int) -> str:
    """The first words of a text, as they stand there."""
    taken: list[str] = []
    for word in text.split():
        length = len(words_of(word))
        if length > count:
            break
        count -= length
        taken.append(word)
        if count == 0:
            break
    return " ".join(taken) if taken else ""
