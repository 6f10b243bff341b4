"""Trains when something that the model is made of has changed, and only then.

    python -m designer.training          trains if needed
    python -m designer.training --force  trains in any case
"""
from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from hilo.settings import ROOT, get_settings

MODELS = ROOT / "models"
RECORD = MODELS / ".trained.json"
KEPT = 3
"""Models kept; older ones are deleted after a training."""


def ingredients() -> list[Path]:
    """The files that a model is made of; the company's own data is read at run time instead."""
    business = ROOT / "data" / "business"
    yaml = [f for f in sorted((ROOT / "data").rglob("*.yml")) if business not in f.parents]
    words = [f for f in sorted((ROOT / "hilo" / "spanish").rglob("*")) if f.suffix in (".py", ".txt", ".yml")]
    code = sorted((ROOT / "components").glob("*.py")) + words
    return [ROOT / "config.yml", ROOT / "domain.yml", ROOT / "requirements.txt", *yaml, *code]


def fingerprint() -> str:
    """Changes when an ingredient does."""
    digest = hashlib.sha256()
    for file in ingredients():
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def models() -> list[Path]:
    """The trained models, newest last."""
    return sorted(MODELS.glob("*.tar.gz"), key=lambda f: f.stat().st_mtime)


def is_current() -> bool:
    """Whether the newest model is made of today's files."""
    if not RECORD.exists() or not models():
        return False
    record: dict[str, str] = json.loads(RECORD.read_text())
    return record.get("fingerprint") == fingerprint() and record.get("model") == models()[-1].name


def train() -> None:
    """Runs `rasa train` and keeps what it was made of.

    Raises:
        SystemExit: with Rasa's own exit code when training fails.
    """
    made_of = fingerprint()
    began = time.monotonic()
    print("hilo: entrenando el modelo; tarda cerca de un minuto …", flush=True)
    done = subprocess.run([sys.executable, "-m", "designer.rasa_quietly", "train"], cwd=ROOT,
                          env={"LOG_LEVEL": "WARNING", **os.environ, **get_settings().for_processes()})
    if done.returncode or not models():
        raise SystemExit(done.returncode or "hilo: rasa train no dejó ningún modelo; mira lo que dice más arriba")
    print(f"hilo: modelo listo en {time.monotonic() - began:.0f} s", flush=True)
    RECORD.write_text(json.dumps({"fingerprint": made_of, "model": models()[-1].name}))
    for old in models()[:-KEPT]:
        old.unlink()


def main() -> None:
    """Trains if needed."""
    if "--force" in sys.argv or not is_current():
        train()


if __name__ == "__main__":
    main()
