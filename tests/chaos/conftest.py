"""Tests that kill what the service consists of. Those marked ``chaos`` take long: `make chaos` runs them, and the
others once more, with the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.chaos.figures import FULL, Figures
from tests.chaos.service import Service

MEASURED = pytest.StashKey[Figures]()
LEASE = 12 if FULL else 4  # seconds: the default where figures count, the shortest there is where they do not


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    """Where a test writes down what it has measured."""
    stash = request.config.stash
    return stash.setdefault(MEASURED, Figures())


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Service]]:
    """Starts a service with the given settings (only its Redis; the test starts the rest)."""
    with ExitStack() as stack:

        def start(**settings: object) -> Service:
            folder = tmp_path / str(len(list(tmp_path.iterdir())))
            folder.mkdir()
            return stack.enter_context(Service(folder, **{"lease": LEASE, **settings}))

        yield start


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`make chaos` asks for what is marked: that is everything here."""
    for item in items:
        if FULL and Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.chaos)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The figures, when they count."""
    measured = config.stash.get(MEASURED, None)
    if FULL and measured is not None:
        terminalreporter.section("measured")
        for line in measured.lines():
            terminalreporter.write_line(line)
