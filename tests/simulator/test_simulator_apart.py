"""The simulator is another program: it imports nothing of the project but the settings, and gives no file away."""
from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from hilo.settings import ROOT
from tests.running import free_port
from tests.simulator.conftest import Simulator

OURS = ("hilo", "connectors", "actions", "components", "console", "designer", "bench")


@pytest.mark.parametrize("file", sorted((ROOT / "simulator").glob("*.py")), ids=lambda file: file.name)
def test_it_imports_nothing_of_the_project_but_its_settings(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    named = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    named |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert {name for name in named if name.partition(".")[0] in OURS} <= {"hilo.settings"}


@pytest.mark.parametrize("name", ["..%2F..%2F.env", "%2Fetc%2Fpasswd", "nothing.js", "telephone.html"])
def test_only_its_own_static_files_are_handed_out(simulator: Simulator, name: str) -> None:
    assert simulator.http.get(f"/static/{name}").status_code == 404


def test_the_page_lets_no_other_site_in(simulator: Simulator) -> None:
    page = simulator.http.get("/")
    assert page.status_code == 200
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    for name in ("telephone.js", "telephone.css", "mark.svg"):
        assert simulator.http.get(f"/static/{name}").status_code == 200


def test_nothing_anybody_says_is_written_to_a_file(simulator: Simulator) -> None:
    simulator.order("whatsapp", **{"from": "+5493425590001", "body": "mi secreto ñandú"})
    for file in simulator.settings.var.rglob("*"):
        if file.is_file():
            assert "secreto" not in file.read_text(encoding="utf-8", errors="replace")
            assert "5590001" not in file.read_text(encoding="utf-8", errors="replace")


def test_with_both_accounts_set_it_stands_in_for_nobody_and_ends_when_asked(tmp_path: Path) -> None:
    environment = {**os.environ, "HILO_HOME": str(tmp_path), "HILO_SIMULATOR_PORT": str(free_port()),
                   "TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "t", "ELEVENLABS_API_KEY": "k",
                   "ELEVENLABS_WEBHOOK_SECRET": "s", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-m", "simulator"], cwd=ROOT, env=environment, text=True,
                               stdout=subprocess.PIPE)
    assert process.stdout
    rescue = threading.Timer(30, process.kill)
    rescue.start()
    try:
        assert process.stdout.readline() == (
            "simulator: Twilio and ElevenLabs are set; payments are played here, and mail where SMTP_URL is unset\n")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        rescue.cancel()
