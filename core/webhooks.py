"""Webhooks: what is to be sent to whom, and what became of it.

A job that ends and has a ``callback_url`` is put into the outbox by the script that ends it, in the same step. From
there, :meth:`Webhooks.sweep` (the reaper, every two seconds) makes a delivery of it and puts due deliveries into RQ's
queue ``webhooks``; a worker of their own sends them.

pending ──► delivered      2xx
   │  ▲
   ├──┘ anything else: again, by the schedule
   ├─────► gone           410: the receiver wants no more of it
   └─────► dead           tried as often as may be, or the address may not be called; can be replayed

A delivery that was handed to a worker becomes due again after a while, so that none is lost with its worker: a message
may arrive twice, always with the same ``webhook-id``.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from rq.job import Job as RqJob
from rq.job import JobStatus
from rq.queue import Queue
from rq.serializers import JSONSerializer
from rq.utils import now as rq_now

from . import clock, ids, keys
from .errors import DeliveryNotFound, JobNotFound
from .jobs import Jobs
from .metrics import DELIVERIES, Metrics
from .records import Job
from .store import Argument, Store

DeliveryState = Literal["pending", "delivered", "gone", "dead"]
STATES: tuple[DeliveryState, ...] = ("pending", "delivered", "gone", "dead")

QUEUE = "webhooks"
TASK = "workers.deliveries.deliver_webhook"
TIME_LIMIT = 30  # seconds RQ gives a delivery; it limits itself to less
SCHEDULE = (5, 30, 120, 600, 1_800, 7_200, 21_600, 43_200, 86_400)  # seconds from one try to the next
JITTER = 0.25  # of each, more or less
HANDED_OVER = 60  # seconds after which a delivery that a worker has not finished is due again
AT_ONCE = 100  # entries of a list looked at in one sweep
KEPT = 2_592_000  # seconds a delivery is remembered: 30 days


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one address. ``id`` is its ``webhook-id``; ``status`` and ``error`` are those of the last try."""

    id: str
    newsroom: str
    url: str
    type: str
    payload: str
    state: DeliveryState
    attempts: int
    created_at: datetime
    next_at: datetime | None
    ended_at: datetime | None
    status: int | None
    error: str | None

    @classmethod
    def from_hash(cls, fields: Mapping[bytes, bytes]) -> Delivery:
        """Read a record."""
        text = {name.decode(): value.decode() for name, value in fields.items()}
        state = next(state for state in STATES if state == text["state"])
        return cls(
            id=text["id"],
            newsroom=text["newsroom"],
            url=text["url"],
            type=text["type"],
            payload=text["payload"],
            state=state,
            attempts=int(text["attempts"]),
            created_at=clock.from_millis(int(text["created"])),
            next_at=_time(text.get("next")),
            ended_at=_time(text.get("ended")),
            status=int(text["status"]) if text.get("status") else None,
            error=text.get("error") or None,
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one try. ``retry_after``: seconds the receiver asks to be left alone for."""

    status: int | None
    error: str | None = None
    refused: bool = False
    retry_after: int = 0

    @property
    def state(self) -> DeliveryState:
        """What the delivery is after this try, while others are left."""
        if self.status is not None and 200 <= self.status < 300:
            return "delivered"
        if self.status == 410:
            return "gone"
        return "dead" if self.refused else "pending"


class Webhooks:
    """The outbox and the deliveries in Redis. ``schedule``: seconds from one try to the next."""

    def __init__(self, store: Store, jobs: Jobs, schedule: tuple[int, ...] = SCHEDULE) -> None:
        self.store = store
        self.jobs = jobs
        self.schedule = schedule
        self.queue = Queue(QUEUE, connection=store.client, serializer=JSONSerializer)

    def announce(self, member: str) -> None:
        """Put a job (or batch) that has ended into the outbox."""
        self.store.client.zadd(keys.outbox(), {member: clock.to_millis(clock.now())})

    def sweep(self) -> int:
        """Make deliveries of what is in the outbox, and hand over those that are due. How many were handed over."""
        for raw in self.store.client.zrange(keys.outbox(), 0, AT_ONCE - 1):
            self._take(raw.decode() if isinstance(raw, bytes) else str(raw))
        now = clock.to_millis(clock.now())
        due = self.store.client.zrangebyscore(keys.deliveries_due(), "-inf", now, 0, AT_ONCE)
        return sum(self._hand_over(raw.decode() if isinstance(raw, bytes) else str(raw), now) for raw in due)

    def get(self, delivery_id: str, newsroom: str | None = None) -> Delivery:
        """Look a delivery up; with ``newsroom``, only among that newsroom's.

        Raises:
            DeliveryNotFound: no such delivery.
        """
        fields = self.store.client.hgetall(keys.delivery(delivery_id))
        if not fields:
            raise DeliveryNotFound(delivery_id)
        delivery = Delivery.from_hash(fields)  # type: ignore[arg-type]  # undecoded answers: bytes
        if newsroom is not None and delivery.newsroom != newsroom:
            raise DeliveryNotFound(delivery_id)
        return delivery

    def newest(self, newsroom: str) -> list[Delivery]:
        """The deliveries of a newsroom, the newest first. What was forgotten meanwhile is taken off the list."""
        client = self.store.client
        since = clock.to_millis(clock.now()) - KEPT * 1000
        client.zremrangebyscore(keys.deliveries(newsroom), "-inf", since)
        names = [raw.decode() for raw in client.zrevrange(keys.deliveries(newsroom), 0, -1) if isinstance(raw, bytes)]
        with client.pipeline(transaction=False) as pipe:
            for name in names:
                pipe.hgetall(keys.delivery(name))
            return [Delivery.from_hash(fields) for fields in pipe.execute() if fields]

    def begin(self, delivery_id: str) -> Delivery | None:
        """Count a try; ``None`` where there is nothing to be sent (any more)."""
        try:
            delivery = self.get(delivery_id)
        except DeliveryNotFound:
            return None
        if delivery.state != "pending":
            return None
        self.store.client.hincrby(keys.delivery(delivery_id), "attempts", 1)
        return self.get(delivery_id)

    def finish(self, delivery: Delivery, outcome: Outcome) -> DeliveryState:
        """Note what came of a try, and when the next is due. The state afterwards."""
        state, now = outcome.state, clock.to_millis(clock.now())
        if state == "pending" and delivery.attempts > len(self.schedule):
            state = "dead"
        fields: dict[str, str | int] = {"status": outcome.status or "", "error": outcome.error or "", "state": state}
        with self.store.client.pipeline() as pipe:
            if state == "pending":
                wait = max(_jittered(self.schedule[delivery.attempts - 1]), min(outcome.retry_after, self.schedule[-1]))
                fields["next"] = now + round(wait * 1000)
                pipe.zadd(keys.deliveries_due(), {delivery.id: fields["next"]})
            else:
                fields |= {"next": "", "ended": now}
                pipe.zrem(keys.deliveries_due(), delivery.id)
            pipe.hset(keys.delivery(delivery.id), mapping=fields)  # type: ignore[arg-type]  # str and int are fine
            pipe.execute()
        counted = Metrics(self.store)
        counted.count(DELIVERIES, state=state)
        counted.flush()
        return state

    def replay(self, delivery: Delivery) -> Delivery:
        """Send a message again, with the whole schedule before it."""
        now = clock.to_millis(clock.now())
        fields = {"state": "pending", "attempts": 0, "next": now, "ended": ""}
        with self.store.client.pipeline() as pipe:
            pipe.hset(keys.delivery(delivery.id), mapping=fields)  # type: ignore[arg-type]
            pipe.expire(keys.delivery(delivery.id), KEPT)
            pipe.zadd(keys.deliveries_due(), {delivery.id: now})
            pipe.execute()
        return self.get(delivery.id)

    def _take(self, member: str) -> None:
        if member.startswith("bat_"):
            self._take_batch(member)
            return
        try:
            job = self.jobs.get(member)
        except JobNotFound:
            self.store.client.zrem(keys.outbox(), member)
            return
        self._create(member, job.newsroom, job.callback_url or "", f"job.{job.state}", job_payload(job))

    def _take_batch(self, member: str) -> None:
        found = self.store.client.hmget(keys.batch(member), "newsroom", "callback", "total")
        newsroom, url, total = (raw.decode() if isinstance(raw, bytes) else "" for raw in found)
        if not newsroom:
            self.store.client.zrem(keys.outbox(), member)
            return
        data = {"batch_id": member, "total": int(total), "urls": {"get": f"/v1/batches/{member}"}}
        self._create(member, newsroom, url, "batch.ended", data)

    def _create(self, member: str, newsroom: str, url: str, kind: str, data: Mapping[str, Any]) -> None:
        """A delivery instead of an entry of the outbox, in one step."""
        now = clock.now()
        millis = clock.to_millis(now)
        message = ids.new("msg")
        payload = json.dumps({"type": kind, "timestamp": clock.rfc3339(now), "data": data}, ensure_ascii=False)
        fields: list[Argument] = ["id", message, "newsroom", newsroom, "url", url, "type", kind, "payload", payload]
        fields += ["state", "pending", "attempts", 0, "created", millis, "next", millis]
        names = [keys.outbox(), keys.delivery(message), keys.deliveries_due(), keys.deliveries(newsroom)]
        self.store.run("deliver", names, [member, message, millis, KEPT, *fields])

    def _hand_over(self, delivery_id: str, now: int) -> int:
        entry = self._entry(delivery_id)
        flat: list[Argument] = [part for pair in entry.to_dict().items() for part in pair]
        names = [keys.deliveries_due(), keys.delivery(delivery_id), entry.key, self.queue.key, Queue.redis_queues_keys]
        return int(self.store.run("hand_over", names, [delivery_id, now, now + HANDED_OVER * 1000, *flat]))

    def _entry(self, delivery_id: str) -> RqJob:
        entry = RqJob.create(
            TASK,
            args=(delivery_id,),
            connection=self.store.client,
            id=delivery_id,
            origin=QUEUE,
            status=JobStatus.QUEUED,
            description=delivery_id,
            timeout=TIME_LIMIT,
            result_ttl=0,
            failure_ttl=3600,
            serializer=JSONSerializer,
        )
        entry.enqueued_at = rq_now()
        return entry


def job_payload(job: Job) -> dict[str, Any]:
    """What a webhook says about a job: enough to know what it is about and where to look, nothing of the article."""
    return {
        "job_id": job.id,
        "article_id": job.article_id,
        "external_id": job.external_id,
        "state": job.state,
        "error": job.error and {"code": job.error.code, "message": job.error.message},
        "urls": {"get": f"/v1/jobs/{job.id}", "article": f"/v1/articles/{job.article_id}"},
    }


def _jittered(seconds: float) -> float:
    return seconds * (1 + JITTER * (2 * secrets.randbelow(1_001) / 1_000 - 1))


def _time(millis: str | None) -> datetime | None:
    return clock.from_millis(int(millis)) if millis else None
