"""Two drawings as SVG inside the page: no picture is loaded, and colours are the page's."""
from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from designer.nlu_report.figures import Bin
from designer.nlu_report.measuring import Point

WIDTH, HEIGHT = 360, 260
LEFT, RIGHT, TOP, BOTTOM = 44, 22, 12, 40


def percent(share: float, digits: int = 0) -> str:
    """0.934 → 93 %."""
    return f"{100 * share:.{digits}f} %".replace(".", ",")


def calibration_plot(bins: Sequence[Bin]) -> Markup:
    """A bar for each tenth: how often it was right; the line is where it should be. Wider: more messages."""
    most = max((one.count for one in bins), default=1)
    shapes = []
    for one in bins:
        half = (WIDTH - LEFT - RIGHT) / 20 * (0.25 + 0.65 * (one.count / most) ** 0.5)
        middle = _x(min(one.low + 0.05, 0.95))
        shapes.append(f'<rect class="bar" x="{middle - half:.1f}" y="{_y(one.right):.1f}" width="{2 * half:.1f}" '
                      f'height="{_y(0) - _y(one.right):.1f}"><title>dice {percent(one.said)}: acierta '
                      f'{percent(one.right)} de {one.count}</title></rect>')
    line = f'<line class="ideal" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>'
    return _drawing("Cuántas veces acierta según la confianza que dice", "confianza que dice", "acierta",
                    "".join(shapes) + line, [(s / 5, percent(s / 5)) for s in range(6)])


def curve_plot(points: Sequence[Point]) -> Markup:
    """Accuracy by the share of phrases."""
    line = " ".join(f"{_x(p.share):.1f},{_y(p.accuracy):.1f}" for p in points)
    dots = "".join(f'<circle class="dot" cx="{_x(p.share):.1f}" cy="{_y(p.accuracy):.1f}" r="4"><title>{p.phrases} '
                   f'frases: {percent(p.accuracy, 1)}</title></circle>' for p in points)
    return _drawing("Cuánto entiende según la parte de las frases con que se entrena", "parte de las frases",
                    "entiende", f'<polyline class="curve" points="{line}"/>{dots}',
                    [(p.share, percent(p.share)) for p in points])


def _x(share: float) -> float:
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _y(share: float) -> float:
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def _drawing(title: str, below: str, beside: str, inside: str, marks: Sequence[tuple[float, str]]) -> Markup:
    grid = "".join(f'<line class="grid" x1="{_x(0)}" y1="{_y(s / 5)}" x2="{_x(1)}" y2="{_y(s / 5)}"/>'
                   f'<text x="{LEFT - 5}" y="{_y(s / 5) + 4}" text-anchor="end">{percent(s / 5)}</text>'
                   for s in range(6))
    under = "".join(f'<text x="{_x(at)}" y="{HEIGHT - BOTTOM + 15}" text-anchor="middle">{name}</text>'
                    for at, name in marks)
    words = (f'<text x="{_x(0.5)}" y="{HEIGHT - 6}" text-anchor="middle" class="axis">{below}</text>'
             f'<text x="{LEFT + 6}" y="{TOP + 9}" class="axis">{beside}</text>')
    return Markup(f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{title}">{grid}{under}{inside}{words}'
                  "</svg>")
