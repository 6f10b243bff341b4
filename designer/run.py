"""`make run`: trains if needed, then starts every process of the Procfile with honcho.

This process becomes honcho, so that Ctrl-C and SIGTERM reach it and it ends them all.
"""
from __future__ import annotations

import os
import sys

from designer import training
from designer.processes import environment
from hilo.addresses import TOGETHER
from hilo.business.load import BusinessError, get_shop
from hilo.crm.hubspot.checking import problem as crm_problem
from hilo.settings import ROOT, SettingError, get_settings


def main() -> None:
    """Checks what can be checked before anything starts, then hands over to honcho."""
    try:
        settings = get_settings()
        get_shop()
    except (SettingError, BusinessError) as error:
        raise SystemExit(f"hilo: {error}") from error
    wrong = crm_problem(settings)
    if wrong:
        told, for_good = wrong
        if for_good:
            raise SystemExit(f"hilo: {told}")
        print(f"hilo: {told}", flush=True)  # it may be back in a moment: what it is to be told is kept
    training.main()
    print("hilo: arrancando los procesos; el chat abre en medio minuto …", flush=True)
    os.chdir(ROOT)
    os.execve(sys.executable, [sys.executable, "-m", "honcho", "start", "-e", os.devnull],
              environment(settings, **{TOGETHER: "1"}))


if __name__ == "__main__":
    main()
