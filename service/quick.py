"""The requests that come most often are answered before Flask is asked.

A CMS asks for the same results again and again (:mod:`service.quick_results`), and submits articles as plain JSON
(:mod:`service.quick_submissions`). What the answer is can be told from the request and one step in Redis; where it is
not that simple, Flask gets the request, and with it what Redis has said. The answers are the same, byte for byte and
field by field: a test holds the two together.

Here are the questions and the answers; :mod:`service.lane` does the asking.
"""

from __future__ import annotations

import logging
from typing import Any, cast

from flask import Flask
from gunicorn import SERVER
from gunicorn.util import http_date
from redis.exceptions import RedisError

from core import metrics
from core.errors import QuotewireError

from . import access_log, headers, measuring, plain, quick_results, quick_submissions, ratelimits, request_ids, services
from .access_log import Told
from .entered import Entered
from .plain import Plain
from .replies import Question, Reply

log = logging.getLogger("quotewire.api")

NAME = "quotewire-quick"


class Quick:
    """The quick ways of an application, and the Redis (``store``) that is to be asked. Nothing here waits for it, but
    for :meth:`settled` and :meth:`again`.
    """

    def __init__(self, app: Flask) -> None:
        made = services.of(app)
        self._ways = {"GET": quick_results.Way(made).question, "POST": quick_submissions.Way(made).question}
        self._metrics = measuring.metrics_of(app)
        self.store = made.store

    def question(self, head: bytes, body: bytes) -> tuple[Plain, Question] | None:
        """A request, and what to ask Redis for; ``None`` where it is none of ours."""
        asked = plain.read(head, body)
        if asked is None:
            return None
        question = self._ways[asked.method](asked)
        return None if question is None else (asked, question)

    def settled(self, question: Question, told: Any) -> Reply | None:
        """What Redis has told, as an answer; ``None`` where Flask is to answer. Asks Redis again where it must
        (:meth:`service.replies.Question.is_settled`).
        """
        if isinstance(told, Exception):  # as the step was refused, nothing was accepted and nothing counted
            return None
        try:
            return question.reply(told)
        except (RedisError, QuotewireError) as error:
            question.entered = Entered(error)
            return None

    def again(self, question: Question) -> Reply | None:
        """Ask Redis once more, and wait for it: nobody knows whether it has taken the step, but twice does no harm."""
        try:
            told = self.store.run(*question.step)
        except RedisError as error:
            question.entered = Entered(error)
            return None
        return self.settled(question, told)

    def answer(self, asked: Plain, reply: Reply, seconds: float) -> bytes:
        """An answer as it goes over the wire, counted and logged as all are. ``seconds`` is how long it took."""
        self._note(asked, reply, seconds)
        fields = [
            ("Server", SERVER),
            ("Date", http_date()),
            ("Connection", "keep-alive"),
            *reply.fields,
            *ratelimits.fields(reply.entry.quota),
            *headers.HEADERS.items(),
            (request_ids.HEADER, reply.request_id),
        ]
        said = "".join([f"{name}: {value}\r\n" for name, value in fields])
        return f"HTTP/1.1 {reply.status}\r\n{said}\r\n".encode("latin-1") + reply.body

    def _note(self, asked: Plain, reply: Reply, seconds: float) -> None:
        status, route = reply.status[:3], reply.route
        self._metrics.count(metrics.REQUESTS, method=asked.method, route=route, status=status)
        self._metrics.observe(metrics.REQUEST_SECONDS, seconds, method=asked.method, route=route)
        self._metrics.keep_flushing()
        named = {"request_id": reply.request_id, "newsroom": reply.entry.newsroom, "key_id": reply.entry.key_id}
        told = Told(asked.method, asked.path, int(status), seconds)
        access_log.write(told, named if reply.job_id is None else {**named, "job_id": reply.job_id})


def install(app: Flask) -> None:
    """Make the quick ways of an application."""
    app.extensions[NAME] = Quick(app)


def of(app: Flask) -> Quick | None:
    """The quick ways of an application, if it has any."""
    return cast("Quick | None", app.extensions.get(NAME))
