"""/openapi.yaml is current, complete and true."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient

from service.api.description import FILE
from service.openapi import render
from service.operations import ATTRIBUTE
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
                assert value["$ref"].removeprefix("#/components/schemas/") in described["components"]["schemas"]
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
