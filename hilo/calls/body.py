"""The JSON of a webhook with a recording in it, read without ever holding the recording.

`"full_audio": "<base64>"` is decoded to a file piece by piece; the rest, with an empty text in its place, is small.
The name cannot stand inside another text, since its quotes would be escaped there.
"""
from __future__ import annotations

import base64
import binascii
import json
import re
from pathlib import Path
from typing import Any, BinaryIO

PIECE = 64 * 1024
MOST_JSON = 16 * 1024 * 1024
"""Bytes of an event without its recording; an hour of talk with all its figures has one or two million."""
_AUDIO = re.compile(rb'"full_audio"\s{0,20}:\s{0,20}"')
_LONGEST_NAME = 64


class UnreadableError(ValueError):
    """The body is no JSON object in UTF-8, or its recording no base64."""


class TooLargeError(ValueError):
    """The event is too large even without its recording."""


def read_event(source: BinaryIO, recording: Path) -> tuple[dict[str, Any], bool]:
    """The event, and whether it had a recording, which is then in the file `recording` (not written else).

    Raises:
        UnreadableError, TooLargeError: the file is deleted again.
    """
    source.seek(0)
    kept, found = bytearray(), False
    try:
        while piece := source.read(PIECE):
            kept += piece
            match = None if found else _AUDIO.search(kept, max(0, len(kept) - len(piece) - _LONGEST_NAME))
            if match:
                found = True
                rest = bytes(kept[match.end():])
                del kept[match.end():]
                kept += _decode(rest, source, recording)
            if len(kept) > MOST_JSON:
                raise TooLargeError(f"more than {MOST_JSON} bytes without the recording")
        event = json.loads(kept.decode("utf-8"))
    except (TooLargeError, UnreadableError):
        recording.unlink(missing_ok=True)
        raise
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        recording.unlink(missing_ok=True)
        raise UnreadableError("the body is not JSON in UTF-8") from error
    if not isinstance(event, dict):
        recording.unlink(missing_ok=True)
        raise UnreadableError("the body is not a JSON object")
    return event, found and recording.exists()


def _decode(piece: bytes, source: BinaryIO, recording: Path) -> bytes:
    """Writes the text that begins with `piece` to the file; what stands from its closing quote on."""
    recording.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    left = b""
    with recording.open("wb") as target:
        recording.chmod(0o600)
        while True:
            text, quote, after = piece.partition(b'"')
            left += text.replace(b"\\", b"")  # JSON may write "/" as "\\/"
            usable = len(left) if quote else len(left) - len(left) % 4
            try:
                target.write(base64.b64decode(left[:usable], validate=True))
            except binascii.Error as error:
                raise UnreadableError("the recording is not base64") from error
            left = left[usable:]
            if quote:
                break
            piece = source.read(PIECE)
            if not piece:
                raise UnreadableError("the body ends in the middle of the recording")
    if recording.stat().st_size == 0:
        recording.unlink()
    return quote + after
