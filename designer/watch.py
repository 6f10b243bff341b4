"""`make watch`: runs the assistant and takes every saved change live.

A bot text is read again by the servers themselves. Phrases, rules, stories and slots are trained
in a process that has Rasa in memory (`designer.trainer`), and the running server takes the new
model over. Changed actions and company data restart whoever reads them.
"""
from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from watchfiles import watch

from designer import processes, training
from designer.changes import Kind, changed_texts, kind_of, saved_at, saved_since, skeleton, wording
from designer.trainer import Trainer, TrainingError
from designer.validate import checks
from designer.validate.company import company
from designer.validate.project import Project
from designer.validate.rasa_words import judge
from hilo.business.lexicon import lexicon_of
from hilo.business.load import BusinessError, load_company
from hilo.settings import ROOT, SettingError, get_settings

START = 180.0
"""Seconds the servers may take to get ready on a busy machine."""


def say(text: str) -> None:
    """One line for the designer."""
    print(f"hilo: {text}", flush=True)


class Watch:
    """The running assistant and what it is made of."""

    _is_wrong = False

    def __init__(self) -> None:
        """Reads what there is; starts nothing yet."""
        self.settings = get_settings()
        self.address = f"http://127.0.0.1:{self.settings.hilo_port}"
        self.actions_health = f"http://127.0.0.1:{self.settings.hilo_actions_port}/health"
        surroundings = processes.environment(self.settings, HILO_WATCH="1")
        self.group = processes.Processes(surroundings, lambda name, line: print(f"{name:<8}│ {line}", flush=True))
        self._surroundings = surroundings
        self.trainer: Trainer | None = None
        self._todo: set[Kind] = set()
        project = Project(ROOT)
        self._skeleton, self._texts = skeleton(project), wording(project)
        self._heard = self._words_heard()

    @staticmethod
    def _words_heard() -> str:
        """What the Rasa server itself reads of the company: the words it hears, and the profile."""
        company = load_company()
        return repr((lexicon_of(company), company.profile))

    def start(self) -> None:
        """Starts everything and waits until it answers.

        Raises:
            StartError: when a server does not start.
        """
        for name in processes.commands():
            self.group.start(name)
        self.group.wait_for("actions", self.actions_health, START)
        self.group.wait_for("rasa", f"{self.address}/health", START)
        self.trainer = Trainer({**self._surroundings, "LOG_LEVEL": "ERROR"}, self.settings.var / "train.log")

    def stop(self) -> None:
        """Ends everything."""
        if self.trainer:
            self.trainer.stop()
        self.group.stop()

    def take(self, paths: set[Path]) -> None:
        """Takes saved files live, or says what is wrong with them."""
        self._todo |= {kind for kind in (kind_of(path, ROOT) for path in paths) if kind}
        saved = saved_at(paths) or time.time()
        project = Project(ROOT)
        wanted = [c for c in checks.CHECKS if c is not company or Kind.BUSINESS in self._todo]
        problems = checks.quick(project, wanted)
        touched = {path.relative_to(ROOT).as_posix() for path in paths}
        for problem in problems:
            if not problem.pending or problem.path in touched:  # what is yet to be written elsewhere can wait
                print(problem, flush=True)
        if any(not problem.pending for problem in problems):
            say("corrige eso y guarda; mientras tanto sigue en pie lo anterior")
            self._is_wrong = True
            return
        if self._is_wrong:
            say("corregido")
            self._is_wrong = False

        def took() -> str:
            return f"{time.time() - saved:.1f} s desde que guardaste"

        doing: list[tuple[Kind, Callable[[Project, Callable[[], str]], None]]] = [
            (Kind.ACTIONS, self._restart_actions), (Kind.BUSINESS, self._take_company), (Kind.MODEL, self._take_model)]
        for kind, do in doing:
            if kind in self._todo:
                try:
                    do(project, took)
                    self._todo.discard(kind)
                except TrainingError as error:
                    for problem in judge(project, str(error), fatal=True):
                        print(problem, flush=True)
                    say("no entrena así; sigue en pie lo anterior")
                except (processes.StartError, httpx.HTTPError) as error:
                    say(str(error))

    def _restart_actions(self, _: Project, took: Callable[[], str]) -> None:
        self.group.stop("actions")
        self.group.start("actions")
        self.group.wait_for("actions", self.actions_health, START)
        say(f"acciones en vivo ({took()})")

    def _take_company(self, project: Project, took: Callable[[], str]) -> None:
        if Kind.ACTIONS not in self._todo:
            self._restart_actions(project, took)
        for name in ("worker", "console"):  # templates and hours, drafts; what is being sent is finished first
            self.group.stop(name)
            self.group.start(name)
        heard = self._words_heard()
        if heard != self._heard:
            say("cambiaron las palabras o el perfil de la empresa: arranco de nuevo también el servidor de Rasa …")
            self.group.stop("rasa")
            self.group.start("rasa")
            self.group.wait_for("rasa", f"{self.address}/health", START)
            self._heard = heard
        say(f"datos de la empresa en vivo ({took()})")

    def _take_model(self, project: Project, took: Callable[[], str]) -> None:
        new_skeleton, texts = skeleton(project), wording(project)
        changed = changed_texts(self._texts, texts)
        if new_skeleton != self._skeleton:
            say("entreno …")
            self._train()
            say(f"frases, reglas y textos en vivo ({took()})")
        elif changed:
            say(f"texto en vivo: {', '.join(changed)} ({took()})")
        self._skeleton, self._texts = new_skeleton, texts

    def _train(self) -> None:
        made_of = training.fingerprint()
        assert self.trainer is not None
        model = Path(self.trainer.train())
        headers = {"Authorization": f"Bearer {self.settings.hilo_api_token}"} if self.settings.hilo_api_token else {}
        answer = httpx.put(f"{self.address}/model", json={"model_file": str(ROOT / model)}, timeout=START,
                           headers=headers)
        if answer.status_code != 204:
            raise TrainingError(f"el servidor no tomó el modelo: {answer.text[:300]}")
        training.RECORD.write_text(json.dumps({"fingerprint": made_of, "model": model.name}))
        for old in training.models()[:-training.KEPT]:
            old.unlink()


def end(*_: Any) -> None:
    """SIGTERM ends like Ctrl-C."""
    raise KeyboardInterrupt


def main() -> None:
    """Runs until Ctrl-C or SIGTERM.

    Raises:
        SystemExit: when the assistant cannot start, or its server ends by itself.
    """
    signal.signal(signal.SIGTERM, end)
    try:
        training.main()
        began, watched = time.time(), Watch()
    except (SettingError, BusinessError) as error:
        raise SystemExit(f"hilo: {error}") from error
    try:
        watched.start()
        problems = checks.quick(Project(ROOT))
        if problems:
            say(f"hay {len(problems)} problemas; «make validate» los lista")
        say(f"guarda un archivo de data/ o actions/ y lo verás en {watched.settings.chat_address}")
        late = saved_since(began, ROOT)  # while all was starting
        if late:
            watched.take(late)
        for changes in watch(ROOT, watch_filter=lambda _, path: kind_of(Path(path), ROOT) is not None,
                             yield_on_timeout=True, rust_timeout=2000):
            if "rasa" in watched.group.ended():
                raise processes.StartError("el servidor de Rasa terminó:\n" + watched.group.last_words("rasa"))
            if changes:
                watched.take({Path(path) for _, path in changes})
    except KeyboardInterrupt:
        say("termino los procesos …")
    except processes.StartError as error:
        raise SystemExit(f"hilo: {error}") from error
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        watched.stop()


if __name__ == "__main__":
    main()
