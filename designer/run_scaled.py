"""`make run-scaled`: HILO_PROCESSES Rasa processes and as many workers behind a proxy, on this machine.

The proxy (haproxy) listens on HILO_PORT, the Rasa processes on the ports after it, the workers from HILO_WORKER_PORT
on. PostgreSQL and Redis are somebody else's: DATABASE_URL and REDIS_URL name them (one process alone may do without, on
SQLite).

A process that dies is begun anew by the shell that started it; the others go on. Several machines: compose.yml
(`docs/how-to/scaling.md`).
"""
from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

from honcho.environ import parse_procfile
from redis import Redis  # type: ignore[import-untyped]
from redis.exceptions import RedisError  # type: ignore[import-untyped]
from sqlalchemy.exc import SQLAlchemyError

from designer import training
from designer.before_start import checked
from designer.processes import environment
from designer.proxy import write_config
from hilo.memory import database
from hilo.settings import ROOT, Settings

SEVERAL = ("rasa", "worker")
"""Processes of the Procfile of which there are HILO_PROCESSES."""
PATIENCE = 5.0
"""Seconds in which Redis must answer."""


class MissingError(RuntimeError):
    """What several processes need and this machine or its settings lack."""


def check(settings: Settings) -> str:
    """Looks for everything before anything starts; the proxy's path.

    Raises:
        MissingError: naming the setting or the program.
    """
    several = settings.hilo_processes > 1
    if several and not settings.database_address.startswith("postgres"):
        raise MissingError("DATABASE_URL: several processes need PostgreSQL, postgresql://name:password@host/database")
    if several and settings.redis_url is None:
        raise MissingError("REDIS_URL: several processes share their locks in Redis, redis://host:6379/0")
    proxy = shutil.which("haproxy", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if proxy is None:
        raise MissingError("haproxy is not installed here: apt-get install haproxy")
    try:
        database.ping()
    except SQLAlchemyError as error:
        raise MissingError(f"DATABASE_URL: the database cannot be used: {str(error).splitlines()[0]}") from error
    try:
        if settings.redis_url:
            Redis.from_url(settings.redis_url, socket_timeout=PATIENCE).ping()
    except RedisError as error:
        raise MissingError(f"REDIS_URL: {error}") from error
    return proxy


def procfile(settings: Settings, commands: dict[str, str], proxy: str, config: Path) -> str:
    """The Procfile of several processes: those of the usual one, some of them several times, and the proxy."""
    lines = {"proxy": f"{shlex.quote(proxy)} -db -f {shlex.quote(str(config))}"}
    for name, command in commands.items():
        if name not in SEVERAL:
            lines[name] = command
            continue
        for place in range(settings.hilo_processes):
            own = {"HILO_PORT": settings.hilo_port + 1 + place, "HILO_WORKER_PORT": settings.hilo_worker_port + place,
                   "HILO_RASA_LOG": settings.var / f"rasa-{place + 1}.log"}
            given = " ".join(f"{key}={shlex.quote(str(value))}" for key, value in own.items())
            lines[f"{name}{place + 1}"] = f"{given} sh -c {shlex.quote(command)}"
    return "".join(f"{name}: until {command}; do echo ended: $?, again in a second; sleep 1; done\n"
                   for name, command in lines.items())


def main() -> None:
    """Checks what can be checked before anything starts, then hands over to honcho."""
    settings = checked()
    try:
        proxy = check(settings)
    except MissingError as error:
        raise SystemExit(f"hilo: {error}") from error
    training.main()
    settings.var.mkdir(parents=True, exist_ok=True)
    config, processes = settings.var / "haproxy.cfg", settings.var / "Procfile"
    write_config(config, settings)
    commands = dict(parse_procfile((ROOT / "Procfile").read_text(encoding="utf-8")).processes)
    commands["rasa"] = commands["rasa"].replace("0.0.0.0", "127.0.0.1")  # others come by the proxy
    processes.write_text(procfile(settings, commands, proxy, config), encoding="utf-8")
    print(f"hilo: arrancando {settings.hilo_processes} procesos de Rasa y {settings.hilo_processes} workers detrás de "
          f"haproxy en el puerto {settings.hilo_port} …", flush=True)
    os.execve(sys.executable, [sys.executable, "-m", "honcho", "start", "-f", str(processes), "-d", str(ROOT), "-e",
                               os.devnull], environment(settings, PUBLIC_URL=settings.public_address))


if __name__ == "__main__":
    main()
