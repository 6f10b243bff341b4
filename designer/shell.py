"""`make shell`: a shell in the environment, in which `rasa train`, `rasa test`, … work as typed.

Where standard input is no terminal, commands are read from it by `sh`.
"""
from __future__ import annotations

import os
import shlex
import sys
import tempfile
from pathlib import Path

from hilo.settings import ROOT, SettingError, get_settings

PROMPT = "(hilo) "


def _write(folder: str, name: str, lines: list[str]) -> str:
    """A start file that removes itself; where it lies."""
    file = Path(folder) / name
    file.write_text("\n".join([f"rm -rf {shlex.quote(folder)}", *lines]) + "\n", encoding="utf-8")
    return str(file)


def interactive(shell: str, environment: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """The command and environment of an interactive shell whose prompt says hilo.

    The person's own start files run first; they may put another Python before ours, so ours is put back.
    """
    name = Path(shell).name
    path = f"export PATH={shlex.quote(environment['PATH'])}"
    if name == "bash":
        folder = tempfile.mkdtemp(prefix="hilo-shell-")
        start = _write(folder, "bashrc", ["[ -f ~/.bashrc ] && . ~/.bashrc", path, f'PS1="{PROMPT}$PS1"'])
        return [shell, "--rcfile", start, "-i"], environment
    if name == "zsh":
        folder = tempfile.mkdtemp(prefix="hilo-shell-")
        home = shlex.quote(environment.get("ZDOTDIR") or environment.get("HOME", ""))
        _write(folder, ".zshrc", [f"[ -f {home}/.zshrc ] && . {home}/.zshrc", path, f'PROMPT="{PROMPT}$PROMPT"'])
        return [shell, "-i"], {**environment, "ZDOTDIR": folder}
    return [shell, "-i"], {**environment, "PS1": f"{PROMPT}$ "}


def main() -> None:
    """Becomes the shell.

    Raises:
        SystemExit: when a setting cannot be read.
    """
    try:
        environment = {**os.environ, **get_settings().for_processes()}
    except SettingError as error:
        raise SystemExit(f"hilo: {error}") from error
    os.chdir(ROOT)
    if not sys.stdin.isatty():
        os.execvpe("sh", ["sh"], environment)
    command, environment = interactive(environment.get("SHELL") or "/bin/sh", environment)
    os.execvpe(command[0], command, environment)


if __name__ == "__main__":
    main()
