"""Which pending messages of a person are one turn."""
from __future__ import annotations

from collections.abc import Sequence

from connectors.keywords import is_keyword
from hilo.memory.outbox import CHANNELS as IN_BUBBLES
from hilo.memory.tables import Inbox


def in_turns(rows: Sequence[Inbox]) -> list[list[Inbox]]:
    """The rows of a claim, turn by turn: bubbles of one address together, a request or a keyword by itself."""
    turns: list[list[Inbox]] = []
    for row in rows:
        last = turns[-1][-1] if turns else None
        if last is not None and row.channel in IN_BUBBLES and not is_keyword(row) and not is_keyword(last) and (
                last.channel, last.address) == (row.channel, row.address):
            turns[-1].append(row)
        else:
            turns.append([row])
    return turns
