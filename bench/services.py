"""PostgreSQL, Redis and RabbitMQ of our own, from Debian's packages, each in a folder of its own.

They listen on this machine only: PostgreSQL on a socket in its folder, the others on a port.
"""
from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import psycopg2

from bench import processes

START_LIMIT = 60.0
"""Seconds until a service must answer."""


class MissingError(RuntimeError):
    """A program is not installed; the message names its package."""


def program(name: str, package: str) -> str:
    """A program's path: of PATH, else of the newest version where Debian keeps PostgreSQL's and RabbitMQ's.

    Raises:
        MissingError
    """
    def version(path: Path) -> float:
        try:
            return float(path.parent.parent.name)
        except ValueError:
            return 0.0

    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=version)
    found = shutil.which(name, path=f"/usr/lib/rabbitmq/bin:{os.environ.get('PATH', '')}:/usr/sbin")
    if not (found or installed):
        raise MissingError(f"{name} is not installed here: apt-get install {package}")
    return found or str(installed[-1])


def as_whom() -> dict[str, Any]:
    """Options for subprocess: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    who = known.get("postgres") or known.get("nobody")
    return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}


def answers(port: int) -> bool:
    """Whether somebody listens on a port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Postgres:
    """A PostgreSQL server, reached by a socket in its folder."""

    OPTIONS = "-c listen_addresses='' -c max_connections=200"

    def __init__(self, options: str = "") -> None:
        """Made and started. `options`: further ones of the server."""
        self._initdb, self._pg_ctl = program("initdb", "postgresql"), program("pg_ctl", "postgresql")
        self.folder = Path(tempfile.mkdtemp(prefix="hilo-pg-"))  # a socket's path may have no more than 107 bytes
        self._options, self._whom = f"{self.OPTIONS} {options}", as_whom()
        if self._whom:
            os.chown(self.folder, self._whom["user"], self._whom["group"])
        self._run(self._initdb, "-D", self._data, "-U", "hilo", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
                  "--no-sync")
        self.start()

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _run(self, *command: str) -> None:
        done = subprocess.run(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True, check=False, timeout=START_LIMIT, **self._whom)
        if done.returncode:
            raise RuntimeError(f"{command[0]}: {done.stderr}")

    def start(self) -> None:
        """Starts it, at first or again."""
        self._run(self._pg_ctl, "-D", self._data, "-l", str(self.folder / "log"), "-w", "-o",
                  f"-k {self.folder} {self._options}", "start")

    def halt(self) -> None:
        """Ends it as an administrator does, connections included; `start` brings it back."""
        self._run(self._pg_ctl, "-D", self._data, "-m", "fast", "-w", "stop")

    def processes(self) -> list[int]:
        """The server's first process and those that serve connections."""
        return processes.family(int((Path(self._data) / "postmaster.pid").read_text().split()[0]))

    def kill(self) -> None:
        """With SIGKILL, all of its processes; `start` brings it back, by its log."""
        main, *others = self.processes()
        for pid in (main, *others):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        processes.wait_until(lambda: not Path(f"/proc/{main}").exists(), START_LIMIT)

    def execute(self, statement: str) -> None:
        """Runs a statement that no transaction may hold."""
        connection = psycopg2.connect(user="hilo", dbname="postgres", host=str(self.folder))
        try:
            connection.autocommit = True
            connection.cursor().execute(statement)
        finally:
            connection.close()

    def address(self, name: str) -> str:
        """The SQLAlchemy address of one of its databases."""
        return f"postgresql://hilo@/{name}?host={self.folder}"

    def stop(self) -> None:
        """Ends the server and deletes its folder."""
        try:
            self._run(self._pg_ctl, "-D", self._data, "-m", "immediate", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


class _Listener:
    """A service that is one process on a port."""

    def __init__(self, folder: Path) -> None:
        """Started; it writes to `folder` alone."""
        self.folder, self.port = folder, processes.free_port()
        folder.mkdir(parents=True, exist_ok=True)
        self.start()

    def _command(self) -> tuple[list[str], dict[str, str]]:
        """What starts it, and what its environment has besides ours."""
        raise NotImplementedError

    def start(self) -> None:
        """Starts it, at first or again."""
        command, more = self._command()
        self._process = processes.start(command, self.folder, {**os.environ, **more}, self.folder / "service.log")
        if not processes.wait_until(lambda: answers(self.port), START_LIMIT):
            self.kill()
            raise RuntimeError(f"{command[0]} did not start; see {self.folder / 'service.log'}")

    def kill(self) -> None:
        """With SIGKILL, whatever it was at."""
        for pid in processes.family(self._process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()

    def hang(self, goes_on: bool = False) -> None:
        """It takes connections and says nothing, as behind a cable that was cut; `goes_on`: it answers again."""
        self._process.send_signal(signal.SIGCONT if goes_on else signal.SIGSTOP)

    def stop(self) -> None:
        """Ends it."""
        self.kill()


class Redis(_Listener):
    """A Redis that keeps nothing on disk."""

    def _command(self) -> tuple[list[str], dict[str, str]]:
        return [program("redis-server", "redis-server"), "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
                "--appendonly", "no", "--dir", str(self.folder)], {}

    @property
    def address(self) -> str:
        """For REDIS_URL."""
        return f"redis://127.0.0.1:{self.port}/0"


class RabbitMQ(_Listener):
    """A RabbitMQ with its own Erlang name server."""

    def __init__(self, folder: Path) -> None:
        """Started; it writes to `folder` alone."""
        self._names_port, self._distribution = processes.free_port(), processes.free_port()
        super().__init__(folder)

    def _command(self) -> tuple[list[str], dict[str, str]]:
        place = str(self.folder)
        return [program("rabbitmq-server", "rabbitmq-server")], {
            "HOME": place, "RABBITMQ_NODENAME": "hilo@localhost", "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1", "RABBITMQ_DIST_PORT": str(self._distribution),
            "ERL_EPMD_PORT": str(self._names_port), "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_MNESIA_BASE": f"{place}/mnesia", "RABBITMQ_LOG_BASE": f"{place}/log",
            "RABBITMQ_PID_FILE": f"{place}/pid", "RABBITMQ_ENABLED_PLUGINS_FILE": f"{place}/plugins",
            "RABBITMQ_CONF_ENV_FILE": "/dev/null", "RABBITMQ_CONFIG_FILE": f"{place}/none"}

    @property
    def address(self) -> str:
        """For EVENT_BROKER_URL."""
        return f"amqp://guest:guest@127.0.0.1:{self.port}/"

    def stop(self) -> None:
        """Ends it, and the name server, which it has left behind."""
        self.kill()
        names = processes.listener(self._names_port)
        if names:
            os.kill(names, signal.SIGKILL)
