"""GET /v1/quotes and GET /v1/experts"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from core import indexing, keys
from core.engines import EngineInfo
from core.records import Options
from core.results import Read
from core.store import Store
from core.submissions import Submission
from workers.context import Context

from .conftest import problem

Add = Callable[..., str]
NO_SPEAKER = {"source_id": None, "text": None, "start": None, "end": None}


def _span(text: str | None) -> dict[str, Any] | None:
    return None if text is None else {"text": text, "start": 0, "end": len(text)}


def _result(source: dict[str, Any], texts: list[str], published_at: str | None) -> dict[str, Any]:
    """As much of a result as the index looks at: one source and what it says."""
    quotes = [
        {"id": f"q{number}", "kind": "direct", "mode": "speech", "text": text, "speaker": {"source_id": "s1"}}
        for number, text in enumerate(texts, 1)
    ]
    about = {
        "id": "s1",
        "name": source["name"],
        "kind": source.get("kind", "person"),
        "aliases": source.get("aliases", []),
        "role": _span(source.get("role")),
        "affiliation": _span(source.get("affiliation")),
        "is_expert": source.get("is_expert", True),
        "words_quoted": sum(len(text.split()) for text in texts),
        "quote_ids": [quote["id"] for quote in quotes],
    }
    return {"article": {"published_at": published_at}, "quotes": quotes, "sources": [about], "facts": []}


@pytest.fixture
def add(context: Context, engine: EngineInfo) -> Add:
    """Saves a result as a worker does, and gives the article's id."""

    def save(
        source: dict[str, Any],
        *texts: str,
        published_at: str | None = "2024-11-01",
        newsroom: str = "local",
        **more: Any,
    ) -> str:
        options = Options(published_at=published_at, **more)
        job = context.queueing.submit(Submission(newsroom, f"{source} {texts}", options)).job
        attempt = context.jobs.start(job.id, "w")
        article = context.results.article(job.article_id)
        context.results.save(attempt, article, Read(_result(source, list(texts), published_at), engine.id))
        return article.id

    return save


HEIER = {
    "name": "Tormod Heier",
    "aliases": ["Heier"],
    "role": "professor of strategy",
    "affiliation": "Defence College",
}
LIE = {"name": "Kari Lie", "role": "glacier researcher", "affiliation": "University of Bergen"}
OLSEN = {"name": "Per Olsen", "role": "mayor", "affiliation": "Labour Party", "is_expert": False}


def _get(client: FlaskClient, path: str) -> dict[str, Any]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return dict(answer.json)


def _texts(client: FlaskClient, query: str) -> list[str]:
    return [quote["text"] for quote in _get(client, f"/v1/quotes?{query}")["data"]]


def _names(client: FlaskClient, query: str) -> list[str]:
    return [expert["name"] for expert in _get(client, f"/v1/experts?{query}")["data"]]


def test_quotes_say_who_and_where(client: FlaskClient, add: Add) -> None:
    article_id = add(LIE, "The glacier shrinks.", title="Ice", external_id="cms-7", url="https://news.example/ice")
    assert _get(client, "/v1/quotes?q=glacier") == {
        "data": [
            {
                "quote_id": "q1",
                "kind": "direct",
                "text": "The glacier shrinks.",
                "speaker": {
                    "source_id": "s1",
                    "name": "Kari Lie",
                    "role": "glacier researcher",
                    "affiliation": "University of Bergen",
                    "is_expert": True,
                },
                "article": {
                    "id": article_id,
                    "title": "Ice",
                    "url": "https://news.example/ice",
                    "external_id": "cms-7",
                    "published_at": "2024-11-01",
                },
            }
        ],
        "next_cursor": None,
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=glacier", ["Glaciers melt.", "This glacier grows."]),
        ("q=GLACIERS", ["Glaciers melt.", "This glacier grows."]),
        ("q=glacier+melt", ["Glaciers melt."]),
        ("q=the", ["Glaciers melt.", "This glacier grows.", "Ring Æsa on Müller street."]),
        ("q=muller", ["Ring Æsa on Müller street."]),
        ("q=unheard", []),
        ("speaker=heier", ["This glacier grows."]),
        ("speaker=tormod+heier", ["This glacier grows."]),
        ("speaker=kari+heier", []),
        ("speaker=lie&q=glacier", ["Glaciers melt."]),
        ("affiliation=bergen", ["Glaciers melt.", "Ring Æsa on Müller street."]),
        ("since=2024-11-02", ["Glaciers melt."]),
        ("until=2024-11-02", ["This glacier grows.", "Ring Æsa on Müller street."]),
        ("since=2024-11-01T00:00:00Z&until=2024-11-03", ["This glacier grows."]),
    ],
)
def test_quotes_are_found(client: FlaskClient, add: Add, query: str, found: list[str]) -> None:
    add(LIE, "Ring Æsa on Müller street.", published_at="2024-10-01")
    add(HEIER, "This glacier grows.", published_at="2024-11-01")
    add(LIE, "Glaciers melt.", published_at="2024-11-03")
    assert _texts(client, query) == found


def test_quotes_come_in_pages(client: FlaskClient, add: Add) -> None:
    for day in range(1, 4):
        add(LIE, f"Glacier {day} one.", f"Glacier {day} two.", published_at=f"2024-11-0{day}")
    path, seen = "/v1/quotes?q=glacier&limit=2", []
    while path:
        answer = client.get(path)
        assert answer.json is not None
        seen += [quote["text"] for quote in answer.json["data"]]
        path = answer.headers.get("Link", "").partition(">")[0].lstrip("<")
    assert len(seen) == len(set(seen)) == 6
    assert seen == sorted(seen, key=lambda text: text[8], reverse=True)


@pytest.mark.parametrize("path", ["/v1/quotes", "/v1/experts"])
def test_a_cursor_of_another_question_is_refused(client: FlaskClient, add: Add, path: str) -> None:
    add(LIE, "The glacier shrinks.", "A glacier grows.")
    add(HEIER, "The glacier stays.")
    cursor = _get(client, f"{path}?q=glacier&limit=1")["next_cursor"]
    assert _get(client, f"{path}?q=glacier&limit=1&cursor={cursor}")["data"]
    for query in (f"q=shrinks&cursor={cursor}", "q=glacier&cursor=AAAA", "cursor=!"):
        assert problem(client.get(f"{path}?{query}")) == "invalid-fields"


@pytest.mark.parametrize(
    "query", ["q=", "limit=0", "limit=x", "since=yesterday", "until=9999-12-31T23:59:59-23:00", "sort=new", "q=a&q=b"]
)
def test_wrong_parameters_are_refused(client: FlaskClient, query: str) -> None:
    assert problem(client.get(f"/v1/quotes?{query}")) == "invalid-fields"


def test_experts_are_ranked_by_topic(client: FlaskClient, add: Add) -> None:
    add(HEIER, "The front moves slowly now.", "A glacier hinders the front.")
    add(LIE, "Every glacier melts.", "Snow on glaciers turns dark.")
    add(OLSEN, "The glacier is our pride.")
    assert _names(client, "q=glacier") == ["Kari Lie", "Tormod Heier"]
    assert _names(client, "q=front") == ["Tormod Heier"]
    assert _names(client, "q=glacier&affiliation=defence") == ["Tormod Heier"]
    assert _names(client, "affiliation=bergen") == ["Kari Lie"]
    assert _names(client, "name=heier") == ["Tormod Heier"]
    assert _names(client, "") == ["Tormod Heier", "Kari Lie"], "those with the most words first"
    assert _names(client, "q=tax") == _names(client, "q=the") == []


def test_an_expert_of_several_articles_is_one(client: FlaskClient, add: Add) -> None:
    add(LIE, "Every glacier melts.", "Bread is dear.")
    add({**LIE, "role": "professor"}, "The glacier is dark.")
    found = _get(client, "/v1/experts?q=dark+glacier&quotes=2")
    assert found["total"] == 1
    (expert,) = found["data"]
    assert (expert["articles"], expert["words_quoted"]) == (2, 10)
    assert set(expert["roles"]) == {"glacier researcher", "professor"}
    assert expert["affiliations"] == ["University of Bergen"]
    assert [quote["text"] for quote in expert["quotes"]] == ["The glacier is dark.", "Every glacier melts."]
    assert expert["score"] > 0


def test_people_known_by_one_word_are_not_mixed_up(client: FlaskClient, add: Add) -> None:
    add({"name": "Smith", "role": "economist"}, "Rates rise.")
    add({"name": "Smith", "role": "surgeon"}, "Rates of infection rise.")
    assert _names(client, "q=rates") == ["Smith", "Smith"]


def test_one_newsroom_never_finds_anothers(client: FlaskClient, add: Add) -> None:
    add(LIE, "The glacier shrinks.", newsroom="another")
    assert _texts(client, "q=glacier") == _names(client, "q=glacier") == []


def test_what_is_purged_is_not_found(client: FlaskClient, add: Add, store: Store) -> None:
    article_id = add(LIE, "The glacier shrinks.")
    assert client.delete(f"/v1/articles/{article_id}").status_code == 204
    assert _texts(client, "q=glacier") == _names(client, "q=glacier") == []
    assert not list(store.client.scan_iter("qw:index:*")), "nothing of it is left behind"


def test_what_has_expired_is_not_found(client: FlaskClient, add: Add, store: Store) -> None:
    article_id = add(LIE, "The glacier shrinks.")
    lists = [key for key in store.client.scan_iter("qw:index:*") if key != keys.index_expiry().encode()]
    assert all(store.client.ttl(key) > 0 for key in lists)
    store.client.delete(f"{keys.index('local')}:entries:{article_id}")
    assert _texts(client, "q=glacier") == _names(client, "q=glacier") == []


def test_the_reaper_takes_out_what_has_expired(add: Add, store: Store) -> None:
    stays, goes = add(HEIER, "The glacier stays."), add(LIE, "The glacier shrinks.")
    store.client.zadd(keys.index_expiry(), {f"{keys.index('local')}|{goes}": 1})
    assert indexing.forget_expired(store) == 1
    assert indexing.forget_expired(store) == 0
    kept = [name for key in store.client.scan_iter("qw:index:local:quote:*") for name in store.client.zscan_iter(key)]
    assert {name.split(b"/")[0].decode() for name, _ in kept} == {stays}


def test_a_copy_of_a_result_is_found_too(client: FlaskClient, add: Add, context: Context) -> None:
    first = add(LIE, "The glacier shrinks.")
    copy = context.queueing.submit(
        Submission("local", f"{LIE} {('The glacier shrinks.',)}", Options(published_at="2024-11-01", external_id="x"))
    )
    assert copy.cached
    assert copy.job.article_id != first
    assert len(_texts(client, "q=glacier")) == 2
    assert client.delete(f"/v1/articles/{first}").status_code == 204
    (left,) = _get(client, "/v1/quotes?q=glacier")["data"]
    assert left["article"]["external_id"] == "x"


def test_attitudes_are_no_quotes() -> None:
    result = _result(LIE, ["She despises glaciers."], None)
    result["quotes"][0]["mode"] = "attitude"
    assert indexing.pack(result) == '{"postings": {}, "entries": {}}'
