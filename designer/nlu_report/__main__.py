"""`python -m designer.nlu_report`: measures, writes the page, prints where it is."""
from __future__ import annotations

import argparse
import time
from pathlib import Path

from hilo.clock import now
from hilo.learning.phrase_files import PhraseError, held_out, trained
from hilo.settings import ROOT, SettingError, get_settings

NAME = "nlu-report.html"


def report(root: Path) -> str:
    """The page of a project.

    Raises:
        PhraseError: a file cannot be read, or there are too few phrases to measure anything.
    """
    phrases, tests = trained(root), held_out(root)
    from designer.nlu_report import measuring  # Rasa's imports take ten seconds: what is wrong is said before
    from designer.nlu_report.page import page
    from designer.nlu_report.understanding import Understanding, settings_of

    enough = measuring.measurable(phrases)
    if len({phrase.intent for phrase in enough}) < 2:
        raise PhraseError(f"hacen falta dos intenciones con {measuring.FEWEST} frases o más para medir algo")
    _say(f"{len(phrases)} frases, {len(tests)} mensajes de prueba; mido …")
    answers = Understanding(enough).answers(tests) if tests else []
    left_out = measuring.cross_validated(enough)
    _say("curva de aprendizaje …")
    curve = measuring.learning_curve(enough, tests, measuring.accuracy(answers)) if tests else []
    ask_back = float(settings_of("ReadingPolicy").get("confidence_threshold", 0.0))
    return page(phrases, answers, left_out, curve, ask_back, now())


def main() -> None:
    """Writes the page.

    Raises:
        SystemExit: when there is nothing to measure, or a file or setting cannot be read.
    """
    parser = argparse.ArgumentParser(prog="make nlu-report", description="Lo que el asistente entiende y confunde.")
    parser.add_argument("--project", type=Path, default=ROOT, help="la carpeta del proyecto")
    began = time.monotonic()
    try:
        file = get_settings().var / NAME
        html = report(parser.parse_args().project)
    except (PhraseError, SettingError) as error:
        raise SystemExit(f"hilo: {error}") from error
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(html, encoding="utf-8")
    _say(f"listo en {time.monotonic() - began:.0f} s; ábrelo en el navegador:")
    print(file)


def _say(words: str) -> None:
    print(f"hilo: {words}", flush=True)


if __name__ == "__main__":
    main()
