"""requirements.txt: all that is installed is named, each at one version. (`make audit` asks whether any is known to be
vulnerable; that needs the network.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[0-9][A-Za-z0-9.!+-]*")


def _lines(name: str) -> list[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith(("#", "-r "))]


def _pins() -> dict[str, str]:
    return {canonicalize_name(line.split("==")[0]): line.split("==")[1] for line in _lines("requirements.txt")}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-train.txt"])
def test_each_is_pinned_to_one_version(name: str) -> None:
    lines = _lines(name)
    assert lines
    assert [line for line in lines if PIN.fullmatch(line) is None] == []
    names = [canonicalize_name(line.split("==")[0]) for line in lines]
    assert len(set(names)) == len(names)


def _wanted_by(name: str, extras: Iterable[str] = ()) -> Iterator[tuple[str, frozenset[str]]]:
    """What a distribution needs here: names, and the extras that are wanted of them."""
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        pytest.skip(f"{name} is not installed here")
    for wanted in map(Requirement, lines):
        if wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield str(canonicalize_name(wanted.name)), frozenset(wanted.extras)


def test_what_they_bring_along_is_pinned_too() -> None:
    pins = _pins()
    for name in pins:
        assert {wanted for wanted, _ in _wanted_by(name)} <= pins.keys(), name


def test_nothing_is_pinned_that_nobody_needs() -> None:
    """A dependency that has been given up leaves with all that it brought."""
    first = (ROOT / "requirements.txt").read_text(encoding="utf-8").partition("# what those bring along")[0]
    names = (str(canonicalize_name(line.split("==")[0])) for line in first.splitlines() if "==" in line)
    waiting = [(name, frozenset[str]()) for name in names]
    reached = set(waiting)
    while waiting:
        fresh = set(_wanted_by(*waiting.pop())) - reached
        reached |= fresh
        waiting += fresh
    assert _pins().keys() - {name for name, _ in reached} == set()


def test_what_is_installed_is_what_is_pinned() -> None:
    wrong = {}
    for name, pin in _pins().items():
        try:
            installed = metadata.version(name)
        except metadata.PackageNotFoundError:
            pytest.skip(f"{name} is not installed here")
        if installed != pin:
            wrong[name] = installed
    assert wrong == {}
