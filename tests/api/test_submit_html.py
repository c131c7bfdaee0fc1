"""POST /v1/articles with a web page"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from core.engines import EngineInfo
from workers import webpage

from .conftest import problem

Work = Callable[[], int]
SAID = "“Sales rose by 12 percent in March,” said Ana Pérez, an economist at Lund University."
MORE = "The figures, which the bank published on Monday, are higher than those of the month before."
PAGE = f"""<!DOCTYPE html><html><head><title>Sales &amp; more</title></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/login">Log in to read on</a></nav>
<article><h1>Sales</h1><p>{SAID}</p><p>{MORE}</p></article>
<footer>© The Paper. <a href="/cookies">Cookies</a></footer></body></html>"""


def _read(client: FlaskClient, job: Any, work: Work) -> dict[str, Any]:
    assert work() == 1
    answer = client.get(job["urls"]["article"])
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return dict(answer.json)


@pytest.mark.parametrize("bare", [True, False])
def test_it_works(client: FlaskClient, work: Work, bare: bool) -> None:
    if bare:
        answer = client.post("/v1/articles?title=Sales", data=PAGE, content_type="text/html")
    else:
        answer = client.post("/v1/articles", json={"html": PAGE, "title": "Sales"})
    assert answer.status_code == 202, answer.text
    result = _read(client, answer.json, work)
    text = result["article"]["text"]
    assert SAID in text
    assert MORE in text
    assert "Cookies" not in text
    assert "<" not in text
    assert result["article"]["characters"] == len(text)
    for quote in result["quotes"]:
        assert " … ".join(text[span["start"] : span["end"]] for span in quote["spans"]) == quote["text"]
    assert "Sales rose by 12 percent in March" in result["quotes"][0]["text"]


def test_a_page_and_its_source_as_text_are_two_things(client: FlaskClient, work: Work, engine: EngineInfo) -> None:
    client.post("/v1/articles", json={"html": PAGE})
    work()
    assert client.post("/v1/articles", json={"html": PAGE}).status_code == 200
    assert client.post("/v1/articles", json={"text": PAGE}).status_code == 202


def test_a_copy_has_the_main_text_too(client: FlaskClient, work: Work, engine: EngineInfo) -> None:
    client.post("/v1/articles", json={"html": PAGE})
    work()
    answer = client.post("/v1/articles", json={"html": PAGE, "external_id": "x"})
    assert answer.status_code == 200
    assert answer.json is not None
    copy = client.get(answer.json["urls"]["article"]).json
    assert copy is not None
    assert SAID in copy["article"]["text"]


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<html><body><script>let text = 'none';</script></body></html>", "no-main-text"),
        ("<p>", "no-main-text"),
        ("\x00<<<>>>", "no-main-text"),
    ],
)
def test_a_page_without_an_article_fails_with_the_reason(client: FlaskClient, work: Work, html: str, code: str) -> None:
    job = client.post("/v1/articles", json={"html": html}).json
    assert job is not None
    work()
    seen = client.get(job["urls"]["get"]).json
    assert seen is not None
    assert (seen["state"], seen["error"]["code"]) == ("failed", code)


def test_it_takes_no_longer_than_it_may(client: FlaskClient, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    def forever(*_: Any, **__: Any) -> str:
        while True:
            pass

    monkeypatch.setattr(webpage, "TIME_LIMIT", 0.05)
    monkeypatch.setattr("trafilatura.extract", forever)
    job = client.post("/v1/articles", json={"html": PAGE}).json
    assert job is not None
    work()
    seen = client.get(job["urls"]["get"]).json
    assert seen is not None
    assert seen["error"]["code"] == "html-timeout"


@pytest.mark.parametrize("body", [{"text": "x", "html": "<p>x"}, {}, {"html": ""}, {"html": "  "}, {"html": 5}])
def test_it_wants_one_of_the_two(client: FlaskClient, body: dict[str, Any]) -> None:
    answer = client.post("/v1/articles", json=body)
    assert answer.status_code == 422
    assert problem(answer) == "invalid-fields"
