"""`python -m designer.run_parts rasa actions`: some processes of the Procfile alone, for a container; no training."""
from __future__ import annotations

import os
import sys

from designer.processes import environment
from hilo.settings import ROOT, SettingError, get_settings


def main() -> None:
    """Becomes honcho, which ends all of them when one ends."""
    try:
        settings = get_settings()
    except SettingError as error:
        raise SystemExit(f"hilo: {error}") from error
    os.chdir(ROOT)
    os.execve(sys.executable, [sys.executable, "-m", "honcho", "start", "-e", os.devnull, *sys.argv[1:]],
              environment(settings, HILO_RASA_LOG=os.devnull))  # a container's output is its log; var/ is shared


if __name__ == "__main__":
    main()
