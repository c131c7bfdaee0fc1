"""core.logs: one event a line, with what it belongs to."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from core import logs


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    logs.bind()


def _lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_line_is_a_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", "json")
    logging.getLogger("quotewire.test").info("read %d words", 7, extra={logs.FIELDS: {"status": 200}})
    (line,) = _lines(capsys)
    assert line.pop("time").endswith("Z")
    assert line == {"level": "info", "logger": "quotewire.test", "message": "read 7 words", "status": 200}


def test_it_says_which_job_and_request_it_belongs_to(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", "json")
    log = logging.getLogger("quotewire.test")
    logs.bind(request_id="req_1")
    with logs.bound(job_id="job_1"):
        log.info("inside")
    log.info("outside")
    logs.bind()
    log.info("after")
    inside, outside, after = _lines(capsys)
    assert (inside["request_id"], inside["job_id"]) == ("req_1", "job_1")
    assert outside["request_id"] == "req_1"
    assert "job_id" not in outside
    assert "request_id" not in after


def test_an_exception_stays_on_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", "json")
    try:
        raise ValueError("two\nlines")
    except ValueError:
        logging.getLogger("quotewire.test").exception("failed")
    (line,) = _lines(capsys)
    assert "ValueError: two\nlines" in line["exception"]


def test_people_get_text(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", "text")
    with logs.bound(job_id="job_1"):
        logging.getLogger("quotewire.test").warning("slow")
    assert capsys.readouterr().err.rstrip().endswith("WARNING quotewire.test slow job_id=job_1")


def test_auto_is_json_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO")
    logging.getLogger("quotewire.test").info("hello")
    assert _lines(capsys)[0]["message"] == "hello"


def test_passwords_are_not_logged() -> None:
    assert logs.without_password("redis://u:secret@host/0") == "redis://u:***@host/0"
