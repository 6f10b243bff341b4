"""Measures the reading of permissions on authors it never learned from.

    python -m bench.permissions [--misses]

Each file of `hilo/spanish/words/permissions/` that one author wrote alone is left out in turn and read by a reader
fitted on all others; `read_permission` itself has learned from all of them. Beside them the open lines of
`tests/hilo/spanish/gold/optouts.jsonl` (every other line; the rest is kept closed), which nothing is fitted on.
Each cell: recall, precision, and the share of those found whose purpose and channel are right.
"""
from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from hilo.spanish.permission_model import EXAMPLES, Example, PermissionModel, read_examples
from hilo.spanish.refusals import Permission, learned, read_command

GOLD = Path(__file__).resolve().parents[1] / "tests" / "hilo" / "spanish" / "gold" / "optouts.jsonl"
AUTHORS = ("mexico_colombia", "rio_de_la_plata_chile", "spain_andes", "bolivia_paraguay_caribbean")
SURE = 0.85
"""Below this confidence a caller asks."""

Reader = Callable[[str], "Permission | None"]


def open_lines() -> list[Example]:
    """The 1st, 3rd, 5th… line of the gold set."""
    items = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()[::2]]
    return [Example(i["text"], i["kind"] or "none", i["purpose"] or "", i["channel"] or "") for i in items]


def score(examples: list[Example], read: Reader, misses: bool = False) -> tuple[float, float, float]:
    """Recall, precision and right scope of a reader."""
    right = found = given = scope = 0
    for text, kind, *want in examples:
        got = read(text)
        found += got is not None
        given += kind != "none"
        hit = got is not None and got.kind == kind
        in_scope = hit and got is not None and [got.purpose, got.channel] == want
        right, scope = right + hit, scope + in_scope
        if misses and (not in_scope if kind != "none" else got is not None):
            print("     ", kind, *want, "|", text, "| read as", got)
    return right / max(given, 1), right / max(found, 1), scope / max(right, 1)


def left_out(files: dict[str, list[Example]], author: str) -> PermissionModel:
    """The reader that has not seen this author."""
    return PermissionModel([e for name, examples in files.items() if name != author for e in examples])


def _sure(read: Reader) -> Reader:
    def sure(text: str) -> Permission | None:
        got = read(text)
        return got if got is not None and got.confidence >= SURE else None
    return sure


def readers(model: PermissionModel) -> dict[str, Reader]:
    """What is compared: the commands, the learned reader, both, and both where nobody need ask."""
    def both(text: str) -> Permission | None:
        return read_command(text) or learned(model.read(text))

    return {"commands": read_command, "learned": lambda text: learned(model.read(text)), "both": both,
            "both, sure": _sure(both)}


def main() -> None:
    """Prints the table."""
    misses = "--misses" in sys.argv
    files = {path.stem: read_examples(path) for path in sorted(EXAMPLES.glob("*.txt"))}
    print(f"{'':24}" + "".join(f"{name:>22}" for name in ("commands", "learned", "both", "both, sure")))
    for author in (*AUTHORS, "open lines"):
        began = time.process_time()
        model = left_out(files, author)
        took = time.process_time() - began
        examples = files.get(author) or open_lines()
        cells = ["  ".join(f"{part:.3f}" for part in score(examples, read, misses and name == "both"))
                 for name, read in readers(model).items()]
        print(f"{author:24}" + "".join(f"{cell:>22}" for cell in cells) + f"   fit {took:.2f} s")


if __name__ == "__main__":
    main()
