"""The page: everything in one file, which nothing is loaded into."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template

from designer.nlu_report import figures, plots, repeated
from designer.nlu_report.advice import all_intents, is_weak
from designer.nlu_report.measuring import Point, accuracy
from designer.nlu_report.understanding import Answer
from hilo.learning.likeness import Likeness
from hilo.learning.phrase_files import Phrase

TEMPLATE = Path(__file__).with_name("page.html")
TESTS, LEFT_OUT = "Mensajes de prueba", "Frases apartadas"
FLAT = 0.01
"""A gain over the last quarter of the phrases under which the curve counts as flat."""


def page(phrases: Sequence[Phrase], tests: Sequence[Answer], left_out: Sequence[Answer], curve: Sequence[Point],
         ask_back: float, at: datetime) -> str:
    """The page's HTML. tests, left_out: how held-out messages, and phrases left out, were understood; either may be
    empty. ask_back: under this confidence the assistant asks what is meant."""
    rows = all_intents(phrases, figures.by_intent(left_out), figures.by_intent(tests),
                       figures.confusions([*tests, *left_out]))
    sides = [(title, those) for title, those in ((TESTS, tests), (LEFT_OUT, left_out)) if those]
    calibrations = [(title, bins, figures.calibration_error(bins), plots.calibration_plot(bins))
                    for title, those in sides for bins in [figures.calibration(those)]]
    outsides = [(title, figures.out_of_scope(those, ask_back)) for title, those in sides]
    return _template().render(
        when=f"{at:%d/%m/%Y %H:%M}", phrases=len(phrases), tests=len(tests), intents=rows,
        weak=[row for row in rows if is_weak(row)], accuracy=accuracy(tests), left_out_accuracy=accuracy(left_out),
        error=calibrations[0][2] if calibrations else 0.0, outside=outsides[0][1] if outsides else None,
        confused=[(title, figures.confusions(those)) for title, those in sides], nearest=_Nearest(phrases),
        repeated=repeated.repeated(phrases, [answer.phrase for answer in tests]),
        misplaced=repeated.misplaced(left_out), calibrations=calibrations, outsides=outsides, curve=curve,
        curve_plot=plots.curve_plot(curve), curve_says=_curve_says(curve))


def _template() -> Template:
    surroundings = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    surroundings.filters["percent"] = plots.percent
    return surroundings.from_string(TEMPLATE.read_text(encoding="utf-8"))


def _curve_says(curve: Sequence[Point]) -> str:
    if len(curve) < 2:
        return ""
    gain = curve[-1].accuracy - curve[-2].accuracy
    more = f"El último cuarto de las frases hizo ganar {100 * gain:.1f} puntos".replace(".", ",")
    if gain < FLAT:
        return f"{more}: la curva ya casi no sube. Más frases del mismo estilo no ayudan; sí las de otra gente."
    return f"{more}: la curva todavía sube, y más frases de gente distinta van a ayudar."


class _Nearest:
    """The trained phrase of the intent that a message was taken for which is most like it."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        """`phrases`: the trained ones."""
        self._by_intent: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            self._by_intent.setdefault(phrase.intent, []).append(phrase)
        self._likeness: dict[str, Likeness] = {}

    def __call__(self, answer: Answer) -> Phrase | None:
        """None where the intent has no phrases."""
        those = self._by_intent.get(answer.guess)
        if not those:
            return None
        if answer.guess not in self._likeness:
            self._likeness[answer.guess] = Likeness([phrase.said for phrase in those])
        return those[self._likeness[answer.guess].nearest([answer.phrase.said], 1)[0][0].place]
