"""Files beside the database that may still name a person after an erasure: logs, exports."""
from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

CHUNK = 16 * 1024 * 1024
_DATABASE = ("", "-wal", "-shm", "-journal")


@dataclass
class Wiped:
    """deleted: exports of the person. overwritten: logs in which something was found. left: files of other kinds that
    name the person; nobody but a person can say what is to become of them."""

    deleted: list[Path] = field(default_factory=list)
    overwritten: list[Path] = field(default_factory=list)
    left: list[Path] = field(default_factory=list)

    def __len__(self) -> int:
        """Files that are clean now and were not before."""
        return len(self.deleted) + len(self.overwritten)


def wipe(home: Path, database: Path | None, mark: str, ids: list[str], words: Iterable[str]) -> Wiped:
    """Looks through every file under `home` but the database.

    mark: the first key of an export, whose value lists the person's ids. words: addresses and texts of the person. A
    log is overwritten in place, sign by sign, since the server that writes it holds it open.
    """
    wiped = Wiped()
    needles = list(dict.fromkeys(spelling for word in [*ids, *words] for spelling in spellings(word)))
    own = {Path(f"{database}{end}") for end in _DATABASE} if database else set()
    for file in sorted(home.rglob("*")):
        if file in own or file.is_symlink() or not file.is_file():
            continue
        if _is_export(file, mark, ids):
            file.unlink()
            wiped.deleted.append(file)
        elif ".log" in file.name:
            if _overwrite(file, needles):
                wiped.overwritten.append(file)
        elif holds(file, needles):
            wiped.left.append(file)
    return wiped


def spellings(word: str) -> Iterator[bytes]:
    """How a text may stand in a file: as it is, in JSON, in Python's own spelling, in an address line."""
    for text in (word, json.dumps(word)[1:-1], json.dumps(word, ensure_ascii=False)[1:-1], repr(word)[1:-1],
                 quote(word, safe="")):
        yield text.encode("utf-8", "surrogatepass")


def holds(file: Path, needles: list[bytes]) -> bool:
    """Whether any of these stands in a file, however large."""
    return any(True for _ in _found(file, needles))


def _found(file: Path, needles: list[bytes]) -> Iterator[tuple[int, int]]:
    """Where they stand: offset and length. Chunks overlap, so that none is missed at a border."""
    overlap = max((len(needle) for needle in needles), default=1) - 1
    with file.open("rb") as source:
        offset, tail = 0, b""
        while piece := source.read(CHUNK):
            chunk = tail + piece
            for needle in needles:
                place = chunk.find(needle)
                while place >= 0:
                    yield offset + place, len(needle)
                    place = chunk.find(needle, place + 1)
            tail = chunk[-overlap:] if overlap else b""
            offset += len(chunk) - len(tail)


def _overwrite(file: Path, needles: list[bytes]) -> bool:
    places = set(_found(file, needles))
    if places:
        with file.open("r+b") as target:
            for offset, length in places:
                target.seek(offset)
                target.write(b"*" * length)
    return bool(places)


def _is_export(file: Path, mark: str, ids: list[str]) -> bool:
    with file.open("rb") as source:
        head = source.read(64 * 1024)
    return head.lstrip(b"{ \r\n\t").startswith(f'"{mark}"'.encode()) and any(one.encode() in head for one in ids)
