"""API keys: bearer tokens of 32 random bytes, of which Redis holds only the SHA-256.

A key belongs to one newsroom and may do what its scopes say. A fast hash is enough here: the secret is as long as the
hash, there is nothing to guess. A revoked key stays on the list, so that revoking the last one does not open the
service to everybody on this machine again.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from . import clock, ids, keys
from .errors import KeyNotFound
from .store import Store

PREFIX = "qw_live_"
SECRET_BYTES = 32

READ = "articles:read"
WRITE = "articles:write"
DELETE = "articles:delete"
WEBHOOKS = "webhooks:manage"
SCOPES: Mapping[str, str] = MappingProxyType(
    {
        READ: "See jobs, batches, articles and their results; search; check quotes.",
        WRITE: "Submit articles and batches; cancel jobs.",
        DELETE: "Delete articles with their results.",
        WEBHOOKS: "See webhook deliveries, and send them again.",
    }
)


@dataclass(frozen=True, slots=True)
class NewKey:
    """What is decided about a key when it is made. ``rate``: requests a minute, ``None`` for the service's setting."""

    newsroom: str
    name: str
    scopes: frozenset[str]
    rate: int | None = None


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is remembered. ``hint`` is the end of the secret, so that its owner can recognise it."""

    id: str
    newsroom: str
    name: str
    scopes: frozenset[str]
    rate: int | None
    hint: str
    created_at: datetime
    revoked_at: datetime | None


class ApiKeys:
    """The API keys in Redis."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def create(self, wanted: NewKey) -> tuple[ApiKey, str]:
        """Make a key. Gives its record and the secret, which cannot be had again."""
        secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
        key = ApiKey(
            id=ids.new("key"),
            newsroom=wanted.newsroom,
            name=wanted.name,
            scopes=wanted.scopes,
            rate=wanted.rate,
            hint=secret[-4:],
            created_at=clock.now(),
            revoked_at=None,
        )
        digest = digest_of(secret)
        with self.store.client.pipeline(transaction=True) as pipe:
            pipe.hset(keys.api_key(digest), mapping=_to_hash(key))
            pipe.hset(keys.api_keys(), key.id, digest)
            pipe.execute()
        return key, secret

    def any(self) -> bool:
        """Whether a key was ever made (revoked ones count)."""
        return bool(self.store.client.exists(keys.api_keys()))

    def list(self) -> list[ApiKey]:
        """All keys, the oldest first, revoked ones too."""
        digests = [raw.decode() for raw in self.store.client.hvals(keys.api_keys()) if isinstance(raw, bytes)]
        found = [key for digest in digests if (key := self._load(digest)) is not None]
        return sorted(found, key=lambda key: key.id)

    def revoke(self, key_id: str) -> ApiKey:
        """Refuse a key from now on. Revoking twice changes nothing.

        Raises:
            KeyNotFound: no key has this id.
        """
        digest = self.store.client.hget(keys.api_keys(), key_id)
        key = self._load(digest.decode()) if isinstance(digest, bytes) else None
        if key is None or not isinstance(digest, bytes):
            raise KeyNotFound(key_id)
        self.store.client.hsetnx(keys.api_key(digest.decode()), "revoked", str(clock.to_millis(clock.now())))
        return self._load(digest.decode()) or key

    def _load(self, digest: str) -> ApiKey | None:
        raw = self.store.client.hgetall(keys.api_key(digest))
        fields = {_decode(name): _decode(value) for name, value in raw.items()}
        return _from_hash(fields) if fields else None


def digest_of(secret: str) -> str:
    """Under which name a key is stored."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def _to_hash(key: ApiKey) -> dict[Any, str | int]:
    return {
        "id": key.id,
        "newsroom": key.newsroom,
        "name": key.name,
        "scopes": " ".join(sorted(key.scopes)),
        "rate": "" if key.rate is None else key.rate,
        "hint": key.hint,
        "created": clock.to_millis(key.created_at),
    }


def _from_hash(fields: Mapping[str, str]) -> ApiKey:
    revoked = fields.get("revoked")
    return ApiKey(
        id=fields["id"],
        newsroom=fields["newsroom"],
        name=fields["name"],
        scopes=frozenset(fields["scopes"].split()),
        rate=int(fields["rate"]) if fields["rate"] else None,
        hint=fields["hint"],
        created_at=clock.from_millis(int(fields["created"])),
        revoked_at=clock.from_millis(int(revoked)) if revoked else None,
    )


def _decode(raw: bytes | str) -> str:
    return raw.decode() if isinstance(raw, bytes) else raw
