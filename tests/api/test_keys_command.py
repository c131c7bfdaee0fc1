"""flask --app service keys create | list | revoke"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.settings import Settings
from service import create_app


def _create(app: Flask, *options: str) -> str:
    ran = app.test_cli_runner().invoke(args=["keys", "create", "--newsroom", "sport", "--name", "cms", *options])
    assert ran.exit_code == 0, ran.output
    return ran.stdout.strip()


def _list(app: Flask) -> str:
    ran = app.test_cli_runner().invoke(args=["keys", "list"])
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def test_the_key_opens_the_door(app: Flask, client: FlaskClient) -> None:
    secret = _create(app)
    assert secret.startswith("qw_live_")
    assert "\n" not in secret  # so that KEY=$(flask … keys create …) works
    good = {"Authorization": f"Bearer {secret}"}
    assert client.get("/v1/jobs/job_1", headers=good).status_code == 404
    assert client.get("/v1/jobs/job_1").status_code == 401


def test_the_list_shows_all_but_the_secret(app: Flask) -> None:
    secret = _create(app, "--scope", "articles:read", "--rate", "30")
    shown = _list(app)
    assert secret not in shown
    for part in (secret[-4:], "sport", "cms", "articles:read", "30/min", "active"):
        assert part in shown
    assert "articles:write" not in shown


def test_a_key_can_be_revoked(app: Flask, client: FlaskClient) -> None:
    secret = _create(app)
    key_id = _list(app).split()[0]
    ran = app.test_cli_runner().invoke(args=["keys", "revoke", key_id])
    assert ran.exit_code == 0
    assert "revoked" in _list(app)
    assert client.get("/v1/jobs/job_1", headers={"Authorization": f"Bearer {secret}"}).status_code == 401


def test_without_keys_the_list_says_who_is_served(app: Flask) -> None:
    assert "only this machine" in app.test_cli_runner().invoke(args=["keys", "list"]).stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["create", "--newsroom", "Sports Desk", "--name", "cms"],
        ["create", "--newsroom", "sport", "--name", ""],
        ["create", "--newsroom", "sport", "--name", "cms", "--scope", "everything"],
        ["create", "--newsroom", "sport", "--name", "cms", "--rate", "0"],
        ["create", "--name", "cms"],
        ["revoke", "key_1"],
    ],
)
def test_what_cannot_be_is_said(app: Flask, arguments: list[str]) -> None:
    ran = app.test_cli_runner().invoke(args=["keys", *arguments])
    assert ran.exit_code != 0
    assert "Error" in ran.stderr
    assert "Traceback" not in ran.output
    assert _list(app) == ""


def test_a_redis_that_is_away_is_said(settings: Settings, tmp_path: Path) -> None:
    away = create_app(replace(settings, redis_url=f"unix://{tmp_path}/none.sock"))
    for arguments in (["list"], ["revoke", "key_1"], ["create", "--newsroom", "a", "--name", "b"]):
        ran = away.test_cli_runner().invoke(args=["keys", *arguments])
        assert ran.exit_code == 1
        assert "QUOTEWIRE_REDIS_URL" in ran.stderr
