"""Writes ``openapi.yaml`` from the routes and the schemas: ``python -m service.openapi > openapi.yaml``."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask
from werkzeug.routing import Rule

from core.apikeys import SCOPES
from core.settings import Settings

from . import webhook_description
from .app import create_app
from .auth import is_protected, scope_of
from .lines import NDJSON
from .operations import ATTRIBUTE, Answer, Operation, RequestHeader
from .problems import MEDIA_TYPE, TYPES, Problem, ProblemType
from .refusals import TITLES
from .schemas.base import Number
from .schemas.message import BatchMessageSchema, JobMessageSchema
from .schemas.problem import ProblemSchema

VERSION = "1.0.0"
SECURITY = "apiKey"
SECURITY_SCHEME = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "qw_live_…",
    "description": "An API key, made with `flask --app service keys create`. Scopes: "
    + " ".join(f"`{scope}`: {meaning}" for scope, meaning in SCOPES.items())
    + " As long as no key has been made, requests from the machine itself need none.",
}
PROTECTED_PROBLEMS = ("unauthenticated", "insufficient-scope", "too-many-requests")
EXAMPLES = {
    "article_id": "art_01jbmz6k3v0a1b2c3d4e5f6g7h",
    "job_id": "job_01jbmz6k3v0a1b2c3d4e5f6g7h",
    "version": "0123456789abcdef",
    "file": "icon.svg",
    "sample": "creeping-offensive",
    "delivery_id": "msg_01jbmz6k3v0a1b2c3d4e5f6g7h",
    "batch_id": "bat_01jbmz6k3v0a1b2c3d4e5f6g7h",
}
EVENT = {
    "description": "One event of the stream.",
    "type": "object",
    "properties": {name: {"type": "string"} for name in ("id", "event", "data")},
}
# What may be answered to any request before it is one (service.refusals): the name of its description, and its meaning.
OF_THE_FRONT = {
    400: ("Malformed", "these bytes are no HTTP request."),
    408: ("TooSlow", "the request did not come in within the time it may take."),
    414: ("AddressTooLong", "the address, with its query, is longer than any that means something here."),
    431: ("HeadTooLong", "the header fields are too many or too long."),
}
# In the order of the reference: what is wanted first stands first.
TAGS = (
    "articles", "jobs", "events", "results", "quote_checks", "search", "batches", "webhooks",
    "health", "metrics", "description", "reference", "pages",
)  # fmt: skip
DESCRIPTION = """\
Reads news articles and gives back who said what, and what is stated as fact.

Submit an article, poll its job until it has succeeded, read the result. Offsets count Unicode code points of the
submitted text, end exclusive. Errors are `application/problem+json` (RFC 9457); what each `type` means is in
`docs/problems.md`.
"""


def build(app: Flask) -> APISpec:
    """The description of every route that has an ``@operation``."""
    plugin = MarshmallowPlugin(schema_name_resolver=_name)
    spec = APISpec(
        title="Quotewire",
        version=VERSION,
        openapi_version="3.1.0",
        info={"description": DESCRIPTION, "license": {"name": "See LICENSE"}},
        servers=[{"url": "/"}],
        tags=[{"name": name} for name in TAGS],
        plugins=[plugin],
    )
    if plugin.converter is not None:
        plugin.map_to_openapi_type(Number, "number", None)
    spec.components.schema("Problem", schema=ProblemSchema)
    spec.components.security_scheme(SECURITY, SECURITY_SCHEME)
    for status, (name, meaning) in OF_THE_FRONT.items():
        spec.components.response(name, _of_the_front(status, meaning))
    for kind in TYPES.values():
        spec.components.example(kind.slug, _problem_example(kind))
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        view = app.view_functions[rule.endpoint]
        described = getattr(view, ATTRIBUTE, None)
        if isinstance(described, Operation):
            spec.path(_path(rule), operations=_operations(rule, view, described), parameters=_parameters(rule))
    spec.components.schemas["ArticleRequest"]["oneOf"] = [{"required": ["text"]}, {"required": ["html"]}]
    spec.components.schema("JobMessage", schema=JobMessageSchema)
    spec.components.schema("BatchMessage", schema=BatchMessageSchema)
    spec.options["webhooks"] = {
        "job": webhook_description.describe("job_ended", "A job has ended.", "JobMessage"),
        "batch": webhook_description.describe("batch_ended", "A batch has ended.", "BatchMessage"),
    }
    return spec


def _name(schema: Any) -> str:
    kind = schema if isinstance(schema, type) else type(schema)
    return str(kind.__name__).removesuffix("Schema")


def _path(rule: Rule) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)


def _parameters(rule: Rule) -> list[dict[str, Any]]:
    return [
        {"in": "path", "name": name, "required": True, "schema": {"type": "string"}, "example": EXAMPLES[name]}
        for name in sorted(rule.arguments)
    ]


def _operations(rule: Rule, view: Any, described: Operation) -> dict[str, Any]:
    summary, _, rest = inspect.cleandoc(view.__doc__ or "").partition("\n")
    operation: dict[str, Any] = {"operationId": rule.endpoint.split(".")[-1], "summary": summary}
    operation["tags"] = [rule.endpoint.split(".")[0]]
    if rest.strip():
        operation["description"] = rest.strip()
    parameters: list[dict[str, Any]] = [_header(header) for header in described.headers]
    if described.query is not None:
        parameters.append({"in": "query", "schema": described.query})
    if parameters:
        operation["parameters"] = parameters
    if described.body is not None:
        operation["requestBody"] = _body(described)
    elif described.bodies:
        content = {media_type: {"schema": dict(schema)} for media_type, schema in described.bodies.items()}
        operation["requestBody"] = {"required": True, "content": content}
    methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    if is_protected(rule):
        operation["security"] = [{SECURITY: [scope_of(described, methods[0])]}]
    operation["responses"] = {
        **{str(status): _answer(given) for status, given in described.answers.items()},
        **_problems((*described.problems, *(PROTECTED_PROBLEMS if is_protected(rule) else ()))),
    }
    for status, (name, _) in OF_THE_FRONT.items():
        operation["responses"].setdefault(str(status), {"$ref": f"#/components/responses/{name}"})
    return {method.lower(): operation for method in methods}


def _header(header: RequestHeader) -> dict[str, Any]:
    return {
        "in": "header",
        "name": header.name,
        "description": header.description,
        "schema": dict(header.schema),
        "example": header.example,
    }


def _body(described: Operation) -> dict[str, Any]:
    content: dict[str, Any] = {"application/json": {"schema": described.body}}
    if described.text_body:
        words: dict[str, Any] = {"type": "string", "minLength": 1, "pattern": r"\S"}
        content["text/plain"] = {"schema": {**words, "description": "The article's text, UTF-8."}}
        content["text/html"] = {"schema": {**words, "description": "The article's web page, UTF-8."}}
    return {"required": True, "content": content}


def _answer(given: Answer) -> dict[str, Any]:
    response: dict[str, Any] = {"description": given.description}
    if given.links:
        response["links"] = {name: dict(link) for name, link in given.links.items()}
    if given.headers:
        response["headers"] = {
            name: {"description": meaning, "schema": {"type": "string"}} for name, meaning in given.headers.items()
        }
    if given.schema is not None:
        response["content"] = {given.content_type: {"schema": given.schema}}
        if given.example is not None:
            response["content"][given.content_type]["example"] = given.example
    elif given.content_type == "text/event-stream":
        response["content"] = {given.content_type: {"schema": EVENT}}
    elif given.content_type != "application/json":
        response["content"] = {given.content_type: {"schema": {"type": "string"}}}
    for media_type in given.more:
        kind = "string" if media_type.startswith("text/") or media_type == NDJSON else "object"
        response["content"][media_type] = {"schema": {"type": kind}}
    return response


def _problems(slugs: Iterable[str]) -> dict[str, Any]:
    """One answer a status; the problem types that share it are listed in its description."""
    by_status: dict[int, list[ProblemType]] = {}
    for slug in dict.fromkeys((*slugs, "internal-error")):
        by_status.setdefault(TYPES[slug].status, []).append(TYPES[slug])
    return {
        str(status): {
            "description": " ".join(f"`{kind.uri}`: {kind.title}." for kind in kinds),
            "content": {
                MEDIA_TYPE: {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                    "examples": {kind.slug: {"$ref": f"#/components/examples/{kind.slug}"} for kind in kinds},
                }
            },
        }
        for status, kinds in sorted(by_status.items())
    }


def _of_the_front(status: int, meaning: str) -> dict[str, Any]:
    members = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": "What is wrong with it."}
    return {
        "description": f"`about:blank`: {TITLES[status]}: {meaning}",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": members}},
    }


def _problem_example(kind: ProblemType) -> dict[str, Any]:
    problem = Problem(kind.slug, "What is wrong this time, and what to do.")
    return {"summary": kind.title, "value": {**problem.members(), "request_id": "req_01jbmz6k3v0a1b2c3d4e5f6g7h"}}


def render() -> str:
    """The file's text. No setting changes it."""
    text: str = build(create_app(Settings())).to_yaml({"sort_keys": False, "allow_unicode": True, "width": 120})
    return text


if __name__ == "__main__":
    sys.stdout.write(render())
