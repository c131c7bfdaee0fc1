"""Keys, passwords, articles and questions: a real gunicorn is asked in every wrong way, and all it writes is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from core import apikeys
from core import store as stores
from core.apikeys import ApiKeys, NewKey
from core.records import Options
from core.settings import Settings
from core.store import Store
from core.submissions import Submission

from .serving import PATIENCE, Server, serving

WORDS = "Zinnoberrot"  # stands in every article, question and header field here
MADE_UP = "qw_live_" + "W" * 43
ABSENT = "art_00000000000000000000000000"
CALLS = (
    ("POST", "/v1/articles"),
    ("POST", "/v1/batches"),
    ("GET", "/v1/jobs/{job}"),
    ("DELETE", "/v1/jobs/{job}"),
    ("GET", "/v1/jobs/{job}/events"),
    ("GET", "/v1/articles/{article}"),
    ("GET", "/v1/articles/{article}/quotes"),
    ("DELETE", "/v1/articles/{article}"),
    ("POST", "/v1/articles/{article}/quote-checks"),
    ("GET", f"/v1/quotes?q={WORDS}"),
    ("GET", f"/v1/experts?q={WORDS}"),
    ("GET", "/v1/webhook-deliveries"),
)
OWNED = [call for call in CALLS if "{" in call[1]]


@dataclass(frozen=True)
class House:
    """A service with keys, and a job of the newsroom `sport`."""

    server: Server
    keys: dict[str, str]
    job: str
    article: str

    def call(self, method: str, path: str, authorization: str | None, **given: Any) -> requests.Response:
        headers = {} if authorization is None else {"Authorization": authorization}
        path = path.format(job=self.job, article=self.article)
        body = {"quotation" if "quote-checks" in path else "text": WORDS} if method == "POST" else None
        return requests.request(method, self.server.url + path, headers=headers, timeout=PATIENCE, json=body, **given)


@pytest.fixture(scope="module", params=["INFO", "DEBUG"])
def house(redis_url: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[House]:
    store = Store(stores.connect(Settings(redis_url=redis_url, redis_timeout=PATIENCE)))
    store.client.flushall()
    known = ApiKeys(store)
    everything = frozenset(apikeys.SCOPES)
    secrets = {
        "ours": known.create(NewKey("sport", "ours", everything)),
        "theirs": known.create(NewKey("culture", "theirs", everything)),
        "revoked": known.create(NewKey("sport", "revoked", everything)),
        "scopeless": known.create(NewKey("sport", "scopeless", frozenset({"none"}))),
    }
    known.revoke(secrets["revoked"][0].id)
    folder = tmp_path_factory.mktemp("house")
    with serving(redis_url, folder, QUOTEWIRE_LOG_LEVEL=request.param) as server:
        ours = f"Bearer {secrets['ours'][1]}"
        job = requests.post(
            f"{server.url}/v1/articles", json={"text": WORDS}, headers={"Authorization": ours}, timeout=PATIENCE
        ).json()
        yield House(server, {name: secret for name, (_, secret) in secrets.items()}, job["id"], job["article_id"])
    store.client.close()


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_wrong_keys_open_nothing(house: House, method: str, path: str) -> None:
    secret = house.keys["ours"]
    wrong = [
        None, "", "Bearer", f"Bearer {MADE_UP}", f"Bearer {secret[:-1]}", f"Bearer {secret}x", f"Bearer {secret} x",
        f"Basic {secret}", secret, f"Bearer {secret.lower()}", f"Bearer {house.keys['revoked']}",
    ]  # fmt: skip
    for authorization in wrong:
        assert house.call(method, path, authorization).status_code == 401, authorization
    assert house.call(method, path, f"Bearer {house.keys['scopeless']}").status_code == 403


@pytest.mark.parametrize(("method", "path"), OWNED)
def test_another_newsroom_sees_what_it_would_see_if_there_were_nothing(house: House, method: str, path: str) -> None:
    theirs = f"Bearer {house.keys['theirs']}"
    there = house.call(method, path, theirs)
    absent = house.call(method, path.format(job="job_" + ABSENT[4:], article=ABSENT), theirs)
    assert there.status_code == absent.status_code == 404
    strip = ("request_id",)
    assert {k: v for k, v in there.json().items() if k not in strip} == {
        k: v for k, v in absent.json().items() if k not in strip
    }


def test_a_key_in_the_wrong_place_opens_nothing(house: House) -> None:
    secret = house.keys["ours"]
    url = f"{house.server.url}/v1/jobs/{house.job}"
    for given in (
        {"params": {"api_key": secret, "access_token": secret}},
        {"cookies": {"Authorization": f"Bearer {secret}"}},
        {"headers": {"X-Api-Key": secret, "X-Request-Id": secret, "Proxy-Authorization": f"Bearer {secret}"}},
        {"headers": {"X-Forwarded-For": "127.0.0.1", "X-Original-Authorization": f"Bearer {secret}"}},
    ):
        assert requests.get(url, timeout=PATIENCE, **given).status_code == 401  # type: ignore[arg-type]


def test_nothing_of_it_is_written(house: House) -> None:
    """After all the calls above, and some that fail inside."""
    for name, secret in house.keys.items():
        for method, path in CALLS[::-1]:
            house.call(method, path, f"Bearer {secret}", params={"q": WORDS, "token": secret})
        house.server.answered(f"GET /{secret} HTTP/1.1\r\nAuthorization {secret}\r\n\r\n".encode())
        assert house.server.log.stat().st_size > 0, name
    written = house.server.log.read_text(encoding="utf-8")
    for secret in (*house.keys.values(), MADE_UP):
        assert secret not in written
        assert secret[8:16] not in written, "nor a part of it"
    assert WORDS not in written
    lines = [json.loads(line) for line in written.splitlines()]
    assert any(line.get("key_id", "").startswith("key_") for line in lines), (
        "whose request it was is known all the same"
    )


def test_redis_passwords_are_nowhere_to_be_seen(tmp_path: Path) -> None:
    """A Redis that is away, and one that wants another password: the URL is in the settings, and stays there."""
    secret = tmp_path / "password"
    secret.write_text("Zebrastreifen\n")
    given = {
        "QUOTEWIRE_REDIS_PASSWORD_FILE": str(secret),
        "QUOTEWIRE_REDIS_TIMEOUT": "1",
        "QUOTEWIRE_LOG_LEVEL": "DEBUG",
    }
    with serving("redis://reader@127.0.0.1:1/0", tmp_path, **given) as server:
        answer = requests.get(f"{server.url}/readyz", timeout=PATIENCE)
        assert answer.status_code == 503
        assert requests.get(f"{server.url}/v1/jobs/{ABSENT}", timeout=PATIENCE).status_code == 503
        arguments = Path(f"/proc/{server.process.pid}/cmdline").read_text()
        environ = Path(f"/proc/{server.process.pid}/environ").read_text()
    for seen in (answer.text, str(answer.headers), arguments, environ, server.log.read_text()):
        assert "Zebrastreifen" not in seen


def test_a_submission_is_not_shown_by_its_repr() -> None:
    """What is logged by accident is logged by repr."""
    assert WORDS not in repr(Submission("sport", WORDS, Options(title=WORDS)))
