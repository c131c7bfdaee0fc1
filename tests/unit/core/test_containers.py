"""Dockerfile and compose.yaml name things that exist. (Building them takes an engine; the linter is hadolint.)"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.settings import Settings, variable

ROOT = Path(__file__).parents[3]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
VARIABLES = {variable(field.name) for field in dataclasses.fields(Settings)}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return loaded


def test_what_is_copied_exists_and_is_not_ignored() -> None:
    copied = [line.split()[1] for line in DOCKERFILE.splitlines() if line.startswith("COPY ") and "--from" not in line]
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert copied
    for name in copied:
        assert (ROOT / name).exists(), name
        assert f"!{name}" in kept, name


def test_what_the_code_reads_is_copied() -> None:
    """The packages of the image import nothing of ours that is not in it."""
    for package in ("core", "service", "workers"):
        assert f"COPY {package} {package}\n" in DOCKERFILE


def test_every_variable_is_a_setting(compose: dict[str, Any]) -> None:
    named = set(re.findall(r"QUOTEWIRE_[A-Z_]+", DOCKERFILE))
    for service in compose["services"].values():
        named |= {name for name in service.get("environment", {}) if name.startswith("QUOTEWIRE_")}
    assert named
    assert {name.removesuffix("_FILE") for name in named} <= VARIABLES


def test_every_command_is_there(compose: dict[str, Any]) -> None:
    commands = [service["command"] for service in compose["services"].values() if "command" in service]
    modules = [command[2] for command in commands if command[:2] == ["python", "-m"]]
    assert {"workers.main", "workers.reaper"} <= set(modules)
    for module in modules:
        assert (ROOT / (module.replace(".", "/") + ".py")).is_file(), module


def test_redis_persists_and_asks_for_a_password(compose: dict[str, Any]) -> None:
    config = compose["configs"]["redis"]["content"].splitlines()
    assert {"appendonly yes", "appendfsync always", "maxmemory-policy noeviction"} <= set(config)
    script = compose["services"]["redis"]["command"][2]
    assert "user default off" in script
    assert "valkey-server /run/valkey/conf" in script, "a password among the arguments is in the process list"
    assert "ports" not in compose["services"]["redis"]
