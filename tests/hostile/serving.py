"""A real gunicorn as operators run it, and bare sockets to be hostile with."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

ROOT = Path(__file__).parents[2]
PATIENCE = 30  # seconds for an answer on a busy machine; what has to be quick says so in its test
STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")


@dataclass(frozen=True)
class Server:
    """A gunicorn that serves the API. ``log`` is everything it writes."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), PATIENCE)

    def answered(self, *parts: bytes) -> bytes:
        """What is answered to these bytes, until the server closes."""
        with self.connect() as client:
            try:
                for part in parts:
                    client.sendall(part)
            except OSError:
                pass  # it was answered before it had ended
            return received(client)

    def exchange(self, method: str, path: str, body: bytes = b"", **fields: str) -> bytes:
        """What is answered to one request."""
        return self.answered(head(method, path, len(body), **fields), body)


def head(method: str, path: str, length: int | None = None, **fields: str) -> bytes:
    """The head of a request; underscores in names of fields stand for hyphens."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close"]
    lines += [] if length is None else [f"Content-Length: {length}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def received(client: socket.socket) -> bytes:
    """Everything until the other side closes (or breaks off)."""
    parts = []
    try:
        while part := client.recv(65_536):
            parts.append(part)
    except ConnectionError:
        pass
    return b"".join(parts)


def status(answer: bytes) -> int:
    """The status of the last answer in these bytes (100 Continue may stand before it)."""
    found = STATUS.findall(answer)
    assert found, answer[:200]
    return int(found[-1])


@contextmanager
def serving(redis_url: str, folder: Path, **environ: str) -> Iterator[Server]:
    """Start it, wait until it answers, stop it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "gunicorn.log"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("QUOTEWIRE_")}
    given = {"QUOTEWIRE_REDIS_URL": redis_url, "QUOTEWIRE_PORT": str(port), "QUOTEWIRE_REDIS_TIMEOUT": "30", **environ}
    command = [sys.executable, "-m", "gunicorn", "-c", "service/gunicorn_conf.py", "service.wsgi:app"]
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=ROOT, env={**clean, **given}, stdout=output, stderr=output)
    server = Server(process, port, log)
    try:
        _wait(server)
        yield server
    finally:
        process.terminate()
        process.wait(60)


def _wait(server: Server) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            requests.get(f"{server.url}/healthz", timeout=PATIENCE)
        except requests.ConnectionError:
            assert server.process.poll() is None, server.log.read_text()
            assert time.monotonic() < until, "gunicorn does not answer"
            time.sleep(0.05)
        else:
            return
