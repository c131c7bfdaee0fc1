"""The reading page in a real browser, against the real service: Redis, a worker and gunicorn, as in `make run`.

Chromium and its driver come from the system (Debian: chromium, chromium-driver). Where they are not installed these
tests are skipped; in CI they must be there.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from core import keys
from core import store as stores
from core.results import deflate
from core.settings import variable
from core.store import Store
from runner.stack import Stack

from .page import Page

HERE = Path(__file__).parent
ARTIFACTS = HERE.parent / "artifacts"
SEED = HERE.parents[1] / "seeds" / "creeping-offensive.json"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--window-size=1280,900",
)
SETTINGS = {
    "WORKERS": "1",
    "API_PROCESSES": "1",
    "MAX_QUEUED_JOBS": "2",
    "LEASE": "120",  # a worker that a test has stopped keeps its job
    "RATE_LIMIT": "100000",
    "REDIS_TIMEOUT": "30",  # a busy machine is no failure
}
PATIENCE = 180.0  # seconds for an article to be read


@pytest.fixture(scope="session")
def programs() -> tuple[str, str]:
    """The browser and its driver."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    if browser is not None and driver is not None:
        return browser, driver
    missing = "Chromium or its driver is not installed (Debian: apt-get install chromium chromium-driver)."
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def stack(programs: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The service."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {name: value for name, value in os.environ.items() if not name.startswith(variable(""))}
    environ |= {variable(name.lower()): value for name, value in SETTINGS.items()}
    environ |= {variable("port"): str(port), variable("var_dir"): str(tmp_path_factory.mktemp("var"))}
    with Stack(environ, quiet=True) as running:
        yield running


@pytest.fixture(scope="session")
def browser(programs: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Chromium, with a profile of its own."""
    options = webdriver.ChromeOptions()
    options.binary_location = programs[0]
    for argument in (*ARGUMENTS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(programs[1]))
    yield driver
    driver.quit()


@pytest.fixture
def page(
    browser: webdriver.Chrome, stack: Stack, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A fresh tab at desktop size; what it holds is kept as a picture. Nothing may have gone wrong in it unnoticed."""
    blank = browser.current_window_handle
    browser.switch_to.new_window("tab")
    shown = Page(browser, stack.url, ARTIFACTS, tmp_path)
    shown.emulate()
    yield shown
    shown.picture(request.node.name)
    complaints = shown.complaints()
    browser.close()
    browser.switch_to.window(blank)
    assert complaints == []


@pytest.fixture(scope="session")
def store(stack: Stack) -> Iterator[Store]:
    """The service's Redis."""
    client = stores.connect(stack.settings)
    yield Store(client)
    client.close()


@pytest.fixture(scope="session")
def read(stack: Stack) -> Callable[..., str]:
    """Has an article read, and gives its id."""

    def submit_and_wait(text: str, **fields: Any) -> str:
        sent = requests.post(f"{stack.url}/v1/articles", json={"text": text, **fields}, timeout=10)
        assert sent.ok, sent.text
        job = sent.json()
        until = time.monotonic() + PATIENCE
        while job["state"] in ("queued", "running"):
            assert time.monotonic() < until
            time.sleep(0.05)
            job = requests.get(f"{stack.url}/v1/jobs/{job['id']}", timeout=10).json()
        assert job["state"] == "succeeded", job["error"]
        return str(job["article_id"])

    return submit_and_wait


@pytest.fixture(scope="session")
def put(read: Callable[..., str], store: Store) -> Callable[..., str]:
    """Stores an article with a result made by hand, whatever the engine would make of it today.

    A line is read in its place, then text and result are exchanged: what the API serves is theirs.
    """
    numbers = itertools.count(1)

    def submit_and_replace(text: str, result: dict[str, Any]) -> str:
        described = {name: result["article"][name] for name in ("title", "published_at")}
        article_id = read(f"This line stands for text {next(numbers)}.", **described)
        for key, content in ((keys.text(article_id), text), (keys.result(article_id), json.dumps(result))):
            assert store.client.set(key, deflate(content), xx=True, keepttl=True), f"{key} is not where texts are kept"
        return article_id

    return submit_and_replace


@pytest.fixture(scope="session")
def rich() -> dict[str, Any]:
    """The seed article's own reading, by hand: every part of a result filled."""
    loaded: dict[str, Any] = json.loads((HERE / "fixtures" / "rich-result.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="session")
def seed() -> dict[str, Any]:
    """The sample article, as the API takes it."""
    loaded: dict[str, Any] = json.loads(SEED.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="session")
def rich_id(put: Callable[..., str], seed: dict[str, Any], rich: dict[str, Any]) -> str:
    """The seed article with that reading, in the service."""
    return put(seed["text"], rich)


@pytest.fixture
def worker_stopped(stack: Stack) -> Callable[[], AbstractContextManager[None]]:
    """Stops the worker, and its job if it has one, for as long as a block lasts."""

    @contextmanager
    def stopped() -> Iterator[None]:
        process = next(child for child in stack.children if child.name == "worker-1").process
        assert process is not None
        os.killpg(process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGCONT)

    return stopped
