"""Imports run one way, and the API never loads the engine."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
OURS = {"core", "service", "workers", "runner", "training", "tests", "benchmarks"}
ALLOWED = {
    "core": {"core"},
    "service": {"service", "core"},
    "workers": {"workers", "core"},
    "workers/extraction": {"workers.extraction"},
    "runner": {"runner", "core"},
}
FRAMEWORKS = {
    "core": {"flask", "werkzeug", "marshmallow", "rq.worker", "numpy", "onnxruntime", "tokenizers"},
    "service": {"rq", "numpy", "onnxruntime", "tokenizers"},
    "workers": {"flask", "werkzeug", "marshmallow"},
    "workers/extraction": {"flask", "werkzeug", "marshmallow", "redis", "rq", "requests"},
    "runner": {"rq", "numpy", "onnxruntime", "tokenizers"},
}


def _imports(package: str) -> Iterator[tuple[Path, str]]:
    for path in sorted((ROOT / package).rglob("*.py")):
        if package == "workers" and (ROOT / "workers" / "extraction") in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield path, _absolute(path, node)


def _absolute(path: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    inside = path.relative_to(ROOT).with_suffix("").parts[: -node.level]
    return ".".join([*inside, *([node.module] if node.module else [])])


def _within(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize("package", ALLOWED)
def test_imports_run_one_way(package: str) -> None:
    found = list(_imports(package))
    assert found
    for path, name in found:
        if name.split(".")[0] in OURS:
            assert _within(name, ALLOWED[package]), f"{path} imports {name}"
        assert not _within(name, FRAMEWORKS[package]), f"{path} imports {name}"


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        path.relative_to(ROOT).as_posix()
        for package in ("core", "service", "workers", "runner")
        for path in (ROOT / package).rglob("*.py")
        if "os.environ" in path.read_text(encoding="utf-8") or "getenv" in path.read_text(encoding="utf-8")
    }
    # The entry points hand the environment to core.settings.load, and to nothing else.
    assert readers == {
        "service/app.py",
        "service/client.py",
        "service/wsgi.py",
        "service/gunicorn_conf.py",
        "workers/main.py",
        "workers/reaper.py",
        "workers/webhooks.py",
        "runner/__main__.py",
    }


def test_the_api_never_loads_the_engine() -> None:
    code = "import sys, service.wsgi; print('\\n'.join(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={"PATH": ""}, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "service.app" in loaded
    for name in loaded:
        assert not _within(name, {"workers", "numpy", "onnxruntime", "tokenizers", "training", "apispec"}), name
