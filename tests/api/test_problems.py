"""Every error is a problem, and every problem is described."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service.problems import TYPES

from .conftest import problem

DOCS = Path(__file__).parents[2] / "docs" / "problems.md"


@pytest.mark.parametrize("path", ["/nowhere", "/v1", "/v1/articles/", "/v1/jobs"])
def test_an_unknown_address(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert problem(answer) == "not-found"


def test_a_wrong_method(client: FlaskClient) -> None:
    answer = client.put("/v1/articles")
    assert answer.status_code == 405
    assert problem(answer) == "method-not-allowed"
    assert "POST" in answer.headers["Allow"]


def test_it_gives_the_callers_request_id_back(client: FlaskClient) -> None:
    answer = client.get("/nowhere", headers={"X-Request-Id": "cms-42"})
    assert answer.get_json(force=True)["request_id"] == answer.headers["X-Request-Id"] == "cms-42"


@pytest.mark.parametrize("given", ["", "two words", "x" * 100, "<b>"])
def test_but_not_a_harmful_one(client: FlaskClient, given: str) -> None:
    answer = client.get("/healthz", headers={"X-Request-Id": given})
    assert re.fullmatch(r"req_[0-9a-z]{26}", answer.headers["X-Request-Id"])


def test_every_type_is_described() -> None:
    described = set(
        re.findall(r"^## `urn:quotewire:problem:([a-z-]+)`", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert described == set(TYPES)


def test_every_type_stands_with_its_status() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for kind in TYPES.values():
        section = text.split(f"## `{kind.uri}`")[1].split("\n## ")[0]
        assert f"{kind.status}" in section.splitlines()[2]
