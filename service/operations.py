"""What a route says about itself for ``openapi.yaml``. The first line of its docstring is the summary, the rest the
description.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from .schemas.base import Strict

View = TypeVar("View", bound=Callable[..., Any])
ATTRIBUTE = "operation"


@dataclass(frozen=True, slots=True)
class Answer:
    """One successful answer: what it means, its body, and headers it carries (name -> description).

    ``more`` are further media types in which it can be had; ``links`` (OpenAPI's) lead to what can be called next.
    """

    description: str
    schema: type[Strict] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    more: tuple[str, ...] = ()
    example: Any = None
    links: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RequestHeader:
    """A header field a client may send: what it does, its JSON schema, and an example."""

    name: str
    description: str
    schema: Mapping[str, Any]
    example: str


@dataclass(frozen=True, slots=True)
class Operation:
    """What a route takes and gives. ``problems`` are slugs of :data:`service.problems.TYPES`; what every route under
    ``/v1`` may answer (no key, too many requests) need not be listed.

    ``scope`` is what an API key must have; ``None`` leaves it to the method (:data:`service.auth.SCOPE_OF_METHOD`).
    ``bodies``: JSON schemas by media type, for a body that no schema of ours describes.
    """

    answers: Mapping[int, Answer]
    problems: tuple[str, ...] = ()
    body: type[Strict] | None = None
    text_body: bool = False
    query: type[Strict] | None = None
    scope: str | None = None
    headers: tuple[RequestHeader, ...] = ()
    bodies: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def operation(described: Operation) -> Callable[[View], View]:
    """Attach a description to a view."""

    def attach(view: View) -> View:
        setattr(view, ATTRIBUTE, described)
        return view

    return attach
