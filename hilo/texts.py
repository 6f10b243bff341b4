"""The designers' texts, for the parts that an action puts together.

Whole messages are named to Rasa, which picks a variant; only pieces of a message
("talle 38", "sin apuro") are read here. No sentence is written in Python.
"""
from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import yaml

from hilo.settings import ROOT, get_settings

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's where it is there: ten times as quick, while the first people wait."""
REGISTER = "register"
"""The slot on which a variant's condition stands: how the person is addressed."""


def domain_files(root: Path = ROOT) -> list[Path]:
    """The files that hold texts."""
    return [root / "domain.yml", *sorted((root / "data" / "flows").glob("*/domain.yml"))]


class Texts:
    """All responses by name; with `HILO_WATCH` they are read again when a file changes.

    `register` (usted, tu or vos) is how the person is addressed who reads the text; without one the default variant is
    taken. Of several variants it is the first, as a piece is part of a sentence that Rasa picks.
    """

    def __init__(self, root: Path = ROOT) -> None:
        """Reads nothing yet."""
        self._root = root
        self._reading = threading.Lock()
        self._stamp: tuple[float, ...] = ()
        self._responses: dict[str, list[dict[str, Any]]] = {}

    def _read(self) -> None:
        if self._responses and not get_settings().hilo_watch:
            return
        with self._reading:  # at the start many ask at once; one reads
            self._read_anew()

    def _read_anew(self) -> None:
        stamp = tuple(file.stat().st_mtime for file in domain_files(self._root))
        if stamp != self._stamp:
            self._responses = {name: variants for file in domain_files(self._root)
                               for name, variants in (yaml.load(file.read_text(encoding="utf-8"), _Loader)
                                                      .get("responses") or {}).items()}
            self._stamp = stamp

    def names(self, prefix: str = "utter_") -> list[str]:
        """The names that begin so."""
        self._read()
        return [name for name in self._responses if name.startswith(prefix)]

    def fill(self, name: str, /, *, register: str | None = None, on: str | None = None, **values: Any) -> str:
        """A text with its places filled.

        Args:
            on: the channel on which it will be read or heard, where it may have a wording of its own for that.

        Raises:
            KeyError: naming the text, or the place in it for which no value was given.
        """
        self._read()
        if name not in self._responses:
            raise KeyError(f"no text is called {name}")
        return str(self._variant(name, register, on)["text"]).format(**values)

    def buttons(self, name: str, register: str | None = None) -> list[dict[str, str]]:
        """The buttons of a text, title and payload."""
        self._read()
        return [{"title": str(b["title"]), "payload": str(b["payload"])}
                for b in self._variant(name, register).get("buttons") or []]

    def titles(self, name: str, register: str | None = None) -> list[str]:
        """The titles of a text's buttons."""
        return [button["title"] for button in self.buttons(name, register)]

    def _variant(self, name: str, register: str | None, on: str | None = None) -> dict[str, Any]:
        """The first variant for a register, among those of the channel or else of every channel; else the first
        without a condition."""
        variants = self._responses[name]
        own = [v for v in variants if on and v.get("channel") == on]
        written = own or [v for v in variants if "channel" not in v] or variants
        return next((v for v in written if register and _is_for(v, register)),
                    next((v for v in written if not v.get("condition")), written[0]))


def _is_for(variant: dict[str, Any], register: str) -> bool:
    """Whether all conditions of a variant ask for this register; one on another slot is not known here."""
    conditions = variant.get("condition") or []
    return bool(conditions) and all(c.get("name") == REGISTER and c.get("value") == register for c in conditions)


texts = Texts()
