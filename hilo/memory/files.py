"""Files that a person was sent: `HILO_HOME/var/files/<token>/<name>`.

The token begins with a mark of whose it is, so that all files of a person are found when they are erased, and ends in
what nobody can guess without this installation's secret. The same name of the same person is the same place: a turn
that is repeated makes no second file, and a calendar entry that changed is found where it was.
"""
from __future__ import annotations

import hashlib
import hmac
import os
import re
import uuid
from collections.abc import Iterable
from pathlib import Path

from hilo.settings import get_settings

_MARK, _SECRET = 16, 32
"""Hexadecimal digits of the token's two parts."""
_TOKEN = re.compile(rf"[0-9a-f]{{{_MARK + _SECRET}}}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


def write(contact_id: str, name: str, data: bytes) -> str:
    """Writes a file, in place of one of the same name; its token.

    Raises:
        ValueError: for a name of other than ASCII letters, digits, '.', '_' and '-'.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"no name for a file: {name!r}")
    token = _token(contact_id, name)
    place = _folder() / token
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = place / f".{uuid.uuid4()}.part"
    try:
        with open(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as made:
            made.write(data)
        part.replace(place / name)
    finally:
        part.unlink(missing_ok=True)
    return token


def find(token: str, name: str) -> Path | None:
    """The file of that token and name, or None."""
    if not _TOKEN.fullmatch(token) or not _NAME.fullmatch(name):
        return None
    file = _folder() / token / name
    return file if file.is_file() else None


def of(contact_ids: Iterable[str]) -> list[Path]:
    """The files that these contacts were sent."""
    return sorted(file for one in contact_ids for file in _folder().glob(f"{_mark(one)}*/*"))


def _folder() -> Path:
    return get_settings().var / "files"


def _mark(contact_id: str) -> str:
    return hashlib.sha256(contact_id.encode()).hexdigest()[:_MARK]


def _token(contact_id: str, name: str) -> str:
    secret = get_settings().local_secret("files").encode()
    return _mark(contact_id) + hmac.new(secret, f"{contact_id}/{name}".encode(), hashlib.sha256).hexdigest()[:_SECRET]
