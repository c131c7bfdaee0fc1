"""service.client against the real service over HTTP: a threaded server, real Redis, a worker beside it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.serving import make_server

from core import signing
from service import client as clients
from service.client import BadSignature, Client, Failed, Refused, verify_webhook
from workers import tasks
from workers.context import Context

TEXT = "“Sales rose by 12 percent in March,” said Ana Pérez, an economist at Lund University."


@pytest.fixture
def url(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def busy(context: Context) -> Iterator[None]:
    """A worker that takes whatever comes."""
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            for job_id in context.jobs.active():
                tasks.extract_article(context, job_id)
            stop.wait(0.02)

    thread = threading.Thread(target=work)
    thread.start()
    yield
    stop.set()
    thread.join()


def test_from_text_to_quotes_and_facts(url: str, busy: None) -> None:
    client = Client(url)
    job = client.wait(client.submit(TEXT, published_at="2024-11-01"))
    result = client.result(job["article_id"], include="text")
    assert result["article"]["text"] == TEXT
    assert list(client.quotes(job["article_id"])) == result["quotes"]
    assert list(client.facts(job["article_id"], limit=1)) == result["facts"]
    assert list(client.sources(job["article_id"], expert=True)) == [s for s in result["sources"] if s["is_expert"]]
    assert client.check_quote(job["article_id"], "Sales rose by 12 percent")["verdict"] == "exact"
    assert [quote["article"]["id"] for quote in client.find_quotes(q="sales")] == [job["article_id"]]
    assert all(expert["name"] for expert in client.find_experts(q="sales"))
    client.delete(job["article_id"])
    with pytest.raises(Refused) as refused:
        client.result(job["article_id"])
    assert (refused.value.status, refused.value.type) == (404, "urn:quotewire:problem:article-not-found")


def test_what_is_wrong_is_told(url: str) -> None:
    with pytest.raises(Refused, match="422") as refused:
        Client(url).submit("")
    assert refused.value.errors[0]["pointer"] == "/text"


def test_a_job_that_ends_otherwise(url: str) -> None:
    client = Client(url)
    job = client.submit(TEXT)
    with pytest.raises(TimeoutError):
        client.wait(job, timeout=0)
    client.delete(job["article_id"])
    with pytest.raises(Failed, match="canceled"):
        client.wait(job)


def test_it_tries_again_when_it_is_asked_to(url: str, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [503, 429]
    pauses: list[float] = []

    def refuse() -> tuple[str, int, dict[str, str]] | None:
        return ("", answers.pop(0), {"Retry-After": "7"}) if answers else None

    app.before_request_funcs.setdefault(None, []).append(refuse)
    assert Client(url, sleep=pauses.append).submit(TEXT)["state"] == "queued"
    assert pauses == [7.0, 7.0]


@pytest.mark.parametrize("wait", [True, False])
def test_the_command_line(url: str, busy: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], wait: bool) -> None:
    file = tmp_path / "article.txt"
    file.write_text(TEXT, encoding="utf-8")
    options = ["--wait"] if wait else []
    assert clients.main(["submit", str(file), "--url", url, "--published-at", "2024-11-01", *options]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["quotes"] if wait else shown["id"].startswith("job_")


def test_the_command_line_says_what_is_wrong(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert clients.main(["submit", str(tmp_path / "none.txt"), "--url", url]) == 1
    assert "none.txt" in capsys.readouterr().err


def test_webhooks_are_verified() -> None:
    secret, body = signing.new_secret(), b'{"type": "job.succeeded"}'
    headers = signing.headers("msg_1", int(time.time()), body, [secret])
    assert verify_webhook(headers, body, secret) == {"type": "job.succeeded"}
    with pytest.raises(BadSignature):
        verify_webhook(headers, body + b" ", secret)
