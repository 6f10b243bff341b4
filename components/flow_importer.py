"""One flow, one folder: joins the root domain with `data/flows/*/domain.yml`.

Rasa ignores an importer that it cannot import, with no more than a log line, and then
trains without the flows: `make validate` and a test guard this class.
"""
from __future__ import annotations

from pathlib import Path
from typing import List, Optional, Union

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter

DOMAIN_FILE = "domain.yml"
NOT_TRAINING = {"business"}
"""Folders under `data/` that hold the company, not training data."""


def training_files(paths: List[str]) -> List[str]:
    """All YAML files under the paths, without domains and without the company's data."""
    found: List[str] = []
    for path in map(Path, paths):
        candidates = [path] if path.is_file() else sorted(path.rglob("*.yml")) + sorted(path.rglob("*.yaml"))
        found += [str(file) for file in candidates
                  if file.name != DOMAIN_FILE and not NOT_TRAINING & set(file.relative_to(path).parts)]
    return found


def domain_files(root: str, paths: List[str]) -> List[str]:
    """The root domain and one domain per flow."""
    flows = [str(file) for path in paths if Path(path).is_dir()
             for file in sorted(Path(path).glob(f"flows/*/{DOMAIN_FILE}"))]
    return [root, *flows]


class FlowImporter(RasaFileImporter):
    """Rasa's own file importer, given each flow's domain as well."""

    def __init__(self, config_file: Optional[str] = None,
                 domain_path: Optional[Union[str, List[str]]] = None,
                 training_data_paths: Optional[Union[List[str], str]] = None) -> None:
        """(see parent class for full docstring)."""
        paths = [training_data_paths] if isinstance(training_data_paths, str) else list(training_data_paths or [])
        if isinstance(domain_path, str):
            domain_path = domain_files(domain_path, paths or ["data"])
        super().__init__(config_file, domain_path, training_files(paths))  # type: ignore[arg-type]

    def get_domain(self) -> Domain:
        """The joined domain, in which entities are no features.

        Which values a message holds is for slots and forms; as features they would only
        multiply the states that memoised stories have to match.
        """
        content = super().get_domain().as_dict()
        names = [name if isinstance(name, str) else next(iter(name)) for name in content.get("intents") or []]
        return Domain.from_dict({**content, "intents": [{name: {"use_entities": []}} for name in names]})
