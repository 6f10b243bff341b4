"""Whom to call: a CSV file, as a spreadsheet or ElevenLabs' own page writes it."""
from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from hilo.spanish.normalize import fold

PHONE = ("phone", "phone_number", "telefono", "numero", "celular", "movil", "whatsapp")
COUNTRY = ("country", "pais")
NAMES = ("nombre", "nombres")
"""A column of the person's name in Spanish; what the agent is told is called `name`."""
OVERRIDES = ("language", "voice_id", "first_message")
"""Columns that ElevenLabs' own page reads so too: how this one call differs."""
RESERVED = ("system__", "secret__")
"""Beginnings that ElevenLabs keeps for itself."""
MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 50_000
LONGEST = 400
"""Characters of one value."""
_NO_NAME = re.compile(r"[^a-z0-9_]+")


class FileError(ValueError):
    """The file cannot be used; the message says where and what to do."""


@dataclass(frozen=True)
class Row:
    """line: in the file, the header is 1. phone, country: as written. values: the other columns by their names.
    overrides: of OVERRIDES, those that were given."""

    line: int
    phone: str
    country: str | None
    values: dict[str, str]
    overrides: dict[str, str]


def read_people(path: Path) -> list[Row]:
    """The rows of a file in UTF-8 or as older spreadsheets save it, with commas, semicolons or tabs.

    Raises:
        FileError
        OSError
    """
    if path.stat().st_size > MOST_BYTES:
        raise FileError(f"{path.name}: larger than {MOST_BYTES // 1024 // 1024} MB; divide it")
    raw = path.read_bytes()
    if b"\x00" in raw:
        raise FileError(f"{path.name}: this is no CSV file; save the sheet as CSV (UTF-8)")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    first = text.partition("\n")[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        header = next(lines, [])
        names = _names(header, path.name)
        found: list[Row] = []
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if len(found) >= MOST_ROWS:
                raise FileError(f"{path.name}: more than {MOST_ROWS} rows; divide it")
            if len(cells) > len(names):
                raise FileError(f"{path.name}:{lines.line_num}: {len(cells)} values under {len(names)} columns; put "
                                "values that hold the separator between quotes")
            found.append(_row(lines.line_num, dict(zip(names, cells, strict=False))))
    except csv.Error as error:
        raise FileError(f"{path.name}:{lines.line_num}: {error}") from error
    if not found:
        raise FileError(f"{path.name}: no rows below the header")
    return found


def _names(header: list[str], file: str) -> list[str]:
    names = [_NO_NAME.sub("_", fold(cell).strip().replace("ñ", "n")).strip("_") if not cell.strip().startswith(RESERVED)
             else cell.strip() for cell in header]
    if not any(name in PHONE for name in names):
        raise FileError(f"{file}:1: no column of telephones; call one of them phone or telefono")
    names = ["name" if name in NAMES and "name" not in names else name for name in names]
    for place, name in enumerate(names):
        if name and name in names[:place]:
            raise FileError(f"{file}:1: two columns are called {name}; rename one")
        if name.startswith(RESERVED):
            raise FileError(f"{file}:1: {name}: ElevenLabs keeps names that begin with {RESERVED[0]} or {RESERVED[1]} "
                            "for itself; rename the column")
    return names


def _row(line: int, cells: dict[str, str]) -> Row:
    values = {name: " ".join(cell.split())[:LONGEST] for name, cell in cells.items() if name}
    phone = next((name for name in PHONE if name in values), "")
    country = next((values.pop(name) for name in COUNTRY if name in values), "").upper()
    return Row(line, values.pop(phone, ""), country if re.fullmatch("[A-Z]{2}", country) else None,
               {name: value for name, value in values.items() if name not in OVERRIDES},
               {name: values[name] for name in OVERRIDES if values.get(name)})
