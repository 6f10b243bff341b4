"""A process that has Rasa in memory and trains when it is told to: seconds instead of half a minute.

Each line on standard input is a file name for the model; each line on standard output is a JSON
object: `{"ready": true}` once, then `{"model": path}` or `{"error": text}` for each.
What Rasa prints goes to standard error.
"""
from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
import warnings
from typing import Any


def quiet() -> Any:
    """Keeps standard output for the answers and Rasa's chatter out of sight; returns where to answer."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    import sanic  # noqa: F401 (switches deprecation warnings on when it is imported; the next lines undo it)
    import structlog

    warnings.simplefilter("ignore")
    warnings.filterwarnings = lambda *args, **kwargs: None  # type: ignore[assignment]
    logging.basicConfig(level=logging.ERROR)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    return answers


def warm_up() -> None:
    """Imports what every training needs, so that the first one takes no longer than the others."""
    from rasa.engine.recipes.default_recipe import DefaultV1Recipe
    from rasa.shared.importers.importer import TrainingDataImporter

    importer = TrainingDataImporter.load_from_config("config.yml", "domain.yml", ["data"])
    with contextlib.suppress(Exception):  # a mistake in the files is told when it is trained
        DefaultV1Recipe().graph_config_for_recipe(importer.get_config(), {})
        importer.get_domain()
        importer.get_nlu_data()


def main() -> None:
    """Trains until standard input ends."""
    answers = quiet()
    from rasa.model_training import train

    warm_up()

    def answer(**said: Any) -> None:
        print(json.dumps(said), file=answers, flush=True)

    answer(ready=True)
    for line in sys.stdin:
        try:
            result = train("domain.yml", "config.yml", ["data"], output="models", fixed_model_name=line.strip())
            answer(model=result.model) if result.model else answer(error="Rasa no dejó ningún modelo")
        except SystemExit as error:  # Rasa's way of refusing
            answer(error=f"Rasa no quiso entrenar ({error}); lo que dice está más arriba")
        except Exception as error:
            answer(error=f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
