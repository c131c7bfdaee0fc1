"""Webhooks, from the submission with a ``callback_url`` to the receiver; and /v1/webhook-deliveries"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from flask.testing import FlaskClient
from standardwebhooks import Webhook
from werkzeug.test import TestResponse

from core import clock, keys
from core.engines import EngineInfo
from core.records import JobError
from core.settings import Settings
from core.store import Store
from core.webhook_secrets import WebhookSecrets
from core.webhooks import SCHEDULE, Webhooks
from service import create_app
from service.schemas.message import BatchMessageSchema, JobMessageSchema
from workers import context as contexts
from workers import deliveries
from workers.context import Context

from .conftest import TEXT, problem

Work = Callable[[], int]


@dataclass
class Receiver:
    """A newsroom's endpoint: what it got, and what it answers next (status, header fields, body)."""

    url: str = ""
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    seen = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            seen.got.append((dict(self.headers), body))
            status, headers, answer = seen.answers.pop(0) if seen.answers else (200, {}, b"")
            self.send_response(status)
            for name, value in {"Content-Length": str(len(answer)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        def do_GET(self) -> None:
            seen.got.append((dict(self.headers), b"GET"))

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    seen.url = f"http://127.0.0.1:{server.server_port}/hook"
    yield seen
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Private addresses are allowed: the receiver is on this machine."""
    return replace(settings, webhook_allow_private=True)


@pytest.fixture
def webhooks(context: Context) -> Webhooks:
    return Webhooks(context.store, context.jobs)


@pytest.fixture
def deliver(context: Context, webhooks: Webhooks) -> Work:
    """Does what reaper and webhook worker do, here and now; says how many tries that were."""

    def work_off() -> int:
        webhooks.sweep()
        done = 0
        while (delivery_id := _taken(webhooks)) is not None:
            deliveries.deliver_webhook(context, delivery_id)
            done += 1
        return done

    return work_off


def _taken(webhooks: Webhooks) -> str | None:
    """What a worker would take out of the queue next."""
    taken = webhooks.store.client.lpop(webhooks.queue.key)
    return taken.decode() if isinstance(taken, bytes) else None


@pytest.fixture
def due(store: Store) -> Callable[[], float]:
    """Lets the waiting time of the one delivery pass; says how many seconds that would have been."""

    def pass_time() -> float:
        ((name, when),) = list(store.client.zscan_iter(keys.deliveries_due()))
        store.client.zadd(keys.deliveries_due(), {bytes(name): 0})
        return (float(when) - clock.to_millis(clock.now())) / 1000

    return pass_time


def _submit(client: FlaskClient, receiver: Receiver, **fields: Any) -> TestResponse:
    return client.post("/v1/articles", json={"text": TEXT, "callback_url": receiver.url, **fields})


def _deliveries(client: FlaskClient, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/v1/webhook-deliveries{query}")
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return list(answer.json["data"])


def test_it_works(client: FlaskClient, receiver: Receiver, work: Work, deliver: Work, store: Store) -> None:
    job = _submit(client, receiver, external_id="cms-1").json
    assert job is not None
    assert deliver() == 0, "the job has not ended"
    work()
    assert deliver() == 1
    ((headers, body),) = receiver.got
    message = Webhook(WebhookSecrets(store).current("local")).verify(body, {k.lower(): v for k, v in headers.items()})
    assert JobMessageSchema().load(message) == message, "as openapi.yaml says"
    assert message["type"] == "job.succeeded"
    assert message["data"] == {
        "job_id": job["id"],
        "article_id": job["article_id"],
        "external_id": "cms-1",
        "state": "succeeded",
        "error": None,
        "urls": {name: job["urls"][name] for name in ("get", "article")},
    }
    assert headers["Content-Type"] == "application/json"
    (delivery,) = _deliveries(client)
    assert delivery["id"] == headers["webhook-id"]
    assert (delivery["state"], delivery["attempts"], delivery["status"], delivery["next_at"]) == (
        "delivered",
        1,
        200,
        None,
    )
    assert client.get(f"/v1/webhook-deliveries/{delivery['id']}").json == delivery
    assert deliver() == 0, "once is enough"


@pytest.mark.parametrize("end", ["failed", "canceled"])
def test_other_ends_are_told_too(
    client: FlaskClient, receiver: Receiver, deliver: Work, context: Context, end: str
) -> None:
    job = _submit(client, receiver).json
    assert job is not None
    if end == "failed":
        context.jobs.fail(job["id"], JobError("timeout", "It took too long."))
    else:
        assert client.delete(job["urls"]["article"]).status_code == 204, "purged, and so canceled"
    deliver()
    message = json.loads(receiver.got[0][1])
    assert message["type"] == f"job.{end}"
    assert message["data"]["error"] == (
        {"code": "timeout", "message": "It took too long."} if end == "failed" else None
    )


def test_an_answer_from_the_cache_is_told_too(
    client: FlaskClient, receiver: Receiver, engine: EngineInfo, work: Work, deliver: Work
) -> None:
    _submit(client, receiver)
    work()
    assert _submit(client, receiver).status_code == 200
    assert deliver() == 1, "the same job"
    assert _submit(client, receiver, external_id="x").status_code == 200
    assert _submit(client, receiver).status_code == 200
    assert deliver() == 2
    assert json.loads(receiver.got[-1][1])["data"]["state"] == "succeeded"


def test_it_is_tried_again_by_the_schedule(
    client: FlaskClient, receiver: Receiver, work: Work, deliver: Work, due: Callable[[], float]
) -> None:
    receiver.answers = [(500, {}, b"")] * len(SCHEDULE)
    _submit(client, receiver)
    work()
    for seconds in SCHEDULE:
        assert deliver() == 1
        assert deliver() == 0, "not yet"
        assert 0.7 * seconds <= due() <= 1.3 * seconds
    assert deliver() == 1
    assert {headers["webhook-id"] for headers, _ in receiver.got} == {_deliveries(client)[0]["id"]}
    assert _deliveries(client)[0]["state"] == "delivered"


def test_in_the_end_it_is_given_up_and_can_be_replayed(
    client: FlaskClient, receiver: Receiver, work: Work, deliver: Work, due: Callable[[], float]
) -> None:
    receiver.answers = [(503, {}, b"")] * (len(SCHEDULE) + 1)
    _submit(client, receiver)
    work()
    deliver()
    for _ in SCHEDULE:
        assert problem(client.post(f"/v1/webhook-deliveries/{_deliveries(client)[0]['id']}/replay")) == "not-ended"
        due()
        deliver()
    (dead,) = _deliveries(client, "?state=dead")
    assert (dead["attempts"], dead["status"], dead["next_at"]) == (len(SCHEDULE) + 1, 503, None)
    assert deliver() == 0
    answer = client.post(f"/v1/webhook-deliveries/{dead['id']}/replay")
    assert answer.status_code == 202
    assert deliver() == 1
    assert receiver.got[-1][0]["webhook-id"] == dead["id"]
    assert _deliveries(client)[0]["state"] == "delivered"


def test_410_ends_it(client: FlaskClient, receiver: Receiver, work: Work, deliver: Work) -> None:
    receiver.answers = [(410, {}, b"")]
    _submit(client, receiver)
    work()
    assert (deliver(), deliver()) == (1, 0)
    assert _deliveries(client)[0]["state"] == "gone"


def test_redirects_are_not_followed(client: FlaskClient, receiver: Receiver, work: Work, deliver: Work) -> None:
    receiver.answers = [(302, {"Location": receiver.url}, b"")]
    _submit(client, receiver)
    work()
    deliver()
    assert len(receiver.got) == 1
    assert (_deliveries(client)[0]["state"], _deliveries(client)[0]["status"]) == ("pending", 302)


def test_retry_after_is_heeded(
    client: FlaskClient, receiver: Receiver, work: Work, deliver: Work, due: Callable[[], float]
) -> None:
    receiver.answers = [(429, {"Retry-After": "3000"}, b""), (429, {"Retry-After": "99999999"}, b"")]
    _submit(client, receiver)
    work()
    deliver()
    assert due() > 2_990
    deliver()
    assert due() <= SCHEDULE[-1]


def test_a_long_answer_is_not_read_to_its_end(
    client: FlaskClient, receiver: Receiver, work: Work, deliver: Work
) -> None:
    receiver.answers = [(200, {"Content-Length": str(10**12)}, b"x" * 100_000)]
    _submit(client, receiver)
    work()
    deliver()
    assert _deliveries(client)[0]["state"] == "delivered"


def test_a_slow_answer_is_cut_off(
    client: FlaskClient, receiver: Receiver, work: Work, deliver: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliveries, "LIMIT", 0.2)
    receiver.answers = [(200, {"Content-Length": "100"}, b"")]  # and then nothing comes
    _submit(client, receiver)
    work()
    deliver()
    (delivery,) = _deliveries(client)
    assert (delivery["state"], delivery["status"]) == ("pending", None)
    assert delivery["error"]


def test_what_a_worker_took_along_when_it_died_is_due_again(
    client: FlaskClient, receiver: Receiver, work: Work, deliver: Work, webhooks: Webhooks, due: Callable[[], float]
) -> None:
    _submit(client, receiver)
    work()
    assert webhooks.sweep() == 1
    assert _taken(webhooks), "taken, and lost"
    assert deliver() == 0
    assert due() > 30
    assert deliver() == 1


def test_private_addresses_are_not_called(
    client: FlaskClient, receiver: Receiver, settings: Settings, store: Store, work: Work
) -> None:
    _submit(client, receiver)
    work()
    strict = contexts.make(replace(settings, webhook_allow_private=False), "w", store)
    webhooks = Webhooks(store, strict.jobs)
    webhooks.sweep()
    deliveries.deliver_webhook(strict, _taken(webhooks) or "")
    (delivery,) = _deliveries(client)
    assert (delivery["state"], delivery["error"]) == ("dead", deliveries.REFUSED)
    assert receiver.got == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost:8000/", "https://a.localhost/", "http://[::1]/", "http://169.254.169.254/latest",
        "http://0x7f000001/", "http://[::ffff:10.0.0.1]/", "http://[64:ff9b::7f00:1]/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("as_text", [True, False])
def test_private_addresses_are_refused_at_once(settings: Settings, store: Store, url: str, as_text: bool) -> None:
    client = create_app(replace(settings, webhook_allow_private=False), store).test_client()
    if as_text:
        answer = client.post("/v1/articles", query_string={"callback_url": url}, data=TEXT, content_type="text/plain")
    else:
        answer = client.post("/v1/articles", json={"text": TEXT, "callback_url": url})
    assert problem(answer) == "invalid-fields"
    assert "not public" in answer.get_json(force=True)["errors"][0]["detail"]


@pytest.mark.parametrize(
    "url", ["ftp://cms.example/", "cms.example", "http://", "https://u:p@cms.example/", "http://a:b/"]
)
def test_what_cannot_be_called_is_refused(client: FlaskClient, url: str) -> None:
    answer = client.post("/v1/articles", json={"text": TEXT, "callback_url": url})
    assert problem(answer) == "invalid-fields"
    assert answer.get_json(force=True)["errors"][0]["pointer"] == "/callback_url"


def test_deliveries_come_in_pages(client: FlaskClient, receiver: Receiver, work: Work, deliver: Work) -> None:
    for number in range(3):
        _submit(client, receiver, text=f"Text {number}.")
    work()
    deliver()
    path, seen = "/v1/webhook-deliveries?limit=2", []
    while path:
        answer = client.get(path)
        assert answer.json is not None
        assert answer.json["total"] == 3
        seen += [delivery["id"] for delivery in answer.json["data"]]
        path = answer.headers.get("Link", "").partition(">")[0].lstrip("<")
    assert len(set(seen)) == 3


def test_it_validates_ownership(
    client: FlaskClient, receiver: Receiver, work: Work, deliver: Work, store: Store
) -> None:
    _submit(client, receiver)
    work()
    deliver()
    (delivery,) = _deliveries(client)
    store.client.hset(keys.delivery(delivery["id"]), "newsroom", "another")
    assert problem(client.get(f"/v1/webhook-deliveries/{delivery['id']}")) == "delivery-not-found"
    assert problem(client.post(f"/v1/webhook-deliveries/{delivery['id']}/replay")) == "delivery-not-found"
    for unknown in ("msg_00000000000000000000000000", "x"):
        assert problem(client.get(f"/v1/webhook-deliveries/{unknown}")) == "delivery-not-found"


def test_secrets_are_exchanged_with_an_overlap(
    client: FlaskClient, receiver: Receiver, work: Work, deliver: Work, store: Store
) -> None:
    secrets = WebhookSecrets(store)
    old = secrets.current("local")
    new = secrets.rotate("local")
    assert old != new == secrets.current("local")
    _submit(client, receiver)
    work()
    deliver()
    ((headers, body),) = receiver.got
    for secret in (old, new):
        Webhook(secret).verify(body, {name.lower(): value for name, value in headers.items()})
    store.client.hset(keys.webhook_secret("local"), "until", 1)
    assert secrets.active("local") == [new]


def test_the_command_line_tells_the_secret(settings: Settings, store: Store) -> None:
    runner = create_app(settings, store).test_cli_runner()
    first = runner.invoke(args=["webhooks", "secret"]).stdout.strip()
    assert first == WebhookSecrets(store).current("local")
    second = runner.invoke(args=["webhooks", "rotate"]).stdout.strip()
    assert second == WebhookSecrets(store).current("local") != first


def test_a_batch_is_told_once_at_its_end(
    client: FlaskClient, receiver: Receiver, work: Work, deliver: Work, engine: EngineInfo
) -> None:
    lines = [{"text": "One."}, {"text": "Two."}, {"text": ""}]
    answer = client.post("/v1/batches", query_string={"callback_url": receiver.url}, json=lines)
    assert answer.status_code == 202, answer.text
    assert answer.json is not None
    batch_id = answer.json["batch"]["id"]
    assert deliver() == 0
    assert work() == 2
    assert (deliver(), deliver()) == (1, 0)
    message = json.loads(receiver.got[0][1])
    assert BatchMessageSchema().load(message) == message, "as openapi.yaml says"
    assert message["data"] == {"batch_id": batch_id, "total": 3, "urls": {"get": f"/v1/batches/{batch_id}"}}
    client.post("/v1/batches", query_string={"callback_url": receiver.url}, json=lines)
    assert deliver() == 1, "answered from the cache, line by line: it has ended at once"
