"""The webhook worker is killed while it sends: the message is sent again, and it is the same message."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.chaos.figures import Figures
from tests.chaos.service import Service, eventually, kill_tree

Serve = Callable[..., Service]
AGAIN = 70  # seconds: a delivery is due again 60 s after it was handed over


class Receiver:
    """Counts the messages it gets, by their id; the first one is never answered."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.over = threading.Event()

    def take(self, message: str) -> bool:
        """Note a message. Whether it is to be answered."""
        self.ids.append(message)
        return len(self.ids) > 1


@pytest.fixture
def receiver() -> Iterator[tuple[str, Receiver]]:
    """An address, and who listens there."""
    mind = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            if mind.take(self.headers["webhook-id"]):
                self.send_response(204)
                self.end_headers()
            else:
                mind.over.wait()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", mind
        mind.over.set()
        server.shutdown()
        thread.join()


@pytest.mark.chaos
def test_it_is_sent_again(serve: Serve, figures: Figures, receiver: tuple[str, Receiver]) -> None:
    url, mind = receiver
    service = serve()
    job = service.submit("one", "work 0", callback_url=url)
    service.start_worker()
    service.start("workers.reaper")
    sender = service.start("workers.webhooks")
    service.await_end(job)
    eventually(lambda: len(mind.ids) == 1, "the first try is under way")
    kill_tree(sender)
    service.start("workers.webhooks")
    again = eventually(lambda: len(mind.ids) == 2, "the second try comes", 2 * AGAIN)
    figures.at_most("webhook worker killed while it sends: sent again after", again, AGAIN)
    assert len(set(mind.ids)) == 1, "one webhook-id"
    eventually(lambda: service.client.zcard("qw:due") == 0, "the delivery has ended")
    assert len(list(service.client.scan_iter("qw:delivery:*"))) == 1
