"""Redis as compose.yaml configures it: the service can do its work there, and its user nothing else."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from redis import Redis
from redis.exceptions import AuthenticationError, NoPermissionError, RedisError

from core import store as stores
from core.apikeys import SCOPES, ApiKeys, NewKey
from core.entries import EXTRACT_QUEUE
from core.settings import Settings
from core.store import Store
from runner import redis_server
from service import create_app
from workers import context as contexts
from workers.reaper import Reaper
from workers.runtime import QuotewireWorker

ROOT = Path(__file__).parents[2]
OLDEST = 7  # the first Redis in which a user may be allowed CLIENT SETNAME without the rest of CLIENT
PASSWORD = "open sesame"  # with a space: it has to be quoted right


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A redis-server started by compose's own script, in other folders and without a container around it."""
    server = redis_server.find_binary()
    version = re.search(rb"v=(\d+)", subprocess.run([server, "--version"], check=True, stdout=subprocess.PIPE).stdout)
    if version is None or int(version[1]) < OLDEST:
        pytest.skip(f"{server} knows no rights by subcommand, as what compose.yaml runs does: install Redis {OLDEST}")
    folder = tmp_path_factory.mktemp("compose")
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = compose["configs"]["redis"]["content"].replace("dir /data", f"dir {folder}")
    (folder / "config").write_text(f"{config}\nport {port}\nbind 127.0.0.1\nlogfile {folder}/log\n")
    (folder / "password").write_text(PASSWORD)
    script = compose["services"]["redis"]["command"][2].replace("$$", "$")
    for there, here in (
        ("/run/configs/redis", "config"),
        ("/run/secrets/redis_password", "password"),
        ("/run/valkey/conf", "conf"),
    ):
        script = script.replace(there, str(folder / here))
    script = script.replace("chown -R valkey /run/valkey &&", "")
    script = script.replace("docker-entrypoint.sh valkey-server", str(server))
    url = compose["x-quotewire"]["environment"]["QUOTEWIRE_REDIS_URL"].replace("redis:6379", f"127.0.0.1:{port}")
    with subprocess.Popen(["sh", "-c", script]) as process:
        settings = replace(Settings(), redis_url=url, redis_password=PASSWORD, redis_timeout=30)
        _await(settings, process)
        yield settings
        process.send_signal(signal.SIGTERM)


def _await(settings: Settings, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    with stores.connect(settings) as client:
        while True:
            try:
                client.ping()
                return
            except RedisError:
                assert process.poll() is None
                assert time.monotonic() < until, "redis-server does not answer"
                time.sleep(0.02)


def test_the_service_does_its_work_there(shipped: Settings) -> None:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    with stores.connect(shipped, timeout=30) as connection:
        store = Store(connection)
        _, secret = ApiKeys(store).create(NewKey("news", "cms", frozenset(SCOPES)))
        client = create_app(shipped, store).test_client()
        key = {"Authorization": f"Bearer {secret}"}
        answer = client.post("/v1/articles", json={"text": "“All is well,” said Ana Pérez."}, headers=key)
        assert answer.status_code == 202
        assert answer.json is not None
        context = contexts.make(shipped, "w", store)
        QuotewireWorker(context, EXTRACT_QUEUE, connection).work(burst=True, logging_level="WARNING")
        Reaper(context).sweep()
        assert context.jobs.get(answer.json["id"]).state == "succeeded"
        assert client.get("/v1/quotes?q=well", headers=key).status_code == 200
        assert client.get("/metrics").status_code == 200
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(
    "command",
    [("FLUSHALL",), ("CONFIG", "GET", "*"), ("KEYS", "*"), ("ACL", "LIST"), ("GET", "other"), ("SHUTDOWN",)],
)
def test_its_user_can_do_no_more(shipped: Settings, command: tuple[str, ...]) -> None:
    with stores.connect(shipped) as client, pytest.raises(NoPermissionError):
        client.execute_command(*command)


def test_nobody_else_gets_in(shipped: Settings) -> None:
    anonymous = shipped.redis_url.replace("quotewire@", "")
    with Redis.from_url(anonymous) as client, pytest.raises(AuthenticationError):
        client.ping()
    with Redis.from_url(shipped.redis_url, password="wrong") as client, pytest.raises(AuthenticationError):
        client.ping()
