"""Stock Rasa on our training data: a project as `rasa init` lays it, trained once and kept outside this folder."""
from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from bench.training import timed
from hilo.settings import ROOT

OWN = Path(__file__).resolve().parent / "stock"
MODEL = "stock.tar.gz"
RECORD = "training.json"


def keep_folder() -> Path:
    """Where trained stock models are kept between runs."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hilo" / "bench"


def sources(root: Path = ROOT) -> dict[str, Path]:
    """Each file of the stock project by its path there: the flows' domains go to `domain/`, which Rasa joins itself."""
    found = {"config.yml": OWN / "config.yml", "credentials.yml": OWN / "credentials.yml",
             "endpoints.yml": OWN / "endpoints.yml", "domain/root.yml": root / "domain.yml"}
    data = root / "data"
    for file in sorted(data.rglob("*.yml")):
        place = file.relative_to(data)
        if place.parts[0] == "business":
            continue
        if file.name == "domain.yml":
            found[f"domain/{'_'.join(place.parts[:-1])}.yml"] = file
        else:
            found[f"data/{place}"] = file
    return found


def key(files: Mapping[str, Path]) -> str:
    """Changes when the model would: with the data, the configuration and Rasa itself."""
    digest = hashlib.sha256(version("rasa").encode())
    for place in sorted(files):
        if place not in ("credentials.yml", "endpoints.yml"):
            digest.update(b"\0" + place.encode() + b"\0" + files[place].read_bytes())
    return digest.hexdigest()[:12]


def write_project(folder: Path, files: Mapping[str, Path]) -> None:
    """Lays the stock project in a folder."""
    for place, file in files.items():
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)


def count_phrases(files: Mapping[str, Path]) -> int:
    """Training phrases of all intents."""
    return sum(len(re.findall(r"^\s+- \S", file.read_text(encoding="utf-8"), re.MULTILINE))
               for place, file in files.items() if place.endswith("nlu.yml"))


def kept(name: str) -> Path | None:
    """The kept model of a key, or none."""
    folder = keep_folder() / name
    return folder if (folder / RECORD).exists() and (folder / MODEL).exists() else None


def newest() -> Path | None:
    """The kept model that was trained last, whatever its data, or none."""
    found = [folder for folder in keep_folder().glob("*") if kept(folder.name)]
    found.sort(key=lambda folder: (folder / RECORD).stat().st_mtime)
    return found[-1] if found else None


def train(root: Path = ROOT) -> Path:
    """Trains stock Rasa on a project's data and keeps the model with what it took; takes a quarter of an hour or more.

    Raises:
        TrainingError: when Rasa refuses.
    """
    files = sources(root)
    with tempfile.TemporaryDirectory(prefix="hilo-stock-") as temporary:
        project = Path(temporary)
        write_project(project, files)  # the data may be edited meanwhile: the key is that of the copy
        name = key({place: project / place for place in files})
        keep = keep_folder() / name
        keep.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "rasa", "train", "--domain", "domain", "--fixed-model-name", MODEL]
        training = timed(command, project, os.environ, keep / "training.log", count_phrases(files))
        shutil.move(str(project / "models" / MODEL), keep / MODEL)
        training.write(keep / RECORD)
    return keep

