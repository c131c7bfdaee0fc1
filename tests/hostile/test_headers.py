"""What every answer tells browsers, whichever it is."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.headers import HEADERS, POLICY

ABSENT = "art_00000000000000000000000000"


def _paths(app: Flask) -> list[tuple[str, str]]:
    """Every route with every method it takes."""
    found = []
    for rule in app.url_map.iter_rules():
        path = rule.rule
        for name in rule.arguments:
            path = path.replace(f"<{name}>", ABSENT)
        found += [(method, path) for method in sorted(rule.methods or ())]
    return found


def test_every_answer_is_guarded(app: Flask, client: FlaskClient) -> None:
    asked = [*_paths(app), ("GET", "/nothing"), ("BREW", "/v1/articles"), ("POST", "/healthz")]
    assert len(asked) > 40
    for method, path in asked:
        with client.open(path, method=method) as answer:
            assert answer.headers["X-Content-Type-Options"] == "nosniff", (method, path)
            assert answer.headers["Referrer-Policy"] == "no-referrer", (method, path)
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", (method, path)
            policy = answer.headers[POLICY]
            assert policy.startswith("default-src 'none'"), (method, path)
            assert "frame-ancestors 'none'" in policy, (method, path)
            assert "unsafe" not in policy, (method, path)
            assert "Access-Control-Allow-Origin" not in answer.headers, (method, path)
            assert "Set-Cookie" not in answer.headers, (method, path)


@pytest.mark.parametrize("path", ["/v1/jobs/job_1", f"/v1/articles/{ABSENT}", "/healthz"])
def test_data_may_load_nothing_at_all(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers[POLICY] == HEADERS[POLICY]


@pytest.mark.parametrize("path", ["/<script>alert(1)</script>", "/v1/jobs/<img src=x onerror=alert(1)>"])
def test_nothing_that_was_asked_comes_back_as_a_page(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.content_type == "application/problem+json"
    assert "onerror" not in answer.text
    assert "<script" not in answer.text


def test_a_header_cannot_be_split(client: FlaskClient) -> None:
    answer = client.get("/v1/jobs/job_1", headers={"X-Request-Id": "a b", "Host": "localhost"})
    assert answer.headers["X-Request-Id"].startswith("req_")
    answer = client.get("/docs", headers={"Host": "a.example"})
    assert "a.example" not in str(answer.headers)
