"""The secrets with which webhooks are signed: one a newsroom, and the one before it while receivers change over.

They lie in Redis as they are: signing needs them. (API keys, which are only compared, are stored hashed.)
"""

from __future__ import annotations

from . import clock, keys, signing
from .store import Store

OVERLAP = 86_400  # seconds for which messages carry the old signature too
CURRENT, PREVIOUS, UNTIL = "current", "previous", "until"


class WebhookSecrets:
    """The secrets in Redis."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def current(self, newsroom: str) -> str:
        """The newsroom's secret; made when it is asked for the first time."""
        self.store.client.hsetnx(keys.webhook_secret(newsroom), CURRENT, signing.new_secret())
        return self._fields(newsroom)[CURRENT]

    def active(self, newsroom: str) -> list[str]:
        """All secrets to sign with now."""
        current, fields = self.current(newsroom), self._fields(newsroom)
        overlaps = PREVIOUS in fields and int(fields[UNTIL]) > clock.to_millis(clock.now())
        return [current, fields[PREVIOUS]] if overlaps else [current]

    def rotate(self, newsroom: str) -> str:
        """A new secret; the old one signs along for a day."""
        old, new = self.current(newsroom), signing.new_secret()
        until = clock.to_millis(clock.now()) + OVERLAP * 1000
        fields = {CURRENT: new, PREVIOUS: old, UNTIL: until}
        self.store.client.hset(keys.webhook_secret(newsroom), mapping=fields)  # type: ignore[arg-type]
        return new

    def _fields(self, newsroom: str) -> dict[str, str]:
        found = self.store.client.hgetall(keys.webhook_secret(newsroom))
        return {_decode(name): _decode(value) for name, value in found.items()}


def _decode(raw: bytes | str) -> str:
    return raw.decode() if isinstance(raw, bytes) else raw
