"""`python -m designer.test_stories [FILE]`: the conversation tests as `rasa test` runs them, judged as Rasa does not.

Rasa exits 0 when it finds no test at all and when a story is wrong; here both fail.
"""
from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from hilo.settings import ROOT, get_settings

TESTS = ROOT / "tests" / "conversations"


@click.command()
@click.argument("stories", type=click.Path(exists=True, path_type=Path), default=TESTS)
def main(stories: Path) -> None:
    """Tests the conversations of STORIES, a file or a folder; all of them when none is named.

    It fails when a story does, and when none was found.
    """
    with tempfile.TemporaryDirectory() as results:
        # Without --e2e Rasa takes the intents as they are written and tests the rules alone.
        command = [sys.executable, "-m", "designer.rasa_quietly", "test", "core", "--e2e", "--stories",
                   str(stories.resolve()), "--no-plot", "--out", results]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True,
                              env={**os.environ, **get_settings().for_processes()})
        report = Path(results, "story_report.json")
        if done.returncode or not report.exists():
            print(done.stdout[-4000:], done.stderr[-4000:], sep="\n")
            raise SystemExit("stories: rasa test did not finish")
        accuracy = json.loads(report.read_text())["conversation_accuracy"]
        failed = Path(results, "failed_test_stories.yml").read_text(encoding="utf-8")
    correct, total = accuracy["correct"], accuracy["total"]
    if correct < total:
        print(failed)
    print(f"stories: {correct} passed, {total - correct} failed")
    if correct < total or not total:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
