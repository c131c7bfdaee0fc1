"""core.settings"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from core.errors import SettingsError
from core.settings import Settings, load, variable

ROOT = Path(__file__).parents[3]


def test_defaults() -> None:
    assert load({}) == Settings()


def test_values_are_read() -> None:
    settings = load({"QUOTEWIRE_PORT": "8123", "QUOTEWIRE_RESULT_TTL": "3_600", "HOME": "/root"})
    assert (settings.port, settings.result_ttl) == (8123, 3600)


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({"QUOTEWIRE_PROT": "8000"}, "QUOTEWIRE_PROT is not a setting"),
        ({"QUOTEWIRE_PORT": "http"}, "QUOTEWIRE_PORT: 'http' is not usable"),
        ({"QUOTEWIRE_PORT": "0"}, "must be between 1 and 65535"),
        ({"QUOTEWIRE_LOG_LEVEL": "loud"}, "must be one of DEBUG"),
        ({"QUOTEWIRE_REDIS_URL": ""}, "must not be empty"),
        ({"QUOTEWIRE_PORT_FILE": "/etc/hostname"}, "QUOTEWIRE_PORT_FILE is not a setting"),
        ({"QUOTEWIRE_REDIS_PASSWORD_FILE": "/nowhere"}, "cannot read /nowhere"),
    ],
)
def test_a_slip_is_said(environ: dict[str, str], says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        load(environ)


def test_a_secret_comes_from_a_file_and_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("sesame\n")
    settings = load({"QUOTEWIRE_REDIS_PASSWORD_FILE": str(tmp_path / "password")})
    assert settings.redis_password == "sesame"
    assert "sesame" not in repr(settings)


def test_a_secret_given_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("sesame")
    environ = {"QUOTEWIRE_REDIS_PASSWORD_FILE": str(tmp_path / "password"), "QUOTEWIRE_REDIS_PASSWORD": "other"}
    with pytest.raises(SettingsError, match="set twice") as caught:
        load(environ)
    assert "sesame" not in str(caught.value)


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(Settings)])
def test_every_setting_is_documented(name: str) -> None:
    assert f"`{variable(name)}`" in (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
