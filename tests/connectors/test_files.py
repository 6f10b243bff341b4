"""Files that a person was sent are read by whoever has the address, and by nobody else."""
from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sanic import Sanic

from hilo.memory import files as kept
from hilo.outreach import files

ANA, BETO = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


async def get(app: Sanic, path: str, method: str = "get") -> Any:
    _, answer = await getattr(app.asgi_client, method)(path)
    return answer


async def test_a_file_is_served_at_its_address_as_what_it_is(app: Sanic) -> None:
    url = files.keep(ANA, "turno-T-1.ics", b"BEGIN:VCALENDAR")
    answer = await get(app, urlsplit(url).path)
    assert (answer.status, answer.content) == (200, b"BEGIN:VCALENDAR")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'inline; filename="turno-T-1.ics"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    head = await get(app, urlsplit(url).path, "head")
    assert (head.status, head.headers["content-type"]) == (200, "text/calendar; charset=utf-8")


async def test_what_is_not_there_is_not_found_and_nothing_is_listed(app: Sanic, home: Path) -> None:
    url = urlsplit(files.keep(ANA, "a.pdf", b"%PDF")).path
    token = url.split("/")[3]
    for path in (f"{token}/b.pdf", f"{token}/", token, "", f"{'0' * 48}/a.pdf", f"{token}/..%2f{token}%2fa.pdf",
                 "..%2f..%2fsecrets/files", "../secrets/files"):
        assert (await get(app, f"/webhooks/files/{path}")).status == 404, path


def test_the_same_name_is_the_same_address_with_what_was_kept_last(home: Path) -> None:
    first = files.keep(ANA, "a.ics", b"one")
    assert files.keep(ANA, "a.ics", b"two") == first
    assert [file.read_bytes() for file in kept.of([ANA])] == [b"two"]
    assert first.startswith("http://localhost:5005/webhooks/files/")


def test_no_two_addresses_share_what_cannot_be_guessed(home: Path) -> None:
    tokens = {files.keep(who, name, b"x").split("/")[-2][16:] for who in (ANA, BETO) for name in ("a.ics", "b.ics")}
    assert len(tokens) == 4


@pytest.mark.parametrize("name", ["../a.pdf", "a/b.pdf", ".pdf", "a.html", "a", "año.pdf", ""])
def test_a_name_that_could_harm_is_refused(home: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"no (name|type)"):
        files.keep(ANA, name, b"x")


def test_a_persons_files_are_found_and_nobody_elses(home: Path) -> None:
    files.keep(ANA, "a.ics", b"x")
    files.keep(ANA, "b.pdf", b"x")
    files.keep(BETO, "c.pdf", b"x")
    assert [file.name for file in kept.of([ANA])] in (["a.ics", "b.pdf"], ["b.pdf", "a.ics"])
