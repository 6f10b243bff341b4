"""`make run`: trains if needed, then starts every process of the Procfile with honcho.

This process becomes honcho, so that Ctrl-C and SIGTERM reach it and it ends them all.
"""
from __future__ import annotations

import os
import sys

from designer import training
from designer.before_start import checked
from designer.processes import environment
from hilo.addresses import TOGETHER
from hilo.settings import ROOT


def main() -> None:
    """Checks what can be checked before anything starts, then hands over to honcho."""
    settings = checked()
    training.main()
    print("hilo: arrancando los procesos; el chat abre en medio minuto …", flush=True)
    os.chdir(ROOT)
    os.execve(sys.executable, [sys.executable, "-m", "honcho", "start", "-e", os.devnull],
              environment(settings, **{TOGETHER: "1"}))


if __name__ == "__main__":
    main()
