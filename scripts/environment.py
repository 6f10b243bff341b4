#!/usr/bin/env python3
"""Makes the project's Python environment and runs a command in it.

    python3 scripts/environment.py                 prints the environment's interpreter
    python3 scripts/environment.py rasa train      runs a command in the environment

Runs on any Python 3 with nothing but the standard library, because it is what a
fresh machine starts with. The environment lies outside the project folder, since
plain `rasa test` walks the folder and would collect Rasa's own bundled tests.
"""
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hilo"
INPUTS = ("requirements.txt", ".python-version")


def environment_folder() -> Path:
    """One environment per set of pinned requirements; clones share it."""
    digest = hashlib.sha256()
    for name in INPUTS:
        digest.update((ROOT / name).read_bytes())
    return CACHE / digest.hexdigest()[:12]


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def stop(text: str) -> None:
    say("\nhilo: " + text)
    sys.exit(1)


def call(command: list, **options) -> int:
    """Runs quietly: standard output belongs to whoever asked for the interpreter."""
    return subprocess.run(command, stdout=sys.stderr.fileno(), **options).returncode


def find_uv() -> str:
    """The uv on the path, or one of our own, fetched with pip."""
    found = shutil.which("uv")
    if found:
        return found
    home = CACHE / "uv"
    uv = home / "bin" / "uv"
    if uv.exists():
        return str(uv)
    say("hilo: fetching uv …")
    if call([sys.executable, "-m", "venv", str(home)]) != 0:
        # Debian's bare python3 has no ensurepip; root may add it, others are told how.
        shutil.rmtree(str(home), ignore_errors=True)
        if os.geteuid() == 0 and shutil.which("apt-get"):
            call(["apt-get", "update", "-qq"])
            call(["apt-get", "install", "-y", "-qq", "python3-venv"])
            call(["/usr/bin/python3", "-m", "venv", str(home)])
    if not (home / "bin" / "pip").exists():
        stop("this Python cannot make a virtual environment. Install it (Debian: apt-get install python3-venv) "
             "or install uv, and call again.")
    if call([str(home / "bin" / "pip"), "install", "-q", "uv"]) != 0 or not uv.exists():
        shutil.rmtree(str(home), ignore_errors=True)
        stop("uv could not be fetched from the package registry. Check the network and call again.")
    return str(uv)


def find_python(uv: str, version: str) -> str:
    """A CPython of the version Rasa needs: installed, or else downloaded by uv."""
    for _ in range(2):
        found = subprocess.run([uv, "python", "find", version], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, cwd=str(ROOT), text=True)
        if found.returncode == 0:
            return found.stdout.strip()
        say(f"hilo: CPython {version} is not installed, trying to download it …")
        call([uv, "python", "install", version], cwd=str(ROOT))
    stop(f"CPython {version} is needed (Rasa 3.6 runs on no later one) and is neither installed nor downloadable "
         f"here.\nInstall it (pyenv install {version}, brew install python@{version}, your distribution's package) "
         "and call again.")
    return ""


def make_environment() -> Path:
    """Installs what is missing; does nothing when the environment is complete.

    Exits with a named reason where uv, CPython 3.10 or a package cannot be had.
    """
    folder = environment_folder()
    complete = folder / ".complete"
    if complete.exists():
        return folder
    CACHE.mkdir(parents=True, exist_ok=True)
    with open(str(CACHE / "lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two makes at once: the second waits and finds it done
        if complete.exists():
            return folder
        uv = find_uv()
        python = find_python(uv, (ROOT / ".python-version").read_text().strip())
        say(f"hilo: installing the Python packages into {folder} …")
        if call([uv, "venv", "-q", "--clear", "--python", python, str(folder)], cwd=str(ROOT)) != 0:
            stop("the environment could not be made.")
        if call([uv, "pip", "install", "-q", "--python", str(folder / "bin" / "python"),
                 "-r", str(ROOT / "requirements.txt")], cwd=str(ROOT)) != 0:
            stop("a package could not be installed; the lines above name it.")
        complete.write_text("ok\n")
    return folder


def main() -> None:
    folder = make_environment()
    python = folder / "bin" / "python"
    if len(sys.argv) == 1:
        print(python)
        return
    environment = dict(
        os.environ,
        VIRTUAL_ENV=str(folder),
        PATH=str(folder / "bin") + os.pathsep + os.environ.get("PATH", ""),
        PYTHONPATH=str(ROOT),
        RASA_TELEMETRY_ENABLED="false",
        TF_CPP_MIN_LOG_LEVEL="3",
        SQLALCHEMY_SILENCE_UBER_WARNING="1",
        TQDM_DISABLE="1",
        PYTHONWARNINGS=os.environ.get("PYTHONWARNINGS", "ignore"),
    )
    environment.pop("PYTHONHOME", None)
    os.execvpe(sys.argv[1], sys.argv[1:], environment)


if __name__ == "__main__":
    main()
