"""Idempotency keys: a request that is sent again does nothing again.

The first try writes down the ids it will use before it does anything. If it breaks off half-way, whoever tries again
uses the same ids, and submissions are safe to send twice: one key, one job, whatever dies in between.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from redis.exceptions import RedisError

from . import clock, keys
from .errors import IdempotencyKeyInUse, IdempotencyKeyReused, QueueFull
from .store import Argument, Store

TTL = 86_400  # seconds a key is remembered
PATIENCE = 30_000  # milliseconds after which a try that has not ended is taken for dead


@dataclass(frozen=True, slots=True)
class Request:
    """A request that carries a key. ``fingerprint`` names its method, address and body, ``owner`` is the API
    key's id.
    """

    owner: str
    key: str
    fingerprint: str


@dataclass(slots=True)
class Claim:
    """One try. ``subject`` are the ids to use; ``answer`` is what an earlier try has left, or what this one leaves."""

    subject: str
    answer: str | None


class Idempotency:
    """The idempotency keys in Redis."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @contextmanager
    def claim(self, request: Request, subject: str) -> Iterator[Claim]:
        """Try a request. If the claim has no ``answer`` yet, carry it out, with the ids in ``claim.subject``, and set
        ``claim.answer`` to what a later try needs to know.

        Raises:
            IdempotencyKeyInUse: another try is at it at this moment.
            IdempotencyKeyReused: the key was used for another request.
        """
        name = keys.idempotency(request.owner, hashlib.sha256(request.key.encode()).hexdigest())
        token = secrets.token_hex(8)
        claim = self._take(name, request, token, subject)
        if claim.answer is not None:
            yield claim
            return
        ended = "open"
        try:
            yield claim
            ended = "answered" if claim.answer is not None else "open"
        except QueueFull:
            ended = "refused"
            raise
        finally:
            with suppress(RedisError):  # the next try then waits until this one is taken for dead
                self.store.run("end_claim", [name], [token, ended, claim.answer or ""])

    def forget(self, request: Request) -> None:
        """Forget a key whose answer has expired."""
        self.store.client.delete(keys.idempotency(request.owner, hashlib.sha256(request.key.encode()).hexdigest()))

    def _take(self, name: str, request: Request, token: str, subject: str) -> Claim:
        now = clock.to_millis(clock.now())
        args: list[Argument] = [request.fingerprint, token, now, PATIENCE, TTL, subject]
        state, chosen, answer = (part.decode() for part in self.store.run("claim", [name], args))
        if state == "busy":
            raise IdempotencyKeyInUse(request.key)
        if state == "other":
            raise IdempotencyKeyReused(request.key)
        return Claim(chosen, answer if state == "done" else None)
