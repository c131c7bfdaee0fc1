"""One line a request, with the ids that belong to it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from core import logs
from workers.context import Context

from .conftest import TEXT, Submit

Work = Callable[[], int]


def _lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [getattr(record, logs.FIELDS) for record in caplog.records if record.name == "quotewire.access"]


def test_it_works(client: FlaskClient, submit: Submit, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    job = submit().json
    client.get("/v1/jobs/job_1?q=secret")
    client.get("/healthz")
    assert job is not None
    submitted, missed, health = _lines(caplog)
    assert (submitted["method"], submitted["path"], submitted["status"]) == ("POST", "/v1/articles", 202)
    assert (submitted["job_id"], submitted["newsroom"], submitted["key_id"]) == (job["id"], "local", "local")
    assert submitted["milliseconds"] >= 0
    assert (missed["path"], missed["status"]) == ("/v1/jobs/job_1", 404)
    assert "job_id" not in missed
    assert "newsroom" not in health


def test_every_line_of_a_request_and_of_its_job_names_them(
    client: FlaskClient, context: Context, work: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.configure("INFO", "json")
    try:
        client.post("/v1/articles", json={"text": TEXT}, headers={"X-Request-Id": "cms-42"})
        work()
    finally:
        root.handlers[:], root.level = handlers, level
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all('"request_id": "cms-42"' in line and '"job_id": "job_' in line for line in lines)
    assert not any("Pérez" in line for line in lines)
