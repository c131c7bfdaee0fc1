"""Webhooks with real processes: a job that ends, the reaper, the webhook worker, a receiver."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from typing import Any

import pytest
from standardwebhooks import Webhook

from core.records import JobError, Options
from core.settings import Settings
from core.store import Store
from core.submissions import Submission
from core.webhook_secrets import WebhookSecrets
from core.webhooks import Webhooks
from workers.context import Context

PATIENCE = 60.0  # seconds: the reaper sweeps every two
Message = tuple[dict[str, str], bytes]


@pytest.fixture
def received() -> Iterator[tuple[str, Queue[Message]]]:
    """An address, and what comes in there."""
    messages: Queue[Message] = Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(204)
            self.end_headers()
            messages.put(({name.lower(): value for name, value in self.headers.items()}, body))

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", messages
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def processes(settings: Settings, store: Store) -> Iterator[None]:
    """The reaper and a webhook worker."""
    environ = {
        **os.environ,
        "QUOTEWIRE_REDIS_URL": settings.redis_url,
        "QUOTEWIRE_WEBHOOK_ALLOW_PRIVATE": "yes",
    }
    with ExitStack() as stack:
        started = [
            stack.enter_context(subprocess.Popen([sys.executable, "-m", module], env=environ))
            for module in ("workers.reaper", "workers.webhooks")
        ]
        yield
        for process in started:
            process.send_signal(signal.SIGTERM)
        assert [process.wait(PATIENCE) for process in started] == [0, 0]


def test_it_arrives(context: Context, store: Store, received: tuple[str, Queue[Message]], processes: None) -> None:
    url, messages = received
    for number in range(3):
        options = Options(external_id=str(number), callback_url=url)
        job = context.queueing.submit(Submission("sports", f"Text {number}.", options)).job
        context.jobs.fail(job.id, JobError("timeout", "It took too long."))
    verifier = Webhook(WebhookSecrets(store).current("sports"))
    told = [verifier.verify(body, headers) for headers, body in (messages.get(timeout=PATIENCE) for _ in range(3))]
    assert {message["data"]["external_id"] for message in told} == {"0", "1", "2"}
    assert {message["type"] for message in told} == {"job.failed"}
    assert len(Webhooks(store, context.jobs).newest("sports")) == 3
