"""GET /v1/articles/{id} and its parts, in the forms it is had in"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from pyld import jsonld

from .conftest import TEXT, Submit, problem

Work = Callable[[], int]
PARTS = ("quotes", "sources", "facts")


@pytest.fixture
def with_emoji(client: FlaskClient, submit: Submit, work: Work) -> str:
    answer = submit(text="📈 " + TEXT)
    work()
    assert answer.json is not None
    return str(answer.json["article_id"])


def test_offsets_in_utf16(client: FlaskClient, with_emoji: str) -> None:
    plain = client.get(f"/v1/articles/{with_emoji}").json
    units = client.get(f"/v1/articles/{with_emoji}?offsets=utf16").json
    assert plain is not None
    assert units is not None
    assert units["quotes"][0]["spans"][0]["start"] == plain["quotes"][0]["spans"][0]["start"] + 1
    part = client.get(f"/v1/articles/{with_emoji}/quotes?offsets=utf16").json
    assert part is not None
    assert part["data"] == units["quotes"]
    assert client.get(f"/v1/articles/{with_emoji}?offsets=codepoints").json == plain


@pytest.mark.parametrize("part", PARTS)
def test_tables(client: FlaskClient, article_id: str, part: str) -> None:
    plain = client.get(f"/v1/articles/{article_id}/{part}").json
    answer = client.get(f"/v1/articles/{article_id}/{part}", headers={"Accept": "text/csv"})
    assert answer.content_type == "text/csv; charset=utf-8; header=present"
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert plain is not None
    assert [row["id"] for row in rows] == [item["id"] for item in plain["data"]]
    assert answer.headers["Vary"] == "Accept"
    again = client.get(
        f"/v1/articles/{article_id}/{part}", headers={"Accept": "text/csv", "If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


def test_linked_data(client: FlaskClient, article_id: str) -> None:
    answer = client.get(f"/v1/articles/{article_id}", headers={"Accept": "application/ld+json"})
    assert answer.content_type == "application/ld+json"
    assert answer.headers["ETag"]

    def refuse(url: str, options: Any) -> Any:
        raise AssertionError(f"it refers to {url}")

    nodes = jsonld.expand(answer.get_json(force=True), {"documentLoader": refuse})
    kinds = {kind for node in nodes for kind in node["@type"]}
    assert {
        "https://schema.org/NewsArticle",
        "https://schema.org/Quotation",
        "http://www.w3.org/ns/oa#Annotation",
    } <= kinds


@pytest.mark.parametrize(("path", "accept"), [("", "text/csv"), ("/quotes", "application/ld+json"), ("", "image/png")])
def test_other_forms_are_not_to_be_had(client: FlaskClient, article_id: str, path: str, accept: str) -> None:
    answer = client.get(f"/v1/articles/{article_id}{path}", headers={"Accept": accept})
    assert answer.status_code == 406
    assert problem(answer) == "not-acceptable"


@pytest.mark.parametrize("accept", ["*/*", "application/*", "text/html, application/json;q=0.9, */*;q=0.1"])
def test_browsers_get_json(client: FlaskClient, article_id: str, accept: str) -> None:
    answer = client.get(f"/v1/articles/{article_id}", headers={"Accept": accept})
    assert answer.content_type == "application/json"


def test_filters_and_pages(client: FlaskClient, submit: Submit, work: Work) -> None:
    text = "\n\n".join(f"“Sales of item {n} rose by {n} percent,” said Ana Pérez." for n in range(11, 16))
    answer = submit(text=text)
    work()
    assert answer.json is not None
    base = f"{answer.json['urls']['article']}/quotes?kind=direct&limit=2"
    whole = client.get(base.replace("&limit=2", "")).json
    assert whole is not None
    assert whole["total"] >= 3
    path, seen = base, []
    while path:
        page = client.get(path)
        assert page.json is not None
        assert len(page.json["data"]) <= 2
        seen += page.json["data"]
        path = page.headers.get("Link", "").partition(">")[0].lstrip("<")
        assert bool(path) == bool(page.json["next_cursor"])
    assert seen == whole["data"]
    cursor = client.get(base).json["next_cursor"]  # type: ignore[index]
    assert (
        problem(client.get(f"{answer.json['urls']['article']}/quotes?kind=mixed&cursor={cursor}")) == "invalid-fields"
    )


@pytest.mark.parametrize(
    "query",
    ["kind=loud", "expert=maybe", "min_confidence=2", "min_confidence=nan", "limit=0", "limit=1001", "offsets=bytes"],
)
def test_wrong_parameters_are_refused(client: FlaskClient, article_id: str, query: str) -> None:
    answer = client.get(f"/v1/articles/{article_id}/quotes?{query}")
    assert problem(answer) == "invalid-fields"
    assert answer.get_json(force=True)["errors"][0]["parameter"] == query.partition("=")[0]
