"""The proxy's configuration, for `make run-scaled` and for compose.yml.

    python -m designer.proxy --port 5005 rasa1:5005 rasa2:5005     prints it, for proxies elsewhere
    python -m designer.proxy --port 5005 --dns rasa:5005 --run     as many as a name stands for; starts haproxy

A person's messages go to the same process as long as it lives, which has their conversation in memory; the inbox keeps
order whichever process they reach. What a process did not take is given to another: every door of a provider knows a
repeat, and so does the conversation API where a message bears a name; one without is never given twice.
"""
from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from hilo.settings import Settings, get_settings

MOST = 32
"""Rasa processes of one name."""
RESOLVERS = """
resolvers docker
  nameserver dns 127.0.0.11:53
  hold valid 5s
"""
CONFIG = """\
global
  maxconn 8192

defaults
  mode http
  timeout connect 2s
  timeout http-request 30s
  timeout client 75s
  timeout server 75s          # an answer may take a minute
  timeout check 5s            # a busy machine is no dead process; a dead one refuses connections at once
  timeout tunnel 1h           # web chats stay open
  option http-server-close    # a new connection each time: a dead process refuses it, another one takes it
  option redispatch 1
  retries 3
  retry-on conn-failure empty-response

frontend door
  bind :{port}
  option http-buffer-request  # who writes stands in the body
  # Who comes by the proxy is not this machine: Rasa's own API asks for the token. The last hop is the one believed.
  acl forwarded req.hdr(X-Forwarded-For) -m found
  http-request set-header X-Forwarded-For "%[req.hdr(X-Forwarded-For)], %[src]" if forwarded
  http-request set-header X-Forwarded-For %[src] unless forwarded
  http-request disable-l7-retry if {{ path_beg /conversation/ }} !{{ req.body,json_query('$.message_id') -m found }}
  http-request set-var(txn.who) req.hdr(Sec-WebSocket-Protocol)
  http-request set-var(txn.who) req.hdr(X-Hilo-Session) unless {{ var(txn.who) -m found }}
  http-request set-var(txn.who) req.body_param(From) unless {{ var(txn.who) -m found }}
  http-request set-var(txn.who) req.body,json_query('$.user_id') unless {{ var(txn.who) -m found }}
  default_backend rasa

backend rasa
  balance hash var(txn.who)
  hash-type consistent
  hash-balance-factor 150
  option httpchk GET /
  http-check expect status 200
  default-server check inter 2s fall 3 rise 1 {more}
{servers}
"""


def config(port: int, servers: Sequence[str], more: str = "") -> str:
    """`servers`: HOST:PORT of each Rasa process; `more`: options of all of them."""
    lines = [f"  server rasa{place} {address}" for place, address in enumerate(servers, 1)]
    return CONFIG.format(port=port, servers="\n".join(lines), more=more)


def write_config(file: Path, settings: Settings) -> None:
    """For the processes of this machine."""
    servers = [f"127.0.0.1:{settings.hilo_port + 1 + place}" for place in range(settings.hilo_processes)]
    file.write_text(config(settings.hilo_port, servers), encoding="utf-8")


def by_name(port: int, name: str) -> str:
    """For as many Rasa processes as a name of Docker's stands for, however many those are at the moment."""
    found = config(port, [], "resolvers docker init-addr none")
    return f"{found.rstrip()}\n  server-template rasa {MOST} {name}\n{RESOLVERS}"


@click.command()
@click.option("--port", default=5005, show_default=True)
@click.option("--dns", metavar="NAME:PORT", help="As many processes as this name stands for in Docker's DNS.")
@click.option("--run", is_flag=True, help="Start haproxy with it.")
@click.argument("servers", nargs=-1, metavar="[HOST:PORT]...")
def main(port: int, dns: str | None, run: bool, servers: tuple[str, ...]) -> None:
    """The proxy's configuration, printed or used."""
    found = by_name(port, dns) if dns else config(port, servers)
    if not run:
        click.echo(found)
        return
    file = get_settings().var / "haproxy.cfg"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(found, encoding="utf-8")
    os.execvp("haproxy", ["haproxy", "-db", "-f", str(file)])


if __name__ == "__main__":
    main()
