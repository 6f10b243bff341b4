"""The shell that `make shell` opens."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from designer.shell import interactive
from hilo.settings import ROOT


def test_commands_on_standard_input_are_read_by_sh():
    done = subprocess.run([sys.executable, "-m", "designer.shell"], input='echo "$HILO_PORT $PWD"; exit 3', text=True,
                          capture_output=True, env={**os.environ, "HILO_PORT": "5905", "PYTHONPATH": str(ROOT)})
    assert (done.stdout, done.returncode) == (f"5905 {ROOT}\n", 3)


def test_bash_says_hilo_and_finds_our_python_first(tmp_path):
    (tmp_path / ".bashrc").write_text("PS1='> '; PATH=/other:$PATH\n")
    surroundings = {"PATH": f"/ours:{os.environ['PATH']}", "HOME": str(tmp_path), "TERM": "dumb"}
    command, environment = interactive("/bin/bash", surroundings)
    start = Path(command[2])
    done = subprocess.run(command, input='echo "$PS1|$PATH"\n', text=True, capture_output=True, env=environment)
    assert done.stdout.splitlines()[-1] == f"(hilo) > |{surroundings['PATH']}"
    assert not start.exists()


def test_another_shell_gets_its_prompt_from_the_environment():
    assert interactive("/bin/dash", {"PATH": "/ours"}) == (["/bin/dash", "-i"], {"PATH": "/ours", "PS1": "(hilo) $ "})
