"""Who may call what: API keys, scopes, newsrooms, and this machine alone before the first key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core import apikeys, keys
from core.apikeys import ApiKeys, NewKey
from core.store import Store
from service.operations import ATTRIBUTE, Operation

from .conftest import TEXT, Submit, problem

Work = Callable[[], int]
Headers = dict[str, str]


@pytest.fixture
def make(store: Store) -> Callable[..., Headers]:
    """Makes an API key and gives the header that carries it."""

    def key(*scopes: str, newsroom: str = "sport") -> Headers:
        _, secret = ApiKeys(store).create(NewKey(newsroom, "test", frozenset(scopes or apikeys.SCOPES)))
        return {"Authorization": f"Bearer {secret}"}

    return key


def test_it_works(client: FlaskClient, make: Callable[..., Headers]) -> None:
    key = make()
    job = client.post("/v1/articles", json={"text": TEXT}, headers=key).json
    assert job is not None
    assert client.get(job["urls"]["get"], headers=key).status_code == 200


def test_the_scheme_may_be_written_in_any_case(client: FlaskClient, make: Callable[..., Headers]) -> None:
    secret = make()["Authorization"].removeprefix("Bearer ")
    answer = client.get("/v1/jobs/job_1", headers={"Authorization": f"bEARER   {secret}"})
    assert problem(answer) == "job-not-found"


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "Bearer",
        "Bearer qw_live_",
        "Bearer qw_live_" + "A" * 43,
        "Bearer qw_live_ä",
        "Basic cXdfbGl2ZTo=",
        "Bearer a b",
    ],
)
def test_without_a_good_key_it_is_a_401(client: FlaskClient, make: Callable[..., Headers], given: str | None) -> None:
    make()
    answer = client.get("/v1/jobs/job_1", headers={} if given is None else {"Authorization": given})
    assert answer.status_code == 401
    assert problem(answer) == "unauthenticated"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer ")


def test_a_wrong_key_is_refused_even_where_none_is_needed(client: FlaskClient) -> None:
    answer = client.get("/v1/jobs/job_1", headers={"Authorization": "Bearer qw_live_" + "A" * 43})
    assert problem(answer) == "unauthenticated"


def test_a_revoked_key_is_refused_and_opens_nothing(
    client: FlaskClient, store: Store, make: Callable[..., Headers]
) -> None:
    key = make()
    for known in ApiKeys(store).list():
        ApiKeys(store).revoke(known.id)
    assert client.get("/v1/jobs/job_1", headers=key).status_code == 401
    assert client.get("/v1/jobs/job_1").status_code == 401  # also from this machine


def test_a_scope_that_is_missing_is_a_403(client: FlaskClient, make: Callable[..., Headers]) -> None:
    reader, writer = make(apikeys.READ), make(apikeys.WRITE)
    answer = client.post("/v1/articles", json={"text": TEXT}, headers=reader)
    assert answer.status_code == 403
    assert problem(answer) == "insufficient-scope"
    assert 'scope="articles:write"' in answer.headers["WWW-Authenticate"]
    job = client.post("/v1/articles", json={"text": TEXT}, headers=writer).json
    assert job is not None
    assert client.get(job["urls"]["get"], headers=reader).status_code == 200
    assert client.delete(job["urls"]["article"], headers=writer).status_code == 403
    assert client.delete(job["urls"]["get"], headers=writer).status_code == 200


def test_one_newsroom_never_sees_anothers(client: FlaskClient, work: Work, make: Callable[..., Headers]) -> None:
    ours, colleagues, theirs = make(), make(), make(newsroom="culture")
    job = client.post("/v1/articles", json={"text": TEXT}, headers=ours).json
    assert job is not None
    work()
    paths = [job["urls"]["article"] + part for part in ("", "/quotes", "/sources", "/facts")] + [job["urls"]["get"]]
    for path in paths:
        assert client.get(path, headers=colleagues).status_code == 200, path
        assert client.get(path, headers=theirs).status_code == 404, path
    for path in (job["urls"]["article"], job["urls"]["get"]):
        assert client.delete(path, headers=theirs).status_code == 404, path
    assert client.get(job["urls"]["article"], headers=ours).status_code == 200


def test_nor_anothers_cached_results(
    client: FlaskClient, engine: object, work: Work, make: Callable[..., Headers]
) -> None:
    client.post("/v1/articles", json={"text": TEXT}, headers=make())
    work()
    answer = client.post("/v1/articles", json={"text": TEXT}, headers=make(newsroom="culture"))
    assert answer.status_code == 202


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.1", "::1"])
def test_before_the_first_key_this_machine_is_served(submit: Submit, client: FlaskClient, address: str) -> None:
    answer = client.get("/v1/jobs/job_1", environ_overrides={"REMOTE_ADDR": address})
    assert problem(answer) == "job-not-found"


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("192.0.2.7", {}),
        ("fe80::1", {}),
        ("", {}),
        ("127.0.0.1", {"X-Forwarded-For": "192.0.2.7"}),
        ("127.0.0.1", {"Forwarded": "for=192.0.2.7"}),
        ("127.0.0.1", {"Host": "attacker.example"}),
        ("127.0.0.1", {"Host": "attacker.example:8000"}),
    ],
)
def test_and_nobody_else(client: FlaskClient, address: str, headers: Headers) -> None:
    answer = client.get("/v1/jobs/job_1", headers=headers, environ_overrides={"REMOTE_ADDR": address})
    assert answer.status_code == 401
    assert problem(answer) == "unauthenticated"
    assert "keys create" in answer.get_json(force=True)["detail"]


@pytest.mark.parametrize("path", ["/healthz", "/openapi.yaml"])
def test_what_holds_nothing_of_anybodys_is_open(client: FlaskClient, make: Callable[..., Headers], path: str) -> None:
    make()
    with client.get(path, environ_overrides={"REMOTE_ADDR": "192.0.2.7"}) as answer:
        assert answer.status_code == 200


def test_every_call_under_v1_is_protected(app: Flask, client: FlaskClient, make: Callable[..., Headers]) -> None:
    nothing = make("none")
    asked = 0
    for rule in app.url_map.iter_rules():
        described: Any = getattr(app.view_functions[rule.endpoint], ATTRIBUTE, None)
        if not rule.rule.startswith("/v1/"):
            continue
        assert isinstance(described, Operation), rule.rule
        assert described.scope in (None, *apikeys.SCOPES), rule.rule
        path = rule.rule
        for name in rule.arguments:
            path = path.replace(f"<{name}>", "x")
        for method in (rule.methods or set()) - {"OPTIONS"}:
            asked += 1
            assert client.open(path, method=method).status_code == 401, (method, path)
            assert client.open(path, method=method, headers=nothing).status_code == 403, (method, path)
    assert asked >= 9


def test_the_secret_is_not_stored(store: Store, make: Callable[..., Headers]) -> None:
    secret = make()["Authorization"].removeprefix("Bearer ")
    assert len(secret) == len("qw_live_") + 43
    held = [store.client.dump(key) for key in store.client.scan_iter()]
    assert held
    assert not any(secret[:-4].encode() in (dump or b"") for dump in held)
    assert store.client.exists(keys.api_key(apikeys.digest_of(secret)))
