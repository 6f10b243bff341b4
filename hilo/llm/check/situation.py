"""What a rule may look at beside the text."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from hilo.spanish.normalize import fold


@dataclass(frozen=True)
class Situation:
    """What was asked, and what the answer may rest on.

    sources: texts in which every figure, link and name of the answer has to stand. said: what the person said: no
    source, but their names may be named. instructions: what the model was told. register: tu, usted or vos; None: the
    text addresses nobody. longest: characters. is_cut: the model ended in the middle. choices: the only texts there may
    be. unknown_marks: placeholders that stand for nothing.
    """

    purpose: str = "answer"
    sources: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    instructions: str = ""
    register: str | None = "tu"
    longest: int = 600
    is_cut: bool = False
    choices: tuple[str, ...] = ()
    unknown_marks: tuple[str, ...] = ()

    @cached_property
    def source(self) -> str:
        """All sources together."""
        return "\n\n".join(self.sources)

    @cached_property
    def folded_source(self) -> str:
        """The same without accents and capitals."""
        return fold(self.source)

    @cached_property
    def passages(self) -> list[str]:
        """The sources, thing by thing: a blank line parts them."""
        return [one for one in self.source.split("\n\n") if one.strip()]
