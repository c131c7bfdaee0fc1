"""/openapi.yaml is current, complete and true."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient

from core.apikeys import SCOPES
from service.api.description import FILE
from service.openapi import render
from service.operations import ATTRIBUTE, Operation
from service.problems import TYPES


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return loaded


def test_it_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == render(), "run `make openapi` and commit the file"


def test_it_is_served(client: FlaskClient) -> None:
    with client.get("/openapi.yaml") as answer:
        assert answer.content_type == "application/yaml"
        assert answer.data == FILE.read_bytes()


def test_every_route_is_in_it(app: Flask, described: dict[str, Any]) -> None:
    for rule in app.url_map.iter_rules():
        assert hasattr(app.view_functions[rule.endpoint], ATTRIBUTE), rule.rule
        path = described["paths"][rule.rule.replace("<", "{").replace(">", "}")]
        assert (rule.methods or set()) - {"HEAD", "OPTIONS"} <= {method.upper() for method in path}


def test_every_problem_type_is_in_it(described: dict[str, Any]) -> None:
    text = str(described)
    missing = {slug for slug, kind in TYPES.items() if kind.uri not in text}
    assert missing <= {"not-found", "method-not-allowed"}, "answers to requests that no operation describes"


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    waiting: list[Any] = [described]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if "$ref" in value:
                _, kind, name = value["$ref"].removeprefix("#/").split("/")
                assert name in described["components"][kind]
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def test_every_example_is_one(app: Flask) -> None:
    checked = 0
    for view in app.view_functions.values():
        described = getattr(view, ATTRIBUTE, None)
        for answer in described.answers.values() if isinstance(described, Operation) else ():
            if answer.example is not None and answer.schema is not None:
                assert answer.schema().load(answer.example) == answer.example
                checked += 1
    assert checked >= 6


def test_every_link_leads_to_an_operation(described: dict[str, Any]) -> None:
    operations = {
        operation["operationId"]: {
            parameter["name"] for parameter in [*path.get("parameters", []), *operation.get("parameters", [])]
        }
        for path in described["paths"].values()
        for method, operation in path.items()
        if method != "parameters"
    }
    links = [
        link
        for path in described["paths"].values()
        for method, operation in path.items()
        if method != "parameters"
        for response in operation["responses"].values()
        for link in response.get("links", {}).values()
    ]
    assert links
    for link in links:
        assert set(link["parameters"]) <= operations[link["operationId"]]
    assert described["paths"]["/v1/articles"]["post"]["responses"]["202"]["links"]["job"]["operationId"] == "get_job"


def test_every_protected_call_says_which_scope_it_needs(described: dict[str, Any]) -> None:
    for address, path in described["paths"].items():
        for method, operation in path.items():
            if method != "parameters" and address.startswith("/v1/"):
                ((_, (scope,)),) = operation["security"][0].items()
                assert scope in SCOPES, address
                assert {"401", "403", "429"} <= set(operation["responses"]), address


def test_webhooks_are_described(described: dict[str, Any]) -> None:
    assert set(described["webhooks"]) == {"job", "batch"}
    for webhook in described["webhooks"].values():
        operation = webhook["post"]
        reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        assert reference.rpartition("/")[2] in described["components"]["schemas"]
        names = {parameter["name"] for parameter in operation["parameters"]}
        assert names == {"webhook-id", "webhook-timestamp", "webhook-signature"}
