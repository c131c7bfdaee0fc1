"""The records of an article and of its job, and how they lie in Redis (hashes of strings; times in milliseconds).

submitted ──► queued ──► running ──► succeeded
                ▲  │        │ │
                └──┼────────┘ └────► failed        queued ◄── running: the attempt broke off and another will come
                   └──────────┴────► canceled
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args

from . import clock

Priority = Literal["high", "normal", "low"]
PRIORITIES: tuple[Priority, ...] = get_args(Priority)
State = Literal["queued", "running", "succeeded", "failed", "canceled"]
STATES: tuple[State, ...] = get_args(State)
Form = Literal["text", "html"]
FINAL: frozenset[State] = frozenset({"succeeded", "failed", "canceled"})
Fields = Mapping[bytes, bytes]
FIRST_VERSION = 1_000_000  # of a job: what `change()` in `core/lua/_common.lua` makes of none


@dataclass(frozen=True, slots=True)
class Options:
    """What a client may say about an article beside its text, and in which ``form`` that came."""

    title: str | None = None
    language: str | None = None
    published_at: str | None = None
    include: tuple[str, ...] = ()
    url: str | None = None
    external_id: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    form: Form = "text"
    callback_url: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What was submitted, but for the text. ``digest`` names text and options as far as they decide the result.

    ``engine`` and ``published_at`` (as submitted, or as the text says) are known once it has been read.
    """

    id: str
    job_id: str
    newsroom: str
    digest: str
    characters: int
    created_at: datetime
    options: Options
    engine: str | None = None
    published_at: str | None = None

    def to_hash(self) -> dict[str, str | int]:
        """The record as Redis holds it."""
        return {
            "id": self.id,
            "job": self.job_id,
            "newsroom": self.newsroom,
            "digest": self.digest,
            "characters": self.characters,
            "created": clock.to_millis(self.created_at),
            "options": json.dumps({name: getattr(self.options, name) for name in Options.__slots__}),
            "engine": self.engine or "",
            "published": self.published_at or "",
        }

    @classmethod
    def from_hash(cls, fields: Fields) -> Article:
        """The inverse of :meth:`to_hash`."""
        options = json.loads(fields[b"options"])
        options["include"] = tuple(options["include"])
        return cls(
            id=fields[b"id"].decode(),
            job_id=fields[b"job"].decode(),
            newsroom=fields[b"newsroom"].decode(),
            digest=fields[b"digest"].decode(),
            characters=int(fields[b"characters"]),
            created_at=clock.from_millis(int(fields[b"created"])),
            options=Options(**options),
            engine=_text(fields, "engine"),
            published_at=_text(fields, "published"),
        )


@dataclass(frozen=True, slots=True)
class JobError:
    """Why a job failed: a stable code for programs, a message for people."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Job:
    """The state of one extraction. ``version`` grows with each change; ``share`` is how far it has come, 0 to 1;
    ``position`` is its place in the queue, where the step that gave this told it.
    """

    id: str
    article_id: str
    newsroom: str
    state: State
    attempt: int
    version: int
    stage: str | None
    share: float
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    expires_at: datetime | None
    error: JobError | None
    request_id: str | None
    priority: str
    batch_id: str | None
    callback_url: str | None = None
    external_id: str | None = None
    position: int | None = None

    @property
    def final(self) -> bool:
        """Whether the job has ended."""
        return self.state in FINAL

    @classmethod
    def from_hash(cls, fields: Fields) -> Job:
        """Read the record that :func:`new_job_hash` and the Lua scripts write."""
        code = _text(fields, "error_code")
        return cls(
            id=fields[b"id"].decode(),
            article_id=fields[b"article"].decode(),
            newsroom=fields[b"newsroom"].decode(),
            state=_state(fields[b"state"].decode()),
            attempt=int(fields[b"attempt"]),
            version=int(fields[b"version"]),
            stage=_text(fields, "stage"),
            share=float(fields[b"share"]),
            created_at=clock.from_millis(int(fields[b"created"])),
            started_at=_time(fields, "started"),
            ended_at=_time(fields, "ended"),
            expires_at=_time(fields, "expires"),
            error=None if code is None else JobError(code, _text(fields, "error_message") or ""),
            request_id=_text(fields, "request"),
            callback_url=_text(fields, "callback"),
            external_id=_text(fields, "external"),
            priority=_text(fields, "priority") or "normal",
            batch_id=_text(fields, "batch"),
        )


def new_job_hash(article: Article, request_id: str | None) -> dict[str, str | int]:
    """The record of a job that has just been submitted (``version`` and ``newsroom`` are set by the script)."""
    return {
        "id": article.job_id,
        "article": article.id,
        "state": "queued",
        "attempt": 0,
        "stage": "",
        "share": "0",
        "created": clock.to_millis(article.created_at),
        "request": request_id or "",
        "callback": article.options.callback_url or "",
        "external": article.options.external_id or "",
    }


def _state(name: str) -> State:
    for state in STATES:
        if state == name:
            return state
    raise ValueError(f"{name!r} is no state of a job")


def _text(fields: Fields, name: str) -> str | None:
    return fields.get(name.encode(), b"").decode() or None


def _time(fields: Fields, name: str) -> datetime | None:
    raw = fields.get(name.encode())
    return clock.from_millis(int(raw)) if raw else None
