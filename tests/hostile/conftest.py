"""What the hostile tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from redis import Redis

from .serving import Server, serving


@pytest.fixture(scope="module")
def server(redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A gunicorn with the settings we ship, on an empty Redis: no key has been made."""
    with Redis.from_url(redis_url) as client:
        client.flushall()
    with serving(redis_url, tmp_path_factory.mktemp("server")) as running:
        yield running
