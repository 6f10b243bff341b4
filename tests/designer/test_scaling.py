"""The proxy's configuration, the Procfile of several processes, and what compose.yml names."""
from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from honcho.environ import parse_procfile

from designer import proxy
from designer.run_scaled import MissingError, check, procfile
from hilo.settings import ROOT, Settings


def settings(home: Path, **values: Any) -> Settings:
    return Settings(hilo_home=home, **values)


def test_each_process_has_ports_and_a_log_of_its_own(tmp_path: Path) -> None:
    commands = dict(parse_procfile((ROOT / "Procfile").read_text()).processes)
    found = parse_procfile(procfile(settings(tmp_path), commands, "/usr/sbin/haproxy", tmp_path / "h.cfg")).processes
    assert set(found) == {"proxy", "rasa1", "rasa2", "worker1", "worker2", *(set(commands) - {"rasa", "worker"})}
    rasa = [found[name] for name in ("rasa1", "rasa2")]
    assert [re.search(r"HILO_PORT=(\d+)", one)[1] for one in rasa] == ["5006", "5007"]  # type: ignore[index]
    assert [re.search(r"HILO_RASA_LOG=\S+/(\S+)", one)[1] for one in rasa] == [  # type: ignore[index]
        "rasa-1.log", "rasa-2.log"]
    assert all("--port ${HILO_PORT}" in one for one in rasa), "read where the port is set"
    workers = [found[name] for name in ("worker1", "worker2")]
    assert [re.search(r"HILO_WORKER_PORT=(\d+)", one)[1] for one in workers] == ["5056", "5057"]  # type: ignore[index]


@pytest.mark.parametrize("config", [proxy.config(5005, ["127.0.0.1:5006", "127.0.0.1:5007"]),
                                    proxy.by_name(5005, "rasa:5005")])
def test_haproxy_takes_the_configuration(config: str, tmp_path: Path) -> None:
    program = shutil.which("haproxy", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if program is None:
        pytest.skip("haproxy is not installed here: apt-get install haproxy")
    file = tmp_path / "haproxy.cfg"
    file.write_text(config)
    done = subprocess.run([program, "-c", "-f", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr


@pytest.mark.parametrize(("values", "named"), [
    ({"hilo_processes": 2}, "DATABASE_URL: several processes need PostgreSQL"),
    ({"hilo_processes": 2, "database_url": "postgresql://x/y"}, "REDIS_URL: several processes share"),
])
def test_what_is_missing_is_named(tmp_path: Path, values: dict[str, object], named: str) -> None:
    with pytest.raises(MissingError, match=named):
        check(settings(tmp_path, **values))


def test_compose_starts_what_there_is_with_settings_that_there_are() -> None:
    found = yaml.safe_load((ROOT / "compose.yml").read_text())
    known = {next(iter(field.field_info.extra["env_names"])).upper() for field in Settings.__fields__.values()}
    ours = {name: one for name, one in found["services"].items() if one.get("image") == "hilo"}
    assert set(ours) == {"proxy", "rasa", "worker", "console"}
    for one in ours.values():
        assert set(one["environment"]) <= known
        assert importlib.util.find_spec(one["command"][0])
    parts = dict(parse_procfile((ROOT / "Procfile").read_text()).processes)
    assert set(ours["rasa"]["command"][1:]) <= set(parts)
    assert {volume.partition(":")[0] for one in found["services"].values() for volume in one.get("volumes", ())} == set(
        found["volumes"])
