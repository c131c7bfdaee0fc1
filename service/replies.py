"""What the quick ways (:mod:`service.quick`) share: an answer that needs no Flask, and the API key of a request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import apikeys
from core.gate import Entry

from . import auth

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Header = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, but for the fields that every answer has. ``route`` is what Flask calls it; ``entry`` is the request
    as it was let in; ``job_id`` names the job that it is about, for the log.
    """

    status: str
    fields: list[Header]
    body: bytes
    route: str
    request_id: str
    entry: Entry
    job_id: str | None = None


def secret_of(environ: WSGIEnvironment) -> str | None:
    """What looks like an API key in the Authorization field."""
    given = auth.AUTHORIZATION.fullmatch(environ.get("HTTP_AUTHORIZATION", "").strip())
    return given[1] if given is not None and given[1].startswith(apikeys.PREFIX) else None
